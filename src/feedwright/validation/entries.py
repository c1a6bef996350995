"""What a feed says, whatever its format: its page and, for each entry, id, URL, title, times and text.

Only what can be read without doubt is kept; whether a document is sound is for the tables and cross-checks to say.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import PurePath

import msgspec

from feedwright.validation.checks.atom import relation
from feedwright.validation.collector import Collector
from feedwright.validation.encoding import decode
from feedwright.validation.schema import PREFIXES
from feedwright.validation.tables import Format, names
from feedwright.validation.tree import Element, Refused, parse
from feedwright.validation.value_types.dates import read_rfc822, read_rfc3339


class SaidEntry(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One entry as its feed tells it; None and "" where the feed does not say."""

    id: str
    url: str = ""
    title: str | None = None  # plain text, white space made single
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    line_in_json: int | None = None
    written: Element | Mapping[str, object]

    @property
    def line(self) -> int | None:
        """Where the entry starts; None where that was not looked for."""
        return self.written.line if isinstance(self.written, Element) else self.line_in_json

    @property
    def facts(self) -> str:
        """All that the entry says but for its times, to see whether it has changed."""
        if isinstance(self.written, Element):
            return _facts(self.written)
        import json  # feeds in XML do without it

        kept = {name: value for name, value in self.written.items() if name not in _TIMES}
        return json.dumps(kept, sort_keys=True)


class SaidFeed(msgspec.Struct, frozen=True, kw_only=True):
    """One feed document as it tells itself."""

    path: str
    format: Format
    home: str  # the page for people
    entries: tuple[SaidEntry, ...]

    @property
    def folder(self) -> str:
        """The folder that the document stands in."""
        return PurePath(self.path).parent.as_posix()


def read_feed(data: bytes, *, path: str, format_: Format, media_type: str | None = None) -> SaidFeed | None:
    """What a document of this format says; None for documents that are no feed or cannot be read."""
    text = decode(data, media_type, Collector()).data
    if format_ == "json":
        return _read_json(text, path)
    if format_ not in _HEADS:
        return None
    try:
        root = parse(text, PREFIXES).root
    except Refused:
        return None
    return None if root is None else said_in_xml(root, path=path, format_=format_)


def said_in_xml(root: Element, *, path: str, format_: Format) -> SaidFeed | None:
    """What an XML document of this format says; None where it is no feed."""
    if format_ not in _HEADS:
        return None
    head = root if root.key == "atom:feed" else root.first(_HEADS[format_])
    if head is None:
        return None
    items, read = (root if format_ == "rss1" else head), _READERS[format_]
    entries = tuple(read(each) for each in items.all(_ITEMS[format_]))
    home = _alternate(head) if format_ == "atom" else head.value("link") or head.value("rss1:link")
    return SaidFeed(path=path, format=format_, home=home, entries=tuple(each for each in entries if each.id))


def said_in_json(feed: object, *, path: str, line: Callable[[int], int] | None = None) -> SaidFeed | None:
    """What a JSON Feed says; None where it is none. `line` gives the line of an item by its index."""
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        return None
    entries: list[SaidEntry] = []
    for index, item in enumerate(items):
        if isinstance(item, dict) and isinstance(identity := item.get("id"), str):
            said = {name: value for name, value in item.items() if isinstance(value, str)}
            entries.append(
                SaidEntry(
                    id=identity,
                    url=said.get("url", ""),
                    title=_plain(said["title"]) if "title" in said else None,
                    published=read_rfc3339(said.get("date_published", "")),
                    updated=read_rfc3339(said.get("date_modified", "")),
                    line_in_json=line(index) if line else None,
                    written=item,
                )
            )
    home = feed.get("home_page_url")
    return SaidFeed(path=path, format="json", home=home if isinstance(home, str) else "", entries=tuple(entries))


_HEADS: Mapping[Format, str] = {"rss": "channel", "rss1": "rss1:channel", "atom": "atom:feed"}
_TIMES = frozenset({"pubDate", "atom:published", "atom:updated", "date_published", "date_modified"})
_ASKED = names("guid link title pubDate rss1:link rss1:title atom:id atom:title atom:published atom:updated")
_ITEMS: Mapping[Format, str] = {"rss": "item", "rss1": "rss1:item", "atom": "atom:entry"}


def _read_item(item: Element) -> SaidEntry:
    said = _first_values(item)
    url = said.get("link", "") or said.get("rss1:link", "")
    title = said.get("title", "") or said.get("rss1:title", "")
    return SaidEntry(
        id=said.get("guid", "") or item.attributes.get("rdf:about", "") or url,
        url=url,
        title=_plain(title) or None,
        published=read_rfc822(said.get("pubDate", "")),
        updated=read_rfc3339(said.get("atom:updated", "")),
        written=item,
    )


def _read_entry(entry: Element) -> SaidEntry:
    said = _first_values(entry)
    title = entry.first("atom:title")
    plain = title is not None and title.attributes.get("type", "text") == "text"
    return SaidEntry(
        id=said.get("atom:id", ""),
        url=_alternate(entry),
        title=_plain(said["atom:title"]) if plain else None,
        published=read_rfc3339(said.get("atom:published", "")),
        updated=read_rfc3339(said.get("atom:updated", "")),
        written=entry,
    )


def _first_values(entry: Element) -> dict[str, str]:
    """The trimmed text of the first child of each kind that a feed is asked for here."""
    values: dict[str, str] = {}
    for child in entry.children:
        if child.key in _ASKED and child.key not in values:
            values[child.key] = child.text.strip()
    return values


_READERS: Mapping[Format, Callable[[Element], SaidEntry]] = {"rss": _read_item, "rss1": _read_item, "atom": _read_entry}


def _read_json(data: bytes, path: str) -> SaidFeed | None:
    from feedwright.validation.json_text import NotJson, line_starts, place, places, read

    text = data.decode("utf-8", "replace")
    try:
        feed = read(text).value
    except NotJson:
        return None
    offsets, starts = places(text)[0], line_starts(text)
    return said_in_json(feed, path=path, line=lambda index: place(starts, offsets.get(("items", index), 0))[0])


def _facts(entry: Element) -> str:
    """The elements of an entry with their attributes and texts, in their order; its times are left out."""
    facts: list[str] = []
    todo = [entry]
    while todo:
        element = todo.pop()
        if element.key not in _TIMES:
            facts.append(f"{element.key} {element.attributes} {element.text.strip()}")
            todo.extend(element.children)
    return "\n".join(facts)


def _alternate(element: Element) -> str:
    for link in element.all("atom:link"):
        if relation(link) == "alternate":
            return link.attributes.get("href", "")
    return ""


def _plain(text: str) -> str:
    return " ".join(text.split())
