"""How the catalog finds what it is asked for: of an archive, a build reads what it needs."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feedwright.pipeline import build
from tests.newsroom import SITE, write_newsroom

ASKED = """
[feeds]
limit = 3
archives = "month"
tags = true
[feeds.cup]
tag = "cup"
author = "Jane Doe"
[feeds.only-sports]
section = "sports"
subsections = false
[partners.everything]
profile = "atom"
[partners.only-sports]
profile = "atom"
section = "sports"
subsections = false
private = true
[partners.cup]
profile = "atom"
tag = "cup"
section = "sports"
"""


def told(number: int, *more: str) -> str:
    lines = (f"title: {number}", f"date: 2018-12-{number:02}", "author: Jane Doe", "tags: [cup]", *more)
    return "---\n" + "\n".join(lines) + f"\n---\n\nText {number}.\n"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Every statement that databases get."""
    statements: set[str] = set()
    connect = sqlite3.connect

    def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(statements.add)
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", watched)
        yield statements


def plans(file: Path, statements: set[str]) -> dict[str, list[str]]:
    """How each of the questions among some statements is answered, step by step."""
    with closing(sqlite3.connect(file)) as connection:
        return {
            each: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {each}")]
            for each in statements
            if each.lstrip().startswith(("SELECT", "WITH", "DELETE", "UPDATE")) and "sqlite_" not in each
        }


def test_no_question_of_a_build_reads_all_articles_where_an_index_serves(tmp_path: Path, asked: set[str]) -> None:
    """Neither in a new catalog nor in one that was kept, whatever is asked for."""
    records = {
        f"content/{'sports' if number % 2 else 'sports/soccer'}/{number:02}.md": told(number) for number in range(1, 15)
    }
    records["content/sports/gone.md"] = told(16, "withdrawn: 2018-12-20")
    records["content/sports/over.md"] = told(17, "expires: 2018-12-21")
    write_newsroom(tmp_path, site=SITE + ASKED, records=records)
    for day in (22, 23):
        made = build(tmp_path, now=dt.datetime(2018, 12, day, tzinfo=dt.UTC), jobs=1)
        assert made.changes is not None
        assert [state.removed for state in made.partners].count(()) == 0
        (tmp_path / "content/sports/new.md").write_text(told(18), encoding="utf-8")
    found = plans(tmp_path / ".feedwright/catalog.sqlite", asked)
    assert any("closes > " in each and "ORDER BY closes" in each for each in found)
    scans = {each: steps for each, steps in found.items() if "SCAN articles" in steps}
    assert not scans
    for each, steps in found.items():
        for order, index in (("withdrawn", "articles_withdrawn"), ("closes", "articles_by_closing")):
            if f"ORDER BY {order} " in each:
                assert any(f"SEARCH articles USING INDEX {index} " in step for step in steps), each
