"""A rehearsal makes ready what is met with, and never stands in the way of a build."""

from pathlib import Path

import pytest

from feedwright.load import RecordFile
from feedwright.pipeline.beginning import rehearsal
from feedwright.pipeline.beginning.rehearsal import rehearse
from feedwright.pipeline.rows import rows_of_files
from tests.newsroom import SITE

RECORD = "---\ntitle: Title\ndate: 2018-11-07T13:45:00+08:00\n---\nText.\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read."""
    paths: list[str] = []
    original = rows_of_files

    def noted(site: object, files: list[tuple[RecordFile, None]]) -> object:
        paths.extend(file.location.rpartition("/")[2] for file, _ in files)
        return original(site, files)  # type: ignore[arg-type] # as they were handed to this one

    monkeypatch.setattr(rehearsal, "rows_of_files", noted)
    return paths


def write(folder: Path, name: str, text: str = RECORD) -> None:
    (folder / "feedwright.toml").write_text(SITE, encoding="utf-8")
    file = folder / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_some_small_record_is_read_wherever_it_stands(tmp_path: Path, read: list[str]) -> None:
    write(tmp_path, "picture.jpg")
    write(tmp_path, "inside/long.md", RECORD + "Text. " * 20_000)
    write(tmp_path, "inside/deep/record.md")
    rehearse(tmp_path)
    assert read == ["record.md"]


@pytest.mark.parametrize(("name", "text"), [("a.md", "---\ntitle: [\n"), ("a.json", "{"), ("a.md", "\0")])
def test_what_cannot_be_read_is_passed_over(name: str, text: str, tmp_path: Path, read: list[str]) -> None:
    write(tmp_path, name, text)
    rehearse(tmp_path)
    assert read == [name]


def test_where_nothing_is_nothing_is_read(tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    rehearse(tmp_path)
    write(tmp_path, "picture.jpg")
    rehearse(tmp_path)
    monkeypatch.setattr(rehearsal, "_FEW", 1)
    write(tmp_path, "inside/record.md")
    rehearse(tmp_path)
    assert read == []
