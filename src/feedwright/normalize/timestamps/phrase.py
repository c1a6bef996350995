"""A whole timestamp inside a line: weekday, date, time of day and zone in the orders in which people write them."""

import datetime as dt

import msgspec
from msgspec.structs import replace

from feedwright.normalize.timestamps.clock import basic_clock_at, clock_at
from feedwright.normalize.timestamps.east_asian import east_asian_day, east_asian_weekday
from feedwright.normalize.timestamps.names import weekday_at
from feedwright.normalize.timestamps.numeric import Day, Order, numeric_day
from feedwright.normalize.timestamps.reading import Clock, Options, Reading, calendar_day, day_name
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.normalize.timestamps.spelling import WORD, letters
from feedwright.normalize.timestamps.worded import month_and_day, past_mark, worded_day, year_at
from feedwright.normalize.timestamps.words import (
    CLOCK_LEADS,
    DAY_FIRST_LANGUAGES,
    DAY_FIRST_WORDS,
    DAY_LEADS,
)
from feedwright.normalize.timestamps.zones import OFFSET_HINT, Zone, unknown_zone_at, zone_at, zone_in_front_at
from feedwright.patterns import pattern

_SEPARATORS = pattern(r"(?:[,;|·•@.)\]]|\s+[-–—/]+(?=\s)|\s)*")
_LEAD = pattern(rf"({WORD})[.:]?(?=[\s\d]|{WORD})")
_SPAN = pattern(r"-(\d{2}):(\d{2})(?!\d)")
_WORDS = pattern(WORD)
_MOST_LEADS = 3


class Weekdays(msgspec.Struct):
    """The weekdays that the words of a text can mean, and the languages that they are of."""

    numbers: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A timestamp in a line, from `start` to `end`."""

    start: int
    end: int
    reading: Reading


def phrase_at(line: str, at: int, options: Options) -> Phrase | None:
    """The timestamp that starts at `at`; raises Refused where one starts that cannot be trusted."""
    zone, start = zone_in_front_at(line, at) or (None, at)
    lead = _weekdays(line, start)
    if lead is not None:
        weekdays, end = lead
        phrase = _Parser(line, at, options, weekdays, zone).read(_past_leads(line, end, DAY_LEADS))
        if phrase is not None:
            return phrase
    return _Parser(line, at, options, Weekdays(), zone).read(_past_separators(line, start) if zone else start)


def _weekdays(line: str, at: int) -> tuple[Weekdays, int] | None:
    """The weekday at `at`, perhaps in parentheses, and where it ends."""
    east_asian = east_asian_weekday(line, at)
    if east_asian is not None:
        return Weekdays(frozenset({east_asian[0]})), east_asian[1]
    opened = line[at : at + 1] == "("
    found = weekday_at(line, at + opened)
    if found is None:
        return None
    meanings, end = found
    languages = frozenset[str]().union(*meanings.values())
    return Weekdays(frozenset(meanings), languages), end + (opened and line[end : end + 1] == ")")


def _past_separators(line: str, at: int) -> int:
    match = _SEPARATORS.match(line, at)
    return match.end() if match else at


def _past_leads(line: str, at: int, leads: frozenset[str]) -> int:
    """Where the separators and the small words of `leads` that start at `at` end."""
    end = _past_separators(line, at)
    for _ in range(_MOST_LEADS):
        lead = _LEAD.match(line, end)
        if lead is None or letters(lead[1]) not in leads:
            break
        end = _past_separators(line, lead.end())
    return end


class _Parser:
    """Reads one phrase; holds what has been understood of it."""

    def __init__(self, line: str, start: int, options: Options, weekdays: Weekdays, zone: Zone | None) -> None:
        self.line = line
        self.start = start
        self.options = options
        self.weekdays = weekdays
        self.clock: Clock | None = None
        self.zone = zone

    def read(self, at: int) -> Phrase | None:
        """The phrase whose date or time of day starts at `at`, behind the weekday if there is one in front."""
        if at >= len(self.line):
            return None
        day = self._day(at)
        if day is not None:
            return self._phrase(day, self._clock_after(self._weekday_after(day.end)))
        return self._date_around_clock(at) or self._clock_first(at)

    def _day(self, at: int) -> Day | None:
        east_asian = east_asian_day(self.line, at)
        if east_asian is not None:
            return Day((("ymd", east_asian[0]),), east_asian[1])
        day = numeric_day(self.line, at)
        if day is not None:
            return replace(day, end=past_mark(self.line, day.end))
        return worded_day(self.line, at, self.options)

    def _weekday_after(self, at: int) -> int:
        """Where the weekday behind `at` ends; `at` where there is none."""
        found = _weekdays(self.line, at) or _weekdays(self.line, _past_separators(self.line, at))
        if found is None:
            return at
        if not self.weekdays.numbers:
            self.weekdays = found[0]
        return found[1]

    def _clock_after(self, at: int) -> int:
        """Read the time of day and the zone behind a date; where they end, or `at` where there are none."""
        line = self.line
        if line[at : at + 1] in {"T", "t"} and line[at + 1 : at + 2].isdigit():
            found = basic_clock_at(line, at + 1)
        else:
            found = clock_at(line, _past_leads(line, at, CLOCK_LEADS), expected=True)
        if found is None:
            return self._zone_between(at)
        self.clock, end = found
        return self._weekday_after(self._zone_after(end))

    def _zone_between(self, at: int) -> int:
        """Read the zone behind a date, and the time of day behind that: 2018年11月7日（北京时间）13:45."""
        line = self.line
        beside = zone_at(line, at)
        zone = beside or zone_at(line, _past_separators(line, at))
        if zone is None or self.zone is not None:
            return at
        found = clock_at(line, _past_leads(line, zone[1], CLOCK_LEADS), expected=True)
        if found is not None:
            self.zone, (self.clock, end) = zone[0], found
            return end
        if beside is None:
            return at
        if line[beside[1] :].strip(" .)]"):
            raise Refused("it says a time zone but no time of day that can be read")
        self.zone, end = beside
        return end

    def _zone_after(self, at: int) -> int:
        if self.zone is not None:
            return at
        found = zone_at(self.line, at)
        span = _SPAN.match(self.line, at)
        if (
            span
            and self.clock
            and self.clock.second is None
            and (int(span[1]), int(span[2])) > (self.clock.hour, self.clock.minute)
        ):
            raise Refused(f"{span[0]!r} may be an offset or the end of a span of time", OFFSET_HINT)
        if found is None:
            unknown = unknown_zone_at(self.line, at)
            if unknown:
                raise Refused(f"{unknown} may be a time zone, but none that is known", OFFSET_HINT)
            return at
        self.zone, end = found
        return end

    def _date_around_clock(self, at: int) -> Phrase | None:
        """The kin of asctime, which put the year behind the time: "Wed Nov  7 13:45:00 EST 2018"."""
        start = month_and_day(self.line, at)
        if start is None:
            return None
        meanings, day, end = start
        found = clock_at(self.line, _past_separators(self.line, end), expected=False)
        if found is None:
            return None
        self.clock, end = found
        year = year_at(self.line, _past_separators(self.line, self._zone_after(end)))
        if year is None:
            return None
        dates: list[tuple[Order, dt.date]] = [("dmy", calendar_day(year[0], month, day)) for month in meanings]
        return self._phrase(Day(tuple(dates), year[1]), year[1])

    def _clock_first(self, at: int) -> Phrase | None:
        found = clock_at(self.line, at, expected=False)
        if found is None:
            return None
        self.clock, end = found
        end = _past_leads(self.line, self._zone_after(end), DAY_LEADS)
        day = self._day(end) if end < len(self.line) else None
        if day is None:
            end = _past_leads(self.line, self._weekday_after(end), DAY_LEADS)
            day = self._day(end) if end < len(self.line) else None
        if day is None:
            return None
        end = self._weekday_after(day.end)
        return self._phrase(day, end if self.zone else self._zone_after(end))

    def _phrase(self, day: Day, end: int) -> Phrase:
        date, note = self._choice(day, end)
        if day.short_year and not self._vouched_for(date):
            raise Refused("its year has two digits only", "Write the year with four digits.")
        reading = Reading(
            day=date,
            clock=self.clock,
            zone=self.zone,
            weekdays=self.weekdays.numbers,
            notes=(note,) if note else (),
        )
        return Phrase(start=self.start, end=end, reading=reading)

    def _vouched_for(self, date: dt.date) -> bool:
        """Whether a date with a year of two digits has what makes it one: its weekday, or a time of day behind it."""
        return date.weekday() in self.weekdays.numbers if self.weekdays.numbers else self.clock is not None

    def _choice(self, day: Day, end: int) -> tuple[dt.date, str | None]:
        """The one date of `day` that is meant, and what is to be said about it."""
        dates = sorted({date for _, date in day.dates})
        if len(dates) == 1:
            return dates[0], None
        fitting = [date for date in dates if date.weekday() in self.weekdays.numbers]
        if len(fitting) == 1:
            return fitting[0], None
        by_words = self._writes_day_first(end)
        wanted = "dmy" if by_words else {True: "dmy", False: "mdy", None: None}[self.options.day_first]
        ordered = {date for order, date in day.dates if order == wanted}
        if len(ordered) != 1:
            listed = " or ".join(map(day_name, dates))
            orders = {order for order, _ in day.dates}
            unknown = "which comes first, day or month" if len(orders) > 1 else "its language"
            raise Refused(f"it may mean {listed}", f"Write it as 2018-11-07, or declare {unknown}.")
        date = ordered.pop()
        first = "day" if wanted == "dmy" else "month"
        reason = "as its language has it" if by_words else "as this newsroom writes"
        return date, f"It is read as {day_name(date)}: the {first} first, {reason}."

    def _writes_day_first(self, end: int) -> bool:
        """Whether the words of the phrase are of languages that always write the day first."""
        if self.weekdays.languages and self.weekdays.languages <= DAY_FIRST_LANGUAGES:
            return True
        words = (letters(word) for word in _WORDS.findall(self.line[self.start : end]))
        return any(word in DAY_FIRST_WORDS for word in words)
