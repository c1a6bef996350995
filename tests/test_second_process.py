"""A second process does what is asked of it, and where it is gone the first one does."""

import os
import signal
import threading
import time

import pytest

from feedwright.second_process import SecondProcess

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


def test_large_values_go_there_and_back_one_after_the_other(second: SecondProcess) -> None:
    answers = [second.ask(whole, LARGE, bytes(LARGE), bytes(number)) for number in range(3)]
    told = [answer.get() for answer in answers]
    assert [(size, len(data)) for _, size, data in told] == [(LARGE + number, LARGE) for number in range(3)]
    assert len({pid for pid, _, _ in told} | {os.getpid()}) == 2


@pytest.mark.parametrize("wanted", [True, False])
def test_what_goes_wrong_is_raised_where_it_is_asked_for(wanted: bool) -> None:  # noqa: FBT001
    with SecondProcess(wanted=wanted) as second:
        answer = second.ask(fail, "no")
        with pytest.raises(ValueError, match="no"):
            answer.get()
        assert second.ask(len, "abc").get() == 3


def test_without_one_the_first_does_the_work() -> None:
    with SecondProcess(wanted=False) as second:
        assert not second.alive
        assert second.ask(os.getpid).get() == os.getpid()


def test_what_it_leaves_undone_is_done_here(second: SecondProcess) -> None:
    assert second.alive
    assert second.ask(end_oneself, os.getpid()).get() == os.getpid()
    assert not second.alive
    assert second.ask(os.getpid).get() == os.getpid()


class CannotBeSentError(Exception):
    """Its copy would be made without what it asks for."""

    def __init__(self, *, where: int) -> None:
        super().__init__(f"in {where}")


def fail_here() -> None:
    raise CannotBeSentError(where=os.getpid())


def test_what_cannot_be_sent_is_raised_here(second: SecondProcess) -> None:
    answer = second.ask(fail_here)
    with pytest.raises(CannotBeSentError, match=f"in {os.getpid()}"):
        answer.get()


@forks
def test_where_no_process_can_be_started_the_first_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with SecondProcess() as second:
        assert not second.alive
        assert second.ask(os.getpid).get() == os.getpid()


def test_the_error_is_the_one_of_the_work_with_its_place(second: SecondProcess) -> None:
    answer = second.ask(fail, "no")
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
        with SecondProcess() as second:
            assert not second.alive
            assert second.ask(os.getpid).get() == os.getpid()
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
        SecondProcess()
    with pytest.raises(ChildProcessError):
        os.waitpid(started[0], os.WNOHANG)


def test_an_interrupt_reaches_the_first_process_alone(second: SecondProcess) -> None:
    child = second.ask(os.getpid).get()
    os.kill(child, signal.SIGINT)
    assert second.ask(os.getpid).get() == child


def test_nobody_waits_for_what_is_no_longer_asked_for(second: SecondProcess) -> None:
    started = time.monotonic()
    child = second.ask(os.getpid).get()
    second.ask(time.sleep, 60)
    second.close()
    assert time.monotonic() - started < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)  # it is not left behind
