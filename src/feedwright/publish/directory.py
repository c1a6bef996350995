"""Publishes into a directory: temporary file, fsync, rename; unchanged files stay untouched, the manifest is last."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from feedwright.errors import PublishError
from feedwright.model import Document
from feedwright.publish.manifest import MANIFEST_FILE, KnownEntry, Manifest, manifest_of, read_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs between documents and a directory, as paths below it."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(
    documents: Sequence[Document],
    output: Path,
    *,
    kept: Sequence[str] = (),
    entries: Mapping[str, KnownEntry] | None = None,
) -> Changes:
    """What `publish` would do. `kept` are paths of the last manifest that stay although nothing renews them."""
    return _compare(_with_manifest(documents, output, kept, entries or {}), output, kept)


def publish(
    documents: Sequence[Document],
    output: Path,
    *,
    kept: Sequence[str] = (),
    entries: Mapping[str, KnownEntry] | None = None,
) -> Changes:
    """Write `documents` below `output`; remove what our own last manifest lists and nothing renews.

    `entries` has the marks of the articles by their ids, for the manifest. Raises PublishError when something cannot be
    written. Every file that is there is whole at every moment.
    """
    everything = _with_manifest(documents, output, kept, entries or {})
    changes = _compare(everything, output, kept)
    wanted = {*changes.added, *changes.changed}
    try:
        for document in everything:
            if document.path in wanted:
                _write(output / document.path, document.data)
        for path in changes.removed:
            _remove(output, path)
    except OSError as error:
        place = error.filename or output
        raise PublishError(
            f"{place} cannot be written: {error.strerror or error}.",
            hint="Make the folder writable, or name another one with --output.",
        ) from error
    return changes


def _with_manifest(
    documents: Sequence[Document], output: Path, kept: Sequence[str], entries: Mapping[str, KnownEntry]
) -> list[Document]:
    """The documents and, last, the manifest that lists them."""
    manifest = manifest_of(documents, entries)
    last = read_manifest(output) if kept else None
    if last is not None:
        files = {path: last.files[path] for path in kept if path in last.files}
        feeds = {path: last.feeds[path] for path in kept if path in last.feeds}
        known = {each: last.entries[each] for ids in feeds.values() for each in ids if each in last.entries}
        manifest = Manifest(
            files={**manifest.files, **files},
            feeds={**manifest.feeds, **feeds},
            entries={**known, **manifest.entries},
        )
    return [*documents, Document(path=MANIFEST_FILE, media_type="application/json", data=manifest.encode())]


def _compare(documents: Sequence[Document], output: Path, kept: Sequence[str]) -> Changes:
    added, changed, unchanged = [], [], 0
    for document in documents:
        published = _read(output / document.path)
        if published is None:
            added.append(document.path)
        elif published != document.data:
            changed.append(document.path)
        else:
            unchanged += 1
    last = read_manifest(output)
    stays = {*kept, *(document.path for document in documents)}
    removed = sorted(path for path in (last.files if last else ()) if path not in stays and (output / path).exists())
    return Changes(added=tuple(added), changed=tuple(changed), removed=tuple(removed), unchanged=unchanged)


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PublishError(f"{file} cannot be read: {error.strerror or error}.") from error


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some file systems cannot sync a folder; the rename is atomic all the same
    finally:
        os.close(handle)


def _remove(output: Path, path: str) -> None:
    """Remove one of our files, and the folders that it leaves empty."""
    file = output / path
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == output or any(folder.iterdir()):
            break
        folder.rmdir()
