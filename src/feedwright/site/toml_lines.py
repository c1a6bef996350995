"""Where a key stands in a TOML text: tomllib says what a file means, this says on which line."""

import re
import tomllib

_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_FENCES = ('"""', "'''")


def key_line(text: str, path: tuple[str, ...]) -> int | None:
    """The line, from 1, of the key or table `path` in `text`; that of its nearest written parent when it has none."""
    lines = _lines_of_keys(text)
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _lines_of_keys(text: str) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    fence: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if fence is None:
            table, key = _read(line, table)
            if key:
                lines.setdefault(key, number)
        fence = _open_fence(line, fence)
    return lines


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
