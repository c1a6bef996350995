"""The formats that a feed can be rendered in, and the way from a feed to its documents."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from feedwright.errors import FeedwrightError
from feedwright.model import Document, Feed
from feedwright.render.atom import atom_document
from feedwright.render.characters import legal_text, written
from feedwright.render.file_names import ATOM_FILE, JSON_FEED_FILE, RSS_FILE
from feedwright.render.json_feed import json_document
from feedwright.render.rss import rss_document


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A feed format: what people call it, the file that it is published as, and the function that writes it."""

    name: str
    file_name: str
    media_type: str
    write: Callable[
        [Feed], bytes
    ]  # ValueError where a text has a character that XML does not allow, or an id is missing


FORMATS: Final[Mapping[str, Format]] = {
    one.name: one
    for one in (
        Format(name="rss", file_name=RSS_FILE, media_type="application/rss+xml", write=rss_document),
        Format(name="atom", file_name=ATOM_FILE, media_type="application/atom+xml", write=atom_document),
        Format(name="json", file_name=JSON_FEED_FILE, media_type="application/feed+json", write=json_document),
    )
}
"""Every format by its name."""


def render(feed: Feed, formats: Iterable[str] = ("rss", "atom", "json")) -> tuple[Document, ...]:
    """Write `feed` in each of `formats`, in their order.

    The documents are UTF-8, laid out for people who read differences, and end with a newline. A character that XML does
    not allow is left out, in every format alike: it costs itself, not the feed.

    Raises FeedwrightError when there is no such format, or when the feed lacks what every format must have (an id).
    """
    wanted = [_format(name) for name in formats]
    folder = f"{feed.path}/" if feed.path else ""
    records = {legal_text(entry.article.id): entry.article.origin for entry in feed.entries}
    return tuple(
        Document(path=folder + one.file_name, media_type=one.media_type, data=_data(one, feed), entries=records)
        for one in wanted
    )


def _format(name: str) -> Format:
    try:
        return FORMATS[name]
    except KeyError:
        raise FeedwrightError(f"There is no feed format {name!r}.", hint=f"Choose from {', '.join(FORMATS)}.") from None


def _data(one: Format, feed: Feed) -> bytes:
    try:
        return written(one.write, feed)
    except ValueError as fault:
        raise FeedwrightError(f"The {one.name} feed {feed.id or feed.path!r} could not be written: {fault}.") from fault
