"""Which feeds there are and which articles stand in which: sections with all that is below them, tags, archives."""

from feedwright.select.entries import feed_of
from feedwright.select.feeds import Selection, Subject, select_feeds
from feedwright.select.partners import PartnerSelection, select_partner
from feedwright.select.status import public_window, status_at, withdrawn_since
from feedwright.select.terms import syndication, terms_of

__all__ = [
    "PartnerSelection",
    "Selection",
    "Subject",
    "feed_of",
    "public_window",
    "select_feeds",
    "select_partner",
    "status_at",
    "syndication",
    "terms_of",
    "withdrawn_since",
]
