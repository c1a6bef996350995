"""Which articles stand in which feed: the whole site and each section, parents with all that is below them."""

from feedwright.select.sections import Selection, feed_of, select_sections
from feedwright.select.status import public_window, status_at
from feedwright.select.terms import terms_of

__all__ = ["Selection", "feed_of", "public_window", "select_sections", "status_at", "terms_of"]
