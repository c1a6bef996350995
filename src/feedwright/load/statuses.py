"""The sizes and times of many files, asked for by two processes: to ask takes half of a build with nothing to do."""

import marshal
import os
import warnings
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_ALONE = 4_000
"""Files that are asked for sooner than a second process is started."""


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


def lines_of(groups: Sequence[Group]) -> Lines:
    """The lines of files, links not followed."""
    count = sum(len(group.names) for group in groups)
    alone = count <= _ALONE or not hasattr(os, "fork")
    return _asked(groups) if alone else _asked_by_two(*_halves(groups, count // 2))


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


def _asked_by_two(first: Sequence[Group], second: Sequence[Group]) -> Lines:
    """The same of two halves, the second by a child of this process that does nothing else."""
    source, target = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads: this child waits for none
        child = os.fork()
    if not child:
        try:
            with os.fdopen(target, "wb") as stream:
                marshal.dump(tuple(_asked(second)), stream)
        finally:
            os._exit(0)
    os.close(target)
    lines, gone = _asked(first)
    try:
        with os.fdopen(source, "rb") as stream:
            others = Lines._make(marshal.load(stream))  # noqa: S302 - our own child wrote it
    except (EOFError, ValueError, TypeError):  # somebody killed it
        others = _asked(second)
    os.waitpid(child, 0)
    return Lines(lines + others.lines, gone + others.gone)
