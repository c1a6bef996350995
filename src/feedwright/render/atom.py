"""Atom 1.0 (RFC 4287)."""

from feedwright.model import Article, Entry, Feed, Person
from feedwright.render.dates import rfc3339
from feedwright.render.entries import (
    categories,
    full_content,
    headline,
    mailbox,
    outlet_name,
    own_language,
    summary,
    via_links,
)
from feedwright.render.feedgen_adapter import write_atom
from feedwright.render.wire import ATOM, DC, DCTERMS, AtomEntry, AtomFeed, Author, Element, Link


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
            Link(feed.base + "atom.xml", "self", type="application/atom+xml"),
            Link(feed.home, "alternate", type="text/html"),
        ),
        # an entry without authors needs one in its feed, RFC 4287 §4.1.1
        author=Author(outlet_name(publisher) or title, uri=publisher.url if publisher else None),
        language=feed.language,
        logo=feed.logo,
        rights=feed.rights,
        entries=tuple(_entry(entry, feed) for entry in feed.entries),
    )


def _entry(entry: Entry, feed: Feed) -> AtomEntry:
    article = entry.article
    return AtomEntry(
        id=article.id,
        title=headline(article),
        updated=article.updated.instant,
        published=article.published.instant,
        links=(Link(article.url, "alternate", type="text/html"), *via_links(article), *_enclosures(article)),
        summary=summary(entry),
        content=full_content(entry, feed),
        authors=tuple(_author(person) for person in article.authors if person.name),
        categories=categories(article),
        rights=article.rights,
        language=own_language(article, feed),
        elements=tuple(_elements(article)),
    )


def _author(person: Person) -> Author:
    return Author(person.name, email=mailbox(person), uri=person.url)


def _enclosures(article: Article) -> tuple[Link, ...]:
    return tuple(Link(media.url, "enclosure", type=media.type, length=media.length) for media in article.media)


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
    return elements


def _person(name: str, person: Author) -> Element:
    parts = [Element(ATOM, "name", person.name)]
    if person.uri:
        parts.append(Element(ATOM, "uri", person.uri))
    return Element(ATOM, name, children=tuple(parts))


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
