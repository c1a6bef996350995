"""What a build begins with before its options are read is what it would find itself, or it is not used."""

import datetime as dt
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from feedwright.catalog import CATALOG_FOLDER, FILE, begin_checking, checksum_of
from feedwright.cli import app
from feedwright.errors import FeedwrightError
from feedwright.load import find_records
from feedwright.load import statuses as statuses_module
from feedwright.load.kept import write_kept
from feedwright.pipeline import build
from feedwright.pipeline.beginning.head_start import HeadStart, _site_folder
from feedwright.pipeline.beginning.walker import _FarListing
from tests.newsroom import SITE

Begin = Callable[[Path], HeadStart]
NOW = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    for number in range(30):
        file = tmp_path / "site" / "content" / f"section-{number % 3}" / f"{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: Title {number}\ndate: 2018-11-07T13:45:00+08:00\n---\nText.\n", encoding="utf-8")
    (tmp_path / "site" / "feedwright.toml").write_text(SITE, encoding="utf-8")
    return tmp_path / "site"


def test_the_walk_finds_what_a_build_would_find(newsroom: Path, begin: Begin) -> None:
    found = begin(newsroom).found(newsroom)
    assert found == find_records(newsroom / "content", site=newsroom)
    assert len(found.files) == 30


def test_a_walk_over_many_files_has_help(newsroom: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = find_records(newsroom / "content", site=newsroom)
    monkeypatch.setattr(statuses_module, "_FEW", 2)
    monkeypatch.setattr(statuses_module, "_MANY", 5)
    assert begin(newsroom).found(newsroom) == expected


def test_what_was_found_elsewhere_is_not_used(newsroom: Path, begin: Begin, tmp_path: Path) -> None:
    head_start = begin(newsroom)
    assert head_start.found(tmp_path) is None
    assert head_start.checking(tmp_path) is None


def test_a_watch_walks_by_itself(newsroom: Path, begin: Begin) -> None:
    head_start = begin(newsroom)
    head_start.stay()
    assert head_start.found(newsroom) is None
    assert head_start.checking(newsroom) is None


def test_the_catalog_is_checked_there(newsroom: Path, begin: Begin) -> None:
    file = newsroom / CATALOG_FOLDER / FILE
    file.parent.mkdir()
    file.write_bytes(b"catalog" * 99_999)
    checking = begin(newsroom).checking(newsroom)
    assert checking is not None
    assert checking.matches(checksum_of(file) or "")
    assert not checking.matches("00000000")
    assert begin_checking(file.parent).matches(checksum_of(file) or "")
    file.write_bytes(b"another")  # since then by another build
    assert checking.matches(checksum_of(file) or "")


def test_a_build_walks_no_second_time(newsroom: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    head_start = begin(newsroom)
    for name in ("find_records", "begin_checking"):
        monkeypatch.setattr(f"feedwright.pipeline.building.{name}", refuse)
    assert build(newsroom, now=NOW, head_start=head_start).work.reading.files == 30


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("this was to be done by another process")


def test_a_watch_does_not_build_from_the_early_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    class Start:
        def stay(self) -> None:
            said.append("stay")

    monkeypatch.setattr("feedwright.cli.watching.build_on_save", lambda *_: said.append("build"))
    app(["build", "--watch"], obj=Start(), standalone_mode=False)
    assert said == ["stay", "build"]


def edit(newsroom: Path, title: str) -> None:
    text = f"---\ntitle: {title}\ndate: 2018-11-07T13:45:00+08:00\n---\nText.\n"
    (newsroom / "content" / "section-0" / "0.md").write_text(text, encoding="utf-8")


def listings(newsroom: Path) -> list[Path]:
    return sorted((newsroom / CATALOG_FOLDER).glob("listing-*"))


@pytest.mark.parametrize("walks", ["early", "now"])
def test_a_listing_that_cannot_be_written_is_told_of(
    newsroom: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch, walks: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("feedwright.load.listing.write_kept", full)
    with pytest.raises(FeedwrightError, match="cannot take what was read: No space"):
        build(newsroom, now=NOW, head_start=begin(newsroom) if walks == "early" else None)


def test_half_a_listing_is_not_left(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full(file: Path, data: bytes) -> int:
        write(file, data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_kept(b"listing", newsroom)
    assert not list(newsroom.glob("listing-*"))


def test_builds_that_fail_leave_few_listings(newsroom: Path, tmp_path: Path) -> None:
    build(newsroom, now=NOW, jobs=1)
    (tmp_path / "file").touch()
    for number in range(3):
        edit(newsroom, f"Title {number}")
        with pytest.raises(FeedwrightError):
            build(newsroom, now=NOW, output=tmp_path / "file", jobs=1)
    assert len(listings(newsroom)) <= 2


def test_a_listing_that_was_lost_with_the_walker_is_not_kept(
    newsroom: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To walk again would find what nobody has read."""
    build(newsroom, now=NOW, jobs=1)
    edit(newsroom, "Another")
    head_start = begin(newsroom)
    keep = _FarListing.begin_keeping

    def gone(files: _FarListing, folder: Path) -> object:
        os.kill(head_start._walker._processes._running[0]._number, signal.SIGKILL)
        return keep(files, folder)

    monkeypatch.setattr(_FarListing, "begin_keeping", gone)
    assert build(newsroom, now=NOW, head_start=head_start).work.reading.parsed == 1
    assert build(newsroom, now=NOW, jobs=1).work.reading.parsed == 30


def test_what_was_lost_with_the_walker_is_looked_for_again(newsroom: Path, begin: Begin) -> None:
    """Where it stands in a folder that the site did not have, the next build finds it."""
    head_start = begin(newsroom)
    found = head_start.found(newsroom)
    assert found is not None
    os.kill(head_start._walker._processes._running[0]._number, signal.SIGKILL)
    (newsroom / "content" / "section-0").rename(newsroom / "content" / "new")
    assert [file.path for file in found.files] == sorted(
        f"content/section-{number % 3}/{number}.md" for number in range(30) if number % 3
    )


def test_the_walker_may_have_compared_with_what_a_killed_build_left(
    newsroom: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in newsroom.rglob("*.md"):
        os.utime(file, (1.5e9, 1.5e9))
    build(newsroom, now=NOW, jobs=1)
    edit(newsroom, "Another")
    os.utime(newsroom / "content" / "section-0" / "0.md", (1.6e9, 1.6e9))
    left = find_records(newsroom / "content", site=newsroom).files.encoded
    name = write_kept(left, newsroom / CATALOG_FOLDER)
    monkeypatch.setattr("feedwright.pipeline.beginning.walker.all_kept", lambda _: iter([(name, left)]))
    assert build(newsroom, now=NOW, head_start=begin(newsroom)).work.reading.parsed == 1


def test_records_that_went_with_the_listing_are_forgotten(newsroom: Path) -> None:
    build(newsroom, now=NOW, jobs=1)
    for file in listings(newsroom):
        file.unlink()
    (newsroom / "content" / "section-0" / "0.md").unlink()
    made = build(newsroom, now=NOW, jobs=1, accept_changes=True)
    assert made.articles == 29
    assert "is damaged or gone" in (made.word or "")


def test_the_walk_loads_only_what_python_has() -> None:
    code = (
        "import sys, feedwright.pipeline.beginning.walker\n"
        "sys.exit({'msgspec', 'sqlite3', 'typer', 'hashlib'} & set(sys.modules) or 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        ([], ""),
        (["--site", "a"], "a"),
        (["--site=a", "-v"], "a"),
        (["--site", "a", "--site", "b"], "b"),
        (["--site=a", "--site", "b"], "b"),
        (["--site="], ""),
        (["--site"], ""),
    ],
)
def test_the_last_folder_that_is_named_counts(arguments: list[str], folder: str) -> None:
    assert _site_folder(arguments) == folder


SHAPES = [
    ("--site", "site"),
    ("--site=site",),
    ("--site", "nowhere", "--site", "site"),
    ("--site", "site/"),
    ("-v", "--site", "./site", "--jobs", "2"),
    ("--site", "site", "--jobs", "1"),
]


@pytest.mark.parametrize("options", SHAPES, ids=" ".join)
def test_a_build_finds_its_newsroom_however_it_is_told(options: tuple[str, ...], newsroom: Path) -> None:
    program = [sys.executable, "-m", "feedwright", "build", *options]
    done = subprocess.run(program, cwd=newsroom.parent, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert (newsroom / "feeds" / "section-1" / "atom.xml").read_text(encoding="utf-8").count("<entry>") == 10
