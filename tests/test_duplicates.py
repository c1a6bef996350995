"""One article, one entry: what is found twice, what is said of it, and which of the two stays."""

from pathlib import Path
from typing import Any

import pytest

from feedwright.catalog import ArticleRow, article_row, words_of
from feedwright.catalog.duplicates import LeftOut, duplicates
from tests.factories import entry
from tests.newsroom import NOW, Run, write_newsroom

EARLY, LATE = "2018-11-07T08:00:00+08:00", "2018-11-07T09:00:00+08:00"
LONG = "The committee met for the third time this week and agreed on a plan that all of its members had asked for. " * 3


def article(name: str, *, text: str = "", **fields: Any) -> ArticleRow:
    told = {
        "id": f"tag:a.example,2018:{name}",
        "url": f"https://a.example/{name}/",
        "body": {"text": text},
        "origin": {"path": f"content/{name}.md", "line": 1},
    }
    row = article_row(entry(**{**told, **fields}).article, b"", (0, None))
    return row._replace(story=None if row.opening is None else words_of(text))


def left_out(*rows: ArticleRow) -> list[LeftOut]:
    forward, backward = (duplicates(order, lambda _: True) for order in (rows, reversed(rows)))
    assert forward == backward, "the order of the files decides nothing"
    return forward


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ({}, {"id": "tag:a.example,2018:a"}, "record/id-duplicate"),
        ({}, {"url": "https://a.example/a/"}, "record/permalink-duplicate"),
        ({"canonical": "https://b.example/1"}, {"canonical": "https://b.example/1"}, "record/story-duplicate"),
        ({}, {"canonical": "https://a.example/a/"}, "record/story-duplicate"),
        ({"text": LONG}, {"text": f"<p>{LONG.upper()}</p>", "title": "Another"}, "record/story-duplicate"),
    ],
)
def test_the_later_one_is_left_out_and_both_files_are_named(
    first: dict[str, Any], second: dict[str, Any], rule: str
) -> None:
    kept = article("a", published=EARLY, **first)
    other = article("b", published=LATE, **second)
    ((row, finding),) = left_out(kept, other)
    assert row is other
    assert finding.rule == rule
    assert finding.path == "content/b.md"
    assert "content/a.md" in finding.message
    assert finding.hint


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"text": "More to follow."}, {"text": "More to follow."}),
        ({"text": LONG}, {"text": LONG + "It will meet again."}),
        ({"original": "https://b.example/"}, {"original": "https://b.example/"}),
        ({"title": "Weather"}, {"title": "Weather"}),
    ],
    ids=["too short to tell", "another text", "the same page at the source", "the same headline"],
)
def test_what_is_not_the_same_story_stays(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert left_out(article("a", **first), article("b", **second)) == []


def test_an_article_that_is_not_public_is_no_rival() -> None:
    draft, public = article("a", published=EARLY, text=LONG), article("b", published=LATE, text=LONG)
    assert duplicates([draft, public], lambda row: row is public) == []


def test_three_copies_leave_one() -> None:
    copies = [article(name, published=f"2018-11-0{day}T08:00:00Z", text=LONG) for day, name in enumerate("cab", 1)]
    assert [each.row.file for each in left_out(*copies)] == ["content/a.md", "content/b.md"]


def test_two_records_of_one_permalink_cost_one_article(tmp_path: Path, run: Run) -> None:
    records = {
        f"content/world/{name}.md": f"---\ntitle: {name}\ndate: 2018-11-07\nurl: /one/\nid: {name}\n---\n"
        for name in ("a", "b")
    }
    write_newsroom(tmp_path, records=records)
    result = run("build", "--site", tmp_path, "--now", NOW)
    assert result.status == 1
    assert "content/world/b.md" in result.errors
    assert "already the permalink of content/world/a.md" in result.errors
    assert "1 article in" in result.output
