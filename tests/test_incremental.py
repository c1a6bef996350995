"""A build that remembers gives the bytes that one from nothing gives, and does no more than what has changed."""

import datetime as dt
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from feedwright.catalog import FILE, checksum_of
from feedwright.load import Listing, contents_of, find_records, spans_of
from feedwright.load.kept import write_kept
from feedwright.load.lines import lines_in
from feedwright.pipeline import Build, build, building
from feedwright.pipeline.beginning.head_start import HeadStart
from feedwright.pipeline.partners import render_partners
from feedwright.publish import FileRecord
from feedwright.publish.directory import is_published
from tests.newsroom import SITE, files, write_newsroom

Step = Callable[[Path, random.Random], None]
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SECTIONS = ("world", "sports", "sports/soccer", "arts")
WORDS = ["river", "market", "council", "bridge", "harvest", "museum", "engine", "ticket", "winter", "signal", "garden"]


def record(rng: random.Random, **fields: str) -> str:
    day = f"2018-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} {rng.randint(0, 23):02}:15"
    told = {"title": " ".join(rng.sample(WORDS, 3)), "date": day, **fields}
    header = "\n".join(f"{name}: {value}" for name, value in told.items())
    return f"---\n{header}\n---\n\n{' '.join(rng.choices(WORDS, k=60))}.\n"


def newsroom(folder: Path, count: int = 30) -> random.Random:
    rng = random.Random(count)
    records = {f"content/{rng.choice(SECTIONS)}/{number:03}.md": record(rng) for number in range(count)}
    write_newsroom(folder, records=records)
    return rng


def built(folder: Path, **options: object) -> Build:
    return build(folder, now=NOW, accept_changes=True, **options)  # type: ignore[arg-type] # its own options


def clean_build(folder: Path, output: Path) -> dict[str, bytes]:
    """What a build from nothing gives."""
    shutil.rmtree(output, ignore_errors=True)
    shutil.move(folder / ".feedwright", folder / "aside")
    try:
        build(folder, now=NOW, output=output, jobs=1)
    finally:
        shutil.rmtree(folder / ".feedwright")
        shutil.move(folder / "aside", folder / ".feedwright")
    return files(output)


def counts(made: Build) -> tuple[int, int, int, int]:
    """(records parsed, texts made ready, feeds rendered, documents validated)."""
    return (
        made.work.reading.parsed,
        made.work.rendering.composed,
        made.work.rendering.rendered,
        made.work.rendering.validated,
    )


def some_record(folder: Path, rng: random.Random) -> Path:
    return rng.choice(sorted((folder / "content").rglob("*.md")))


def edit_text(folder: Path, rng: random.Random) -> None:
    file = some_record(folder, rng)
    file.write_text(file.read_text(encoding="utf-8") + f"\n{rng.choice(WORDS)}\n", encoding="utf-8")


def edit_same_length(folder: Path, rng: random.Random) -> None:
    """As many bytes as before and the same file time: what a quick editor and a coarse clock give."""
    file = some_record(folder, rng)
    before = file.stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(text[-3], "x" if text[-3] != "x" else "y"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))


def edit_title(folder: Path, rng: random.Random) -> None:
    file = some_record(folder, rng)
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: New "), encoding="utf-8")


def move(folder: Path, rng: random.Random) -> None:
    file = some_record(folder, rng)
    target = folder / "content" / rng.choice(SECTIONS) / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    file.rename(target)


def delete(folder: Path, rng: random.Random) -> None:
    some_record(folder, rng).unlink()


def add(folder: Path, rng: random.Random) -> None:
    target = folder / "content" / rng.choice(SECTIONS) / f"new-{rng.randrange(10_000)}.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(record(rng), encoding="utf-8")


def copy(folder: Path, rng: random.Random) -> None:
    """The same text under another name: one of the two is left out."""
    file = some_record(folder, rng)
    shutil.copy(file, file.with_name(f"copy-{rng.randrange(10_000)}.md"))


def break_record(folder: Path, rng: random.Random) -> None:
    file = some_record(folder, rng)
    file.write_text(file.read_text(encoding="utf-8").replace("date: ", "date: x"), encoding="utf-8")


def make_draft(folder: Path, rng: random.Random) -> None:
    file = some_record(folder, rng)
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "draft: true\ntitle: "), encoding="utf-8")


def touch(folder: Path, rng: random.Random) -> None:
    os.utime(some_record(folder, rng), (rng.randrange(10**9), rng.randrange(10**9)))


def name_section(folder: Path, rng: random.Random) -> None:
    file = folder / "content" / rng.choice(SECTIONS) / "_index.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: {rng.choice(WORDS)}\n---\n", encoding="utf-8")


def set_field(name: str, values: Sequence[str]) -> Step:
    """A step that gives a field of a record another value."""

    def step(folder: Path, rng: random.Random) -> None:
        file = some_record(folder, rng)
        header = re.sub(f"^{name}: .*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        file.write_text(header.replace("title: ", f"{name}: {rng.choice(values)}\ntitle: ", 1), encoding="utf-8")

    step.__name__ = f"set {name}"
    return step


CONFIGURATIONS = (
    "",
    '[feeds]\ncontent = "summary"\n',
    "[feeds]\nlimit = 5\n",
    '[sections.world]\ntitle = "All over"\n',
    "[feeds]\nlimit = 2\ntags = true\n",
    '[feeds]\nlimit = 1\n[feeds.cup]\ntag = "cup"\n[feeds.only-sports]\nsection = "sports"\nsubsections = false\n',
    '[feeds]\nlimit = 3\narchives = "month"\nninjs = true\n[feeds.cup]\ntag = "cup"\nauthor = "Jane Doe"\n',
)


def configure(folder: Path, rng: random.Random) -> None:
    (folder / "feedwright.toml").write_text(SITE + rng.choice(CONFIGURATIONS), encoding="utf-8")


def spoil_output(folder: Path, rng: random.Random) -> None:
    file = rng.choice(sorted((folder / "feeds").rglob("*.xml")))
    file.write_text("somebody else was here", encoding="utf-8")


def damage_catalog(folder: Path, rng: random.Random) -> None:
    file = folder / ".feedwright" / "catalog.sqlite"
    if not file.exists():
        return  # by another step before
    data = bytearray(file.read_bytes())
    place = rng.randrange(len(data))
    data[place : place + 40] = bytes(rng.randrange(256) for _ in range(40))
    file.write_bytes(data)


def truncate_catalog(folder: Path, rng: random.Random) -> None:
    file = folder / ".feedwright" / "catalog.sqlite"
    if not file.exists():
        return
    os.truncate(file, rng.randrange(file.stat().st_size))


def delete_catalog(folder: Path, rng: random.Random) -> None:
    del rng
    shutil.rmtree(folder / ".feedwright")
    (folder / ".feedwright").mkdir()


def listings(folder: Path) -> list[Path]:
    return sorted((folder / ".feedwright").glob("listing-*"))


def damage_listing(folder: Path, rng: random.Random) -> None:
    for file in listings(folder):
        file.write_bytes(file.read_bytes()[: rng.randrange(100)])


def delete_listing(folder: Path, rng: random.Random) -> None:
    del rng
    for file in listings(folder):
        file.unlink()


def leave_listing(folder: Path, rng: random.Random) -> None:
    """What a build leaves that was killed: a listing that goes with nothing that was read."""
    for file in listings(folder):
        lines = lines_in(file.read_bytes())
        write_kept(Listing.of(sorted(rng.sample(lines, len(lines) // 2)), "", "").encoded, file.parent)


def upgrade(folder: Path, rng: random.Random) -> None:
    """The catalog of another version of the program."""
    with (
        suppress(sqlite3.DatabaseError),  # another step has damaged it
        closing(sqlite3.connect(folder / ".feedwright" / "catalog.sqlite")) as connection,
        connection,
    ):
        connection.execute("UPDATE facts SET value = ? WHERE name = 'fingerprint'", (rng.randbytes(16),))


STEPS = (
    edit_text, edit_same_length, edit_title, move, delete, add, copy, break_record, make_draft, touch, name_section,
    configure, spoil_output, damage_catalog, truncate_catalog, delete_catalog, upgrade,
    damage_listing, delete_listing, leave_listing,
    set_field("tags", ("[cup]", "[cup, league]", "[]")), set_field("author", ("Jane Doe", "Li Lei and Jane Doe")),
    set_field("date", ("2018-01-01", "2018-12-31 23:59", "2017-05-05 10:00")), set_field("status", ("withdrawn",)),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_edits_gives_the_bytes_of_a_build_from_nothing(
    seed: int, tmp_path: Path, begin: Callable[[Path], HeadStart]
) -> None:
    folder = tmp_path / "site"
    newsroom(folder)
    rng = random.Random(seed)
    built(folder)
    for _ in range(10):
        steps = rng.sample(STEPS, rng.randint(1, 3))
        for step in steps:
            step(folder, rng)
        if rng.random() < 0.5:
            built(folder, jobs=rng.randint(1, 3), head_start=begin(folder))
        else:
            built(folder, jobs=1)
        assert files(folder / "feeds") == clean_build(folder, tmp_path / "clean"), [step.__name__ for step in steps]
        catalog = folder / ".feedwright" / FILE
        assert catalog.with_suffix(".crc32").read_text().split()[-1] == checksum_of(catalog)
        assert len(listings(folder)) == 1


def test_nothing_changed_is_nothing_done(tmp_path: Path) -> None:
    newsroom(tmp_path)
    first = built(tmp_path)
    assert counts(first)[0] == 30
    settle(tmp_path)
    again = built(tmp_path)
    assert counts(again) == (0, 0, 0, 0)
    assert again.work.reading.read == 0
    assert not again.changes


def test_published_files_are_read_again_only_when_somebody_touched_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def watched(path: str, record: FileRecord, output: Path) -> bool:
        read.append(path)
        return is_published(path, record, output)

    monkeypatch.setattr("feedwright.publish.published.is_published", watched)
    monkeypatch.setattr("feedwright.publish.published.step_of", lambda _: 0)  # nobody else is here
    newsroom(tmp_path)
    built(tmp_path)
    published = files(tmp_path / "feeds")
    assert sorted(read) == sorted({*published} - {"manifest.json"})
    read.clear()
    built(tmp_path)
    assert read == []
    (tmp_path / "feeds/rss.xml").write_text("somebody else was here", encoding="utf-8")
    os.utime(tmp_path / "feeds/world/index.html")
    (tmp_path / "feeds/arts/index.html").unlink()
    built(tmp_path)
    assert set(read) == {"rss.xml", "world/index.html", "arts/index.html"}
    assert files(tmp_path / "feeds") == published
    read.clear()
    built(tmp_path, output=tmp_path / "elsewhere")
    assert files(tmp_path / "elsewhere") == published


def test_one_edit_costs_one_record_and_the_feeds_that_hold_it(tmp_path: Path) -> None:
    rng = newsroom(tmp_path)
    add_in = tmp_path / "content/sports/soccer/edit.md"
    add_in.write_text(record(rng, date="2019-01-01"), encoding="utf-8")
    built(tmp_path)
    settle(tmp_path)
    add_in.write_text(record(rng, date="2019-01-01", title="Another"), encoding="utf-8")
    made = built(tmp_path)
    assert counts(made) == (1, 1, 3, 9)  # soccer, sports and the whole site
    assert made.changes is not None
    pages = [path for path in made.changes.changed if path.endswith("index.html")]
    assert pages == ["index.html", "sports/index.html", "sports/soccer/index.html"]
    assert len(made.changes.changed) == 9 + len(pages) + 1  # and the manifest


def test_stories_that_begin_alike_are_one_only_when_all_their_words_are(tmp_path: Path) -> None:
    opening, one, other = f"{' '.join(WORDS * 5)}.", tmp_path / "content/world/one.md", tmp_path / "content/arts/x.md"
    newsroom(tmp_path)

    def write(file: Path, end: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {end} {file.stem}\ndate: 2018-12-30\n---\n\n{opening} {end}\n", encoding="utf-8")

    def left_out() -> list[str | None]:
        made = built(tmp_path)
        assert files(tmp_path / "feeds") == clean_build(tmp_path, tmp_path / "clean")
        return [each.path for each in made.findings if each.rule == "record/story-duplicate"]

    write(one, "To the east.")
    write(other, "To the west.")
    assert left_out() == []
    write(other, "To the **east**.")
    assert left_out() == ["content/arts/x.md"]
    write(one, "To the north.")
    assert left_out() == []
    one.unlink()
    write(other, "To the north.")
    assert left_out() == []
    write(one, "To the north!")
    assert left_out() == ["content/arts/x.md"]


ALIKE = {"a": "To the east.", "b": "To the west.", "c": "To the *east*.", "d": "To the north.", "e": "To the west!"}
"""The ends of texts that open alike, by their ids: c tells the story of a, and e that of b."""


def as_markdown(told: dict[str, dict[str, str]]) -> dict[str, str]:
    header = "---\nid: {id}\ntitle: {title}\ndate: {date}\n---\n\n{body}\n"
    return {f"content/world/{name}.md": header.format(**each) for name, each in told.items()}


def as_json_on_one_line(told: dict[str, dict[str, str]]) -> dict[str, str]:
    return {"content/world/all.json": json.dumps(list(told.values()))}


def as_json_feed_on_one_line(told: dict[str, dict[str, str]]) -> dict[str, str]:
    return {"content/world/all.json": json.dumps({"items": list(told.values())})}


def as_yaml_on_one_line(told: dict[str, dict[str, str]]) -> dict[str, str]:
    return {"content/world/all.yaml": json.dumps(list(told.values()))}


def as_json_lines(told: dict[str, dict[str, str]]) -> dict[str, str]:
    return {"content/world/all.jsonl": "".join(f"{json.dumps(each)}\n" for each in told.values())}


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("part_size", [100, 1 << 20])
@pytest.mark.parametrize(
    "form", [as_markdown, as_json_on_one_line, as_json_feed_on_one_line, as_yaml_on_one_line, as_json_lines]
)
def test_stories_are_told_apart_in_every_form(
    form: Callable[[dict[str, dict[str, str]]], dict[str, str]],
    part_size: int,
    reverse: bool,  # noqa: FBT001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("feedwright.pipeline.parts.PART_SIZE", part_size)
    opening = f"{' '.join(WORDS * 5)}."
    told = {
        name: {"id": name, "title": name, "date": f"2018-12-0{day}", "body": f"{opening} {end}"}
        for day, (name, end) in enumerate(ALIKE.items(), start=1)
    }
    if reverse:
        told = dict(reversed(told.items()))
    write_newsroom(tmp_path, records=form(told))
    made = built(tmp_path, jobs=1 if reverse else 2)
    assert [each.rule for each in made.findings] == ["record/story-duplicate"] * 2
    published = json.loads((tmp_path / "feeds/feed.json").read_text(encoding="utf-8"))["items"]
    assert [item["title"] for item in published] == ["d", "b", "a"]


def test_a_touched_file_is_read_but_not_parsed(tmp_path: Path) -> None:
    newsroom(tmp_path)
    built(tmp_path)
    for file in (tmp_path / "content").rglob("*.md"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    made = built(tmp_path)
    assert made.work.reading.read == 30
    assert counts(made) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("before", "beside"),
    [
        ("content/world/story.json", "content/world/story.md"),
        ("content/world/story.json", "content/world/story/more.md"),
        ("content/world/story/index.md", "content/world/story.md"),
        ("content/world/story/index.md", "content/world/story/more.md"),
        ("content/world/_posts/story/index.md", "content/world/_posts/story/more.md"),
        ("content/world/_posts/apple/index.md", "content/world/_posts/apple/more.md"),  # as long as its own name
    ],
)
def test_a_file_is_read_again_when_its_neighbours_make_it_something_else(
    before: str, beside: str, tmp_path: Path
) -> None:
    """Eleventy's data belongs to a record of its name; an index that is alone stands for its folder."""
    rng = newsroom(tmp_path)
    (tmp_path / "feedwright.toml").write_text(SITE + '[sections."world/story"]\n', encoding="utf-8")
    first = tmp_path / before
    first.parent.mkdir(parents=True, exist_ok=True)
    untitled = '{"date": "2019-01-01", "body": "No title."}'
    first.write_text(untitled if before.endswith("json") else record(rng, date="2019-01-01"), encoding="utf-8")
    built(tmp_path)
    settle(tmp_path)
    (tmp_path / beside).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / beside).write_text(record(rng, date="2019-01-02"), encoding="utf-8")
    made = built(tmp_path)
    assert files(tmp_path / "feeds") == clean_build(tmp_path, tmp_path / "clean")
    shutil.rmtree(tmp_path / ".feedwright")
    told = [[each for each in one.findings if each.rule.startswith("record/")] for one in (made, built(tmp_path))]
    assert told[0] == told[1]


@pytest.mark.parametrize("told", ["2018-03-25T10:00:00Z", "25/3/2018", "3 May 2018"])
def test_an_order_of_day_and_month_that_is_learnt_leaves_other_records_as_they_are(told: str, tmp_path: Path) -> None:
    """Only dates in either order are read again, so that the others have to be found as they were first read."""
    rng = random.Random(1)
    dates = {"told": told, "sure": "25/12/2018", "either": "7/11/2018"}
    records = {f"content/world/{name}.md": record(rng, date=date) for name, date in dates.items()}
    write_newsroom(tmp_path, records=records)
    made = built(tmp_path)
    assert made.articles == 3
    settle(tmp_path)
    (tmp_path / "content/world/sure.md").unlink()
    (tmp_path / "content/world/month.md").write_text(record(rng, date="12/25/2018"), encoding="utf-8")
    built(tmp_path)
    assert files(tmp_path / "feeds") == clean_build(tmp_path, tmp_path / "clean")


@pytest.mark.parametrize("told", ["updated: 6/1/2019", "withdrawn: 6/1/2019", "params:\n  lastmod: 6/1/2019"])
def test_every_time_of_a_record_is_read_again_when_the_order_of_day_and_month_is_learnt(
    told: str, tmp_path: Path
) -> None:
    """A date that leaves no doubt teaches the order in which the other one of the same record is read."""
    text = f"---\ntitle: Doubt\ndate: 12/25/2018\n{told}\n---\n\nText.\n"
    write_newsroom(tmp_path, records={"content/world/a.md": text, "content/world/b.md": record(random.Random(1))})
    made = built(tmp_path)
    assert made.articles == 2
    (tmp_path / "content/world/a.md").write_text(text + "More.\n", encoding="utf-8")
    built(tmp_path)
    assert files(tmp_path / "feeds") == clean_build(tmp_path, tmp_path / "clean")


def test_records_on_one_line_keep_their_texts_when_one_of_them_is_withdrawn(tmp_path: Path) -> None:
    """Nobody needs the text of the withdrawn one; it is looked up by its line, which the others share."""
    told = [
        {"id": "tag:daily.example,2018:a", "title": "A", "date": "2018-12-21", "body": "The first."},
        {"id": "tag:daily.example,2018:b", "title": "B", "date": "2018-12-20", "withdrawn": "2018-12-24"},
    ]
    write_newsroom(tmp_path, records={"content/all.json": json.dumps(told)}, site=SITE + "[feeds]\nlimit = 1\n")
    for day in (23, 25):
        made = build(tmp_path, now=dt.datetime(2018, 12, day, tzinfo=dt.UTC))
        assert not made.failed
        assert [feed.entries for feed in made.feeds] == [1]
    assert b"deleted-entry" in (tmp_path / "feeds/atom.xml").read_bytes()


def test_an_edit_that_is_in_no_feed_renders_nothing(tmp_path: Path) -> None:
    newsroom(tmp_path)
    (tmp_path / "feedwright.toml").write_text(SITE + "[feeds]\nlimit = 3\n", encoding="utf-8")
    oldest = tmp_path / "content/world/oldest.md"
    oldest.write_text(record(random.Random(1), date="2001-01-01"), encoding="utf-8")
    built(tmp_path)
    settle(tmp_path)
    oldest.write_text(record(random.Random(2), date="2001-01-01"), encoding="utf-8")
    assert counts(built(tmp_path)) == (1, 0, 0, 0)


def test_time_alone_can_change_the_feeds(tmp_path: Path) -> None:
    newsroom(tmp_path)
    (tmp_path / "content/world/later.md").write_text(record(random.Random(1), date="2030-01-01"), encoding="utf-8")
    built(tmp_path)
    settle(tmp_path)
    made = build(tmp_path, now=dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
    assert counts(made) == (0, 1, 2, 6)


def test_a_withdrawal_whose_time_has_come_takes_the_last_article_out_of_its_feed(tmp_path: Path) -> None:
    """The record stays as it is, and so does the order: the articles, then what is withdrawn."""
    told = "---\nid: {0}\ntitle: {0}\ndate: 2018-12-{1}\n{2}---\n\nText of {0}.\n"
    records = {
        "content/a.md": told.format("new", 22, ""),
        "content/b.md": told.format("old", 20, "withdrawn: 2018-12-24\n"),
    }
    write_newsroom(tmp_path, records=records)
    for day, entries in ((23, 2), (25, 1)):
        made = build(tmp_path, now=dt.datetime(2018, 12, day, tzinfo=dt.UTC))
        assert [feed.entries for feed in made.feeds] == [entries]
    assert b"deleted-entry" in (tmp_path / "feeds/atom.xml").read_bytes()
    assert b"Text of old" not in (tmp_path / "feeds/rss.xml").read_bytes()


@pytest.mark.parametrize("step", [damage_catalog, truncate_catalog])
def test_a_damaged_catalog_is_made_anew_with_a_word(step: object, tmp_path: Path) -> None:
    newsroom(tmp_path)
    built(tmp_path)
    step(tmp_path, random.Random(3))  # type: ignore[operator] # one of the steps above
    made = built(tmp_path)
    assert made.word is not None
    assert "made anew" in made.word
    assert made.work.reading.parsed == 30
    assert built(tmp_path).word is None


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    newsroom(tmp_path)
    (tmp_path / ".feedwright").write_text("a file, not a folder", encoding="utf-8")
    made = built(tmp_path)
    assert made.word is not None
    assert ".feedwright" in made.word
    assert made.changes


def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    newsroom(tmp_path, count=900)
    outputs = []
    for jobs in (1, 2, 3):
        shutil.rmtree(tmp_path / ".feedwright", ignore_errors=True)
        build(tmp_path, now=NOW, output=tmp_path / f"out-{jobs}", jobs=jobs)
        outputs.append(files(tmp_path / f"out-{jobs}"))
    assert outputs[0] == outputs[1] == outputs[2]


def test_a_second_process_gives_the_same_bytes(tmp_path: Path) -> None:
    """In programs of their own, where no thread keeps it away."""
    rng = newsroom(tmp_path)
    command = [sys.executable, "-m", "feedwright", "build", "--now", NOW.isoformat(), "--accept-changes", "--jobs", "2"]
    for _ in range(3):
        subprocess.run([*command, "--site", tmp_path], check=True, capture_output=True)
        assert files(tmp_path / "feeds") == clean_build(tmp_path, tmp_path / "clean")
        edit_text(tmp_path, rng)
        edit_title(tmp_path, rng)
        add(tmp_path, rng)


@pytest.mark.parametrize("published", [True, False])
def test_a_build_that_publishes_nothing_leaves_nothing(tmp_path: Path, published: bool) -> None:  # noqa: FBT001
    rng = newsroom(tmp_path)
    if published:
        built(tmp_path)
    before = files(tmp_path / "feeds")
    add(tmp_path, rng)
    break_record(tmp_path, rng)
    assert built(tmp_path, strict=True).changes is None
    assert files(tmp_path / "feeds") == before
    assert (tmp_path / "feeds").exists() == published


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_that_is_interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Path], HeadStart], jobs: int
) -> None:
    newsroom(tmp_path)
    waiting: list[str] = []

    def interrupt(*_: object) -> None:
        waiting.extend(path for path in files(tmp_path / "feeds") if "rss.xml" in path)
        raise KeyboardInterrupt

    monkeypatch.setattr("feedwright.pipeline.building.manifest_of", interrupt)
    with pytest.raises(KeyboardInterrupt):
        built(tmp_path, jobs=jobs, head_start=begin(tmp_path))
    assert waiting
    assert not (tmp_path / "feeds").exists()


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    from feedwright.catalog import Catalog

    newsroom(tmp_path)
    built(tmp_path)
    expected = files(tmp_path / "feeds")
    with Catalog(tmp_path / ".feedwright", b"another"):
        made = built(tmp_path)
    assert made.work.reading.parsed == 30
    assert files(tmp_path / "feeds") == expected


def test_what_dead_readers_leave_undone_is_done_with_what_they_had_learnt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Path], HeadStart]
) -> None:
    """Here the order of day and month, which decides the version of an article."""
    partner = '[feeds]\nlimit = 2\n[partners.acme]\nprofile = "smartnews"\nlimit = 20\n'
    (tmp_path / "feedwright.toml").write_text(SITE + partner, encoding="utf-8")
    (tmp_path / "content").mkdir()
    for number, date in enumerate(["25/12/2017", *(f"{day}/11/2017" for day in range(1, 7))]):
        text = f"---\ntitle: Title {number}\ndate: {date}\n---\nText {number}.\n"
        (tmp_path / "content" / f"{number}.md").write_text(text, encoding="utf-8")
    head_start = begin(tmp_path)

    def without_readers(*values: Any, **options: Any) -> Any:
        for process in head_start.stages.reading._running:
            os.kill(process._number, signal.SIGKILL)
        return render_partners(*values, **options)

    monkeypatch.setattr(building, "render_partners", without_readers)
    made = built(tmp_path, head_start=head_start)
    assert [len(each.entries) for each in made.partners] == [7]


def test_what_another_build_publishes_meanwhile_is_removed_when_its_records_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom(tmp_path)
    built(tmp_path)
    late = tmp_path / "content" / "late"

    def meanwhile(*values: Any, **options: Any) -> Any:
        monkeypatch.setattr(building, "render_partners", render_partners)
        late.mkdir()
        (late / "record.md").write_text(record(random.Random(1)), encoding="utf-8")
        built(tmp_path, jobs=1)
        shutil.rmtree(late)
        return render_partners(*values, **options)

    monkeypatch.setattr(building, "render_partners", meanwhile)
    edit_title(tmp_path, random.Random(1))
    built(tmp_path, jobs=1)
    built(tmp_path, jobs=1)
    assert not (tmp_path / "feeds" / "late").exists()


def settle(folder: Path) -> None:
    """File times so long ago that nothing can have been written since within a step of the clock."""
    for file in (folder / "content").rglob("*"):
        os.utime(file, (1_500_000_000, 1_500_000_000))
    built(folder)


def test_a_change_within_a_second_is_seen_where_files_count_in_seconds(tmp_path: Path) -> None:
    newsroom(tmp_path)
    file = tmp_path / "content/world/second.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    second = time.time_ns() // 1_000_000_000 * 1_000_000_000
    for word in ("first", "other"):  # of one size
        file.write_text(f"---\ntitle: The {word} one\ndate: 2019-01-01\n---\n\nText.\n", encoding="utf-8")
        os.utime(file, ns=(second, second))
        built(tmp_path)
    assert b"The other one" in (tmp_path / "feeds/rss.xml").read_bytes()


def test_an_old_article_that_comes_or_goes_changes_nothing_that_is_published(tmp_path: Path) -> None:
    newsroom(tmp_path)
    (tmp_path / "feedwright.toml").write_text(SITE + "[feeds]\nlimit = 3\n", encoding="utf-8")
    built(tmp_path)
    settle(tmp_path)
    oldest = tmp_path / "content/world/oldest.md"
    oldest.write_text(record(random.Random(1), date="2001-01-01"), encoding="utf-8")
    made = built(tmp_path)
    assert counts(made) == (1, 0, 0, 0)
    assert not made.changes
    oldest.unlink()
    made = built(tmp_path)
    assert counts(made) == (0, 0, 0, 0)
    assert not made.changes


def test_an_article_that_waits_is_not_made_ready_before_a_feed_holds_it(tmp_path: Path) -> None:
    newsroom(tmp_path)
    waiting = tmp_path / "content/world/later.md"
    waiting.write_text(record(random.Random(1), date="2030-01-01"), encoding="utf-8")
    made = built(tmp_path)
    assert counts(made)[:2] == (31, 30)
    assert "record/time-ahead" in {finding.rule for finding in made.findings}
    settle(tmp_path)
    again = built(tmp_path)
    assert counts(again) == (0, 0, 0, 0)
    assert "record/time-ahead" in {finding.rule for finding in again.findings}


def lines(count: int, **changed: str) -> str:
    """Records in JSON Lines, each with a blank line behind it; `changed` are titles by number, as "n7"."""
    told = (
        {
            "id": f"tag:daily.example,2018:{number}",
            "slug": f"story-{number}",
            "title": changed.get(f"n{number}", f"Story {number}"),
            "date": f"2018-01-01T00:{number // 60:02}:{number % 60:02}Z",
            "body": f"What happened, {number} times. " * (1 + number % 5),
        }
        for number in range(count)
    )
    return "\n\n".join(json.dumps(each) for each in told) + "\n"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_long_file_is_read_in_parts_with_the_same_bytes(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = lines(400).replace('"title": "Story 333"', '"title": Story 333')
    for name in ("whole", "parts"):
        write_newsroom(tmp_path / name, records={"content/wire.jsonl": broken})
    whole = built(tmp_path / "whole", jobs=1)
    monkeypatch.setattr("feedwright.pipeline.parts.PART_SIZE", 3000)
    parts = built(tmp_path / "parts", jobs=jobs)
    assert files(tmp_path / "whole/feeds") == files(tmp_path / "parts/feeds")
    assert parts.findings == whole.findings
    assert {(finding.rule, finding.line) for finding in parts.findings} == {("record/json-broken", 667)}
    assert parts.articles == 399


def test_a_long_file_is_read_again_only_when_it_says_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedwright.pipeline.parts.PART_SIZE", 3000)
    file = tmp_path / "content/wire.jsonl"
    write_newsroom(tmp_path, records={"content/wire.jsonl": lines(400)})
    built(tmp_path)
    os.utime(file, (1_000_000_000, 1_000_000_000))
    assert counts(built(tmp_path)) == (0, 0, 0, 0)
    file.write_text(lines(400, n399="Another"), encoding="utf-8")
    assert counts(built(tmp_path)) == (1, 1, 1, 3)
    assert files(tmp_path / "feeds") == clean_build(tmp_path, tmp_path / "clean")
    file.write_text(lines(200), encoding="utf-8")
    assert built(tmp_path).articles == 200
    assert files(tmp_path / "feeds") == clean_build(tmp_path, tmp_path / "clean")


@pytest.mark.parametrize("size", [1, 50, 200, 100_000])
@pytest.mark.parametrize("text", ["", "\n", "a", "a\n", "a\nb", "\n\na\n\n", "\u00e9" * 60 + "\nx\n" + "y" * 150])
def test_spans_hold_every_line_once(text: str, size: int, tmp_path: Path) -> None:
    file = tmp_path / "content/wire.jsonl"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    (found,) = find_records(tmp_path / "content", site=tmp_path).files
    digest, spans = spans_of(found, size)
    data = text.encode()
    assert digest == contents_of(found)[1]
    assert b"".join(data[span.start : span.stop] for span in spans) == data
    for span in spans:
        assert span.line == 1 + data.count(b"\n", 0, span.start)
        assert span.start == 0 or data[span.start - 1 : span.start] == b"\n"
