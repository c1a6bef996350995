"""Counts of seconds, milliseconds, microseconds and nanoseconds since 1970, and Microsoft's /Date(...)/."""

import datetime as dt

from feedwright.normalize.timestamps.reading import Clock, Reading
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.normalize.timestamps.zones import Zone
from feedwright.patterns import pattern

EARLIEST, LATEST = 631152000, 4102444800  # 1990 and 2100, in seconds: a count outside is of something else

_COUNT = pattern(r"([0-9]{9,19})(?:\.([0-9]{1,9}))?")
_MICROSOFT = pattern(r"\\?/Date\((-?[0-9]{1,16})(?:[+-][0-9]{4})?\)\\?/")
_FACTORS = (1, 1_000, 1_000_000, 1_000_000_000)


def epoch(line: str) -> Reading | None:
    """The instant that a bare count stands for; its size tells its unit. None where the line is no count."""
    if match := _MICROSOFT.fullmatch(line):
        return _reading(int(match[1]) * 1_000_000, line)
    match = _COUNT.fullmatch(line)
    if match is None:
        return None
    count = int(match[1])
    for factor in _FACTORS:
        if EARLIEST * factor <= count < LATEST * factor and (match[2] is None or factor == 1):
            nanoseconds = count * (1_000_000_000 // factor) + int((match[2] or "0").ljust(9, "0"))
            return _reading(nanoseconds, line)
    return None


def _reading(nanoseconds: int, line: str) -> Reading:
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    if not EARLIEST <= seconds < LATEST:
        raise Refused(f"{line} counts to a moment before 1990 or after 2099")
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    clock = Clock(hour=moment.hour, minute=moment.minute, second=moment.second, microsecond=rest // 1000)
    return Reading(day=moment.date(), clock=clock, zone=Zone(0))
