"""Builds that were killed: what waited to be published then is removed by the next one."""

import os
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from feedwright.file_lock import FileLock
from feedwright.patterns import pattern
from feedwright.publish.staging import Staging

_NAME = "waiting-"
_MARK = pattern("[0-9a-f]{8}")


@contextmanager
def noted(stagings: Sequence[Staging], folder: Path) -> Iterator[None]:
    """Have a note in `folder`, as long as documents wait, by which another build would find them.

    A build holds the lock of its note, so that a note whose lock is free is of one that was killed. What waits in
    another place is left to the next build there. Where there are no such locks, or nothing can be written, there are
    no notes.
    """
    note = folder / f"{_NAME}{stagings[0].mark}"
    lock = FileLock(note, mode=0o644)
    held = False
    if os.name == "posix":
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            _clear_others(folder, {each.place for each in stagings})
            held = lock.take()
            note.write_bytes(b"\0".join(os.fsencode(part) for each in stagings for part in (each.mark, each.place)))
    try:
        yield
    finally:
        if held:
            with suppress(OSError):
                note.unlink()
            lock.release()


def _clear_others(folder: Path, places: Container[Path]) -> None:
    """Remove what waits in some places of builds that were killed."""
    for note in folder.glob(f"{_NAME}*"):
        with suppress(OSError):  # it may belong to somebody else
            _clear_other(note, places)


def _clear_other(note: Path, places: Container[Path]) -> None:
    lock = FileLock(note, mode=0o644)
    if not lock.take():
        return
    try:
        parts = [os.fsdecode(each) for each in note.read_bytes().split(b"\0")]
        told = [(mark, Path(place)) for mark, place in zip(parts[::2], parts[1::2], strict=False)]
        if all(place in places for _, place in told):
            for mark, place in told:
                if _MARK.fullmatch(mark):
                    Staging(output=place, write=False, new=(), mark=mark).clear()
            note.unlink(missing_ok=True)
    finally:
        lock.release()
