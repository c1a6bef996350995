"""Dates with the month in words: 7 November 2018, Nov. 7th, 2018, 2018. november 7., 7 de noviembre de 2018."""

import datetime as dt
import re

from feedwright.normalize.timestamps.names import Meanings, month_at
from feedwright.normalize.timestamps.numeric import Day, Order, full_year
from feedwright.normalize.timestamps.reading import Options, calendar_day
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.normalize.timestamps.spelling import WORD, letters
from feedwright.normalize.timestamps.words import ORDINALS, PARTICLES, YEAR_MARKS
from feedwright.patterns import pattern

_DAY = pattern(r"(\d{1,2})(?!\d|:\d|[.,]\d{2}(?!\d))")
_YEAR = pattern(r"('?\d{4}|'\d{2})(?!\d|:\d|\s?(?:[hH]|[hH]rs?|hours)\b)")
_SHORT_YEAR = pattern(r"(\d{2})(?!\d|:|[.,]\d|\s?[hH]\b|\s?[hH]\d)")
_ORDINAL = pattern(rf"-?({WORD}|[ºª°])| (d)\.")
_GAP = pattern(r"[ .,/_\-\]\[()]{0,4}")
_PARTICLE = pattern(rf"((?:{WORD}\.)*{WORD})['.]?")
_MARK = pattern(rf"\.? ?-?({WORD})\.?(?: ?э\.)?")
_NUMBERED_MONTH = pattern(r"(?:tháng|thg\.?) ?(\d{1,2})(?!\d)", re.IGNORECASE)
_MONGOLIAN = pattern(r"(\d{4}) оны (\d{1,2})(?:-?р)? сарын (\d{1,2})(?!\d)")
_MOST_PARTICLES = 2
_BUDDHIST_YEARS = range(2400, 2700)
_BUDDHIST_ERA = 543


def worded_day(line: str, at: int, options: Options) -> Day | None:
    """The date with its month in words that starts at `at`."""
    if match := _MONGOLIAN.match(line, at):
        return Day((("ymd", calendar_day(int(match[1]), int(match[2]), int(match[3]))),), match.end())
    if not line[at].isdigit():
        return _month_day_year(line, at, options)
    if _YEAR.match(line, at):
        return _year_first(line, at, options)
    return _day_month_year(line, at, options)


def month_and_day(line: str, at: int) -> tuple[Meanings, int, int] | None:
    """Month, day and their end, as asctime begins ("Nov  7 13:45:00 2018"); or the day and the month."""
    day = _day(line, at)
    if day is not None:
        month = _month(line, _gap(line, day[1]))
        return (month[0], day[0], month[1]) if month else None
    month = _month(line, at)
    day = _day(line, _gap(line, month[1])) if month else None
    return (month[0], day[0], day[1]) if month and day else None


def year_at(line: str, at: int) -> tuple[int, int] | None:
    """The year of four digits, or of two behind an apostrophe, at `at`, and its end with the mark behind it."""
    match = _YEAR.match(line, at)
    if match is None:
        return None
    return full_year(match[1].lstrip("'")), past_mark(line, match.end())


def _day_month_year(line: str, at: int, options: Options) -> Day | None:
    start = month_and_day(line, at)
    if start is None:
        return None
    meanings, day, end = start
    year_start = _gap(line, end)
    year = year_at(line, year_start)
    if year is not None:
        dotted = re.match(r"\d+\.", line[at:]) is not None and line[year[1] - 1 : year[1] + 1].strip(" ").endswith(".")
        return Day(_dates(year[0], meanings, day, options, "dmy", dotted=dotted), year[1])
    match = _SHORT_YEAR.match(line, year_start)
    if match is None or year_start == end:
        return None
    if all("th" in spoken for spoken in meanings.values()):
        raise Refused("its year has two digits only, of the Buddhist era or not", "Write the year with four digits.")
    return Day(_dates(full_year(match[1]), meanings, day, options, "dmy"), match.end(), short_year=True)


def _month_day_year(line: str, at: int, options: Options) -> Day | None:
    start = month_and_day(line, at)
    if start is None:
        return None
    meanings, day, end = start
    year_start = _gap(line, end)
    year = year_at(line, year_start) if year_start > end else None
    return Day(_dates(year[0], meanings, day, options, "mdy"), year[1]) if year else None


def _year_first(line: str, at: int, options: Options) -> Day | None:
    year = year_at(line, at)
    rest = month_and_day(line, _gap(line, year[1])) if year else None
    if year is None or rest is None:
        return None
    meanings, day, end = rest
    if _YEAR.match(line, _gap(line, end)):
        return None  # the number in front belongs to something else
    return Day(_dates(year[0], meanings, day, options, "ymd"), past_mark(line, end))


def _dates(
    year: int, meanings: Meanings, day: int, options: Options, order: Order, *, dotted: bool = False
) -> tuple[tuple[Order, dt.date], ...]:
    """The dates that a name with these meanings leaves; more than one where languages differ about it."""
    months = dict(meanings)
    for languages in (options.languages, frozenset({"hr"}) if dotted else frozenset()):
        # Only Croatian writes a dot after both the day and the year.
        months = {month: spoken for month, spoken in months.items() if spoken & languages} or months
    if year in _BUDDHIST_YEARS and all("th" in spoken for spoken in months.values()):
        year -= _BUDDHIST_ERA
    dates: list[tuple[Order, dt.date]] = []
    refusal = None
    for month in months:
        try:
            dates.append((order, calendar_day(year, month, day)))
        except Refused as error:
            refusal = error
    if refusal is not None and not dates:
        raise refusal
    return tuple(dates)


def _day(line: str, at: int) -> tuple[int, int] | None:
    match = _DAY.match(line, at)
    if match is None:
        return None
    ordinal = _ORDINAL.match(line, match.end())
    if ordinal and ((ordinal[2] and not ordinal[1]) or (letters(ordinal[1]) or ordinal[1]) in ORDINALS):
        return int(match[1]), ordinal.end()
    return int(match[1]), match.end()


def _month(line: str, at: int) -> tuple[Meanings, int] | None:
    if match := _NUMBERED_MONTH.match(line, at):
        return {int(match[1]): frozenset({"vi"})}, match.end()
    found = month_at(line, at)
    if found is None:
        return None
    meanings, end = found
    other = month_at(line, end + 1) if line[end : end + 1] == "/" else None  # نوفمبر/تشرين الثاني
    if other and meanings.keys() & other[0].keys():
        return {month: meanings[month] | other[0][month] for month in meanings.keys() & other[0].keys()}, other[1]
    return meanings, end


def _gap(line: str, at: int) -> int:
    """Where the separators and particles that start at `at` end."""
    match = _GAP.match(line, at)
    end = match.end() if match else at
    for _ in range(_MOST_PARTICLES):
        particle = _PARTICLE.match(line, end)
        if particle is None or letters(particle[1]) not in PARTICLES:
            break
        gap = _GAP.match(line, particle.end())
        end = gap.end() if gap else particle.end()
    return end


def past_mark(line: str, at: int) -> int:
    """Where a word such as "AD" or "г." that marks a year ends; `at` where there is none."""
    match = _MARK.match(line, at)
    return match.end() if match and letters(match[1]) in YEAR_MARKS else at
