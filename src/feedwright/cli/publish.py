"""`feedwright publish`: feeds/ -> where it is served, hubs, partners."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import SiteFolder
from feedwright.cli.outbox import library, message_shape, print_messages
from feedwright.cli.words import many

if TYPE_CHECKING:
    from feedwright.deliver import Publication, Published, State

Format = Literal["text", "json"]


def publish(
    *,
    site: SiteFolder = Path(),
    to: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="A folder, or an address such as sftp://host/path or s3://bucket/feeds. Another place than the "
            "configured one gets the files, and nobody is told.",
            show_default="publish.to",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the feeds are.", show_default="feeds/ in the site's folder"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; list what would be done.")] = False,
    wait: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0, help="How long to go on trying what does not get through at once."),
    ] = 30,
    format_: Annotated[Format, typer.Option("--format", help="How to print what was done.")] = "text",
) -> None:
    """Bring the feeds to where they are served, tell the hubs, and bring partners their documents.

    Only what changed is brought. What does not get through waits in the outbox for the next time; the exit status is 1
    when something was given up (see feedwright outbox).
    """
    if to == "":  # as of a variable that is not set: it would be the newsroom's own folder
        raise typer.BadParameter("It names no place.", param_hint="--to")
    with library():
        from feedwright import deliver
        from feedwright.site import load_site

        loaded = load_site(site)
        folder = output or loaded.folder / "feeds"
        with closing(deliver.prepare(loaded, output=folder, to=to)) as publication:
            if dry_run:
                _print_preview(publication, deliver.preview(loaded, publication, output=folder), format_)
                return
            with _progress(publication) as told:
                published = deliver.carry_out(loaded, publication, output=folder, patience=wait, told=told)
    _print(publication, published, format_)
    if any(message.parked for message in published.waiting):
        raise typer.Exit(1)


@contextmanager
def _progress(publication: "Publication") -> Iterator[Callable[[str], None] | None]:
    """What hears of each file that was brought: a bar on a terminal."""
    files = publication.upload.files if publication.upload is not None else ()
    if not files or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Bringing files", total=len(files))
        yield lambda _path: bar.advance(task)


def _print_preview(publication: "Publication", states: "tuple[State, ...]", format_: Format) -> None:
    upload, place = publication.upload, publication.place
    if format_ == "json":
        from feedwright.cli.findings import print_json

        print_json(
            {
                "place": None if place is None else place.name,
                "files": None if upload is None else list(upload.files),
                "removed": None if upload is None else list(upload.removed),
                "unchanged": None if upload is None else upload.unchanged,
                "messages": [
                    {"kind": each.receiver.kind, "receiver": _name(each), "document": each.subject} for each in states
                ],
            }
        )
        return
    if upload is not None and place is not None:
        for path in upload.files:
            typer.echo(f"bring   {path}")
        for path in upload.removed:
            typer.echo(f"remove  {path}")
        typer.echo(f"{place.name}: {_files(publication)}.")
    for each in states:
        typer.echo(f"{_VERBS[each.receiver.kind]:<8}{_name(each)}  {each.subject}{'' if each.sha256 else ' (gone)'}")
    if publication.rehearsal:
        typer.echo("Nobody would be told: this is another place than the configured one.")
    else:
        typer.echo(f"{many(len(states), 'message')} to send.")


_VERBS = {"websub": "ping", "rsscloud": "ping", "partner": "deliver"}


def _name(state: "State") -> str:
    from feedwright.publish.remote_place import shown

    return shown(state.receiver.name)


def _files(publication: "Publication") -> str:
    upload = publication.upload
    if upload is None:
        return "nothing"
    return f"{len(upload.files)} to bring, {len(upload.removed)} to remove, {upload.unchanged} unchanged"


def _print(publication: "Publication", published: "Published", format_: Format) -> None:
    upload, place, sent = publication.upload, publication.place, published.sent
    if format_ == "json":
        from feedwright.cli.findings import print_json

        print_json(
            {
                "place": None if place is None else place.name,
                "files": None if upload is None else list(upload.files),
                "removed": None if upload is None else list(upload.removed),
                "unchanged": None if upload is None else upload.unchanged,
                "recorded": published.recorded,
                "delivered": 0 if sent is None else sent.delivered,
                "waiting": [message_shape(each) for each in published.waiting],
            }
        )
        return
    if upload is not None and place is not None:
        typer.echo(
            f"{place.name}: {many(len(upload.files), 'file')} brought, {len(upload.removed)} removed, "
            f"{upload.unchanged} unchanged."
        )
    if sent is None:
        typer.echo("Nobody was told: this is another place than the configured one.")
        return
    print_messages(published.waiting)
    parked = sum(message.parked for message in published.waiting)
    waiting = len(published.waiting) - parked
    typer.secho(
        f"{many(sent.delivered, 'message')} got through, {waiting} waiting to be tried again, {parked} given up.",
        fg="red" if parked else "green",
    )
