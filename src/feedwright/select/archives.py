"""Archives of a feed (RFC 5005 §4): documents that do not change, which together with the feed hold every article."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

import msgspec

from feedwright.model import Listed
from feedwright.site import ARCHIVE_FOLDER


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """The place of an archive document among the others, as paths of their folders."""

    name: str  # "2018-11", or the number of its first article
    current: str  # the feed to subscribe to
    previous: str | None
    next: str | None


class Archived(msgspec.Struct, frozen=True, kw_only=True):
    """An archive document."""

    path: str
    place: Archive
    articles: tuple[Listed, ...]  # newest first


def archived(
    path: str, articles: Sequence[Listed], by: Literal["none", "month"] | int, timezone: dt.tzinfo
) -> tuple[Archived, ...]:
    """The archives of the feed in the folder `path`, the latest first; `articles` are all of its, newest first.

    A month is archived when an article of a later one is there; a number of articles, when there are more. What is not
    archived yet stands in the feed alone.
    """
    parts = _months(articles, timezone) if by == "month" else _numbers(articles, int(by))
    folder = f"{path}/{ARCHIVE_FOLDER}" if path else ARCHIVE_FOLDER
    paths = [f"{folder}/{name}" for name, _ in parts]
    return tuple(
        Archived(
            path=paths[at],
            place=Archive(
                name=name,
                current=path,
                previous=paths[at + 1] if at + 1 < len(paths) else None,
                next=paths[at - 1] if at else None,
            ),
            articles=part,
        )
        for at, (name, part) in enumerate(parts)
    )


def _months(articles: Sequence[Listed], timezone: dt.tzinfo) -> list[tuple[str, tuple[Listed, ...]]]:
    """The complete months, by their names: all but that of the newest article."""

    def month(each: Listed) -> str:
        return f"{dt.datetime.fromtimestamp(each.published, timezone):%Y-%m}"

    return [(name, tuple(part)) for name, part in groupby(articles, month)][1:]


def _numbers(articles: Sequence[Listed], size: int) -> list[tuple[str, tuple[Listed, ...]]]:
    """The complete portions, counted from the oldest article, by the number of their first."""
    whole = max(len(articles) - 1, 0) // size
    end = len(articles)
    return [
        (f"{number * size + 1}", tuple(articles[end - (number + 1) * size : end - number * size]))
        for number in reversed(range(whole))
    ]
