"""`feedwright validate`: anybody's feed files, judged."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import FailOn
from feedwright.errors import FeedwrightError
from feedwright.model import Finding, Severity

if TYPE_CHECKING:
    from feedwright.validation import Report

Format = Literal["text", "json", "sarif", "github", "junit"]

_SUFFIXES = {".xml", ".rss", ".atom", ".rdf", ".json", ".opml"}
_NOT_FEEDS = {"manifest.json", "ninjs.json"}
_FAILING: dict[FailOn, set[Severity]] = {"error": {"error"}, "warning": {"error", "warning"}, "never": set()}


def validate(
    *,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Feed files, folders of them, or - for standard input.")
    ],
    base: Annotated[
        str | None, typer.Option(metavar="URL", help="The address that the document is served from; for one document.")
    ] = None,
    content_type: Annotated[
        str | None,
        typer.Option(
            "--content-type",
            metavar="TYPE",
            help="What the server says it is, such as application/rss+xml; charset=utf-8.",
        ),
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", help="An earlier version of the file or folder, to find what readers would stumble over."
        ),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least finding that makes the command fail.")
    ] = "error",
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show notes as well as errors and warnings.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = "text",
) -> None:
    """Judge feed files against the specifications of their formats: RSS, Atom, JSON Feed and OPML."""
    from feedwright.validation import judge

    documents = list(_documents(paths))
    if base is not None and len(documents) > 1:
        raise typer.BadParameter(f"{len(documents)} documents cannot have one address.", param_hint="--base")
    reports = [judge(data, path=path, base=base, media_type=content_type) for path, data in documents]
    reports = _compared(reports, documents, paths=paths, before=before)
    failing = _FAILING[fail_on]
    if format_ == "text":
        _print_text(reports, [data for _, data in documents], content_type=content_type, notes=verbose)
    else:
        _print_for_machines(format_, reports, failing)
    if any(finding.severity in failing for report in reports for finding in report.findings):
        raise typer.Exit(1)


def _compared(
    reports: Sequence["Report"], documents: Sequence[tuple[str, bytes]], *, paths: list[str], before: Path | None
) -> list["Report"]:
    """The reports with what the formats of a feed say differently, and what changed since `before`."""
    if before is None and len(reports) < 2:
        return list(reports)
    from feedwright.validation.agreement import disagreements
    from feedwright.validation.entries import read_feed
    from feedwright.validation.history import changes_between
    from feedwright.validation.judgement import with_findings

    said = [
        read_feed(data, path=path, format_=report.format)
        for report, (path, data) in zip(reports, documents, strict=True)
    ]
    feeds = [feed for feed in said if feed is not None]
    found = list(disagreements(feeds))
    for feed in feeds if before is not None else ():
        earlier = _earlier(Path(feed.path), paths, before) if before else None
        if earlier is not None and (old := read_feed(_read(earlier, -1), path=str(earlier), format_=feed.format)):
            found.extend(changes_between(old, feed))
    return [with_findings(report, [each for each in found if each.path == report.path]) for report in reports]


def _earlier(file: Path, paths: list[str], before: Path) -> Path | None:
    """The earlier version of a file: `before` itself, or the file of the same place in that folder."""
    if before.is_file():
        return before if len(paths) == 1 else None
    roots = [Path(path) for path in paths if Path(path).is_dir() and file.is_relative_to(path)]
    earlier = before / (file.relative_to(roots[0]) if roots else file.name)
    return earlier if earlier.is_file() else None


def _print_text(
    reports: Sequence["Report"], documents: Sequence[bytes], *, content_type: str | None, notes: bool
) -> None:
    from feedwright.cli.findings import count, print_findings
    from feedwright.validation.excerpts import Excerpts

    for report, data in zip(reports, documents, strict=True):
        excerpts = Excerpts(data, media_type=content_type)
        print_findings(report.findings, notes=notes, excerpt=excerpts.show)
    findings = [finding for report in reports for finding in report.findings]
    typer.echo(f"{len(reports)} document{'s' * (len(reports) != 1)}: {count(findings)}.")


def _print_for_machines(format_: Format, reports: Sequence["Report"], failing: set[Severity]) -> None:
    from feedwright import __version__
    from feedwright.cli.findings import print_annotations, print_json

    if format_ == "json":
        print_json({"documents": [_shape(report) for report in reports]})
    elif format_ == "sarif":
        from feedwright.validation.sarif import sarif_log

        print_json(sarif_log(reports, version=__version__))
    elif format_ == "junit":
        from feedwright.validation.junit import junit_document

        typer.echo(junit_document(reports, failing=failing), nl=False)
    else:
        findings: list[Finding] = [finding for report in reports for finding in report.findings]
        print_annotations(findings)


def _shape(report: "Report") -> dict[str, object]:
    """The public shape of a report."""
    from feedwright.cli.findings import shapes

    return {
        "path": report.path,
        "format": report.format,
        "verdict": report.verdict,
        "findings": shapes(report.findings),
    }


def _documents(paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each document with the name to call it by."""
    from feedwright.validation.judgement import LARGEST

    for path in paths:
        if path == "-":
            yield "<stdin>", sys.stdin.buffer.read(LARGEST + 1)
            continue
        files = _feed_files(Path(path)) if Path(path).is_dir() else [Path(path)]
        if not files:
            raise FeedwrightError(
                f"There is no feed file in {path}.", hint="Name a file, or a folder that holds feeds."
            )
        for file in files:
            yield str(file), _read(file, LARGEST + 1)


def _feed_files(folder: Path) -> list[Path]:
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in _SUFFIXES
        and file.name not in _NOT_FEEDS
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and file.is_file()
    )


def _read(file: Path, most: int) -> bytes:
    """At most so many bytes of a file: what is longer is refused, not held in memory."""
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise FeedwrightError(f"{file} cannot be read: {error.strerror or error}.") from error
