"""Where in a record file an id belongs, and the bytes that write it there: nothing else of the file changes."""

import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from feedwright.model import RawRecord

_LINE_END = re.compile(rb"\r\n|\n|\r")
_BOM = b"\xef\xbb\xbf"
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\(?:.|\Z))*(?:"|\Z)|[{}\[\]:,]', re.DOTALL)
_SPACE = re.compile(rb"\s*")
_JSON_GOES_ON = re.compile(rb"\s*(?:[\[{,\]}]|\Z)")
_FENCE = re.compile(rb"\s*(?P<fence>---|\+\+\+)(?P<language>yaml|toml|json)?[ \t]*(?:\r\n|\n|\r)")
_START_OF_ITEM = re.compile(rb"(?P<indent>[ \t]*(?:-[ \t]+)*)(?P<flow>\{[ \t]*)?")
_PLAIN = re.compile(r"^[A-Za-z][\w./@%~+-]*(?::[\w./@%~+,-]+)*$", re.ASCII)  # YAML needs no quotes around it


class Pin(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes to be put into a file."""

    at: int
    data: bytes


class _Object(msgspec.Struct, kw_only=True):
    """An object in a JSON text."""

    start: int
    line: int
    names: set[str]


def pin_for(data: bytes, suffix: str, record: RawRecord, identity: str, *, after: int = 0) -> Pin | None:
    """What writes `identity` into `record` of the file with the bytes `data`; None where its place cannot be told.

    `suffix` is the file's, in lower case; the records of a JSON file are looked for from the byte `after` on.
    """
    if suffix in {".json", ".jsonl", ".ndjson"}:
        return _json_pin(data, record, identity, after)
    if suffix in {".yaml", ".yml"}:
        return _field_pin(data, record, _yaml(identity))
    fence = _FENCE.match(data.removeprefix(_BOM))
    language = fence and (fence["language"] or (b"toml" if fence["fence"] == b"+++" else b"yaml"))
    if language == b"json" or (fence is None and data.removeprefix(_BOM).lstrip().startswith(b"{")):
        return _json_pin(data, record, identity, after)
    if language == b"toml":
        return _field_pin(data, record, f"id = {json.dumps(identity)}")
    if language == b"yaml" and not record.fields:
        start = len(data) - len(data.removeprefix(_BOM)) + (fence.end() if fence else 0)
        return Pin(at=start, data=_yaml(identity).encode() + _end_of_line(data))
    if record.fields:
        return _field_pin(data, record, _yaml(identity) if language else f"id: {identity}")
    end = _end_of_line(data)
    header = end.join((b"---", _yaml(identity).encode(), b"---", b""))
    return Pin(at=len(data) - len(data.removeprefix(_BOM)), data=header)


def pinned(data: bytes, pins: Sequence[Pin]) -> bytes:
    """`data` with the bytes of `pins` in their places."""
    for pin in sorted(pins, key=lambda each: each.at, reverse=True):
        data = data[: pin.at] + pin.data + data[pin.at :]
    return data


def _yaml(identity: str) -> str:
    return f"id: {identity if _PLAIN.match(identity) else json.dumps(identity, ensure_ascii=False)}"


def _end_of_line(data: bytes) -> bytes:
    """The end of lines in this file."""
    found = _LINE_END.search(data)
    return found[0] if found else b"\n"


def _field_pin(data: bytes, record: RawRecord, written: str) -> Pin | None:
    """A line before the record's first field; in a list's item it takes the place behind the dash."""
    lines = [line for name in record.fields if (line := record.lines.line(name)) is not None]
    start = _line_start(data, min(lines)) if lines else None
    if start is None:
        return None
    item = _START_OF_ITEM.match(data, start)
    if item is None:
        return None
    if item["flow"]:
        name, _, value = written.partition(": ")
        quoted = value if value.startswith('"') else json.dumps(value)  # a comma would end it here
        return Pin(at=item.end(), data=f"{name}: {quoted}, ".encode())
    indent = re.sub(rb"[^ \t]", b" ", item["indent"])
    return Pin(at=item.end(), data=written.encode() + _end_of_line(data) + indent)


def _line_start(data: bytes, number: int) -> int | None:
    """Where line `number` (from 1) begins; None when there is none."""
    start = len(data) - len(data.removeprefix(_BOM))
    for _ in range(number - 1):
        end = _LINE_END.search(data, start)
        if end is None:
            return None
        start = end.end()
    return start


def _json_pin(data: bytes, record: RawRecord, identity: str, after: int) -> Pin | None:
    """The first name of the record's object, laid out as the one that follows it."""
    names = set(record.fields)
    found = _objects(data)
    for each in found[bisect_left(found, after, key=lambda other: other.start) :]:
        here = each.line == (record.origin.line or 1) or record.stem is not None
        if here and each.names and each.names in (names, names - {"draft"}):  # load adds "draft" in a folder of drafts
            written = f'"id": {json.dumps(identity, ensure_ascii=False)},'.encode()
            space = _SPACE.match(data, each.start + 1)
            before = space[0] if space else b""
            return Pin(at=each.start + 1, data=before + written + (b"" if before else b" "))
    return None


@lru_cache(maxsize=1)
def _objects(data: bytes) -> Sequence[_Object]:
    """The objects of a JSON text, or of the JSON header of another, in the order of their places."""
    found: list[_Object] = []
    open_: list[_Object | None] = []  # None for a list
    last = b""
    line, counted = 1, 0
    for token in _TOKEN.finditer(data):
        mark = token[0]
        if mark == b"{":
            line += data.count(b"\n", counted, token.start())
            counted = token.start()
            each = _Object(start=token.start(), line=line, names=set())
            open_.append(each)
            found.append(each)
        elif mark == b"[":
            open_.append(None)
        elif mark in b"}]" and open_:
            open_.pop()
            if not open_ and not _JSON_GOES_ON.match(data, token.end()):
                break  # the text after a header
        elif mark == b":" and open_ and (inner := open_[-1]) is not None:
            inner.names.add(_decoded(last))
        last = mark
    return found


def _decoded(name: bytes) -> str:
    try:
        return str(json.loads(name))
    except ValueError:
        return name.decode("utf-8", "replace")
