"""Which feeds there are and which articles stand in each: newsrooms as data, built as a user builds them."""

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator

from feedwright.errors import ConfigurationError
from feedwright.pipeline import Build, build
from feedwright.site import term_key
from feedwright.validation import validate
from tests.factories import tree
from tests.newsroom import NOW, SITE, Run, write_newsroom

CASES = Path(__file__).parent / "cases" / "select"
SOURCES = """
[sources."China Daily"]
aliases = ["chinadaily.com.cn"]
[sources."Closed House"]
syndicate = "none"
[sources."Short House"]
syndicate = "summary"
"""


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))


TOLD = load("newsroom.toml")


def record(name: str, fields: Mapping[str, object]) -> tuple[str, str]:
    """The path and the text of a record."""
    told = {key: value for key, value in fields.items() if key != "section"}
    header = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items())
    path = f"content/{fields['section']}/{name}.md".replace("//", "/")
    return path, f"---\ntitle: {name}\n{header}\n---\n\nThe text of {name}, which is not long.\n\nIts second line.\n"


RECORDS = dict(record(name, fields) for name, fields in TOLD["articles"].items())


def built(folder: Path, feeds: str = "", *, now: str = NOW, records: dict[str, str] = RECORDS) -> Build:
    write_newsroom(folder, site=SITE + feeds + SOURCES, records=records)
    return build(folder, now=dt.datetime.fromisoformat(now), jobs=1)


def held(folder: Path, path: str) -> list[str]:
    """The names of the articles in the feed of a folder, which all three formats must agree on."""
    place = folder / "feeds" / path
    items = [each["id"] for each in json.loads((place / "feed.json").read_text(encoding="utf-8"))["items"]]
    for name, ids in (("rss.xml", "channel/item/guid"), ("atom.xml", "a:entry/a:id")):
        found = tree((place / name).read_bytes()).findall(ids, {"a": "http://www.w3.org/2005/Atom"})
        assert [each.text for each in found] == items
    return [each.rpartition(":")[2] for each in items]


@pytest.mark.parametrize("case", TOLD["case"], ids=lambda case: case["name"])
def test_each_feed_holds_what_it_asks_for(case: dict[str, Any], tmp_path: Path) -> None:
    made = built(tmp_path, case["feeds"], now=case.get("now", NOW))
    assert made.changes is not None
    assert not [each for each in made.findings if each.severity == "error"]
    assert {path: held(tmp_path, path) for path in case["holds"]} == case["holds"]
    for path in case.get("missing", ()):
        assert not (tmp_path / "feeds" / path).exists()
    if case["name"].startswith("what nobody"):
        folders = {file.parent.relative_to(tmp_path / "feeds").as_posix() for file in tmp_path.glob("feeds/**/rss.xml")}
        assert folders == {path or "." for path in case["holds"]}


@pytest.mark.parametrize("case", load("mistakes.toml")["case"], ids=lambda case: case["feeds"].strip())
def test_a_mistake_is_an_error_that_names_the_line(case: dict[str, Any], tmp_path: Path) -> None:
    records = {
        f"content/{folder}/{folder.replace('/', '-')}.md": "---\ntitle: One\ndate: 2018-11-07 13:45\n---\n"
        for folder in ("world", "sports/soccer", "tags/cup", "sports/archive/2018-11")
    }
    with pytest.raises(ConfigurationError) as caught:
        built(tmp_path, case["feeds"], records=records)
    lines = (tmp_path / "feedwright.toml").read_text(encoding="utf-8").splitlines()
    assert caught.value.line == lines.index(case["at"]) + 1
    assert case["message"].casefold() in caught.value.message.casefold()
    assert case.get("hint", "") in (caught.value.hint or "")
    assert not (tmp_path / "feeds").exists()


def test_editors_know_every_feed_that_may_be_declared(run: Run) -> None:
    judge = Draft202012Validator(json.loads(run("schema", "site").output))
    for case in TOLD["case"]:
        assert not list(judge.iter_errors(tomllib.loads(SITE + case["feeds"]))), case["name"]
    assert list(judge.iter_errors(tomllib.loads(SITE + "[feeds.cup]\ntagg = 'cup'\n")))


def test_a_section_that_is_called_as_a_kind_of_feeds_is_no_mistake_without_them(tmp_path: Path) -> None:
    made = built(tmp_path, records={"content/tags/cup.md": "---\ntitle: One\ndate: 2018-11-07 13:45\n---\n"})
    assert {feed.path for feed in made.feeds} == {"", "tags"}


GROUPS = load("terms.toml")["group"]


@pytest.mark.parametrize(
    ("spelling", "key"), [(spelling, group["key"]) for group in GROUPS for spelling in group["spellings"]]
)
def test_spellings_of_a_term_meet_and_others_do_not(spelling: str, key: str) -> None:
    assert term_key("tag", spelling) == key


def test_a_term_of_any_length_is_a_name_that_a_folder_can_have(tmp_path: Path) -> None:
    one, other = "字" * 200 + "一", "字" * 200 + "二"
    records = dict(
        record(name, {"section": "a", "date": "2018-11-07 13:45", "tags": [tag]})
        for name, tag in (("one", one), ("other", other))
    )
    built(tmp_path, "[feeds]\ntags = true\n", records=records)
    folders = sorted((tmp_path / "feeds" / "tags").iterdir())
    assert len(folders) == 2
    assert all(len(folder.name.encode()) <= 120 for folder in folders)


def test_what_a_source_does_not_let_go_is_nowhere(tmp_path: Path) -> None:
    told = {"section": "world", "date": "2018-11-03 10:00", "source": "Closed House",
            "withdrawn": {"at": "2018-11-04 10:00", "reason": "Their secret."}}  # fmt: skip
    withdrawn = dict([record("recalled", told)])
    feeds = '[feeds]\ntags = true\nsources = true\nauthors = true\nninjs = true\nempty = "keep"\narchives = 10\n'
    built(tmp_path, feeds, records=RECORDS | withdrawn, now="2018-11-04T12:00:00+08:00")
    published = {file: file.read_bytes() for file in (tmp_path / "feeds").rglob("*") if file.is_file()}
    assert (tmp_path / "feeds" / "news-sitemap.xml") in published
    for word in (b"secret", b"Closed House", b"closed-house", b"hidden-tag", b"recalled", b"Ghost", b"ghost"):
        assert not [str(file) for file, data in published.items() if word in data]


def test_a_source_that_lets_a_summary_go_gives_no_more(tmp_path: Path) -> None:
    built(tmp_path, "[feeds]\nninjs = true\nsources = true\n[feeds.full]\ncontent = 'full'\n")
    documents = [file for file in (tmp_path / "feeds").rglob("*") if file.suffix in {".xml", ".json"}]
    assert any(b"The text of opening" in file.read_bytes() for file in documents)
    for file in documents:
        if file.name == "feed.json":
            items = json.loads(file.read_text(encoding="utf-8"))["items"]
            assert all("content_html" not in each for each in items if each["id"].endswith(":opening"))
        assert b"<p>The text of opening" not in file.read_bytes()


@pytest.mark.parametrize(
    ("content", "html", "summary"), [("both", True, True), ("full", True, False), ("summary", False, True)]
)
def test_full_text_summary_or_both(content: str, html: bool, summary: bool, tmp_path: Path) -> None:  # noqa: FBT001
    built(tmp_path, f"[feeds]\ncontent = '{content}'\n")
    place = tmp_path / "feeds" / "sports" / "soccer"
    (item, *_) = json.loads((place / "feed.json").read_text(encoding="utf-8"))["items"]
    assert ("content_html" in item, "summary" in item) == (html, summary)
    atom = (place / "atom.xml").read_text(encoding="utf-8")
    assert ("<content" in atom, "<summary" in atom) == (html, summary)
    rss = (place / "rss.xml").read_text(encoding="utf-8")
    assert ("<content:encoded" in rss, "<p>The text" in rss) == (html, html)


@pytest.mark.parametrize("script", ["The quick brown fox jumps <em>over</em> it. ", "敏捷的棕色狐狸跳过了懒狗。"])
def test_a_document_is_no_larger_than_its_kilobytes(script: str, tmp_path: Path) -> None:
    records = {}
    for number in range(60):
        path, text = record(f"n{number:02}", {"section": "a", "date": f"2018-10-{1 + number // 3:02} 10:00",
                                              "tags": ["One", "Two"], "author": "Jane Roe"})  # fmt: skip
        records[path] = f"{text}\n## A heading\n\n{script * (10 + number % 7 * 30)}\n\n- {script}\n- {script}\n"
    built(tmp_path, "[feeds]\nkilobytes = 100\nlimit = 500\n[feeds.short]\ncontent = 'summary'\n", records=records)
    for path in ("", "short"):
        sizes = [(tmp_path / "feeds" / path / name).stat().st_size for name in ("rss.xml", "atom.xml", "feed.json")]
        assert 45_000 < max(sizes) <= 100_000


def test_a_document_holds_one_article_however_large_it_is(tmp_path: Path) -> None:
    path, text = record("long", {"section": "a", "date": "2018-11-07 10:00"})
    built(tmp_path, "[feeds]\nkilobytes = 1\n", records={path: text + "Word and word. " * 1000})
    assert held(tmp_path, "a") == ["long"]


def test_the_combined_feed_has_each_article_once(tmp_path: Path) -> None:
    copy = {
        "content/world/copy.md": RECORDS["content/sports/soccer/final.md"].replace(
            "title: final", "id: tag:daily.example,2018:final\ntitle: Copy"
        )
    }
    made = built(tmp_path, "[feeds]\ntags = true\n", records=RECORDS | copy)
    assert any(each.rule == "record/id-duplicate" for each in made.findings)
    names = held(tmp_path, "")
    assert sorted(names) == sorted({*names})
    assert names.count("final") == 1


def test_a_section_that_only_the_configuration_names_has_those_above_it(tmp_path: Path) -> None:
    records = {"content/one.md": "---\ntitle: One\ndate: 2018-11-07 13:45\nsection: arts/music/jazz\n---\n"}
    made = built(tmp_path, '[sections."arts/music/jazz"]\ntitle = "Jazz"\n', records=records)
    assert {feed.path for feed in made.feeds} == {"", "arts", "arts/music", "arts/music/jazz"}


def test_a_section_has_the_zone_and_language_of_the_one_above(tmp_path: Path) -> None:
    sections = """
[sections.berlin]
timezone = "Europe/Berlin"
language = "de"
[sections."berlin/sport/tennis"]
language = "fr"
[feeds.all-berlin]
section = "berlin/sport"
"""
    day = "---\ntitle: Eins\ndate: 2018-11-07 13:45\n---\n"
    built(tmp_path, sections, records={"content/berlin/sport/a.md": day, "content/berlin/sport/tennis/b.md": day})
    feeds = {path: json.loads((tmp_path / "feeds" / path / "feed.json").read_text(encoding="utf-8"))
             for path in ("berlin", "berlin/sport", "berlin/sport/tennis", "all-berlin", "")}  # fmt: skip
    languages = {path: feed["language"] for path, feed in feeds.items()}
    assert languages == {
        "berlin": "de",
        "berlin/sport": "de",
        "berlin/sport/tennis": "fr",
        "all-berlin": "de",
        "": "en",
    }
    assert {each["date_published"] for each in feeds[""]["items"]} == {"2018-11-07T13:45:00+01:00"}
    assert {each["id"][-1]: each["language"] for each in feeds[""]["items"]} == {"a": "de", "b": "fr"}


def test_thousands_of_tags_stay_quick(tmp_path: Path) -> None:
    """Selecting and comparing must not take a time that grows with the square of the feeds."""
    records = {
        f"content/a/{number:04}.json": json.dumps(
            {"title": f"N{number}", "date": "2018-11-07 13:45", "tags": [f"t{number}", f"u{number % 7}"]}
        )
        for number in range(700)
    }
    built(tmp_path, "[feeds]\ntags = true\n", records=records)
    again = build(tmp_path, now=dt.datetime.fromisoformat(NOW), jobs=1)
    assert len(again.feeds) == 700 + 7 + 2
    assert again.work.rendering.rendered == 0
    seconds = dict(again.work.seconds)
    assert seconds["select"] + seconds["publish"] < 5


def test_everything_validates_clean(tmp_path: Path, run: Run) -> None:
    feeds = """
[feeds]
tags = true
sources = true
authors = true
languages = true
archives = "month"
hubs = ["https://hub.example/"]
icon = "/icon.png"
ttl = 30
[feeds.arabic]
language = "ar"
[feeds.none-of-it]
tag = "cup"
section = "world"
empty = "keep"
"""
    more = [
        record("خبر", {"section": "world", "date": "2018-09-09 10:00", "language": "ar", "tags": ["كأس العالم"]}),
        record("older", {"section": "world", "date": "2018-08-09 10:00"}),
        record("oldest", {"section": "world", "date": "2018-07-09 10:00"}),
        record("gone", {"section": "world", "date": "2018-09-08 10:00", "withdrawn": True}),
    ]
    built(tmp_path, feeds, records=RECORDS | dict(more))
    result = run("validate", tmp_path / "feeds", "--fail-on", "warning")
    assert result.status == 0, result.text
    for file in (tmp_path / "feeds").rglob("*"):
        if file.suffix in {".xml", ".opml"} or file.name == "feed.json":
            base = "https://daily.example/feeds/" + quote(file.relative_to(tmp_path / "feeds").as_posix())
            found = validate(file.read_bytes(), base=base)
            assert not [each for each in found if each.severity != "info"], (file, found)


def test_what_is_declared_for_all_feeds_stands_in_each(tmp_path: Path) -> None:
    built(tmp_path, '[feeds]\nhubs = ["https://hub.example/"]\nicon = "/icon.png"\nttl = 30\n')
    rss = (tmp_path / "feeds" / "world" / "rss.xml").read_text(encoding="utf-8")
    atom = (tmp_path / "feeds" / "world" / "atom.xml").read_text(encoding="utf-8")
    assert "<ttl>30</ttl>" in rss
    assert '<atom:link href="https://hub.example/" rel="hub"/>' in rss
    assert "<icon>https://daily.example/icon.png</icon>" in atom
    built(tmp_path)
    rss = (tmp_path / "feeds" / "world" / "rss.xml").read_text(encoding="utf-8")
    assert all(word not in rss for word in ("<ttl>", "sy:update", "hub", "icon.png"))
