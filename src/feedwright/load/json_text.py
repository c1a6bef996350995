"""Records in JSON (RFC 8259): one object, a list of objects, or an object that holds such a list."""

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import TypeVar

import msgspec

from feedwright.load.escapes import without_halves
from feedwright.load.faults import RecordError, byte_place, decode, without_illegal
from feedwright.load.field_lines import JsonLines
from feedwright.load.items import Item, as_written, check_depth, field_double, not_a_record, too_deep
from feedwright.load.json_names import double_name, json_names
from feedwright.patterns import pattern

LISTS = ("articles", "records", "items", "posts", "entries")
"""The names under which an object may hold its file's articles, as JSON Feed's `items` do."""

_Value = TypeVar("_Value")
_VALUES = msgspec.json.Decoder(object, float_hook=as_written)
_PARTS = msgspec.json.Decoder(list[msgspec.Raw])
_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])
# Finds where an object ends; whether it is sound is for `parse_object` to say.
_LEADING = JSONDecoder(parse_float=str, parse_int=str, strict=False)
_HINT = "Mend it there; an editor or a program that checks JSON shows the place."
_POSITION = pattern(r"^(?:JSON is malformed: )?(.*?)(?: - at `.*`)?(?: \(byte (\d+)\))?$")
_COLUMNS = 10_000  # to look for the start of an endless line again and again would take too long
_HELD_LIST = re.compile(rb'"(?:%b)"\s*+:\s*+(?=\[)' % "|".join(LISTS).encode())


def parse_object(data: bytes, line: int) -> tuple[dict[str, object], JsonLines, RecordError | None]:
    """The members of the JSON object that starts on `line`, their lines, and what should be mended in it.

    Raises RecordError when it is not JSON, not an object, nested too deeply, or has a name twice.
    """
    value, data, warning = _decoded(_VALUES, data, line)
    check_depth(value, line)
    if not isinstance(value, dict):
        raise not_a_record(value, line)
    if double := double_name(data, value):
        raise field_double(double.path[-1], line + data.count(b"\n", 0, double.at))
    return value, JsonLines(data, line), warning


def parse_leading_object(text: str, line: int) -> tuple[dict[str, object], JsonLines, RecordError | None, int]:
    """Like parse_object, of the JSON object that `text` starts with, and the position after it.

    Raises RecordError when there is no sound object; `text` may go on with anything.
    """
    try:
        _, end = _LEADING.raw_decode(text)
    except JSONDecodeError as error:
        raise RecordError(
            "json-broken",
            f"The JSON is broken: {error.msg[0].lower()}{error.msg[1:]}.",
            hint=_HINT,
            line=line + error.lineno - 1,
            column=error.colno,
        ) from error
    except RecursionError as error:
        raise too_deep(line) from error
    return *parse_object(text[:end].encode(), line), end


def read_json_items(data: bytes) -> Iterator[Item | RecordError]:
    """The records of a JSON file, and a fault for each that is none.

    Raises RecordError when nothing of the file can be read.
    """
    start = len(data) - len(data.lstrip())
    if data[start : start + 1] == b"[":
        yield from _read_list(data, start)
        return
    if data[start : start + 1] != b"{":
        parse_object(data, 1)  # says what it is instead
    try:
        members, cleaned, warning = _decoded(_MEMBERS, data, 1)
    except RecordError:
        held = _HELD_LIST.search(data)
        if held is None or not _split(data[held.end() :]):
            raise
        yield from _read_list(data, held.end())
        return
    name = next((name for name in LISTS if name in members and _is_list_of_objects(members[name])), None)
    if name is None:
        fields, lines, warning = parse_object(data, 1)
        yield Item(fields, 1, lines, alone=True, warning=warning)
        return
    if warning:
        yield warning
    if double := next((each for each in json_names(cleaned) if each.double and len(each.path) == 1), None):
        yield field_double(double.path[0], 1 + cleaned.count(b"\n", 0, double.at))
    held_list = bytes(members[name])
    start = cleaned.find(held_list)
    yield from _read_list(cleaned, start, start + len(held_list))


def _is_list_of_objects(member: msgspec.Raw) -> bool:
    text = bytes(member)
    if not text.startswith(b"["):
        return False
    parts = _PARTS.decode(text)
    return bool(parts) and all(bytes(part).startswith(b"{") for part in parts)


def _read_list(data: bytes, start: int, end: int | None = None) -> Iterator[Item | RecordError]:
    """The records of the JSON list from `start` to `end` in the bytes of a file."""
    line = 1 + data.count(b"\n", 0, start)
    held = data[start:end]
    warning: RecordError | None = None
    try:
        raw, held, warning = _decoded(_PARTS, held, line)
        parts = [bytes(part) for part in raw]
    except RecordError as error:
        parts = _split(held)
        if not parts:
            raise _in_file(error, line, data, start) from error
    if warning:
        yield _in_file(warning, line, data, start)
    data = data[:start] + held
    position = start
    for text in parts:
        found = data.find(text, position)
        line += data.count(b"\n", position, found)
        position = found + 1
        try:
            fields, lines, warning = parse_object(text, line)
        except RecordError as error:
            yield _in_file(error, line, data, found)
            continue
        warning = _in_file(warning, line, data, found) if warning else None
        yield Item(fields, line, lines, alone=False, warning=warning)


def _in_file(error: RecordError, line: int, data: bytes, at: int) -> RecordError:
    """`error` about a text that stands on `line` of `data`, at `at`: with the column of the file."""
    if error.line == line and error.column is not None:
        start = data.rfind(b"\n", max(at - _COLUMNS, 0), at) + 1
        known = start or at < _COLUMNS
        error.column = error.column + len(data[start:at].decode("utf-8", "replace")) if known else None
    return error


def _split(data: bytes) -> list[bytes]:
    """The objects of a list that is broken somewhere, so that those beside the broken one can be read.

    Its layout tells them: each starts a line, as far indented as the first, and the list ends with a `]` that starts a
    line and is not further in. Empty when there is no such layout.
    """
    first = re.match(rb"\s*\[\s*\n([ \t]*)\{", data)
    if first is None:
        return []
    starts = [match.start(1) for match in re.finditer(rb"^%b(\{)" % first[1], data, re.MULTILINE)]
    if len(starts) < 2:
        return []
    end = re.compile(rb"^[ \t]{0,%d}\]" % len(first[1]), re.MULTILINE).search(data, starts[-1])
    last = end.start() if end else len(data)
    parts = [data[start:end].rstrip() for start, end in zip(starts, [*starts[1:], last], strict=True)]
    if end is None:
        parts[-1] = parts[-1].removesuffix(b"]").rstrip()
    return [part.removesuffix(b",").rstrip() for part in parts]


def _decoded(
    decoder: "msgspec.json.Decoder[_Value]", data: bytes, line: int
) -> tuple[_Value, bytes, RecordError | None]:
    """What `decoder` reads, of which bytes, and a warning when characters had to be left out of `data` for it."""
    try:
        return decoder.decode(data), data, None
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        first = error
    text, warning = without_illegal(_text(data, first, line), line)
    text, half = without_halves(text, line)
    if warning is None and half is None:
        raise _fault(data, first, line) from first
    data = text.encode()
    try:
        return decoder.decode(data), data, warning or half
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise _fault(data, error, line) from error


def _text(data: bytes, error: Exception, line: int) -> str:
    """`data` as text. Raises RecordError when there is nothing in its characters that could be left out."""
    if isinstance(error, RecursionError):
        raise too_deep(line) from error
    return decode(data, line)


def _fault(data: bytes, error: Exception, first_line: int) -> RecordError:
    """What is wrong with a JSON text, from what its reader said."""
    if isinstance(error, RecursionError):
        return too_deep(first_line)
    said = _POSITION.match(str(error).partition("\n")[0])
    at: int | None
    if said is None or "truncated" in str(error):
        at, reason = len(data.rstrip()), "it ends too early, a quote or bracket is not closed"
    else:
        at, reason = int(said[2]) if said[2] else None, said[1][:1].lower() + said[1][1:]
        if at and reason == "trailing characters":  # the reader is already one further
            at, reason = at - 1, "something follows after its end"
    line, column = (1, None) if at is None else byte_place(data, at)
    return RecordError(
        "json-broken", f"The JSON is broken: {reason}.", hint=_HINT, line=first_line + line - 1, column=column
    )
