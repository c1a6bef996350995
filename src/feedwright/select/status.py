"""The state of an article at a time: one machine, from what its record declares."""

import datetime as dt

from feedwright.model import Article, Status, Timestamp

PUBLIC: frozenset[Status] = frozenset({"published", "corrected"})


def status_at(article: Article, now: dt.datetime) -> Status:
    """The state of `article` at `now` (aware). What a person decided goes before what the clock says."""
    life = article.lifecycle
    if life.draft:
        return "draft"
    if life.withdrawn and (life.withdrawn_at is None or not _ahead(life.withdrawn_at, now)):
        return "withdrawn"
    if life.withheld:
        return "withheld"
    if life.embargo is not None and _ahead(life.embargo, now):
        return "embargoed"
    if _ahead(article.published, now) or (life.publish_at is not None and _ahead(life.publish_at, now)):
        return "scheduled"
    if life.expires is not None and not _ahead(life.expires, now):
        return "expired"
    return "corrected" if any(not _ahead(correction.at, now) for correction in life.corrections) else "published"


def is_public(article: Article, now: dt.datetime) -> bool:
    """Whether an article may stand in a public feed at `now`."""
    return status_at(article, now) in PUBLIC


def _ahead(time: Timestamp, now: dt.datetime) -> bool:
    return time.instant > now
