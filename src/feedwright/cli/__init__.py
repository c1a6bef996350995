"""The command line: parses options, calls the library, prints; the one place where errors become an exit status.

0: sound. 1: errors were found. 2: the command was called wrongly.
"""

# ruff: noqa: E402 - what is loaded below is what the first statement is for

import gc

gc.set_threshold(100_000)  # to look for cycles among all that a start makes and keeps takes a tenth of its time

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from feedwright import __version__
from feedwright.cli.articles import articles
from feedwright.cli.build import build
from feedwright.cli.capture import import_captures
from feedwright.cli.explain import explain
from feedwright.cli.ids import ids
from feedwright.cli.outbox import outbox
from feedwright.cli.profiles import profiles
from feedwright.cli.publish import publish
from feedwright.cli.rule import rule
from feedwright.cli.schema import schema
from feedwright.cli.validate import validate
from feedwright.cli.words import print_error
from feedwright.errors import FeedwrightError

app = typer.Typer(
    name="feedwright",
    help="Turn a folder of article records into validated RSS, Atom and JSON feeds, one set per section.",
    no_args_is_help=True,
    rich_markup_mode="markdown",  # else brackets such as those of [validate] are taken for markup
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(build)
app.command("validate")(validate)
app.command("articles")(articles)
app.command("explain")(explain)
app.command("ids")(ids)
app.command("import")(import_captures)
app.command("rule")(rule)
app.command("publish")(publish)
app.add_typer(outbox, name="outbox")
app.command("profiles")(profiles)
app.command("schema")(schema)


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


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without some characters shows the others
    try:
        app()
    except FeedwrightError as error:
        print_error(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to say to it
        sys.exit(1)
    finally:
        gc.freeze()  # what is left goes with the process: no collector needs to look through it first
