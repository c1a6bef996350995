"""A selection and the texts of its articles become a feed."""

import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from feedwright.model import Article, Entry, Feed, Html, Text, Tombstone
from feedwright.select.feeds import Selection
from feedwright.select.terms import syndication
from feedwright.site import Site


def feed_of(selection: Selection, entries: Iterable[Entry], withdrawn: Iterable[Article], site: Site) -> Feed:
    """The feed of a selection; `entries` are its articles with their texts, `withdrawn` those that it no longer has."""
    subject, archive = selection.subject, selection.archive
    sent = tuple(_sent(entry, selection, site) for entry in entries)
    tombstones = tuple(_tombstone(article) for article in withdrawn)
    return Feed(
        path=selection.path,
        title=_title(selection, site),
        description=_description(selection, site),
        home=site.section_url(subject.path if subject.kind == "section" else ""),
        base=site.feed_base(selection.path),
        id=f"tag:{site.tag}:feeds/{subject.path}",
        language=subject.language or site.language,
        publisher=site.publisher,
        rights=site.rights,
        logo=site.logo,
        icon=site.feeds.icon,
        hubs=() if archive else site.feeds.hubs,
        cloud=None if archive else site.publishing.cloud,
        ttl=site.feeds.ttl,
        full_text=subject.options.content != "summary",
        archive=archive is not None,
        current=site.feed_base(archive.current) if archive else None,
        previous=site.feed_base(selection.previous) if selection.previous else None,
        next=site.feed_base(archive.next) if archive and archive.next else None,
        stylesheet=_stylesheet(selection) if site.feeds.pages else None,
        tombstones=tombstones,
        updated=_updated(sent, tombstones, selection),
        entries=sent,
    )


def _title(selection: Selection, site: Site) -> Text:
    parts = [site.title, selection.subject.title, selection.archive.name if selection.archive else None]
    return Text(" – ".join(part for part in parts if part))


def _description(selection: Selection, site: Site) -> Text:
    subject = selection.subject
    if subject.description is not None:
        return subject.description
    return site.description if subject.title is None else Text(f"{site.title} – {subject.title}")


def _stylesheet(selection: Selection) -> str:
    """Where the style for browsers is, from the document: it has to work below any address."""
    depth = selection.path.count("/") + 1 if selection.path else 0
    return "../" * depth + "feed.css"


def _updated(entries: Sequence[Entry], tombstones: Sequence[Tombstone], selection: Selection) -> dt.datetime:
    """When the feed changed last: an entry, or what is left of it; with the site where there is neither."""
    times = [entry.article.updated.instant for entry in entries]
    times += [each.when for each in tombstones]
    return max(times, default=dt.datetime.fromtimestamp(selection.updated, dt.UTC))


def _sent(entry: Entry, selection: Selection, site: Site) -> Entry:
    """The article with as much of its text as its source lets go, and as the feed is to hold."""
    content = entry.content
    if syndication(entry.article, site) != "full":
        content = replace(content, html=Html(""), text=content.summary)
    if selection.subject.options.content == "full" and content.html:
        content = replace(content, summary=Text(""))
    return entry if content is entry.content else replace(entry, content=content)


def _tombstone(article: Article) -> Tombstone:
    life = article.lifecycle
    at = life.withdrawn_at or article.updated
    return Tombstone(id=article.id, when=at.instant, reason=life.withdrawn_reason)
