"""read_records, for whatever is in a file: it reads back what was written, and nothing makes it raise."""

import json
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ryaml import dumps  # type: ignore[attr-defined] # its stub does not export it

from feedwright.load.files import SUFFIXES
from feedwright.model import Finding, RawRecord
from tests.test_load import read

QUICK = settings(deadline=timedelta(seconds=10), max_examples=30, suppress_health_check=[HealthCheck.too_slow])

# What a feed may hold, and of the line ends only the one that stays as it is.
CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc"], include_characters="\n\t", exclude_characters="\ufffe\uffff\u2028\u2029\ufeff"
)
TEXTS = st.text(CHARACTERS, max_size=30) | st.sampled_from(
    [
        "no",
        "1.10",
        "2018-11-07",
        "13:45",
        "~",
        "null",
        "a: b",
        "- a",
        "---",
        "+++",
        "{",
        '"',
        "'",
        "#",
        "a #b",
        "\ue000",
    ]
)
NAMES = st.text(CHARACTERS.filter(lambda each: each not in "\n\t"), min_size=1, max_size=12)
NUMBERS = st.integers(min_value=-(2**63), max_value=2**63 - 1)
VALUES = st.recursive(
    TEXTS | NUMBERS | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)
FIELDS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=6)


def outcome(name: str, data: bytes) -> list[RawRecord | Finding]:
    """What is read from a file with these bytes; a pytest folder would be one for all examples."""
    with tempfile.TemporaryDirectory() as folder:
        return read(Path(folder), name, data)


def toml(value: Any) -> str:
    """A value in TOML, tables in braces."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json_text(name)} = {toml(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return json_text(value)


def json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_lines(fields: dict[str, Any]) -> str:
    return "".join(f"{json_text(name)} = {toml(value)}\n" for name, value in fields.items())


WRITERS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "yaml header": ("x.md", lambda fields: f"---\n{dumps(fields)}---\n"),
    "yaml": ("x.yaml", dumps),
    "json as yaml": ("x.yaml", json.dumps),
    "toml header": ("x.md", lambda fields: f"+++\n{toml_lines(fields)}+++\n"),
    "json": ("x.json", json_text),
    "json in ascii": ("x.json", json.dumps),
    "json lines": ("x.jsonl", json_text),
    "json header": ("x.md", lambda fields: f"{json_text(fields)}\n"),
    "fenced json header": ("x.md", lambda fields: f"---json\n{json.dumps(fields, indent=1)}\n---\n"),
}


@pytest.mark.parametrize("form", WRITERS)
@QUICK
@given(fields=FIELDS)
def test_what_is_written_is_read(form: str, fields: dict[str, Any]) -> None:
    name, write = WRITERS[form]
    text = write(fields)
    (record,) = outcome(name, text.encode())
    assert isinstance(record, RawRecord), record
    assert record.fields == fields
    assert json.dumps(record.fields) == json.dumps(fields), "1 is not true"
    assert record.body in {"", None}


@pytest.mark.parametrize("form", ["json", "json lines", "yaml", "toml header", "yaml header"])
@QUICK
@given(fields=FIELDS)
def test_every_field_has_its_line(form: str, fields: dict[str, Any]) -> None:
    name, write = WRITERS[form]
    text = write(fields)
    if form == "json":
        text = "{\n" + ",\n".join(f"{json_text(one)}: {json_text(value)}" for one, value in fields.items()) + "}"
    (record,) = outcome(name, text.encode())
    assert isinstance(record, RawRecord)
    last = text.count("\n") + 1
    for field in fields:
        line = record.lines.line(field)
        assert line is None or 1 <= line <= last
        if form in {"json", "json lines"}:
            wanted = 1 if form == "json lines" else 2 + list(fields).index(field)
            before = sum(json_text(each).count("\n") for each in fields.values())
            assert line == wanted + before


@QUICK
@given(data=st.data(), suffix=st.sampled_from(sorted(SUFFIXES)))
def test_no_bytes_make_it_raise(data: st.DataObject, suffix: str) -> None:
    start = data.draw(st.sampled_from([b"", b"---\n", b"+++\n", b"---json\n", b"{", b"[", b"- a: b\n", b"Title: x\n"]))
    rest = data.draw(st.binary(max_size=200))
    check(outcome(f"x{suffix}", start + rest))
    check(outcome(f"x{suffix}", start + rest + b"\n---\n"))
    check(outcome(f"x{suffix}", start + rest + b"\n+++\n"))


SIGNS = """- ? : &a *a <<: !!x | > { } [ ] , " ' \\ \\u d83d # % @ = title date a b.c 1.10 0x 1e 2018-11-07 13:45 . é"""
PIECES = st.sampled_from(
    [
        *SIGNS.split(),
        *"\n\t\r\x00\x07\ufeff\ufffe\u2028",
        " ",
        "  ",
        "- ",
        ": ",
        "---\n",
        "+++\n",
        "...\n",
        "---json\n",
        "|\n",
    ]
)


@pytest.mark.parametrize("suffix", [".md", ".html", ".json", ".jsonl", ".yaml"])
@QUICK
@given(pieces=st.lists(PIECES, max_size=40))
def test_no_pieces_of_the_formats_make_it_raise(suffix: str, pieces: list[str]) -> None:
    check(outcome(f"x{suffix}", "".join(pieces).encode()))


@pytest.mark.parametrize("form", WRITERS)
@QUICK
@given(fields=FIELDS, data=st.data())
def test_what_is_damaged_costs_itself(form: str, fields: dict[str, Any], data: st.DataObject) -> None:
    name, write = WRITERS[form]
    text = write(fields)
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 3))
    check(outcome(name, (text[:at] + data.draw(PIECES | st.just("")) + text[at + cut :]).encode()))


def check(found: list[RawRecord | Finding]) -> None:
    """Findings have their place, and every line may be asked for."""
    for each in found:
        if isinstance(each, Finding):
            assert each.line is None or each.line >= 1, each
            assert each.column is None or each.column >= 1, each
            assert each.message.isprintable(), each
        else:
            for name, value in each.fields.items():
                assert isinstance(name, str)
                line = each.lines.line(name)
                assert line is None or line >= 1
                json.dumps(value, ensure_ascii=False).encode()  # text that is text
