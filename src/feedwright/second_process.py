"""A second process for what can be done beside: it starts in a millisecond; the library's pools take twenty to load.

Those are for much work (`feedwright.pipeline.workers`); to load them would take a tenth of the time of an edit.
"""

import os
import pickle
import signal
import warnings
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, BinaryIO, Generic, NoReturn, Self, TypeVar

_Out = TypeVar("_Out")


class SecondProcess:
    """A fork of this process, which knows what this one knew then and does what it is asked, one after the other.

    Where there are no forks, when it has come to an end, and when an answer cannot be sent, this process does the work.
    """

    def __init__(self, *, wanted: bool = True) -> None:
        """`wanted`: whether there is to be one."""
        self._child: int | None = None
        self._ended: int | None = None  # the same, of which nothing more is asked
        self._asked: Answer[Any] | None = None
        if wanted and hasattr(os, "fork"):
            self._start()

    def _start(self) -> None:
        theirs, ours = os.pipe()
        mine, yours = os.pipe()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads: this one waits for none
                child = os.fork()
        except OSError:  # there may be no more processes
            for end in (theirs, ours, mine, yours):
                os.close(end)
            return
        if not child:
            os.close(ours)
            os.close(mine)
            _serve(os.fdopen(theirs, "rb"), os.fdopen(yours, "wb"))
        os.close(theirs)
        os.close(yours)
        self._child = child
        self._requests, self._answers = os.fdopen(ours, "wb"), os.fdopen(mine, "rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __bool__(self) -> bool:
        return self._child is not None

    def ask(self, work: Callable[..., _Out], *args: object) -> "Answer[_Out]":
        """Have a function of a module done with some values, which can be pickled; waits for what was asked before."""
        if self._asked is not None:
            self._asked.settle()
        self._asked = asked = Answer(self, work, args)
        if self._child is not None:
            request = pickle.dumps((work, args), pickle.HIGHEST_PROTOCOL)
            try:
                self._requests.write(request)
                self._requests.flush()
            except OSError:
                self.end()
        return asked

    def receive(self) -> tuple[bool, Any]:
        """(whether it was done, what came of it or was raised). Raises EOFError when there is no such process."""
        if self._child is None:
            raise EOFError
        try:
            answer: tuple[bool, Any] = pickle.load(self._answers)  # noqa: S301 - our own child wrote it
        except Exception as error:  # it is gone, or it raised what cannot be sent
            self.end()
            raise EOFError from error
        return answer

    def end(self) -> None:
        """Say that nothing more will be asked of it. It ends whatever it does."""
        if self._child is None:
            return
        with suppress(OSError):
            os.kill(self._child, signal.SIGKILL)
        for stream in (self._requests, self._answers):
            with suppress(OSError):
                stream.close()
        self._ended, self._child = self._child, None

    def close(self) -> None:
        """End it, and wait until it has: that takes a few milliseconds unless it was told before."""
        self.end()
        if self._ended is not None:
            with suppress(OSError):
                os.waitpid(self._ended, 0)
            self._ended = None


class Answer(Generic[_Out]):
    """What was asked of a second process."""

    def __init__(self, process: SecondProcess, work: Callable[..., _Out], args: tuple[object, ...]) -> None:
        self._process = process
        self._work = work
        self._args = args
        self._told: tuple[bool, Any] | None = None

    def settle(self) -> None:
        """Wait until it is done."""
        if self._told is None:
            try:
                self._told = self._process.receive()
            except EOFError:
                self._told = _done(self._work, self._args)

    def get(self) -> _Out:
        """What came of it. Raises what the work raised."""
        self.settle()
        assert self._told is not None  # noqa: S101 - it is settled
        done, value = self._told
        if not done:
            raise value
        result: _Out = value
        return result


def _done(work: Callable[..., object], args: tuple[object, ...]) -> tuple[bool, object]:
    try:
        return True, work(*args)
    except Exception as error:
        return False, error


def _serve(requests: BinaryIO, answers: BinaryIO) -> NoReturn:
    """Do what is asked until nobody is left to ask."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both; the first process ends this one
        while True:
            work, args = pickle.load(requests)  # noqa: S301 - our parent wrote it
            pickle.dump(_done(work, args), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    finally:
        os._exit(0)
