"""`feedwright explain`: for every field the text it came from, the rule that was applied, and the result."""

import json
from pathlib import Path
from typing import Any

import pytest

from feedwright.model import Article
from feedwright.normalize import compose
from feedwright.normalize.explanation import Explained, explain
from feedwright.site import Site
from tests.newsroom import NOW, Run, write_newsroom
from tests.records import SITE, article, raw, site

SOURCES = SITE + '[sources."China Daily"]\naliases = ["CD"]\nrights = "© China Daily"\n'


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("explain"), SOURCES)


def rows(on: Site, **fields: Any) -> dict[str, Explained]:
    record = raw(**fields)
    said = article(record, on)
    return {each.field: each for each in explain(record, said, compose(said, on).content, on)}


@pytest.mark.parametrize(
    ("field", "fields", "written", "rule", "result"),
    [
        ("id", {}, None, "from the file's name and the site's tag", "tag:daily.example,2018:2018-11-07-final"),
        ("id", {"guid": "urn:ex:1"}, "urn:ex:1", "as the record says", "urn:ex:1"),
        ("id", {"id": 7}, "7", "the record's, as a tag: URI", "tag:daily.example,2018:7"),
        (
            "id",
            {"stem": None, "slug": "s"},
            None,
            "from the record's slug and the site's tag",
            "tag:daily.example,2018:s",
        ),
        ("url", {"url": "/a"}, "/a", "as the record says, made absolute", "https://daily.example/a"),
        ("title", {"title": "A &amp; B"}, "A &amp; B", "markup taken out, entities decoded once", "A & B"),
        ("title", {"title": None, "words": "# T\nx"}, None, "the first heading of the text", "T"),
        ("summary", {}, None, "cut from the text at a sentence", "A text."),
        ("section", {}, None, "the record's folder", "world"),
        ("section", {"section": "Sports"}, "Sports", "as the record says", "sports"),
        ("published", {}, "2018-11-07 13:45", "zone of its section or of the site", "2018-11-07T13:45:00+08:00"),
        ("published", {"date": None}, None, "from the file's name", "2018-11-07T12:00:00+08:00"),
        (
            "published",
            {"date": None, "lastmod": "2018-11-09"},
            None,
            "the same as updated",
            "2018-11-09T12:00:00+08:00",
        ),
        ("updated", {}, None, "the same as published", "2018-11-07T13:45:00+08:00"),
        ("authors", {"author": "Jane Roe"}, "Jane Roe", "as the record says", "Jane Roe"),
        (
            "authors",
            {"byline": "By JANE ROE in Rome, CD"},
            "By JANE ROE in Rome, CD",
            "the names in the byline",
            "Jane Roe",
        ),
        ("authors", {"source": "来源：新华社 作者：李明"}, None, "named with the source", "李明"),
        ("source", {"source": "China Daily"}, "China Daily", "as the record says", "China Daily"),
        ("source", {"source": "CD"}, "CD", "it means the source China Daily", "China Daily"),
        ("source", {"author": "Jane Roe, CD"}, "Jane Roe, CD", "named in the byline; it means", "China Daily"),
        ("source", {"source": "X Wire"}, "X Wire", "not a source of feedwright.toml", "X Wire"),
        ("source", {"words": "ROME, Nov. 7 (CD) -- It"}, None, "credited in the text", "China Daily"),
        ("source", {}, None, "not said", None),
        ("via", {"source": "CD via Yahoo"}, None, "named with the source", "Yahoo"),
        ("publisher", {}, None, "the site's", "Daily <https://daily.example/>"),
        ("rights", {"source": "CD"}, None, "those of the source China Daily", "© China Daily"),
        ("rights", {}, None, "the site's", "© Daily"),
        ("rights", {"author": "Jane Roe © 2018 AFP"}, None, "named with the source", "© 2018 AFP"),
        ("media", {"image": "/a.png"}, "/a.png", "as the record says", "https://daily.example/a.png (image/png)"),
        (
            "media",
            {"words": "![x](/a.png)"},
            None,
            "the first picture of the text",
            "https://daily.example/a.png (image/png)",
        ),
        ("language", {}, None, "its section's or the site's", "en"),
        ("language", {"language": "zh_CN"}, "zh_CN", "as the record says", "zh-CN"),
        ("media", {}, None, "not said", None),
        ("embargo", {"embargo": "2018-12-01"}, "2018-12-01", "read to the day", "2018-12-01T12:00:00+08:00"),
        ("draft", {"status": "hidden"}, None, "by its status, hidden", "yes"),
        ("authors", {"authors": ["Jane Roe", "A B"]}, "Jane Roe, A B", "as the record says", "Jane Roe, A B"),
        ("withdrawn", {"withdrawn": True}, "true", "as the record says, at once", "yes"),
        (
            "corrections",
            {"corrections": {"note": "N.", "at": "2018-12-01"}},
            "note: N., at: 2018-12-01",
            "as the record says",
            "2018-12-01T12:00:00+08:00: N.",
        ),
    ],
)
def test_a_field(
    daily: Site, field: str, fields: dict[str, Any], written: str | None, rule: str, result: str | None
) -> None:
    row = rows(daily, **fields)[field]
    assert row.result == result
    assert rule in row.rule
    if written is None:
        assert (row.written, row.line) == (None, None)
    else:
        assert row.written is not None
        assert row.written.startswith(written)
        assert row.line is not None


def test_every_field_of_an_article_is_explained(daily: Site) -> None:
    lifecycle = {"draft", "withheld", "publish_at", "embargo", "expires", "withdrawn", "corrections"}
    fields = set(Article.__struct_fields__) - {"origin", "canonical", "lifecycle"}
    assert fields | lifecycle == rows(daily).keys()


def test_the_command_shows_the_record_as_a_table_and_as_json(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    shown = run("explain", "content/world/one.md", "--site", tmp_path, "--now", NOW)
    assert shown.status == 0, shown.text
    for text in ("content/world/one.md:1: published", "Jane Roe", "line 4", "from the file's name and the site's tag"):
        assert text in shown.output
    (record,) = json.loads(
        run("explain", "content/world/one.md", "--site", tmp_path, "--now", NOW, "--format", "json").output
    )
    assert record["status"] == "published"
    authors = next(each for each in record["fields"] if each["field"] == "authors")
    assert authors == {
        "field": "authors",
        "written": "Jane Roe",
        "line": 4,
        "rule": "as the record says",
        "result": "Jane Roe",
    }


def test_a_record_that_is_no_article_says_why(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, records={"content/a.md": "---\ntitle: A\ndate: someday\n---\n", "content/b.md": "---\n"})
    broken = run("explain", "content/a.md", "--site", tmp_path)
    assert broken.status == 1
    assert "not published" in broken.output
    assert "record/time-unreadable" in broken.text
    assert run("explain", "content/b.md", "--site", tmp_path).status == 1
    missing = run("explain", "content/c.md", "--site", tmp_path)
    assert missing.status == 1
    assert "is not an article record" in missing.text
