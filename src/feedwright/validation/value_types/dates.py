"""Dates and times: RFC 822 as RSS uses it, RFC 3339 as Atom and JSON Feed do, and W3C-DTF with less precision."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from feedwright.patterns import pattern
from feedwright.validation.tables import Fault, Problem, ValueType

EARLIEST_YEAR = 1990  # no entry is older than the web; such dates come from unset clocks and empty fields
LATEST_YEAR = 2099  # and later ones from misread numbers

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LONGEST = 64  # characters of a text that is remembered; a date has no more than 40
_RFC822 = pattern(
    r"(?:(?P<weekday>[a-z]{3})\s*,\s*)?(?P<day>\d{1,2})\s+(?P<month>[a-z]{3})\s+(?P<year>\d{4}|\d{2})\s+"
    r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<zone>[+-]\d{4}|[a-z]{1,3})",
    re.IGNORECASE,
)
_USUAL_RFC822 = pattern(  # the form that the RSS Profile recommends, which is never odd
    r"(?P<weekday>[A-Z][a-z]{2}), (?P<day>[0-9]{2}) (?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4}) "
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2}) (?P<zone>GMT|[+-][0-9]{4})"
)
_ODD_SPACING = pattern(
    r"[^\S ]|  | ,|,\S|:\d\d[+\-A-Za-z]"
)  # one space after the comma and between the parts, no other
_ZONES = {"gmt", "ut", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "z"}
_RFC3339 = pattern(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))"  # §5.6, T and Z in capitals
)
_USUAL_RFC3339 = pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
_W3CDTF = pattern(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-](\d\d):(\d\d)))?)?)?")
_NO_ZONE = pattern(r"T[\d:.]+\Z")

NOT_RFC822 = Fault(
    id="date-rfc822",
    says="is not an RFC 822 date",
    hint="Write it as in: Wed, 07 Nov 2018 05:45:00 GMT.",
    spec="RFC 822 §5, RSS 2.0",
    bad="2018-11-07T05:45:00Z",
)
WRONG_WEEKDAY = Fault(
    id="date-weekday",
    says="names the wrong day of the week",
    hint="Correct the weekday, or leave it out.",
    spec="RFC 822 §5.2",
    bad="Mon, 07 Nov 2018 05:45:00 GMT",
)
RISKY_RFC822 = Fault(
    id="date-risky",
    severity="warning",
    says="is written in a form that many readers misread",
    hint="Use a four-digit year, single spaces, no comments, and GMT or an offset such as +0000.",
    spec="RSS Advisory Board Profile, Data Types: Date-Time",
    bad="Wed, 07 Nov 18 05:45:00 GMT",
)
IMPLAUSIBLE = Fault(
    id="date-implausible",
    severity="warning",
    says="can hardly be meant",
    hint="Check the clock or the database field that the date came from.",
    spec="RSS Advisory Board Profile, Data Types: Date-Time",
    bad="Thu, 01 Jan 1970 00:00:00 GMT",
)
NOT_RFC3339 = Fault(
    id="date-rfc3339",
    says="is not an RFC 3339 date",
    hint="Write it as in: 2018-11-07T13:45:00+08:00, with capital T and Z, seconds and a zone.",
    spec="RFC 3339 §5.6, RFC 4287 §3.3",
    bad="2018-11-07 13:45",
)
IMPLAUSIBLE_3339 = Fault(
    id="date-implausible",
    severity="warning",
    says=IMPLAUSIBLE.says,
    hint=IMPLAUSIBLE.hint,
    spec="RFC 3339 §5.6",
    bad="1970-01-01T00:00:00Z",
)
NOT_W3CDTF = Fault(
    id="date-w3cdtf",
    says="is not a W3C date",
    hint="Write it as in: 2018-11-07 or 2018-11-07T13:45:00+08:00.",
    spec="W3C Date and Time Formats",
    bad="7 November 2018",
)


def read_rfc822(text: str) -> dt.datetime | None:
    """The time that a well-formed RFC 822 date tells, None for any other text."""
    return _remembered_rfc822(text)[0] if len(text) <= _LONGEST else _told_rfc822(text)[0]


def read_rfc3339(text: str) -> dt.datetime | None:
    """The time that a well-formed RFC 3339 date tells, None for any other text."""
    return _remembered_rfc3339(text)[0] if len(text) <= _LONGEST else _told_rfc3339(text)[0]


def _rfc822_time(match: re.Match[str]) -> dt.datetime | None:
    _, day, month, written_year, hour, minute, second, zone = match.groups()
    year = int(written_year)
    if len(written_year) == 2:
        year += 1900 if year > 49 else 2000
    offset = dt.UTC
    if zone[0] in "+-":
        if int(zone[3:]) > 59 or int(zone[1:3]) > 23:
            return None
        ahead = dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
        offset = dt.timezone(-ahead if zone[0] == "-" else ahead)
    try:
        return dt.datetime(
            year,
            _MONTHS.index(month.lower()) + 1,
            int(day),
            int(hour),
            int(minute),
            min(int(second or 0), 59) if second != "61" else 61,
            tzinfo=offset,
        )
    except ValueError:
        return None


def _without_comments(text: str) -> str:
    """The text without RFC 822 comments, which may be nested."""
    kept: list[str] = []
    depth = 0
    characters = iter(text)
    for character in characters:
        if character == "\\" and depth:
            next(characters, "")
        elif character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            kept.append(" ")
        elif not depth:
            kept.append(character)
    return "".join(kept).strip()


def _check_rfc822(text: str) -> Sequence[Problem]:
    return _remembered_rfc822(text)[1] if len(text) <= _LONGEST else _told_rfc822(text)[1]


def _told_rfc822(text: str) -> tuple[dt.datetime | None, Sequence[Problem]]:
    """The time that a text tells, and what is wrong with it."""
    usual = _USUAL_RFC822.fullmatch(text)
    match = usual or _RFC822.fullmatch(text)
    risky = usual is None and _ODD_SPACING.search(text) is not None
    if match is not None:
        time = _rfc822_time(match)
        return time, _rfc822_problems(text, match, time, risky=risky)
    if "(" in text and (match := _RFC822.fullmatch(_without_comments(text[:200]))):
        return None, _rfc822_problems(text, match, _rfc822_time(match), risky=True)
    return None, (Problem(NOT_RFC822),)


_remembered_rfc822 = lru_cache(1024)(_told_rfc822)  # neighbouring feeds tell the same times


def _rfc822_problems(text: str, match: re.Match[str], time: dt.datetime | None, *, risky: bool) -> Sequence[Problem]:
    zone = match["zone"].lower()
    military = len(zone) == 1 and zone != "j"
    if time is None or not (zone[0] in "+-" or zone in _ZONES or military):
        return (Problem(NOT_RFC822),)
    weekday = (match["weekday"] or "").lower()
    if weekday:
        if weekday not in _DAYS:
            return (Problem(NOT_RFC822),)
        if _DAYS.index(weekday) != time.weekday():
            said = f"{text!r}: {time:%Y-%m-%d} was a {_DAY_NAMES[time.weekday()]}"
            return (Problem(WRONG_WEEKDAY, said),)
    if not EARLIEST_YEAR <= time.year <= LATEST_YEAR:
        return (Problem(IMPLAUSIBLE),)
    if risky or len(match["year"]) == 2 or (zone not in _ZONES and zone[0] not in "+-"):
        return (Problem(RISKY_RFC822),)
    return ()


def _possible(pieces: Sequence[str | None]) -> bool:
    """Whether year, month, day, hour, minute, second and the offset's hour and minute can be what they say."""
    year, month, day, hour, minute, second, zone_hour, zone_minute = (
        int(piece) if piece is not None else least
        for piece, least in zip(pieces, (1, 1, 1, 0, 0, 0, 0, 0), strict=True)
    )
    if hour > 23 or minute > 59 or second > 60 or zone_hour > 23 or zone_minute > 59:
        return False
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _check_rfc3339(text: str) -> Sequence[Problem]:
    return _remembered_rfc3339(text)[1] if len(text) <= _LONGEST else _told_rfc3339(text)[1]


def _told_rfc3339(text: str) -> tuple[dt.datetime | None, Sequence[Problem]]:
    """The time that a text tells, and what is wrong with it."""
    try:
        time = dt.datetime.fromisoformat(text) if _USUAL_RFC3339.fullmatch(text) else None
    except ValueError:  # no such day, a leap second, or an instant outside the years 1 to 9999
        time = None
    if time is None:
        match = _RFC3339.fullmatch(text)
        if match is None or not text.isascii() or not _possible(match.groups()):
            return None, (Problem(NOT_RFC3339),)
    return time, () if EARLIEST_YEAR <= int(text[:4]) <= LATEST_YEAR else (Problem(IMPLAUSIBLE_3339),)


_remembered_rfc3339 = lru_cache(1024)(_told_rfc3339)  # the formats of a feed tell the same times


def _check_w3cdtf(text: str) -> Sequence[Problem]:
    match = _W3CDTF.fullmatch(text)
    if match is None or not text.isascii() or not _possible(match.groups()):
        return (Problem(NOT_W3CDTF),)
    return ()


def _check_w3cdtf_local(text: str) -> Sequence[Problem]:
    return _check_w3cdtf(f"{text}Z" if _NO_ZONE.search(text) else text)


def _check_w3cdtf_period(text: str) -> Sequence[Problem]:
    """A date, or a period with its start or its end (DCMI Period Encoding Scheme)."""
    if "=" not in text:
        return _check_w3cdtf(text)
    parts = dict.fromkeys(("name", "start", "end", "scheme"), "")
    for component in text.split(";"):
        name, _, value = component.partition("=")
        name = name.strip()
        if component.strip() and name not in parts:
            return (Problem(NOT_W3CDTF),)
        parts[name] = value.strip()
    times = [parts[name] for name in ("start", "end") if parts[name]]
    return () if times and not any(_check_w3cdtf(time) for time in times) else (Problem(NOT_W3CDTF),)


RFC822 = ValueType(
    name="an RFC 822 date",
    check=_check_rfc822,
    good="Wed, 07 Nov 2018 05:45:00 GMT",
    faults=(NOT_RFC822, WRONG_WEEKDAY, RISKY_RFC822, IMPLAUSIBLE),
)
RFC3339 = ValueType(
    name="an RFC 3339 date",
    check=_check_rfc3339,
    good="2018-11-07T13:45:00+08:00",
    faults=(NOT_RFC3339, IMPLAUSIBLE_3339),
    trim=False,
)
W3CDTF = ValueType(name="a W3C date", check=_check_w3cdtf, good="2018-11-07", faults=(NOT_W3CDTF,))
W3CDTF_PERIOD = ValueType(
    name="a W3C date or a DCMI period", check=_check_w3cdtf_period, good="2018-11-07", faults=(NOT_W3CDTF,)
)
W3CDTF_LOCAL = ValueType(
    name="a W3C date, with or without a zone", check=_check_w3cdtf_local, good="2018-11-07T13:45", faults=(NOT_W3CDTF,)
)
