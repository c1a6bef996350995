"""Build again whenever something in the newsroom is saved."""

from collections.abc import Callable
from pathlib import Path

import typer

from feedwright.errors import FeedwrightError

_PAUSE_MS = 150
"""An editor writes a file in several steps, and tools write several files: wait until it is quiet for so long."""


def build_on_save(site: Path, build: Callable[[], object]) -> None:
    """Build now, and after every change to feedwright.toml or content/, until it is interrupted.

    What goes wrong is said, and the next change is waited for. Raises FeedwrightError where nothing can be watched.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        raise FeedwrightError(
            "Watching needs the library watchfiles.", hint="Install it with: pip install 'feedwright[watch]'"
        ) from error

    def counts(_change: object, path: str) -> bool:
        """Whether a changed file is one that feeds are made of."""
        below = Path(path).relative_to(root).parts
        return below[:1] == ("content",) or below == ("feedwright.toml",)

    root = site.resolve()
    _say(build)
    typer.echo(f"Watching {site}; Ctrl-C ends it.", err=True)
    for _ in watch(root, watch_filter=counts, step=_PAUSE_MS, raise_interrupt=False):
        _say(build)


def _say(build: Callable[[], object]) -> None:
    """Build; an error is printed instead of ending the program."""
    try:
        build()
    except FeedwrightError as error:
        typer.secho("error: ", fg="red", bold=True, nl=False, err=True)
        typer.echo(str(error), err=True)
