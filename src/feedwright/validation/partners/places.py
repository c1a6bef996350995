"""A document as the rules of a profile look at it: its head, its entries, and what stands at a path in each."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from feedwright.site import Profile
from feedwright.validation.collector import Collector
from feedwright.validation.encoding import decode
from feedwright.validation.tree import Element, Refused, parse
from feedwright.validation.value_types.dates import read_rfc822, read_rfc3339

NAMESPACES: Final[Mapping[str, str]] = {
    "atom": "http://www.w3.org/2005/Atom",
    "sitemap": "http://www.sitemaps.org/schemas/sitemap/0.9",
}
"""The namespaces whose elements a path names without a prefix."""

_ROOTS: Final = {"rss": ("rss", "channel"), "atom": ("feed",), "sitemap": ("urlset",)}
_ENTRIES: Final = {"rss": "item", "atom": "entry", "sitemap": "url"}
_IDS: Final = {"rss": "guid", "atom": "id", "sitemap": "loc", "ninjs": "uri"}
_DATES: Final = {
    "rss": "pubDate",
    "atom": "published",
    "sitemap": "news:news/news:publication_date",
    "ninjs": "firstCreated",
}
_BODIES: Final = {"atom": "content", "ninjs": "bodies/value"}


class Value(NamedTuple):
    """A text in a document, and where it stands."""

    text: str
    line: int | None = None
    column: int | None = None


class Place(NamedTuple):
    """The head of a document, or an entry: an element of XML or an object of JSON."""

    node: Element | Mapping[str, object]

    @property
    def line(self) -> int | None:
        """The line, from 1, where it starts; None in JSON."""
        return self.node.line if isinstance(self.node, Element) else None

    def at(self, path: str) -> list[Value]:
        """Every text at `path`."""
        steps, _, attribute = path.partition("@")
        if isinstance(self.node, Element):
            return list(_in_xml(self.node, steps.split("/"), attribute))
        return list(_in_json(self.node, path.split("/")))

    def first(self, path: str) -> str:
        """The first text at `path`, trimmed; "" where there is none."""
        return next((value.text.strip() for value in self.at(path)), "")


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A document, read."""

    head: Place | None  # None: it has none, or is of another format
    entries: tuple[Place, ...]
    encoding: str

    @property
    def fits(self) -> bool:
        """Whether it is of the profile's format."""
        return self.head is not None


def read_paper(data: bytes, profile: Profile) -> Paper | None:
    """The document; None where it cannot be read at all, which the validator says better."""
    decoded = decode(data, None, Collector())
    if profile.format == "ninjs":
        return _from_json(decoded.data, decoded.encoding)
    prefixes = {namespace: prefix for prefix, namespace in profile.prefixes.items()}
    if profile.format in NAMESPACES:
        prefixes[NAMESPACES[profile.format]] = ""
    try:
        root = parse(decoded.data, {**prefixes, "": ""}).root
    except Refused:
        return None
    nothing = Paper(head=None, entries=(), encoding=decoded.encoding)
    first, *rest = _ROOTS[profile.format]
    if root is None or root.key != first:
        return nothing
    for key in rest:
        child = root.first(key)
        if child is None:
            return nothing
        root = child
    entries = tuple(map(Place, root.all(_ENTRIES[profile.format])))
    return Paper(head=Place(root), entries=entries, encoding=decoded.encoding)


def entry_id(entry: Place, profile: Profile) -> str | None:
    """What tells the entry from others."""
    return entry.first(_IDS[profile.format]) or None


def published(entry: Place, profile: Profile) -> dt.datetime | None:
    """When the entry was published (aware); None where it does not say so well."""
    return time_of(entry.first(_DATES[profile.format]))


def time_of(text: str) -> dt.datetime | None:
    """The aware time that a date of RFC 822 or RFC 3339 tells; of a day, its end in UTC; None for any other text."""
    moment = read_rfc822(text) or read_rfc3339(text)
    if moment is None and len(text) == 10:
        day = read_rfc3339(f"{text}T00:00:00Z")
        moment = day + dt.timedelta(days=1) if day else None
    return moment if moment is None or moment.tzinfo else None


def body_path(profile: Profile) -> str | None:
    """Where an entry has its text, as HTML; None where the format has no place for it."""
    if profile.format == "rss":
        return "content:encoded" if profile.entry.content == "body" else "description"
    return _BODIES.get(profile.format)


def _in_xml(element: Element, steps: Sequence[str], attribute: str) -> Iterator[Value]:
    step, *rest = steps
    found = [element] if not step else element.all(step)
    for each in found:
        if rest:
            yield from _in_xml(each, rest, attribute)
        elif attribute:
            if attribute in each.attributes:
                yield Value(each.attributes[attribute], each.line, each.column)
        else:
            yield Value(each.text, each.line, each.column)


def _in_json(node: object, steps: Sequence[str]) -> Iterator[Value]:
    if isinstance(node, list):
        for each in node:
            yield from _in_json(each, steps)
    elif steps and isinstance(node, Mapping):
        if steps[0] in node:
            yield from _in_json(node[steps[0]], steps[1:])
    elif not steps and node is not None:
        yield Value(str(node))


def _from_json(data: bytes, encoding: str) -> Paper | None:
    import msgspec

    try:
        root = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return None
    items = root if isinstance(root, list) else [root]
    entries = tuple(Place(item) for item in items if isinstance(item, dict) and "uri" in item)
    head = Place({}) if len(entries) == len(items) else None
    return Paper(head=head, entries=entries, encoding=encoding)
