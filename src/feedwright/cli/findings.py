"""Findings as people and machines read them: text, GitHub annotations, JSON."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import typer

from feedwright.cli.words import many
from feedwright.model import Finding, Severity
from feedwright.shapes.findings import finding_shape

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}
WORDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


def print_findings(
    findings: Iterable[Finding], *, notes: bool, excerpt: Callable[[Finding], str | None] | None = None
) -> None:
    """Each finding on stderr: its place, what is wrong, the mend; mere information only with `notes`.

    `excerpt` gives the lines of the document to show with a finding.
    """
    shown = [finding for finding in findings if notes or finding.severity != "info"]
    for finding in sorted(shown, key=_order):
        typer.secho(f"{finding.severity}: ", fg=COLOURS[finding.severity], bold=True, nl=False, err=True)
        typer.echo(f"{place(finding)}: {finding.message}", err=True)
        if excerpt and (lines := excerpt(finding)):
            typer.secho("\n".join(f"    {line}" for line in lines.split("\n")), dim=True, err=True)
        if finding.hint:
            typer.echo(f"    {finding.hint}", err=True)
        typer.secho(f"    {finding.rule}" + (f" ({finding.spec})" if finding.spec else ""), dim=True, err=True)


def print_annotations(findings: Iterable[Finding]) -> None:
    """Each finding as a GitHub Actions annotation, on the record's line where it is known."""
    for finding in sorted(findings, key=_order):
        origin = finding.article
        properties = {
            "file": origin.path if origin else finding.path,
            "line": origin.line if origin else finding.line,
            "col": None if origin else finding.column,
            "title": finding.rule,
        }
        said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None)
        text = f"{finding.message} {finding.hint or ''}".strip()
        typer.echo(f"::{_GITHUB[finding.severity]} {said}::{_data(text)}")


def print_json(value: object) -> None:
    """A value on stdout as JSON that a person can read too: in UTF-8, whatever the terminal's encoding is."""
    import msgspec  # text needs none of it

    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


def shapes(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings in their public shape, worst first."""
    return [finding_shape(finding) for finding in sorted(findings, key=_order)]


def place(finding: Finding) -> str:
    """Where a finding is: the record's line where it is known, else the document's."""
    if finding.article is not None and finding.article.path != finding.path:
        return f"{_place(finding.article.path, finding.article.line)} (in {_place(finding.path, finding.line)})"
    return _place(finding.path, finding.line, finding.column)


def count(findings: Sequence[Finding], *, notes: int | None = None) -> str:
    """How many findings of each kind, in words: "2 errors, 1 warning"; `notes` where not all of them are listed."""
    counted = Counter(finding.severity for finding in findings)
    if notes is not None:
        counted["info"] = max(notes, counted["info"])
    said = [many(counted[each], word) for each, word in WORDS.items() if counted[each]]
    return ", ".join(said) or "nothing to mend"


def _place(path: str | None, line: int | None, column: int | None = None) -> str:
    return ":".join(str(part) for part in (path or "-", line, column) if part is not None)


def _order(finding: Finding) -> tuple[int, str, int, int, str]:
    return _ORDER[finding.severity], finding.path or "", finding.line or 0, finding.column or 0, finding.rule


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
