"""What a text says, before and after its zone is known: a wall-clock time, and the instant that it is."""

import datetime as dt

import msgspec

from feedwright.model import Precision, Timestamp, ZoneSource
from feedwright.normalize.timestamps.refusal import SAFE_FORM, Refused
from feedwright.normalize.timestamps.zones import OFFSET_HINT, Zone, resolve_zone

FIRST_YEAR, LAST_YEAR = 1583, 2199  # the Gregorian calendar's first whole year; what lies beyond is another calendar

UNSET_YEARS = (1969, 1970)
"""The years of the zero of computer clocks, in which a time needs a closer look."""
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller declares: the zone of zone-less times, languages (subtags), the order of day and month."""

    site: dt.tzinfo | None = None
    languages: frozenset[str] = frozenset()
    day_first: bool | None = None


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """A time of day as written: 24:00:00, a leap second and fractions are kept until the day is known."""

    hour: int
    minute: int = 0
    second: int | None = None
    microsecond: int = 0
    midnight: bool = False  # "midnight": the start of the day to some, its end to others

    def __post_init__(self) -> None:
        last = self.hour == 24 and not (self.minute or self.second or self.microsecond)
        leap = self.second == 60 and self.minute == 59
        if not ((self.hour <= 23 or last) and self.minute <= 59 and ((self.second or 0) <= 59 or leap)):
            raise Refused(f"{self} is not a time of day", "Write the time from 00:00:00 to 23:59:59.")

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}" + ("" if self.second is None else f":{self.second:02}")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A date and perhaps a time of day, as the text says them."""

    day: dt.date
    clock: Clock | None = None
    zone: Zone | None = None
    weekdays: frozenset[int] = frozenset()  # what the weekday in the text can mean, Monday being 0; empty where none
    notes: tuple[str, ...] = ()


def calendar_day(year: int, month: int, day: int) -> dt.date:
    """The day, which must be one that the calendar has and that an article can be of."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(f"{year} is not a year that an article can be of", _year_hint(year))
    try:
        return dt.date(year, month, day)
    except ValueError:
        what = f"{day} {_MONTHS[month - 1]} {year}" if 1 <= month <= 12 else f"month {month}"
        raise Refused(f"there is no {what}", "Check the day and the month; write the date as 2018-11-07.") from None


def _year_hint(year: int) -> str:
    if LAST_YEAR < year <= LAST_YEAR + 543:
        return f"If it is of the Buddhist era, write {year - 543}."
    if 1200 < year < FIRST_YEAR:
        return "If it is of the Persian or the Islamic calendar, write the Gregorian date."
    return "Write the year of the Gregorian calendar with four digits."


def day_name(day: dt.date) -> str:
    """The day in English: "7 November 2018"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def settle(reading: Reading, text: str, options: Options) -> Timestamp:
    """The instant of `reading`; `text` is what was written."""
    local, precision = _wall_clock(reading)
    notes = (*reading.notes, *_weekday_notes(reading))
    if reading.zone is None:
        timestamp = stamp(local, options.site, text=text, precision=precision, notes=notes)
    else:
        zone = resolve_zone(reading.zone, local, options.site)
        timestamp = stamp(local, zone, text=text, precision=precision, source="explicit", notes=notes)
    if reading.clock is not None and reading.clock.second == 60:
        _require_leap_second(timestamp.instant)
    return timestamp


def _wall_clock(reading: Reading) -> tuple[dt.datetime, Precision]:
    midnight = dt.datetime(reading.day.year, reading.day.month, reading.day.day)  # noqa: DTZ001 - wall-clock time
    clock = reading.clock
    if clock is None or clock.midnight:
        return midnight, "day"
    # whole seconds: no feed format but Atom could carry more, and the three must agree; the text keeps the fraction
    time = dt.timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second or 0)
    return midnight + time, "minute" if clock.second is None else "second"


def _weekday_notes(reading: Reading) -> tuple[str, ...]:
    actual = reading.day.weekday()
    if not reading.weekdays or actual in reading.weekdays:
        return ()
    said = " or ".join(_WEEKDAYS[number] for number in sorted(reading.weekdays))
    return (f"{day_name(reading.day)} is a {_WEEKDAYS[actual]}, not a {said}.",)


def _require_leap_second(after: dt.datetime) -> None:
    """Leap seconds come before midnight UTC on 1 January or 1 July; their POSIX time is that of the second `after`."""
    utc = after.astimezone(dt.UTC)
    if (utc.month, utc.day, utc.hour, utc.minute, utc.second) not in {(1, 1, 0, 0, 0), (7, 1, 0, 0, 0)}:
        raise Refused("there was no leap second then", "Write the time from 00:00:00 to 23:59:59.")


def stamp(
    local: dt.datetime,
    zone: dt.tzinfo | None,
    *,
    text: str,
    precision: Precision,
    source: ZoneSource = "site",
    notes: tuple[str, ...] = (),
) -> Timestamp:
    """The wall-clock time `local` (naive) in `zone`, checked against the changes of its clocks."""
    if zone is None:
        raise Refused(
            "it does not say its time zone and none is declared",
            "Write the offset, as in 2018-11-07T13:45+08:00, or declare the time zone.",
        )
    instant = _on_clocks(local, zone)
    if type(zone) is not dt.timezone:
        offset, later = instant.utcoffset(), _on_clocks(local, zone, fold=1).utcoffset()
        if offset != later:
            instant, note = _at_clock_change(instant, precision)
            notes = (*notes, note) if note else notes
            offset = instant.utcoffset()
        # Python calls times that come twice unequal to the same instant of any other zone; an offset leaves no doubt
        if offset is not None and (source == "explicit" or offset != later):
            instant = _on_clocks(instant, dt.timezone(offset))
    if precision != "day" and instant.year in UNSET_YEARS:
        refuse_unset(instant)
    return Timestamp(instant=instant, text=text, precision=precision, zone=source, notes=notes)


def _on_clocks(local: dt.datetime, zone: dt.tzinfo, *, fold: int = 0) -> dt.datetime:
    """The wall-clock time `local` in `zone`; `datetime.replace` takes three times as long."""
    return dt.datetime(
        local.year, local.month, local.day, local.hour, local.minute, local.second, local.microsecond, zone, fold=fold
    )


def _at_clock_change(instant: dt.datetime, precision: Precision) -> tuple[dt.datetime, str | None]:
    """A wall-clock time that the clocks of its zone skip or show twice."""
    from dateutil import tz  # times near a change of clocks are few, and it takes 25 ms to load

    exists = tz.datetime_exists(instant)
    if precision == "day":
        return (instant if exists else tz.resolve_imaginary(instant)), None
    if exists:
        return instant, f"{instant:%H:%M} came twice on {day_name(instant.date())}; the first of the two is taken."
    raise Refused(
        f"{instant:%H:%M} did not exist on {day_name(instant.date())} in {instant.tzinfo}, whose clocks skipped it",
        OFFSET_HINT,
    )


def refuse_unset(instant: dt.datetime) -> None:
    """Refuse the zero of computer clocks, on the wall or in UTC: software writes it where a time is missing."""
    if instant.timestamp() == 0 or instant.replace(tzinfo=dt.UTC).timestamp() == 0:
        raise Refused("it is the zero of computer clocks, which stands for a missing time", SAFE_FORM)
