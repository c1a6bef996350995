"""The files of an output: each is read once, and again when somebody may have touched it."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from feedwright.file_times import step_of
from feedwright.publish.directory import is_published
from feedwright.publish.manifest import FileRecord

_COUNTS_CHANGES = os.name == "posix"  # elsewhere st_ctime is when a file was made


class Seen(NamedTuple):
    """A file as it was before it was read, and the SHA-256 of what was read.

    Whoever writes to a file, renames it or sets its times changes st_ctime, which nobody can set.
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    sha256: str


class Published:
    """What stands in a folder, read only where it is not as it was seen."""

    def __init__(self, output: Path, seen: Mapping[str, Seen] | None = None) -> None:
        """`seen` is what an earlier `seen` of the same folder was."""
        self.output = output
        self._before = seen or {}
        self.seen: dict[str, Seen] = {}

    def holds(self, path: str, record: FileRecord) -> bool:
        """Whether a file is there as `record` has it. Raises PublishError when it cannot be read."""
        now = _look(self.output, path, record)
        if now is not None and now == self._before.get(path):
            self.seen[path] = now
            return True
        if not is_published(path, record, self.output):
            return False
        if now is not None:
            self.seen[path] = now
        return True

    def note(self, path: str, record: FileRecord) -> None:
        """See a file, so that the next one who asks need not read it; unless it was changed just now."""
        if path not in self.seen and _look(self.output, path, record) is not None:
            self.holds(path, record)


def _look(output: Path, path: str, record: FileRecord) -> Seen | None:
    """A file as it is, if it is as `record` has it; None where it was changed so lately that it may change unseen."""
    try:
        status = os.stat(output / path)  # noqa: PTH116 - thousands of files
    except OSError:
        return None
    if not _COUNTS_CHANGES or status.st_ctime_ns > time.time_ns() - step_of(status.st_ctime_ns):
        return None
    return Seen(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, record.sha256)
