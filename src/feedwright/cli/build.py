"""`feedwright build`: content/ -> feeds/."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import Now, SiteFolder, instant

if TYPE_CHECKING:
    from feedwright.pipeline import Build

Format = Literal["text", "json", "github"]


def build(
    context: typer.Context,
    *,
    site: SiteFolder = Path(),
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the feeds go.", show_default="feeds/ in the site's folder")
    ] = None,
    now: Now = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail when the published feeds are not what content/ gives.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Publish nothing when there is any error.")] = False,
    accept_changes: Annotated[
        bool,
        typer.Option("--accept-changes", help="Publish although published ids are lost or a feed turns over at once."),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Build, then build again whenever something in the newsroom is saved.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes to work with.", show_default="one a processor")
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show notes as well as errors and warnings, and where time went.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = "text",
) -> None:
    """Build the feeds of every section from the article records in content/, validate them and publish them.

    A record that cannot be used is reported and left out; the others are published.
    """
    if watch and (check or now is not None):
        raise typer.BadParameter("It goes with neither --check nor --now.", param_hint="--watch")

    def build_once() -> bool:
        from feedwright import pipeline

        result = pipeline.build(
            site,
            now=instant(now),
            output=output,
            check=check,
            strict=strict,
            accept_changes=accept_changes,
            jobs=jobs,
            notes=verbose or format_ != "text",
            head_start=context.obj,
        )
        _print(result, format_, check=check, verbose=verbose)
        return not (result.failed or (check and result.changes))

    if watch:
        from feedwright.cli.watching import build_on_save

        if context.obj is not None:
            # what was found before the watch began may be out of date; beside its thread no other processes could begin
            context.obj.stay()
        build_on_save(site, build_once)
    elif not build_once():
        raise typer.Exit(1)


def _print(result: "Build", format_: Format, *, check: bool, verbose: bool) -> None:
    from feedwright.cli.build_report import build_shape, print_summary
    from feedwright.cli.findings import print_annotations, print_findings, print_json

    if result.word:
        typer.echo(result.word, err=True)
    if format_ == "json":
        print_json(build_shape(result))
        return
    if format_ == "github":
        print_annotations(result.findings)
    else:
        print_findings(result.findings, notes=verbose)
    print_summary(result, check=check, verbose=verbose)
