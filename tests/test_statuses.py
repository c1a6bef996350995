"""The sizes and times of record files are the same whether one process asks for them or two do."""

from pathlib import Path

import pytest

from feedwright.load import find_records
from feedwright.load import statuses as statuses_module
from feedwright.second_process import SecondProcess

NAMES = [f"{folder}/{number}.md" for folder in ("a", "b/c", "b/d") for number in range(3)] + ["alone/index.md"]


@pytest.fixture(autouse=True)
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of which a second process answers for half, however few they are."""
    for number, name in enumerate(NAMES):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x" * number, encoding="utf-8")
    monkeypatch.setattr(statuses_module, "_ALONE", 0)


def test_two_processes_tell_what_one_does(tmp_path: Path, second: SecondProcess) -> None:
    found = find_records(tmp_path / "content", site=tmp_path, second=second).files
    assert found == find_records(tmp_path / "content", site=tmp_path).files
    assert [(file.path, file.size) for file in found] == sorted(
        (f"content/{name}", number) for number, name in enumerate(NAMES)
    )


@pytest.mark.parametrize("name", [NAMES[0], NAMES[-2]])
def test_a_file_that_goes_away_is_told_of_by_either(
    name: str, tmp_path: Path, second: SecondProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    halves = statuses_module._halves

    def halves_of_what_was_there(
        groups: list[statuses_module.Group], first: int
    ) -> tuple[list[statuses_module.Group], list[statuses_module.Group]]:
        (tmp_path / "content" / name).unlink()
        return halves(groups, first)

    monkeypatch.setattr(statuses_module, "_halves", halves_of_what_was_there)
    told = find_records(tmp_path / "content", site=tmp_path, second=second)
    assert len(told.files) == len(NAMES) - 1
    assert [(each.rule, each.path) for each in told.findings] == [("record/unreadable", f"content/{name}")]
    assert "no such file" in told.findings[0].message
