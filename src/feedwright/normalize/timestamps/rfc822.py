"""RFC 822, 850, 1123 and 5322 dates in English: "Wed, 07 Nov 2018 13:45:00 +0800"; and 07/Nov/2018:13:45:00 of logs."""

from functools import lru_cache

from feedwright.normalize.timestamps.reading import Clock, Reading, calendar_day
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.normalize.timestamps.zones import OFFSET_HINT, Zone, zone_at
from feedwright.patterns import pattern

_FORM = pattern(
    r"(?:([A-Za-z]{3,9})\.?,? ?)?([0-9]{1,2})[ /-]([A-Za-z]{3,9})\.?,?[ /-]([0-9]{4}(?=[ :])|[0-9]{2}(?= ))"
    r"[ :]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?: ?([+-][0-9]{4}|[A-Za-z]{1,5})(?: ?\(.{0,40}\))?)?"
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAYS = {
    name: frozenset({number})
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "weds", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
_NO_WEEKDAY: frozenset[int] = frozenset()


def rfc822(line: str) -> Reading | None:
    """A date of e-mail and RSS; None where the line has another form."""
    match = _FORM.fullmatch(line)
    if match is None:
        return None
    weekday, day, month_name, year, hour, minute, second, zone = match.groups()
    month = _MONTHS.get(month_name.lower())
    weekdays = _WEEKDAYS.get(weekday.lower()) if weekday else _NO_WEEKDAY
    if month is None or weekdays is None or (zone and zone.upper() in {"AM", "PM"}):
        return None
    meant = _zone(line[match.start(8) :]) if zone else None
    if zone and meant is None and not (weekday and second):
        return None  # what follows may be a source: "7 Nov 2018 13:45 Xinhua"
    date = calendar_day(_full_year(year), month, int(day))
    if len(year) == 2 and weekdays and date.weekday() not in weekdays:
        raise Refused(f"its weekday does not fit the year {date.year}", "Write the year with four digits.")
    if zone and meant is None:
        raise Refused(f"{zone} is not a time zone that is known", OFFSET_HINT)
    clock = Clock(hour=int(hour), minute=int(minute), second=int(second) if second else None)
    return Reading(day=date, clock=clock, zone=meant, weekdays=weekdays)


def _full_year(year: str) -> int:
    """RFC 5322 §4.3: two digits below 50 are of the 2000s, others of the 1900s."""
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 50 else 1900)


@lru_cache(maxsize=256)
def _zone(text: str) -> Zone | None:
    """The zone that the whole of `text` says, a comment behind it included."""
    found = zone_at(text, 0)
    return found[0] if found and found[1] == len(text) else None
