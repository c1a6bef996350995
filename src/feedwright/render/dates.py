"""Times as feeds write them. The names of days and months are fixed: no locale is asked, and none is changed."""

import datetime as dt
from typing import Final

_MINUTE: Final = dt.timedelta(minutes=1)
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc822(moment: dt.datetime) -> str:
    """An aware time for RSS: "Wed, 07 Nov 2018 05:45:00 GMT", one of the three forms that every aggregator reads.

    Source: RSS Advisory Board, RSS Best Practices Profile, Common Data Types: Dates and Times.
    """
    utc = _utc(moment)
    day = f"{_DAYS[utc.weekday()]}, {utc.day:02} {_MONTHS[utc.month - 1]} {utc.year:04}"
    return f"{day} {utc.hour:02}:{utc.minute:02}:{utc.second:02} GMT"


def rfc3339(moment: dt.datetime) -> str:
    """An aware time for Atom and JSON Feed, with the offset it was written in: "2018-11-07T13:45:00+08:00".

    The offset says what the clock on the wall showed where the article was written, and readers get the same instant.
    Source: RFC 3339 §5.6.
    """
    return whole(moment).isoformat()


def whole(moment: dt.datetime) -> dt.datetime:
    """The same instant in whole seconds, with an offset that RFC 3339 can write.

    Offsets of local mean time, such as +08:05:43 for Shanghai before 1901, have seconds and RFC 3339 has none for them:
    those instants are given in UTC.
    """
    offset = moment.utcoffset()
    if offset and offset % _MINUTE:
        moment = _utc(moment)
    return moment.replace(microsecond=0) if moment.microsecond else moment


def _utc(moment: dt.datetime) -> dt.datetime:
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:  # within a day of the calendar's end: there is no such UTC time, the wall clock stands for it
        return moment.replace(tzinfo=dt.UTC)
