"""The lines of an article as Markdown: paragraphs, lists and tables that say just what the page says."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from feedwright.ingest.lines import Line

_BULLET = re.compile(r"^[•●○◦‣⁃▪■◆►▸·・*+-]\s*(?=\S)")
_SPACED_BULLET = re.compile(r"^[*+-](?=\S)")
_NUMBER = re.compile(r"^(\d{1,3})(?:[.)]\s+|、\s*)(?=\S)")
_INLINE_MARKUP = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)|~~")
_BLOCK_MARKUP = re.compile(r"^(\d*)([#+\-=|~]|[.)](?=\s))")


def is_list_item(line: Line) -> bool:
    """Whether a line begins as an item of a list does: with a bullet or a number."""
    return bool(_NUMBER.match(line.text) or (_BULLET.match(line.text) and not _SPACED_BULLET.match(line.text)))


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table: cells between tabs."""
    return "\t" in line.text


def markdown(lines: Sequence[Line]) -> str:
    """The Markdown of an article's lines, blocks with empty lines between them, no empty line at its end."""
    blocks: list[str] = []
    for kind, group in groupby(lines, key=_kind):
        same = tuple(group)
        if kind == "bullet" and len(same) > 1:
            blocks.append("\n".join(f"- {_paragraph(_BULLET.sub('', line.text))}" for line in same))
        elif kind == "number" and _counts(same):
            blocks.append("\n".join(_numbered(line) for line in same))
        elif kind == "row" and len(same) > 1:
            blocks.append(_table(same))
        else:
            blocks += [_paragraph(line.text) for line in same]
    return "\n\n".join(blocks)


def _kind(line: Line) -> str:
    if is_row(line):
        return "row"
    if not is_list_item(line):
        return "paragraph"
    return "number" if _NUMBER.match(line.text) else "bullet"


def _counts(lines: Sequence[Line]) -> bool:
    """Whether the numbers of several lines go up by one."""
    numbers = [int(found[1]) for line in lines if (found := _NUMBER.match(line.text))]
    return len(numbers) > 1 and all(right == left + 1 for left, right in pairwise(numbers))


def _numbered(line: Line) -> str:
    found = _NUMBER.match(line.text)
    return f"{int(found[1])}. {_paragraph(line.text[found.end() :])}" if found else _paragraph(line.text)


def _table(lines: Sequence[Line]) -> str:
    """Rows of cells as a table whose first row is its head."""
    rows = [[_paragraph(cell).replace("|", r"\|").replace(r"\\|", r"\|") for cell in _cells(line)] for line in lines]
    width = max(len(row) for row in rows)
    written = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([written[0], f"|{' --- |' * width}", *written[1:]])


def _cells(line: Line) -> list[str]:
    return [cell.strip() for cell in line.text.split("\t")]


def _paragraph(text: str) -> str:
    """A text as Markdown that says just this: what Markdown would take for markup is escaped."""
    escaped = _INLINE_MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return _BLOCK_MARKUP.sub(r"\g<1>\\\g<2>", escaped)
