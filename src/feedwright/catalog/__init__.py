"""All articles of a site, and the answers to "the newest of this selection"."""

from feedwright.catalog.duplicates import Unique, without_duplicates
from feedwright.catalog.memory import Catalog

__all__ = ["Catalog", "Unique", "without_duplicates"]
