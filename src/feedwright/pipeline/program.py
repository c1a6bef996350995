"""Which program this is: what another one has made is not trusted."""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_SUFFIXES = (".py", ".toml", ".tsv", ".css", ".js")


@cache
def program_digest() -> bytes:
    """A digest of this program's files, of the Python it runs on, and of when libraries were installed."""
    libraries = [Path(each) for each in sys.path if each.endswith("-packages")]
    told = [
        sys.version,
        *_told(str(Path(__file__).resolve().parents[1])),
        *(f"{each} {each.stat().st_mtime_ns}" for each in libraries if each.exists()),
    ]
    return hashlib.blake2b("\n".join(sorted(told)).encode(errors="surrogateescape"), digest_size=16).digest()


def _told(folder: str) -> Iterator[str]:
    """The path, size and time of each file of the program in a folder; every build asks, so it is done in few steps."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_SUFFIXES):
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _told(entry.path)
