"""plain_fields: it says what the YAML reader says of a whole table, or nothing."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from feedwright.load import RecordFile, read_records
from feedwright.load.faults import RecordError
from feedwright.load.plain_yaml import plain_fields
from feedwright.load.yaml_text import parse_yaml
from feedwright.model import RawRecord

TESTS = Path(__file__).parent
CORPORA = TESTS.parents[1] / "shared" / "corpora"
MANY = settings(deadline=timedelta(seconds=10), max_examples=300, suppress_health_check=[HealthCheck.too_slow])

NAMES = st.sampled_from(
    [
        *("title", "date", "author", "a", "b", "tags", "x-y", "_z", "标题", "é", "²", "n0"),
        *("on", "null", "Null", "true", "FALSE", "NaN", "1a", "1.5", "a.b", "<<"),
    ]
)
PLAIN = (
    r"""
"Words, in quotes: a #b" ; 'the same' ; Words that are a text ; Words #1 ; AT&T! ; https://a.example/b?c#d
2018-11-07 ; 2018-11-07T13:45:00+08:00 ; 2018-11-07 13:45 ; 12 ; -7 ; 1.5 ; 1.10 ; 0x1F ; 1e3 ; .5 ; +1 ; 12:30 ; 1_000
12345678901234567890 ; true ; False ; null ; ~ ; no ; .inf ; .nan ; [a, b] ; [true, of, b c - d] ; ["a, b", 'c']
[1.10] ; [] ; "" ; '' ; "with \"quotes\"" ; 'it''s' ; a # comment ; a#b ; 08 ; 1.2.3 ; --- ; R&D
""".strip()
    .replace("\n", " ; ")
    .split(" ; ")
)
ODD = (
    r"""
*x ; &x a ; !!float 1.10 ; !t a ; {a: 1} ; [[a]] ; [{a: 1}] ; [a: 1] ; | ; > ; |- ; - a ; a: b ; a: ; "a ; 'a ; [a
"a" b ; ? a ; @a ; `a ; %a ; "\ud83d\ude00" ; "\ud83d" ; "\ue000" ; "a\" ; [a] b ; "[a" #b ; <<: *x ; Words: at all
""".strip()
    .replace("\n", " ; ")
    .split(" ; ")
)
LISTS = [
    "\n- a\n- b c",
    "\n  - true\n  - 1.10",
    "\n- a\n  - b",
    "\n  - a\n- b",
    "\n- a: b",
    "\n  - *x",
    '\n- "a\n- b"',
    "\n-",
]
SIGNS = st.sampled_from(
    [
        *" \n\t:#&*!|>{}[],'\"-?%@`~\\.=<+/01e",
        *"é\x85\xa0\u200c\u2028\u3000\ue000\ufeff\U0001f600",
        ": ",
        " #",
        "\n  ",
        "\n- ",
    ]
)


def damaged(value: str) -> st.SearchStrategy[str]:
    """The value with a sign somewhere in it."""
    cut = st.tuples(st.integers(0, len(value)), SIGNS, st.integers(0, 1))
    return cut.map(lambda each: value[: each[0]] + each[1] + value[each[0] + each[2] :])


KNOWN = st.sampled_from(PLAIN) | st.sampled_from(PLAIN) | st.sampled_from(ODD) | st.sampled_from(LISTS)
VALUES = KNOWN | KNOWN.flatmap(damaged) | st.lists(SIGNS, max_size=8).map("".join)
LINES = st.tuples(NAMES, st.sampled_from([": ", ": ", ": ", ":", ":  "]), VALUES).map("".join) | VALUES
TABLES = st.lists(LINES, min_size=1, max_size=6).map(lambda lines: "".join(f"{each}\n" for each in lines))


def whole(text: str) -> str:
    """What the YAML reader says of the table."""
    try:
        value, warning = parse_yaml(text, 2)
    except RecordError as error:
        return said(error)
    return repr(value) if warning is None else said(warning)


def said(error: RecordError) -> str:
    return repr((error.rule, error.message, error.hint, error.severity, error.line, error.column))


def by_name(text: str) -> str | None:
    """What is read name by name."""
    try:
        fields = plain_fields(text, 2)
    except RecordError as error:
        return said(error)
    return None if fields is None else repr(fields)


def agrees(text: str) -> bool:
    """Whether the table was plain; what was read of it is what it says."""
    quick = by_name(text)
    assert quick is None or quick == whole(text), text
    return quick is not None


@MANY
@given(text=TABLES)
@example("a: 1.10\nb: !!float 1.10\n")
@example("a: 1.10\nb: '" + "".join(f"\\ue00{each:x}" for each in range(16)) + "'\n")
@example("a: 1.10\nb: " + "".join(map(chr, range(0xE000, 0xE010))) + "\n")
@example("a: &x [b]\nc: *x\n")
@example("a: b")
@example("a: \nb:\n\nc: d\n")
@example('a: "b\nc: d"\ne:\n- f\n')
def test_it_says_what_the_yaml_reader_says(text: str) -> None:
    agrees(text)


@pytest.mark.parametrize("value", PLAIN)
def test_what_is_plain(value: str) -> None:
    assert agrees(f"title: {value}\ntags: {value}\n")
    assert not agrees(f"title: A\ntitle: {value}\n"), "a name stands there twice"


@pytest.mark.parametrize("value", LISTS[:2])
def test_lists_in_lines_are_plain(value: str) -> None:
    assert agrees(f"tags:{value}\ntitle: A\n")


@pytest.mark.parametrize("value", [*ODD, *LISTS])
def test_beside_what_is_odd(value: str) -> None:
    agrees(f"version: 1.10\ntitle: {value}\nnumber: 1.10\n")
    agrees(f"version: 1.10\ntitle:{value}\nnumber: 1.10\n")


@pytest.mark.parametrize("size", [10, 400, 20_000])
def test_long_values(size: int) -> None:
    for value in ("word " * size + "word", "[" + "a, " * size + "a]", "1" * size, "\n- a" * size):
        agrees(f"title: A\nlong: {value}\n")
    assert agrees(f'title: "{"word " * size}"\n')


def test_bounds_are_those_of_the_yaml_reader() -> None:
    anchors = " ".join(f"&x{number}" for number in range(150))
    for text in (f"title: '{'[' * 1001}'\n", f"title: ' {anchors} *x0 '\n"):
        assert by_name(text) == whole(text)
        assert "too-deep" in whole(text) or "too-large" in whole(text)


def test_lists_belong_to_their_record() -> None:
    file = RecordFile("a.md", "", "", "a", ".md", 0, 0)
    for _ in range(2):
        (record,) = read_records(file, b"---\ntitle: A\ntags: [b, 1.10]\n---\n")
        assert isinstance(record, RawRecord)
        tags = record.fields["tags"]
        assert isinstance(tags, list)
        assert tags == ["b", "1.10"]
        tags.append("c")


def test_the_records_of_these_tests() -> None:
    plain = 0
    for file in TESTS.rglob("*.md"):
        text = file.read_text(encoding="utf-8", errors="replace")
        header = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
        plain += header is not None and agrees(header[1])
    assert plain > 20


@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is not here")
@pytest.mark.parametrize("corpus", ["dates/dev.jsonl", "xss/dev.jsonl"])
def test_texts_of_other_people(corpus: str) -> None:
    for line in (CORPORA / corpus).read_text(encoding="utf-8").split("\n"):
        case = json.loads(line or "{}")
        text = case.get("input") or case.get("payload") or ""
        for value in (text, f'"{text}"', f"'{text}'", f"[{text}, a]", f"\n- {text}\n- a", json.dumps(text)):
            agrees(f"version: 1.10\ntitle: {value}\ndate: 2018-11-07\n")
            agrees(f"version: 1.10\ntitle:{value}\n")
