"""Times of day: 13:45:00, 1.45 p.m., 14h40, 下午1点45分, noon."""

import re

import msgspec

from feedwright.normalize.timestamps.names import month_at
from feedwright.normalize.timestamps.numerals import NUMERAL, number
from feedwright.normalize.timestamps.reading import Clock
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.normalize.timestamps.spelling import WORD, letters
from feedwright.normalize.timestamps.words import (
    AFTERNOON,
    CLOCK_MARKS,
    DOUBTFUL_TWELVE,
    EVENING,
    HALVES,
    HOURS,
    MIDDAY,
    MIDNIGHT,
    MINUTES,
    MORNING,
    NIGHT,
    NOON,
    SECONDS,
)
from feedwright.patterns import pattern

HINT = "Write the time of day with 24 hours: 13:45."

_COLONS = pattern(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,12})|,(?P<thousandths>\d{3}))?)?"
    r"(?!:\S|\d|[.,]\d\b)"
)
_LOOSE_COLONS = pattern(r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2}):(?P<second>\d{1,2})(?![:\d]|\.\d)")
_DOTS = pattern(r"(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?:\.(?P<second>\d{2}))?(?![\d:]|[.,]\d)")
_TENTHS = pattern(r"(?P<hour>\d{1,2})\.(?P<tenth>\d)\s?h(?![^\W\d])", re.IGNORECASE)
_MILITARY = pattern(r"(?P<hour>\d{2})(?P<minute>\d{2})(?=\s?(?:hrs?|hours|h)(?![^\W\d])|\s(?:GMT|UTC)(?!\w))")
_BASIC = pattern(r"(?P<hour>\d{2})(?:(?P<minute>\d{2})(?P<second>\d{2})?)?(?![\d:]|\.\d)")
_EAST_ASIAN = pattern(
    rf"(?P<hour>{NUMERAL})\s?[时時点點시](?:\s?(?:(?P<minute>{NUMERAL})\s?[分분]|(?P<half>半|반)|整|正|钟|鐘|(?P<bare>\d{{2}})))?"
    rf"(?:\s?(?P<second>{NUMERAL})\s?[秒초])?(?!\d)"
)
_BARE = pattern(r"(?P<hour>\d{1,2})(?![\d:]|[.,]\d)")
_UNIT = pattern(rf"\s?({WORD})")
_PART = pattern(r"(\s?)(\d{1,2})(?:\.(\d{1,9})(?=\s?s))?(?![\d:/-]|[.,]\d)")

_EAST_ASIAN_HALF = pattern("|".join(sorted((h for h in HALVES if "\u3040" <= h[0] <= "\ud7ff"), key=len, reverse=True)))
_HALF_BEFORE = pattern(r"([AaPp]\.?[Mm]\.?)\s?(?=\d)")
_LITTLE = r"(?:(?:de la|de|da|du|del|della|di|po|in der|in the|at|på|om|'s)\s|'s\s?)?"  # in front of "tarde", "tarda"
_HALF_AFTER = pattern(rf"\s{{0,3}}(?:([aApP]\.?\s?[mM])(?![^\W\d_])\.?|{_LITTLE}((?:{WORD}\.\s?)?{WORD})\.?)")
_MARK = pattern(rf"\s?({WORD}|o'clock)\.?")
_NAMED = pattern(rf"(?:12 )?({WORD})(?:[ -]({WORD}))?")


class _Face(msgspec.Struct, kw_only=True):
    """What the digits say, before it is known which half of the day they are of."""

    hour: int
    minute: int = 0
    second: int | None = None
    microsecond: int = 0
    end: int
    certain: bool = True  # False: digits that are a time of day only with a sign of it beside them


def clock_at(line: str, at: int, *, expected: bool) -> tuple[Clock, int] | None:
    """The time of day that starts at `at`, and its end; `expected` after a date, where 13.45 can be nothing else."""
    named = _named(line, at)
    if named is not None:
        return named
    half, start = _half_before(line, at)
    face = _face(line, start)
    if face is None:
        return None
    end = face.end
    if half is None:
        half, end = _half_after(line, end)
    marked_end = _marked(line, end)
    if not (face.certain or half or marked_end > end or (expected and _DOTS.match(line, start))):
        return None
    if half in MIDNIGHT and face.hour in {0, 12, 24} and not (face.minute or face.second):
        return Clock(hour=0, midnight=True), marked_end
    hour = face.hour if half is None else _hour(face, half)
    return Clock(hour=hour, minute=face.minute, second=face.second, microsecond=face.microsecond), marked_end


def basic_clock_at(line: str, at: int) -> tuple[Clock, int] | None:
    """The time of day behind a T, where no colons are needed."""
    clock = clock_at(line, at, expected=False)
    match = _BASIC.match(line, at) if clock is None else None
    if match is None:
        return clock
    second = int(match["second"]) if match["second"] else None
    return Clock(hour=int(match["hour"]), minute=int(match["minute"] or 0), second=second), match.end()


def _named(line: str, at: int) -> tuple[Clock, int] | None:
    match = _NAMED.match(line, at)
    if match is None:
        return None
    for group in (2, 1):
        if match[group] is None:
            continue
        name = letters(line[match.start(1) : match.end(group)])
        if name in NOON:
            return Clock(hour=12), match.end(group)
        if name in MIDNIGHT:
            return Clock(hour=0, midnight=True), match.end(group)
    return None


def _face(line: str, at: int) -> _Face | None:
    if match := _EAST_ASIAN.match(line, at):
        minute = 30 if match["half"] else number(match["minute"] or match["bare"] or "0")
        second = number(match["second"]) if match["second"] else None
        return _Face(hour=number(match["hour"]), minute=minute, second=second, end=match.end())
    if match := _COLONS.match(line, at) or _LOOSE_COLONS.match(line, at):
        return _digital(match)
    if match := _TENTHS.match(line, at):
        return _Face(hour=int(match["hour"]), minute=int(match["tenth"]) * 6, end=match.end())
    if match := _MILITARY.match(line, at):
        return _digital(match)
    if face := _with_units(line, at):
        return face
    match = _DOTS.match(line, at) or _BARE.match(line, at)
    return _digital(match, certain=False) if match else None


def _digital(match: re.Match[str], *, certain: bool = True) -> _Face:
    parts = match.groupdict()
    fraction = parts.get("fraction") or parts.get("thousandths") or "0"
    return _Face(
        hour=int(match["hour"]),
        minute=int(parts.get("minute") or 0),
        second=int(parts["second"]) if parts.get("second") else None,
        microsecond=int(fraction[:6].ljust(6, "0")),
        end=match.end(),
        certain=certain,
    )


def _with_units(line: str, at: int) -> _Face | None:
    """Hours, minutes and seconds with their units: 14h40, 11h30m, 10h36m28.5s, 7 гадзін 10 хвілін."""
    hour = _PART.match(line, at)
    end = _unit_end(line, hour.end(), HOURS) if hour and not hour[1] else None
    if hour is None or end is None:
        return None
    face = _Face(hour=int(hour[2]), end=end)
    minute = _PART.match(line, end)
    if minute is None:
        return face
    unit_end = _unit_end(line, minute.end(), MINUTES)
    if unit_end is None:
        if len(minute[2]) == 2 and not (minute[1] and _month_follows(line, minute.end())):
            face.minute, face.end = int(minute[2]), minute.end()
        return face
    face.minute, face.end = int(minute[2]), unit_end
    second = _PART.match(line, unit_end)
    unit_end = _unit_end(line, second.end(), SECONDS) if second else None
    if second and unit_end is not None:
        face.second, face.microsecond, face.end = int(second[2]), int((second[3] or "0")[:6].ljust(6, "0")), unit_end
    return face


def _unit_end(line: str, at: int, units: frozenset[str]) -> int | None:
    match = _UNIT.match(line, at)
    return match.end() if match and letters(match[1]) in units else None


def _month_follows(line: str, at: int) -> bool:
    """Whether the number before `at` is the day of a date: "14 h 16 novembre"."""
    start = at + len(line[at:]) - len(line[at:].lstrip(" ."))
    return month_at(line, start) is not None


def _half_before(line: str, at: int) -> tuple[str | None, int]:
    if match := _EAST_ASIAN_HALF.match(line, at):
        end = match.end()
        return match[0], end + 1 if line[end : end + 1] == " " else end
    match = _HALF_BEFORE.match(line, at)
    return (letters(match[1]), match.end()) if match else (None, at)


def _half_after(line: str, at: int) -> tuple[str | None, int]:
    start = at + 1 if line[at : at + 1] == " " else at
    if match := _EAST_ASIAN_HALF.match(line, start):
        return match[0], match.end()
    match = _HALF_AFTER.match(line, at)
    half = letters(match[1] or match[2]) if match else None
    if match and half not in HALVES and match[2]:
        first = _MARK.match(match[2])
        half = letters(first[1]) if first else None
        return (half, match.start(2) + first.end()) if first and half in HALVES else (None, at)
    return (half, match.end()) if match and half in HALVES else (None, at)


def _marked(line: str, at: int) -> int:
    """Where a mark such as "Uhr" behind the time ends; `at` where there is none."""
    match = _MARK.match(line, at)
    return match.end() if match and letters(match[1]) in CLOCK_MARKS else at


def _hour(face: _Face, half: str) -> int:
    """The hour of the day."""
    part, hour = HALVES[half], face.hour
    if part == MORNING and hour <= 12 and not (hour == 12 and half in DOUBTFUL_TWELVE):
        return hour % 12
    if part == AFTERNOON and hour < 24 and not (hour == 12 and half in DOUBTFUL_TWELVE):
        return hour if hour >= 12 else hour + 12
    if part == EVENING and (5 <= hour <= 11 or 17 <= hour <= 23):
        return hour if hour >= 17 else hour + 12
    if part == NIGHT and (1 <= hour <= 5 or 9 <= hour <= 11 or hour >= 20):
        return hour if hour <= 5 or hour >= 20 else hour + 12
    if part == MIDDAY and hour in {0, 1, 2, 11, 12, 13}:
        return hour + 12 if hour <= 2 else hour
    raise Refused(f"{face.hour}:{face.minute:02} {half} may be more than one time of day", HINT)
