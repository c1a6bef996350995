"""What a YAML text may ask for: how deep it may be nested, and how much its aliases may stand for.

libyaml's time grows with the square of the depth of `[` and `{`, and ryaml writes out what each alias stands for.
"""

import re
from collections.abc import Iterator

from feedwright.load.faults import RecordError
from feedwright.load.files import RECORD_LIMIT
from feedwright.load.items import DEPTH_LIMIT, too_deep
from feedwright.patterns import pattern

_OPEN_LIMIT = 1000  # far more than a record may be nested, for brackets in texts are counted too
_IN_BRACKETS = pattern(r"(?:---(?=\s)|[%#][^\n]*+|[&!]\S*+|\s++)*[\[{]")
_BRACKET = pattern(r"[\[\]{}]")
# A name after `&` or `*`, where a value or a name may begin; in texts there may be others, which do no harm.
_REFERENCE = pattern(r"(?<![^\s\[\]{},:-])([&*])([\w-]++)")


def check_bounds(text: str, line: int) -> None:
    """Raises RecordError when reading the YAML `text`, which starts on `line`, might take too long or too much."""
    if len(text) > _OPEN_LIMIT and text.count("[") + text.count("{") > _OPEN_LIMIT:
        _check_brackets(text, line)
    if "*" in text and "&" in text:
        _check_aliases(text, line)


def _check_brackets(text: str, line: int) -> None:
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > _OPEN_LIMIT:
            raise too_deep(line + text.count("\n", 0, bracket.start()))


def _check_aliases(text: str, line: int) -> None:
    """Raises RecordError when all aliases together stand for more than a record may have.

    What an alias stands for is taken to be as long as it may be at most.
    """
    sizes: dict[str, int] = {}  # of what each name stands for, written out
    anchors: list[tuple[str, int]] = []  # that may not have ended yet: name and end
    total = 0
    for start, stop in _lines(text):
        end: int | None = None
        for reference in _REFERENCE.finditer(text, start, stop):
            mark, name = reference.groups()
            while anchors and start >= anchors[-1][1]:
                anchors.pop()
            if mark == "&":
                end = end or _end(text, start, stop)
                sizes[name] = end - reference.start()
                anchors.append((name, end))
            elif name in sizes:
                anchors = [each for each in anchors if each[0] != name]  # nothing holds itself, so it has ended
                for outer, _ in anchors:
                    sizes[outer] += sizes[name]
                total += sizes[name]
                if total > RECORD_LIMIT or len(anchors) > DEPTH_LIMIT:
                    raise _too_large(name, line + text.count("\n", 0, start))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends."""
    start = 0
    while start < len(text):
        stop = text.find("\n", start) + 1 or len(text)
        yield start, stop
        start = stop


def _end(text: str, start: int, stop: int) -> int:
    """Where a value that begins in the line from `start` to `stop` has ended at the latest.

    That is before a name or a list item that is not further in; between brackets other lines may be as far out.
    """
    if _IN_BRACKETS.match(text):
        return len(text)
    line = text[start:stop].lstrip(" ")
    indent = stop - start - len(line)
    name = rf"^ {{0,{indent}}}[^\s#\[\]{{}},&*-][^\n]*?:(?=\s)"
    # The items of a list may be as far in as the name of the list.
    item = indent if line.startswith("-") else indent - 1
    items = rf"|^ {{0,{item}}}-(?=\s)" if item >= 0 else ""
    found = re.compile(rf"(?<![,\[{{]\n)(?:{name}{items})|^(?:---|\.\.\.)\s", re.MULTILINE).search(text, stop)
    return found.start() if found else len(text)


def _too_large(name: str, line: int) -> RecordError:
    return RecordError(
        "too-large",
        f"Written out, the aliases up to `*{name}` stand for more than a record may have.",
        hint="Write the values themselves.",
        line=line,
    )
