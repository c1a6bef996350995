"""Where a key stands in a TOML text: tomllib says what a file means, this says on which line."""

import tomllib

from feedwright.patterns import pattern

_KEY = pattern(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_STRINGS = pattern(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_FENCES = ('"""', "'''")


def key_line(text: str, path: tuple[str, ...]) -> int | None:
    """The line, from 1, of the key or table `path` in `text`; that of its nearest written parent when it has none.

    A table of an array of tables is named by its number, from 0, after the array's name; without it the first is meant.
    """
    lines = _lines_of_keys(text)
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _lines_of_keys(text: str) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    counts: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    fence: str | None = None
    array = _OpenArray()
    for number, line in enumerate(text.splitlines(), start=1):
        if fence is None and (item := array.item(line)):
            lines.setdefault(item, number)
        elif fence is None:
            table, key = _read(line, table)
            if key and line.lstrip().startswith("[["):
                counts[key] = counts.get(key, -1) + 1
            if key:
                lines.setdefault(key, number)
                array.open(key, line)
                for place in _numbered(key, counts):
                    lines.setdefault(place, number)
        fence = _open_fence(line, fence)
    return lines


class _OpenArray:
    """The array whose lines are being read, with an inline table on each of them."""

    def __init__(self) -> None:
        self._key: tuple[str, ...] = ()
        self._depth = 0
        self._count = 0

    def open(self, key: tuple[str, ...], line: str) -> None:
        """Take note that `line` writes `key`, whose value may be an array that goes on below."""
        _, _, value = line.partition("=")
        if value.strip().startswith("["):
            self._key, self._depth, self._count = key, _depth(value), 0

    def item(self, line: str) -> tuple[str, ...] | None:
        """The key of the item that `line` begins with, one that nobody asks for on its other lines; None outside."""
        if self._depth <= 0:
            return None
        starts = self._depth == 1 and line.lstrip().startswith("{")
        self._depth += _depth(line)
        if not starts:
            return ("", *self._key)
        self._count += 1
        return (*self._key, str(self._count - 1))


def _depth(text: str) -> int:
    """How many brackets `text` opens more than it closes, those in strings and comments aside."""
    plain = _STRINGS.sub("", text).partition("#")[0]
    return sum(plain.count(sign) for sign in "[{") - sum(plain.count(sign) for sign in "]}")


def _numbered(key: tuple[str, ...], counts: dict[tuple[str, ...], int]) -> list[tuple[str, ...]]:
    """`key` with the numbers of the tables that it stands in: that of the innermost array, and those of all."""
    arrays = [length for length in range(1, len(key) + 1) if key[:length] in counts]
    if not arrays:
        return []
    last = arrays[-1]
    whole: list[str] = []
    for length, part in enumerate(key, start=1):
        whole.append(part)
        if key[:length] in counts:
            whole.append(str(counts[key[:length]]))
    return [(*key[:last], str(counts[key[:last]]), *key[last:]), tuple(whole)]


def _read(line: str, table: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """The table that holds after `line`, and the key that the line writes."""
    stripped = line.strip()
    if stripped.startswith("["):
        header = _path(stripped)
        return (header, header) if header else (table, None)
    written = _KEY.match(line)
    path = _path(f"{written[1]} = 0") if written else ()
    return table, (*table, *path) if path else None


def _path(toml: str) -> tuple[str, ...]:
    """The keys of a one-line TOML text, from the outside in."""
    try:
        node: object = tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        return ()
    keys = []
    while isinstance(node, list | dict) and node:
        if isinstance(node, list):
            node = node[0]
        else:
            key, node = next(iter(node.items()))
            keys.append(key)
    return tuple(keys)


def _open_fence(line: str, fence: str | None) -> str | None:
    """The multi-line string that is still open at the end of `line`."""
    position = 0
    while True:
        if fence is None:
            found = [(at, mark) for mark in _FENCES if (at := line.find(mark, position)) >= 0]
            if not found:
                return None
            at, fence = min(found)
        else:
            at = line.find(fence, position)
            if at < 0:
                return fence
            fence = None
        position = at + 3
