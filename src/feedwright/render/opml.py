"""OPML 2.0: the list of all feeds, for people who follow several (https://opml.org/spec2.opml)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from feedwright.model import Document, Feed, Outlet
from feedwright.render.characters import written
from feedwright.render.dates import rfc822

if TYPE_CHECKING:
    from lxml.etree import _Element

FILE_NAME: Final = "feeds.opml"
MEDIA_TYPE: Final = "text/x-opml"

_DOCS: Final = "https://opml.org/spec2.opml"
_RSS: Final = "rss.xml"

_List = tuple[str, Outlet | None, tuple[Feed, ...]]


def opml_document(feeds: Iterable[Feed], *, title: str, owner: Outlet | None = None) -> Document:
    """The subscription list of `feeds`, in their order, in UTF-8.

    One outline each and none inside another, because programs take an outline with others inside for a folder; where a
    feed stands in the tree of sections is its category. Each is listed by its RSS document, which every program reads.
    Dated by the newest feed. Raises ValueError when there is no feed: a body without an outline is no OPML.
    """
    data = written(_write, (title, owner, tuple(feeds)))
    return Document(path=FILE_NAME, media_type=MEDIA_TYPE, data=data)


def _write(told: _List) -> bytes:
    from lxml import etree

    title, owner, feeds = told
    if not feeds:
        raise ValueError("there is no feed to list")
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    facts = (
        ("title", title),
        ("dateModified", rfc822(max(feed.updated for feed in feeds))),
        ("ownerName", owner.name if owner else None),
        ("ownerId", owner.url if owner else None),
        ("docs", _DOCS),
    )
    for name, text in facts:
        if text:
            etree.SubElement(head, name).text = text
    body = etree.SubElement(root, "body")
    for feed in feeds:
        _outline(body, feed)
    return etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)


def _outline(body: "_Element", feed: Feed) -> None:
    from lxml.etree import SubElement

    title = feed.title or feed.home
    named = (
        ("type", "rss"),
        ("text", title),
        ("title", title),
        ("description", feed.description),
        ("xmlUrl", feed.base + _RSS),
        ("htmlUrl", feed.home),
        ("language", feed.language),
        ("version", "RSS2"),
        ("category", f"/{feed.path}" if feed.path else None),
    )
    SubElement(body, "outline", {name: value for name, value in named if value})
