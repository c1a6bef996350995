"""A baseline: the findings of feeds that were there when somebody began to look, accepted so that only new ones count.

A finding is known again by its rule, its document, its entry and its element: not by its line, which moves, nor by its
message, which quotes values. The file is JSON, sorted, with a line for each, so that its changes can be read.
"""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from feedwright.errors import FeedwrightError
from feedwright.model import Finding

VERSION = 1
_MEND = "Write it anew with `feedwright validate FEEDS --write-baseline`, or take `baseline` out of [validate]."


class Accepted(NamedTuple):
    """What a finding is known by."""

    rule: str
    path: str  # relative to the folder of the baseline, with forward slashes
    entry: str  # "" for the feed as a whole
    element: str


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """Accepted findings, and how many there are of each."""

    folder: Path  # that holds the file
    counts: Mapping[Accepted, int]

    def rest(self, findings: Iterable[Finding], *, root: Path | None = None) -> tuple[Finding, ...]:
        """The findings that are not accepted, in their order; of equal ones those that are too many.

        Their paths are relative to `root`; None: to the working folder.
        """
        left = Counter(self.counts)
        rest = []
        for finding in findings:
            key = accepted(finding, folder=self.folder, root=root)
            if left[key] > 0:
                left[key] -= 1
            else:
                rest.append(finding)
        return tuple(rest)

    @property
    def facts(self) -> str:
        """All that it says."""
        return repr((str(self.folder), sorted(self.counts.items())))


def accepted(finding: Finding, *, folder: Path, root: Path | None = None) -> Accepted:
    """What a finding is known by in a baseline that stands in `folder`."""
    path = relative(finding.path or "-", folder=folder, root=root)
    return Accepted(finding.rule, path, finding.entry or "", finding.element or "")


def relative(path: str, *, folder: Path, root: Path | None = None) -> str:
    """The path of a document as a baseline in `folder` writes it; names of what is no file stay."""
    if path in {"-", "<stdin>"}:
        return path
    whole = Path(os.path.abspath(path if root is None else root / path))  # noqa: PTH100 -- links stay links
    try:
        return Path(os.path.relpath(whole, os.path.abspath(folder))).as_posix()  # noqa: PTH100
    except ValueError:  # on another drive
        return whole.as_posix()


def baseline_of(
    findings: Iterable[Finding], *, file: Path, judged: Collection[str], before: Baseline | None = None
) -> Baseline:
    """A baseline for `file` that accepts these errors and warnings; notes need not be accepted.

    Of `before` it keeps what is about other documents than `judged`.
    """
    counts = Counter(
        accepted(finding, folder=file.parent) for finding in findings if finding.severity in {"error", "warning"}
    )
    renewed = {relative(path, folder=file.parent) for path in judged}
    for key, count in before.counts.items() if before else ():
        if key.path not in renewed:
            counts[key] = count
    return Baseline(folder=file.parent, counts=counts)


def encode(baseline: Baseline) -> bytes:
    """The file of a baseline."""
    import json

    lines = (
        json.dumps({**key._asdict(), "count": count}, ensure_ascii=False)
        for key, count in sorted(baseline.counts.items())
    )
    inner = ",\n    ".join(lines)
    return f'{{\n  "version": {VERSION},\n  "findings": [\n    {inner}\n  ]\n}}\n'.encode()


def read_baseline(file: Path) -> Baseline:
    """The baseline in `file`. Raises FeedwrightError where there is none that can be read."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FeedwrightError(f"The baseline {file} cannot be read: {error.strerror or error}.", hint=_MEND) from error
    import json

    try:
        written = json.loads(data)
        counts = {
            Accepted(*(_text(each[name]) for name in Accepted._fields)): int(each["count"])
            for each in written["findings"]
        }
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FeedwrightError(f"{file} is not a baseline of accepted findings.", hint=_MEND) from error
    if written.get("version") != VERSION:
        raise FeedwrightError(f"{file} is a baseline of another version of Feedwright.", hint=_MEND)
    return Baseline(folder=file.parent, counts=counts)


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Write a baseline, whole or not at all. Raises FeedwrightError where that cannot be done."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(encode(baseline))
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise FeedwrightError(f"{file} cannot be written: {error.strerror or error}.") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
