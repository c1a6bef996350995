"""The sizes and times of many files, asked for by two processes: to ask takes half of a build with nothing to do."""

import os
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import NamedTuple, Self

from feedwright.processes import Answer, Processes

_FEW = 1_000
"""Files that are asked for sooner than another process answers."""
_MANY = 20_000
"""Files for which another process is worth its start."""


class Group(NamedTuple):
    """Files of one folder and of one kind."""

    above: str  # the path of the folder, absolute, with its separator
    shown: str  # the same as it is shown, with a slash; "" for the site's folder
    kind: str
    linked: bool  # the folder is not where it is shown
    names: Sequence[str]


class Lines(NamedTuple):
    """The lines of files, as in `Listing`, and those that are gone by now."""

    lines: list[str]
    gone: list[tuple[str, int]]  # their paths as shown, and the errors' numbers


class Statuses:
    """Asks for files as they are found. Other processes ask for half of those that wait whenever they have time."""

    def __init__(self, processes: Processes | None) -> None:
        """Without `processes` one begins where there are many files, and ends with the `with` that this stands in."""
        self._processes = processes
        self._own: Processes | None = None
        self._waiting: list[Group] = []
        self._files = 0  # that wait
        self._answer: Answer[Lines] | None = None
        self._told = Lines([], [])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own is not None:
            self._own.close()

    def add(self, group: Group) -> None:
        """Ask for some files more, in a while."""
        self._waiting.append(group)
        self._files += len(group.names)
        self._share()

    def lines(self) -> Lines:
        """The lines of all files that were added, links not followed."""
        while self._waiting:
            self._share()
            self._take(lines_of([self._some()]))
        self._collect()
        return self._told

    def _share(self) -> None:
        """Let others ask for half of the files that wait, where they have time."""
        if self._processes is None and self._files >= _MANY:
            self._processes = self._own = Processes(most=1)
        if self._processes is None or self._files < 2 * _FEW or not self._processes.idle:
            return
        self._collect()
        self._waiting, others = _halves(self._waiting, self._files // 2)
        self._files //= 2
        self._answer = self._processes.ask(lines_of, others)

    def _some(self) -> Group:
        """Some files of those that wait, no longer among them."""
        group = self._waiting.pop()
        some = max(_FEW, len(group.names) // 8)  # parts of a huge folder: to divide it takes time as well
        if len(group.names) > some:
            self._waiting.append(group._replace(names=group.names[:-some]))
            group = group._replace(names=group.names[-some:])
        self._files -= len(group.names)
        return group

    def _collect(self) -> None:
        if self._answer is not None:
            self._take(self._answer.get())
            self._answer = None

    def _take(self, told: Lines) -> None:
        self._told.lines.extend(told.lines)
        self._told.gone.extend(told.gone)


def lines_of(groups: Iterable[Group]) -> Lines:
    """The lines of files, links not followed."""
    lines: list[str] = []
    gone: list[tuple[str, int]] = []
    for above, shown, kind, linked, names in groups:
        for name in names:
            try:
                status = os.lstat(above + name)
            except OSError as error:
                gone.append((shown + name, error.errno or 0))
                continue
            place = f"\0{above}{name}" if linked else ""
            lines.append(f"{shown}{name}\0{kind}\0{status.st_size} {status.st_mtime_ns}{place}")
    return Lines(lines, gone)


def _halves(groups: Iterable[Group], first: int) -> tuple[list[Group], list[Group]]:
    """The `first` files, and the others."""
    halves: tuple[list[Group], list[Group]] = [], []
    for group in groups:
        for half, names in zip(halves, (group.names[:first], group.names[first:]), strict=True):
            if names:
                half.append(group._replace(names=names))
        first = max(0, first - len(group.names))
    return halves
