"""read_records: what is written in each form of record file, with the line of every field and of every fault."""

import tomllib
from pathlib import Path
from typing import Any, TypedDict

import pytest

from feedwright.load import find_records, read_records
from feedwright.model import Finding, RawRecord

CASES = Path(__file__).parent / "cases" / "load"


class Case(TypedDict, total=False):
    name: str
    file: str
    text: str
    latin1: str  # the bytes of the file, instead of `text`
    records: list[dict[str, Any]]  # `fields` are compared whole, and of the rest what is there
    findings: list[str]  # severity, rule, line and column, "-" for none
    says: list[str]  # parts of their messages
    large: list[str]  # fields whose text here is a number that TOML cannot write


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    ]


def read(folder: Path, name: str, data: bytes) -> list[RawRecord | Finding]:
    """What is read from the file `name` with these bytes, alone in content/."""
    content = folder / "content"
    (content / name).parent.mkdir(parents=True, exist_ok=True)
    (content / name).write_bytes(data)
    found = find_records(content, site=folder)
    assert not found.findings
    return [each for file in found.files for each in read_records(file)]


@pytest.mark.parametrize("case", cases())
def test_a_file_reads_as(case: Case, tmp_path: Path) -> None:
    data = case["latin1"].encode("latin-1") if "latin1" in case else case["text"].encode()
    outcome = read(tmp_path, case["file"], data)
    findings = [each for each in outcome if isinstance(each, Finding)]
    assert [shown(each) for each in findings] == case.get("findings", [])
    assert all(any(part in each.message for each in findings) for part in case.get("says", []))
    assert all(each.path == f"content/{case['file']}" and each.hint for each in findings)
    records = [each for each in outcome if isinstance(each, RawRecord)]
    expected = case.get("records", [])
    assert [spelled(each, case) for each in records] == [each["fields"] for each in expected]
    for record, wanted in zip(records, expected, strict=True):
        compare(record, wanted)
        assert record.origin.path == f"content/{case['file']}"


def shown(finding: Finding) -> str:
    return f"{finding.severity} {finding.rule} {finding.line or '-'}:{finding.column or '-'}"


def spelled(record: RawRecord, case: Case) -> dict[str, object]:
    large = case.get("large", [])
    return {name: str(value) if name in large else value for name, value in record.fields.items()}


def compare(record: RawRecord, wanted: dict[str, Any]) -> None:
    lines = wanted.get("lines", {})
    assert {name: record.lines.line(name) or "-" for name in lines} == lines
    assert record.body == wanted.get("body", record.body)
    assert record.markup == wanted.get("markup", record.markup)
    assert record.stem == wanted.get("stem", record.stem)
    assert record.origin.line == wanted.get("line", record.origin.line)


def test_numbers_and_truth_keep_their_types(tmp_path: Path) -> None:
    """1 is not true and not 1.0, though Python's == says so."""
    (record,) = read(tmp_path, "x.md", b"---\na: 1\nb: true\nc: 1.5\nd: 1.0\ne: null\nf: ~\ng:\n---\n")
    assert isinstance(record, RawRecord)
    assert {name: type(value) for name, value in record.fields.items()} == {
        "a": int,
        "b": bool,
        "c": float,
        "d": float,
        **dict.fromkeys("efg", type(None)),
    }


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("x.md", "x"),
        ("x.MD", "x"),
        ("a.b.Markdown", "a.b"),
        ("x.mkd", "x"),
        ("x.mdown", "x"),
        ("x.HTML", "x"),
        ("日本.md", "日本"),
        ("2018-11-07-x.md", "2018-11-07-x"),
    ],
)
def test_suffixes_in_any_case(name: str, stem: str, tmp_path: Path) -> None:
    (record,) = read(tmp_path, f"news/{name}", b"---\ntitle: A\n---\n")
    assert isinstance(record, RawRecord)
    assert (record.stem, record.folder, record.fields) == (stem, "news", {"title": "A"})


@pytest.mark.parametrize("name", ["x.txt", "x", "md", "x.md.bak", "x.xml", "x.toml", "x.md~"])
def test_other_files_are_no_records(name: str, tmp_path: Path) -> None:
    assert read(tmp_path, name, b"---\ntitle: A\n---\n") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.md", "---\ntitle: A\n---\n"),
        ("x.json", '{"title": "A"}'),
        ("x.jsonl", '{"title": "A"}'),
        ("x.yaml", "title: A"),
    ],
)
def test_what_lies_among_drafts_is_a_draft(name: str, text: str, tmp_path: Path) -> None:
    (record,) = read(tmp_path, f"_drafts/{name}", text.encode())
    assert isinstance(record, RawRecord)
    assert record.fields == {"title": "A", "draft": True}


def test_a_draft_may_say_otherwise(tmp_path: Path) -> None:
    (record,) = read(tmp_path, "_drafts/x.md", b"---\ntitle: A\ndraft: false\n---\n")
    assert isinstance(record, RawRecord)
    assert record.fields["draft"] is False
