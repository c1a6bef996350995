"""Records in JSON Lines: an object a line, in a file of any length, read with the memory of one line."""

import hashlib
from collections.abc import Container, Iterator
from io import BufferedReader, FileIO
from typing import NamedTuple

from feedwright.load.digests import DIGEST_SIZE
from feedwright.load.faults import RecordError, is_utf16, utf16
from feedwright.load.field_lines import SameLine
from feedwright.load.files import RECORD_LIMIT, RecordFile, open_file, unreadable
from feedwright.load.items import Item
from feedwright.load.json_text import parse_object

_BUFFER = 1 << 18
_FOR_EVER = 1 << 62


class Span(NamedTuple):
    """Whole lines of a file: bytes from `start` to `stop`, and the number of the first line, from 1."""

    start: int
    stop: int
    line: int


def spans_of(file: RecordFile, size: int) -> tuple[bytes, list[Span]]:
    """(a digest of the bytes of a file, its lines in spans of about `size` bytes), with the memory of one span.

    No spans where the file cannot be read or is UTF-16: `read_json_lines` says why.
    """
    digest = hashlib.sha256()
    spans: list[Span] = []
    start, line = 0, 1  # of the span that has not ended yet
    position, lines = 0, 0
    try:
        with FileIO(open_file(file)) as stream:
            while part := stream.read(size):
                if not position and is_utf16(part[:4]):
                    return b"", []
                digest.update(part)
                end = part.rfind(b"\n") + 1
                if end:
                    lines += part.count(b"\n")
                    spans.append(Span(start, position + end, line))
                    start, line = position + end, 1 + lines
                position += len(part)
    except (OSError, RecordError):
        return b"", []
    if start < position:
        spans.append(Span(start, position, line))
    return digest.digest()[:DIGEST_SIZE], spans


def read_json_lines(
    file: RecordFile, *, span: Span | None = None, wanted: Container[int] | None = None
) -> Iterator[Item | RecordError]:
    """The record of each line that is not blank, or its fault; only those in `span`, or with `wanted` numbers.

    Raises RecordError when the file cannot be opened or read on, or is UTF-16.
    """
    try:
        with BufferedReader(FileIO(open_file(file)), _BUFFER) as stream:
            if span is None or span.start == 0:
                start = stream.peek(4)[:4]
                if is_utf16(start):
                    raise utf16()
                if start.startswith(b"\xef\xbb\xbf"):
                    stream.read(3)
            else:
                stream.seek(span.start)
            for number, line in _lines(stream, span or Span(0, _FOR_EVER, 1)):
                if wanted is not None and number not in wanted:
                    continue
                if isinstance(line, RecordError):
                    yield line
                elif not line.isspace():
                    yield _read_line(line, number)
    except OSError as error:
        raise unreadable(error) from error


def _lines(stream: "BufferedReader[FileIO]", span: Span) -> Iterator[tuple[int, bytes | RecordError]]:
    """The lines with their numbers; a fault for one that is too long, of which the rest is passed over."""
    number = span.line - 1
    position = stream.tell()
    while position < span.stop and (line := stream.readline(RECORD_LIMIT + 1)):
        number += 1
        position += len(line)
        if len(line) <= RECORD_LIMIT:
            yield number, line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_BUFFER)):
            position += len(line)
        message = f"The line is too long: a record may have {RECORD_LIMIT:,} bytes."
        yield number, RecordError("too-large", message, hint="Shorten the record.", line=number)


def _read_line(line: bytes, number: int) -> Item | RecordError:
    try:
        fields, _, warning = parse_object(line, number)
    except RecordError as error:
        return error
    return Item(fields, number, SameLine(number), alone=False, warning=warning)
