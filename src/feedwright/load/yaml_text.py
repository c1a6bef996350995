"""Records in YAML 1.2, read by ryaml: dates and `no` stay text, double keys and alias bombs are refused."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from feedwright.load.escapes import in_one_escape, without_halves
from feedwright.load.faults import RecordError, without_illegal
from feedwright.load.field_lines import YamlLines
from feedwright.load.items import Item, as_written, check_depth, field_double, not_a_record, too_deep
from feedwright.load.yaml_bounds import check_bounds
from feedwright.patterns import pattern

_DOCUMENT = pattern(r"^---(?=\s|$)", re.MULTILINE)
_NOTHING = pattern(r"(?:\s*(?:#.*|%.*|\.\.\.)?(?:\n|$))*\Z")  # no value: comments, directives, an end mark
_LIST_ITEM = pattern(r"^([ ]*)-(?=\s)", re.MULTILINE)
# A number that might not be written again as it was, by its fraction, exponent, sign or length.
_NUMBER = pattern(
    r"(?<![^\s\[,{:])(?:(?P<fraction>[-+]?(?:[0-9]+\.[0-9]*+|\.[0-9]++|[0-9]++(?=[eE]))(?:[eE][-+]?[0-9]++)?)"
    r"|\+[0-9]++|-[0-9]{19,}+|[0-9]{20,}+|0[xo][\da-fA-F]{16,}+)(?=\s*+(?:[,\]}#:]|\Z)|[ \t]*+\n)"
)
_SCALARS = frozenset((str, int, float, bool, type(None)))
# Every such number has one of these, and they are found in a third of the time: each begins with few characters.
_SIGNS_OF_NUMBER = tuple(map(pattern, (r"[0-9.](?:[.eExo]|[0-9]{18})", r"\.[0-9]", r"\+(?<![^\s\[,{:]\+)[0-9]")))
_WHOLE = pattern(r"-?[1-9]\d{0,19}")
_MARKS = tuple(map(chr, range(0xE000, 0xE010)))  # characters for private use
_POSITION = pattern(r" at (?:line (\d+) column (\d+)|position (\d+))")
_DOUBLE = pattern(r'duplicate entry with key "(.*?)"(?: at line |$)', re.DOTALL)
_REASONS = {
    "repetition limit": "its aliases (`*name`) stand for too much",
    "unhashable type": "a list or a table stands where a name has to be",
}
_HINT = 'Put the value into quotes when it holds ": " or " #" or starts with a sign such as * & ! % @ `.'


def read_yaml_items(text: str) -> Iterator[Item | RecordError]:
    """The records of a YAML file, and a fault for each that is none.

    A document holds one record or a list of them. A document, or an item of a list, that is broken costs itself.
    """
    documents = list(_documents(text))
    line, last = 1, 0
    for start, document in documents:
        line += text.count("\n", last, start)
        last = start
        try:
            value, warning = parse_yaml(document, line)
        except RecordError as error:
            parts = _list_parts(document, line)
            if len(parts) < 2:
                yield error
            for part, first in parts if len(parts) > 1 else ():
                yield _part(part, first)
            continue
        if isinstance(value, list):
            yield from _listed(value, document, line, warning)
        else:
            yield _record(value, document, line, warning, alone=len(documents) == 1)


def parse_yaml(text: str, line: int) -> tuple[object, RecordError | None]:
    """The value of the YAML text that starts on `line`, and what should be mended in it.

    Numbers that YAML would round or shorten (1.10) stay text. Raises RecordError when it is not YAML or too deep.
    """
    text, warning = without_illegal(text, line)
    check_bounds(text, line)
    try:
        value = _read(text)
    except (ValueError, RecursionError) as error:
        mended, half = without_halves(text, line)
        mended = in_one_escape(mended)
        if mended == text:
            raise _fault(text, error, line) from error
        try:
            value = _read(mended)
        except (ValueError, RecursionError):
            raise _fault(text, error, line) from error
        warning = warning or half
    check_depth(value, line)
    return value, warning


def read_exactly(text: str) -> object:
    """The value of a YAML text, with its numbers as they were written. Raises ValueError when it cannot be read so."""
    marked, mark = _numbers_marked(text)
    return _unmarked(_loads(marked), mark)


def _read(text: str) -> object:
    """The value of a YAML text, with its numbers as they were written where that can be."""
    marked, mark = _numbers_marked(text)
    try:
        value: object = _loads(marked)
    except ValueError:
        if not mark:
            raise
        # Again as it was written, so that what is said is about that, and a tag like `!!float` has its number.
        value, mark = _loads(text), ""
    return _unmarked(value, mark)


def _loads(text: str) -> object:
    """The value of a YAML text, as ryaml reads it. Raises ValueError when it cannot be read."""
    from ryaml import loads  # type: ignore[attr-defined] # its stub does not export it

    value: object = loads(text)
    return value


def _numbers_marked(text: str) -> tuple[str, str]:
    """A YAML text whose numbers are text where they have to be, and the mark that makes them text, "" for none."""
    if not any(sign.search(text) for sign in _SIGNS_OF_NUMBER) or not _NUMBER.search(text):
        return text, ""
    lowered = text.lower() if "\\u" in text or "\\U" in text else ""
    mark = next((each for each in _MARKS if each not in text and f"{ord(each):x}" not in lowered), "")
    return _NUMBER.sub(lambda number: _kept(number, mark), text), mark


def _unmarked(value: object, mark: str) -> object:
    return value if not mark and _is_plain(value) else _plain(value, mark)


def _kept(number: re.Match[str], mark: str) -> str:
    """A number that has to stay text, marked with a character that no number has."""
    written = number[0]
    if number["fraction"]:
        kept = isinstance(as_written(written), str)
    else:
        kept = not _WHOLE.fullmatch(written) or not -(2**63) <= int(written) < 2**64  # what ryaml can hold
    return written + mark if kept else written


def _is_plain(value: object) -> bool:
    """Whether all names are text, as they nearly always are: to look costs a tenth of making everything anew."""
    if isinstance(value, dict):
        return all(type(name) is str and (type(each) in _SCALARS or _is_plain(each)) for name, each in value.items())
    return not isinstance(value, list) or all(type(each) in _SCALARS or _is_plain(each) for each in value)


def _plain(value: object, mark: str) -> object:
    """`value` with text for names, and without marks. Raises ValueError when two names are one."""
    if isinstance(value, str):
        return value.replace(mark, "") if mark and mark in value else value
    if isinstance(value, dict):
        plain = {_name(key, mark): _plain(each, mark) for key, each in value.items()}
        if len(plain) != len(value):
            names = [_name(key, mark) for key in value]
            raise ValueError(f'duplicate entry with key "{next(each for each in names if names.count(each) > 1)}"')
        return plain
    return [_plain(each, mark) for each in value] if isinstance(value, list) else value


def _name(key: object, mark: str) -> str:
    """A name as text."""
    if isinstance(key, str) and not mark:
        return key
    if key is None or isinstance(key, bool):
        return {None: "null", True: "true", False: "false"}[key]
    return str(_plain(key, mark))


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """Each document that holds something, with its position; directives before a document belong to it."""
    starts = [match.start() for match in _DOCUMENT.finditer(text)]
    if not starts or not _NOTHING.match(text, 0, starts[0]):
        starts.insert(0, 0)
    for start, end in pairwise([*starts, len(text)]):
        document = text[start:end]
        if not _NOTHING.match(document, 3 if document.startswith("---") else 0):
            yield start, document


def _record(value: object, text: str, line: int, warning: RecordError | None, *, alone: bool) -> Item | RecordError:
    if not isinstance(value, dict):
        return not_a_record(value, line)
    return Item(cast("dict[str, object]", value), line, YamlLines(text, line), alone=alone, warning=warning)


def _listed(values: list[object], text: str, line: int, warning: RecordError | None) -> Iterator[Item | RecordError]:
    """The records of a list; a warning is given once, with the first."""
    parts = _list_parts(text, line)
    if len(parts) != len(values):  # a list in one line, or with comments that look like items
        parts = [(text, line)] * len(values)
    for value, (part, first) in zip(values, parts, strict=True):
        yield _record(value, part, first, warning, alone=False)
        warning = None


def _part(text: str, line: int) -> Item | RecordError:
    """The record of one item of a list that is broken somewhere."""
    try:
        value, warning = parse_yaml(text, line)
    except RecordError as error:
        return error
    return _record(value, text, line, warning, alone=False)


def _list_parts(text: str, line: int) -> list[tuple[str, int]]:
    """The items of the list that a YAML text is, each as the text of a table, with its line."""
    first = _LIST_ITEM.search(text)
    if first is None or not _NOTHING.match(text, 3 if text.startswith("---") else 0, first.start()):
        return []
    starts = [match.start() for match in _LIST_ITEM.finditer(text) if match[1] == first[1]]
    parts = []
    last = 0
    for start, end in pairwise([*starts, len(text)]):
        line += text.count("\n", last, start)
        last = start
        parts.append((text[start:end].replace("-", " ", 1), line))
    return parts


def _fault(text: str, error: Exception, first_line: int) -> RecordError:
    """What is wrong with a YAML text, from what its reader said."""
    said = str(error)
    places = list(_POSITION.finditer(said))
    # What is still open at the end has to be closed where it began; any other fault is where the reader stopped.
    line, column = _place(text, places[-1 if "end of stream" in said else 0] if places else None)
    if double := _DOUBLE.search(said):
        return _double(text, double[1], line, column, first_line)
    if isinstance(error, RecursionError) or "recursion" in said or "depth" in said:
        return too_deep(first_line)
    reason = _POSITION.sub("", said.partition(", while")[0])
    reason = next((plain for part, plain in _REASONS.items() if part in reason), reason)
    return RecordError(
        "yaml-broken", f"The YAML is broken: {reason}.", hint=_HINT, line=first_line + line - 1, column=column
    )


def _double(text: str, name: str, line: int, column: int | None, first_line: int) -> RecordError:
    """The fault of a table that starts at `line` and `column` (None: the whole text) and has `name` twice."""
    start = _line_start(text, line)
    if column is None:
        first = re.compile(r"^[ ]*(?=[^\s#%-])", re.MULTILINE).search(text)
        column = len(first[0]) + 1 if first else 1
    written = rf"""^[ -]{{{column - 1}}}["']?{re.escape(name)}["']?[ \t]*:"""
    found = list(re.compile(written, re.MULTILINE).finditer(text, start))
    at = found[1].start() if len(found) > 1 else start
    return field_double(name, first_line + text.count("\n", 0, at))


def _line_start(text: str, line: int) -> int:
    """Where the line with this number, from 1, begins."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at


def _place(text: str, place: re.Match[str] | None) -> tuple[int, int | None]:
    """The line and column, from 1, of a place that the reader named."""
    if place is None:
        return 1, None
    if place[1]:
        last = 1 + text.rstrip("\n").count("\n")
        return (int(place[1]), int(place[2])) if int(place[1]) <= last else (last, None)
    return 1 + text.count("\n", 0, int(place[3])), None
