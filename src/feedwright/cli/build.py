"""`feedwright build`: content/ -> feeds/."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import Now, SiteFolder, instant

if TYPE_CHECKING:
    from feedwright.pipeline import Build


def build(
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
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes to work with.", show_default="one a processor")
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show notes as well as errors and warnings, and where time went.")
    ] = False,
    format_: Annotated[
        Literal["text", "json", "github"], typer.Option("--format", help="How to print what was found.")
    ] = "text",
) -> None:
    """Build the feeds of every section from the article records in content/, validate them and publish them.

    A record that cannot be used is reported and left out; the others are published.
    """
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
    )
    if format_ == "json":
        _print_json(result)
    else:
        _print_findings(result, github=format_ == "github", verbose=verbose)
        _print_summary(result, check=check)
    if result.failed or (check and result.changes):
        raise typer.Exit(1)


def _print_findings(result: "Build", *, github: bool, verbose: bool) -> None:
    from feedwright.cli.findings import print_annotations, print_findings

    if github:
        print_annotations(result.findings)
    else:
        print_findings(result.findings, notes=verbose)


def _print_json(result: "Build") -> None:
    from feedwright.cli.findings import print_json, shapes

    changes = result.changes
    print_json(
        {
            "output": str(result.output),
            "articles": result.articles,
            "feeds": [{"path": feed.path, "title": feed.title, "entries": feed.entries} for feed in result.feeds],
            "held": list(result.held),
            "changes": None
            if changes is None
            else {
                "added": list(changes.added),
                "changed": list(changes.changed),
                "removed": list(changes.removed),
                "unchanged": changes.unchanged,
            },
            "findings": shapes(result.findings),
        }
    )


def _print_summary(result: "Build", *, check: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from feedwright.cli.findings import count

    console = Console(highlight=False, soft_wrap=False)
    if result.feeds:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column("Feed")
        table.add_column("Entries", justify="right")
        table.add_column("Newest")
        table.add_column("Headline", no_wrap=True, overflow="ellipsis", style="dim")
        for feed in result.feeds:
            depth = feed.path.count("/") + 1 if feed.path else 0
            name = feed.path.rpartition("/")[2] or "the whole site"
            table.add_row("  " * depth + name, str(feed.entries), feed.newest[:10], feed.headline)
        console.print(table)
    console.print(
        f"{result.articles} articles in {len(result.feeds)} feeds, "
        f"each as RSS, Atom and JSON: {count(result.findings)}."
    )
    console.print(_outcome(result, check=check), style="green" if not result.failed else "red", markup=False)


def _outcome(result: "Build", *, check: bool) -> str:
    """What became of the documents, in one sentence."""
    changes = result.changes
    if changes is None:
        return f"Nothing was published; what is in {result.output} stays as it was."
    if check:
        if not changes:
            return f"{result.output} is what the content gives."
        paths = ", ".join([*changes.added, *changes.changed, *changes.removed][:5])
        return f"{result.output} is not what the content gives: {paths} … Run feedwright build and commit the result."
    held = (
        f" {len(result.held)} failed validation and were held back: their last good version stays."
        if result.held
        else ""
    )
    return (
        f"Published to {result.output}: {len(changes.added)} new, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed, {changes.unchanged} unchanged.{held}"
    )
