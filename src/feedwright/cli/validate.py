"""`feedwright validate`: anybody's feed files, judged."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from feedwright.cli.options import FailOn
from feedwright.errors import FeedwrightError

_SUFFIXES = {".xml", ".rss", ".atom", ".rdf", ".json", ".opml"}
_NOT_FEEDS = {"manifest.json"}


def validate(
    *,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Feed files, folders of them, or - for standard input.")
    ],
    base: Annotated[
        str | None, typer.Option(metavar="URL", help="The address that the document is served from; for one document.")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least finding that makes the command fail.")
    ] = "error",
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show notes as well as errors and warnings.")
    ] = False,
    format_: Annotated[
        Literal["text", "json", "github"], typer.Option("--format", help="How to print what was found.")
    ] = "text",
) -> None:
    """Judge feed files against the specifications of their formats: RSS, Atom and JSON Feed."""
    from feedwright.cli.findings import count, print_annotations, print_findings, print_json, shapes
    from feedwright.validation import judge

    reports = [judge(data, path=path, base=base) for path, data in _documents(paths)]
    findings = [finding for report in reports for finding in report.findings]
    if format_ == "json":
        print_json(
            {
                "documents": [
                    {
                        "path": report.path,
                        "format": report.format,
                        "verdict": report.verdict,
                        "findings": shapes(report.findings),
                    }
                    for report in reports
                ]
            }
        )
    elif format_ == "github":
        print_annotations(findings)
    else:
        print_findings(findings, notes=verbose)
        typer.echo(f"{len(reports)} document{'s' * (len(reports) != 1)}: {count(findings)}.")
    failing = {"error": {"error"}, "warning": {"error", "warning"}, "never": set[str]()}[fail_on]
    if any(finding.severity in failing for finding in findings):
        raise typer.Exit(1)


def _documents(paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each document with the name to call it by."""
    for path in paths:
        if path == "-":
            yield "<stdin>", sys.stdin.buffer.read()
            continue
        files = _feed_files(Path(path)) if Path(path).is_dir() else [Path(path)]
        if not files:
            raise FeedwrightError(
                f"There is no feed file in {path}.", hint="Name a file, or a folder that holds feeds."
            )
        for file in files:
            yield str(file), _read(file)


def _feed_files(folder: Path) -> list[Path]:
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix in _SUFFIXES and file.name not in _NOT_FEEDS and not file.name.startswith(".") and file.is_file()
    )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FeedwrightError(f"{file} cannot be read: {error.strerror or error}.") from error
