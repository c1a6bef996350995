"""Archives (RFC 5005): who starts at the feed to subscribe to loses nothing, and what is archived stays as it is."""

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from feedwright.pipeline import Build, build
from tests.factories import tree
from tests.newsroom import NOW, SITE, Run, files, write_newsroom

ATOM = "{http://www.w3.org/2005/Atom}"
FH = "{http://purl.org/syndication/history/1.0}"
AT = "{http://purl.org/atompub/tombstones/1.0}"
BASE = "https://daily.example/feeds/"
MONTHLY = '[feeds]\narchives = "month"\nlimit = 5\nturnover = 1.0\n'
NUMBERED = "[feeds]\narchives = 10\nlimit = 5\n"


def record(name: str, date: str, *more: str) -> dict[str, str]:
    header = "\n".join((f"title: {name}", f"date: {date}", *more))
    return {f"content/world/{name}.md": f"---\n{header}\n---\n\nThe text of {name}.\n"}


def many(count: int = 60) -> dict[str, str]:
    """Articles of a year and a half, some of them at the turn of a month."""
    rng = random.Random(count)
    records = record("turn-a", "2018-10-31 23:59") | record("turn-b", "2018-11-01 00:00")
    for number in range(count - 2):
        day = dt.datetime(2017, 6, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=rng.randrange(500 * 1440))
        records |= record(f"n{number:03}", f"{day:%Y-%m-%d %H:%M}")
    return records


def built(folder: Path, feeds: str, records: dict[str, str], *, accept_changes: bool = False) -> Build:
    write_newsroom(folder, site=SITE + feeds, records=records)
    made = build(folder, now=dt.datetime.fromisoformat(NOW), jobs=1, accept_changes=accept_changes)
    assert made.changes is not None, made.findings
    return made


def at(folder: Path, url: str) -> Path:
    assert url.startswith(BASE)
    return folder / "feeds" / url.removeprefix(BASE)


def link(head: Element, relation: str) -> str | None:
    links = [each.get("href") for each in head.findall(f"{ATOM}link") if each.get("rel") == relation]
    assert len(links) <= 1
    return links[0] if links else None


def xml_pages(folder: Path, url: str) -> Iterator[Element]:
    """The feed at `url` and its archives, one after the other, each as its head element."""
    current, newer, place = url, None, url
    while place:
        root = tree(at(folder, place).read_bytes())
        head = root if root.tag == f"{ATOM}feed" else root[0]
        assert link(head, "self") == place
        if place != current:
            assert head.find(f"{FH}archive") is not None
            assert link(head, "current") == current
            assert link(head, "next-archive") == (None if newer == current else newer)
        else:
            assert head.find(f"{FH}archive") is None
        yield head
        newer, place = place, link(head, "prev-archive") or ""


def walk_atom(folder: Path) -> list[list[str]]:
    heads = list(xml_pages(folder, BASE + "atom.xml"))
    assert len({head.findtext(f"{ATOM}id") for head in heads}) == 1
    return [[each.findtext(f"{ATOM}id") or "" for each in head.findall(f"{ATOM}entry")] for head in heads]


def walk_rss(folder: Path) -> list[list[str]]:
    return [
        [each.findtext("guid") or "" for each in head.findall("item")] for head in xml_pages(folder, BASE + "rss.xml")
    ]


def walk_json(folder: Path) -> list[list[str]]:
    pages, url = [], BASE + "feed.json"
    while url:
        feed = json.loads(at(folder, url).read_text(encoding="utf-8"))
        assert feed["feed_url"] == url
        pages.append([each["id"] for each in feed["items"]])
        url = feed.get("next_url", "")
    return pages


WALKS = (walk_atom, walk_rss, walk_json)


@pytest.mark.parametrize("feeds", [MONTHLY, NUMBERED], ids=["by month", "by number"])
@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_from_the_subscription_document_finds_every_article(
    walk: Callable[[Path], list[list[str]]], feeds: str, tmp_path: Path
) -> None:
    records = many()
    built(tmp_path, feeds, records)
    subscribed, *archives = walk(tmp_path)
    archived = [each for page in archives for each in page]
    assert len(archives) > 3
    assert len(archived) == len({*archived})  # none in two
    everything = {f"tag:daily.example,2018:{Path(path).stem}" for path in records}
    assert {*subscribed, *archived} == everything
    newest_first = sorted(everything, key=lambda each: (dates(records)[each], each), reverse=True)
    assert sorted(archived, key=newest_first.index) == archived
    assert len(subscribed) >= 5


def dates(records: dict[str, str]) -> dict[str, str]:
    return {f"tag:daily.example,2018:{Path(path).stem}": text.split("date: ")[1][:16] for path, text in records.items()}


def test_a_month_is_that_of_the_sites_calendar(tmp_path: Path) -> None:
    built(tmp_path, MONTHLY, many())
    for month in (tmp_path / "feeds" / "archive").iterdir():
        items = json.loads((month / "feed.json").read_text(encoding="utf-8"))["items"]
        assert {each["date_published"][:7] for each in items} == {month.name}


@pytest.mark.parametrize("feeds", [MONTHLY, NUMBERED], ids=["by month", "by number"])
def test_one_more_article_changes_no_archive(feeds: str, tmp_path: Path) -> None:
    built(tmp_path, feeds, many())
    before = files(tmp_path / "feeds")
    newest = max(dates(many()).values())
    built(tmp_path, feeds, record("new", f"{newest[:10]} 23:59"))
    after = files(tmp_path / "feeds")
    changed = {path for path in after if before.get(path) != after[path]}
    assert {path for path in changed if not path.startswith("archive/") and "/archive/" not in path} == {
        "rss.xml", "atom.xml", "feed.json", "world/rss.xml", "world/atom.xml", "world/feed.json", "index.html",
        "world/index.html", "feeds.opml", "manifest.json",
    }  # fmt: skip
    kept = {path for path in before if "archive/" in path}
    assert kept
    assert not kept & changed if feeds == MONTHLY else len(kept & changed) <= 6  # the link to one archive more


def test_a_month_that_ends_makes_one_archive_and_a_link_in_the_one_before(tmp_path: Path) -> None:
    built(tmp_path, MONTHLY, many())
    newest = max(dates(many()).values())
    assert newest[:7] < "2018-12"
    before = files(tmp_path / "feeds")
    made = built(tmp_path, MONTHLY, record("new", "2018-12-01 00:00"))
    after = files(tmp_path / "feeds")
    folders = {path.rpartition("/")[0] for path in after if before.get(path) != after[path]}
    months = sorted({path.split("/")[1] for path in before if path.startswith("archive/")})
    assert {each for each in folders if each.startswith("archive/")} == {
        f"archive/{newest[:7]}",
        f"archive/{months[-1]}",
    }
    old, new = (json.loads(data[f"archive/{months[-1]}/feed.json"]) for data in (before, after))
    assert old["items"] == new["items"]
    assert not [each for each in made.findings if each.severity == "error"]


def test_a_new_month_is_no_upheaval(tmp_path: Path) -> None:
    feeds = MONTHLY.replace("turnover = 1.0\n", "")
    month: dict[str, str] = {}
    for day in range(1, 29):
        month |= record(f"d{day:02}", f"2018-11-{day:02} 10:00")
    edited = record("old", "2018-01-01 10:00", "updated: 2018-11-30 10:00")
    built(tmp_path, feeds, month | edited)
    assert len(walk_json(tmp_path)[0]) == 29
    built(tmp_path, feeds, record("new", "2018-12-01 10:00"))
    assert [len(page) for page in walk_json(tmp_path)] == [6, 28, 1]


def test_the_bytes_do_not_depend_on_the_builds_before(tmp_path: Path) -> None:
    records = sorted(many().items())
    for part in (records[::2], records[1::2]):
        built(tmp_path / "step", MONTHLY, dict(part), accept_changes=True)
    built(tmp_path / "once", MONTHLY, dict(records))
    assert files(tmp_path / "step" / "feeds") == files(tmp_path / "once" / "feeds")


def old_and_new() -> dict[str, str]:
    """One article of each day: five of November, the last on the fourth of December."""
    records = record("old", "2018-03-03 10:00") | record("older", "2018-02-03 10:00")
    for day in (5, 10, 15, 20, 25):
        records |= record(f"nov{day:02}", f"2018-11-{day:02} 10:00")
    return records | record("dec", "2018-12-04 10:00")


def subscribed(folder: Path) -> list[str]:
    return [each.rpartition(":")[2] for each in walk_json(folder)[0]]


def test_an_edited_old_article_comes_back_in_the_subscription_document(tmp_path: Path) -> None:
    built(tmp_path, MONTHLY, old_and_new())
    assert subscribed(tmp_path) == ["dec", "nov25", "nov20", "nov15", "nov10"]
    edited = record("old", "2018-03-03 10:00", "updated: 2018-11-30 20:00")  # before the newest of this month
    built(tmp_path, MONTHLY, edited)
    assert subscribed(tmp_path) == ["dec", "nov25", "nov20", "nov15", "nov10", "old"]
    assert "old" in [each.rpartition(":")[2] for each in walk_json(tmp_path)[-2]]
    later = record("dec2", "2018-12-20 10:00") | record("dec3", "2018-12-21 10:00") | record("dec4", "2018-12-22 10:00")
    later |= record("dec5", "2018-12-23 10:00")
    built(tmp_path, MONTHLY, later)
    assert subscribed(tmp_path) == ["dec5", "dec4", "dec3", "dec2", "dec"]  # as long as what was published then


def test_an_article_that_an_embargo_kept_back_is_news_when_it_comes(tmp_path: Path) -> None:
    kept_back = record("kept-back", "2018-03-04 10:00", "embargo: 2018-12-03 10:00")
    write_newsroom(tmp_path, site=SITE + MONTHLY, records=old_and_new() | kept_back)
    build(tmp_path, now=dt.datetime.fromisoformat("2018-12-03T09:00:00+08:00"))
    assert not any("kept-back" in each for page in walk_atom(tmp_path) for each in page)
    build(tmp_path, now=dt.datetime.fromisoformat("2018-12-04T12:00:00+08:00"))
    assert "kept-back" in subscribed(tmp_path)


def test_of_many_changed_articles_the_last_changed_are_told(tmp_path: Path) -> None:
    edited: dict[str, str] = {}
    for day in range(1, 10):
        edited |= record(f"m{day}", f"2018-01-{day:02} 10:00", f"updated: 2018-12-{20 - day:02} 10:00")
    built(tmp_path, MONTHLY, old_and_new() | edited)
    assert subscribed(tmp_path)[5:] == ["m5", "m4", "m3", "m2", "m1"]


def test_a_limit_of_age_and_size_holds_beside_archives(tmp_path: Path) -> None:
    built(tmp_path, '[feeds]\narchives = "month"\ndays = 20\n', old_and_new(), accept_changes=True)
    made = build(tmp_path, now=dt.datetime.fromisoformat("2018-12-05T00:00:00+08:00"), accept_changes=True)
    assert made.changes
    assert subscribed(tmp_path) == ["dec", "nov25", "nov20", "nov15"]
    build(tmp_path, now=dt.datetime.fromisoformat("2019-12-05T00:00:00+08:00"), accept_changes=True)
    assert subscribed(tmp_path) == ["dec"]  # what no archive has stays
    built(tmp_path, '[feeds]\narchives = "month"\nkilobytes = 1\n', {}, accept_changes=True)
    assert subscribed(tmp_path) == ["dec"]


def tombstones(folder: Path, path: str = "atom.xml") -> dict[str, str | None]:
    root = tree((folder / "feeds" / path).read_bytes())
    return {
        each.get("ref", "").rpartition(":")[2]: each.findtext(f"{AT}comment")
        for each in root.findall(f"{AT}deleted-entry")
    }


def test_a_withdrawn_article_leaves_all_and_a_restored_one_comes_back(tmp_path: Path) -> None:
    built(tmp_path, MONTHLY, old_and_new())
    whole = files(tmp_path / "feeds")
    reason = "withdrawn: {at: 2018-12-05 10:00, reason: The source was wrong.}"
    built(
        tmp_path,
        MONTHLY,
        record("old", "2018-03-03 10:00", reason) | record("nov25", "2018-11-25 10:00", "withdrawn: true"),
    )
    for walk in WALKS:
        assert not [each for page in walk(tmp_path) for each in page if each.endswith((":old", ":nov25"))]
    assert tombstones(tmp_path) == {"old": "The source was wrong.", "nov25": None}
    assert tombstones(tmp_path, "world/atom.xml") == tombstones(tmp_path)
    changed = tree((tmp_path / "feeds" / "atom.xml").read_bytes()).findtext(f"{ATOM}updated")
    assert changed == "2018-12-05T10:00:00+08:00"
    assert not (tmp_path / "feeds" / "archive" / "2018-03").exists()
    built(tmp_path, MONTHLY, old_and_new())
    assert files(tmp_path / "feeds") == whole


def test_when_the_only_article_is_withdrawn_its_feeds_say_so(tmp_path: Path) -> None:
    built(tmp_path, "", record("one", "2018-11-07 10:00"))
    made = built(tmp_path, "", record("one", "2018-11-07 10:00", "withdrawn: 2018-11-08"))
    assert not made.failed
    assert walk_atom(tmp_path) == walk_rss(tmp_path) == walk_json(tmp_path) == [[]]
    assert set(tombstones(tmp_path)) == set(tombstones(tmp_path, "world/atom.xml")) == {"one"}


@pytest.mark.parametrize(
    "life",
    [
        ("withdrawn: true", "draft: true"),
        ("withdrawn: 2018-11-07 09:00",),
        ("withdrawn: 2018-11-09", "embargo: 2018-11-10"),
        ("withdrawn: 2030-01-01", "embargo: 2030-01-01"),
    ],
)
def test_what_readers_never_had_is_not_called_withdrawn(life: tuple[str, ...], tmp_path: Path) -> None:
    built(tmp_path, MONTHLY, old_and_new() | record("never", "2018-11-07 10:00", *life))
    assert not any(b"never" in data for data in files(tmp_path / "feeds").values())


def test_articles_that_grow_too_old_for_a_feed_are_no_upheaval(tmp_path: Path, run: Run) -> None:
    records: dict[str, str] = {}
    for day in range(1, 11):
        records |= record(f"d{day:02}", f"2018-11-{day:02} 10:00")
    write_newsroom(tmp_path, site=SITE + "[feeds]\ndays = 12\n", records=records)
    for now, count in (("2018-11-11", 10), ("2018-11-20", 3), ("2018-12-20", 0)):
        result = run("build", "--site", tmp_path, "--now", f"{now}T00:00:00+08:00")
        assert result.status == 0, result.text
        assert len(subscribed(tmp_path)) == count


@pytest.mark.parametrize("count", [4, 60], ids=["one archive", "many"])
def test_archives_validate_clean(count: int, tmp_path: Path, run: Run) -> None:
    records = many(count) if count > 4 else old_and_new()
    built(tmp_path, MONTHLY, {path: text for path, text in records.items() if count > 4 or "old" not in path})
    assert (len(walk_json(tmp_path)) == 2) == (count == 4)
    result = run("validate", tmp_path / "feeds", "--fail-on", "warning")
    assert result.status == 0, result.text


def test_the_list_of_feeds_and_the_pages_name_no_archive(tmp_path: Path) -> None:
    built(tmp_path, MONTHLY, many())
    opml = (tmp_path / "feeds" / "feeds.opml").read_text(encoding="utf-8")
    assert opml.count("<outline") == 2
    assert not list((tmp_path / "feeds").rglob("archive/**/index.html"))
