"""The listing of the record files that were last read, kept in a file beside what was read of them.

The file has another name each time, which what was read says: so it is known that they go together, whichever of the
two was written last. The name ends with the file's CRC-32, which tells a damaged file from a whole one.
"""

import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PREFIX = "listing-"


def write_kept(encoded: bytes, folder: Path) -> str:
    """Keep a listing in a folder; the name of its file. Raises OSError when it cannot be written."""
    name = f"{_PREFIX}{os.urandom(8).hex()}-{zlib.crc32(encoded):08x}"
    try:
        (folder / name).write_bytes(encoded)
    except OSError:
        with suppress(OSError):
            (folder / name).unlink()
        raise
    return name


def read_kept(name: str, folder: Path) -> bytes | None:
    """A listing that is kept in a folder; None where it is gone or damaged."""
    try:
        encoded = (folder / name).read_bytes()
    except OSError:
        return None
    return encoded if name.endswith(f"-{zlib.crc32(encoded):08x}") else None


def all_kept(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every sound listing in a folder, each after its name; one at most, unless a build failed or was killed."""
    for name in _names(folder):
        encoded = read_kept(name, folder)
        if encoded is not None:
            yield name, encoded


def forget_others(name: str | None, folder: Path) -> None:
    """Remove all listings from a folder but one, or all."""
    for other in _names(folder):
        if other != name:
            with suppress(OSError):
                (folder / other).unlink()


def _names(folder: Path) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if name.startswith(_PREFIX)]  # noqa: PTH208 - names are all
    except OSError:
        return []
