"""What a build made, for people and for machines."""

import shutil
from typing import TYPE_CHECKING

import typer

from feedwright.cli.findings import count, shapes
from feedwright.cli.words import many

if TYPE_CHECKING:
    from feedwright.pipeline import Build
    from feedwright.pipeline.partners import PartnerState


def build_shape(result: "Build") -> dict[str, object]:
    """A build as `--format json` prints it."""
    changes = result.changes
    return {
        "output": str(result.output),
        "articles": result.articles,
        "feeds": [{"path": feed.path, "title": feed.title, "entries": feed.entries} for feed in result.feeds],
        "partners": [_partner_shape(state) for state in result.partners],
        "held": list(result.held),
        "changes": None
        if changes is None
        else {
            "added": list(changes.added),
            "changed": list(changes.changed),
            "removed": list(changes.removed),
            "unchanged": changes.unchanged,
        },
        "work": {
            "read": result.work.reading.read,
            "parsed": result.work.reading.parsed,
            "composed": result.work.rendering.composed,
            "rendered": result.work.rendering.rendered,
            "validated": result.work.rendering.validated,
            "seconds": {name: round(seconds, 4) for name, seconds in result.work.seconds},
        },
        "findings": shapes(result.findings),
    }


def _partner_shape(state: "PartnerState") -> dict[str, object]:
    return {
        "name": state.name,
        "path": None if state.private else state.document.path,
        "private": state.private,
        "entries": len(state.entries),
        "withdrawn": len(state.removed),
        "left_out": state.left_out,
        "held": state.document.held,
    }


def _partner_line(state: "PartnerState") -> str:
    """What a partner gets, in one line."""
    parts = [many(len(state.entries), "article")]
    if state.removed:
        parts.append(f"{len(state.removed)} taken back")
    if state.left_out:
        parts.append(f"{state.left_out} left out: the partner would reject {'it' if state.left_out == 1 else 'them'}")
    if state.document.held:
        parts.append("held back: its last good version stays")
    return f"Partner {state.name}{' (private)' if state.private else ''}: {', '.join(parts)}."


def print_summary(result: "Build", *, check: bool, verbose: bool) -> None:
    """The feeds, where one of them has changed; how much there is; what became of it."""
    if result.feeds and (result.changes or result.work.rendering.rendered or verbose):
        _print_feeds(result)
        for state in result.partners:
            typer.echo(_partner_line(state))
    said = count(result.findings, notes=result.notes)
    much = f"{many(result.articles, 'article')} in {many(len(result.feeds), 'feed')}"
    typer.echo(f"{much}, each as RSS, Atom and JSON: {said}.")
    if verbose:
        typer.echo(_work(result))
    typer.secho(_outcome(result, check=check), fg="red" if result.failed else "green")


def _print_feeds(result: "Build") -> None:
    """A line for each feed, as wide as the terminal at the most, if that has room for 20 columns of a headline.

    To load the tables of rich would take a good part of a build after an edit.
    """
    names = [_indented(feed.path, archive=feed.archive) for feed in result.feeds]
    wide = max(_cells(name) for name in (*names, "Feed"))
    room = max(shutil.get_terminal_size().columns - wide - len(f"   {'Entries'}   {'2018-11-07'}   "), 20)

    def line(name: str, entries: str, newest: str, headline: str) -> str:
        shown = headline if _cells(headline) <= room else _fitted(headline, room - 1).rstrip() + "…"
        name = _fitted(name, wide)
        return f"{name}   {entries:>7}   {newest:<10}   {typer.style(shown, dim=True)}"

    typer.echo(typer.style(f"{_fitted('Feed', wide)}   Entries   Newest       Headline", bold=True))
    for name, feed in zip(names, result.feeds, strict=True):
        typer.echo(line(name, str(feed.entries), feed.newest[:10], " ".join(feed.headline.split())))
    typer.echo()


def _cells(text: str) -> int:
    """The columns that a text takes in a terminal: as many as letters, where none is wide."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _fitted(text: str, cells: int) -> str:
    """A text cut or filled up to some columns."""
    if text.isascii():
        return text[:cells].ljust(cells)
    from rich.cells import set_cell_size

    return set_cell_size(text, cells)


def _indented(path: str, *, archive: bool) -> str:
    """A feed's name as a line of a tree; an archive stands below its feed."""
    name = path.rpartition("/")[2]
    if not archive:
        return "  " * (path.count("/") + 1) + name if path else "the whole site"
    return "  " * path.count("/") + f"  archive {name}"


def _work(result: "Build") -> str:
    """Where the time went, and for how much."""
    reading, rendering = result.work.reading, result.work.rendering
    done = {
        "find": f"{reading.files} record files",
        "read": f"{reading.read} read, {reading.parsed} parsed",
        "render": f"{rendering.composed} texts, {rendering.rendered} feeds, {rendering.validated} documents validated",
    }
    return "\n".join(
        f"  {name:<8} {seconds:7.3f} s  {done.get(name, '')}".rstrip() for name, seconds in result.work.seconds
    )


def _outcome(result: "Build", *, check: bool) -> str:
    """What became of the documents, in one sentence."""
    changes = result.changes
    if changes is None:
        # with articles and without an error, nothing else says why
        why = "" if result.feeds or not result.articles else "No article may stand in a feed now. "
        return f"{why}Nothing was published; what is in {result.output} stays as it was."
    if check:
        if not changes:
            return f"{result.output} is what the content gives."
        paths = [*changes.added, *changes.changed, *changes.removed]
        some = ", ".join(paths[:5]) + (" and others" if len(paths) > 5 else "")
        return f"{result.output} is not what the content gives: {some}. Run feedwright build and commit the result."
    held = (
        f" {len(result.held)} failed validation and were held back: their last good version stays."
        if result.held
        else ""
    )
    return (
        f"Published to {result.output}: {len(changes.added)} new, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed, {changes.unchanged} unchanged.{held}"
    )
