"""Publishes into a directory: sync, rename; unchanged files stay untouched, the manifest is last."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from feedwright.model import Document
from feedwright.publish.manifest import MANIFEST_FILE, FileRecord, Manifest, read_manifest
from feedwright.publish.staging import Staging, Waiting, cannot_write, read

_WRITERS = 8  # files that are put in place at a time


def load_writers() -> None:
    """Load what it takes to put files in place, in a moment when there is time for it."""
    import concurrent.futures.thread  # noqa: F401


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between documents and a directory, as paths below it."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(documents: Sequence[Waiting], manifest: Manifest, staging: Staging) -> Changes:
    """What `publish` would do."""
    return _changes([*documents, _waiting(manifest, staging)], manifest, staging.output)


def publish(documents: Sequence[Waiting], manifest: Manifest, staging: Staging) -> Changes:
    """Put `documents` and then `manifest` in place; remove what our last manifest lists and this one does not.

    The documents wait in `staging`. What `manifest` lists beside them is there already. Raises PublishError when
    something cannot be written. Every file that is there is whole at every moment.
    """
    ledger = _waiting(manifest, staging)
    changes = _changes([*documents, ledger], manifest, staging.output)
    try:
        _put_in_place(documents, staging.output)
        _put_in_place([ledger], staging.output)
        for path in changes.removed:
            _remove(staging.output, path)
    except OSError as error:
        raise cannot_write(error, staging.output) from error
    return changes


def is_published(path: str, record: FileRecord, output: Path) -> bool:
    """Whether a file is in `output` as `record` has it."""
    data = read(output / path)
    return data is not None and len(data) == record.bytes and hashlib.sha256(data).hexdigest() == record.sha256


def _waiting(manifest: Manifest, staging: Staging) -> Waiting:
    return staging.take(Document(path=MANIFEST_FILE, media_type="application/json", data=manifest.encode()))


def _changes(documents: Sequence[Waiting], manifest: Manifest, output: Path) -> Changes:
    """What differs; the last of `documents` is the manifest."""
    added = tuple(each.path for each in documents if each.state == "added")
    changed = tuple(each.path for each in documents if each.state == "changed")
    # where its bytes stay, it lists what the published one lists
    last = manifest if documents[-1].state == "unchanged" else read_manifest(output)
    gone = (path for path in (last.files if last else ()) if path not in manifest.files)
    return Changes(
        added=added,
        changed=changed,
        removed=tuple(sorted(path for path in gone if (output / path).exists())),
        unchanged=len(manifest.files) + 1 - len(added) - len(changed),
    )


def _put_in_place(documents: Sequence[Waiting], output: Path) -> None:
    """Put documents where they belong, several at a time: what takes long is the disk's word that it has them."""
    ready = [(each.file, output / each.path) for each in documents if each.file is not None]
    if not ready:
        return
    from concurrent.futures import ThreadPoolExecutor

    folders = {file.parent for _, file in ready}
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(_WRITERS) as writers:
        for done in [writers.submit(_put, waiting, file) for waiting, file in ready]:
            done.result()
        for done in [writers.submit(_sync_folder, folder) for folder in folders]:
            done.result()


def _put(waiting: str, file: Path) -> None:
    handle = os.open(waiting, os.O_RDWR)  # some systems sync only what may be written to
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    Path(waiting).replace(file)


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
