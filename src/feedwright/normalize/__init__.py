"""RawRecord -> Article: what a record means, decided by what it says and what the site declares."""

from feedwright.normalize.article import Normalized, normalize
from feedwright.normalize.content import Composed, compose
from feedwright.normalize.explanation import Explained, explain
from feedwright.normalize.fields import ALIASES, Record

__all__ = ["ALIASES", "Composed", "Explained", "Normalized", "Record", "compose", "explain", "normalize"]
