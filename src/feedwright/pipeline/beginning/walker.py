"""A process that walks over content/ before a build asks for it, and answers for what it has found."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from feedwright.catalog import CATALOG_FOLDER
from feedwright.load.changes import Changed, changed_since
from feedwright.load.files import RecordFile
from feedwright.load.folders import Found, find_records
from feedwright.load.kept import all_kept
from feedwright.load.lines import lines_in, path_in
from feedwright.load.listing import Listing
from feedwright.processes import Processes

if TYPE_CHECKING:
    from feedwright.catalog import Checking
    from feedwright.model import Finding

_walks: dict[Path, Listing] = {}
"""The files that were found in this process, by the newsroom's folder: in the one that walked, and nowhere else."""


class Walker:
    """The process and the newsroom that it walks over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes = Processes(most=1)
        self._walked = self._processes.ask(_walk, folder)
        self._checksum = self._processes.ask(_checksum, folder)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._processes.alive

    def end(self) -> None:
        """Say that nothing more will be asked of it."""
        self._processes.end()

    def close(self) -> None:
        """End it, whatever it does, and wait until it has."""
        self._processes.close()

    def found(self) -> Found:
        """What lies in content/. Of its files this process has the lines that are not as they were kept."""
        walked = self._walked.get()
        files = _FarListing(walked, self._processes, self.folder)
        return Found(files, walked.section_files, walked.folders, walked.findings)

    def checking(self) -> "Checking":
        """The checksum of the catalog, which it takes after the walk."""
        from feedwright.catalog import FILE, Checking

        return Checking(self.folder / CATALOG_FOLDER / FILE, self._checksum.get)


class _Walked(NamedTuple):
    """What comes of a walk at once: all but the lines of the files that are as they were kept."""

    number: int  # of the files
    root: str  # see `Listing`
    shown: str
    section_files: tuple[RecordFile, ...]
    folders: tuple[str, ...]
    findings: "tuple[Finding, ...]"
    kept: str | None  # the listing that was kept
    changed: Changed  # since then


class _FarListing(Listing):
    """The record files that the walker found. Few builds ask for all of them."""

    def __init__(self, walked: _Walked, processes: Processes, folder: Path) -> None:
        self.root = walked.root
        self.shown = walked.shown
        self._walked = walked
        self._lines = {path_in(line): line for line in (*walked.changed.anew, *walked.changed.written)}
        self._processes = processes
        self._folder = folder

    @cached_property
    def encoded(self) -> bytes:  # type: ignore[override] # asked for, and then there
        """All lines, each ended by END; where they are lost with the walker, those that are there now."""
        encoded = self._processes.ask(_encoded, self._folder).get()
        return self._walked_again() if encoded is None else encoded

    def _walked_again(self) -> bytes:
        """The files in folders that were there before, which are the sections that the site has by now."""
        known = {"", *self._walked.folders}
        lines = lines_in(_find(self._folder).files.encoded)
        return Listing.of((line for line in lines if self.file(line).folder in known), self.root, self.shown).encoded

    def __len__(self) -> int:
        return self._walked.number

    def lines_at(self, paths: Iterable[str]) -> Iterator[str]:
        """The lines of the files with these paths, which are sorted, as far as they are there."""
        wanted = list(paths)
        if all(path in self._lines for path in wanted):
            return map(self._lines.__getitem__, wanted)
        return super().lines_at(wanted)

    def changes(self, kept: str, folder: Path) -> Changed | None:
        """What is not as the listing `kept` in `folder` has it; None where that is gone or damaged."""
        return self._walked.changed if kept == self._walked.kept else super().changes(kept, folder)

    def begin_keeping(self, folder: Path) -> Callable[[], str | None]:
        """Keep it in `folder`; what is returned waits for its name, and raises OSError when it cannot be written.

        None: it was lost with the process that has it, and the next build has to read all files.
        """
        answer = self._processes.ask(_keep, self._folder, folder)

        def name() -> str | None:
            told = answer.get()
            if isinstance(told, OSError):
                raise told
            return told

        return name


def _find(folder: Path) -> Found:
    return find_records(folder / "content", site=folder)


def _walk(folder: Path) -> _Walked:
    files, section_files, folders, findings = _find(folder)
    _walks[folder] = files
    kept, before = next(all_kept(folder / CATALOG_FOLDER), (None, b""))
    changed = Changed([], [], set()) if kept is None else changed_since(before, files.encoded)
    return _Walked(len(files), files.root, files.shown, section_files, folders, findings, kept, changed)


def _encoded(folder: Path) -> bytes | None:
    files = _walks.get(folder)
    return None if files is None else files.encoded


def _keep(folder: Path, catalog: Path) -> str | OSError | None:
    """Keep what was compared, and nothing else: where that is lost with the walker, files may be others by now."""
    files = _walks.get(folder)
    try:
        return None if files is None else files.begin_keeping(catalog)()
    except OSError as error:  # raised here it would end this process, and be heard of by nobody
        return error


def _checksum(folder: Path) -> str | None:
    from feedwright.catalog import FILE, checksum_of

    return checksum_of(folder / CATALOG_FOLDER / FILE)
