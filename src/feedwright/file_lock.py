"""A lock on a file: one process holds it, and it ends with that process however it ends."""

import os
from contextlib import suppress
from pathlib import Path


class FileLock:
    """The lock of a file, which is made where there is none. Windows has no such locks: there it is always free."""

    def __init__(self, file: Path, *, mode: int) -> None:
        """`mode`: who may read and write the file when it is made."""
        self._file = file
        self._mode = mode
        self._handle: int | None = None

    def take(self) -> bool:
        """Whether it is ours now; False: somebody else holds it. Raises OSError when the file cannot be opened."""
        try:
            import fcntl
        except ImportError:
            return True
        self._handle = os.open(self._file, os.O_RDWR | os.O_CREAT, self._mode)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.release()
            return False
        return True

    def release(self) -> None:
        """Let others have it."""
        if self._handle is None:
            return
        import fcntl

        with suppress(OSError):
            fcntl.flock(self._handle, fcntl.LOCK_UN)  # a process that another thread has forked may hold a copy
        os.close(self._handle)
        self._handle = None
