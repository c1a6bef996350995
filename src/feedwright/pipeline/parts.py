"""Long files of JSON Lines: they are read in parts, by all processes and with the memory of a few parts."""

from typing import TYPE_CHECKING

from feedwright.load import JSON_LINES_SUFFIXES, RecordFile, spans_of

if TYPE_CHECKING:
    from feedwright.load.json_lines import Span

_SUFFIXES = tuple(JSON_LINES_SUFFIXES)
PART_SIZE = 1 << 20
"""Bytes of a file that one worker reads at a time."""


def is_long(path: str, size: int) -> bool:
    """Whether a file of `size` bytes is read in parts."""
    return size > PART_SIZE and may_be_long(path)


def may_be_long(path: str) -> bool:
    """Whether a file is read in parts where it is large enough."""
    return path.lower().endswith(_SUFFIXES)


def parts_of(file: RecordFile) -> "tuple[bytes, list[Span]]":
    """(a digest of the bytes of a file, its parts); no parts where it has to be read as a whole."""
    return spans_of(file, PART_SIZE)
