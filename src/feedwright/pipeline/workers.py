"""Work on several processors, with the same results in the same order as on one."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from msgspec.structs import replace

from feedwright.errors import FeedwrightError
from feedwright.second_process import Answer, SecondProcess
from feedwright.site import Site

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_site: Site | None = None


class Workers:
    """Up to `jobs` processes that know the site; they start when there is enough to do for more than one."""

    def __init__(
        self,
        site: Site,
        jobs: int,
        *,
        prepare: Callable[[], None],
        second: SecondProcess | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        """`prepare` loads what the work needs before the processes start: it is loaded once and not by each.

        A `second` process does what is little; it comes to an end when others start. `meanwhile` is what this process
        does when it would otherwise wait for the second one to do what it is asked first.
        """
        self.site = site
        self._prepare = prepare
        self._jobs = jobs
        self._second = second
        self._meanwhile = meanwhile
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    @property
    def day_first(self) -> bool | None:
        """Whether the workers read 7/11/2018 as 7 November."""
        return self.site.day_first

    @day_first.setter
    def day_first(self, value: bool | None) -> None:
        if value != self.site.day_first:
            self.site = replace(self.site, day_first=value)
            self._close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def map(
        self, work: Callable[[Site, Sequence[_In]], _Out], items: Iterable[_In], *, portion: int, alone: int
    ) -> Iterator[_Out]:
        """`work` on portions of `items`, results in their order; `alone` items or fewer are not worth more processes.

        Other processes begin now. Where there are none it is done here, when the results are asked for.
        """
        waiting = iter(items)
        first = list(islice(waiting, alone + 1))
        parts = _portions(first, waiting, portion)
        if first and self._jobs > 1 and (len(first) > alone or self._pool is not None):
            return self._by_pool(work, parts)
        if first and self._second is not None and self._second.alive:
            return self._by_second(self._second, work, list(parts))
        return (work(self.site, part) for part in parts)

    def _by_pool(self, work: Callable[[Site, Sequence[_In]], _Out], parts: Iterator[Sequence[_In]]) -> Iterator[_Out]:
        pool = self._pool = self._pool or self._started()
        # no more than some at a time, for results must not pile up
        with _explained():
            running = deque(pool.submit(_call, work, part) for part in islice(parts, 4 * self._jobs))

        def results() -> Iterator[_Out]:
            while running:
                with _explained():
                    result = running.popleft().result()
                    running.extend(pool.submit(_call, work, part) for part in islice(parts, 1))
                yield result

        return results()

    def _by_second(
        self, second: SecondProcess, work: Callable[[Site, Sequence[_In]], _Out], parts: Sequence[Sequence[_In]]
    ) -> Iterator[_Out]:
        answer = second.ask(_call_all, self.site, work, parts)
        if self._meanwhile is not None:
            self._meanwhile()
            self._meanwhile = None
        return _told(answer)

    def end_second(self) -> None:
        """Say that no more little things are to be done."""
        if self._second is not None:
            self._second.end()

    def _close(self) -> None:
        """End the processes; others, that know the site as it is then, start when they are needed."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _started(self) -> "ProcessPoolExecutor":
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        self.end_second()
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
        self._prepare()
        gc.freeze()  # what is loaded stays: no collector needs to look at it again, nor to copy its pages for that
        context = multiprocessing.get_context(method)
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_know, initargs=(self.site,))


@contextmanager
def _explained() -> Iterator[None]:
    """Says for people that a process of the pool was killed, as systems do that run out of memory."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
    except BrokenProcessPool as error:
        raise FeedwrightError(
            "A process that worked on the build was killed.",
            hint="Build again; where memory is short, with fewer processes (--jobs 1).",
        ) from error


def _portions(first: Sequence[_In], rest: Iterator[_In], size: int) -> Iterator[list[_In]]:
    waiting = iter(first)
    while part := list(islice(waiting, size)):
        if len(part) < size:
            part += islice(rest, size - len(part))
        yield part
    while part := list(islice(rest, size)):
        yield part


def _know(site: Site) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the first one ends the others
    gc.set_threshold(100_000)  # to look for cycles, of which there are few, after every 700 objects takes 5 %
    global _site  # noqa: PLW0603 - what a worker process knows from its start
    _site = site


def _end_with_parent() -> None:
    """End when the first process has, which may be killed: else this one would wait for ever, and hold its locks."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _call(work: Callable[[Site, Sequence[_In]], _Out], part: Sequence[_In]) -> _Out:
    assert _site is not None  # noqa: S101 - every worker starts with `_know`
    return work(_site, part)


def _call_all(site: Site, work: Callable[[Site, Sequence[_In]], _Out], parts: Iterable[Sequence[_In]]) -> list[_Out]:
    return [work(site, part) for part in parts]


def _told(answer: Answer[list[_Out]]) -> Iterator[_Out]:
    yield from answer.get()
