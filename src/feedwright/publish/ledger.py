"""Compares what is to be published with what is: an id is for ever, and readers must not see old articles as new."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from feedwright.model import Finding, Origin
from feedwright.publish.manifest import KnownEntry, Manifest

FEW = 5
"""Fewer entries than this may come and go at once without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The entries of the feeds that are to be published."""

    feeds: Mapping[str, tuple[str, ...]]  # ids, newest first, by the path of a feed document
    entries: Mapping[str, KnownEntry]  # by id


def lost_identities(last: Manifest, standing: Standing, known_ids: Collection[str]) -> tuple[Finding, ...]:
    """An error for each published id that no record has any more.

    `known_ids` are the ids of all records, those that stand in no feed included. Where an article with the same
    permalink or the same text has come up under another id, the finding names the line to add to its record.
    """
    newcomers = {each: entry for each, entry in standing.entries.items() if each not in last.entries}
    by_url = {entry.url: each for each, entry in newcomers.items()}
    by_text = {entry.text: each for each, entry in newcomers.items() if entry.text}
    findings = []
    for lost, entry in sorted(last.entries.items()):
        if lost in known_ids:
            continue
        successor = by_url.get(entry.url) or by_text.get(entry.text)
        findings.append(
            _vanished(lost, entry) if successor is None else _changed(lost, successor, newcomers[successor])
        )
    return tuple(findings)


def turned_over(last: Manifest, standing: Standing, share: float) -> tuple[Finding, ...]:
    """An error for each feed of which more than `share` (0 to 1) would turn over at once.

    Counted are entries that readers would take for new though they are not newer than what the feed had, and entries
    that leave it though no other pushes them out.
    """
    findings = []
    told: set[tuple[str, ...]] = set()
    for path, ids in sorted(standing.feeds.items()):
        before = last.feeds.get(path, ())
        known = [each for each in before if each in last.entries]
        if not known or ids in told:
            continue
        newest = max(last.entries[each].published for each in known)
        came = [each for each in ids if each not in before]
        old = [each for each in came if standing.entries[each].published <= newest]
        archived = _archived(path, standing)
        # newest first; each that came pushes the last one out
        left = [each for each in known if each not in ids and each not in archived]
        left = left[: max(len(left) - len(came), 0)]
        for moved, whole, words in ((old, ids, "would come up as new"), (left, before, "would leave it")):
            if len(moved) >= FEW and len(moved) > share * len(whole):
                told.add(ids)
                findings.append(_turnover(path, moved, len(whole), words))
    return tuple(findings)


def _archived(path: str, standing: Standing) -> set[str]:
    """The entries of the archives of a feed document."""
    folder = path.rpartition("/")[0]
    below = f"{folder}/archive/" if folder else "archive/"
    return {each for other, ids in standing.feeds.items() if other.startswith(below) for each in ids}


def _vanished(lost: str, entry: KnownEntry) -> Finding:
    return Finding(
        rule="identity/vanished",
        severity="error",
        message=f"id: {lost} is published, but no record has it any more.",
        hint=(
            "Bring the record back, or write `withdrawn: true` into it. If it is to go without a word, "
            "build with --accept-changes."
        ),
        path=entry.record,
        entry=lost,
        article=Origin(path=entry.record),
    )


def _changed(lost: str, successor: str, entry: KnownEntry) -> Finding:
    return Finding(
        rule="identity/changed",
        severity="error",
        message=f"id: the article that is published as {lost} would come up again as {successor}.",
        hint=f"Add to {entry.record}: id: {lost}",
        path=entry.record,
        entry=successor,
        article=Origin(path=entry.record),
    )


def _turnover(path: str, moved: Iterable[str], whole: int, words: str) -> Finding:
    named = list(moved)
    return Finding(
        rule="identity/turnover",
        severity="error",
        message=f"{len(named)} of {whole} entries {words} at once: {', '.join(_some(named))}.",
        hint="If that is meant, build with --accept-changes, or raise feeds.turnover.",
        path=path,
    )


def _some(names: list[str]) -> Iterator[str]:
    yield from names[:10]
    if len(names) > 10:
        yield f"and {len(names) - 10} more"
