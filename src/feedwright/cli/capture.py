"""`feedwright import`: the text of a news page, copied out of a browser, becomes a record in content/."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import SiteFolder, known_section
from feedwright.cli.words import print_error
from feedwright.errors import FeedwrightError

if TYPE_CHECKING:
    from feedwright.ingest import Capture
    from feedwright.site import Site


def import_captures(
    *,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Text files, each the text of one news page.")],
    site: SiteFolder = Path(),
    section: Annotated[
        str | None, typer.Option(metavar="SECTION", help="Where the record goes, instead of the page's own section.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what was understood.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a record that is there already.")] = False,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="Text for people, or JSON.")] = "text",
) -> None:
    """Read the text of news pages, as copied out of a browser, into article records below content/.

    Menus, buttons and lists of other stories are left out; what is uncertain is reported.
    """
    from feedwright.cli.findings import print_findings, print_json
    from feedwright.ingest import record_text
    from feedwright.pipeline import read_content
    from feedwright.shapes.captures import capture_shape

    declared = read_content(site).site
    wanted = known_section(section, declared)
    captures, failed = _read(files, declared)
    if format_ == "json":
        shapes = [capture_shape(capture, declared, section=wanted) for capture in captures]
        print_json(shapes[0] if len(files) == 1 and shapes else shapes)
    for capture in captures:
        if format_ == "text":
            print_findings(capture.findings, notes=dry_run)
        if any(finding.severity == "error" for finding in capture.findings):
            failed = True
        elif not dry_run:
            failed = not _written(capture, declared, wanted, force=force, told=format_ == "text") or failed
        elif format_ == "text":
            _show(capture, wanted, several=len(captures) > 1)
            typer.echo(record_text(capture), nl=False)
    if failed:
        raise typer.Exit(1)


def _read(files: Sequence[Path], site: "Site") -> tuple[list["Capture"], bool]:
    """The captures in `files`, and whether one of the files could not be read; that is said and costs only it."""
    from feedwright.ingest import read_capture_file

    captures, failed = [], False
    for file in files:
        try:
            captures.append(read_capture_file(file, site=site))
        except FeedwrightError as error:
            print_error(error)
            failed = True
    return captures, failed


def _show(capture: "Capture", section: str | None, *, several: bool) -> None:
    """Where the record would be written, on stderr; with the page's file when there are several."""
    from feedwright.ingest import record_path

    page = f"{capture.origin.path}: " if several else ""
    typer.echo(f"{page}would be written to content/{record_path(capture, section=section)}", err=True)


def _written(capture: "Capture", site: "Site", section: str | None, *, force: bool, told: bool) -> bool:
    """Whether the record of a capture could be written; says where, or why not."""
    try:
        file = _write(capture, site, section, force=force)
    except FeedwrightError as error:
        print_error(error)
        return False
    typer.echo(f"Wrote {file}.", err=not told)
    return True


def _write(capture: "Capture", site: "Site", section: str | None, *, force: bool) -> Path:
    """Write the record of a capture; a record that is there already stays unless `force`."""
    from feedwright.ingest import record_path, record_text

    file = site.content / record_path(capture, section=section)
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, flags, 0o644), "w", encoding="utf-8", newline="\n") as stream:
            stream.write(record_text(capture))
    except FileExistsError as error:
        raise FeedwrightError(f"{file} is there already.", hint="Write over it with --force.") from error
    except OSError as error:
        raise FeedwrightError(f"{file} cannot be written: {error.strerror or error}.") from error
    return file
