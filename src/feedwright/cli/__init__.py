"""The command line: parses options, calls the library, prints; the one place where errors become an exit status.

0: sound. 1: errors were found. 2: the command was called wrongly.
"""

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from feedwright import __version__
from feedwright.cli.words import print_error
from feedwright.errors import FeedwrightError

if TYPE_CHECKING:
    from feedwright.pipeline.beginning.head_start import HeadStart

_COMMANDS = {  # in the order of the help; each with its module, and what that calls it
    "build": ("build", "build"),
    "validate": ("validate", "validate"),
    "articles": ("articles", "articles"),
    "explain": ("explain", "explain"),
    "ids": ("ids", "ids"),
    "import": ("capture", "import_captures"),
    "rule": ("rule", "rule"),
    "publish": ("publish", "publish"),
    "outbox": ("outbox", "outbox"),
    "profiles": ("profiles", "profiles"),
    "schema": ("schema", "schema"),
}
_SETTINGS: Mapping[str, Any] = {
    "rich_markup_mode": "markdown",  # else brackets such as those of [validate] are taken for markup
    "pretty_exceptions_enable": False,
}


class _Commands(Mapping[str, Any]):
    """The commands by their names, each made when it is asked for: to make all takes as long as a short walk."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            module, attribute = _COMMANDS[name]
            self._made[name] = _made(name, getattr(import_module(f"feedwright.cli.{module}"), attribute))
        return self._made[name]


def _made(name: str, command: Any) -> Any:
    """A command of a function, or of a group of some."""
    alone = typer.Typer(add_completion=False, **_SETTINGS)
    if isinstance(command, typer.Typer):
        alone.add_typer(command, name=name)
        group: Any = typer.main.get_command(alone)
        return group.commands[name]
    alone.command(name)(command)
    return typer.main.get_command(alone)


class _Group(TyperGroup):
    """All commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()  # type: ignore[assignment] # nobody adds one


app = typer.Typer(
    name="feedwright",
    cls=_Group,
    help="Turn a folder of article records into validated RSS, Atom and JSON feeds, one set per section.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    **_SETTINGS,
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the signature that typer calls
    if wanted:
        typer.echo(f"feedwright {__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Declare the options that stand before any command."""


def main(head_start: "HeadStart | None" = None) -> None:
    """Run the command line; a build goes on from the `head_start`, where there is one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without some characters shows the others
    try:
        app(obj=head_start)
    except FeedwrightError as error:
        print_error(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to say to it
        sys.exit(1)
