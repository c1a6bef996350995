"""Whether a newsroom writes 7/11/2018 with the day or the month first: learnt from the dates that leave no doubt."""

from collections.abc import Iterable

from feedwright.normalize.timestamps.numeric import possible_dates
from feedwright.normalize.timestamps.spelling import spelled
from feedwright.patterns import pattern

_DATE = pattern(r"(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d/-]|\.\d)")
_LONGEST = 1000


def learn_day_first(texts: Iterable[str]) -> bool | None:
    """True where the dates in `texts` have the day first, False for the month; None if they do not tell or disagree.

    Only dates such as 25/12/2018 count, in which one of the two numbers cannot be a month.
    """
    orders = set()
    for text in texts:
        for match in _DATE.finditer(spelled(text[:_LONGEST])):
            dates = possible_dates(match[1], match[3], match[4])
            if len(dates) == 1:
                orders.add(dates[0][0])
    return None if len(orders) != 1 else orders == {"dmy"}
