"""The record files of a newsroom, all in one text."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from feedwright.load.changes import Changed, changed_since
from feedwright.load.files import RecordFile
from feedwright.load.kept import read_kept, write_kept
from feedwright.load.lines import END, lines_in

_END = END.encode()
_NEAR = 1 << 12  # bytes, in which most often the next path that is asked for stands


class Listing:
    """Record files in the order of their paths, no two of the same; a RecordFile is made when it is asked for."""

    def __init__(self, encoded: bytes, root: str, shown: str) -> None:
        """`encoded` are all lines, each ended by END."""
        self.encoded = encoded
        self.root = root  # absolute path of the folder that they lie in
        self.shown = shown  # the path of that folder as it is shown

    @classmethod
    def of(cls, lines: Iterable[str], root: str, shown: str) -> "Listing":
        """The listing of some lines in their order."""
        return cls(END.join((*lines, "")).encode(errors="surrogateescape"), root, shown)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Listing) and self._facts() == other._facts()

    __hash__ = None  # type: ignore[assignment] # it is long, and nobody asks

    def _facts(self) -> tuple[bytes, str, str]:
        return self.encoded, self.root, self.shown

    def __len__(self) -> int:
        return self.encoded.count(_END)

    def __iter__(self) -> Iterator[RecordFile]:
        return map(self.file, lines_in(self.encoded))

    def at(self, paths: Iterable[str]) -> Iterator[RecordFile]:
        """The files with these paths, which are sorted, as far as they are there."""
        return map(self.file, self.lines_at(paths))

    def lines_at(self, paths: Iterable[str]) -> Iterator[str]:
        """The lines of the files with these paths, which are sorted, as far as they are there."""
        encoded, start = self.encoded, 0
        for path in paths:
            wanted = path.encode(errors="surrogateescape") + b"\0"
            start = _place_of(wanted, encoded, start)
            if encoded.startswith(wanted, start):
                after = encoded.index(_END, start)
                yield encoded[start:after].decode(errors="surrogateescape")
                start = after + len(_END)

    def changes(self, kept: str, folder: Path) -> Changed | None:
        """What is not as the listing `kept` in `folder` has it; None where that is gone or damaged."""
        before = read_kept(kept, folder)
        return None if before is None else changed_since(before, self.encoded)

    def begin_keeping(self, folder: Path) -> Callable[[], str | None]:
        """Keep it in `folder`; what is returned waits for its name, and raises OSError when it cannot be written.

        None: it was lost with the process that has it, and the next build has to read all files.
        """
        return partial(write_kept, self.encoded, folder)

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


def _place_of(wanted: bytes, encoded: bytes, start: int) -> int:
    """Where the first line from the one at `start` on begins that is not before `wanted`, in the order of bytes."""
    near = encoded.find(_END + wanted, max(start - len(_END), 0), start + _NEAR)
    if near >= 0:
        return near + len(_END)
    low, high = start, len(encoded)
    while low < high:
        before = encoded.rfind(_END, low, (low + high) // 2)
        line = low if before < 0 else before + len(_END)
        if encoded[line : line + len(wanted)] < wanted:
            low = encoded.index(_END, line) + len(_END)
        else:
            high = line
    return low
