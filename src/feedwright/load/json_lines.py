"""Records in JSON Lines: an object a line, in a file of any length, read with the memory of one line."""

from collections.abc import Iterator
from io import BufferedReader, FileIO

from feedwright.load.faults import RecordError, is_utf16, utf16
from feedwright.load.field_lines import SameLine
from feedwright.load.files import RECORD_LIMIT, RecordFile, open_file, unreadable
from feedwright.load.items import Item
from feedwright.load.json_text import parse_object

_BUFFER = 1 << 18


def read_json_lines(file: RecordFile) -> Iterator[Item | RecordError]:
    """The record of each line that is not blank, or its fault.

    Raises RecordError when the file cannot be opened or read on, or is UTF-16.
    """
    try:
        with BufferedReader(FileIO(open_file(file)), _BUFFER) as stream:
            start = stream.peek(4)[:4]
            if is_utf16(start):
                raise utf16()
            if start.startswith(b"\xef\xbb\xbf"):
                stream.read(3)
            for number, line in _lines(stream):
                if isinstance(line, RecordError):
                    yield line
                elif not line.isspace():
                    yield _read_line(line, number)
    except OSError as error:
        raise unreadable(error) from error


def _lines(stream: "BufferedReader[FileIO]") -> Iterator[tuple[int, bytes | RecordError]]:
    """The lines with their numbers; a fault for one that is too long, of which the rest is passed over."""
    number = 0
    while line := stream.readline(RECORD_LIMIT + 1):
        number += 1
        if len(line) <= RECORD_LIMIT:
            yield number, line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_BUFFER)):
            pass
        message = f"The line is too long: a record may have {RECORD_LIMIT:,} bytes."
        yield number, RecordError("too-large", message, hint="Shorten the record.", line=number)


def _read_line(line: bytes, number: int) -> Item | RecordError:
    try:
        fields, _, warning = parse_object(line, number)
    except RecordError as error:
        return error
    return Item(fields, number, SameLine(number), alone=False, warning=warning)
