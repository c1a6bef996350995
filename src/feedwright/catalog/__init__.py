"""All articles of a site, and the answers to "the newest of this selection"."""

from feedwright.catalog.memory import Catalog, duplicate_findings

__all__ = ["Catalog", "duplicate_findings"]
