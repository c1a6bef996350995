"""`feedwright outbox`: what did not get through yet."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import SiteFolder
from feedwright.cli.words import many, printable
from feedwright.errors import FeedwrightError

if TYPE_CHECKING:
    from feedwright.deliver import Message


@contextmanager
def library() -> Iterator[None]:
    """Say which library is missing, where one is."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "feedwright":
            raise
        raise FeedwrightError(
            f"Publishing needs the library {error.name}.", hint="Install it with: pip install 'feedwright[publish]'"
        ) from error


outbox = typer.Typer(help="Show what did not get through to hubs and partners; try it again, or forget it.")
Numbers = Annotated[list[int], typer.Argument(metavar="ID...", help="The numbers of messages, as the list shows them.")]


@outbox.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    *,
    site: SiteFolder = Path(),
    format_: Annotated[
        Literal["table", "json"], typer.Option("--format", help="A table for people, or JSON.")
    ] = "table",
) -> None:
    """Show what did not get through to hubs and partners; try it again, or forget it.

    The exit status is 1 when something was given up.
    """
    if context.invoked_subcommand is not None:
        return
    from feedwright.site import load_site

    with library():
        from feedwright.deliver import OUTBOX_FOLDER, look_into

        messages, _ = look_into(load_site(site).folder / OUTBOX_FOLDER)
    if format_ == "json":
        from feedwright.cli.findings import print_json

        print_json([message_shape(each) for each in messages])
    elif messages:
        print_messages(messages)
    else:
        typer.echo("Everything got through.")
    if any(each.parked for each in messages):
        raise typer.Exit(1)


@outbox.command("retry")
def retry(
    number: Annotated[
        int | None, typer.Argument(metavar="ID", help="The number of a message.", show_default="all")
    ] = None,
    *,
    site: SiteFolder = Path(),
    wait: Annotated[float, typer.Option(metavar="SECONDS", min=0, help="How long to go on trying.")] = 30,
) -> None:
    """Try a message again at once, or all of them."""
    import time

    from feedwright.site import load_site

    loaded = load_site(site)
    with library():
        from feedwright.deliver import OUTBOX_FOLDER, Outbox, send_waiting

        with Outbox(loaded.folder / OUTBOX_FOLDER, clock=time.time) as opened:
            if opened.retry(number) == 0 and number is not None:
                raise _unknown(number)
            sent = send_waiting(opened, loaded, patience=wait)
            left = opened.messages()
    print_messages(left)
    typer.echo(f"{many(sent.delivered, 'message')} got through, {len(left)} left.")
    if any(each.parked for each in left):
        raise typer.Exit(1)


@outbox.command("drop")
def drop(numbers: Numbers, *, site: SiteFolder = Path()) -> None:
    """Forget messages: their receivers are not told."""
    import time

    from feedwright.site import load_site

    with library():
        from feedwright.deliver import OUTBOX_FOLDER, Outbox

        with Outbox(load_site(site).folder / OUTBOX_FOLDER, clock=time.time) as opened:
            for number in numbers:
                if not opened.drop(number):
                    raise _unknown(number)
                typer.echo(f"Message {number} is forgotten.")


def message_shape(message: "Message") -> dict[str, object]:
    """A message as `--format json` prints it."""
    from feedwright.publish.remote_place import shown

    return {
        "id": message.id,
        "kind": message.receiver.kind,
        "receiver": shown(message.receiver.name),
        "document": message.subject,
        "gone": not message.sha256,
        "key": message.key,
        "tries": message.tries,
        "since": _time(message.since),
        "due": None if message.parked or not message.due else _time(message.due),
        "parked": message.parked,
        "reason": message.word,
    }


def print_messages(messages: "Sequence[Message]") -> None:
    """Messages, two lines each: what goes where; how often it was tried, when it is next, and why it did not arrive."""
    from feedwright.publish.remote_place import shown

    width = max((len(str(each.id)) for each in messages), default=0)
    for each in messages:
        gone = "" if each.sha256 else " (gone)"
        typer.echo(printable(f"{each.id:>{width}}  {shown(each.receiver.name)}  {each.subject}{gone}"))
        typer.echo(printable(f"{'':>{width}}  {_course(each)}"))


def _course(message: "Message") -> str:
    """What became of a message so far."""
    tried = {0: "not tried yet", 1: "tried once"}.get(message.tries, f"tried {message.tries} times")
    following = f"next {_time(message.due)}" if message.due else "next time"
    why = f": {message.word}" if message.word else ""
    return f"{tried}, recorded {_time(message.since)}, {'given up' if message.parked else following}{why}"


def _time(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _unknown(number: int) -> FeedwrightError:
    return FeedwrightError(f"There is no message {number} in the outbox.", hint="feedwright outbox lists them.")
