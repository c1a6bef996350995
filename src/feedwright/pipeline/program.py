"""Which program this is: what another one has made is not trusted."""

import hashlib
import sys
from functools import cache
from pathlib import Path

_SUFFIXES = frozenset({".py", ".toml", ".tsv"})


@cache
def program_digest() -> bytes:
    """A digest of this program's files, of the Python it runs on, and of when libraries were installed."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    files = [file for file in package.rglob("*") if file.suffix in _SUFFIXES]
    libraries = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    for path in sorted({*files, *libraries}):
        if path.exists():
            status = path.stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.digest()
