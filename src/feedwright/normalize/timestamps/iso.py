"""RFC 3339 and ISO 8601: the forms that say what they mean."""

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from feedwright.model import Precision, Timestamp
from feedwright.normalize.timestamps.reading import (
    FIRST_YEAR,
    LAST_YEAR,
    UNSET_YEARS,
    Clock,
    Reading,
    calendar_day,
    refuse_unset,
    stamp,
)
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.normalize.timestamps.zones import EAST, WEST, zone_at
from feedwright.patterns import pattern

_DAY, _MINUTES, _SECONDS = "0000-00-00", "00:00", "00:00:00"
_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_LONGEST = 35  # characters of a time with nine digits of a second and an offset


class _Form(NamedTuple):
    """The form of a text: what it says beside the day."""

    precision: Precision
    zone: str  # "" where it says none


# The forms by their texts with a zero for every digit. "09:00-10:30" behind a space may be a span of time.
_FORMS: dict[bytes, _Form] = {
    _DAY.encode(): _Form("day", ""),
    **{
        f"{_DAY}{separator}{clock}{zone}".encode(): _Form("second" if clock == _SECONDS else "minute", zone)
        for separator in "T "
        for clock in (_MINUTES, _SECONDS)
        for zone in ("", "Z", "+00:00", "-00:00")
        if (separator, clock, zone) != (" ", _MINUTES, "-00:00")
    },
}
_FRACTION = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{1,9}(Z|[+-][0-9]{2}:[0-9]{2})?")

_FORMAL = pattern(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d{2})-(?P<day>\d{2})|(?P<basic>\d{4})|-?W(?P<week>\d{2})-?(?P<weekday>[1-7])|-(?P<ordinal>\d{3})|(?P<nth>\d{3})(?=T))"
    r"(?:[T ](?P<hour>\d{2})(?::?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,12}))?)?)?)?"
    r"(?P<zone>\s?[Z+\-\[].{0,60})?",
    re.IGNORECASE,
)

_MAYBE_SPAN = pattern(r"\S+ \d{2}:\d{2}-\d{2}:\d{2}")  # 2018-11-07 09:00-10:30
_OF_A_DATE = pattern(r"[Zz]|[+-]\d{2}:\d{2}")  # XML Schema's date with a zone


def rfc3339(text: str, site: dt.tzinfo | None) -> Timestamp | None:
    """RFC 3339 in its usual spelling, and the same without seconds, zone or time of day; None for every other text.

    `site` is the zone of a time that says none.
    """
    if len(text) > _LONGEST:
        return None
    # bytes are translated in half the time of texts
    form = _FORMS.get(text.encode(errors="replace").translate(_ZEROS)) or _with_fraction(text)
    if form is None:
        return None
    precision, zone = form
    if len(zone) > 1 and not _is_used(text[-6:]):
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None  # the longer way says why
    year = moment.year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if moment.microsecond:
        moment = moment.replace(microsecond=0)
    if not zone:
        return stamp(moment, site, text=text, precision=precision)
    if year in UNSET_YEARS:
        refuse_unset(moment)
    return Timestamp(instant=moment, text=text, precision=precision, zone="explicit")


@lru_cache(maxsize=256)
def _is_used(offset: str) -> bool:
    """Whether an offset such as "+08:00" is one that clocks have."""
    minutes = int(offset[:3]) * 60 + int(f"{offset[0]}{offset[4:]}")
    return offset[4] <= "5" and WEST <= minutes <= EAST


def _with_fraction(text: str) -> _Form | None:
    found = _FRACTION.fullmatch(text) if "." in text else None
    return None if found is None else _Form("second", found[1] or "")


def formal(line: str) -> Reading | None:
    """ISO 8601 with calendar, week and ordinal dates, extended and basic, and the IANA names of RFC 9557."""
    match = _FORMAL.fullmatch(line)
    if match is None or _MAYBE_SPAN.fullmatch(line):
        return None
    zone = None
    if match["zone"]:
        found = zone_at(match["zone"], 0)
        if found is None or found[1] != len(match["zone"]):
            return None
        if match["hour"] is None and not _OF_A_DATE.fullmatch(match["zone"]):
            return None
        zone = found[0]
    return Reading(day=_day(match), clock=_clock(match), zone=zone)


def _day(match: re.Match[str]) -> dt.date:
    year = int(match["year"])
    if match["week"]:
        try:
            day = dt.date.fromisocalendar(year, int(match["week"]), int(match["weekday"]))
        except ValueError:
            raise Refused(f"{year} has no week {match['week']}") from None
        return calendar_day(day.year, day.month, day.day)
    ordinal = match["ordinal"] or match["nth"]
    if ordinal:
        new_year = calendar_day(year, 1, 1)
        day = new_year + dt.timedelta(days=int(ordinal) - 1)
        if day.year != year:
            raise Refused(f"{year} has no day {ordinal}")
        return day
    month, day_of_month = (match["month"], match["day"]) if match["month"] else (match["basic"][:2], match["basic"][2:])
    return calendar_day(year, int(month), int(day_of_month))


def _clock(match: re.Match[str]) -> Clock | None:
    if match["hour"] is None:
        return None
    return Clock(
        hour=int(match["hour"]),
        minute=int(match["minute"] or 0),
        second=int(match["second"]) if match["second"] else None,
        microsecond=int((match["fraction"] or "0")[:6].ljust(6, "0")),
    )
