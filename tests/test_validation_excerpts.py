"""The line that a finding is about, with a caret below its column."""

import pytest

from feedwright.model import Finding
from feedwright.validation.excerpts import Excerpts


def shown(text: str, line: int | None, column: int | None, *, encoding: str = "utf-8") -> str | None:
    finding = Finding(rule="x/y", severity="error", message="m", line=line, column=column)
    return Excerpts(text.encode(encoding)).show(finding)


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("<a>\n<b>é</b>\n", 2, 4, "<b>é</b>\n   ^"),
        ("<a>\r\n<b>\r\n", 2, 1, "<b>\n^"),
        ("<a>\r<b>\r", 2, 1, "<b>\n^"),
        ("<a>\n\t  <b>\n", 2, 4, "<b>\n^"),
        ("<a>\n<b>", 2, None, "<b>"),
        ("<a>\n\n<b>", 2, 1, None),
        ("<a>", 5, 1, None),
        ("<a>", None, None, None),
        ("<a>\x1b[31m\u202e</a>", 1, 4, "<a>·[31m·</a>\n   ^"),
        ("x" * 300, 1, 1, "x" * 100 + "…\n^"),
        ("x" * 150 + "y" + "x" * 150, 1, 151, "…" + "x" * 40 + "y" + "x" * 59 + "…\n" + " " * 41 + "^"),
        ("x" * 150 + "y", 1, 151, "…" + "x" * 40 + "y\n" + " " * 41 + "^"),
    ],
)
def test_the_line_and_its_mark(text: str, line: int | None, column: int | None, expected: str | None) -> None:
    assert shown(text, line, column) == expected


def test_other_encodings_are_read_as_the_validator_reads_them() -> None:
    assert shown("<a>\n<b>é", 2, 4, encoding="utf-16") == "<b>é\n   ^"
    assert shown("<?xml version='1.0' encoding='iso-8859-1'?>\n<b>é", 2, 4, encoding="latin-1") == "<b>é\n   ^"
