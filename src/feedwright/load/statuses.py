"""The sizes and times of many files, asked for by two processes: to ask takes half of a build with nothing to do."""

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from feedwright.second_process import SecondProcess

_ALONE = 2_000
"""Files that are asked for sooner than a second process answers."""


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


def lines_of(groups: Sequence[Group], second: SecondProcess | None) -> Lines:
    """The lines of files, links not followed; of half of them by a `second` process, where there is one."""
    count = sum(len(group.names) for group in groups)
    if second is None or not second.alive or count <= _ALONE:
        return _asked(groups)
    here, there = _halves(groups, count // 2)
    answer = second.ask(_asked, there)
    lines, gone = _asked(here)
    others = answer.get()
    return Lines(lines + others.lines, gone + others.gone)


def _asked(groups: Iterable[Group]) -> Lines:
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
