"""Compares what is to be published with what is: an id is for ever, and readers must not see old articles as new."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from feedwright.model import Finding, Origin
from feedwright.publish.manifest import KnownEntry, Manifest
from feedwright.site import ARCHIVE_FOLDER

FEW = 5
"""Fewer entries than this may come and go at once without a word."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of the feeds that are to be published."""

    feeds: Mapping[str, tuple[str, ...]]  # ids, newest first, by the path of a feed document
    entries: Mapping[str, KnownEntry]  # by id
    public: Collection[str] = ()  # of the ids that `left` tells, those of articles that may still be public


def lost_identities(last: Manifest, standing: Standing, known_ids: Collection[str]) -> tuple[Finding, ...]:
    """An error for each published id that no record has any more.

    `known_ids` are the ids of all records, those that stand in no feed included. Where an article with the same
    permalink or the same text has come up under another id, the finding names the line to add to its record.
    """
    newcomers = {each: entry for each, entry in standing.entries.items() if each not in last.entries}
    by_url = {entry.url: each for each, entry in newcomers.items()}
    by_text = {entry.text: each for each, entry in newcomers.items() if entry.text}
    lost = sorted(each for each in last.entries if each not in known_ids)
    alike = {_name(each): each for each in newcomers}
    authorities = {(_authority(each), _authority(alike.get(_name(each)))) for each in lost}
    if len(lost) > 1 and len(authorities) == 1 and all(old and new for old, new in authorities):
        return (_other_authority(len(lost), *authorities.pop()),)
    findings = []
    for each in lost:
        entry = last.entries[each]
        successor = by_url.get(entry.url) or by_text.get(entry.text)
        findings.append(
            _vanished(each, entry) if successor is None else _changed(each, successor, newcomers[successor])
        )
    return tuple(findings)


def _authority(tag: str | None) -> str | None:
    """The authority and date of a tag: URI (RFC 4151): "newsroom.example,2018"."""
    return tag.split(":")[1] if tag and tag.startswith("tag:") and tag.count(":") > 1 else None


def _name(tag: str) -> str:
    """What a tag: URI names under its authority; any other id as a whole."""
    return tag.split(":", 2)[-1] if tag.startswith("tag:") else tag


def left(last: Manifest, feeds: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The published ids that some feed no longer holds, by the ids that `feeds` are to hold."""
    gone: set[str] = set()
    for path, ids in feeds.items():
        before = last.feeds.get(path, ())
        if before != ids:
            gone.update({*before}.difference(ids))
    return gone


def turned_over(last: Manifest, standing: Standing, share: float) -> tuple[Finding, ...]:
    """An error for each feed of which more than `share` (0 to 1) would turn over at once.

    Counted are entries that readers would take for new though they are not newer than what the feed had, and entries
    that leave it though no other pushes them out: neither into an archive nor over a limit of the feed, at its end.
    """
    archives = _archives(standing)
    findings = []
    told: set[tuple[str, ...]] = set()
    for path, ids in sorted(standing.feeds.items()):
        before = last.feeds.get(path, ())
        if before == ids:
            continue
        known = [each for each in before if each in last.entries]
        if not known or ids in told:
            continue
        newest = max(last.entries[each].published for each in known)
        came = [each for each in ids if each not in before]
        old = [each for each in came if standing.entries[each].published <= newest]
        gone = {*known} - {*ids} - archives.get(path.rpartition("/")[0], set())
        end = min((standing.entries[each].published for each in ids), default=None)
        # newest first; each that came pushes the last one out
        leaving = [
            each for each in known
            if each in gone and not (each in standing.public and (end is None or last.entries[each].published < end))
        ]  # fmt: skip
        leaving = leaving[: max(len(leaving) - len(came), 0)]
        for moved, whole, words in ((old, ids, "would come up as new"), (leaving, before, "would leave it")):
            if len(moved) >= FEW and len(moved) > share * len(whole):
                told.add(ids)
                findings.append(_turnover(path, moved, len(whole), words))
    return tuple(findings)


def _archives(standing: Standing) -> Mapping[str, set[str]]:
    """The entries in the archives of the feeds of each folder."""
    archived: dict[str, set[str]] = {}
    for path, ids in standing.feeds.items():
        folder, below, _ = f"/{path}".rpartition(f"/{ARCHIVE_FOLDER}/")
        if below:
            archived.setdefault(folder[1:], set()).update(ids)
    return archived


def _other_authority(count: int, old: str | None, new: str | None) -> Finding:
    return Finding(
        rule="identity/changed",
        severity="error",
        message=f"id: {count} articles that are published with ids of tag:{old} would come up again with tag:{new}.",
        hint=f'Write into feedwright.toml, under [site]: tag = "{old}"',
        path="feedwright.toml",
    )


def _vanished(lost: str, entry: KnownEntry) -> Finding:
    return Finding(
        rule="identity/vanished",
        severity="error",
        message=f"id: {lost} is published, but no record has it any more.",
        hint=(
            "Bring the record back, or write `withdrawn: true` into it. If its file was renamed, write into the new "
            f"one: id: {lost}. If it is to go without a word, build with --accept-changes."
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
