"""`feedwright articles`: what was understood."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import Now, SiteFolder, instant, known_section
from feedwright.cli.words import printable

if TYPE_CHECKING:
    from feedwright.model import Article, Origin, Status


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

    time = instant(now)
    newsroom = read_newsroom(site)
    wanted = known_section(section, newsroom.site)
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
    """Two lines for each article, so that a path is whole however narrow the terminal is."""
    if not articles:
        return
    zones = max(len(article.published.zone) for article, _ in articles)
    states = max(len(status) for _, status in articles)
    typer.secho(f"{'Published':<21}  {'Zone':<{zones}}  {'Status':<{states}}  Title", bold=True)
    for article, status in articles:
        when = f"{article.published.instant:%Y-%m-%d %H:%M%z}"
        typer.echo(printable(f"{when:<21}  {article.published.zone:<{zones}}  {status:<{states}}  {article.title}"))
        source = (article.source.name if article.source else None) or ""
        facts = (article.section, source, _place(article.origin))
        typer.secho(printable(f"{'':<21}  {' · '.join(fact for fact in facts if fact)}"), dim=True)


def _place(origin: "Origin") -> str:
    """The record of an article; with its line where it is one of several in a file."""
    return origin.path if origin.line in {None, 1} else f"{origin.path}:{origin.line}"
