"""A second process for what can be done beside: a fork, which starts in a millisecond.

The pools of Python's library are for much work (`feedwright.pipeline.workers`); to load them takes ten milliseconds.
"""

import os
import pickle
import select
import signal
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Any, BinaryIO, Generic, NoReturn, Self, TypeVar

_Out = TypeVar("_Out")


class SecondProcess:
    """A fork of this process, which knows what this one knew then and does what it is asked, one after the other.

    What it cannot do this process does: where there are no forks, when it has come to an end, and when the work fails,
    so that whoever asked sees the error where it arises. There is none beside other threads either, whose locks nobody
    would ever open in it.
    """

    def __init__(self, *, wanted: bool = True) -> None:
        """`wanted`: whether there is to be one."""
        self._child: int | None = None
        self._killed: int | None = None  # a child that has to be waited for yet
        self._requests: BinaryIO | None = None
        self._answers: BinaryIO | None = None
        self._asked: Answer[Any] | None = None
        if wanted and hasattr(os, "fork") and threading.active_count() == 1:
            try:
                self._start()
            except OSError:
                pass  # there may be no more processes
            except BaseException:  # Ctrl-C, when there is one already
                self.close()
                raise

    def _start(self) -> None:
        with ExitStack() as opened:
            read_requests, write_requests = _pipe(opened)
            read_answers, write_answers = _pipe(opened)
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is for the first process
            try:
                child = os.fork()
                if not child:
                    write_requests.close()
                    read_answers.close()
                    _serve(read_requests, write_answers)
                self._child, self._requests, self._answers = child, write_requests, read_answers
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            opened.pop_all()
        read_requests.close()
        write_answers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether there is one that can be asked."""
        return self._child is not None

    def ask(self, work: Callable[..., _Out], *args: object) -> "Answer[_Out]":
        """Have a function of a module done with some values, which can be pickled; waits for what was asked before."""
        if self._asked is not None:
            self._asked.settle()
        self._asked = asked = Answer(self, work, args)
        if self._requests is not None:
            request = pickle.dumps((work, args), pickle.HIGHEST_PROTOCOL)
            try:
                self._requests.write(request)
                self._requests.flush()
            except OSError:
                self.end()
        return asked

    @property
    def idle(self) -> bool:
        """Whether it can begin at once with what it is asked for, as far as that is known."""
        return self._child is not None and (self._asked is None or self._asked.ready)

    @property
    def has_answered(self) -> bool:
        """Whether something came of what was asked first, or nothing will any more."""
        if self._answers is None:
            return True
        answers = select.poll()
        answers.register(self._answers, select.POLLIN)
        return bool(answers.poll(0))

    def receive(self) -> tuple[object, ...]:
        """What came of what was asked first, alone in a tuple; an empty one where nothing did."""
        if self._answers is None:
            return ()
        try:
            return (pickle.load(self._answers),)  # noqa: S301 - our own child wrote it
        except Exception:  # it is gone, or what it says cannot be read
            self.end()
            return ()

    def end(self) -> None:
        """Say that nothing more will be asked of it. It ends whatever it does."""
        if self._child is None:
            return
        with suppress(OSError):
            os.kill(self._child, signal.SIGKILL)
        for stream in (self._requests, self._answers):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._requests = self._answers = None
        self._killed, self._child = self._child, None

    def close(self) -> None:
        """End it, and wait until it has: that takes a few milliseconds unless it was told before."""
        self.end()
        if self._killed is not None:
            with suppress(OSError):
                os.waitpid(self._killed, 0)
            self._killed = None


class Answer(Generic[_Out]):
    """What was asked of a second process."""

    def __init__(self, process: SecondProcess, work: Callable[..., _Out], args: tuple[object, ...]) -> None:
        self._process = process
        self._work = work
        self._args = args
        self._received: tuple[Any, ...] | None = None

    def settle(self) -> None:
        """Wait until it is done, or will not be."""
        if self._received is None:
            self._received = self._process.receive()

    @property
    def ready(self) -> bool:
        """Whether nobody has to wait for it any more."""
        return self._received is not None or self._process.has_answered

    def get(self) -> _Out:
        """What came of it. Raises what the work raises."""
        self.settle()
        if not self._received:
            self._received = (self._work(*self._args),)
        result: _Out = self._received[0]
        return result


def _pipe(opened: ExitStack) -> tuple[BinaryIO, BinaryIO]:
    """The two ends of a pipe, to read from and to write to."""
    read, write = os.pipe()
    return opened.enter_context(os.fdopen(read, "rb")), opened.enter_context(os.fdopen(write, "wb"))


def _serve(requests: BinaryIO, answers: BinaryIO) -> NoReturn:
    """Do what is asked until nobody is left to ask, or something fails: the first process will see how."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        while True:
            work, args = pickle.load(requests)  # noqa: S301 - our parent wrote it
            pickle.dump(work(*args), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    finally:
        os._exit(0)


def processors() -> int:
    """How many of them this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
