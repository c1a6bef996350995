"""Records in YAML 1.2, read by ryaml: dates and `no` stay text, double keys and alias bombs are refused."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from ryaml import loads  # type: ignore[attr-defined] # its stub does not export it

from feedwright.load.faults import RecordError, without_illegal
from feedwright.load.field_lines import YamlLines
from feedwright.load.items import Item, as_written, check_depth, not_a_record, too_deep

_DOCUMENT = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_NOTHING = re.compile(r"(?:\s*(?:#.*|%.*|\.\.\.)?(?:\n|$))*\Z")  # no value: comments, directives, an end mark
_LIST_ITEM = re.compile(r"^([ ]*)-(?=\s)", re.MULTILINE)
# A fraction, an exponent or a sign: a number that might not be written again as it was.
_NUMBER = re.compile(
    r"(?<![^\s\[,{:])[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE+]))(?:[eE][-+]?\d+)?(?=\s*(?:[,\]}#]|$))", re.MULTILINE
)
_UNUSED = "\ue000"  # a character for private use
_POSITION = re.compile(r" at (?:line (\d+) column (\d+)|position (\d+))")
_DOUBLE = re.compile(r'^duplicate entry with key "(.*)"$', re.DOTALL)
_HINT = 'Put the value into quotes when it holds ": " or " #" or starts with a sign such as * & ! % @ `.'


def read_yaml_items(text: str) -> Iterator[Item | RecordError]:
    """The records of a YAML file, and a fault for each that is none.

    A document holds one record or a list of them. A document, or an item of a list, that is broken costs itself.
    """
    documents = list(_documents(text))
    for start, document in documents:
        line = 1 + text.count("\n", 0, start)
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
    try:
        value: object = loads(_NUMBER.sub(_kept, text) if _UNUSED not in text else text)
    except ValueError as error:
        raise _fault(text, error, line) from error
    except RecursionError as error:
        raise too_deep(line) from error
    check_depth(value, line)
    return _plain(value), warning


def _kept(number: re.Match[str]) -> str:
    """A number that has to stay text, marked with a character that no number has."""
    return number[0] if isinstance(as_written(number[0]), float) else number[0] + _UNUSED


def _plain(value: object) -> object:
    """`value` with text for keys, and without marks."""
    if isinstance(value, str):
        return value.replace(_UNUSED, "") if _UNUSED in value else value
    if isinstance(value, dict):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


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
    if first is None:
        return []
    starts = [match.start() for match in _LIST_ITEM.finditer(text) if match[1] == first[1]]
    return [
        (text[start:end].replace("-", " ", 1), line + text.count("\n", 0, start))
        for start, end in pairwise([*starts, len(text)])
    ]


def _fault(text: str, error: ValueError, first_line: int) -> RecordError:
    """What is wrong with a YAML text, from what its reader said."""
    said = str(error)
    if double := _DOUBLE.match(said):
        found = list(re.finditer(rf"""^[ -]*["']?{re.escape(double[1])}["']?[ \t]*:""", text, re.MULTILINE))
        line = first_line + (text.count("\n", 0, found[1].start()) if len(found) > 1 else 0)
        return RecordError("field-double", f"`{double[1]}` is written twice.", hint="Delete one of the two.", line=line)
    if "recursion" in said or "depth" in said:
        return too_deep(first_line)
    places = list(_POSITION.finditer(said))
    # What is still open at the end has to be closed where it began; any other fault is where the reader stopped.
    place = places[-1 if "end of stream" in said else 0] if places else None
    reason = _POSITION.sub("", said.partition(", while")[0])
    line, column = _place(text, place)
    return RecordError(
        "yaml-broken", f"The YAML is broken: {reason}.", hint=_HINT, line=first_line + line - 1, column=column
    )


def _place(text: str, place: re.Match[str] | None) -> tuple[int, int | None]:
    """The line and column, from 1, of a place that the reader named."""
    if place is None:
        return 1, None
    if place[1]:
        return min(int(place[1]), 1 + text.rstrip("\n").count("\n")), int(place[2])
    return 1 + text.count("\n", 0, int(place[3])), None
