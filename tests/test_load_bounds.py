"""read_records and hostile files: every one gives findings, in bounded time and memory."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedwright.load import find_records, read_records
from feedwright.load.files import RECORD_LIMIT
from feedwright.model import Finding, RawRecord
from tests.test_load import read, shown

LIMIT = RECORD_LIMIT
SECONDS = (
    20  # far more than any of them needs, also beside others; what grows with the square of the size needs minutes
)


@contextmanager
def soon() -> Iterator[None]:
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < SECONDS


def rules(outcome: list[RawRecord | Finding]) -> list[str]:
    return [each.rule if isinstance(each, Finding) else "record" for each in outcome]


def nested(opening: str, closing: str, depth: int, inner: str = "1") -> str:
    return opening * depth + inner + closing * depth


FORMS = {
    "yaml header": ("x.md", "---\ntitle: A\nx: {}\n---\n"),
    "toml header": ("x.md", "+++\ntitle = 'A'\nx = {}\n+++\n"),
    "json header": ("x.md", '{{"title": "A", "x": {}}}\n'),
    "fenced json header": ("x.md", '---json\n{{"title": "A", "x": {}}}\n---\n'),
    "json": ("x.json", '{{"title": "A", "x": {}}}'),
    "json lines": ("x.jsonl", '{{"title": "A", "x": {}}}\n'),
    "yaml": ("x.yaml", "title: A\nx: {}\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_depth_is_limited(form: str, tmp_path: Path) -> None:
    name, text = FORMS[form]
    for depth, rule in ((99, "record"), (100, "record/too-deep"), (150, "record/too-deep")):
        assert rules(read(tmp_path, name, text.format(nested("[", "]", depth)).encode())) == [rule], depth


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("[", ""), ('{"a": ', "}"), ('[{"a": ', "")])
def test_endless_depth_ends_soon(form: str, opening: str, closing: str, tmp_path: Path) -> None:
    name, text = FORMS[form]
    with soon():
        (rule,) = rules(read(tmp_path, name, text.format(nested(opening, closing, 100_000)).encode()))
    broken = {"record/too-deep", "record/json-broken", "record/front-matter-broken"}
    assert rule in ({"record/too-deep"} if closing and opening == "[" else broken)


@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * 100_000) + " = 1",
        "[" + " . ".join(["'a'"] * 100_000) + "]",
        "x = {" + ".".join(['"a"'] * 100_000) + " = 1}",
        "x = " + "{a = " * 5_000,
    ],
    ids=["dotted name", "dotted table", "dotted in braces", "braces"],
)
def test_toml_names_of_endless_depth(text: str, tmp_path: Path) -> None:
    with soon():
        assert rules(read(tmp_path, "x.md", f"+++\n{text}\n+++\n".encode())) == ["record/too-deep"]


def test_many_brackets_in_texts_are_no_depth(tmp_path: Path) -> None:
    text = "[0, 1) " * 450 + "[x] " * 2000
    outcome = read(tmp_path, "x.yaml", f"title: A\nbody: |\n  {text}\nx: '{text}'\n".encode())
    assert rules(outcome) == ["record"]


LAUGHS = "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        f"a: &a [x, x, x, x, x, x, x, x, x]\n{LAUGHS}",
        f"a: [\n&a {'x' * 1000},\n&b [\n" + "*a,\n" * 100 + "],\n&c [\n" + "*b,\n" * 100 + "],\n*c ]\n",
        f"# x\n--- [\n&a {'x' * 1000},\n&b {{\n"
        + "".join(f"k{n}: *a,\n" for n in range(100))
        + "},\n"
        + "*b,\n" * 100
        + "]\n",
        f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 2_000)}]\n",
        f"a: &a\n  - {'x' * 10_000}\nb: &b\n" + "  - *a\n" * 50 + "c:\n" + "  - *b\n" * 50,
        f"[&a {'x' * 100_000}, &b [" + "*a, " * 50 + "], " + "*b, " * 50 + "]",
        f"a: {{n: &a {'x' * 100_000}, m: [\n" + "*a,\n" * 2_000 + "]}\n",
    ],
    ids=[
        "a billion laughs",
        "brackets in the first column",
        "after a mark",
        "a long text",
        "two levels in blocks",
        "two levels in brackets",
        "in brackets over lines",
    ],
)
def test_aliases_stand_for_no_more_than_a_record_may_have(text: str, tmp_path: Path) -> None:
    with soon():
        (finding,) = read(tmp_path, "x.yaml", text.encode())
    assert isinstance(finding, Finding)
    assert finding.rule in {"record/too-large", "record/yaml-broken"}
    assert "alias" in finding.message


def test_aliases_of_ordinary_files_are_read(tmp_path: Path) -> None:
    """2,000 records that name one outlet, and texts full of asterisks and ampersands."""
    source = "- source: &s\n    name: A\n    url: https://a.example/\n  tags: [&t cup, *t]\n"
    text = "  body: |\n    *a* &nbsp; **b** &amp; *s *t " + "&nbsp; " * 300 + "\n"
    data = source + text + ("- source: *s\n  tags: [*t, *t]\n" + text) * 2_000
    outcome = read(tmp_path, "x.yaml", data.encode())
    assert rules(outcome) == ["record"] * 2_001
    assert isinstance(outcome[-1], RawRecord)
    assert outcome[-1].fields["source"] == {"name": "A", "url": "https://a.example/"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.md", "+++\na = {}\n+++\n"),
        ("x.md", '{{"a": {}}}\n'),
        ("x.json", '{{"a": {}}}\n'),
        ("x.md", "---\na: {}\n---\n"),
    ],
)
@pytest.mark.parametrize("number", ["1" * 5_000, "-" + "1" * 5_000, "0x" + "f" * 5_000, "1." + "1" * 5_000, "1e999999"])
def test_endless_numbers(name: str, text: str, number: str, tmp_path: Path) -> None:
    """They are text, or nothing: a number whose digits Python does not write would fail later on."""
    (outcome,) = read(tmp_path, name, text.format(number).encode())
    if isinstance(outcome, RawRecord):
        assert str(outcome.fields["a"]) == number
    else:
        assert outcome.rule in {"record/json-broken", "record/front-matter-broken"}


MEGABYTE = 1_000_000
HOSTILE = {
    "spaces in a name": ("x.md", "Title" + " " * MEGABYTE + "x"),
    "spaces in a value": ("x.md", "Title: a" + " " * MEGABYTE + "x"),
    "spaces in a continued value": ("x.md", "Title: a\n    " + " " * MEGABYTE + "x"),
    "one name of letters": ("x.md", "a" * MEGABYTE),
    "empty lines": ("x.md", "\n" * MEGABYTE + "---\n"),
    "names without end": ("x.md", "a: b\n" * (MEGABYTE // 5)),
    "continued lines": ("x.md", "Title: a\n" + "    b\n" * 100_000),
    "quotes in TOML": ("x.md", '+++\na = """' + '\\"""' * (MEGABYTE // 4) + "\n+++\n"),
    "apostrophes in TOML": ("x.md", "+++\na = '''" + "''" * (MEGABYTE // 2) + "\n+++\n"),
    "letters in TOML": ("x.md", "+++\n" + "a" * MEGABYTE + "\n+++\n"),
    "digits in YAML": ("x.md", "---\na: " + "1" * MEGABYTE + "\n---\n"),
    "numbers in YAML": ("x.md", "---\na: [" + "1.10, " * 100_000 + "]\n---\n"),
    "digits and spaces in YAML": ("x.md", "---\na: x\n" + "1" * 1000 + " \n" * MEGABYTE + "b\n---\n"),
    "spaces in YAML": ("x.yaml", "a: b" + " " * MEGABYTE + "\n"),
    "blank lines in YAML": ("x.yaml", " \n" * MEGABYTE),
    "comments in YAML": ("x.yaml", "#\n" * MEGABYTE),
    "documents in YAML": ("x.yaml", "---\na: b\n" * 20_000),
    "broken items in YAML": ("x.yaml", "- a: b\n- [\n" * 20_000),
    "anchors in YAML": ("x.yaml", "a: [" + "&a b, " * 100_000 + "*a]\n"),
    "aliases in YAML": ("x.yaml", "a: &a b\nb: [" + "*a, " * 100_000 + "]\n"),
    "quotes in JSON": ("x.json", '{"a": "' + '\\"' * MEGABYTE),
    "broken objects in JSON": ("x.json", "[\n" + '{"a": },\n' * 20_000 + "]"),
    "control characters in a JSON list of one line": ("x.json", "[" + '{"a": "\x01"},' * 20_000 + "{}]"),
    "halves in a JSON list of one line": ("x.json", "[" + '{"a": "\\ud800"},' * 20_000 + "{}]"),
    "names twice in a JSON list of one line": ("x.json", "[" + '{"a": 1, "a": 1},' * 20_000 + "{}]"),
    "numbers in a JSON list": ("x.json", "[" + "1," * 100_000 + "1]"),
    "brackets in a JSON object": ("x.json", '{"items": [' * 20_000),
    "broken lines": ("x.jsonl", '{"a": \n' * 50_000),
    "letters that are none": ("x.jsonl", '{"a": "\\ud800"}\n' * 20_000),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_no_file_takes_long(case: str, tmp_path: Path) -> None:
    name, text = HOSTILE[case]
    with soon():
        outcome = read(tmp_path, name, text.encode())
        for each in outcome[:3]:
            if isinstance(each, RawRecord):
                each.lines.line("none.such")
    assert all(isinstance(each, RawRecord | Finding) for each in outcome)


@pytest.mark.parametrize(("size", "rule"), [(LIMIT, "record"), (LIMIT + 1, "record/too-large")])
@pytest.mark.parametrize(("name", "start"), [("x.md", b"---\ntitle: A\n---\n"), ("x.json", b'{"title": "A"}')])
def test_a_record_is_at_most_ten_megabytes(name: str, start: bytes, size: int, rule: str, tmp_path: Path) -> None:
    assert rules(read(tmp_path, name, start + b" " * (size - len(start)))) == [rule]


def test_a_line_that_is_too_long_costs_itself(tmp_path: Path) -> None:
    longest = b'{"title": "A"}' + b" " * (LIMIT - 15) + b"\n"
    data = longest + b" " + longest + b'{"title": "B"}\n' + b"x" * (LIMIT + 5)
    outcome = read(tmp_path, "x.jsonl", data)
    assert rules(outcome) == ["record", "record/too-large", "record", "record/too-large"]
    assert [each.line for each in outcome if isinstance(each, Finding)] == [2, 4]


def test_a_file_that_changes_after_it_was_found(tmp_path: Path) -> None:
    read(tmp_path, "x.md", b"---\ntitle: A\n---\n")
    (file,) = find_records(tmp_path / "content", site=tmp_path).files
    for text in ("---\ntitle: Longer\n---\n\nbody", "---\na: b\n---\n"):
        file.file.write_text(text, encoding="utf-8")
        (record,) = read_records(file)
        assert isinstance(record, RawRecord)
        assert record.body == text.rpartition("---\n")[2]
    file.file.write_bytes(b" " * (LIMIT + 1))
    assert rules(list(read_records(file))) == ["record/too-large"]
    assert rules(list(read_records(file._replace(size=LIMIT + 1)))) == ["record/too-large"]


@pytest.mark.parametrize("name", ["x.md", "x.jsonl"])
def test_a_file_that_becomes_something_else(name: str, tmp_path: Path) -> None:
    read(tmp_path, name, b"---\ntitle: A\n---\n")
    (file,) = find_records(tmp_path / "content", site=tmp_path).files
    file.file.unlink()
    (finding,) = read_records(file)
    assert isinstance(finding, Finding)
    assert shown(finding) == "error record/unreadable -:-"
    assert "no such file" in finding.message
    (tmp_path / "secret").write_text("---\ntitle: Secret\n---\n", encoding="utf-8")
    file.file.symlink_to(tmp_path / "secret")
    assert rules(list(read_records(file))) == ["record/unreadable"], "it must not be followed"
    file.file.unlink()
    file.file.mkdir()
    assert rules(list(read_records(file))) == ["record/unreadable"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_file_that_becomes_a_pipe_does_not_make_the_reader_wait(tmp_path: Path) -> None:
    read(tmp_path, "x.jsonl", b'{"title": "A"}\n')
    (file,) = find_records(tmp_path / "content", site=tmp_path).files
    file.file.unlink()
    os.mkfifo(file.location)
    with soon():
        assert rules(list(read_records(file))) in ([], ["record/unreadable"])
