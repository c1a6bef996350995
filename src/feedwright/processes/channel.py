"""What goes between a process and another one that does what it is asked: messages, in two pipes."""

import os
from contextlib import suppress
from io import FileIO

_HEAD = 8  # bytes, which tell the length of a message
_PIPE = 1 << 20
"""Bytes that a pipe should hold, so that nobody waits until what was written is read."""
_LEAST = 16_384
"""Bytes that every pipe holds where it cannot be asked."""


class Channel:
    """Two pipes, for requests and for answers. Each side closes the ends of the other."""

    def __init__(self) -> None:
        """Raises OSError where there are no more pipes."""
        read_requests, write_requests = _pipe()
        try:
            read_answers, write_answers = _pipe()
        except OSError:
            for stream in (read_requests, write_requests):
                stream.close()
            raise
        self.asking = (write_requests, read_answers)
        self.serving = (read_requests, write_answers)

    def close(self) -> None:
        """Close all ends."""
        close(*self.asking, *self.serving)


def close(*streams: FileIO) -> None:
    """Close ends of pipes, whatever became of the others."""
    for stream in streams:
        with suppress(OSError):
            stream.close()


def _pipe() -> tuple[FileIO, FileIO]:
    """The two ends of a pipe, to read from and to write to."""
    read, write = os.pipe()
    return FileIO(read, "rb"), FileIO(write, "wb")


def widen(stream: FileIO, number: int = 1) -> int:
    """Let a pipe hold much, where the system can; how long `number` messages may be that it holds in any case."""
    import fcntl  # where there are forks, there is this

    if not hasattr(fcntl, "F_SETPIPE_SZ"):
        return _LEAST // number - _HEAD
    with suppress(OSError):  # a user may have but so much in pipes
        fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _PIPE)
    page = os.sysconf("SC_PAGE_SIZE")  # it holds so many pages, and a message that does not fit into one begins another
    pages = int(fcntl.fcntl(stream, fcntl.F_GETPIPE_SZ)) // page
    return pages // number * page - _HEAD


def send(stream: FileIO, message: bytes) -> None:
    """Write a message. Raises OSError when nobody will read it."""
    rest = memoryview(len(message).to_bytes(_HEAD, "little") + message)
    while rest:
        rest = rest[stream.write(rest) :]


def receive(stream: FileIO) -> bytearray:
    """The next message; waits for it. Raises EOFError when there will be none."""
    return _read(stream, int.from_bytes(_read(stream, _HEAD), "little"))


def _read(stream: FileIO, length: int) -> bytearray:
    data = bytearray(length)
    rest = memoryview(data)
    while rest:
        count = stream.readinto(rest)
        if not count:
            raise EOFError
        rest = rest[count:]
    return data
