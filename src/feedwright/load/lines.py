"""A record file told by a line of text: its path, its kind, its size and time, and where it is if a link leads there.

A newsroom may have a hundred thousand files, and most builds look into a few. A line is made in a fifth of the time
that a RecordFile takes, needs a fifth of its memory, and two lines tell whether a file is as it was.
"""

END = "\0\0"
"""Ends a line where many are one text; no path has a zero in it, and names may have line breaks."""


def kind_of(section: str, *, draft: bool = False, maybe_data: bool = False, stem: str = "") -> str:
    """What makes a record file what it is, beside its path; its neighbours may decide it.

    An index that is alone has the name of its folder as its `stem` and stands in the section around it, whose path is
    shorter, and what looks like a record may be data of the one beside it.
    """
    return f"{len(section)} {draft:d} {maybe_data:d} {stem}"


def lines_in(encoded: bytes) -> list[str]:
    """The lines of a listing, or of a part of one that begins and ends with a line."""
    return encoded.decode(errors="surrogateescape").split(END)[:-1]


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
