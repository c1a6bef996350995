"""What is published beside the feeds of a newsroom: the list of all feeds, the sitemap of the news, and the pages."""

import datetime as dt
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from feedwright.model import Document, Feed, Listed
from feedwright.pages import FeedIndex, feed_page
from feedwright.pipeline import Build, build
from feedwright.pipeline.judging import Judging, Verdict, judge_document
from feedwright.pipeline.texts import Texts
from tests.factories import tree
from tests.newsroom import SITE, files, write_newsroom

NEWS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
NOON = dt.datetime.fromisoformat("2018-11-07T12:00:00+08:00")


def record(name: str, date: str, *more: str, section: str = "world") -> dict[str, str]:
    header = "\n".join((f"title: {name}", f"date: {date}", *more))
    return {f"content/{section}/{name}.md": f"---\n{header}\n---\n\nThe text of {name}.\n"}


def built(folder: Path, records: dict[str, str], feeds: str = "", *, now: dt.datetime = NOON) -> Build:
    write_newsroom(folder, site=SITE + feeds, records=records)
    made = build(folder, now=now, jobs=1, accept_changes=True)
    assert made.changes is not None
    assert not [each for each in made.findings if each.severity == "error"]
    return made


def news(folder: Path) -> list[str] | None:
    """The titles in the news sitemap; None where there is none."""
    file = folder / "feeds" / "news-sitemap.xml"
    if not file.exists():
        return None
    return [each.text or "" for each in tree(file.read_bytes()).findall("s:url/n:news/n:title", NEWS)]


def test_the_sitemap_has_the_news_of_two_days_and_goes_when_there_is_none(tmp_path: Path) -> None:
    records = record("now", "2018-11-07 12:00") | record("edge", "2018-11-05 12:00") | record("old", "2018-11-05 11:59")
    built(tmp_path, records | record("ahead", "2018-11-07 12:01", "publish_at: 2018-11-07 12:01"))
    assert news(tmp_path) == ["now", "edge"]
    built(tmp_path, {}, now=NOON + dt.timedelta(hours=48))
    assert news(tmp_path) == ["ahead", "now"]
    built(tmp_path, {}, now=NOON + dt.timedelta(hours=49))
    assert news(tmp_path) is None
    assert (tmp_path / "feeds" / "rss.xml").exists()


def test_the_sitemap_lists_what_the_newsroom_itself_serves_and_may(tmp_path: Path) -> None:
    sources = '[sources.Closed]\nsyndicate = "none"\n'
    elsewhere = record("elsewhere", "2018-11-07 10:00", "url: https://other.example/1")
    hidden = record("hidden", "2018-11-07 10:00", "source: Closed") | record("draft", "2018-11-07 10:00", "draft: true")
    built(tmp_path, elsewhere | hidden, sources)
    assert news(tmp_path) is None
    built(tmp_path, record("own", "2018-11-07 10:00"), sources)
    assert news(tmp_path) == ["own"]


def test_the_sitemap_has_a_thousand_entries_at_most(tmp_path: Path) -> None:
    minutes = range(1100)
    times = (NOON - dt.timedelta(minutes=minute) for minute in minutes)
    lines = (f'{{"id": "n{at:%d%H%M}", "title": "{at:%d %H:%M}", "date": "{at.isoformat()}"}}' for at in times)
    built(tmp_path, {"content/world/all.jsonl": "\n".join(lines)})
    titles = news(tmp_path) or []
    assert (len(titles), titles[0], titles[-1]) == (1000, "07 12:00", "06 19:21")


def test_the_list_names_every_feed_once_by_an_address_that_is_there(tmp_path: Path) -> None:
    records = record("one", "2018-11-07 10:00", "tags: [Cup, 世界杯]", "author: Jane Roe")
    records |= record("two", "2018-11-06 10:00", section="sports/soccer")
    built(tmp_path, records, '[feeds]\ntags = true\nauthors = true\narchives = "month"\n[feeds.cup]\ntag = "cup"\n')
    outlines = tree((tmp_path / "feeds" / "feeds.opml").read_bytes()).findall("body/outline")
    expected = {"", "sports", "sports/soccer", "world", "cup", "tags/cup", "tags/世界杯", "authors/jane-roe"}
    assert {(each.get("category") or "/")[1:] for each in outlines} == expected
    addresses = [each.get("xmlUrl") or "" for each in outlines]
    assert len(addresses) == len({*addresses}) == len(expected)
    for address in addresses:
        assert (tmp_path / "feeds" / unquote(address.removeprefix("https://daily.example/feeds/"))).exists()


def test_sections_and_declared_feeds_have_a_page_that_names_all_their_formats(tmp_path: Path) -> None:
    records = record("one", "2018-11-07 10:00", "tags: [Cup]") | record("two", "2018-11-06 10:00", section="a/b")
    built(tmp_path, records, '[feeds]\ntags = true\n[feeds.cup]\ntag = "cup"\n[feeds."a/cup"]\ntag = "cup"\n')
    pages = {path: data.decode() for path, data in files(tmp_path / "feeds").items() if path.endswith("index.html")}
    assert set(pages) == {f"{path}index.html" for path in ("", "world/", "a/", "a/b/", "cup/", "a/cup/")}
    for path, page in pages.items():
        head = page.partition("</head>")[0]
        named = [
            re.search('href="([^"]*)"', each) for each in re.findall("<link [^>]*>", head) if 'rel="alternate"' in each
        ]
        assert [each and each[1] for each in named] == ["rss.xml", "atom.xml", "feed.json"]
        for target in re.findall('<a [^>]*href="([^"#:]*)"', page):
            place = urljoin(f"/{path}", target).lstrip("/")
            assert (tmp_path / "feeds" / place).exists(), (path, target)


def test_without_pages_there_are_none_and_no_feed_names_their_style(tmp_path: Path) -> None:
    built(tmp_path, record("one", "2018-11-07 10:00"))
    built(tmp_path, {}, "[feeds]\npages = false\n")
    assert {path.rpartition("/")[2] for path in files(tmp_path / "feeds")} == {
        "rss.xml", "atom.xml", "feed.json", "feeds.opml", "manifest.json", "news-sitemap.xml",
    }  # fmt: skip
    assert b"xml-stylesheet" not in (tmp_path / "feeds" / "rss.xml").read_bytes()


@pytest.mark.parametrize("change", ["moved", "withdrawn", "copied"])
def test_pages_say_how_often_something_is_published_as_a_build_from_nothing_would(change: str, tmp_path: Path) -> None:
    """An article that stands in no feed any more still counts in the chart of its section."""
    records: dict[str, str] = {}
    for day in range(1, 5):
        records |= record(f"new{day}", f"2018-11-0{day} 10:00")
    old = record("old", "2018-10-01 07:00")  # still September in UTC
    built(tmp_path, records | old | record("older", "2018-09-01 10:00"), "[feeds]\nlimit = 2\n")
    later = {
        "moved": record("old", "2018-09-30 20:00"),  # in UTC the same month
        "withdrawn": record("old", "2018-10-01 07:00", "withdrawn: true"),
        "copied": record("copy", "2018-10-02 07:00", "url: /world/2018/10/old/"),
    }[change]
    write_newsroom(tmp_path, site=SITE + "[feeds]\nlimit = 2\n", records=later)
    build(tmp_path, now=NOON, jobs=1, accept_changes=True)
    shutil.rmtree(tmp_path / ".feedwright")
    build(tmp_path, now=NOON, jobs=1, accept_changes=True, output=tmp_path / "clean")
    page = (tmp_path / "feeds" / "world" / "index.html").read_bytes()
    assert page == (tmp_path / "clean" / "world" / "index.html").read_bytes()
    counts = re.search(r'class="chart"[^>]*aria-label="([^"]*)"', page.decode())
    assert counts is not None
    told = {"moved": "0, 2, 0, 4", "withdrawn": "0, 1, 0, 4", "copied": "0, 1, 1, 4"}[change]
    assert counts[1].endswith(told)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that were made and of the documents beside the feeds that were judged, as it happens."""
    paths: list[str] = []
    make, judge = feed_page, judge_document

    def watched(index: FeedIndex, feed: Feed) -> Document:
        page = make(index, feed)
        paths.append(page.path)
        return page

    def judged(document: Document, *, base: str, judging: Judging) -> Verdict:
        paths.append(document.path)
        return judge(document, base=base, judging=judging)

    monkeypatch.setattr("feedwright.pages.feed_page", watched)
    monkeypatch.setattr("feedwright.pipeline.beside.judge_document", judged)
    return paths


TWO = "[feeds]\nlimit = 2\n"
ARCHIVE = {
    path: text
    for day in range(1, 4)
    for section in ("arts", "arts/film", "world")
    for path, text in record(
        f"{section.replace('/', '-')}-{day}", f"2018-10-0{day} 1{len(section)}:00", section=section
    ).items()
}
ARTS = ["index.html", "arts/index.html", "arts/film/index.html"]
WORLD = ["index.html", "world/index.html"]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({}, []),
        (record("world-3", "2018-10-03 15:00", "author: Jane Roe"), WORLD),
        (record("world-1", "2018-10-01 15:00", "author: Jane Roe"), []),  # in no feed, and in the same month
        (record("world-1", "2018-09-01 15:00"), WORLD),
        (record("older", "2017-01-01 10:00"), []),  # before the months that are shown
        (record("older", "2018-09-01 10:00", section="arts/film"), ARTS),
        (record("new", "2018-10-04 10:00"), [*WORLD, "feeds.opml"]),
        (
            {"content/arts/_index.md": "---\ntitle: The Arts\n---\n"},  # which pages name, beside and below it
            [*ARTS, "world/index.html", "feeds.opml"],
        ),
        (
            record("one", "2018-09-01 10:00", section="sports"),
            [*ARTS, "sports/index.html", "world/index.html", "feeds.opml"],
        ),
    ],
)
def test_a_page_is_made_again_only_when_what_it_is_made_of_has_changed(
    later: dict[str, str], expected: list[str], tmp_path: Path, made: list[str]
) -> None:
    built(tmp_path, ARCHIVE, TWO)
    made.clear()
    built(tmp_path, later, TWO)
    assert made == expected
    published = files(tmp_path / "feeds")
    shutil.rmtree(tmp_path / ".feedwright")
    build(tmp_path, now=NOON, jobs=1, output=tmp_path / "clean")
    assert files(tmp_path / "clean") == published


def test_a_page_that_somebody_touched_is_made_again_by_itself(tmp_path: Path, made: list[str]) -> None:
    built(tmp_path, ARCHIVE, TWO)
    expected = files(tmp_path / "feeds")
    made.clear()
    (tmp_path / "feeds/world/index.html").write_text("somebody else was here", encoding="utf-8")
    (tmp_path / "feeds/pages.css").unlink()
    built(tmp_path, {}, TWO)
    assert made == ["world/index.html"]
    assert files(tmp_path / "feeds") == expected


def test_the_sitemap_is_made_again_only_when_the_news_have_changed(tmp_path: Path, made: list[str]) -> None:
    built(tmp_path, ARCHIVE | record("now", "2018-11-07 11:00"), TWO)
    made.clear()
    built(tmp_path, record("arts-3", "2018-10-03 14:00", "author: Jane Roe", section="arts"), TWO)
    assert "news-sitemap.xml" not in made
    built(tmp_path, record("now", "2018-11-07 11:00", "author: Jane Roe"), TWO)
    assert "news-sitemap.xml" in made
    built(tmp_path, {}, TWO, now=NOON + dt.timedelta(hours=47, microseconds=1))
    assert news(tmp_path) is None


def test_articles_of_feeds_whose_pages_stay_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path, ARCHIVE, TWO)
    loaded: list[str] = []
    told, told_all = Texts.told, Texts.told_all

    def watched(texts: Texts, each: Listed) -> bytes:
        loaded.append(each.section)
        return told(texts, each)

    def all_watched(texts: Texts, articles: Sequence[Listed]) -> Iterator[bytes]:
        loaded.extend(each.section for each in articles)
        return told_all(texts, articles)

    monkeypatch.setattr(Texts, "told", watched)
    monkeypatch.setattr(Texts, "told_all", all_watched)
    built(tmp_path, record("arts-film-3", "2018-10-03 10:00", "author: Jane Roe", section="arts/film"), TWO)
    assert set(loaded) == {"arts", "arts/film", "world"}
    loaded.clear()
    shutil.rmtree(tmp_path / "feeds/arts")
    built(tmp_path, {}, TWO)
    assert set(loaded) == {"arts", "arts/film"}


def test_charts_are_those_of_each_feed_asked_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(7)
    records = ARCHIVE | record("copy", "2018-10-03 09:00", "canonical: https://daily.example/world/2018/10/world-3/")
    for number in range(60):
        day = dt.date(2018, 10, 1) - dt.timedelta(rng.randrange(1000))
        section = rng.choice(["arts", "arts/film", "world", "world/asia/east"])
        records |= record(f"n{number}", f"{day} 0{number % 8}:30", f"tags: [t{number % 3}]", section=section)
    feeds = TWO + '[feeds.picks]\ntag = "t1"\n[feeds.east]\nsection = "world"\nsubsections = false\n'
    built(tmp_path, records, feeds)
    monkeypatch.setattr("feedwright.pipeline.beside._is_of_sections", lambda _: False)
    shutil.rmtree(tmp_path / ".feedwright")
    build(tmp_path, now=NOON, jobs=1, output=tmp_path / "alone")
    assert files(tmp_path / "alone") == files(tmp_path / "feeds")


def test_the_chart_of_a_declared_feed_is_made_again_when_an_article_that_it_does_not_hold_joins_it(
    tmp_path: Path,
) -> None:
    feeds = '[feeds]\nlimit = 1\n[feeds.cup]\ntag = "cup"\n'
    records = record("new", "2018-11-07", "tags: [cup]") | record("old", "2018-10-01", "tags: [league]")
    built(tmp_path / "edited", records, feeds)
    joined = record("old", "2018-10-01", "tags: [cup]")
    built(tmp_path / "edited", joined, feeds)
    built(tmp_path / "clean", records | joined, feeds)
    assert files(tmp_path / "edited" / "feeds") == files(tmp_path / "clean" / "feeds")
