"""The sizes and times of record files are the same whether one process asks for them or two do."""

import threading
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedwright.load import find_records
from feedwright.load import statuses as statuses_module
from feedwright.load.statuses import Group, Lines, Statuses
from feedwright.processes import Processes

NAMES = [f"{folder}/{number}.md" for folder in ("a", "b/c", "b/d") for number in range(3)] + ["alone/index.md"]


@pytest.fixture(autouse=True)
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of which another process answers for some, however few they are."""
    for number, name in enumerate(NAMES):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x" * number, encoding="utf-8")
    monkeypatch.setattr(statuses_module, "_FEW", 1)


def test_two_processes_tell_what_one_does(tmp_path: Path, others: Processes) -> None:
    found = find_records(tmp_path / "content", site=tmp_path, processes=others).files
    assert found == find_records(tmp_path / "content", site=tmp_path).files
    assert [(file.path, file.size) for file in found] == sorted(
        (f"content/{name}", number) for number, name in enumerate(NAMES)
    )


@pytest.mark.parametrize("name", [NAMES[0], NAMES[-2]])
def test_a_file_that_goes_away_is_told_of_by_either(
    name: str, tmp_path: Path, others: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = Statuses.lines

    def lines_of_what_was_there(statuses: Statuses) -> Lines:
        (tmp_path / "content" / name).unlink()
        monkeypatch.setattr(statuses_module, "_FEW", 1)
        return lines(statuses)

    monkeypatch.setattr(statuses_module, "_FEW", len(NAMES))
    monkeypatch.setattr(Statuses, "lines", lines_of_what_was_there)
    told = find_records(tmp_path / "content", site=tmp_path, processes=others)
    assert len(told.files) == len(NAMES) - 1
    assert [(each.rule, each.path) for each in told.findings] == [("record/unreadable", f"content/{name}")]
    assert "no such file" in told.findings[0].message


class Other:
    """In place of other processes: they have time when it is said to have."""

    def __init__(self, idle: Iterable[bool]) -> None:
        self._idle = iter(idle)
        self.asked = 0

    def ask(self, work: Callable[[list[Group]], Lines], groups: list[Group]) -> "Other":
        self.asked += sum(len(group.names) for group in groups)
        self._lines = work(groups)
        return self

    @property
    def idle(self) -> bool:
        return next(self._idle, False)

    def get(self) -> Lines:
        return self._lines


def test_a_walk_that_fails_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which a walk over many files begins itself."""
    begun: list[Processes] = []

    def begin(**options: Any) -> Processes:
        begun.append(Processes(**options))
        return begun[-1]

    def fail(_walk: object) -> None:
        raise PermissionError

    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(statuses_module, "Processes", begin)
    monkeypatch.setattr(statuses_module, "_MANY", 2)
    monkeypatch.setattr("feedwright.load.folders._Walk.follow_links", fail)
    with pytest.raises(PermissionError):
        find_records(tmp_path / "content", site=tmp_path)
    assert [each.alive for each in begun] == [False]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # what the fixture sets stays as it is
@given(st.lists(st.integers(1, 40), max_size=6), st.lists(st.booleans(), max_size=8))
def test_every_file_is_asked_for_once_whenever_the_other_one_has_time(sizes: list[int], idle: list[bool]) -> None:
    other: Any = Other(idle)
    statuses = Statuses(other)
    names = [[f"{folder}-{number}.md" for number in range(size)] for folder, size in enumerate(sizes)]
    for each in names:
        statuses.add(Group(above="/not/there/", shown="", kind="", linked=False, names=each))
    told = statuses.lines()
    assert sorted(path for path, _ in told.gone) == sorted(chain.from_iterable(names))
    assert other.asked <= sum(sizes)
    assert other.asked or sum(sizes) < 2 or idle[:1] != [True]
