"""What changed between two versions of a feed in a way that readers' programs stumble over."""

from collections.abc import Iterator

from feedwright.model import Finding
from feedwright.validation.collector import shortened
from feedwright.validation.entries import SaidEntry, SaidFeed
from feedwright.validation.tables import Rule

SHRUNK_TO = 0.5  # the share of its entries that a feed keeps at the least

ID_CHANGED = Rule(
    id="history/id-changed",
    severity="error",
    title="An entry keeps its id for ever: a changed one shows it to every reader again.",
    hint="Give the entry its old id back.",
    spec="RFC 4287 §4.2.6; JSON Feed 1.1, id",
)
ID_LOST = Rule(
    id="history/entry-lost",
    severity="warning",
    title="An entry leaves a feed only when newer ones push it out.",
    hint="Put the entry back, or withdraw it on purpose.",
    spec="Feedwright, between two builds",
)
BACKWARDS = Rule(
    id="history/time-backwards",
    severity="warning",
    title="The times of an entry do not go backwards.",
    hint="Look for a zone that was lost, or a clock that was wrong.",
    spec="RFC 4287 §4.2.15",
)
REPUBLISHED = Rule(
    id="history/published-changed",
    severity="warning",
    title="The time of publication of an entry stays what it was.",
    hint="Change only the time of the update.",
    spec="RFC 4287 §4.2.9",
)
IDLE_UPDATE = Rule(
    id="history/updated-without-change",
    severity="warning",
    title="The time of the update of an entry moves only when the entry has changed.",
    hint="Take the time from the article, not from the build.",
    spec="RFC 4287 §4.2.15",
)
SHRUNK = Rule(
    id="history/feed-shrunk",
    severity="warning",
    title="A feed does not lose more than half of its entries at once.",
    hint="Look for records that could not be read.",
    spec="Feedwright, between two builds",
)
RULES = (ID_CHANGED, ID_LOST, BACKWARDS, REPUBLISHED, IDLE_UPDATE, SHRUNK)


def changes_between(before: SaidFeed, after: SaidFeed) -> Iterator[Finding]:
    """What readers stumble over in `after` when they have seen `before`; findings have the path of `after`."""
    old, now = _by_id(before), _by_id(after)
    old_urls = {entry.url: entry for entry in before.entries if entry.url}
    renamed: set[str] = set()
    for entry in after.entries:
        if entry.id in old:
            one, other = old[entry.id], now[entry.id]
            if one is not None and other is not None:
                yield from _compare(one, other, after)
        elif (twin := old_urls.get(entry.url)) is not None and twin.id not in now:
            renamed.add(twin.id)
            message = f"The entry at {shortened(entry.url)!r} had the id {shortened(twin.id)!r}."
            yield _finding(ID_CHANGED, message, entry, after)
    yield from _lost(before, after, now.keys() | renamed)
    if len(after.entries) < SHRUNK_TO * len(before.entries):
        message = f"The feed has {len(after.entries)} entries; it had {len(before.entries)}."
        yield _finding(SHRUNK, message, None, after)


def _by_id(feed: SaidFeed) -> dict[str, SaidEntry | None]:
    """The entries of a feed by their ids; None for an id that several have, since nothing tells them apart."""
    entries: dict[str, SaidEntry | None] = {}
    for entry in feed.entries:
        entries[entry.id] = None if entry.id in entries else entry
    return entries


def _lost(before: SaidFeed, after: SaidFeed, kept: set[str]) -> Iterator[Finding]:
    """Entries that are gone while later ones of the old feed, or none that are new, took their place."""
    stays = [entry.id in kept for entry in before.entries]
    new = len(after.entries) - sum(stays)
    for place, entry in enumerate(before.entries):
        pushed_out = not any(stays[place:]) and new >= sum(not each for each in stays[place:])
        if entry.id not in kept and not pushed_out:
            message = f"{shortened(entry.id)!r} has left the feed, though nothing newer pushed it out."
            yield _finding(ID_LOST, message, None, after, entry.id)


def _compare(old: SaidEntry, new: SaidEntry, feed: SaidFeed) -> Iterator[Finding]:
    if old.published and new.published and old.published != new.published:
        message = f"The entry is published {new.published.isoformat()}; it was {old.published.isoformat()}."
        yield _finding(REPUBLISHED, message, new, feed)
    if old.updated and new.updated and old.updated != new.updated:
        if new.updated < old.updated:
            message = f"The entry is updated {new.updated.isoformat()}, before {old.updated.isoformat()}."
            yield _finding(BACKWARDS, message, new, feed)
        elif old.facts == new.facts:
            message = f"The entry is updated {new.updated.isoformat()}, but says what it said before."
            yield _finding(IDLE_UPDATE, message, new, feed)


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
