"""The catalog by itself: what it keeps of files in parts, what it drops, and the questions it answers."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.catalog import DAY_ORDERS, Catalog, Entered, FileRow, article_digest, article_row, file_row, words_of
from feedwright.catalog.story import SHORTEST_STORY
from feedwright.errors import FeedwrightError
from feedwright.model import Finding, Origin, Selector, Term
from tests.factories import entry

DAY = 86_400
START = int(dt.datetime(2018, 11, 7, tzinfo=dt.UTC).timestamp())
LATER = START + 1000 * DAY
DIGEST = b"d"
BODIES: dict[tuple[str, int], str] = {}
"""The texts of records, by their paths and lines."""


def row(path: str, *names: str, part: int = 0, findings: tuple[Finding, ...] = (), **fields: Any) -> FileRow:
    articles = []
    for line, name in enumerate(names, start=1):
        told = {
            "id": f"tag:a.example,2018:{name}",
            "url": f"https://a.example/{name}/",
            "body": {"text": f"The text of {name}."},
            "origin": {"path": path, "line": line},
        }
        article = entry(**{**told, **fields}).article
        BODIES[path, line] = article.body.text
        articles.append(
            Entered(article_row(article, article_digest(article), (START, None)), (Term("tag", "cup", "Cup"),))
        )
    return file_row(path, DIGEST, articles, findings, part=part)


def settle(catalog: Catalog) -> None:
    catalog.index()
    told = ((words_of(BODIES[each.file, each.line]), each.key) for each in catalog.alike())
    catalog.tell((words, key) for words, key in told if words is not None)
    catalog.settle()


def names(catalog: Catalog, selector: Selector = Selector()) -> set[str]:  # noqa: B008 - a frozen value
    return {each.id.rpartition(":")[2] for each in catalog.newest(selector, now=LATER)}


def finding(severity: Any) -> Finding:
    return Finding(rule="record/x", severity=severity, message="It is so.", path="content/a.md")


def test_a_file_that_is_put_again_takes_the_place_of_what_was_known() -> None:
    with Catalog(None, b"x") as catalog:
        catalog.put([row("content/a.md", "a"), row("content/b.md", "b")])
        settle(catalog)
        catalog.put([row("content/a.md", "c")])
        settle(catalog)
        assert names(catalog) == {"b", "c"}
        assert names(catalog, Selector(terms=(("tag", "cup"),))) == {"b", "c"}


def test_the_parts_of_a_file_are_one_file() -> None:
    with Catalog(None, b"x") as catalog:
        catalog.put([row("content/all.jsonl", "a", "b")])
        catalog.put([row("content/all.jsonl", "c", part=1)])
        settle(catalog)
        assert catalog.digest("content/all.jsonl") == DIGEST
        assert names(catalog) == {"a", "b", "c"}
        catalog.put([row("content/all.jsonl", "d")])
        settle(catalog)
        assert names(catalog) == {"d"}
        catalog.forget(["content/all.jsonl"])
        settle(catalog)
        assert names(catalog) == set()
        assert catalog.digest("content/all.jsonl") is None


@pytest.mark.parametrize(("notes", "expected"), [(True, ["info", "warning"]), (False, ["warning"])])
def test_notes_are_counted_and_listed_when_they_are_asked_for(notes: bool, expected: list[str]) -> None:  # noqa: FBT001
    with Catalog(None, b"x") as catalog:
        catalog.put([row("content/a.md", findings=(finding("info"), finding("warning")))])
        catalog.put([row("content/b.md", "b", findings=())])
        settle(catalog)
        assert [each.severity for each in catalog.findings(notes=notes)] == expected
        assert catalog.notes == 1


PATHS = st.sampled_from(["content/a.md", "content/b.md"])
FINDINGS = st.builds(
    Finding,
    rule=st.just("record/x"),
    severity=st.sampled_from(["error", "warning", "info"]),
    message=st.text(max_size=5),
    hint=st.none() | st.text(max_size=5),
    spec=st.none() | st.text(max_size=5),
    path=st.none() | PATHS,
    line=st.none() | st.integers(1, 9),
    column=st.none() | st.integers(1, 9),
    entry=st.none() | st.text(max_size=5),
    element=st.none() | st.text(max_size=5),
    article=st.none() | st.builds(Origin, path=PATHS, line=st.none() | st.integers(1, 9)),
)


@given(st.lists(FINDINGS, max_size=3), st.lists(FINDINGS, max_size=3))
def test_findings_are_told_as_they_were_found(first: list[Finding], second: list[Finding]) -> None:
    with Catalog(None, b"x") as catalog:
        catalog.put([row("content/a.md", findings=tuple(first)), row("content/a.md", findings=tuple(second), part=1)])
        settle(catalog)
        assert list(catalog.findings(notes=True)) == [*first, *second]
        catalog.put([row("content/a.md", findings=tuple(second))])
        settle(catalog)
        assert list(catalog.findings(notes=True)) == second
        assert catalog.notes == sum(each.severity == "info" for each in second)


def test_what_articles_say_is_kept_as_long_as_it_is_used() -> None:
    with Catalog(None, b"x") as catalog:
        catalog.put_contents([(b"1", 1, b"one"), (b"2", None, b"two")], composed=True)
        catalog.put_contents([(b"3", 3, b"three")], composed=False)
        assert catalog.words() == {b"1": 1, b"2": None, b"3": 3}
        assert catalog.has_content(b"1", composed=True)
        assert catalog.has_content(b"3", composed=False)
        assert not catalog.has_content(b"3", composed=True)
        catalog.keep_contents({b"2"})
        assert catalog.content(b"1") is None
        assert catalog.content(b"2") == b"two"


def test_duplicates_go_when_one_of_the_two_goes() -> None:
    with Catalog(None, b"x") as catalog:
        catalog.put([row("content/a.md", "a"), row("content/b.md", "b", url="https://a.example/a/")])
        settle(catalog)
        assert [each.row.file for each in catalog.duplicates(now=LATER)] == ["content/b.md"]
        catalog.forget(["content/a.md"])
        settle(catalog)
        assert catalog.duplicates(now=LATER) == []


SHARED = st.sampled_from(["a", "b", "c"])
ADDRESSES = SHARED.map(lambda name: f"https://a.example/{name}/")
ENDINGS = st.sampled_from(["", " A.", "b", "<b>B</b>"])
BODIES_THAT_BEGIN_ALIKE = st.tuples(SHARED, ENDINGS).map(lambda two: {"text": two[0] * SHORTEST_STORY + two[1]})
ENTRIES = st.fixed_dictionaries(
    {"id": SHARED.map(lambda name: f"tag:a.example,2018:{name}"), "url": ADDRESSES},
    optional={"canonical": ADDRESSES, "body": BODIES_THAT_BEGIN_ALIKE},
)
EDITS = st.lists(st.tuples(st.sampled_from(["content/1.md", "content/2.md", "content/3.md"]), st.none() | ENTRIES))


def left_out(rows: dict[str, FileRow], catalog: Catalog) -> set[tuple[str, str]]:
    assert {each.row.file for each in catalog.duplicates(now=LATER)} <= rows.keys()
    return {(each.row.file, each.finding.rule) for each in catalog.duplicates(now=LATER)}


@given(EDITS)
def test_doubles_that_are_kept_up_are_those_of_all_articles(edits: list[tuple[str, dict[str, Any] | None]]) -> None:
    rows: dict[str, FileRow] = {}
    with Catalog(None, b"x") as catalog:
        for path, fields in edits:
            if fields is None:
                rows.pop(path, None)
                catalog.forget([path])
            else:
                rows[path] = row(path, "x", **fields)
                catalog.put([rows[path]])
            settle(catalog)
            with pytest.MonkeyPatch.context() as patched, Catalog(None, b"x") as whole:
                patched.setattr("feedwright.catalog.doubles._FEW", -1)  # all at once
                whole.put(list(rows.values()))
                settle(whole)
                assert left_out(rows, catalog) == left_out(rows, whole)


def test_of_many_articles_that_come_at_once_none_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Although the first of them look like one."""
    monkeypatch.setattr("feedwright.catalog.doubles._FEW", 2)
    with Catalog(None, b"x") as catalog:
        catalog.put([row("content/a.md", "a")])
        settle(catalog)
        catalog.put([row("content/b.jsonl", "b", "b", "c", "a")])
        settle(catalog)
        assert [(each.row.file, each.row.line) for each in catalog.duplicates(now=LATER)] == [
            ("content/b.jsonl", 2),
            ("content/b.jsonl", 4),
        ]


def test_the_order_of_day_and_month_is_learnt_from_all_files() -> None:
    with Catalog(None, b"x") as catalog:
        catalog.put([row("content/a.md")._replace(day_orders=DAY_ORDERS["day"])])
        catalog.put([row("content/b.md")._replace(day_orders=DAY_ORDERS["either"])])
        settle(catalog)
        assert catalog.learnt_day_first() is True
        assert catalog.in_either_order() == ["content/b.md"]
        catalog.put([row("content/c.md")._replace(day_orders=DAY_ORDERS["month"])])
        assert catalog.learnt_day_first() is None


def test_the_times_of_public_articles_from_a_moment_on() -> None:
    with Catalog(None, b"x") as catalog:
        catalog.put([row("content/a.md", "a", published="2018-11-07T00:00:00+00:00", section="world")])
        catalog.put([row("content/b.md", "b", published="2018-11-09T00:00:00+00:00", section="arts")])
        settle(catalog)
        assert [each[1:] for each in catalog.times(now=LATER, since=0)] == [("arts", START + 2 * DAY), ("world", START)]
        assert [each[1:] for each in catalog.times(now=LATER, since=START + 1)] == [("arts", START + 2 * DAY)]
        assert list(catalog.times(now=START - 1, since=0)) == []


def enter(catalog: Catalog, name: str) -> None:
    """Take in one more article, as a build does."""
    catalog.put([row(f"content/{name}.md", name)])
    settle(catalog)


def test_it_is_found_again_by_who_left_it_and_by_nobody_else(tmp_path: Path) -> None:
    folder = tmp_path / ".feedwright"
    with Catalog(folder, b"x") as catalog:
        enter(catalog, "a")
    with Catalog(folder, b"x") as catalog:
        assert names(catalog) == {"a"}
    with Catalog(folder, b"another") as catalog:
        assert names(catalog) == set()


def test_the_file_of_a_build_that_was_killed_at_its_very_end_is_whole(tmp_path: Path) -> None:
    """What it has written stands in a file beside the catalog's, and is taken in when that is closed the next time."""
    folder, killed = tmp_path / "kept", tmp_path / "killed"
    with Catalog(folder, b"x") as catalog:
        enter(catalog, "a")
    with Catalog(folder, b"x") as catalog:
        enter(catalog, "b")
        catalog._database._commit()
        shutil.copytree(folder, killed)
        catalog._sql.execute("BEGIN")
    assert (killed / "catalog.sqlite-wal").stat().st_size
    for _ in range(2):
        with Catalog(killed, b"x") as catalog:
            assert catalog.word is None
            assert names(catalog) == {"a", "b"}


def test_what_another_build_has_written_beside_the_file_is_not_taken_in(tmp_path: Path) -> None:
    """As where the file was put back from elsewhere: pages of another one would take the place of its own."""
    folder = tmp_path / "kept"
    with Catalog(folder, b"x") as catalog:
        enter(catalog, "a")
    with Catalog(folder, b"x") as catalog:
        enter(catalog, "b")
        catalog._database._commit()
        log = (folder / "catalog.sqlite-wal").read_bytes()
        catalog._sql.execute("BEGIN")
    with Catalog(folder, b"x") as catalog:
        enter(catalog, "c")
    (folder / "catalog.sqlite-wal").write_bytes(log)
    with Catalog(folder, b"x") as catalog:
        assert catalog.word is not None
        assert "made anew" in catalog.word
        assert names(catalog) == set()
    with Catalog(folder, b"x") as catalog:
        assert catalog.word is None


def test_a_disk_that_is_full_is_told_of_and_leaves_no_half_catalog(tmp_path: Path) -> None:
    folder = tmp_path / ".feedwright"
    rows = [row(f"content/{number}.md", str(number)) for number in range(1000)]
    catalog = Catalog(folder, b"x")
    catalog._sql.execute("PRAGMA max_page_count = 20")
    with pytest.raises(FeedwrightError, match="full"), catalog:
        catalog.put(rows)
    assert not (folder / "catalog.sqlite").exists()
    with Catalog(folder, b"x") as catalog:
        assert catalog.word is None


def test_a_catalog_that_another_build_has_is_not_used_and_that_is_said(tmp_path: Path) -> None:
    with Catalog(tmp_path, b"x") as first:
        first.put([row("content/a.md", "a")])
        settle(first)
        with Catalog(tmp_path, b"x") as second:
            assert second.word is not None
            assert "another build" in second.word
            assert names(second) == set()
        assert first.word is None
    with Catalog(tmp_path, b"x") as third:
        assert third.word is None
        assert names(third) == {"a"}
