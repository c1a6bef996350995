"""The names in a JSON text and where each stands; and whether an object has one of them twice."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(rb'"(?:[^"\\]++|\\(?:.|\Z))*(?:"|\Z)|[{}\[\]:,]', re.DOTALL)
_NESTING = frozenset((dict, list))  # to look a class up takes half the time of `isinstance`
_NAME_END = re.compile(rb'"\s*+:')


class Name(NamedTuple):
    """A name of an object."""

    path: tuple[str, ...]  # from the outermost object to the name; "" for each list on the way
    at: int  # the position of its quote, in bytes
    double: bool  # its object has the name already


def json_names(data: bytes) -> Iterator[Name]:
    """Every name in `data`, which has to be a sound JSON text, in its order."""
    path: list[str] = []  # the names of the open objects and lists, "" for those without
    seen: list[set[str]] = []  # the names of each of them so far
    last: tuple[str, int] = ("", 0)
    name = ""
    for token in _TOKEN.finditer(data):
        mark = token[0]
        if mark in b"{[":
            path.append(name)
            seen.append(set())
            name = ""
        elif mark in b"}]":
            path.pop()
            seen.pop()
        elif mark == b":":
            name = last[0]
            yield Name((*path[1:], name), last[1], name in seen[-1])
            seen[-1].add(name)
        elif mark == b",":
            name = ""
        else:
            last = (_text(mark), token.start())


def double_name(data: bytes, value: object) -> Name | None:
    """The first name that its object has twice in `data`, whose value is `value`."""
    # Every name ends like this, and so may a part of a text: only when there are more than names is a look needed.
    if len(_NAME_END.findall(data)) == _count(value):
        return None
    return next((name for name in json_names(data) if name.double), None)


def _count(value: object) -> int:
    """How many names the objects in `value` have."""
    count = 0
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            count += len(each)
            waiting += [inner for inner in each.values() if type(inner) in _NESTING]
        elif isinstance(each, list):
            waiting += [inner for inner in each if type(inner) in _NESTING]
    return count


def _text(quoted: bytes) -> str:
    """What a JSON string says."""
    if b"\\" in quoted:
        return str(json.loads(quoted))
    return quoted[1:-1].decode("utf-8", "replace")
