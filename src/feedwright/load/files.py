"""Record files: which there are, and the bytes of one."""

import os
from typing import TYPE_CHECKING, NamedTuple

from feedwright.load.faults import RecordError

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkdown", ".mkdn", ".mkd"))
HTML_SUFFIXES = frozenset((".html", ".htm"))
JSON_SUFFIXES = frozenset((".json",))
JSON_LINES_SUFFIXES = frozenset((".jsonl", ".ndjson"))
YAML_SUFFIXES = frozenset((".yaml", ".yml"))
SUFFIXES = MARKDOWN_SUFFIXES | HTML_SUFFIXES | JSON_SUFFIXES | JSON_LINES_SUFFIXES | YAML_SUFFIXES

RECORD_LIMIT = 10_000_000
"""The most bytes that a record may have, and a file that has to be read whole."""

# A file that became a link or a pipe after it was found must neither lead elsewhere nor make the reader wait.
_FLAGS = os.O_RDONLY
for _name in ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


class RecordFile(NamedTuple):
    """A file that holds one record or many. A tuple, because a build from nothing makes one for every file."""

    path: str  # relative to the site's folder, with forward slashes
    location: str  # absolute, without links
    folder: str  # the section that its folder stands for: a path below content/, "" for content/ itself
    stem: str  # its name without suffix; of an `index.md` in a folder of its own, the folder's
    suffix: str  # in lower case, with its dot
    size: int  # bytes, when it was found
    mtime_ns: int
    draft: bool = False  # it lies in a folder of drafts
    maybe_data: bool = False  # its name is that of an Eleventy data file

    @property
    def file(self) -> "Path":
        """Where it is."""
        from pathlib import Path

        return Path(self.location)


def open_file(file: RecordFile) -> int:
    """A file descriptor for reading. Raises RecordError when there is none to be had."""
    try:
        return os.open(file.location, _FLAGS)
    except OSError as error:
        raise unreadable(error) from error


def read_whole(file: RecordFile) -> bytes:
    """The bytes of a file. Raises RecordError when it is too large or cannot be read."""
    if file.size > RECORD_LIMIT:
        raise _too_large(file.size)
    try:
        descriptor = os.open(file.location, _FLAGS)
        try:
            data = os.read(descriptor, file.size + 1)
            return data if len(data) == file.size else _read_on(descriptor, data)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise unreadable(error) from error


def read_file(file: RecordFile, data: bytes | None = None) -> bytes:
    """The bytes of a file, or `data` where they have been read already, without a byte order mark.

    Raises RecordError when it is too large or cannot be read.
    """
    data = read_whole(file) if data is None else data
    return data[3:] if data.startswith(b"\xef\xbb\xbf") else data


def unreadable(error: OSError) -> RecordError:
    """The fault that the operating system reported."""
    reason = (error.strerror or type(error).__name__).lower()
    return RecordError(
        "unreadable",
        f"The file cannot be read: {reason}.",
        hint="Check that it is still there and that you may read it.",
        line=None,
    )


def _read_on(descriptor: int, data: bytes) -> bytes:
    """The bytes of a file that has another size than when it was found."""
    parts = [data]
    length = len(data)
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
        length += len(part)
        if length > RECORD_LIMIT:
            raise _too_large(length)
    return b"".join(parts)


def _too_large(size: int) -> RecordError:
    return RecordError(
        "too-large",
        f"The file is too large: it has {size:,} bytes, and a record may have {RECORD_LIMIT:,}.",
        hint="Shorten it; many records belong into several files or into JSON Lines.",
        line=None,
    )
