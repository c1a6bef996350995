"""`feedwright articles`: what was understood."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import Now, SiteFolder, instant
from feedwright.errors import FeedwrightError

if TYPE_CHECKING:
    from feedwright.model import Article, Status


def articles(
    *,
    site: SiteFolder = Path(),
    section: Annotated[
        str | None, typer.Option(metavar="SECTION", help="Only this section and those below it.")
    ] = None,
    now: Now = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show notes as well as errors and warnings.")
    ] = False,
    format_: Annotated[
        Literal["table", "json"], typer.Option("--format", help="A table for people, or JSON.")
    ] = "table",
) -> None:
    """Show every article as it was understood: its times, its source, its section."""
    from feedwright.cli.findings import print_findings, print_json
    from feedwright.normalize import compose
    from feedwright.pipeline import read_newsroom
    from feedwright.select import status_at
    from feedwright.shapes.articles import article_shape
    from feedwright.site import did_you_mean, section_path

    time = instant(now)
    newsroom = read_newsroom(site)
    wanted = section_path(section) if section else ""
    if wanted and wanted not in newsroom.site.sections:
        hint = did_you_mean(wanted, newsroom.site.sections) if newsroom.site.sections else "The site has no sections."
        raise FeedwrightError(f"There is no section {section!r}.", hint=hint)
    found = [
        (each.article, each.findings)
        for each in newsroom.normalized
        if each.article is not None and f"{each.article.section}/".startswith(f"{wanted}/" if wanted else "")
    ]
    if format_ == "json":
        shapes = []
        for article, findings in found:
            composed = compose(article, newsroom.site)
            shapes.append(
                article_shape(article, composed.content, status_at(article, time), (*findings, *composed.findings))
            )
        print_json(shapes)
    else:
        print_findings(newsroom.findings, notes=verbose)
        _print_table([(article, status_at(article, time)) for article, _ in found])
    if any(finding.severity == "error" for finding in newsroom.findings):
        raise typer.Exit(1)


def _print_table(articles: "list[tuple[Article, Status]]") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("Published", "Zone", "Status", "Section", "Source", "Title", "Record"):
        table.add_column(name, no_wrap=name in {"Published", "Zone", "Status"}, overflow="fold")
    for article, status in articles:
        published = article.published
        table.add_row(
            f"{published.instant:%Y-%m-%d %H:%M%z}",
            published.zone,
            status,
            article.section,
            (article.source.name if article.source else None) or "",
            article.title,
            article.origin.path if article.origin.line in {None, 1} else f"{article.origin.path}:{article.origin.line}",
        )
    Console(highlight=False).print(table)
