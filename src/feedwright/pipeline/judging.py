"""Documents judged before they are published: what counts of the findings, and what holds a document back."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from feedwright.model import Document, Finding
from feedwright.site import Site

if TYPE_CHECKING:
    from feedwright.validation.entries import SaidFeed
    from feedwright.validation.policy import Policy

_LEDGER = frozenset({"history/id-changed", "history/entry-lost"})
"""What the manifest tells better: it knows every entry, not only those that still stand in a feed."""


class Judging(msgspec.Struct, frozen=True, kw_only=True):
    """By what documents are judged."""

    policy: "Policy"
    output: Path  # where their last versions are


class Verdict(NamedTuple):
    """What became of a document."""

    findings: tuple[Finding, ...]
    held: bool  # it failed validation, so it is not published


def judging_of(site: Site, output: Path) -> Judging:
    """What the site wants. Raises FeedwrightError where it names a rule that there is not, or no baseline."""
    from feedwright.validation.policy import check_rule_names, site_policy

    check_rule_names(site)
    return Judging(policy=site_policy(site), output=output)


def judging_facts(site: Site) -> str:
    """All that `judging_of` depends on, told without asking the validator."""
    file = site.validating.baseline
    try:
        return repr((site.validating, None if file is None else file.read_bytes()))
    except OSError:
        return repr((site.validating, "unreadable"))


def judge_document(document: Document, *, base: str, judging: Judging) -> Verdict:
    """The verdict on one document by itself; `base` is the address that it is served from."""
    from feedwright.validation import validate

    findings = validate(document.data, base=base, media_type=document.media_type)
    return _verdict(document, (replace(finding, path=document.path) for finding in findings), judging)


def judge_feed(
    documents: Sequence[Document], *, base: str, judging: Judging
) -> tuple[list[Verdict], tuple[Finding, ...]]:
    """The verdicts on the documents of one feed, which must say the same, and what moved since it was last published.

    `base` is the address of their folder. What moved is told once and holds nothing back.
    """
    from feedwright.validation.judgement import judge_and_read

    found: dict[str, list[Finding]] = {}
    said: list[SaidFeed] = []
    for document in documents:
        address = base + document.path.rpartition("/")[2]
        report, feed = judge_and_read(document.data, path=document.path, base=address, media_type=document.media_type)
        found[document.path] = list(report.findings)
        if feed is not None:
            said.append(feed)
    for finding in _disagreements(said, documents):
        found[finding.path or ""].append(finding)
    verdicts = [_verdict(document, found[document.path], judging) for document in documents]
    moved = [finding for document in documents for finding in _moved(document, said, judging)]
    return verdicts, judging.policy.counted(moved, root=judging.output)


def _verdict(document: Document, findings: Iterable[Finding], judging: Judging) -> Verdict:
    counted = tuple(_traced(finding, document) for finding in judging.policy.counted(findings, root=judging.output))
    return Verdict(counted, held=not judging.policy.publishable(counted))


def _traced(finding: Finding, document: Document) -> Finding:
    """A finding with the record that its entry came from."""
    return replace(finding, article=document.entries.get(finding.entry or ""))


def _disagreements(said: "Sequence[SaidFeed]", documents: Sequence[Document]) -> "list[Finding]":
    """What the formats of a feed say differently. Only then are the lines of the entries looked for."""
    from feedwright.validation.agreement import disagreements
    from feedwright.validation.entries import read_feed

    if not any(True for _ in disagreements(said)):
        return []
    data = {document.path: document.data for document in documents}
    whole = (read_feed(data[feed.path], path=feed.path, format_=feed.format) for feed in said)
    return list(disagreements(feed for feed in whole if feed is not None))


def _moved(document: Document, said: "Sequence[SaidFeed]", judging: Judging) -> "list[Finding]":
    """What readers stumble over in a feed that they know from its last version; told of its Atom document, for all."""
    new = next((feed for feed in said if feed.path == document.path and feed.format == "atom"), None)
    if new is None:
        return []
    try:
        last = (judging.output / document.path).read_bytes()
    except OSError:
        return []
    if last == document.data:
        return []
    from feedwright.validation.entries import read_feed
    from feedwright.validation.history import changes_between

    old = read_feed(last, path=document.path, format_="atom")
    found = () if old is None else changes_between(old, new)
    return [_traced(finding, document) for finding in found if finding.rule not in _LEDGER]
