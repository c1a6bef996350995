"""Build again whenever something in the newsroom is saved."""

from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

import typer

from feedwright.cli.words import print_error
from feedwright.errors import FeedwrightError

_PAUSE_MS = 150
"""An editor writes a file in several steps, and tools write several files: wait until it is quiet for so long."""


_PATIENCE = 5
"""Seconds to wait for the watch to begin before the first build."""


class _End(Event):
    """Tells the watch to end. That it is asked says that the watch has begun: from then on no save is missed."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = Event()

    def is_set(self) -> bool:
        """Whether to end."""
        self.asked.set()
        return super().is_set()


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
    if not root.is_dir():
        raise FeedwrightError(
            f"{site} is not a folder.", hint="Name the folder that holds feedwright.toml with --site."
        )
    saved: SimpleQueue[object] = SimpleQueue()
    end = _End()
    # In a thread of its own, so that what is saved while a build runs is not missed.
    changes = watch(root, watch_filter=counts, step=_PAUSE_MS, stop_event=end)
    Thread(target=_pass_on, args=(changes, saved), daemon=True).start()
    try:
        end.asked.wait(_PATIENCE)
        _say(build)
        typer.echo(f"Watching {site}; Ctrl-C ends it.", err=True)
        while True:
            _wait(saved)
            _say(build)
    except KeyboardInterrupt:
        end.set()


def _pass_on(changes: Iterable[object], saved: "SimpleQueue[object]") -> None:
    for change in changes:
        saved.put(change)


def _wait(saved: "SimpleQueue[object]") -> None:
    """Return when something was saved; one build is enough for all that was saved by then."""
    saved.get()
    try:
        while True:
            saved.get_nowait()
    except Empty:
        pass


def _say(build: Callable[[], object]) -> None:
    """Build; an error is printed instead of ending the program."""
    try:
        build()
    except FeedwrightError as error:
        print_error(error)
