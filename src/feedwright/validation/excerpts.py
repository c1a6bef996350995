"""The line of a document that a finding is about, with a mark below its column."""

import re

from feedwright.model import Finding
from feedwright.validation.collector import Collector
from feedwright.validation.encoding import decode

WIDTH = 100  # characters of a line that are shown
_BEFORE = 40  # of these, before the column

_LINE_END = re.compile(r"\r\n|\r|\n")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Excerpts:
    """Finds the lines of one document."""

    def __init__(self, data: bytes, *, media_type: str | None = None) -> None:
        self._data = data
        self._media_type = media_type
        self._lines: list[str] | None = None

    def show(self, finding: Finding) -> str | None:
        """The finding's line and, where its column is known, a second line with a caret; None where there is no line.

        Long lines are cut around the column, and what cannot be printed is shown as "·".
        """
        if finding.line is None:
            return None
        if self._lines is None:
            self._lines = _LINE_END.split(decode(self._data, self._media_type, Collector()).data.decode("utf-8"))
        if finding.line > len(self._lines):
            return None
        line = _UNPRINTABLE.sub("·", self._lines[finding.line - 1].replace("\t", " ").rstrip())
        if not line:
            return None
        column = finding.column or 1
        start = max(0, column - 1 - _BEFORE) if len(line) > WIDTH else len(line) - len(line.lstrip())
        shown = ("…" if start and len(line) > WIDTH else "") + line[start : start + WIDTH]
        if start + WIDTH < len(line):
            shown += "…"
        if finding.column is None or column < start + 1:
            return shown
        marked = column - 1 - start + (len(line) > WIDTH and start > 0)
        return f"{shown}\n{' ' * marked}^"
