"""Which articles a partner gets, and which it has to be told to take back."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from itertools import chain, islice
from typing import Protocol

import msgspec

from feedwright.model import Article, Listed, Selector
from feedwright.select.feeds import MAX_TOMBSTONES, ArticleIndex, Selection, Subject
from feedwright.select.status import status_at
from feedwright.site import Partner

_DAY = 86_400


class PartnerIndex(ArticleIndex, Protocol):
    """All articles, those that are no longer public included."""

    def closed(self, selector: Selector, *, now: int, since: int) -> Iterator[Listed]:
        """The articles that were public until some time after `since`."""
        ...


class TakenBack(msgspec.Struct, frozen=True, kw_only=True):
    """An article that the partner has and must give up."""

    listed: Listed
    since: int  # seconds since 1970


class PartnerSelection(msgspec.Struct, frozen=True, kw_only=True):
    """What one partner gets."""

    partner: Partner
    selection: Selection
    removed: tuple[TakenBack, ...]  # the last one first


def select_partner(
    index: PartnerIndex,
    partner: Partner,
    *,
    now: int,
    left_out: Collection[int],
    said_by: Callable[[Listed], Article],
) -> PartnerSelection | None:
    """The articles for `partner` at `now` (seconds since 1970); None while the site has no public article at all.

    `said_by` gives an article, its body aside.
    An article goes there when its delay and its embargo are over. What was withdrawn or has expired is taken back for
    as long as the partner's window; a withdrawal that says no time, as long as its record says so.
    """
    newest = next(chain(index.newest(Selector(), now=now), index.withdrawn(Selector(), now=now)), None)
    if newest is None:
        return None
    options = partner.options
    oldest = None if options.days is None else now - options.days * _DAY
    due = (
        each
        for each in index.newest(partner.selector, now=now)
        if each.key not in left_out and due_at(each, partner) <= now and (oldest is None or each.published >= oldest)
    )
    subject = Subject(
        path=f"partners/{partner.name}",
        title=partner.title,
        description=partner.description,
        language=partner.language,
        selector=partner.selector,
        options=options,
        kind="declared",
    )
    return PartnerSelection(
        partner=partner,
        selection=Selection(
            subject=subject, path=subject.path, articles=tuple(islice(due, options.limit)), updated=newest.updated
        ),
        removed=tuple(islice(_removed(index, partner, now, left_out, said_by), MAX_TOMBSTONES)),
    )


def due_at(article: Listed, partner: Partner) -> int:
    """When an article goes to a partner, in seconds since 1970."""
    opens = article.published if article.opens is None else article.opens
    return max(opens + partner.delay, article.published + partner.embargo)


def _removed(
    index: PartnerIndex,
    partner: Partner,
    now: int,
    left_out: Collection[int],
    said_by: Callable[[Listed], Article],
) -> Iterator[TakenBack]:
    since = now - partner.window
    gone = chain(index.withdrawn(partner.selector, now=now), index.closed(partner.selector, now=now, since=since))
    for listed in gone:
        if listed.key in left_out:
            continue
        article = said_by(listed)
        told = _since(article, now)
        if told is None:
            continue
        untimed = article.lifecycle.withdrawn and article.lifecycle.withdrawn_at is None
        if untimed or (told > since and due_at(listed, partner) < told):  # else the partner never had it
            yield TakenBack(listed=listed, since=told)


def _since(article: Article, now: int) -> int | None:
    """Since when an article is taken back; None where it is not."""
    life = article.lifecycle
    status = status_at(article, dt.datetime.fromtimestamp(now, dt.UTC))
    if status == "expired" and life.expires is not None:
        return int(life.expires.instant.timestamp())
    if status == "withdrawn":
        return int((life.withdrawn_at or article.updated).instant.timestamp())
    return None
