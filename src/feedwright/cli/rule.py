"""`feedwright rule`: what a rule of the validator asks, why, and how its documents are mended."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedwright.validation import Rule


def rule(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Such as rss/guid-repeated; or a group, such as rss.", show_default="all"),
    ] = None,
) -> None:
    """Explain a rule of the validator: what it asks, the mend, and a document that breaks it; or list the rules."""
    from feedwright.validation import rules

    known = rules()
    if name is None:
        _list(known.values())
    elif name in known:
        _explain(known[name])
    elif members := [each for each in known.values() if each.id.startswith(f"{name.rstrip('/')}/")]:
        _list(members)
    else:
        from feedwright.site import nearest

        near = nearest(name, known)
        mend = f"Did you mean {near}?" if near else "`feedwright rule` lists all of them."
        raise typer.BadParameter(f"There is no rule {name!r}. {mend}", param_hint="NAME")


def _list(listed: "Iterable[Rule]") -> None:
    """A line for each rule: its id, its severity, what it asks."""
    from feedwright.cli.findings import COLOURS, WORDS

    shown = list(listed)
    wide = max(len(each.id) for each in shown)
    for each in shown:
        typer.echo(f"{each.id:<{wide}}  ", nl=False)
        typer.secho(f"{WORDS[each.severity]:<7}", fg=COLOURS[each.severity], nl=False)
        typer.echo(f"  {each.title}")


def _explain(shown: "Rule") -> None:
    """A rule's page in plain text; its example as the lines that differ between a bad and a good document."""
    from feedwright.cli.findings import COLOURS, WORDS
    from feedwright.validation.rules_page import difference, served_as

    typer.secho(shown.id, bold=True, nl=False)
    typer.secho(f"  {WORDS[shown.severity]}", fg=COLOURS[shown.severity], nl=False)
    typer.secho(f"  {shown.spec}\n", dim=True)
    typer.echo(f"{shown.title}\n{shown.hint}")
    served = served_as(shown)
    if served and not difference(shown):
        typer.echo(f"\nA document breaks the rule {served}.")
    if lines := difference(shown):
        typer.echo(f"\nLines with - break the rule, lines with + mend it{', ' + served if served else ''}:\n")
        for line in lines:
            typer.secho(f"    {line}", fg={"-": "red", "+": "green"}.get(line[:1]))
    typer.echo(f'\nTo do without it, write into feedwright.toml:\n\n    [validate]\n    off = ["{shown.id}"]')
