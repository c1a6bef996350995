"""manifest.json, the ledger: every published file with its SHA-256, every feed's entries and their marks."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from feedwright.errors import PublishError
from feedwright.model import Document

MANIFEST_FILE = "manifest.json"
_VERSION = 1
_MEND = "Restore it, or publish into an empty folder."
_SAFE_PART = re.compile(r"^(?!\.{1,2}$)[^\x00-\x1f\x7f/\\:]+$")


class FileRecord(msgspec.Struct, frozen=True, kw_only=True, rename={"media_type": "type"}):
    """One published file."""

    sha256: str
    bytes: int
    media_type: str


class KnownEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of a published entry, so that it is known again if its id is lost."""

    url: str
    text: str  # hash of its words; "" where they are too few to tell
    published: str  # RFC 3339, in UTC
    record: str  # the path of its record


class _Ledger(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    files: dict[str, FileRecord]
    feeds: dict[str, list[str]]
    entries: dict[str, KnownEntry] = {}


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What we have published: files by their path below the output, entry ids, newest first, by feed document."""

    files: Mapping[str, FileRecord]
    feeds: Mapping[str, tuple[str, ...]]
    entries: Mapping[str, KnownEntry]  # by id, each that stands in a feed

    def encode(self) -> bytes:
        """The manifest as it stands in manifest.json."""
        ledger = _Ledger(
            version=_VERSION,
            files=dict(sorted(self.files.items())),
            feeds={path: list(ids) for path, ids in sorted(self.feeds.items())},
            entries=dict(sorted(self.entries.items())),
        )
        return msgspec.json.format(msgspec.json.encode(ledger), indent=2) + b"\n"


def file_record(document: Document) -> FileRecord:
    """What the manifest says of a document."""
    return FileRecord(
        sha256=hashlib.sha256(document.data).hexdigest(), bytes=len(document.data), media_type=document.media_type
    )


def read_manifest(output: Path) -> Manifest | None:
    """The manifest in `output`; None where nothing was published yet.

    Raises PublishError when there is one that cannot be read: without it nobody can tell which files are ours.
    """
    file = output / MANIFEST_FILE
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PublishError(f"{file} cannot be read: {error.strerror or error}.", hint=_MEND) from error
    return decode_manifest(data, str(file))


def decode_manifest(data: bytes, place: str) -> Manifest:
    """The manifest that `data` is, read at `place`. Raises PublishError when it is none that we have written."""
    try:
        ledger = msgspec.json.decode(data, type=_Ledger)
    except msgspec.MsgspecError as error:
        raise PublishError(f"{place} cannot be read: {error}.", hint=_MEND) from error
    if not all(_safe(path) for path in ledger.files):
        raise PublishError(f"{place} lists a path outside its folder.", hint=_MEND)
    feeds = {path: tuple(ids) for path, ids in ledger.feeds.items()}
    return Manifest(files=ledger.files, feeds=feeds, entries=ledger.entries)


def _safe(path: str) -> bool:
    return all(_SAFE_PART.match(part) for part in path.split("/"))
