"""RSS and Atom written by feedgen; the one module that knows feedgen, and where every quirk of it is closed.

feedgen makes the documents and is told what is in them by its own methods. What it says wrongly or cannot say is put
right through its public extension interface: objects that it calls with each element that it has made. The quirks of
feedgen 1.0, each with a test that fails when upstream mends it:

- entry links lose rel, type, title and length in Atom: the extension writes them;
- a new feed or entry is dated from the clock: every date is given;
- RSS dates go through locale.setlocale, which changes the whole process: feedgen is given none to write, and a date
  that counts as false takes the place of the clock's in lastBuildDate;
- the channel's link is the last link that was added: the one for people is added last;
- authors without e-mail vanish from RSS, and several become several `author`: feedgen is given none, they are elements;
- an unknown enclosure length becomes "None": given as a number always;
- content that is to be CDATA gets the Atom type "CDATA": mended to "html";
- content without a description becomes the description in RSS: content:encoded says it beside that;
- entries go before those added earlier: added with order="append";
- dicts that are handed in get defaults written into them: only keyword arguments and new dicts are handed in;
- atom:source has no id, no updated and a link without rel: an `Element` instead;
- xml:lang of an entry cannot be set: set here;
- "generator" names feedgen and its version, "docs" an address that has moved: both given;
- the RSS channel has one atom:link, and neither format a stylesheet instruction: written here.

In feedgen's Atom tree the elements have no namespace; the root carries xmlns as if it were an attribute. Elements of
Atom are therefore made without one there, and with one in RSS.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from feedwright.deferred import lazily
from feedwright.render.dates import rfc822, whole
from feedwright.render.wire import (
    ATOM,
    CONTENT,
    GENERATOR,
    PREFIXES,
    AtomEntry,
    AtomFeed,
    Author,
    Element,
    RssChannel,
    RssItem,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCS: Final = "https://www.rssboard.org/rss-specification"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_EXTENSION: Final = "feedwright"

_PLAIN_CHANNEL_TEXT: Final = ("title", "description", "copyright", "image/title")
_PLAIN_ITEM_TEXT: Final = frozenset({"title", "category", "source"})
"""The elements of RSS that hold text for people, and no HTML."""

_REFERENCES: Final = {"&": "#x26", "<": "#x3C", ">": "#x3E"}
_REFERRED: Final = re.compile("([&<>])")
_QUOTED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""What `html.escape` does, without the table of entities that comes with it."""


def load_feedgen() -> None:
    """Load it now, and not with the first document.

    dateutil, which it loads, wants one module for zones that nobody asks it for and one for Windows: a sixth of all.
    """
    with lazily("importlib.resources", "ctypes"):
        import feedgen.feed  # noqa: F401


@cache
def _etree() -> Any:
    """lxml, which takes long to load; to import it for every element would take longer than to make the element."""
    from lxml import etree

    return etree


def write_rss(channel: RssChannel) -> bytes:
    """The RSS document, in UTF-8, indented, with a newline at its end."""
    generator = _new_generator(_ChannelExtension, _ItemExtension, rss=True)
    generator.feedwright.channel = channel
    generator.title(channel.title)
    generator.description(channel.description)
    if channel.self_link is not None:
        generator.link(**dict(channel.self_link.attributes))
    generator.link(href=channel.link)  # the last link becomes the channel's
    generator.updated(_NO_DATE)
    generator.docs(_DOCS)
    generator.generator(GENERATOR)
    generator.language(channel.language)
    generator.copyright(channel.copyright)
    generator.image(channel.image)
    generator.ttl(channel.ttl)
    for item in channel.items:
        _add_item(generator, item)
    document: bytes = generator.rss_str(pretty=True)
    return document


def write_atom(feed: AtomFeed) -> bytes:
    """The Atom document, in UTF-8, indented, with a newline at its end."""
    generator = _new_generator(_FeedExtension, _EntryExtension, rss=False)
    generator.feedwright.feed = feed
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.subtitle)
    generator.updated(whole(feed.updated))
    for link in feed.links:
        generator.link(**dict(link.attributes))
    generator.author(**_person(feed.author))
    generator.generator(GENERATOR)
    generator.language(feed.language)
    generator.icon(feed.icon)
    generator.logo(feed.logo)
    generator.rights(feed.rights)
    for entry in feed.entries:
        _add_entry(generator, entry)
    document: bytes = generator.atom_str(pretty=True)
    return document


def _add_item(generator: Any, item: RssItem) -> None:
    made = generator.add_entry(order="append")
    made.feedwright.item = item
    made.title(item.title or item.guid)  # feedgen wants one; the extension takes it away again
    if item.link is not None:
        made.link(href=item.link)
    made.guid(item.guid, permalink=item.permalink)
    if item.description is not None:
        made.description(item.description)
    if item.content is not None:
        made.content(item.content, type=_content_type(item.content))
    if item.categories:
        made.category([{"term": name} for name in item.categories])
    if item.comments is not None:
        made.comments(item.comments)
    if item.enclosure is not None:
        made.enclosure(url=item.enclosure.url, type=item.enclosure.type, length=item.enclosure.length)
    if item.source is not None:
        made.source(url=item.source.url, title=item.source.title)


def _add_entry(generator: Any, entry: AtomEntry) -> None:
    made = generator.add_entry(order="append")
    made.feedwright.entry = entry
    made.id(entry.id)
    made.title(entry.title)
    made.updated(whole(entry.updated))
    made.published(whole(entry.published))
    made.link(href=entry.links[0].href)  # the extension gives it its attributes, and adds the other links
    for author in entry.authors:
        made.author(**_person(author))
    if entry.content is not None:
        made.content(entry.content, type=_content_type(entry.content))
    if entry.summary is not None:
        made.summary(entry.summary, type="text")
    if entry.categories:
        made.category([{"term": name} for name in entry.categories])
    made.rights(entry.rights)


class _Extension:
    """What feedgen asks of an extension; it makes one for the feed and one for each entry, without arguments."""

    def extend_ns(self) -> dict[str, str]:
        """Prefixes that the root shall declare."""
        return {}


class _ChannelExtension(_Extension):
    channel: RssChannel

    def extend_ns(self) -> dict[str, str]:
        elements = [self.channel.elements, *(item.elements for item in self.channel.items)]
        return _declarations(elements, self.channel.prefixes)

    def extend_rss(self, rss: "_Element") -> None:
        channel = rss[0]
        _append(channel, [Element("", "lastBuildDate", rfc822(self.channel.built)), *self.channel.elements])
        _style(rss, self.channel.stylesheet)
        _write_references(element for path in _PLAIN_CHANNEL_TEXT for element in channel.findall(path))


class _ItemExtension(_Extension):
    item: RssItem

    def extend_rss(self, made: "_Element") -> None:
        item = self.item
        if item.title is None and (title := made.find("title")) is not None:
            made.remove(title)
        if item.content is not None and item.description is None and (only := made.find("description")) is not None:
            _say_encoded(only, item.content)
        dates = [] if item.published is None else [Element("", "pubDate", rfc822(item.published))]
        _append(made, [*dates, *item.elements])
        if _REFERRED.search(" ".join((item.title or "", *item.categories, item.source.title if item.source else ""))):
            _write_references(element for element in made if element.tag in _PLAIN_ITEM_TEXT)


class _FeedExtension(_Extension):
    feed: AtomFeed

    def extend_ns(self) -> dict[str, str]:
        entries = self.feed.entries
        links = (link.element for entry in entries for link in entry.links if link.replies is not None)
        elements = [self.feed.elements, links, *(entry.elements for entry in entries)]
        return _declarations(elements, self.feed.prefixes)

    def extend_atom(self, made: "_Element") -> None:
        _append(made, self.feed.elements, home=ATOM)
        _style(made, self.feed.stylesheet)


class _EntryExtension(_Extension):
    entry: AtomEntry

    def extend_atom(self, made: "_Element") -> None:
        entry = self.entry
        if entry.language:
            made.set(_XML_LANG, entry.language)
        *content, link = made.iterchildren("content", "link")  # feedgen writes the content, if any, first
        for element in content:
            element.set("type", "html")
        alternate, *others = entry.links
        for name, value in alternate.attributes[1:]:  # feedgen has written the address
            link.set(name, value)
        _append(made, [*(other.element for other in others), *entry.elements], home=ATOM)


def _new_generator(feed_extension: type[_Extension], entry_extension: type[_Extension], *, rss: bool) -> Any:
    from feedgen.feed import FeedGenerator

    generator = FeedGenerator()
    generator.register_extension(_EXTENSION, feed_extension, entry_extension, atom=not rss, rss=rss)
    return generator


class _NoDate(dt.datetime):
    """A date that counts as false, so that feedgen writes none."""

    def __bool__(self) -> bool:
        return False


_NO_DATE: Final = _NoDate(1970, 1, 1, tzinfo=dt.UTC)


def _content_type(html: str) -> str:
    """CDATA keeps HTML readable, but cannot hold its own end, and a carriage return in it reads as a line feed."""
    # most HTML has no "]" at all, and one character is found much sooner than three
    return "html" if "\r" in html or ("]" in html and "]]>" in html) else "CDATA"


def _say_encoded(description: "_Element", html: str) -> None:
    """Say the full text as content:encoded, too, after the `description` that feedgen has made of it."""
    encoded = description.makeelement(f"{{{CONTENT}}}encoded")
    encoded.text = _etree().CDATA(html) if _content_type(html) == "CDATA" else html
    description.addnext(encoded)


def _person(author: Author) -> dict[str, str]:
    named = (("name", author.name), ("uri", author.uri), ("email", author.email))
    return {name: value for name, value in named if value}


def _append(parent: "_Element", elements: Iterable[Element], *, home: str = "") -> None:
    """Add `elements` to `parent`; those in the namespace `home` are written without one."""
    make = _etree().SubElement
    for element in elements:
        namespace, name = element.namespace, element.name
        tag = f"{{{namespace}}}{name}" if namespace and namespace != home else name
        made = make(parent, tag, dict(element.attributes)) if element.attributes else make(parent, tag)
        if element.text is not None:
            made.text = element.text
        if element.children:
            _append(made, element.children, home=home)


def _style(root: "_Element", url: str | None) -> None:
    """Name the stylesheet that browsers show the document with (W3C, Associating Style Sheets with XML documents)."""
    if url:
        root.addprevious(
            _etree().ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{url.translate(_QUOTED)}"')
        )


def _write_references(elements: Iterable["_Element"]) -> None:
    """Write &, < and > in the text of `elements` as hexadecimal references.

    The RSS Best Practices Profile (Character Data) found that more readers take those for what they are.
    """
    make = _etree().Entity
    for element in elements:
        first, *rest = _REFERRED.split(element.text or "")
        if not rest:
            continue
        element.text = first
        for sign, text in zip(rest[::2], rest[1::2], strict=True):
            reference = make(_REFERENCES[sign])
            reference.tail = text
            element.append(reference)


def _declarations(entries: Iterable[Iterable[Element]], prefixes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The prefixes of the namespaces in use, which the root declares once for all; those of `prefixes` go before.

    feedgen declares atom for RSS itself, and in Atom the default namespace takes its place.
    """
    used: set[str] = set()
    for elements in entries:
        _collect_namespaces(elements, used)
    known = {**PREFIXES, **dict(prefixes)}
    return {prefix: name for name, prefix in known.items() if name in used and name != ATOM}


def _collect_namespaces(elements: Iterable[Element], used: set[str]) -> None:
    for element in elements:
        used.add(element.namespace)
        for name, _ in element.attributes:
            if name[0] == "{":
                used.add(name[1:].partition("}")[0])
        if element.children:
            _collect_namespaces(element.children, used)
