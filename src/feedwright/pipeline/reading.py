"""Records into the catalog: only files that are not as they were when they were last read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from feedwright.catalog import Catalog, decoded_rows, encoded_rows
from feedwright.errors import FeedwrightError
from feedwright.file_times import step_of
from feedwright.load import Listing, RecordFile
from feedwright.load.changes import Changed
from feedwright.load.kept import forget_others
from feedwright.load.lines import lines_in, path_in, told_in
from feedwright.pipeline.parts import is_long, may_be_long, parts_of
from feedwright.pipeline.stories import tell_stories
from feedwright.pipeline.versions import stamp_of
from feedwright.pipeline.workers import Workers
from feedwright.site import Site

PORTION = 200
"""Files that one worker reads at a time."""
ALONE = 200
"""Files that one process reads: for more, others begin."""

if TYPE_CHECKING:
    from feedwright.load.json_lines import Span


Task = tuple[str, bytes | None]
"""A file to read, as its line of the listing, and the digest of its bytes when it was last read.

Another process makes the file of its line. Plain tuples go there in a quarter of the time that named ones take.
"""


class Part(NamedTuple):
    """A part of a long file to read."""

    file: RecordFile
    number: int
    span: "Span"
    digest: bytes  # of the whole file


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How much there was to do."""

    files: int
    read: int  # whose bytes were looked at
    parsed: int  # that were not what they had been


def read_changed(files: Listing, catalog: Catalog, workers: Workers) -> Reading:
    """Bring the catalog up to what `files` say. Raises FeedwrightError when there is no room to keep their listing."""
    learns = workers.day_first is None  # the configuration does not say it
    if learns:
        workers.day_first = catalog.day_first
    changed, other_listing = _changed(files, catalog, workers.site)
    if not any(changed):
        return Reading(files=len(files), read=0, parsed=0)
    keeping = None
    if other_listing and catalog.folder:
        forget_others(catalog.listing, catalog.folder)  # what builds that failed have left
        keeping = files.begin_keeping(catalog.folder)
    catalog.forget(changed.gone)
    unsure: list[str] = []
    parsed = _read_all(_tasks(changed, catalog, unsure), files, catalog, workers)
    if learns:
        parsed += _learn(files, catalog, workers)
    tell_stories(files, catalog, workers)
    catalog.settle(unsure=unsure)
    if keeping is not None:
        catalog.listing = _name_when_kept(keeping, catalog)
    return Reading(files=len(files), read=len(changed.anew) + len(changed.written), parsed=parsed)


def _changed(files: Listing, catalog: Catalog, site: Site) -> tuple[Changed, bool]:
    """What is to be read, and whether the listing is another one than was kept.

    That is what has changed, what looks at another file that has, and what may have changed unseen.
    """
    kept, folder = catalog.listing, catalog.folder
    changed = None
    if kept and folder:
        changed = files.changes(kept, folder)
        if changed is None:
            catalog.word = f"{folder / kept} is damaged or gone, so all records are read again."
    if changed is None:
        lines = lines_in(files.encoded)
        return Changed(lines, [], catalog.paths.difference(map(path_in, lines))), True
    anew = {*changed.anew, *files.lines_at(sorted(_moved_beside(catalog, site)))}
    written = {*changed.written, *files.lines_at(sorted(catalog.unsure))} - anew
    return Changed(sorted(anew), sorted(written), changed.gone), any(changed)


def _name_when_kept(keeping: Callable[[], str | None], catalog: Catalog) -> str | None:
    """The name of the listing, once it is kept; None: it was lost. Raises FeedwrightError when it cannot be written."""
    try:
        return keeping()
    except OSError as error:
        raise FeedwrightError(
            f"{catalog.folder} cannot take what was read: {error.strerror or error}.",
            hint="Make room there, or let it be written to, and build again.",
        ) from error


def _tasks(changed: Changed, catalog: Catalog, unsure: list[str]) -> Iterator[Task]:
    """The files to read. Adds to `unsure` those that may be written again and look as they do now."""
    written = set(changed.written)
    for line in (*changed.anew, *changed.written):
        path = path_in(line)
        if _may_change_unseen(line, catalog.opened_at):
            unsure.append(path)
        yield line, catalog.digest(path) if line in written else None


def _may_change_unseen(line: str, now: int) -> bool:
    """Whether a file may be written again after `now` (ns) and keep its time."""
    _, mtime_ns = told_in(line)
    return mtime_ns >= now - step_of(mtime_ns)


def _moved_beside(catalog: Catalog, site: Site) -> set[str]:
    """The files whose records look at another file, such as a picture, that is not as it was."""
    return {file for file, stamp in catalog.beside() if stamp != stamp_of(site.folder, stamp.path)}


def _read_all(tasks: Iterable[Task], files: Listing, catalog: Catalog, workers: Workers) -> int:
    """Read files into the catalog; the number of those that did not say what they had said.

    Long ones are read last, in parts. What cannot be read in parts is read as a whole.
    """
    parsed = 0
    long: list[Task] = []
    whole: list[Task] = []

    def short() -> Iterator[Task]:
        for task in tasks:
            path = path_in(task[0])
            if may_be_long(path) and is_long(path, told_in(task[0])[0]):
                long.append(task)
            else:
                yield task

    parsed += _read_whole(short(), files, catalog, workers)
    for line, known in long:
        done = _read_in_parts(files.file(line), known, catalog, workers)
        parsed += done or 0
        if done is None:
            whole.append((line, known))
    return parsed + _read_whole(whole, files, catalog, workers)


def _read_whole(tasks: Iterable[Task], files: Listing, catalog: Catalog, workers: Workers) -> int:
    parsed = 0
    read = partial(_read, root=files.root, shown=files.shown)
    for part in workers.map(read, tasks, portion=PORTION, alone=ALONE):
        rows = decoded_rows(part)
        catalog.put(rows)
        parsed += len(rows)
    return parsed


def _read_in_parts(file: RecordFile, known: bytes | None, catalog: Catalog, workers: Workers) -> int | None:
    """Read a long file in parts, by all processes and with the memory of a few parts: 1; 0 where it is as it was.

    None where it has to be read as a whole, which says what is wrong with it.
    """
    digest, spans = parts_of(file)
    if not spans:
        return None
    if digest == known:
        return 0
    parts = (Part(file, number, span, digest) for number, span in enumerate(spans))
    for rows in workers.map(_read_parts, parts, portion=1, alone=1):
        catalog.put(decoded_rows(rows))
    return 1


def _learn(files: Listing, catalog: Catalog, workers: Workers) -> int:
    """Read those files again whose dates mean something else by what all records tell now; their number."""
    learnt = catalog.learnt_day_first()
    if learnt == workers.day_first:
        return 0
    catalog.index()
    workers.day_first = catalog.day_first = learnt
    either = sorted(catalog.in_either_order())  # at once: what is read is written there
    return _read_all(((line, None) for line in files.lines_at(either)), files, catalog, workers)


def _read(site: Site, tasks: Sequence[Task], *, root: str, shown: str) -> bytes:
    """The rows of those files that do not say what they said, encoded; `root` and `shown` as of a `Listing`."""
    from feedwright.pipeline.rows import rows_of_files

    files = Listing.of([line for line, _ in tasks], root, shown)
    return encoded_rows(list(rows_of_files(site, zip(files, (known for _, known in tasks), strict=True))))


def _read_parts(site: Site, parts: Sequence[Part]) -> bytes:
    """The rows of some parts, encoded."""
    from feedwright.pipeline.rows import rows_of_part

    rows = (rows_of_part(site, each.file, each.span, each.number, each.digest) for each in parts)
    return encoded_rows(list(chain.from_iterable(rows)))
