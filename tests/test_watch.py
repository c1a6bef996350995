"""`feedwright build --watch` as it is used: a process that builds on every save and stays up until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.newsroom import RECORDS, SITE, Run, write_newsroom

pytest.importorskip("watchfiles")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")

PATIENCE = 30  # seconds; a build takes a second, on a busy machine several
ONE = "content/world/one.md"


class Watching:
    """A running `feedwright build --watch`, and all that it has printed."""

    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.process = process
        self._log = log

    @property
    def printed(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def wait(self, text: str, times: int = 1) -> None:
        """Return when `text` has been printed so often; fail when the process ends or nothing comes."""
        end = time.monotonic() + PATIENCE
        while self.printed.count(text) < times:
            assert self.process.poll() is None, self.printed
            assert time.monotonic() < end, self.printed
            time.sleep(0.02)

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def watching(folder: Path, log: Path) -> Iterator[Watching]:
    command = [sys.executable, "-m", "feedwright", "build", "--watch", "--site", str(folder)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    # a shell that runs the tests in the background lets them, and all that they start, ignore Ctrl-C
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with (
        log.open("wb") as stream,
        subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=environment) as process,
    ):
        try:
            yield Watching(process, log)
        finally:
            process.kill()
            signal.signal(signal.SIGINT, before)


def save(file: Path, text: str) -> None:
    """Write a file as editors do: beside it first, then in its place."""
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def test_it_builds_on_save_stays_up_when_a_record_is_broken_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_newsroom(site)
    with watching(site, tmp_path / "log") as watch:
        watch.wait("Watching ")
        feed = site / "feeds/world/rss.xml"
        assert "<title>One</title>" in feed.read_text(encoding="utf-8")

        save(site / ONE, RECORDS[ONE].replace("title: One", "title: Another"))
        watch.wait("Published to", times=2)
        assert "<title>Another</title>" in feed.read_text(encoding="utf-8")

        (site / ONE).write_text(RECORDS[ONE].replace("2018-11-07 13:45", "sometime"), encoding="utf-8")
        watch.wait("record/time-unreadable")
        (site / ONE).write_text(RECORDS[ONE].replace("title: One", "title: Mended"), encoding="utf-8")
        watch.wait("Published to", times=4)  # the one without the broken record was published, too
        assert watch.interrupt() == 0
        assert "Traceback" not in watch.printed
    assert "<title>Mended</title>" in feed.read_text(encoding="utf-8")


def test_it_stays_up_when_the_configuration_is_broken(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_newsroom(site)
    with watching(site, tmp_path / "log") as watch:
        watch.wait("Watching ")
        save(site / "feedwright.toml", "[site\n")
        watch.wait("error: ")
        save(site / "feedwright.toml", SITE.replace('"Daily"', '"Weekly"'))
        watch.wait("Published to", times=2)
        assert watch.interrupt() == 0
    assert "<title>Weekly</title>" in (site / "feeds/rss.xml").read_text(encoding="utf-8")


def test_many_files_saved_at_once_are_one_build_and_its_own_output_is_none(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_newsroom(site)
    with watching(site, tmp_path / "log") as watch:
        watch.wait("Watching ")
        for number in range(20):
            text = RECORDS[ONE].replace("One", f"Story {number}").replace("first", f"number {number}")
            (site / f"content/world/new-{number}.md").write_text(text, encoding="utf-8")
        watch.wait("22 articles in")
        time.sleep(1)  # in which the build that its own output would bring about would come
        assert watch.interrupt() == 0
        assert watch.printed.count(" articles in ") <= 3  # the first, and one or two for all that was saved


def test_what_is_saved_during_the_first_build_is_not_missed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    records = {f"content/world/{number}.md": RECORDS[ONE].replace("One", f"Story {number}") for number in range(300)}
    write_newsroom(site, records=records)
    with watching(site, tmp_path / "log") as watch:
        end = time.monotonic() + PATIENCE
        while not (site / ".feedwright/lock").exists():  # the build has walked over content/ and now reads
            assert time.monotonic() < end, watch.printed
            time.sleep(0.005)
        (site / "content/world/late.md").write_text(
            RECORDS[ONE].replace("One", "Late").replace("2018", "2019"), encoding="utf-8"
        )
        watch.wait("articles in", times=2)
        assert watch.interrupt() == 0
    assert "<title>Late</title>" in (site / "feeds/rss.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.3, 0.6])
def test_ctrl_c_in_the_midst_of_a_build_ends_it(tmp_path: Path, moment: float) -> None:
    site = tmp_path / "site"
    records = {f"content/world/{number}.md": RECORDS[ONE].replace("One", f"Story {number}") for number in range(1500)}
    write_newsroom(site, records=records)
    with watching(site, tmp_path / "log") as watch:
        end = time.monotonic() + PATIENCE
        while not (site / ".feedwright/lock").exists():
            assert time.monotonic() < end, watch.printed
            time.sleep(0.005)
        time.sleep(moment)
        assert watch.interrupt() == 0
        assert "Traceback" not in watch.printed
    assert not list(site.glob("feeds/**/.*"))


def test_watching_goes_with_no_other_way_to_build(run: Run, tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    for option in (("--check",), ("--now", "2026-01-01T00:00:00Z")):
        result = run("build", "--site", tmp_path, "--watch", *option)
        assert result.status == 2
        assert "--watch" in result.text


def test_a_folder_that_is_not_there_cannot_be_watched(run: Run, tmp_path: Path) -> None:
    result = run("build", "--site", tmp_path / "nowhere", "--watch")
    assert result.status == 1
    assert "nowhere" in result.text
