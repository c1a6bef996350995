"""Work on several processors: the same results in the same order, and as few processes as are worth their start."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from feedwright.pipeline.workers import Crew, Workers
from feedwright.processes import Processes
from feedwright.site import Site, load_site
from tests.newsroom import SITE

ENDS_EARLY = """
import os, signal, sys, time
from pathlib import Path
from feedwright.pipeline.workers import Crew, Workers
from feedwright.processes import Processes
from feedwright.site import load_site

def work(site, numbers):
    print("begun", flush=True)
    time.sleep(1)

with Processes() as others:
    next(Workers(load_site(Path(sys.argv[1])), 3, others).map(work, range(100), portion=1, alone=1))
    os.kill(os.getpid(), int(sys.argv[2]))
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "feedwright.toml").write_text(SITE, encoding="utf-8")
    return load_site(tmp_path)


def squares(site: Site, numbers: Sequence[int]) -> list[str]:
    return [f"{site.title} {number * number}" for number in numbers]


def processes(_site: Site, _numbers: Sequence[int]) -> int:
    time.sleep(0.05)
    return os.getpid()


def fail(_site: Site, numbers: Sequence[int]) -> None:
    raise ValueError(f"not {numbers[0]}")


def end(_site: Site, numbers: Sequence[int], *, first: int) -> int:
    if os.getpid() != first:
        os.kill(os.getpid(), signal.SIGKILL)
    return numbers[0]


def order(site: Site, _numbers: Sequence[int]) -> bool | None:
    return site.day_first


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(site: Site, jobs: int, others: Processes) -> None:
    parts = Workers(site, jobs, others).map(squares, range(100), portion=7, alone=10)
    assert [each for part in parts for each in part] == [f"Daily {number * number}" for number in range(100)]


def test_little_is_done_by_one_and_much_by_as_many_as_may_be(site: Site, others: Processes) -> None:
    workers = Workers(site, 3, others)
    assert len(set(workers.map(processes, range(10), portion=1, alone=10))) == 1
    assert len(pids := set(workers.map(processes, range(11), portion=1, alone=10))) == 3
    assert os.getpid() not in pids
    assert list(workers.map(squares, [], portion=3, alone=10)) == []


def test_what_goes_wrong_in_a_process_is_raised_here(site: Site, others: Processes) -> None:
    with pytest.raises(ValueError, match="not 0"):
        list(Workers(site, 2, others).map(fail, range(50), portion=5, alone=1))


def test_what_killed_processes_leave_undone_is_done_here(site: Site, others: Processes) -> None:
    results = Workers(site, 2, others).map(partial(end, first=os.getpid()), range(50), portion=1, alone=1)
    assert list(results) == list(range(50))
    assert not others.alive


def test_something_else_is_done_while_the_first_results_are_waited_for(site: Site, others: Processes) -> None:
    done: list[None] = []
    workers = Workers(site, 2, others, meanwhile=lambda: done.append(None))
    for _ in range(2):
        workers.map(processes, range(4), portion=3, alone=10)
        assert done == [None]


@pytest.mark.parametrize("lasting", [True, False])
def test_those_that_last_are_there_for_the_next_build(site: Site, others: Processes, lasting: bool) -> None:  # noqa: FBT001
    others.lasting = lasting
    Workers(site, 2, others).rest()
    assert others.alive == lasting
    later = replace(site, title="Later")
    assert list(Workers(later, 2, others).map(squares, [2], portion=1, alone=1)) == [["Later 4"]]


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


def test_what_is_learnt_later_reaches_processes_that_run_already(site: Site, others: Processes) -> None:
    workers = Workers(replace(site, day_first=None), 2, others)
    assert set(workers.map(order, range(9), portion=1, alone=1)) == {None}
    workers.day_first = True
    assert set(workers.map(order, range(9), portion=1, alone=1)) == {True}


def test_what_readers_learn_renderers_know(site: Site, others: Processes) -> None:
    with Processes(wanted=False) as none:
        crew = Crew(Workers(replace(site, day_first=None), 2, none), Workers(replace(site, day_first=None), 2, others))
        crew.readers.day_first = True
        crew.agree()
        assert list(crew.renderers.map(order, range(2), portion=1, alone=9)) == [True, True]


def nap(_site: Site, numbers: Sequence[int]) -> list[int]:
    time.sleep(0.3)
    return list(numbers)


@pytest.mark.parametrize("for_good", [True, False])
def test_nothing_goes_on_after_a_stop(site: Site, others: Processes, for_good: bool) -> None:  # noqa: FBT001
    others.lasting = True
    workers = Workers(site, 2, others)
    workers.map(nap, range(4), portion=1, alone=1)
    workers.stop(for_good=for_good)
    assert others.idle != for_good
    assert list(workers.map(squares, [2], portion=1, alone=1)) == [["Daily 4"]]


def test_one_process_does_everything_by_itself(site: Site) -> None:
    with Processes(wanted=False) as others:
        assert set(Workers(site, 1, others).map(processes, range(40), portion=3, alone=10)) == {os.getpid()}
