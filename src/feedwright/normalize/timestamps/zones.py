"""The zone that a text says: an offset, a name, an IANA zone; and what that means on the day in question."""

import datetime as dt
import re
from functools import cache, lru_cache

import msgspec

from feedwright.normalize.timestamps.refusal import Refused
from feedwright.normalize.timestamps.zone_names import AMBIGUOUS, BY_DATE, FIXED, GREENWICH, IN_WORDS
from feedwright.patterns import pattern

WEST, EAST = -12 * 60, 14 * 60  # the offsets in use, in minutes
OFFSET_HINT = "Write the offset instead, as in 2018-11-07T13:45:00+08:00."

_OFFSET = pattern(
    r"(?P<sign>[+-])(?:(?P<hours>\d{2}):?(?P<minutes>\d{2})(?::?(?P<seconds>\d{2}))?|(?P<hour>\d)(?P<rest>\d{2})|(?P<whole>\d{2}))"
    r"(?![\d:]|\.\d)"
)
_NAMED_OFFSET = pattern(r"(?:GMT|UTC|UT|utc|gmt)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?(?![\d:]|\.\d)")
_IANA = pattern(r"(?:[A-Z][A-Za-z_]+(?:/GMT[+-]\d{1,2}|/[A-Za-z][A-Za-z_-]*){1,2}|[A-Z]{3}\d[A-Z]{3})(?![\w/])")
_ABBREVIATION = pattern(r"(?:[A-Z]{1,5}|z|utc|gmt|МСК|мск)(?![^\W\u2e80-\ud7ff]|/\w|')")
# Written small, which only their place tells from a word: nothing but the end of a part of the line follows.
_SMALL = pattern(r"[a-z]{2,5}(?=\s*(?:$|[)\],;|]))")
_AMERICAN = pattern(r"(?:[ECMP][SD]T|GMT|UTC)(?=\s*(?:$|[)\],;|]))|[ecmp][sd]t(?<!est)(?![\w'])", re.IGNORECASE)
_DOTTED = pattern(r"(?:[A-Z]\.){2,4}")
_BARE_REGION = pattern(r"(?:Eastern|Central|Mountain|Pacific)(?=\s*(?:$|[)\],;|]))")
_LIKE_A_ZONE = pattern(r"\s?(?P<name>[A-Z]{2,4}T(?![^\W\u2e80-\ud7ff])|(?:[A-Z]\.){1,3}T\.|est(?![\w']))")
_SHORTEST_IN_WORDS = 4  # characters of a name that is no abbreviation
_REGIONS = frozenset({"EASTERN", "CENTRAL", "MOUNTAIN", "PACIFIC"})
# Names of zones that are words or names of other things as well, where they stand apart from a time.
_DOUBTFUL = (
    {"Z", "AT", "CT", "MT", "LT", "ACT", "ART", "CAT", "EAT", "MET", "PET", "BOT", "WIT", "WAT", "COT", "CLT"}
    | _REGIONS
    | {"WEST"}
)
_COMMENT = pattern(r"\s?\(([^()]{1,40})\)")
_BRACKETED = pattern(r"\s?\[!?([A-Za-z_+\-/0-9]{1,40})\]")


@cache
def _long_names() -> list[str]:
    """The names that are words, the longest first."""
    names = (
        name for name in (*BY_DATE, *AMBIGUOUS, *IN_WORDS) if len(name) >= _SHORTEST_IN_WORDS and name not in _REGIONS
    )
    return sorted(names, key=len, reverse=True)


def first_characters() -> str:
    """The characters with which names of zones begin in East Asia."""
    return "".join(sorted({name[0] for name in _long_names() if name[0] > "\u3040"}))


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _long_names()))})(?![a-zA-Z])", re.IGNORECASE)


@cache
def _mention() -> re.Pattern[str]:
    clear = {name for name in (*FIXED, *BY_DATE, *AMBIGUOUS) if name.isalpha() and name.isupper()} - _DOUBTFUL
    return re.compile(rf"{_phrase().pattern}|\b(?:{'|'.join(sorted(clear))})(?![A-Z])|\b[A-Z][a-z]+ time\b")


class Zone(msgspec.Struct, frozen=True):
    """A zone as written: an offset in minutes, names that stand for one, or both, which then must agree."""

    offset: int | None = None
    names: tuple[str, ...] = ()


UTC = Zone(0)


def zone_at(line: str, at: int) -> tuple[Zone, int] | None:
    """The zone that is written at `at` in `line`, just after a time of day, and where it ends."""
    found = _first(line, at) or _bracketed(line, at) or _in_parentheses(line, at)
    while found is not None and found[1] < len(line):
        zone, end = found
        more = _bracketed(line, end) or _comment(line, end) or _second(zone, line, end)
        if more is None:
            break
        found = Zone(zone.offset if zone.offset is not None else more[0].offset, zone.names + more[0].names), more[1]
    return found


def zone_in_front_at(line: str, at: int) -> tuple[Zone, int] | None:
    """The zone that stands in front of a date, as Chinese puts it: 北京时间2018年11月7日."""
    match = _phrase().match(line, at) if line[at] > "\u3040" else None
    return (Zone(names=(match[0],)), match.end()) if match else None


def unknown_zone_at(line: str, at: int) -> str | None:
    """What stands at `at` and looks like the name of a zone, though none that is known."""
    match = _LIKE_A_ZONE.match(line, at)
    return match["name"] if match else None


def mentions_zone(text: str) -> bool:
    """Whether `text` speaks of a zone anywhere, by a name that is nothing else."""
    return _mention().search(text) is not None


def is_zone_name(name: str) -> bool:
    """Whether `name` stands for a zone, be it for several."""
    upper = name.upper()
    return upper in FIXED or upper in BY_DATE or upper in AMBIGUOUS or upper in IN_WORDS


def _first(line: str, at: int) -> tuple[Zone, int] | None:
    start = at + 1 if line[at : at + 1] == " " else at
    if match := _NAMED_OFFSET.match(line, start):
        return Zone(_minutes(*match.groups())), match.end()
    if match := _OFFSET.match(line, start):
        return Zone(_offset(match)), match.end()
    long = len(line) - start >= _SHORTEST_IN_WORDS
    if long and (match := _phrase().match(line, start) or _IANA.match(line, start) or _BARE_REGION.match(line, start)):
        return Zone(names=(match[0],)), match.end()
    return _abbreviation(line, start)


def _abbreviation(line: str, start: int) -> tuple[Zone, int] | None:
    for form in (_ABBREVIATION, _AMERICAN, _SMALL, _DOTTED):
        match = form.match(line, start)
        name = match[0].replace(".", "").upper() if match else ""
        if match and is_zone_name(name):
            return Zone(names=(name,)), match.end()
    return None


def _second(zone: Zone, line: str, at: int) -> tuple[Zone, int] | None:
    """What is said after a zone and must agree with it: the name after an offset ("-0700 MST"), or the reverse."""
    start = at + 1 if line[at] == " " else at
    match = _OFFSET.match(line, start) if zone.offset is None else None
    return (Zone(_offset(match)), match.end()) if match else _abbreviation(line, start)


def _bracketed(line: str, at: int) -> tuple[Zone, int] | None:
    """The zone in brackets: the IANA name or the offset that RFC 9557 adds."""
    match = _BRACKETED.match(line, at)
    inner = _first(match[1], 0) if match else None
    if match and inner and inner[1] == len(match[1]):
        return inner[0], match.end()
    return (Zone(names=(match[1],)), match.end()) if match else None


def _comment(line: str, at: int) -> tuple[Zone, int] | None:
    """A comment after a zone (RFC 5322 §3.2.2): the zone again, or nothing that matters."""
    match = _COMMENT.match(line, at)
    if match is None:
        return None
    inner = _first(match[1], 0)
    return (inner[0] if inner and inner[1] == len(match[1]) else Zone()), match.end()


def _in_parentheses(line: str, at: int) -> tuple[Zone, int] | None:
    """A zone that is given in parentheses alone: "13:45 (Beijing time)"."""
    match = _COMMENT.match(line, at)
    inner = _first(match[1], 0) if match else None
    return (inner[0], match.end()) if match and inner and inner[1] == len(match[1]) else None


def _offset(match: re.Match[str]) -> int:
    if match["seconds"] not in {None, "00"}:
        raise Refused(f"the offset {match[0]} has seconds", OFFSET_HINT)
    return _minutes(match["sign"], match["hours"] or match["hour"] or match["whole"], match["minutes"] or match["rest"])


def _minutes(sign: str, hours: str, minutes: str | None) -> int:
    offset = int(sign + hours) * 60 + int(sign + (minutes or "0"))
    if int(minutes or 0) > 59 or not WEST <= offset <= EAST:
        raise Refused(f"no place has the offset {sign}{hours}:{minutes or '00'}", OFFSET_HINT)
    return offset


def resolve_zone(zone: Zone, local: dt.datetime, site: dt.tzinfo | None) -> dt.tzinfo:
    """What `zone` means at the wall-clock time `local` (naive) in a newsroom whose own zone is `site`."""
    if zone.offset is None and len(zone.names) == 1:
        return _meaning(zone.names[0], local, site)
    offset = zone.offset
    for name in zone.names:
        if offset is not None and (name.upper() not in AMBIGUOUS):
            meant = offset_at(local, _meaning(name, local, None))
        elif offset is not None:
            meant = (
                offset
                if offset in AMBIGUOUS[name.upper()] or not AMBIGUOUS[name.upper()]
                else AMBIGUOUS[name.upper()][0]
            )
        else:
            meant = offset_at(local, _meaning(name, local, site))
        if offset is not None and meant != offset:
            raise Refused(f"it says {_written(offset)} and {name}, which is {_written(meant)}", OFFSET_HINT)
        offset = meant
    return fixed(offset or 0)


@cache
def fixed(offset: int) -> dt.timezone:
    """The zone that is always `offset` minutes east of Greenwich."""
    return dt.timezone(dt.timedelta(minutes=offset)) if offset else dt.UTC


def _meaning(name: str, local: dt.datetime, site: dt.tzinfo | None) -> dt.tzinfo:
    upper = name.upper()
    if upper in GREENWICH:
        return dt.UTC
    if upper in FIXED:
        _refuse_if_contested(upper, FIXED[upper], local, site)
        return fixed(FIXED[upper])
    if upper in IN_WORDS:
        return fixed(IN_WORDS[upper])
    if upper in AMBIGUOUS:
        return _decided(upper, local, site)
    from feedwright.site.zones import zone as iana_zone

    try:
        return iana_zone(BY_DATE.get(upper, name))
    except KeyError as error:
        raise Refused(f"there is no time zone {name!r}", OFFSET_HINT) from error


def _decided(name: str, local: dt.datetime, site: dt.tzinfo | None) -> dt.tzinfo:
    """The meaning of an ambiguous name, if the newsroom's own zone is one that it can mean."""
    meanings = AMBIGUOUS[name]
    if not meanings:
        raise Refused(f"{name.lower()} is the time of a place that it does not say", OFFSET_HINT)
    if site is not None:
        own = _own_offset(name, local, site)
        if own is not None:
            return fixed(own)
        here = offset_at(local, site)
        nameless = isinstance(site, dt.timezone) or not (site.tzname(local) or "+")[0].isalpha()
        if nameless and here in meanings:
            return fixed(here)
    listed = " or ".join(_written(meaning) for meaning in meanings)
    raise Refused(f"{name} may mean {listed}", f"{OFFSET_HINT} Or declare the time zone of the source.")


def _refuse_if_contested(name: str, meaning: int, local: dt.datetime, site: dt.tzinfo | None) -> None:
    """Refuse a name by which the newsroom's own zone goes, too, meaning another offset, as EST does in Australia."""
    if site is None or isinstance(site, dt.timezone):
        return
    from zoneinfo import ZoneInfo

    look_up = _other_meaning if isinstance(site, ZoneInfo) else _other_meaning.__wrapped__  # not all can be keys
    other = look_up(name, meaning, local.year, site)
    if other is not None:
        raise Refused(f"{name} may mean {_written(meaning)} or {_written(other)}", OFFSET_HINT)


@lru_cache(maxsize=4096)
def _other_meaning(name: str, meaning: int, year: int, site: dt.tzinfo) -> int | None:
    """The offset other than `meaning` that the zone `site` has in `year` while it goes by `name`."""
    for own_name in (name, f"A{name}"):
        own = _own_offset(own_name, dt.datetime(year, 1, 1), site)  # noqa: DTZ001 - wall-clock time
        if own is not None and own != meaning:
            return own
    return None


def _own_offset(name: str, local: dt.datetime, site: dt.tzinfo) -> int | None:
    """The offset that the zone `site` has, in the year of `local`, while it is called `name`."""
    for moment in (local, local.replace(month=1, day=1), local.replace(month=7, day=1)):
        if site.tzname(moment) == name:
            return offset_at(moment, site)
    return None


def offset_at(local: dt.datetime, zone: dt.tzinfo) -> int:
    """The offset of `zone` at the wall-clock time `local`, in whole minutes."""
    offset = zone.utcoffset(local)
    return round(offset.total_seconds() / 60) if offset is not None else 0


def _written(offset: int) -> str:
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


@cache
def declared_zone(name: str) -> dt.tzinfo:
    """The zone that a caller declares: an IANA name, "UTC", or an offset such as "+08:00".

    Raises ValueError where there is none of that name.
    """
    from feedwright.site.zones import zone as iana_zone

    match = _OFFSET.fullmatch(name.strip())
    if match:
        return fixed(_offset(match))
    if name.strip().upper() in {"Z", "UTC", "GMT"}:
        return dt.UTC
    try:
        return iana_zone(name.strip())
    except KeyError as error:
        raise ValueError(f"There is no time zone {name!r}; write an IANA name such as Europe/Paris.") from error
