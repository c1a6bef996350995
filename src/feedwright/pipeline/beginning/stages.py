"""The stages that are loaded only where there is something to do, by processes that begin with them."""

from pathlib import Path
from types import TracebackType
from typing import Self

from feedwright.processes import Processes


class Stages:
    """Two processes that load them while this one does something else: one to read records, one to render feeds.

    To load them takes longer than to find out whether there is something to do. Where there is not, that was in vain.
    """

    def __init__(self, folder: Path, *, wanted: bool) -> None:
        """`folder` is the newsroom's; `wanted`: whether there are to be any."""
        self.reading = Processes(wanted=wanted)
        try:
            self.reading.ask(_load_reading, folder)
            self.rendering = Processes(wanted=wanted)
        except BaseException:  # Ctrl-C
            self.reading.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def load_rendering(self) -> None:
        """Have loaded what is needed last, now that there is a processor for it."""
        self.rendering.ask(_load_rendering)

    def end(self) -> None:
        """Do all work in this process from now on."""
        for processes in (self.rendering, self.reading):
            processes.end()

    def close(self) -> None:
        """End them, whatever they do, and wait until they have."""
        self.end()  # side by side
        for processes in (self.rendering, self.reading):
            processes.close()

    def stay(self) -> None:
        """Stay when a build has ended, for the next one."""
        self.reading.lasting = self.rendering.lasting = True


def _load_reading(folder: Path) -> None:
    """Load what it takes to read and understand records such as those in `folder`."""
    from feedwright.pipeline.beginning.rehearsal import rehearse

    rehearse(folder)


def _load_rendering() -> None:
    """Load what it takes to render and judge feeds."""
    import feedwright.pipeline.feeds
    import feedwright.render.formats
    import feedwright.validation.agreement
    import feedwright.validation.history
    import feedwright.validation.json_document
    import feedwright.validation.judgement
    import feedwright.validation.policy  # noqa: F401
    from feedwright.render import load_feedgen

    load_feedgen()
