"""What a feed says, whatever its format: its page and, for each entry, id, URL, title, times and text.

Only what can be read without doubt is kept; whether a document is sound is for the tables and cross-checks to say.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from feedwright.validation.collector import Collector
from feedwright.validation.encoding import decode
from feedwright.validation.schema import PREFIXES
from feedwright.validation.tables import Format
from feedwright.validation.tree import Element, Refused, parse
from feedwright.validation.value_types.dates import read_rfc822, read_rfc3339


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidEntry:
    """One entry as its feed tells it; None and "" where the feed does not say."""

    id: str
    url: str = ""
    title: str | None = None  # plain text, white space made single
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    text: str = ""  # content and summary as written, to see whether they changed
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFeed:
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
    head = None if root is None else root if root.key == "atom:feed" else root.first(_HEADS[format_])
    if root is None or head is None:
        return None
    items, read = (root if format_ == "rss1" else head), _READERS[format_]
    entries = tuple(read(each) for each in items.all(_ITEMS[format_]))
    home = _alternate(head) if format_ == "atom" else head.value("link") or head.value("rss1:link")
    return SaidFeed(path=path, format=format_, home=home, entries=tuple(each for each in entries if each.id))


_HEADS: Mapping[Format, str] = {"rss": "channel", "rss1": "rss1:channel", "atom": "atom:feed"}
_ITEMS: Mapping[Format, str] = {"rss": "item", "rss1": "rss1:item", "atom": "atom:entry"}


def _read_item(item: Element) -> SaidEntry:
    url = item.value("link") or item.value("rss1:link")
    title = item.value("title") or item.value("rss1:title")
    return SaidEntry(
        id=item.value("guid") or item.attributes.get("rdf:about", "") or url,
        url=url,
        title=_plain(title) or None,
        published=read_rfc822(item.value("pubDate")),
        updated=read_rfc3339(item.value("atom:updated")),
        text=f"{item.value('description')}\n{item.value('content:encoded')}",
        line=item.line,
    )


def _read_entry(entry: Element) -> SaidEntry:
    title = entry.first("atom:title")
    said = title is not None and title.attributes.get("type", "text") == "text"
    content, summary = entry.first("atom:content"), entry.first("atom:summary")
    return SaidEntry(
        id=entry.value("atom:id"),
        url=_alternate(entry),
        title=_plain(title.text) if said and title is not None else None,
        published=read_rfc3339(entry.value("atom:published")),
        updated=read_rfc3339(entry.value("atom:updated")),
        text="\n".join(each.words() for each in (summary, content) if each is not None),
        line=entry.line,
    )


_READERS: Mapping[Format, Callable[[Element], SaidEntry]] = {"rss": _read_item, "rss1": _read_item, "atom": _read_entry}


def _read_json(data: bytes, path: str) -> SaidFeed | None:
    from feedwright.validation.json_text import NotJson, line_starts, place, places, read

    text = data.decode("utf-8", "replace")
    try:
        feed = read(text).value
    except NotJson:
        return None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        return None
    offsets, starts = places(text)[0], line_starts(text)
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
                    text="\n".join(said.get(name, "") for name in ("summary", "content_html", "content_text")),
                    line=place(starts, offsets.get(("items", index), 0))[0],
                )
            )
    home = feed.get("home_page_url")
    return SaidFeed(path=path, format="json", home=home if isinstance(home, str) else "", entries=tuple(entries))


def _alternate(element: Element) -> str:
    for link in element.all("atom:link"):
        if link.attributes.get("rel", "alternate") == "alternate":
            return link.attributes.get("href", "")
    return ""


def _plain(text: str) -> str:
    return " ".join(text.split())
