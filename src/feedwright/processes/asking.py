"""Other processes as this one sees them: what they are asked, what comes of it, and what becomes of them."""

import os
import pickle
import select
import signal
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from feedwright.processes.channel import Channel, close, receive, send, widen
from feedwright.processes.serving import serve

_Out = TypeVar("_Out")
MOST = 16
"""Processes that there may be: what more of them did this one could not take in."""
_AHEAD = 3
"""Requests that may wait in the pipe of each: this process has something else to do as well."""


class Processes:
    """One fork of this process at first, and later forks of that; they know what this one knew when it began.

    What they cannot do this process does: where there are no forks, when they have come to an end, and when the work
    fails, so that whoever asked sees the error where it arises. There are none beside other threads either, whose locks
    nobody would ever open in them.
    """

    def __init__(self, *, wanted: bool = True, most: int = MOST) -> None:
        """`wanted`: whether there is to be one; `most`: how many there may be, up to MOST."""
        self.lasting = False  # whether there will be another build, so that one does not end them
        self._running: list[_Process] = []
        self._ended: list[_Process] = []  # that have to be waited for yet
        self._spare: dict[int, Channel] = {}  # for forks of the first one, which knows them by these numbers
        self._waiting: deque[Answer[Any]] = deque()  # what nobody was asked for yet
        if wanted and hasattr(os, "fork") and threading.active_count() == 1:
            try:
                self._start(most)
            except OSError:
                pass  # there may be no more processes
            except BaseException:  # Ctrl-C, when there is one already
                self.close()
                raise

    def _start(self, most: int) -> None:
        channels: list[Channel] = []
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is for the first process
        try:
            channels += (Channel() for _ in range(most))
            child = os.fork()
            if not child:
                serve(channels)
            for channel in channels:
                close(*channel.serving)
            self._spare = dict(enumerate(channels))
            self._running.append(_Process(child, self._spare.pop(0), own=True))
        except OSError:
            for channel in channels:
                channel.close()
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether there is one that can be asked."""
        return bool(self._running)

    @property
    def idle(self) -> bool:
        """Whether they can begin at once with what they are asked for."""
        self.exchange()
        return self.alive and not self._waiting and not any(each.asked for each in self._running)

    def ask(self, work: Callable[..., _Out], *args: object) -> "Answer[_Out]":
        """Have a function of a module done with some values, which can be pickled, by the first one that has time."""
        asked = Answer(self, work, args)
        self._waiting.append(asked)
        self.exchange()
        return asked

    def tell(self, work: Callable[..., object], *args: object) -> None:
        """Have the same done by every process, by this one too and by those to come."""
        self.settle()
        work(*args)
        message = pickle.dumps((work, args, False), pickle.HIGHEST_PROTOCOL)
        for each in tuple(self._running):
            self._send(each, message)

    def more(self, number: int) -> None:
        """Let there be so many of them, as far as there can be; each knows what the first one loaded and was told."""
        if not self._running or not self._spare or len(self._running) >= number:
            return
        self.settle()
        while self._running and self._spare and len(self._running) < number:
            name, channel = self._spare.popitem()
            fork: Answer[int | None] = Answer(self, _no_number, ())
            fork.message = pickle.dumps(name)
            self._give(self._running[0], fork)
            process = fork.get()
            if process is None:
                close(*channel.asking)
                return
            self._running.append(_Process(process, channel, own=False))

    def settle(self) -> None:
        """Wait until all is done that was asked for."""
        while self._waiting or any(each.asked for each in self._running):
            self.exchange(wait=True)

    def exchange(self, *, wait: bool = False) -> None:
        """Take what they have done, and ask for more; with `wait`, wait until something is done."""
        busy = {each.answers.fileno(): each for each in self._running if each.asked}
        if busy:
            done = select.poll()
            for number in busy:
                done.register(number, select.POLLIN)
            for number, _ in done.poll(None if wait else 0):
                self._take(busy[number])
        while self._waiting:
            one = min(self._running, key=_load, default=None)
            if one is None:
                self._waiting.popleft().outcome = ()
            elif one.has_room(self._waiting[0]):
                self._give(one, self._waiting.popleft())
            else:
                return

    def _give(self, one: "_Process", asked: "Answer[Any]") -> None:
        one.asked.append(asked)
        self._send(one, asked.take_message())

    def _send(self, one: "_Process", message: bytes) -> None:
        try:
            send(one.requests, message)
        except OSError:
            self._drop(one)

    def _take(self, one: "_Process") -> None:
        try:
            answer = pickle.loads(receive(one.answers))  # noqa: S301 - our own child wrote it
        except Exception:  # it is gone, or what it says cannot be read
            self._drop(one)
            return
        one.asked.popleft().outcome = (answer,)

    def _drop(self, one: "_Process") -> None:
        """Ask one of them no more."""
        self._running.remove(one)
        self._ended.append(one)
        if one.own:  # which alone could fork
            for channel in self._spare.values():
                close(*channel.asking)
            self._spare.clear()
        one.end(at_once=not one.own or not self._running)
        for asked in one.asked:
            asked.outcome = ()

    def end(self) -> None:
        """Say that nothing more will be asked of them."""
        for one in reversed(tuple(self._running)):  # forks before the one that sees them off
            self._drop(one)
        self.exchange()

    def close(self) -> None:
        """End them, whatever they do, and wait until they have: that takes a few milliseconds, or was said before."""
        self.end()
        for one in sorted(self._ended, key=_is_first):
            one.wait()
        self._ended.clear()


class _Process:
    """One of them, as the first process sees it."""

    def __init__(self, number: int, channel: Channel, *, own: bool) -> None:
        """`number` is its process id; `own`: it is a child of this process."""
        self.asked: deque[Answer[Any]] = deque()  # that it has not answered, in their order
        self.requests, self.answers = channel.asking
        self._number = number
        self.own = own
        self._longest = widen(self.requests, _AHEAD)
        widen(self.answers)

    def has_room(self, asked: "Answer[Any]") -> bool:
        """Whether it can be asked without waiting: it reads, or its pipe takes some more."""
        return not self.asked or (len(self.asked) <= _AHEAD and len(asked.message) <= self._longest)

    def end(self, *, at_once: bool) -> None:
        """Let it end when it has done what it does, or `at_once`."""
        if not self.asked:  # so that it reads
            with suppress(OSError):
                send(self.requests, pickle.dumps(None))
        close(self.requests)
        if at_once and self.asked:
            self._kill()

    def wait(self) -> None:
        """Wait until it has ended, which it does at once; forks of a child of this process end before that."""
        self._kill()  # another fork of this process may hold a copy of the pipe that would tell it to end
        if self.own:
            with suppress(OSError):
                os.waitpid(self._number, 0)
        else:
            with suppress(OSError):
                while self.answers.read(1 << 16):
                    pass
        close(self.answers)

    def _kill(self) -> None:
        """Kill it, if it is there: as long as the other end of the pipe is held the number is its own."""
        held = select.poll()
        held.register(self.answers, 0)
        if not held.poll(0):
            with suppress(OSError):
                os.kill(self._number, signal.SIGKILL)


class Answer(Generic[_Out]):
    """What others were asked for."""

    def __init__(self, processes: Processes, work: Callable[..., _Out], args: tuple[object, ...]) -> None:
        """Raises what `pickle` raises for values that cannot be sent."""
        self.outcome: tuple[Any, ...] | None = None  # what came of it; () where nothing did
        self.message = pickle.dumps((work, args, True), pickle.HIGHEST_PROTOCOL) if processes.alive else b""
        self._processes = processes
        self._work = work
        self._args = args

    def take_message(self) -> bytes:
        """The request, which is not kept."""
        message, self.message = self.message, b""
        return message

    def get(self) -> _Out:
        """What came of it. Raises what the work raises."""
        while self.outcome is None:
            self._processes.exchange(wait=True)
        if not self.outcome:
            self.outcome = (self._work(*self._args),)
        result: _Out = self.outcome[0]
        return result


def _load(one: _Process) -> int:
    return len(one.asked)


def _is_first(one: _Process) -> bool:
    return one.own


def _no_number() -> int | None:
    """What comes of a fork that nobody is left to make."""
    return None


def processors() -> int:
    """How many of them this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
