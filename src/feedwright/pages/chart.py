"""How often a feed publishes: its articles counted by month, and drawn as bars."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from feedwright.pages.markup import Element, element
from feedwright.pages.words import Words

MONTHS: Final = 12
_BAR, _GAP, _HEIGHT, _FLOOR = 6, 2, 24, 1  # in units of the drawing; a month without articles is as high as the floor
_LEAST: Final = 4  # articles that a full bar stands for at the least, so that one article does not look like a flood


class Frequency(msgspec.Struct, frozen=True):
    """The articles of twelve months on end, the month of the newest article last."""

    months: tuple[tuple[int, int], ...]  # (year, month)
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The articles of all the months."""
        return sum(self.counts)


def by_month(times: Iterable[dt.datetime]) -> Counter[int]:
    """How many times there are in each month, by its number: that of the year, times 12, and from 0 in the year."""
    return Counter(time.year * 12 + time.month - 1 for time in times)


def frequency(counted: Mapping[int, int]) -> Frequency | None:
    """The articles of each month up to that of the newest, of articles counted `by_month`; None where there is none."""
    if not counted:
        return None
    last = max(counted)
    months = range(last - MONTHS + 1, last + 1)
    return Frequency(
        tuple((month // 12, month % 12 + 1) for month in months), tuple(counted.get(month, 0) for month in months)
    )


def chart(often: Frequency, words: Words) -> Element:
    """The bars, with a label that gives every number: the picture says nothing that the label does not."""
    counts = ", ".join(map(str, often.counts))
    label = words.text("chart", first=words.month(*often.months[0]), last=words.month(*often.months[-1]), counts=counts)
    width = MONTHS * (_BAR + _GAP) - _GAP
    return element(
        "svg",
        {"class": "chart", "viewBox": f"0 0 {width} {_HEIGHT}", "preserveAspectRatio": "none", "role": "img",
         "aria-label": label, **({} if words.native else {"lang": words.language})},
        element("path", {"d": _bars(often.counts)}),
    )  # fmt: skip


def _bars(counts: tuple[int, ...]) -> str:
    """One path for all bars: it takes an eighth of the bytes of twelve rectangles."""
    most = max(_LEAST, *counts)
    drawn = []
    for place, count in enumerate(counts):
        height = _FLOOR + round((_HEIGHT - _FLOOR) * count / most)
        drawn.append(f"M{place * (_BAR + _GAP)} {_HEIGHT}v-{height}h{_BAR}v{height}z")
    return "".join(drawn)


def in_words(often: Frequency, words: Words) -> str:
    """The number of articles and the months it is of."""
    return words.text("year", count=often.total, last=words.month(*often.months[-1]))
