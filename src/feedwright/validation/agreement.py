"""Whether the formats of one feed say the same: RSS, Atom and JSON documents that stand in one folder, for one page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from feedwright.model import Finding
from feedwright.validation.collector import shortened
from feedwright.validation.entries import SaidEntry, SaidFeed
from feedwright.validation.tables import Rule

ENTRY_MISSING = Rule(
    id="formats/entry-missing",
    severity="warning",
    title="One feed holds the same entries in each of its formats.",
    hint="Write every format from the same list of entries.",
    spec="Feedwright, across formats",
)
ORDER = Rule(
    id="formats/order-differs",
    severity="warning",
    title="One feed holds its entries in the same order in each of its formats.",
    hint="Write every format from the same list of entries.",
    spec="Feedwright, across formats",
)
TITLE = Rule(
    id="formats/title-differs",
    severity="warning",
    title="An entry has the same title in each format of its feed.",
    hint="Write every format from the same title; look for one that is escaped twice.",
    spec="Feedwright, across formats",
)
TIME = Rule(
    id="formats/time-differs",
    severity="warning",
    title="An entry has the same time in each format of its feed.",
    hint="Write every format from the same time; look for a zone that was lost.",
    spec="Feedwright, across formats",
)
ADDRESS = Rule(
    id="formats/url-differs",
    severity="warning",
    title="An entry has the same URL in each format of its feed.",
    hint="Write every format from the same URL.",
    spec="Feedwright, across formats",
)
RULES = (ENTRY_MISSING, ORDER, TITLE, TIME, ADDRESS)


def disagreements(feeds: Iterable[SaidFeed]) -> Iterator[Finding]:
    """What the formats of each feed say differently, each finding with the path of the later document.

    Documents are one feed when they stand in one folder, name the same page, and each is of another format.
    """
    together: defaultdict[tuple[str, str], list[SaidFeed]] = defaultdict(list)
    for feed in feeds:
        if feed.home:
            together[feed.folder, feed.home.rstrip("/")].append(feed)
    for group in together.values():
        if len({feed.format for feed in group}) == len(group):
            for other in group[1:]:
                yield from _compare(group[0], other)


def _compare(first: SaidFeed, other: SaidFeed) -> Iterator[Finding]:
    by_id = {entry.id: entry for entry in first.entries}
    if not by_id.keys() & {entry.id for entry in other.entries}:
        return  # ids of another kind in each format: nothing tells which entries are the same
    for entry in other.entries:
        if entry.id in by_id:
            yield from _compare_entries(by_id[entry.id], entry, first, other)
        else:
            yield _finding(ENTRY_MISSING, f"{entry.id!r} is here, but not in {first.path}.", entry, other)
    here = {entry.id for entry in other.entries}
    for entry in first.entries:
        if entry.id not in here:
            yield _finding(ENTRY_MISSING, f"{entry.id!r} is in {first.path}, but not here.", None, other, entry.id)
    yield from _compare_order(first, other, here & by_id.keys())


def _compare_order(first: SaidFeed, other: SaidFeed, shared: set[str]) -> Iterator[Finding]:
    theirs: Sequence[str] = [entry.id for entry in first.entries if entry.id in shared]
    ours = [entry for entry in other.entries if entry.id in shared]
    for entry, expected in zip_longest(ours, theirs):
        if entry is not None and entry.id != expected:
            message = f"{shortened(entry.id)!r} stands where {first.path} has {shortened(str(expected))!r}."
            yield _finding(ORDER, message, entry, other)
            return


def _compare_entries(theirs: SaidEntry, ours: SaidEntry, first: SaidFeed, other: SaidFeed) -> Iterator[Finding]:
    if theirs.title is not None and ours.title is not None and theirs.title != ours.title:
        message = f"The title is {shortened(ours.title)!r}, but {shortened(theirs.title)!r} in {first.path}."
        yield _finding(TITLE, message, ours, other)
    if theirs.url and ours.url and theirs.url != ours.url:
        message = f"The URL is {shortened(ours.url)!r}, but {shortened(theirs.url)!r} in {first.path}."
        yield _finding(ADDRESS, message, ours, other)
    for name, one, two in (
        ("published", theirs.published, ours.published),
        ("updated", theirs.updated, ours.updated),
    ):
        if one is None or two is None or one == two:
            continue
        if one.replace(microsecond=0) != two.replace(microsecond=0):
            message = f"The entry is {name} {two.isoformat()}, but {one.isoformat()} in {first.path}."
            yield _finding(TIME, message, ours, other)


def _finding(rule: Rule, message: str, entry: SaidEntry | None, feed: SaidFeed, id_: str | None = None) -> Finding:
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=message,
        hint=rule.hint,
        spec=rule.spec,
        path=feed.path,
        line=entry.line if entry else 1,
        entry=entry.id if entry else id_,
    )
