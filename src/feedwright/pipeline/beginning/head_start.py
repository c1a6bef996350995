"""What other processes do while this one loads the command line, before it is known what a build is to do."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from feedwright.pipeline.beginning.walker import Walker

if TYPE_CHECKING:
    from feedwright.catalog import Checking
    from feedwright.load import Found


class HeadStart:
    """A process that walks over content/, and those that load the stages, of which the build may ask more."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """`arguments` are those of the build, which the command line has yet to read: here its folder is guessed."""
        folder = Path(_site_folder(arguments))
        self._walker = Walker(folder)
        try:
            import feedwright.pipeline.publishing
            import feedwright.pipeline.reading  # noqa: F401 - the other processes need them as well as this one
            from feedwright.pipeline.beginning.stages import Stages

            self.stages = Stages(folder, wanted=True)
        except BaseException:  # Ctrl-C
            self._walker.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._walker.close()
        self.stages.close()

    def stay(self) -> None:
        """Go on for the builds of a watch, which had not begun when content/ was walked over."""
        self._walker.close()
        self.stages.stay()

    def end_walk(self) -> None:
        """Say that nothing more will be asked about the files in content/."""
        self._walker.end()

    def checking(self, folder: Path) -> "Checking | None":
        """The checksum of the catalog of the newsroom `folder`; None where another one was taken."""
        return self._walker.checking() if self._is_of(folder) else None

    def found(self, folder: Path) -> "Found | None":
        """What lies in the content/ of the newsroom `folder`; None where the walk went elsewhere."""
        return self._walker.found() if self._is_of(folder) else None

    def _is_of(self, folder: Path) -> bool:
        return self._walker.alive and folder == self._walker.folder


def _site_folder(arguments: Sequence[str]) -> str:
    """The folder that `--site` names, without a look at the other options."""
    for name, value in zip(reversed(arguments), ("", *reversed(arguments)), strict=False):
        option, equals, given = name.partition("=")
        if option == "--site":
            return given if equals else value
    return ""
