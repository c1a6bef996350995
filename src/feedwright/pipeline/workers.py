"""Work on several processors, with the same results in the same order as on one."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from feedwright.processes import Processes
from feedwright.site import Site

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_AHEAD = 8
"""Results a process that may wait to be taken in, so that they do not pile up."""
_site: Site | None = None


class Workers:
    """The site and up to `jobs` processes that know it."""

    def __init__(
        self, site: Site, jobs: int, processes: Processes, *, meanwhile: Callable[[], None] | None = None
    ) -> None:
        """`meanwhile` is what this process does when it would otherwise wait for what others are asked first."""
        self.site = site
        self._told: Site | None = None
        self._jobs = jobs
        self._processes = processes
        self._meanwhile = meanwhile

    @property
    def day_first(self) -> bool | None:
        """Whether the workers read 7/11/2018 as 7 November."""
        return self.site.day_first

    @day_first.setter
    def day_first(self, value: bool | None) -> None:
        if value != self.site.day_first:
            self.site = replace(self.site, day_first=value)

    def map(
        self, work: Callable[[Site, Sequence[_In]], _Out], items: Iterable[_In], *, portion: int, alone: int
    ) -> Iterator[_Out]:
        """`work` on portions of `items`, results in their order; `alone` items or fewer are not worth many processes.

        Other processes begin now. Where there are none it is done here, when the results are asked for.
        """
        waiting = iter(items)
        first = list(islice(waiting, alone + 1))
        parts = _portions(first, waiting, portion)
        if not first or not self._processes.alive:
            return (work(self.site, part) for part in parts)
        if len(first) > alone:
            self._processes.more(self._jobs)
        if self._told is not self.site:
            self._processes.tell(_know, self.site)
            self._told = self.site
        asked = deque(self._processes.ask(_call, work, part) for part in islice(parts, _AHEAD * self._jobs))
        if self._meanwhile is not None:
            self._meanwhile()
            self._meanwhile = None

        def results() -> Iterator[_Out]:
            while asked:
                result = asked.popleft().get()
                asked.extend(self._processes.ask(_call, work, part) for part in islice(parts, 1))
                yield result

        return results()

    def keep_busy(self) -> None:
        """Let others go on with what waits for them, while this process does something else for long."""
        self._processes.exchange()

    def rest(self) -> None:
        """Say that there is no more to do for others in this build."""
        if not self._processes.lasting:
            self._processes.end()

    def stop(self, *, for_good: bool) -> None:
        """Wait until others do nothing any more, whatever was not done yet; `for_good`: they are not asked again."""
        if for_good or not self._processes.lasting:
            self._processes.close()
        else:
            self._processes.settle()


class Crew(NamedTuple):
    """Those who read records and their texts, and those who render feeds."""

    readers: Workers
    renderers: Workers

    def agree(self) -> None:
        """Let all know of the site what those who read have learnt."""
        self.renderers.site = self.readers.site

    def rest(self) -> None:
        """Say that there is no more to do for others in this build."""
        for each in self:
            each.rest()

    def stop(self, *, for_good: bool) -> None:
        """Wait until others do nothing any more; see `Workers.stop`."""
        for each in self:
            each.stop(for_good=for_good)


def _portions(first: Sequence[_In], rest: Iterator[_In], size: int) -> Iterator[list[_In]]:
    waiting = iter(first)
    while part := list(islice(waiting, size)):
        if len(part) < size:
            part += islice(rest, size - len(part))
        yield part
    while part := list(islice(rest, size)):
        yield part


def _know(site: Site) -> None:
    global _site  # noqa: PLW0603 - what every process is told once, and not with each portion
    _site = site


def _call(work: Callable[[Site, Sequence[_In]], _Out], part: Sequence[_In]) -> _Out:
    assert _site is not None  # noqa: S101 - `_know` was called before
    return work(_site, part)
