"""Which feeds there are and which articles stand in which: sections with all that is below them, tags, archives."""

from feedwright.select.entries import feed_of
from feedwright.select.feeds import Selection, Subject, select_feeds
from feedwright.select.status import public_window, status_at
from feedwright.select.terms import syndication, terms_of

__all__ = ["Selection", "Subject", "feed_of", "public_window", "select_feeds", "status_at", "syndication", "terms_of"]
