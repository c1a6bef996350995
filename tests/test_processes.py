"""Other processes do what is asked of them, and where they are gone the first one does."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedwright.processes import MOST, Processes

LARGE = 1 << 20  # more than a pipe holds

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks on this system")


def whole(length: int, *parts: bytes) -> tuple[int, int, bytes]:
    return os.getpid(), sum(map(len, parts)), b"x" * length


def fail(message: str) -> None:
    raise ValueError(message)


def end_oneself(first: int) -> int:
    if os.getpid() != first:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def test_large_values_go_there_and_back_one_after_the_other(others: Processes) -> None:
    answers = [others.ask(whole, LARGE, bytes(LARGE), bytes(number)) for number in range(3)]
    told = [answer.get() for answer in answers]
    assert [(size, len(data)) for _, size, data in told] == [(LARGE + number, LARGE) for number in range(3)]
    assert len({pid for pid, _, _ in told} | {os.getpid()}) == 2


@pytest.mark.parametrize("wanted", [True, False])
def test_what_goes_wrong_is_raised_where_it_is_asked_for(wanted: bool) -> None:  # noqa: FBT001
    with Processes(wanted=wanted) as others:
        answer = others.ask(fail, "no")
        with pytest.raises(ValueError, match="no"):
            answer.get()
        assert others.ask(len, "abc").get() == 3


def test_without_one_the_first_does_the_work() -> None:
    with Processes(wanted=False) as others:
        assert not others.alive
        assert others.ask(os.getpid).get() == os.getpid()


def test_what_it_leaves_undone_is_done_here(others: Processes) -> None:
    assert others.alive
    assert others.ask(end_oneself, os.getpid()).get() == os.getpid()
    assert not others.alive
    assert others.ask(os.getpid).get() == os.getpid()


class CannotBeSentError(Exception):
    """Its copy would be made without what it asks for."""

    def __init__(self, *, where: int) -> None:
        super().__init__(f"in {where}")


def fail_here() -> None:
    raise CannotBeSentError(where=os.getpid())


def test_what_cannot_be_sent_is_raised_here(others: Processes) -> None:
    answer = others.ask(fail_here)
    with pytest.raises(CannotBeSentError, match=f"in {os.getpid()}"):
        answer.get()


@forks
def test_where_no_process_can_be_started_the_first_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with Processes() as others:
        assert not others.alive
        assert others.ask(os.getpid).get() == os.getpid()


def test_the_error_is_the_one_of_the_work_with_its_place(others: Processes) -> None:
    answer = others.ask(fail, "no")
    with pytest.raises(ValueError, match="no") as raised:
        answer.get()
    assert raised.traceback[-1].name == "fail"


@forks
def test_there_is_none_beside_other_threads() -> None:
    """A thread may hold the lock of an import, which nobody would open in a fork."""
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        with Processes() as others:
            assert not others.alive
            assert others.ask(os.getpid).get() == os.getpid()
    finally:
        waiting.set()
        thread.join()


@forks
def test_an_interrupt_while_it_starts_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    fork, mask = os.fork, signal.pthread_sigmask

    def forked() -> int:
        child = fork()
        started.append(child)
        return child

    def interrupted(how: int, signals: set[signal.Signals]) -> set[signal.Signals]:
        before = mask(how, signals)
        if how == signal.SIG_SETMASK:
            raise KeyboardInterrupt
        return before  # type: ignore[return-value] # a set of signals, as it was

    monkeypatch.setattr(os, "fork", forked)
    monkeypatch.setattr(signal, "pthread_sigmask", interrupted)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with pytest.raises(KeyboardInterrupt):
        Processes()
    with pytest.raises(ChildProcessError):
        os.waitpid(started[0], os.WNOHANG)


def test_an_interrupt_reaches_the_first_process_alone(others: Processes) -> None:
    child = others.ask(os.getpid).get()
    os.kill(child, signal.SIGINT)
    assert others.ask(os.getpid).get() == child


def test_nobody_waits_for_what_is_no_longer_asked_for(others: Processes) -> None:
    started = time.monotonic()
    child = others.ask(os.getpid).get()
    others.ask(time.sleep, 60)
    others.close()
    assert time.monotonic() - started < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)  # it is not left behind


def where() -> int:
    return os.getpid()


def slow(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


_told: list[str] = []


def tell(word: str) -> None:
    _told.append(word)


def told() -> tuple[int, list[str]]:
    time.sleep(0.1)
    return os.getpid(), _told


def test_more_of_them_know_what_the_first_one_was_told(others: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_processes._told", [])
    others.tell(tell, "one")
    others.more(3)
    others.tell(tell, "two")
    asked = [others.ask(told) for _ in range(3)]
    answers = dict(answer.get() for answer in asked)
    assert len(answers) == 3
    assert os.getpid() not in answers
    assert {tuple(each) for each in answers.values()} == {("one", "two")} == {tuple(_told)}


def test_work_goes_to_whoever_has_time(others: Processes) -> None:
    others.more(2)
    long, *short = (others.ask(slow, seconds) for seconds in (1, 0, 0, 0, 0, 0, 0))
    busy = long.get()
    assert len({answer.get() for answer in short} - {busy}) == 1


def test_large_values_pass_many_processes_in_any_order(others: Processes) -> None:
    others.more(3)
    answers = [others.ask(whole, LARGE, bytes(LARGE), bytes(number)) for number in range(12)]
    told = [answer.get() for answer in reversed(answers)]
    assert [(size, len(data)) for _, size, data in told] == [(LARGE + number, LARGE) for number in reversed(range(12))]
    assert len({pid for pid, _, _ in told}) > 1


@pytest.fixture(params=[1, 2, 16])
def narrow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Pipes of so many pages, as they are where a user has used up what there may be in pipes."""
    size = int(request.param) * os.sysconf("SC_PAGE_SIZE")
    monkeypatch.setattr("feedwright.processes.channel._PIPE", size)
    return size


@pytest.mark.parametrize("share", [1, 0.6, 0.4, 0.32, 0.27, 0.1])
def test_nobody_waits_for_a_pipe_that_is_full(narrow: int, others: Processes, share: float) -> None:
    """The one would wait until its request is read, the other until its answer is."""
    answers = [others.ask(whole, narrow + LARGE, bytes(int(share * narrow))) for _ in range(8)]
    assert {len(answer.get()[2]) for answer in answers} == {narrow + LARGE}


def test_there_are_no_more_than_can_be_of_use(others: Processes) -> None:
    others.more(1000)
    pids = {answer.get() for answer in [others.ask(slow, 0.05) for _ in range(4 * MOST)]}
    assert 1 < len(pids) <= MOST


def test_those_that_are_left_go_on_and_the_first_does_what_was_lost(others: Processes) -> None:
    others.more(3)
    pids = [others.ask(slow, 0.1) for _ in range(3)]
    victim = pids[1].get()
    asked = [others.ask(slow, 0.2) for _ in range(6)]
    os.kill(victim, signal.SIGKILL)
    assert os.getpid() in {answer.get() for answer in asked}
    assert len({others.ask(where).get() for _ in range(3)} - {os.getpid(), victim}) >= 1
    assert others.alive


def fail_slowly(message: str) -> None:
    time.sleep(0.05)
    fail(message)


def test_what_goes_wrong_in_all_of_them_is_raised_for_each(others: Processes) -> None:
    others.more(3)
    for answer in [others.ask(fail_slowly, str(number)) for number in range(5)]:
        with pytest.raises(ValueError, match=r"^\d$"):
            answer.get()
    assert others.ask(where).get() == os.getpid()


def test_without_the_first_one_there_will_be_no_more(others: Processes) -> None:
    first = others.ask(where).get()
    others.more(2)
    os.kill(first, signal.SIGKILL)
    answers = {answer.get() for answer in [others.ask(slow, 0.05) for _ in range(4)]}
    others.more(3)
    assert others.alive
    assert {others.ask(where).get() for _ in range(4)} <= answers - {first}


def refuse() -> int:
    raise BlockingIOError


def forbid_forks() -> None:
    os.fork = refuse


def test_where_there_can_be_no_more_one_does_all(others: Processes) -> None:
    first = others.ask(where).get()
    others.ask(forbid_forks).get()
    others.more(3)
    assert {others.ask(where).get() for _ in range(4)} == {first}


def is_running(pid: int) -> bool:
    """Whether a process is there, and not only its number until somebody has heard of its end."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][:1] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system tells of processes in another way")
@pytest.mark.parametrize("busy", [False, True])
def test_forks_of_forks_are_not_left_behind(others: Processes, busy: bool) -> None:  # noqa: FBT001
    others.more(3)
    pids = {answer.get() for answer in [others.ask(slow, 0.1) for _ in range(6)]}
    if busy:
        for _ in range(6):
            others.ask(time.sleep, 60)
    others.close()
    waited = time.monotonic() + 10
    while any(map(is_running, pids)):  # what they held is closed a moment before they have ended
        assert time.monotonic() < waited


def test_nothing_waits_when_they_are_idle(others: Processes) -> None:
    answer = others.ask(slow, 0.2)
    assert not others.idle
    answer.get()
    assert others.idle
    others.close()
    assert not others.idle


@contextmanager
def another_fork() -> Iterator[None]:
    """A process that has copies of all pipes of this one."""
    end, held = os.pipe()
    child = os.fork()
    if not child:
        os.close(held)
        os.read(end, 1)
        os._exit(0)
    try:
        yield
    finally:
        os.close(held)
        os.waitpid(child, 0)
        os.close(end)


def test_they_end_beside_another_fork_of_the_first_process(others: Processes) -> None:
    """It has copies of the pipes, so that these are not closed when the first process closes them."""
    others.more(3)
    with another_fork():
        others.close()


def test_they_end_when_they_are_told_to_beside_another_fork(others: Processes) -> None:
    others.more(2)
    pids = {others.ask(where).get() for _ in range(4)}
    with another_fork():
        before = time.monotonic()
        others.end()
        while any(map(is_running, pids)):
            assert time.monotonic() < before + 10
            time.sleep(0.01)
