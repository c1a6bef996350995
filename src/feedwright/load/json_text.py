"""Records in JSON (RFC 8259): one object, a list of objects, or an object that holds such a list."""

import re
from collections.abc import Iterator, Sequence
from json import JSONDecodeError, JSONDecoder
from typing import cast

import msgspec

from feedwright.load.faults import RecordError, byte_place, decode, without_illegal
from feedwright.load.field_lines import JsonLines
from feedwright.load.items import DEPTH_LIMIT, Item, as_written, check_depth, not_a_record, too_deep

LISTS = ("articles", "records", "items", "posts", "entries")
"""The names under which an object may hold its file's articles, as JSON Feed's `items` do."""


_VALUES = msgspec.json.Decoder(float_hook=as_written)
_PARTS = msgspec.json.Decoder(list[msgspec.Raw])
_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_HINT = "Mend it there; an editor or a program that checks JSON shows the place."
_POSITION = re.compile(r"^(?:JSON is malformed: )?(.*?)(?: \(byte (\d+)\))?$")
# A pair of surrogates, any other escape, or half of a pair, which is no character.
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u([dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)


def parse_object(data: bytes, line: int) -> tuple[dict[str, object], RecordError | None]:
    """The members of the JSON object that starts on `line`, and what should be mended in it.

    Raises RecordError when it is not JSON, not an object, or nested too deeply.
    """
    value, warning = _parse(data, line)
    if not isinstance(value, dict):
        raise not_a_record(value, line)
    return value, warning


def parse_leading_object(text: str) -> tuple[dict[str, object], int]:
    """The members of the JSON object at the start of `text`, and the position after it.

    Raises RecordError when there is no whole object; `text` may go on with anything.
    """
    try:
        value, end = JSONDecoder(parse_float=as_written, parse_constant=_refuse_constant).raw_decode(text)
    except JSONDecodeError as error:
        raise RecordError(
            "json-broken",
            f"The JSON is broken: {error.msg[0].lower()}{error.msg[1:]}.",
            hint=_HINT,
            line=error.lineno,
            column=error.colno,
        ) from error
    except RecursionError as error:
        raise too_deep() from error
    except ValueError as error:
        raise RecordError("json-broken", f"The JSON is broken: {error}.", hint=_HINT) from error
    check_depth(value, 1)
    return cast("dict[str, object]", value), end


def read_json_items(data: bytes) -> Iterator[Item | RecordError]:
    """The records of a JSON file, and a fault for each that is none.

    Raises RecordError when nothing of the file can be read.
    """
    start = len(data) - len(data.lstrip())
    if data[start : start + 1] == b"[":
        yield from _read_list(data, 1)
        return
    fields, warning = parse_object(data, 1)
    name = next((name for name in LISTS if _is_list_of_objects(fields.get(name))), None)
    if name is None:
        yield Item(fields, 1, JsonLines(data, 1), alone=True, warning=warning)
        return
    if warning:
        data = _cleaned(data, 1)[0]
        yield warning
    held = bytes(_MEMBERS.decode(data)[name])
    yield from _read_list(held, 1 + data.count(b"\n", 0, data.find(held)))


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _read_list(data: bytes, line: int) -> Iterator[Item | RecordError]:
    """The records of a JSON list that starts on `line`."""
    try:
        parts: Sequence[bytes | msgspec.Raw] = _PARTS.decode(data)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        fault = _fault(data, error, line)
        parts = _split(data)
        if not parts:
            raise fault from error
    position = 0
    for part in parts:
        text = bytes(part)
        found = data.find(text, position)
        line += data.count(b"\n", position, found)
        position = found
        try:
            fields, warning = parse_object(text, line)
        except RecordError as error:
            yield error
        else:
            yield Item(fields, line, JsonLines(text, line), alone=False, warning=warning)


def _split(data: bytes) -> list[bytes]:
    """The objects of a list that is broken somewhere, so that those beside the broken one can be read.

    Its layout tells them: each starts a line, as far indented as the first. Empty when there is no such layout.
    """
    first = re.match(rb"\s*\[\s*\n([ \t]*)\{", data)
    if first is None:
        return []
    starts = [match.start(1) for match in re.finditer(rb"^%b(\{)" % first[1], data, re.MULTILINE)]
    if len(starts) < 2:
        return []
    parts = [data[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]
    parts[-1] = parts[-1].removesuffix(b"]").rstrip()
    return [part.removesuffix(b",").rstrip() for part in parts]


def _parse(data: bytes, line: int) -> tuple[object, RecordError | None]:
    """The value of a JSON text, if need be without the characters that keep it from being one."""
    warning: RecordError | None = None
    try:
        value: object = _VALUES.decode(data)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        cleaned, warning = _cleaned(data, line)
        if warning is None:
            raise _fault(data, error, line) from error
        try:
            value = _VALUES.decode(cleaned)
        except (msgspec.DecodeError, RecursionError, ValueError) as second:
            raise _fault(cleaned, second, line) from second
    if data.count(b"[") + data.count(b"{") > DEPTH_LIMIT:
        check_depth(value, line)
    return value, warning


def _cleaned(data: bytes, line: int) -> tuple[bytes, RecordError | None]:
    """`data` without control characters and half surrogate pairs, and the warning that says so."""
    text, warning = without_illegal(decode(data, line), line)
    halves: list[int] = []

    def whole(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        halves.append(match.start())
        return ""

    text = _ESCAPE.sub(whole, text)
    if halves and warning is None:
        warning = RecordError(
            "control-character",
            "There is half of a character, a surrogate without its other half; it was left out.",
            hint="Delete the escape, or write the whole character.",
            severity="warning",
            line=line + text.count("\n", 0, halves[0]),
        )
    return text.encode(), warning


def _fault(data: bytes, error: Exception, first_line: int) -> RecordError:
    """What is wrong with a JSON text, from what its reader said."""
    if isinstance(error, RecursionError):
        return too_deep(first_line)
    try:
        decode(data, first_line)
    except RecordError as undecodable:
        return undecodable
    said = _POSITION.match(str(error).partition("\n")[0])
    if said is None or "truncated" in str(error):
        at, reason = len(data.rstrip()), "it ends too early, a quote or bracket is not closed"
    else:
        at, reason = int(said[2] or 0), said[1]
    line, column = byte_place(data, at)
    return RecordError(
        "json-broken", f"The JSON is broken: {reason}.", hint=_HINT, line=first_line + line - 1, column=column
    )


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no number in JSON")
