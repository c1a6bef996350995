"""Which articles stand in which feed: the whole site and each section, parents with all that is below them."""

from feedwright.select.sections import Selection, feed_of, select_sections
from feedwright.select.status import is_public, status_at

__all__ = ["Selection", "feed_of", "is_public", "select_sections", "status_at"]
