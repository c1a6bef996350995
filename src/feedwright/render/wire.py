"""The documents as values, in the shape and the words of their formats, before anything becomes bytes.

`rss` and `atom` make these from the model; `feedgen_adapter` writes them.
"""

import datetime as dt
from typing import Final

import msgspec

ATOM: Final = "http://www.w3.org/2005/Atom"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
MEDIA: Final = "http://search.yahoo.com/mrss/"
ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST: Final = "https://podcastindex.org/namespace/1.0"
LICENCE: Final = "http://backend.userland.com/creativeCommonsRssModule"
SLASH: Final = "http://purl.org/rss/1.0/modules/slash/"
THREADING: Final = "http://purl.org/syndication/thread/1.0"
SYNDICATION: Final = "http://purl.org/rss/1.0/modules/syndication/"
HISTORY: Final = "http://purl.org/syndication/history/1.0"
TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"

PREFIXES: Final = {
    ATOM: "atom",
    DC: "dc",
    DCTERMS: "dcterms",
    MEDIA: "media",
    ITUNES: "itunes",
    PODCAST: "podcast",
    LICENCE: "creativeCommons",
    SLASH: "slash",
    THREADING: "thr",
    SYNDICATION: "sy",
    HISTORY: "fh",
    TOMBSTONES: "at",
}
"""The usual prefix of every namespace that an `Element` may be in, in the order in which documents declare them."""

GENERATOR: Final = "Feedwright"
"""Without a version: a release that changes nothing in a feed must not change its bytes."""


class Element(msgspec.Struct, frozen=True):
    """An XML element beyond what feedgen has a method for."""

    namespace: str  # "" for the elements of RSS itself
    name: str
    text: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()  # a name in a namespace is "{namespace}name"
    children: tuple["Element", ...] = ()


class Link(msgspec.Struct, frozen=True):
    """A link (RFC 4287 §4.2.7), in Atom or as atom:link in RSS."""

    href: str
    rel: str
    type: str | None = None
    title: str | None = None
    length: int | None = None  # bytes; None when unknown
    replies: int | None = None  # how many (RFC 4685 §4); None when unknown

    @property
    def attributes(self) -> tuple[tuple[str, str], ...]:
        """The attributes of the element, those that are known."""
        named = [("href", self.href), ("rel", self.rel)]
        if self.type:
            named.append(("type", self.type))
        if self.title:
            named.append(("title", self.title))
        if self.length is not None:
            named.append(("length", str(self.length)))
        if self.replies is not None:
            named.append((f"{{{THREADING}}}count", str(self.replies)))
        return tuple(named)

    @property
    def element(self) -> Element:
        """The link as an element."""
        return Element(ATOM, "link", attributes=self.attributes)


class Enclosure(msgspec.Struct, frozen=True):
    """The one media file of an RSS item."""

    url: str
    type: str
    length: int  # bytes; 0 when unknown, as the profile says


class Author(msgspec.Struct, frozen=True):
    """A person construct (RFC 4287 §3.2)."""

    name: str
    email: str | None = None
    uri: str | None = None


class Source(msgspec.Struct, frozen=True):
    """The feed that an RSS item came from."""

    url: str
    title: str


class RssItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of RSS 2.0."""

    title: str | None
    link: str | None
    guid: str
    permalink: bool = False  # whether the guid is one
    description: str | None  # HTML
    content: str | None  # HTML, content:encoded; without a description that as well
    categories: tuple[str, ...]
    published: dt.datetime | None
    comments: str | None
    enclosure: Enclosure | None
    source: Source | None
    elements: tuple[Element, ...]  # after everything else


class RssChannel(msgspec.Struct, frozen=True, kw_only=True):
    """A channel of RSS 2.0."""

    title: str
    link: str
    description: str
    self_link: Link | None
    language: str | None
    copyright: str | None
    image: str | None  # URL; its title and link are the channel's
    ttl: int | None  # minutes
    built: dt.datetime
    stylesheet: str | None  # URL of CSS
    elements: tuple[Element, ...]  # before the items
    prefixes: tuple[tuple[str, str], ...] = ()  # namespaces and their prefixes, beside and before PREFIXES
    items: tuple[RssItem, ...]


class AtomEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of Atom 1.0."""

    id: str
    title: str
    updated: dt.datetime
    published: dt.datetime
    links: tuple[Link, ...]  # the first is the alternate
    summary: str | None  # plain text
    content: str | None  # HTML
    authors: tuple[Author, ...]
    categories: tuple[str, ...]
    rights: str | None
    language: str | None  # only where it is not the feed's
    elements: tuple[Element, ...]  # after everything else


class AtomFeed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed of Atom 1.0."""

    id: str
    title: str
    subtitle: str | None
    updated: dt.datetime
    links: tuple[Link, ...]
    author: Author
    language: str | None
    icon: str | None
    logo: str | None
    rights: str | None
    stylesheet: str | None  # URL of CSS
    elements: tuple[Element, ...]  # before the entries
    prefixes: tuple[tuple[str, str], ...] = ()  # namespaces and their prefixes, beside and before PREFIXES
    entries: tuple[AtomEntry, ...]
