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


def public_window(article: Article) -> tuple[int, int | None] | None:
    """When an article is public, from and until in seconds since 1970; None: never.

    `status_at` says "published" or "corrected" from the first second on and until the last.
    """
    life = article.lifecycle
    if life.draft or life.withheld or (life.withdrawn and life.withdrawn_at is None):
        return None
    begins = (article.published, life.publish_at, life.embargo)
    ends = (life.expires, life.withdrawn_at if life.withdrawn else None)
    return (
        max(_seconds(time) for time in begins if time is not None),
        min((_seconds(time) for time in ends if time is not None), default=None),
    )


def _ahead(time: Timestamp, now: dt.datetime) -> bool:
    return time.instant > now


def _seconds(time: Timestamp) -> int:
    return int(time.instant.timestamp())
