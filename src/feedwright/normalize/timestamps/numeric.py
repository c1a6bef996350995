"""Dates in digits alone: 2018-11-07, 2018. 11. 07., 7/11/2018, 20181107134500; and which number is the day."""

import datetime as dt
from typing import Literal

import msgspec

from feedwright.normalize.timestamps.reading import FIRST_YEAR, LAST_YEAR, Clock, Reading, calendar_day
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.patterns import pattern

Order = Literal["ymd", "dmy", "mdy"]

_YEAR_FIRST = pattern(
    r"(?P<year>\d{4})(?:(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"|\. ?(?P<month2>\d{1,2})\. ?(?P<day2>\d{1,2})| (?P<month3>\d{2}) (?P<day3>\d{2}))(?![\d:]|[-/.,]\d)\.?"
)
_YEAR_LAST = pattern(
    r"(\d{1,2})(?:([-/.])(\d{1,2})\2|\. ?(\d{1,2})\. ?| (\d{2}) (?=\d{4}))(\d{4}|\d{2})(?![\d:]|[-/.,]\d)"
)
_COMPACT = pattern(r"(\d{4})(\d{2})(\d{2})(?=[Tt]\d|\s?\d{1,2}:\d{2}|\s?$)")
_DIGITS = pattern(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{3})?)?")


class Day(msgspec.Struct, frozen=True):
    """The dates that a text can mean, by the order of its numbers; one, where there is no doubt."""

    dates: tuple[tuple[Order, dt.date], ...]
    end: int
    short_year: bool = False  # two digits after the month, which might as well be the day


def digits_alone(line: str) -> Reading | None:
    """Twelve, fourteen or seventeen digits: year, month, day, hour, minute, second, thousandths."""
    match = _DIGITS.fullmatch(line)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    second = int(match[6]) if match[6] else None
    clock = Clock(hour=int(match[4]), minute=int(match[5]), second=second, microsecond=int(match[7] or 0) * 1000)
    return Reading(day=calendar_day(int(match[1]), int(match[2]), int(match[3])), clock=clock)


def numeric_day(line: str, at: int) -> Day | None:
    """The date in digits that starts at `at`."""
    if match := _YEAR_FIRST.match(line, at):
        month = match["month"] or match["month2"] or match["month3"]
        day = match["day"] or match["day2"] or match["day3"]
        return Day((("ymd", calendar_day(int(match["year"]), int(month), int(day))),), match.end())
    if match := _COMPACT.match(line, at):
        return Day((("ymd", calendar_day(int(match[1]), int(match[2]), int(match[3]))),), match.end())
    match = _YEAR_LAST.match(line, at)
    if match is None:
        return None
    dates = possible_dates(match[1], match[3] or match[4] or match[5], match[6])
    if not dates:
        raise Refused(f"{match[0]} is not a date in any order", "Write the date as 2018-11-07.")
    return Day(dates, match.end())


def possible_dates(first: str, second: str, last: str) -> tuple[tuple[Order, dt.date], ...]:
    """The dates that three numbers can be, the year being the last or, when it has two digits, perhaps the first."""
    orders: list[tuple[Order, str, str, str]] = [("dmy", last, second, first), ("mdy", last, first, second)]
    if len(last) == 2 and len(first) == 2:
        orders.append(("ymd", first, second, last))
    dates: list[tuple[Order, dt.date]] = []
    for order, year, month, day in orders:
        try:
            dates.append((order, calendar_day(full_year(year), int(month), int(day))))
        except Refused:
            continue
    return tuple(dates)


def full_year(year: str) -> int:
    """The year that two digits stand for: below 50 of the 2000s, else of the 1900s (RFC 5322 §4.3)."""
    return int(year) + (0 if len(year) == 4 else 2000 if int(year) < 50 else 1900)
