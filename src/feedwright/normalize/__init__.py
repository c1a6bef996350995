"""RawRecord -> Article: what a record means, decided by what it says and what the site declares."""

from feedwright.normalize.article import Normalized, normalize, normalize_all
from feedwright.normalize.content import Composed, compose
from feedwright.normalize.fields import ALIASES, Record
from feedwright.normalize.times import DayOrder, day_orders, time_ahead

__all__ = [
    "ALIASES",
    "Composed",
    "DayOrder",
    "Normalized",
    "Record",
    "compose",
    "day_orders",
    "normalize",
    "normalize_all",
    "time_ahead",
]
