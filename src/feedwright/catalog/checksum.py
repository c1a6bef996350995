"""CRC-32 of each part of the catalog's file: it keeps nobody out, it tells a damaged file from a whole one.

What a build has written says which parts are other ones by then, so that an edit in a large archive looks at a few.
"""

import threading
import zlib
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from io import FileIO
from pathlib import Path

FILE = "catalog.sqlite"
PART = 1 << 16
"""Bytes of a part."""
DIGITS = 8
"""Hexadecimal digits of a part's checksum."""
_WAL_HEADER, _FRAME_HEADER = 32, 24  # bytes; https://sqlite.org/fileformat.html, section 4
_PAGE_NUMBER = 4  # bytes, the first of a frame's header


def checksum(file: Path) -> str:
    """The checksums of all parts of a file in their order, DIGITS digits for each; two halves are read side by side.

    Raises OSError when it cannot be read.
    """
    number = _parts_of(file)
    second: list[str] = []

    def take_second() -> None:
        with suppress(OSError):
            second.extend(_of_parts(file, range(number // 2, number)))

    beside = threading.Thread(target=take_second)
    beside.start()
    first = _of_parts(file, range(number // 2))
    beside.join()
    if len(first) + len(second) != number:
        raise OSError(f"{file} cannot be read to its end")
    return "".join((*first, *second))


def checksum_again(file: Path, known: str, written: Collection[int]) -> str:
    """The same of a file whose checksums were `known`, and of which some parts (from 0) were `written` since then.

    Raises OSError when it cannot be read.
    """
    told = [known[at : at + DIGITS] for at in range(0, len(known), DIGITS)]
    number = _parts_of(file)
    told = [*told[:number], *[""] * (number - len(told))]
    end = range(max(0, min(len(known) // DIGITS, number) - 1), number)  # where it has become longer or shorter
    others = sorted({*(part for part in written if 0 <= part < number), *end})
    values = _of_parts(file, others)
    if len(values) != len(others):
        raise OSError(f"{file} cannot be read to its end")
    for part, value in zip(others, values, strict=True):
        told[part] = value
    return "".join(told)


def parts_written(log: Path, page_size: int) -> set[int] | None:
    """The parts (from 0) of the catalog that SQLite's write-ahead log has pages of; None where it tells nothing.

    `page_size` is that of the log, in bytes; a part holds some whole pages.
    """
    try:
        with log.open("rb", buffering=0) as stream:
            frame = _FRAME_HEADER + page_size
            places = range(_WAL_HEADER, log.stat().st_size - frame + 1, frame)
            pages = [_page_at(place, stream) for place in places]
    except OSError:
        return None
    return {(page - 1) * page_size // PART for page in pages} or None


def _page_at(place: int, log: FileIO) -> int:
    log.seek(place)
    return int.from_bytes(log.read(_PAGE_NUMBER) or b"", "big")


def _parts_of(file: Path) -> int:
    return -(-file.stat().st_size // PART)


def _of_parts(file: Path, parts: Iterable[int]) -> list[str]:
    """The checksums of some parts of a file, in their order; fewer where it ends before."""
    told: list[str] = []
    room = memoryview(bytearray(PART))  # the same bytes each time: no memory has to be asked for
    with file.open("rb", buffering=0) as stream:
        for part in parts:
            stream.seek(part * PART)
            count = stream.readinto(room)
            if not count:
                break
            told.append(f"{zlib.crc32(room[:count]):0{DIGITS}x}")
    return told


class Checking:
    """A checksum that is taken while something else is done: for 100,000 articles it takes 30 ms."""

    def __init__(self, file: Path, taken: Callable[[], str | None]) -> None:
        """`taken` waits for the checksum; None where the file could not be read."""
        self._file = file
        self._taken = taken

    def matches(self, noted: str) -> bool:
        """Whether `noted` is the file's checksum. Raises OSError when the file cannot be read.

        It is taken again where it is not: another build may have written the file in between.
        """
        return self._taken() == noted or checksum(self._file) == noted

    def wait(self) -> None:
        """Return once the file is no longer being read."""
        self._taken()


def begin_checking(folder: Path) -> Checking:
    """Check the catalog in `folder` in a thread."""
    file = folder / FILE
    value: list[str | None] = []
    thread = threading.Thread(target=lambda: value.append(checksum_of(file)), daemon=True)
    thread.start()

    def taken() -> str | None:
        thread.join()
        return value[0] if value else None

    return Checking(file, taken)


def checksum_of(file: Path) -> str | None:
    """The checksum of a file; None where it cannot be read: there is none yet, or whoever asks will hear of it."""
    try:
        return checksum(file)
    except OSError:
        return None
