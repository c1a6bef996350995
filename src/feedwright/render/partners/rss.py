"""A partner's dialect of RSS 2.0."""

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Final

from feedwright.model import Article, Entry, Feed, Podcast, Removal
from feedwright.render.entries import (
    categories,
    full_content,
    headline,
    outlet_name,
    own_language,
    positive,
    summary,
    via_links,
)
from feedwright.render.feedgen_adapter import write_rss
from feedwright.render.head import cloud_elements
from feedwright.render.media import enclosed, media_elements
from feedwright.render.partners.adaptation import link_of
from feedwright.render.partners.elements import made
from feedwright.render.partners.values import entry_values, feed_values, removed_values
from feedwright.render.podcasts import episode_elements, podcast_elements, podcast_of
from feedwright.render.wire import ATOM, CONTENT, DC, Element, Enclosure, Link, RssChannel, RssItem, Source
from feedwright.site import Partner, Profile

_MEDIA_TYPE: Final = "application/rss+xml"
_MARKUP: Final = re.compile("<[A-Za-z/!?]")


def rss_document(feed: Feed, removals: Iterable[Removal], partner: Partner) -> bytes:
    """The RSS document in UTF-8: the entries, and after them those that are taken back."""
    return write_rss(_channel(feed, tuple(removals), partner))


def guid_of(article: Article, profile: Profile) -> str:
    """What the partner tells the article by."""
    return article.url if profile.entry.guid == "permalink" else article.id


def _channel(feed: Feed, removals: tuple[Removal, ...], partner: Partner) -> RssChannel:
    profile = partner.profile
    address = feed.base + profile.file_name
    podcast = (podcast_of(feed) or Podcast()) if profile.entry.podcast else None
    elements: list[Element] = []
    if not partner.private:
        elements += [*(Link(hub, "hub").element for hub in feed.hubs), *cloud_elements(feed)]
    if podcast is not None:
        elements += podcast_elements(feed, podcast, address)
    elements += made(profile.feed.elements, feed_values(feed, partner), profile)
    items = [_item(entry, feed, partner, podcast) for entry in feed.entries]
    if profile.withdrawal.says in {"title", "bare"}:
        items += [_removed(removal, feed, partner) for removal in removals]
    return RssChannel(
        title=feed.title or feed.home,
        link=feed.home,
        description=feed.description or feed.title or feed.home,
        self_link=None if partner.private else Link(address, "self", type=_MEDIA_TYPE),
        language=feed.language,
        copyright=feed.rights,
        image=None,
        ttl=positive(feed.ttl),
        built=feed.updated,
        stylesheet=None,
        elements=tuple(elements),
        prefixes=prefixes_of(profile),
        items=tuple(items),
    )


def prefixes_of(profile: Profile) -> tuple[tuple[str, str], ...]:
    """The namespaces of a profile with their prefixes."""
    return tuple((namespace, prefix) for prefix, namespace in profile.prefixes.items())


def state_of(article: Article) -> str:
    """Whether the article was changed after it was published: only a correction or a written time says so."""
    return "updated" if article.updated.instant > article.published.instant else "new"


def _item(entry: Entry, feed: Feed, partner: Partner, podcast: Podcast | None) -> RssItem:
    article, profile = entry.article, partner.profile
    told, wanted = summary(entry), profile.entry
    body = full_content(entry, feed)
    description = (body or _as_html(told)) if wanted.description == "body" else _as_html(told)
    content = body if wanted.content == "body" else None
    enclosure = enclosed(article) if wanted.enclosure else None
    elements: list[Element] = []
    if content is not None and description is None:  # feedgen would make it the description
        elements.append(Element(CONTENT, "encoded", content))
        content, description = None, None
    elements += _attribution(article, feed) if wanted.attribution else []
    elements += media_elements(article, described=bool(told and body), enclosure=enclosure) if wanted.media else []
    elements += episode_elements(article, podcast, enclosed(article))
    elements += made(
        wanted.elements, entry_values(entry, feed, partner), profile, article=article, state=state_of(article)
    )
    return RssItem(
        title=headline(article),
        link=link_of(article, partner),
        guid=guid_of(article, profile),
        permalink=wanted.guid == "permalink",
        description=description,
        content=content,
        categories=categories(article) if wanted.categories else (),
        published=article.published.instant,
        comments=None,
        enclosure=Enclosure(enclosure.url, enclosure.type, positive(enclosure.length) or 0)
        if enclosure is not None and enclosure.type
        else None,
        source=_source(article) if wanted.attribution else None,
        elements=tuple(elements),
    )


def _removed(removal: Removal, feed: Feed, partner: Partner) -> RssItem:
    """An article that is taken back: never its text."""
    article, profile = removal.article, partner.profile
    bare = profile.withdrawal.says == "bare"
    values = removed_values(article, removal.when, feed, partner)
    return RssItem(
        title=None if bare else headline(article),
        link=None if bare else link_of(article, partner),
        guid=guid_of(article, profile),
        permalink=profile.entry.guid == "permalink",
        description=None,
        content=None,
        categories=(),
        published=None if bare else article.published.instant,
        comments=None,
        enclosure=None,
        source=None,
        elements=made(profile.entry.elements, values, profile, article=article, state="withdrawn"),
    )


def _attribution(article: Article, feed: Feed) -> list[Element]:
    """Whose article it is, in Dublin Core, and where the original is."""
    elements = [link.element for link in via_links(article)]
    elements += [Element(DC, "creator", person.name) for person in article.authors if person.name]
    terms = (
        ("source", None if _source(article) else outlet_name(article.source)),
        ("contributor", outlet_name(article.via)),
        ("publisher", outlet_name(article.publisher)),
        ("rights", article.rights),
        ("language", own_language(article, feed)),
    )
    elements += [Element(DC, name, text) for name, text in terms if text]
    if article.licence:
        elements.append(Element(ATOM, "link", attributes=(("href", article.licence), ("rel", "license"))))
    return elements


def _source(article: Article) -> Source | None:
    source = article.source
    return Source(source.feed, outlet_name(source) or source.feed) if source and source.feed else None


def _as_html(text: str | None) -> str | None:
    """Plain text for the item description, which is HTML; text that reads the same as both is left as it is."""
    if text is None:
        return None
    same = unescape(text) == text and not _MARKUP.search(text)
    return text if same else escape(text, quote=False)
