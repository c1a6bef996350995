"""OPML 2.0: the list of all feeds, for people who follow several (https://opml.org/spec2.opml)."""

from collections.abc import Sequence
from typing import Final

import msgspec

from feedwright.model import Document, Feed, Outlet
from feedwright.render.characters import written
from feedwright.render.dates import rfc822
from feedwright.render.file_names import OPML_FILE, RSS_FILE

MEDIA_TYPE: Final = "text/x-opml"

_DOCS: Final = "https://opml.org/spec2.opml"


class OpmlFacts(msgspec.Struct, frozen=True, kw_only=True):
    """All that a list of feeds is made of; what is empty is left out."""

    head: tuple[tuple[str, str | None], ...]  # elements: names and texts
    outlines: tuple[tuple[tuple[str, str | None], ...], ...]  # attributes: names and values


def opml_facts(feeds: Sequence[Feed], *, title: str, owner: Outlet | None = None) -> OpmlFacts:
    """What the subscription list of `feeds` says, in their order.

    One outline each and none inside another, because programs take an outline with others inside for a folder; where a
    feed stands in the tree of sections is its category. Each is listed by its RSS document, which every program reads.
    Dated by the newest feed. Raises ValueError when there is no feed: a body without an outline is no OPML.
    """
    if not feeds:
        raise ValueError("there is no feed to list")
    return OpmlFacts(
        head=(
            ("title", title),
            ("dateModified", rfc822(max(feed.updated for feed in feeds))),
            ("ownerName", owner.name if owner else None),
            ("ownerId", owner.url if owner else None),
            ("docs", _DOCS),
        ),
        outlines=tuple(map(_outline, feeds)),
    )


def opml_document(facts: OpmlFacts) -> Document:
    """The list of feeds that says these facts, in UTF-8."""
    return Document(path=OPML_FILE, media_type=MEDIA_TYPE, data=written(_write, facts))


def _outline(feed: Feed) -> tuple[tuple[str, str | None], ...]:
    title = feed.title or feed.home
    return (
        ("type", "rss"),
        ("text", title),
        ("title", title),
        ("description", feed.description),
        ("xmlUrl", feed.base + RSS_FILE),
        ("htmlUrl", feed.home),
        ("language", feed.language),
        ("version", "RSS2"),
        ("category", f"/{feed.path}" if feed.path else None),
    )


def _write(facts: OpmlFacts) -> bytes:
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    for name, text in facts.head:
        if text:
            etree.SubElement(head, name).text = text
    body = etree.SubElement(root, "body")
    for outline in facts.outlines:
        etree.SubElement(body, "outline", {name: value for name, value in outline if value})
    return etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)
