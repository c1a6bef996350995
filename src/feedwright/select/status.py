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
    if life.expires is None and not life.withdrawn:
        return _opens(article), None
    ends = (life.expires, life.withdrawn_at if life.withdrawn else None)
    return _opens(article), min((_seconds(time) for time in ends if time is not None), default=None)


def withdrawn_since(article: Article) -> int | None:
    """Since when readers are told that an article was withdrawn, in seconds since 1970.

    None: it was not, or they never had it. A withdrawal without a time of its own is as old as the last change.
    """
    life = article.lifecycle
    if not life.withdrawn or life.draft:
        return None
    opens = _opens(article)
    if life.withdrawn_at is None:
        return max(opens, _seconds(article.updated))
    at = _seconds(life.withdrawn_at)
    return at if at > opens else None


def _opens(article: Article) -> int:
    """The first second in which the article may be public."""
    life, opens = article.lifecycle, _seconds(article.published)
    if life.publish_at is not None:
        opens = max(opens, _seconds(life.publish_at))
    return opens if life.embargo is None else max(opens, _seconds(life.embargo))


def _ahead(time: Timestamp, now: dt.datetime) -> bool:
    return time.instant > now


def _seconds(time: Timestamp) -> int:
    return int(time.instant.timestamp())
