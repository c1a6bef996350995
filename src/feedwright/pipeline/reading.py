"""Records into the catalog: only files that are not as they were when they were last read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from feedwright.catalog import ArticleRow, Catalog, FileRow, FileState, Window, article_row, file_row
from feedwright.load import RecordFile, digest_of
from feedwright.model import Article, Finding
from feedwright.pipeline.workers import Workers
from feedwright.select import public_window, terms_of
from feedwright.site import Site

PORTION = 200
"""Files that one worker reads at a time."""
ALONE = 400
"""Files that are read sooner than a second process is started."""

Outcome = FileRow | FileState  # what was read, or that the file says what it said


class Task(NamedTuple):
    """A file to read, and the digest of its bytes when it was last read."""

    file: RecordFile
    known: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How much there was to do."""

    files: int
    read: int  # whose bytes were looked at
    parsed: int  # that were not what they had been


def read_changed(files: Sequence[RecordFile], catalog: Catalog, workers: Workers) -> Reading:
    """Bring the catalog up to what `files` say."""
    known = catalog.files()
    tasks = []
    for file in files:
        state = known.pop(file.path, None)
        if state is None:
            tasks.append(Task(file, None))
        elif state.size != file.size or state.mtime_ns != file.mtime_ns or catalog.is_recent(file.mtime_ns):
            tasks.append(Task(file, state.digest))
    catalog.forget(known)
    parsed = 0
    outcomes = (each for part in workers.map(_read, tasks, portion=PORTION, alone=ALONE) for each in part)
    for task, outcome in zip(tasks, outcomes, strict=True):
        if isinstance(outcome, FileState):
            catalog.touch(task.file.path, outcome)
        else:
            catalog.put([outcome])
            parsed += 1
    catalog.settle(changed=bool(tasks or known))
    return Reading(files=len(files), read=len(tasks), parsed=parsed)


def _read(site: Site, tasks: Sequence[Task]) -> list[Outcome]:
    return [_read_one(site, task) for task in tasks]


def _read_one(site: Site, task: Task) -> Outcome:
    file = task.file
    digest = digest_of(file)
    state = FileState(file.size, file.mtime_ns, digest)
    if digest == task.known:
        return state
    rows: list[ArticleRow] = []
    findings: list[Finding] = []
    for article, found in _articles(site, file):
        findings += found
        if article is not None:
            rows.append(article_row(article, _window(article, site)))
    return file_row(file.path, state, rows, findings)


def _articles(site: Site, file: RecordFile) -> Iterator[tuple[Article | None, Sequence[Finding]]]:
    from feedwright.load import read_records
    from feedwright.normalize import normalize

    for record in read_records(file):
        if isinstance(record, Finding):
            yield None, (record,)
        else:
            normalized = normalize(record, site)
            yield normalized.article, normalized.findings


def _window(article: Article, site: Site) -> Window:
    """When an article may stand in a public feed: never, where its source lets nothing go."""
    return None if terms_of(article, site) == "none" else public_window(article)
