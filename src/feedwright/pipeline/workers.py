"""Work on several processors, with the same results in the same order as on one."""

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from msgspec.structs import replace

from feedwright.site import Site

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_site: Site | None = None


class Workers:
    """Up to `jobs` processes that know the site; they start when there is enough to do for more than one."""

    def __init__(self, site: Site, jobs: int | None, *, prepare: Callable[[], None]) -> None:
        """`jobs` None: as many as this process may use processors.

        `prepare` loads what the work needs before the processes start, so that it is loaded once and not by each.
        """
        self.site = site
        self._prepare = prepare
        self._jobs = jobs or _processors()
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
        """`work` on portions of `items`, results in their order; `alone` items or fewer are not worth a process."""
        waiting = iter(items)
        first = list(islice(waiting, alone + 1))
        if len(first) <= alone or self._jobs == 1:
            for part in _portions(first, waiting, portion):
                yield work(self.site, part)
            return
        if self._pool is None:
            self._pool = self._started()
        running = []
        for part in _portions(first, waiting, portion):
            running.append(self._pool.submit(_call, work, part))
            if len(running) > 4 * self._jobs:  # results must not pile up
                yield running.pop(0).result()
        for future in running:
            yield future.result()

    def _close(self) -> None:
        """End the processes; others, that know the site as it is then, start when they are needed."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _started(self) -> "ProcessPoolExecutor":
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
        self._prepare()
        gc.freeze()  # what is loaded stays: no collector needs to look at it again, nor to copy its pages for that
        context = multiprocessing.get_context(method)
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_know, initargs=(self.site,))


def _portions(first: Sequence[_In], rest: Iterator[_In], size: int) -> Iterator[list[_In]]:
    waiting = iter(first)
    while part := list(islice(waiting, size)):
        if len(part) < size:
            part += islice(rest, size - len(part))
        yield part
    while part := list(islice(rest, size)):
        yield part


def _know(site: Site) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the first one ends the others
    gc.set_threshold(100_000)  # to look for cycles, of which there are few, after every 700 objects takes 5 %
    global _site  # noqa: PLW0603 - what a worker process knows from its start
    _site = site


def _call(work: Callable[[Site, Sequence[_In]], _Out], part: Sequence[_In]) -> _Out:
    assert _site is not None  # noqa: S101 - every worker starts with `_know`
    return work(_site, part)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
