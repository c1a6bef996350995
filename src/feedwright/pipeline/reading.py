"""Records into the catalog: only files that are not as they were when they were last read."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from feedwright.catalog import Catalog, decoded_rows, encoded_rows
from feedwright.file_times import step_of
from feedwright.load import Listing, RecordFile
from feedwright.load.listing import path_in, told_in
from feedwright.pipeline.listing import Changed, changed_since
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
    """Bring the catalog up to what `files` say."""
    learns = workers.day_first is None  # the configuration does not say it
    if learns:
        workers.day_first = catalog.day_first
    changed = _changed(files, catalog, workers.site)
    if not any(changed):
        return Reading(files=len(files), read=0, parsed=0)
    catalog.forget(changed.gone)
    unsure: list[str] = []
    parsed = _read_all(_tasks(changed, files, catalog, unsure), files, catalog, workers)
    if learns:
        parsed += _learn(files, catalog, workers)
    tell_stories(files, catalog, workers)
    catalog.settle(unsure=unsure)
    return Reading(files=len(files), read=len(changed.anew) + len(changed.written), parsed=parsed)


def _changed(files: Listing, catalog: Catalog, site: Site) -> Changed:
    """What is to be read: what has changed, what looks at another file that has, and what may have changed unseen."""
    listing, kept = files.encoded, catalog.listing
    changed = changed_since(kept, files, listing)
    if listing != kept:
        catalog.listing = listing
    if kept is None:
        return changed
    anew = {*changed.anew, *files.numbers(_moved_beside(catalog, site))}
    written = {*changed.written, *files.numbers(catalog.unsure)} - anew
    return Changed(sorted(anew), sorted(written), changed.gone)


def _tasks(changed: Changed, files: Listing, catalog: Catalog, unsure: list[str]) -> Iterator[Task]:
    """The files to read. Adds to `unsure` those that may be written again and look as they do now."""
    written = set(changed.written)
    for number in (*changed.anew, *changed.written):
        line = files.lines[number]
        path = path_in(line)
        if _may_change_unseen(line, catalog.opened_at):
            unsure.append(path)
        yield line, catalog.digest(path) if number in written else None


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
    either = files.numbers(catalog.in_either_order())
    return _read_all(((files.lines[number], None) for number in either), files, catalog, workers)


def _read(site: Site, tasks: Sequence[Task], *, root: str, shown: str) -> bytes:
    """The rows of those files that do not say what they said, encoded; `root` and `shown` as of a `Listing`."""
    from feedwright.pipeline.rows import rows_of_files

    files = Listing([line for line, _ in tasks], root, shown)
    return encoded_rows(list(rows_of_files(site, zip(files, (known for _, known in tasks), strict=True))))


def _read_parts(site: Site, parts: Sequence[Part]) -> bytes:
    """The rows of some parts, encoded."""
    from feedwright.pipeline.rows import rows_of_part

    rows = (rows_of_part(site, each.file, each.span, each.number, each.digest) for each in parts)
    return encoded_rows(list(chain.from_iterable(rows)))
