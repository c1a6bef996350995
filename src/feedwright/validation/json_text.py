"""JSON read with the places of its members: what is wrong with it as JSON, and where a member stands."""

import json
import re
from dataclasses import dataclass
from typing import Union

MOST_DEPTH = 100

Json = Union[None, bool, int, float, str, list["Json"], dict[str, "Json"]]  # noqa: UP007 -- a recursive type needs it
Path = tuple[str | int, ...]

_TOKEN = re.compile(r'[{}\[\],:]|"(?:[^"\\]++|\\.)*+"|[^\s{}\[\],:"]++', re.DOTALL)


class NotJson(Exception):  # noqa: N818 -- a verdict on the document, not a fault of the program
    """The document is not JSON: which rule it breaks, what to say, and the offset in characters."""

    def __init__(self, rule: str, message: str, offset: int) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.offset = offset


@dataclass(slots=True, kw_only=True)
class JsonText:
    """A JSON document: its value, and what its text tells beyond that."""

    value: Json
    repeated: bool  # an object names a member twice
    constants: tuple[str, ...]  # NaN, Infinity: not JSON, but many programs write them


def read(text: str) -> JsonText:
    """The value of a JSON text. Raises NotJson where it is none, or is nested too deeply."""
    _check_depth(text)
    repeated: list[bool] = []
    constants: list[str] = []

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        made = dict(pairs)
        if len(made) != len(pairs):
            repeated.append(True)
        return made

    def constant(name: str) -> None:
        constants.append(name)

    try:
        value: Json = json.loads(text, object_pairs_hook=members, parse_constant=constant)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise NotJson("json/not-json", f"The document is not JSON: {reason}.", error.pos) from None
    except ValueError:
        raise NotJson("json/not-json", "The document is not JSON: a number has too many digits.", 0) from None
    return JsonText(value=value, repeated=bool(repeated), constants=tuple(constants))


def _check_depth(text: str) -> None:
    """Refuse deep nesting before anything recursive reads the text."""
    if text.count("[") + text.count("{") <= MOST_DEPTH:
        return
    depth = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in {"{", "["}:
            depth += 1
            if depth > MOST_DEPTH:
                message = f"Objects and arrays are nested more than {MOST_DEPTH} deep."
                raise NotJson("json/too-deep", message, match.start())
        elif token in {"}", "]"}:
            depth -= 1


def places(text: str) -> tuple[dict[Path, int], list[tuple[str, int]]]:
    """The offset of every value of a sound JSON text by its path, and the members that are named twice."""
    found: dict[Path, int] = {}
    twice: list[tuple[str, int]] = []
    path: list[str | int] = []
    expect_name = False
    name = ""
    start = 0
    kinds: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "," and kinds:
            expect_name = kinds[-1] == "{"
            last = path.pop()
            if isinstance(last, int):
                path.append(last + 1)
            continue
        if token in {"}", "]"}:
            if kinds and len(path) >= len(kinds):
                path.pop()
            if kinds:
                kinds.pop()
            expect_name = False
            continue
        if token == ":":
            expect_name = False
            path.append(name)
            if tuple(path) in found:
                twice.append((name, start))
            found[tuple(path)] = start
            continue
        if expect_name:
            name, start = _unquoted(token), match.start()
            continue
        if not path or isinstance(path[-1], int):
            found[tuple(path)] = match.start()
        if token in {"{", "["}:
            kinds.append(token)
            expect_name = token == "{"
            if token == "[":
                path.append(0)
    return found, twice


def _unquoted(token: str) -> str:
    try:
        name = json.loads(token)
    except ValueError:
        return token
    return name if isinstance(name, str) else token


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
