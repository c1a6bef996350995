"""JSON read with the places of its members: what is wrong with it as JSON, and where a member stands."""

import json
import re
from bisect import bisect_right
from typing import Union

import msgspec

from feedwright.patterns import pattern

MOST_DEPTH = 100
MOST_VALUES = 1_000_000

Json = Union[None, bool, int, float, str, list["Json"], dict[str, "Json"]]  # noqa: UP007 -- a recursive type needs it
Path = tuple[str | int, ...]

_NESTS = (dict, list)
_LINE_END = pattern("\n")
_TOKEN = pattern(r'[{}\[\],:]|"(?:[^"\\]++|\\(?:.|\Z))*(?:"|\Z)|[^\s{}\[\],:"]++', re.DOTALL)


class NotJson(Exception):  # noqa: N818 -- a verdict on the document, not a fault of the program
    """The document is not JSON: which rule it breaks, what to say, and the offset in characters."""

    def __init__(self, rule: str, message: str, offset: int) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.offset = offset


class JsonText(msgspec.Struct, kw_only=True):
    """A JSON document: its value, and what its text tells beyond that."""

    value: Json
    repeated: bool  # an object names a member twice
    constants: tuple[str, ...]  # NaN, Infinity: not JSON, but many programs write them


def read(text: str) -> JsonText:
    """The value of a JSON text. Raises NotJson where it is none, or is nested too deeply."""
    if len(text) > MOST_VALUES and text.count(",") > MOST_VALUES and len(_TOKEN.findall(text)) > 2 * MOST_VALUES:
        raise NotJson("document/too-large", f"The document has more than {MOST_VALUES:,} values.", 0)
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
    except (ValueError, RecursionError) as error:
        _check_depth(text)
        raise _refusal(error) from None
    if repeated or _is_deep(value):  # what is named twice has hidden what was there first
        _check_depth(text)
    return JsonText(value=value, repeated=bool(repeated), constants=tuple(constants))


def _refusal(error: ValueError | RecursionError) -> Exception:
    """Why a text that is not nested too deeply could not be read."""
    if isinstance(error, json.JSONDecodeError):
        reason = error.msg[:1].lower() + error.msg[1:]
        return NotJson("json/not-json", f"The document is not JSON: {reason}.", error.pos)
    if isinstance(error, ValueError):
        return NotJson("json/not-json", "The document is not JSON: a number has too many digits.", 0)
    return error


def _is_deep(value: Json) -> bool:
    """Whether objects and arrays are nested more than `MOST_DEPTH` deep."""
    level: list[dict[str, Json] | list[Json]] = [value] if isinstance(value, _NESTS) else []
    for _ in range(MOST_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, _NESTS)
        ]
        if not level:
            return False
    return True


def _check_depth(text: str) -> None:
    """Raise NotJson at the bracket that is nested too deeply, where there is one."""
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
    walk = _Walk()
    for match in _TOKEN.finditer(text):
        walk.take(match[0], match.start())
    return walk.found, walk.twice


class _Walk:
    """Goes through the tokens of a sound JSON text and notes where each value stands; members stand at their names."""

    def __init__(self) -> None:
        self.found: dict[Path, int] = {}
        self.twice: list[tuple[str, int]] = []
        self.path: list[str | int] = []
        self.kinds: list[str] = []  # the brackets that are open
        self.name = ""
        self.start = 0  # of the name
        self.name_is_next = False

    def take(self, piece: str, offset: int) -> None:
        """One token and its offset."""
        if piece == ",":
            self.comma()
        elif piece in {"}", "]"}:
            self.close()
        elif piece == ":":
            self.member()
        elif self.name_is_next:
            self.name, self.start = _unquoted(piece), offset
        else:
            self.value(piece, offset)

    def comma(self) -> None:
        """To the next value of the array or the next name of the object."""
        self.name_is_next = self.kinds[-1:] == ["{"]
        last = self.path.pop() if self.path else ""
        if isinstance(last, int):
            self.path.append(last + 1)

    def close(self) -> None:
        """Out of an object or array."""
        if self.kinds and len(self.path) >= len(self.kinds):
            self.path.pop()
        if self.kinds:
            self.kinds.pop()
        self.name_is_next = False

    def member(self) -> None:
        """From a name to its value."""
        self.name_is_next = False
        self.path.append(self.name)
        place = tuple(self.path)
        if place in self.found:
            self.twice.append((self.name, self.start))
        self.found[place] = self.start

    def value(self, piece: str, offset: int) -> None:
        """A value, or the start of one."""
        if not self.path or isinstance(self.path[-1], int):
            self.found[tuple(self.path)] = offset
        if piece in {"{", "["}:
            self.kinds.append(piece)
            self.name_is_next = piece == "{"
            if piece == "[":
                self.path.append(0)


def _unquoted(token: str) -> str:
    try:
        name = json.loads(token)
    except ValueError:
        return token
    return name if isinstance(name, str) else token


def line_starts(text: str) -> list[int]:
    """The offset at which each line of a text starts."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def place(starts: list[int], offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text whose lines start at `starts`."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
