"""The sizes and times of record files are the same whether one process asks for them or two do."""

import marshal
from pathlib import Path

import pytest

from feedwright.load import Listing, find_records
from feedwright.load import statuses as statuses_module

NAMES = [f"{folder}/{number}.md" for folder in ("a", "b/c", "b/d") for number in range(3)] + ["alone/index.md"]


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Listing:
    """The files of a newsroom, asked for by one process; from now on two ask."""
    for number, name in enumerate(NAMES):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x" * number, encoding="utf-8")
    alone = find_records(tmp_path / "content", site=tmp_path).files
    monkeypatch.setattr(statuses_module, "_ALONE", 0)
    return alone


def test_two_processes_tell_what_one_does(found: Listing, tmp_path: Path) -> None:
    assert find_records(tmp_path / "content", site=tmp_path).files == found
    assert [(file.path, file.size) for file in found] == sorted(
        (f"content/{name}", number) for number, name in enumerate(NAMES)
    )


@pytest.mark.parametrize("name", [NAMES[0], NAMES[-2]])
def test_a_file_that_goes_away_is_told_of_by_either(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "content" / name
    asked = statuses_module._asked

    def asked_later(groups: list[statuses_module.Group]) -> statuses_module.Lines:
        gone.unlink(missing_ok=True)
        return asked(groups)

    for each in NAMES:
        (tmp_path / "content" / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / each).touch()
    monkeypatch.setattr(statuses_module, "_ALONE", 0)
    monkeypatch.setattr(statuses_module, "_asked", asked_later)
    told = find_records(tmp_path / "content", site=tmp_path)
    assert len(told.files) == len(NAMES) - 1
    assert [(each.rule, each.path) for each in told.findings] == [("record/unreadable", f"content/{name}")]
    assert "no such file" in told.findings[0].message


def test_a_child_that_is_killed_is_not_missed(found: Listing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marshal, "dump", lambda *_: None)
    assert find_records(tmp_path / "content", site=tmp_path).files == found
