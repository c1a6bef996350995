"""`feedwright ids`: the ids that are not written in their records, and how to pin them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import SiteFolder
from feedwright.cli.words import many

if TYPE_CHECKING:
    from feedwright.ingest.ids import Ids
    from feedwright.model import Finding


def ids(
    *,
    site: SiteFolder = Path(),
    write: Annotated[
        bool, typer.Option("--write", help="Write each id into its record; nothing else of the file changes.")
    ] = False,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="Text for people, or JSON.")] = "text",
) -> None:
    """List the records whose id is not written, each with the id that it has.

    An id that is not written comes from the name of the record's file, so renaming the file would make readers see the
    article again. With --write it is pinned, and only whoever edits the id can change it.
    """
    from feedwright.cli.findings import print_findings
    from feedwright.ingest.ids import loose_ids, pin_ids
    from feedwright.pipeline import read_content

    content = read_content(site)
    found = loose_ids(content.found.files, content.site)
    failures: list[Finding] = []
    if write:
        for file, loose in found.loose.items():
            failures += pin_ids(file, loose)
    failed = {each.entry for each in failures}
    _print(found, failed, write=write, as_json=format_ == "json")
    findings = [*content.findings, *found.findings, *failures]
    print_findings(findings, notes=False)
    if any(each.severity == "error" for each in findings):
        raise typer.Exit(1)


def _print(found: "Ids", failed: "set[str | None]", *, write: bool, as_json: bool) -> None:
    """The ids on stdout; what was done on stderr."""
    from feedwright.cli.findings import print_json
    from feedwright.shapes.findings import origin_shape

    each_id = [each for loose in found.loose.values() for each in loose]
    if as_json:
        print_json(
            [
                {
                    "origin": origin_shape(each.origin),
                    "id": each.id,
                    "pinned": write and each.id not in failed,
                }
                for each in each_id
            ]
        )
        return
    for each in each_id:
        typer.echo(f"{each.origin.path}:{each.origin.line or 1}: {each.id}")
    done = sum(each.id not in failed for each in each_id)
    if write:
        typer.echo(f"{many(done, 'id')} pinned.", err=True)
    elif each_id:
        typer.echo(f"{len(each_id)} not written; --write pins them.", err=True)
    elif not any(finding.severity == "error" for finding in found.findings):
        typer.echo("Every id is written.", err=True)
