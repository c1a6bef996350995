"""An id is for ever: what a build says before it would lose one, or show readers old articles as new."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.catalog import Catalog
from feedwright.publish import KnownEntry, Manifest, Standing, left, turned_over
from tests.newsroom import NOW, RECORDS, SITE, Run, files, write_newsroom

TEN = {
    f"content/world/{number:02}.md": (
        f"---\ntitle: Number {number}\ndate: 2018-11-{number:02} 13:45\n---\n\nText of number {number}.\n"
    )
    for number in range(1, 11)
}


def ids(site: Path) -> list[str]:
    feed = json.loads((site / "feeds" / "feed.json").read_text(encoding="utf-8"))
    return [item["id"] for item in feed["items"]]


@pytest.fixture
def published(tmp_path: Path, run: Run) -> Path:
    write_newsroom(tmp_path)
    assert run("build", "--site", tmp_path, "--now", NOW).status == 0
    return tmp_path


def test_moving_a_record_to_another_section_keeps_its_id(published: Path, run: Run) -> None:
    before = ids(published)
    (published / "content" / "arts").mkdir()
    (published / "content" / "world" / "one.md").rename(published / "content" / "arts" / "one.md")
    assert run("build", "--site", published, "--now", NOW).status == 0
    assert ids(published) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: One", "title: Another headline"),
        ("2018-11-07 13:45", "2018-11-06 10:00"),
        ("The **first** text.", "Rewritten from top to end."),
        ("author: Jane Roe", "author: John Doe\nslug: renamed"),
    ],
)
def test_editing_a_record_keeps_its_id(published: Path, run: Run, old: str, new: str) -> None:
    before = set(ids(published))
    record = published / "content" / "world" / "one.md"
    record.write_text(record.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert run("build", "--site", published, "--now", NOW).status == 0
    assert set(ids(published)) == before


def test_another_domain_keeps_the_ids_when_the_tag_is_declared(published: Path, run: Run) -> None:
    before = ids(published)
    (published / "feedwright.toml").write_text(SITE.replace("https://daily.example", "http://other.example"))
    assert run("build", "--site", published, "--now", NOW).status == 0
    assert ids(published) == before


def test_a_renamed_file_stops_the_build_and_the_message_has_the_line_to_add(published: Path, run: Run) -> None:
    before = files(published / "feeds")
    record = published / "content" / "world" / "one.md"
    renamed = record.rename(record.with_name("renamed.md"))
    result = run("build", "--site", published, "--now", NOW)
    assert result.status == 1
    assert "identity/changed" in result.errors
    line = "id: tag:daily.example,2018:one"
    assert f"Add to content/world/renamed.md: {line}" in result.errors
    assert files(published / "feeds") == before
    renamed.write_text(
        renamed.read_text(encoding="utf-8").replace("title: One", f"{line}\ntitle: One"), encoding="utf-8"
    )
    assert run("build", "--site", published, "--now", NOW).status == 0


def test_a_deleted_record_stops_the_build_until_it_is_accepted(published: Path, run: Run) -> None:
    (published / "content" / "world" / "one.md").unlink()
    result = run("build", "--site", published, "--now", NOW)
    assert result.status == 1
    assert "identity/vanished" in result.errors
    assert "withdrawn: true" in result.errors
    assert len(ids(published)) == 2
    assert run("build", "--site", published, "--now", NOW, "--accept-changes").status == 0
    assert ids(published) == ["tag:daily.example,2018:two"]


def test_a_withdrawn_record_leaves_without_a_stop(published: Path, run: Run) -> None:
    record = published / "content" / "world" / "one.md"
    record.write_text(RECORDS["content/world/one.md"].replace("title: One", "title: One\nwithdrawn: true"))
    assert run("build", "--site", published, "--now", NOW).status == 0
    assert ids(published) == ["tag:daily.example,2018:two"]


def test_a_broken_record_has_not_lost_its_id(published: Path, run: Run) -> None:
    (published / "content" / "world" / "one.md").write_text("---\ntitle: One\ndate: whenever\n---\n")
    result = run("build", "--site", published, "--now", NOW)
    assert result.status == 1
    assert "identity/" not in result.errors
    assert ids(published) == ["tag:daily.example,2018:two"]


def test_old_articles_that_would_come_up_as_new_stop_the_build(published: Path, run: Run) -> None:
    write_newsroom(published, records={path: text.replace("2018", "2017") for path, text in TEN.items()})
    result = run("build", "--site", published, "--now", NOW)
    assert result.status == 1
    assert "10 of 12 entries would come up as new at once" in result.errors
    assert run("build", "--site", published, "--now", NOW, "--accept-changes").status == 0
    assert len(ids(published)) == 12


def test_many_new_articles_are_no_upheaval(published: Path, run: Run) -> None:
    write_newsroom(published, records={path: text.replace("2018", "2019") for path, text in TEN.items()})
    assert run("build", "--site", published, "--now", NOW).status == 0


def test_the_share_that_may_turn_over_is_configured(published: Path, run: Run) -> None:
    old = {path: text.replace("2018", "2017") for path, text in TEN.items()}
    write_newsroom(published, site=SITE + "[feeds]\nturnover = 1.0\n", records=old)
    assert run("build", "--site", published, "--now", NOW).status == 0


@pytest.mark.parametrize("leaving", [slice(0, 6), slice(4, 10)], ids=["the oldest", "the newest"])
def test_articles_that_leave_in_numbers_stop_the_build(leaving: slice, tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, records=TEN)
    assert run("build", "--site", tmp_path, "--now", NOW).status == 0
    drafts = {path: text.replace("date:", "draft: true\ndate:") for path, text in list(TEN.items())[leaving]}
    write_newsroom(tmp_path, records=drafts)
    result = run("build", "--site", tmp_path, "--now", NOW)
    assert result.status == 1
    assert "6 of 10 entries would leave it at once" in result.errors


def test_articles_that_newer_ones_push_out_are_no_upheaval(tmp_path: Path, run: Run) -> None:
    site = SITE + "[feeds]\nlimit = 10\n"
    write_newsroom(tmp_path, site=site, records=TEN)
    assert run("build", "--site", tmp_path, "--now", NOW).status == 0
    newer = {path.replace("/world/", "/world/new-"): text.replace("2018", "2019") for path, text in TEN.items()}
    write_newsroom(tmp_path, site=site, records=newer)
    assert run("build", "--site", tmp_path, "--now", NOW).status == 0
    assert len(ids(tmp_path)) == 10


def test_another_domain_without_a_declared_tag_is_one_sentence(tmp_path: Path, run: Run) -> None:
    site = SITE.replace('tag = "daily.example,2018"\n', "")
    write_newsroom(tmp_path, site=site)
    assert run("build", "--site", tmp_path, "--now", NOW).status == 0
    before = files(tmp_path / "feeds")
    write_newsroom(tmp_path, site=site.replace("daily.example", "other.example"))
    result = run("build", "--site", tmp_path, "--now", NOW)
    assert result.status == 1
    assert 'Write into feedwright.toml, under [site]: tag = "daily.example,2005"' in result.errors
    assert result.errors.count("identity/changed") == 1
    assert files(tmp_path / "feeds") == before


def test_the_feeds_do_not_go_among_the_records(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    result = run("build", "--site", tmp_path, "--now", NOW, "--output", tmp_path / "content" / "feeds")
    assert result.status == 1
    assert "--output" in result.errors
    assert not (tmp_path / "content" / "feeds").exists()


IDS = [f"tag:daily.example,2018:{letter}" for letter in "abcdefghijklmnop"]
ENTRIES = {
    each: KnownEntry(url="", text="", published=f"2018-11-{number:02}T00:00:00+00:00", record="")
    for number, each in enumerate(IDS, start=1)
}
LISTS = st.lists(st.sampled_from(IDS), unique=True, max_size=len(IDS)).map(tuple)
FEEDS = st.fixed_dictionaries({}, optional={"rss.xml": LISTS, "world/rss.xml": LISTS, "archive/1/rss.xml": LISTS})


@given(before=FEEDS, after=FEEDS, public=st.sets(st.sampled_from(IDS)))
def test_it_is_enough_to_know_of_the_ids_that_left_a_feed_whether_they_are_public(
    before: dict[str, tuple[str, ...]], after: dict[str, tuple[str, ...]], public: set[str]
) -> None:
    last = Manifest(files={}, feeds=before, entries=ENTRIES)
    gone = left(last, after)
    assert gone == {each for path, ids in after.items() for each in before.get(path, ()) if each not in ids}
    told = turned_over(last, Standing(feeds=after, entries=ENTRIES, public=public & gone), 0.3)
    assert told == turned_over(last, Standing(feeds=after, entries=ENTRIES, public=public), 0.3)


@given(feeds=FEEDS, public=st.sets(st.sampled_from(IDS)))
def test_feeds_that_stay_have_not_turned_over(feeds: dict[str, tuple[str, ...]], public: set[str]) -> None:
    last = Manifest(files={}, feeds=feeds, entries=ENTRIES)
    assert turned_over(last, Standing(feeds=feeds, entries=ENTRIES, public=public), 0) == ()


def test_only_ids_that_stand_no_longer_are_looked_up(
    published: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[set[str]] = []

    def watched(name: str) -> None:
        known = getattr(Catalog, name)

        def look_up(catalog: Catalog, wanted: Iterable[str], **when: int) -> set[str]:
            asked.append(set(wanted))
            found: set[str] = known(catalog, asked[-1], **when)
            return found

        monkeypatch.setattr(Catalog, name, look_up)

    watched("ids")
    watched("public_ids")
    assert run("build", "--site", published, "--now", NOW).status == 0
    assert asked == [set(), set()]
    record = published / "content" / "world" / "one.md"
    record.write_text(record.read_text(encoding="utf-8").replace("title:", "draft: true\ntitle:"), encoding="utf-8")
    run("build", "--site", published, "--now", NOW)
    assert asked[2:] == [{"tag:daily.example,2018:one"}, {"tag:daily.example,2018:one"}]
