"""Options that several commands share, and how their texts are read."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.errors import FeedwrightError

if TYPE_CHECKING:
    from feedwright.site import Site

SiteFolder = Annotated[
    Path, typer.Option("--site", metavar="DIR", help="The folder that holds feedwright.toml.", show_default="here")
]
Now = Annotated[
    str | None,
    typer.Option(
        "--now",
        metavar="TIME",
        help="Decide what is due as of this time, such as 2018-11-07T13:45:00+08:00.",
        show_default="the clock",
    ),
]
FailOn = Literal["error", "warning", "never"]


def instant(text: str | None) -> dt.datetime:
    """The time of `--now`: an RFC 3339 time with its offset; the clock's when it is not given."""
    if text is None:
        return dt.datetime.now(dt.UTC)
    try:
        now = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is not a time. Write 2018-11-07T13:45:00+08:00.", param_hint="--now"
        ) from error
    if now.tzinfo is None:
        raise typer.BadParameter(f"{text!r} has no zone. Write 2018-11-07T13:45:00+08:00.", param_hint="--now")
    return now


def known_section(section: str | None, site: "Site") -> str | None:
    """The path of `--section`; None when it is not given. Raises FeedwrightError for a section that is not there."""
    from feedwright.site import did_you_mean, section_path

    path = section_path(section) if section else ""
    if path and path not in site.sections:
        hint = did_you_mean(path, site.sections) if site.sections else "The site has no sections."
        raise FeedwrightError(f"There is no section {section!r}.", hint=hint)
    return path or None
