"""Work on several processors: the same results in the same order, and as few processes as are worth their start."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from feedwright.errors import FeedwrightError
from feedwright.pipeline.workers import Workers
from feedwright.second_process import SecondProcess
from feedwright.site import Site, load_site
from tests.newsroom import SITE

ENDS_EARLY = """
import os, signal, sys, time
from pathlib import Path
from feedwright.pipeline.workers import Workers
from feedwright.site import load_site

def work(site, numbers):
    print("begun", flush=True)
    time.sleep(1)

with Workers(load_site(Path(sys.argv[1])), 3, prepare=lambda: None) as workers:
    next(workers.map(work, range(100), portion=1, alone=1))
    os.kill(os.getpid(), int(sys.argv[2]))
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "feedwright.toml").write_text(SITE, encoding="utf-8")
    return load_site(tmp_path)


def squares(site: Site, numbers: Sequence[int]) -> list[str]:
    return [f"{site.title} {number * number}" for number in numbers]


def processes(_site: Site, _numbers: Sequence[int]) -> int:
    return os.getpid()


def fail(_site: Site, numbers: Sequence[int]) -> None:
    raise ValueError(f"not {numbers[0]}")


def end(_site: Site, _numbers: Sequence[int]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def order(site: Site, _numbers: Sequence[int]) -> bool | None:
    return site.day_first


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(site: Site, jobs: int) -> None:
    with Workers(site, jobs, prepare=lambda: None) as workers:
        parts = workers.map(squares, range(100), portion=7, alone=10)
        assert [each for part in parts for each in part] == [f"Daily {number * number}" for number in range(100)]


def test_little_is_done_without_another_process_and_without_loading_for_it(site: Site) -> None:
    loaded: list[None] = []
    with Workers(site, 2, prepare=lambda: loaded.append(None)) as workers:
        assert set(workers.map(processes, range(10), portion=3, alone=10)) == {os.getpid()}
        assert not loaded
        assert os.getpid() not in set(workers.map(processes, range(11), portion=3, alone=10))
        assert loaded == [None]


def test_what_goes_wrong_in_a_process_is_raised_here(site: Site) -> None:
    with Workers(site, 2, prepare=lambda: None) as workers, pytest.raises(ValueError, match="not 0"):
        list(workers.map(fail, range(50), portion=5, alone=1))


def test_a_process_that_is_killed_is_told_of(site: Site) -> None:
    with Workers(site, 2, prepare=lambda: None) as workers, pytest.raises(FeedwrightError, match="was killed"):
        list(workers.map(end, range(50), portion=1, alone=1))


@pytest.mark.parametrize("killed", [signal.SIGTERM, signal.SIGKILL])
def test_processes_end_with_the_first_one_however_that_ends(site: Site, killed: int) -> None:
    program = [sys.executable, "-c", ENDS_EARLY, str(site.content.parent), str(int(killed))]
    with subprocess.Popen(program, stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            said, _ = process.communicate(timeout=20)  # all that is written to by nobody any more
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert said.startswith(b"begun")
    assert process.returncode == -killed


def test_what_is_learnt_later_reaches_processes_that_run_already(site: Site) -> None:
    with Workers(replace(site, day_first=None), 2, prepare=lambda: None) as workers:
        assert set(workers.map(order, range(9), portion=1, alone=1)) == {None}
        workers.day_first = True
        assert set(workers.map(order, range(9), portion=1, alone=1)) == {True}


def test_what_is_little_is_done_by_a_second_process(site: Site, second: SecondProcess) -> None:
    with Workers(site, 2, prepare=lambda: None, second=second) as workers:
        results = workers.map(processes, range(4), portion=3, alone=10)
        assert len(pids := set(results)) == 1
        assert os.getpid() not in pids
        assert list(workers.map(squares, [], portion=3, alone=10)) == []
        assert len(list(workers.map(squares, range(40), portion=3, alone=10))) == 14
        assert not second.alive  # there is a pool now, which does the little things too
        assert os.getpid() not in set(workers.map(processes, range(4), portion=3, alone=10))


def test_one_process_does_everything_by_itself(site: Site) -> None:
    with SecondProcess(wanted=False) as second, Workers(site, 1, prepare=lambda: None, second=second) as workers:
        assert set(workers.map(processes, range(40), portion=3, alone=10)) == {os.getpid()}


def test_what_goes_wrong_in_a_second_process_is_raised_here(site: Site, second: SecondProcess) -> None:
    with Workers(site, 2, prepare=lambda: None, second=second) as workers:
        results = workers.map(fail, range(5), portion=5, alone=10)
        with pytest.raises(ValueError, match="not 0"):
            list(results)
