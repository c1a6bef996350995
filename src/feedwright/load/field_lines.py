"""On which line of its file a field stands: looked up only when there is something to say about it."""

import re
from functools import lru_cache

import msgspec

from feedwright.site.toml_lines import key_line


class SameLine(msgspec.Struct, frozen=True):
    """The fields of a record that has one line, or no field at all."""

    number: int

    def line(self, name: str) -> int | None:  # noqa: ARG002 (all fields stand on that line)
        """The line of the record."""
        return self.number


@lru_cache(maxsize=512)
def _name_patterns(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a name is written in YAML on a line of its own, and between braces."""
    quoted = rf"""(["']?){re.escape(name)}\2"""
    block = re.compile(rf"^([ ]*){quoted}[ \t]*:(?=\s|$)", re.MULTILINE)
    return block, re.compile(rf"([{{,]\s*){quoted}\s*:")


class YamlLines(msgspec.Struct, frozen=True):
    """The fields of a YAML table. `text` is the table, `first` the line on which it starts."""

    text: str
    first: int

    def line(self, name: str) -> int | None:
        """The line of the field `name`, or of `table.name`; of the table when the name in it cannot be found."""
        at = self._at_margin(name)
        if at is not None:
            return self.first + self.text.count("\n", 0, at)
        found = self._find(name, 0, len(self.text), -1)
        table, dot, rest = name.partition(".")
        if found is None and dot:
            found = outer = self._find(table, 0, len(self.text), -1)
            if outer:
                found = self._find(rest, outer.end(), self._end(outer), len(outer[1])) or outer
        return None if found is None else self.first + self.text.count("\n", 0, found.start(2))

    def _at_margin(self, name: str) -> int | None:
        """Where a name stands as most do: at the left margin and without quotes. It stands nowhere further out."""
        written = f"{name}:"
        at = 0
        if not self.text.startswith(written):
            at = self.text.find(f"\n{written}") + 1
            if not at:
                return None
        end = at + len(written)
        return at if self.text[end : end + 1] in {"", " ", "\t", "\n"} else None

    def _find(self, name: str, start: int, end: int, outer: int) -> re.Match[str] | None:
        """The place of a name: the least indented one between `start` and `end` that is further in than `outer`."""
        block, flow = _name_patterns(name)
        found = [match for match in block.finditer(self.text, start, end) if len(match[1]) > outer]
        if found:
            return min(found, key=lambda match: len(match[1]))
        return flow.search(self.text, start, end)

    def _end(self, outer: re.Match[str]) -> int:
        """Where the value of a name ends: before the next line that is not further in."""
        after = re.compile(rf"^ {{0,{len(outer[1])}}}(?=[^\s#])", re.MULTILINE).search(self.text, outer.end())
        return after.start() if after else len(self.text)


class TomlLines(msgspec.Struct, frozen=True):
    """The fields of a TOML text that starts on the line `first`."""

    text: str
    first: int

    def line(self, name: str) -> int | None:
        """The line of the field `name`, or of `table.name`."""
        found = key_line(self.text, (name,)) or key_line(self.text, tuple(name.split(".")))
        return None if found is None else self.first + found - 1


class HeaderLines(msgspec.Struct, frozen=True):
    """The fields of a header of `Name: value` lines that starts on the line `first`."""

    text: str
    first: int

    def line(self, name: str) -> int | None:
        """The line of the field `name`."""
        found = re.search(rf"^ {{0,3}}({re.escape(name)})[ \t]*:", self.text, re.MULTILINE | re.IGNORECASE)
        return None if found is None else self.first + self.text.count("\n", 0, found.start(1))


class JsonLines(msgspec.Struct, frozen=True):
    """The fields of a JSON object that starts on the line `first`."""

    data: bytes
    first: int

    def line(self, name: str) -> int | None:
        """The line of the field `name`, or of `table.name`."""
        from feedwright.load.json_names import json_names

        places = {each.path: each.at for each in json_names(self.data) if len(each.path) <= 2}
        at = places.get((name,), places.get(tuple(name.split("."))))
        return None if at is None else self.first + self.data.count(b"\n", 0, at)
