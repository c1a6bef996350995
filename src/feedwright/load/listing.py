"""The record files of a newsroom, each told by a line of text.

A newsroom may have a hundred thousand files, and most builds look into a few. A line is made in a fifth of the time
that a RecordFile takes, needs a fifth of its memory, and two lines tell whether a file is as it was.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from feedwright.load.files import RecordFile

END = "\0\0"
"""Ends a line where many are one text; no path has a zero in it, and names may have line breaks."""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a record file what it is, beside its path; its neighbours may decide it.

    An index that is alone has the name of its folder and stands in the section around it, whose path is shorter, and
    what looks like a record may be data of the one beside it.
    """

    folder: int  # length of the path of its section
    draft: bool = False
    maybe_data: bool = False
    stem: str = ""  # where that is not its name without suffix

    def __str__(self) -> str:
        return f"{self.folder} {self.draft:d} {self.maybe_data:d} {self.stem}"


class Listing(msgspec.Struct, frozen=True):
    """Record files in the order of their paths, no two of the same; a RecordFile is made when it is asked for."""

    lines: list[str]
    root: str  # absolute path of the folder that they lie in
    shown: str  # the path of that folder as it is shown

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[RecordFile]:
        return map(self.file, self.lines)

    def __getitem__(self, number: int) -> RecordFile:
        return self.file(self.lines[number])

    def last(self, count: int) -> "Listing":
        """Some of these files at the end."""
        return replace(self, lines=self.lines[-count:])

    def at(self, paths: Iterable[str]) -> Iterator[RecordFile]:
        """The files with these paths, in their order, as far as they are there."""
        return map(self.__getitem__, self.numbers(paths))

    def numbers(self, paths: Iterable[str]) -> Iterator[int]:
        """The places in the listing of the files with these paths, in their order, as far as they are there."""
        for path in paths:
            number = bisect_left(self.lines, f"{path}\0")
            if number < len(self.lines) and path_in(self.lines[number]) == path:
                yield number

    @property
    def encoded(self) -> bytes:
        """All lines as one text."""
        return END.join((*self.lines, "")).encode(errors="surrogateescape")

    def file(self, line: str) -> RecordFile:
        """The file that a line tells of."""
        path, kind, told, *linked = line.split("\0")
        below = path[len(self.shown) + 1 :] if self.shown else path
        length, draft, maybe_data, stem = kind.split(" ", 3)
        size, _, mtime_ns = told.partition(" ")
        name, dot, suffix = below.rpartition(".")
        facts = (
            path,
            linked[0] if linked else f"{self.root}/{below}",
            below[: int(length)],
            stem or name.rpartition("/")[2],
            (dot + suffix).lower(),
            int(size),
            int(mtime_ns),
            draft == "1",
            maybe_data == "1",
        )
        return tuple.__new__(RecordFile, facts)  # its own constructor takes longer than all the rest


def told_in(line: str) -> tuple[int, int]:
    """The size in a line, in bytes, and the time, in ns since 1970."""
    size, _, mtime_ns = line.split("\0", 3)[2].partition(" ")
    return int(size), int(mtime_ns)


def kind_in(line: str) -> str:
    """The kind in a line, after its path."""
    return line.split("\0", 2)[1]


def path_in(line: str) -> str:
    """The path in a line."""
    return line.partition("\0")[0]
