"""From a text to an instant: the forms in which times are written, in the order in which they are tried."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache

from feedwright.errors import TimestampError
from feedwright.model import Timestamp
from feedwright.normalize.timestamps.epoch import epoch
from feedwright.normalize.timestamps.found import FoundTimestamp
from feedwright.normalize.timestamps.iso import formal, rfc3339
from feedwright.normalize.timestamps.numeric import digits_alone
from feedwright.normalize.timestamps.reading import Options, Reading, settle
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.normalize.timestamps.rfc822 import rfc822
from feedwright.normalize.timestamps.spelling import INVISIBLE, spelled
from feedwright.normalize.timestamps.zones import declared_zone
from feedwright.patterns import pattern

LONGEST_TEXT = 300
LONGEST_LINE = 1000
FEWEST_NUMERALS = 3  # of a day and a year

_NONE: frozenset[str] = frozenset()
_NUMERALS = pattern(r"[\d〇○零一二三四五六七八九十廿卅元]")

# The forms of whole texts. What has none of them is read word by word, as a line with a time in it.
_FORMS: tuple[Callable[[str], Reading | None], ...] = (rfc822, formal, digits_alone, epoch)


def parse_timestamp(
    text: str,
    *,
    timezone: str | dt.tzinfo | None = None,
    languages: Sequence[str] | None = None,
    day_first: bool | None = None,
) -> Timestamp:
    """The instant that `text` says, which may stand in a dateline: "Updated: 2018-11-07 13:45 | China Daily".

    `timezone` is the zone of times that say none: an IANA name, an offset such as "+08:00", or a tzinfo. `languages`
    (BCP 47) decide what a month's name means where languages differ. `day_first` says which of 7 and 11 in 7/11/2018
    is the day. A date without a time of day is its first moment, with the precision "day".

    Raises TimestampError, with a reason and a hint, for whatever cannot be read without guessing; ValueError for a
    `timezone` that does not exist.
    """
    site = declared_zone(timezone) if isinstance(timezone, str) else timezone
    try:
        return rfc3339(text, site) or _read(text, _options(site, languages, day_first))
    except Refused as refusal:
        raise TimestampError(text, refusal.reason, hint=refusal.hint) from None


def find_timestamps(
    line: str,
    *,
    timezone: str | dt.tzinfo | None = None,
    languages: Sequence[str] | None = None,
    day_first: bool | None = None,
) -> list[FoundTimestamp]:
    """The times in a line of text that can be trusted, with their places and labels, from left to right.

    The keywords are those of `parse_timestamp`. A line of more than 1000 characters is no dateline and has none.
    """
    if len(line) > LONGEST_LINE or len(_NUMERALS.findall(line)) < FEWEST_NUMERALS:
        return []
    from feedwright.normalize.timestamps.dateline import found_in

    site = declared_zone(timezone) if isinstance(timezone, str) else timezone
    return found_in(spelled(line).replace(INVISIBLE, " "), line, _options(site, languages, day_first))


def _options(site: dt.tzinfo | None, languages: Sequence[str] | None, day_first: bool | None) -> Options:  # noqa: FBT001
    return Options(site=site, languages=_subtags(tuple(languages)) if languages else _NONE, day_first=day_first)


@lru_cache(maxsize=256)
def _subtags(tags: tuple[str, ...]) -> frozenset[str]:
    """The languages of BCP 47 tags: "pt-BR" is of "pt"."""
    return frozenset(tag.replace("_", "-").partition("-")[0].lower() for tag in tags)


def _read(text: str, options: Options) -> Timestamp:
    if len(text) > LONGEST_TEXT:
        raise Refused(f"it is longer than {LONGEST_TEXT} characters")
    line = " ".join(spelled(text).replace(INVISIBLE, "").split())
    for form in _FORMS:
        reading = form(line)
        if reading is not None:
            return settle(reading, text, options)
    from feedwright.normalize.timestamps.dateline import only_time  # its patterns cost more than most builds need

    return only_time(line, text, options)
