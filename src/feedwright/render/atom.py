"""Atom 1.0 (RFC 4287)."""

from typing import Final

from feedwright.model import Article, Entry, Feed, Person, Tombstone
from feedwright.render.dates import rfc3339
from feedwright.render.entries import (
    categories,
    full_content,
    headline,
    licence_elements,
    licence_links,
    mailbox,
    outlet_name,
    own_language,
    positive,
    summary,
    via_links,
)
from feedwright.render.feedgen_adapter import write_atom
from feedwright.render.file_names import ATOM_FILE
from feedwright.render.head import head_elements, head_links
from feedwright.render.media import media_elements
from feedwright.render.wire import ATOM, DC, DCTERMS, TOMBSTONES, AtomEntry, AtomFeed, Author, Element, Link

_MEDIA_TYPE: Final = "application/atom+xml"


def atom_document(feed: Feed) -> bytes:
    """`feed` as Atom 1.0 in UTF-8."""
    return write_atom(feed_of(feed))


def feed_of(feed: Feed) -> AtomFeed:
    """The Atom feed that says what `feed` says."""
    publisher = feed.publisher
    title = feed.title or feed.home
    return AtomFeed(
        id=feed.id,
        title=title,
        subtitle=feed.description or None,
        updated=feed.updated,
        links=(
            Link(feed.base + ATOM_FILE, "self", type=_MEDIA_TYPE),
            Link(feed.home, "alternate", type="text/html"),
            *head_links(feed, ATOM_FILE, _MEDIA_TYPE),
        ),
        # an entry without authors needs one in its feed, RFC 4287 §4.1.1
        author=Author(outlet_name(publisher) or title, uri=publisher.url if publisher else None),
        language=feed.language,
        icon=feed.icon,
        logo=feed.logo,
        rights=feed.rights,
        stylesheet=feed.stylesheet,
        elements=(*head_elements(feed), *map(_deleted, feed.tombstones)),
        entries=tuple(_entry(entry, feed) for entry in feed.entries),
    )


def _entry(entry: Entry, feed: Feed) -> AtomEntry:
    article = entry.article
    text = summary(entry)
    content = full_content(entry, feed)
    elements = _elements(article)
    elements += media_elements(article, described=bool(text and content))
    return AtomEntry(
        id=article.id,
        title=headline(article),
        updated=article.updated.instant,
        published=article.published.instant,
        links=(
            Link(article.url, "alternate", type="text/html"),
            *via_links(article),
            *licence_links(article),
            *_replies(article),
            *_enclosures(article),
        ),
        summary=text,
        content=content,
        authors=tuple(_author(person) for person in article.authors if person.name),
        categories=categories(article),
        rights=article.rights,
        language=own_language(article, feed),
        elements=tuple(elements),
    )


def _author(person: Person) -> Author:
    return Author(person.name, email=mailbox(person), uri=person.url)


def _enclosures(article: Article) -> tuple[Link, ...]:
    return tuple(
        Link(media.url, "enclosure", type=media.type, title=media.title, length=positive(media.length))
        for media in article.media
    )


def _replies(article: Article) -> tuple[Link, ...]:
    """The page of the comments, and how many there are where that is known (RFC 4685 §4)."""
    if not article.comments:
        return ()
    return (Link(article.comments, "replies", type="text/html", replies=article.comment_count),)


def _elements(article: Article) -> list[Element]:
    elements = []
    if (via := outlet_name(article.via)) and article.via:
        elements.append(_person("contributor", Author(via, uri=article.via.url)))
    if article.source and article.source.feed:
        elements.append(_source(article, article.source.feed))
        source = None
    else:
        source = outlet_name(article.source)
    terms = (
        (DC, "source", source),
        (DC, "publisher", outlet_name(article.publisher)),
        (DCTERMS, "alternative", article.subtitle),
    )
    elements += [Element(namespace, name, text) for namespace, name, text in terms if text]
    elements += licence_elements(article)
    return elements


def _person(name: str, person: Author, namespace: str = ATOM) -> Element:
    parts = [Element(ATOM, "name", person.name)]
    if person.uri:
        parts.append(Element(ATOM, "uri", person.uri))
    if person.email:
        parts.append(Element(ATOM, "email", person.email))
    return Element(namespace, name, children=tuple(parts))


def _deleted(tombstone: Tombstone) -> Element:
    """The notice that an entry was withdrawn (RFC 6721 §3)."""
    parts = []
    if tombstone.by and tombstone.by.name:
        parts.append(_person("by", _author(tombstone.by), TOMBSTONES))
    if tombstone.reason:
        parts.append(Element(TOMBSTONES, "comment", tombstone.reason))
    named = (("ref", tombstone.id), ("when", rfc3339(tombstone.when)))
    return Element(TOMBSTONES, "deleted-entry", attributes=named, children=tuple(parts))


def _source(article: Article, url: str) -> Element:
    """The feed that the article came from (RFC 4287 §4.2.11).

    Its id and the time of its last change, which `source` should repeat, are not ours to know: its URL stands for the
    one, and the time of the article for the other.
    """
    parts = [
        Element(ATOM, "id", url),
        Element(ATOM, "title", outlet_name(article.source) or url),
        Element(ATOM, "updated", rfc3339(article.updated.instant)),
        Link(url, "self").element,
    ]
    if article.source and article.source.url:
        parts.append(Link(article.source.url, "alternate", type="text/html").element)
    return Element(ATOM, "source", children=tuple(parts))
