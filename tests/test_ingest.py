"""Captured pages: what each layout says, field by field, and that its record is published just so.

tests/cases/captures/ holds pages, NAME.txt, and what they say, NAME.toml: the fields that are not null, `body` as the
numbers of the lines that are its paragraphs (or `markdown`, where lists and tables make it more), and the
`findings` beside the note on the lines that were left out.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from feedwright.errors import FeedwrightError
from feedwright.ingest import Capture, read_capture, read_capture_file, record_path, record_text
from feedwright.model import Timestamp
from feedwright.site import Site, load_site
from tests.newsroom import NOW, Run, write_newsroom

CASES = Path(__file__).parent / "cases" / "captures"
NAMES = sorted(file.stem for file in CASES.glob("*.toml"))
SEED = Path(__file__).parents[2] / "shared" / "seed" / "000_e3f87dabca8dc261.txt"
SITE = """[site]
title = "Daily"
url = "https://daily.example/"
timezone = "Asia/Shanghai"
tag = "daily.example,2018"
[sections.top-news]
[sections.sports]
[sections."sports/soccer"]
[sections.business]
"""
TEXTS = ("section", "title", "subtitle", "source", "via", "publisher", "rights")
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="../shared, with the page of the seed, is not here")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("newsroom")
    write_newsroom(folder, site=SITE, records={})
    return load_site(folder)


def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def lines_of(name: str, encoding: str) -> list[str]:
    return (CASES / f"{name}.txt").read_bytes().decode(encoding).splitlines()


def time(timestamp: Timestamp | None) -> str | None:
    if timestamp is None:
        return None
    words = [timestamp.instant.isoformat(), timestamp.zone, timestamp.precision]
    return " ".join([*words, "inferred"] if timestamp.inferred else words)


def said(capture: Capture) -> dict[str, object]:
    """The fields of a capture that are not null, as the cases write them."""
    fields: dict[str, object] = {name: getattr(capture, name) for name in TEXTS}
    fields |= {name: time(getattr(capture, name)) for name in ("published", "updated", "embargo")}
    fields |= {
        name: [person.name for person in people]
        for name, people in (("authors", capture.authors), ("editors", capture.editors))
    }
    return {name: value for name, value in fields.items() if value}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says(name: str, site: Site) -> None:
    expect = expected(name)
    capture = read_capture_file(CASES / f"{name}.txt", site=site)
    page = lines_of(name, expect.pop("encoding", "utf-8"))
    findings = expect.pop("findings", [])
    assert [f"{each.severity} {each.rule}" for each in capture.findings if each.rule != "capture/furniture"] == findings
    paragraphs = [page[number - 1].strip() for number in expect.pop("body", [])]
    assert capture.body == expect.pop("markdown", "\n\n".join(paragraphs).replace("*", r"\*"))
    assert said(capture) == expect


@pytest.mark.parametrize("name", [name for name in NAMES if not any("error" in f for f in expected(name)["findings"])])
def test_the_record_of_a_page_is_published_as_the_page_says(name: str, tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, site=SITE, records={})
    file = CASES / f"{name}.txt"
    shown = json.loads(run("import", file, "--site", tmp_path, "--dry-run", "--format", "json").output)
    result = run("import", file, "--site", tmp_path)
    assert result.status == 0, result.text
    articles = run("articles", "--site", tmp_path, "--format", "json")
    assert articles.status == 0, articles.text
    [article] = json.loads(articles.output)
    assert article["section"] == (shown["section"] or "")
    for field in ("title", "subtitle", "published", "updated", "rights", "authors", "body_text"):
        assert article[field] == shown[field], field
    for moment in ("published", "updated"):
        assert article["time"][moment] == shown["time"][moment]
    for outlet in ("source", "via"):
        assert (article[outlet] or {}).get("name") == (shown[outlet] or {}).get("name"), outlet
    assert article["publisher"]["name"] == (shown["publisher"] or {"name": "Daily"})["name"]
    built = run("build", "--site", tmp_path, "--now", NOW)
    assert built.status == 0, built.text
    feed = json.loads((tmp_path / "feeds" / article["section"] / "feed.json").read_text(encoding="utf-8"))
    assert [item["title"] for item in feed["items"]] == [shown["title"]]


@needs_seed
def test_the_page_of_the_seed(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, site=SITE, records={})
    result = run("import", SEED, "--site", tmp_path, "--dry-run", "--format", "json")
    assert result.status == 0
    told = json.loads(result.output)
    when = {"text": "2018-11-07 13:45", "zone": "site", "precision": "minute"}
    body = [line for line in SEED.read_text(encoding="utf-8").splitlines()[7:52] if line]
    assert {field: told[field] for field in ("section", "title", "subtitle", "published", "updated", "time")} == {
        "section": "top-news",
        "title": "China looks to further progress",
        "subtitle": "World Internet Conference to be a launchpad for online shared future",
        "published": "2018-11-07T13:45:00+08:00",
        "updated": "2018-11-07T13:45:00+08:00",
        "time": {"published": {**when, "inferred": True}, "updated": {**when, "inferred": False}},
    }
    assert told["source"] == {"name": "China Daily", "url": None, "feed": None}
    assert told["via"]["name"] == "the official website of the Office of the Central Cyberspace Affairs Commission"
    assert told["publisher"]["name"] == "China Economic Net"
    assert told["rights"] == "Copyright 2003-2015 China Economic Net. All right reserved"
    assert told["authors"] == []
    assert told["body_text"].split("\n\n") == body
    assert [each["rule"] for each in told["findings"] if each["severity"] != "info"] == ["capture/name-missing"]
    assert not (tmp_path / "content").exists(), "--dry-run writes nothing"


@needs_seed
def test_the_page_of_the_seed_is_published(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, site=SITE, records={})
    assert run("import", SEED, "--site", tmp_path).status == 0
    assert (tmp_path / "content/top-news/2018-11-07-china-looks-to-further-progress.md").exists()
    assert run("build", "--site", tmp_path, "--now", NOW).status == 0
    rss = (tmp_path / "feeds" / "top-news" / "rss.xml").read_text(encoding="utf-8")
    for text in (
        "<title>China looks to further progress</title>",
        "<pubDate>Wed, 07 Nov 2018",
        "China Daily",
        "the official website of the Office of the Central Cyberspace Affairs Commission",
        "China Economic Net",
        "Copyright 2003-2015 China Economic Net. All right reserved",
        "launchpad for online shared future",
    ):
        assert text in rss, text
    for furniture in ("Formula One", "E-mail", "Share to", "Contact us"):
        assert furniture not in rss, furniture


PAGE = """{head}
A headline that says what happened today
{credit}

The first paragraph of the text, which is long enough to be one.

The second paragraph of the text, which is long enough to be one too.
"""


def page(site: Site, *, head: str = "", credit: str = "Updated: 2018-11-07 13:45 | Harbour Times") -> Capture:
    return read_capture(PAGE.format(head=head, credit=credit), path="page.txt", site=site)


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ("Top News", "top-news"),
        ("Sports > Soccer", "sports/soccer"),
        ("HOME >> SPORTS >> SOCCER", "sports/soccer"),
        ("Home › News › Sports › Soccer", "sports/soccer"),
        ("Soccer", "sports/soccer"),
        ("News > Sports > Tennis", "sports/tennis"),
        ("Sports/Soccer", "sports/soccer"),
        ("Home > Arts, Books & Music > Film", "arts-books-music/film"),
        ("首页 > 体育 > 正文", "体育"),
        ("Home > Sports > A headline that says what…", "sports"),
        ("Harbour Times > Sports", "sports"),
        ("Home > .. > etc", "etc"),
        ("", None),
    ],
)
def test_the_words_of_a_page_lead_to_a_section(head: str, section: str | None, site: Site) -> None:
    assert page(site, head=head).section == section


def test_a_section_that_the_site_has_not_is_said_with_the_nearest_one(site: Site) -> None:
    capture = page(site, head="Sport")
    assert capture.section == "sport"
    [finding] = [each for each in capture.findings if each.rule == "capture/section-new"]
    assert "`sports`" in (finding.hint or "")


@pytest.mark.parametrize(
    ("credit", "published", "updated"),
    [
        ("2018-11-07 13:45", "2018-11-07T13:45:00+08:00 site minute", "2018-11-07T13:45:00+08:00 site minute inferred"),
        ("Nov. 7, 2018", "2018-11-07T12:00:00+08:00 site day", "2018-11-07T12:00:00+08:00 site day inferred"),
        (
            "Wire Service, 2018-11-07 13:45",
            "2018-11-07T13:45:00-05:00 source minute",
            "2018-11-07T13:45:00-05:00 source minute inferred",
        ),
        (
            "Updated\n2018-11-08 10:00\nPublished\n2018-11-07 13:45",
            "2018-11-07T13:45:00+08:00 site minute",
            "2018-11-08T10:00:00+08:00 site minute",
        ),
        (
            "Published: 2018-11-07 13:45 Updated: 2018-11-06 10:00",
            "2018-11-07T13:45:00+08:00 site minute",
            "2018-11-07T13:45:00+08:00 site minute inferred",
        ),
        ("2018-11", None, None),
    ],
)
def test_times_are_read_as_build_will_read_them(
    credit: str, published: str | None, updated: str | None, tmp_path: Path
) -> None:
    write_newsroom(tmp_path, site=SITE + '[sources."Wire Service"]\ntimezone = "America/New_York"\n', records={})
    capture = page(load_site(tmp_path), credit=credit)
    assert (time(capture.published), time(capture.updated)) == (published, updated)


def test_the_date_of_the_visit_is_not_the_articles(site: Site) -> None:
    capture = page(site, head="Tuesday, November 17, 2020\nHome | News | Sport\nWeather today\n", credit="By Jane Roe")
    assert capture.published is None
    assert "error capture/time-missing" in [f"{each.severity} {each.rule}" for each in capture.findings]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x7fELF\x02\x01\x01\x00\x00\xff", "is not a text file"),
        (b"Caf\xe9 closed", "byte 3"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_text_is_refused(data: bytes, said: str, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(data)
    with pytest.raises(FeedwrightError, match=said):
        read_capture_file(file, site=site)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_of_a_page_does_not_matter(encoding: str, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(PAGE.format(head="Sports", credit="2018-11-07 13:45").encode(encoding))
    capture = read_capture_file(file, site=site)
    assert (capture.section, capture.title) == ("sports", "A headline that says what happened today")


def test_a_record_stands_below_content_whatever_the_page_says(site: Site) -> None:
    text = PAGE.replace("A headline that says what happened today", "../../etc/passwd: a headline of slashes")
    capture = read_capture(text.format(head="../../../tmp", credit="2018-11-07 13:45"), path="page.txt", site=site)
    path = record_path(capture)
    assert not path.is_absolute()
    assert ".." not in path.parts
    assert path.name == "2018-11-07-etc-passwd-a-headline-of-slashes.md"


def test_a_quote_in_a_field_cannot_break_the_header(site: Site) -> None:
    text = PAGE.replace("A headline", 'A "headline": # with --- \\ marks')
    capture = read_capture(text.format(head="", credit="2018-11-07 13:45"), path="page.txt", site=site)
    assert 'title: "A \\"headline\\": # with --- \\\\ marks that says what happened today"' in record_text(capture)
