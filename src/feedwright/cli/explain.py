"""`feedwright explain`: one record, and how each field came to be what it is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from feedwright.cli.options import Now, SiteFolder, instant

if TYPE_CHECKING:
    import datetime as dt

    from feedwright.model import Finding, Origin, RawRecord, Status
    from feedwright.normalize.explanation import Explained
    from feedwright.site import Site


class _Explanation(NamedTuple):
    """What is said of one record."""

    origin: "Origin"
    status: "Status | None"  # None when it cannot be an article
    fields: "tuple[Explained, ...]"
    findings: "tuple[Finding, ...]"


def explain(
    *,
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="A record file, such as content/sports/final.md.")],
    site: SiteFolder = Path(),
    now: Now = None,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="Text for people, or JSON.")] = "text",
) -> None:
    """Show for every field of a record the text it came from, the rule that was applied, and the result.

    The page to open when a feed shows a wrong time, a wrong source or a wrong section.
    """
    from feedwright.cli.findings import print_findings, print_json, shapes
    from feedwright.model import Finding
    from feedwright.pipeline import read_record
    from feedwright.shapes.explanations import explained_shape
    from feedwright.shapes.findings import origin_shape

    declared, records = read_record(site, record)
    time = instant(now)
    unreadable = [each for each in records if isinstance(each, Finding)]
    explained = [_explanation(each, declared, time) for each in records if not isinstance(each, Finding)]
    if format_ == "json":
        print_json(
            [
                {
                    "origin": origin_shape(each.origin),
                    "status": each.status,
                    "fields": [explained_shape(field) for field in each.fields],
                    "findings": shapes(each.findings),
                }
                for each in explained
            ]
        )
    else:
        for each in explained:
            _print(each)
            print_findings(each.findings, notes=True)
    print_findings(unreadable, notes=True)
    if unreadable or any(each.status is None for each in explained):
        raise typer.Exit(1)


def _explanation(raw: "RawRecord", site: "Site", now: "dt.datetime") -> _Explanation:
    from feedwright.normalize import compose, normalize
    from feedwright.normalize.explanation import explain as explain_fields
    from feedwright.select import status_at

    normalized = normalize(raw, site)
    article = normalized.article
    if article is None:
        return _Explanation(origin=raw.origin, status=None, fields=(), findings=normalized.findings)
    composed = compose(article, site)
    return _Explanation(
        origin=raw.origin,
        status=status_at(article, now),
        fields=explain_fields(raw, article, composed.content, site),
        findings=(*normalized.findings, *composed.findings),
    )


def _print(explanation: _Explanation) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    origin = explanation.origin
    console = Console(highlight=False)
    console.print(Text(f"{origin.path}:{origin.line or 1}: {explanation.status or 'not published'}", style="bold"))
    if not explanation.fields:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("Field", "Result", "Rule", "Written"):
        table.add_column(name, overflow="fold")
    for field in explanation.fields:
        where = f"line {field.line}: " if field.line else ""
        written = "" if field.written is None else where + field.written
        table.add_row(field.field, Text(field.result or "–"), Text(field.rule, style="dim"), Text(written))
    console.print(table)
