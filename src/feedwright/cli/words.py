"""What every command says in the same way: an error, a number of things, foreign text."""

import typer

from feedwright.errors import FeedwrightError


def print_error(error: FeedwrightError) -> None:
    """An error on stderr: what is wrong, and the mend."""
    typer.secho("error: ", fg="red", bold=True, nl=False, err=True)
    typer.echo(str(error), err=True)


def many(number: int, noun: str) -> str:
    """So many things in words: "1 article", "2 articles"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    """A line as a terminal may have it: foreign text could hold codes for terminals."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
