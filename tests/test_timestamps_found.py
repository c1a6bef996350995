"""Times inside lines of text, and what the dates of a newsroom teach about its order of day and month."""

import time
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from feedwright.normalize.timestamps import FoundTimestamp, find_timestamps, learn_day_first

CASES = tomllib.loads((Path(__file__).parent / "cases" / "timestamps" / "datelines.toml").read_text(encoding="utf-8"))


def shown(found: FoundTimestamp) -> str:
    timestamp = found.timestamp
    instant = timestamp.instant.isoformat(timespec="seconds" if timestamp.precision == "second" else "minutes")
    told = timestamp.instant.date().isoformat() if timestamp.precision == "day" else instant
    return f"{timestamp.text} -> {found.label or 'none'} -> {told}"


@pytest.mark.parametrize(("line", "expected"), CASES["found"].items())
def test_times_in_a_line(line: str, expected: list[str]) -> None:
    found = find_timestamps(line, timezone="Asia/Shanghai")
    assert [shown(each) for each in found] == expected
    for each in found:
        assert line[each.start : each.end] == each.timestamp.text
        assert each.label_start <= each.start
        assert (each.label is None) or each.label_start < each.start


@pytest.mark.parametrize("line", CASES["nothing"]["lines"])
def test_lines_without_a_time_that_can_be_trusted(line: str) -> None:
    assert find_timestamps(line, timezone="UTC") == []


def test_a_label_is_found_with_its_place() -> None:
    line = "Jane Roe; last updated on 7 November 2018"
    (found,) = find_timestamps(line, timezone="UTC")
    assert line[found.label_start :] == "last updated on 7 November 2018"


def test_text_without_numbers_costs_nothing() -> None:
    line = "Nobody has told the time, neither in March nor on a Wednesday at noon. " * 14
    assert len(line) < 1000
    begun = time.process_time()
    for _ in range(1000):
        assert find_timestamps(line, timezone="UTC") == []
    assert time.process_time() - begun < 0.5  # a thousand lines; word by word it took seconds


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["25/12/2018", "07/11/2018"], True),
        (["12/25/2018", "07/11/2018"], False),
        (["on 25.12.2018 at noon", "31-12-2018"], True),
        (["２５/１２/２０１８"], True),
        (["25/12/2018", "12/25/2018"], None),
        (["07/11/2018", "11/11/2018"], None),
        (["2018-12-25", "2018/12/25", "Nov 25, 2018"], None),
        (["25/12/18", "version 25.12.2018.1", "99/12/2018"], None),
        ([], None),
    ],
)
def test_the_order_is_learnt_from_dates_that_leave_no_doubt(texts: Iterable[str], expected: bool | None) -> None:  # noqa: FBT001
    assert learn_day_first(texts) is expected
