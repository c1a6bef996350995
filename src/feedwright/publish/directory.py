"""Publishes into a directory: temporary file, fsync, rename; unchanged files stay untouched, the manifest is last."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from feedwright.errors import PublishError
from feedwright.model import Document
from feedwright.publish.manifest import MANIFEST_FILE, FileRecord, Manifest, read_manifest

_WRITERS = 8  # files that are written at a time


def load_writers() -> None:
    """Load what it takes to write files, in a moment when there is time for it."""
    import concurrent.futures.thread  # noqa: F401
    import tempfile  # noqa: F401


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between documents and a directory, as paths below it."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(documents: Sequence[Document], manifest: Manifest, output: Path) -> Changes:
    """What `publish` would do."""
    return _compare(_with_manifest(documents, manifest), manifest, output)


def publish(documents: Sequence[Document], manifest: Manifest, output: Path) -> Changes:
    """Write `documents` and then `manifest` below `output`; remove what our last manifest lists and this one does not.

    What `manifest` lists beside `documents` is there already. Raises PublishError when something cannot be written.
    Every file that is there is whole at every moment.
    """
    everything = _with_manifest(documents, manifest)
    changes = _compare(everything, manifest, output)
    wanted = {*changes.added, *changes.changed}
    try:
        _write_all([document for document in documents if document.path in wanted], output)
        if MANIFEST_FILE in wanted:
            _write_all(everything[-1:], output)
        for path in changes.removed:
            _remove(output, path)
    except OSError as error:
        place = error.filename or output
        raise PublishError(
            f"{place} cannot be written: {error.strerror or error}.",
            hint="Make the folder writable, or name another one with --output.",
        ) from error
    return changes


def is_published(path: str, record: FileRecord, output: Path) -> bool:
    """Whether a file is in `output` as `record` has it."""
    data = _read(output / path)
    return data is not None and len(data) == record.bytes and hashlib.sha256(data).hexdigest() == record.sha256


def _with_manifest(documents: Sequence[Document], manifest: Manifest) -> list[Document]:
    """The documents and, last, the manifest that lists them."""
    return [*documents, Document(path=MANIFEST_FILE, media_type="application/json", data=manifest.encode())]


def _compare(documents: Sequence[Document], manifest: Manifest, output: Path) -> Changes:
    added, changed = [], []
    for document in documents:
        published = _read(output / document.path)
        if published is None:
            added.append(document.path)
        elif published != document.data:
            changed.append(document.path)
    # the last document is the manifest: where its bytes stay, it lists what the published one lists
    stays = MANIFEST_FILE not in {*added[-1:], *changed[-1:]}
    last = manifest if stays else read_manifest(output)
    gone = (path for path in (last.files if last else ()) if path not in manifest.files)
    removed = sorted(path for path in gone if (output / path).exists())
    whole = len(manifest.files) + 1
    return Changes(
        added=tuple(added),
        changed=tuple(changed),
        removed=tuple(removed),
        unchanged=whole - len(added) - len(changed),
    )


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PublishError(f"{file} cannot be read: {error.strerror or error}.") from error


def _write_all(documents: Sequence[Document], output: Path) -> None:
    """Write every document, several at a time: what takes long is the disk's word that it has them."""
    if not documents:
        return
    from concurrent.futures import ThreadPoolExecutor

    folders = {(output / document.path).parent for document in documents}
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(_WRITERS) as writers:
        for done in [writers.submit(_write, output / document.path, document.data) for document in documents]:
            done.result()
        for done in [writers.submit(_sync_folder, folder) for folder in folders]:
            done.result()


def _write(file: Path, data: bytes) -> None:
    from tempfile import mkstemp

    handle, temporary = mkstemp(dir=file.parent, prefix=f".{file.name}.")
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


def _sync_folder(folder: Path) -> None:
    """Make the renames themselves durable, where the system can."""
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
