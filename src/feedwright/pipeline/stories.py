"""The words of articles that begin alike: only of those has to be known whether they tell the same story."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from feedwright.catalog import Catalog, words_of
from feedwright.load import JSON_LINES_SUFFIXES, Listing, RecordFile, contents_of, read_records
from feedwright.model import RawRecord
from feedwright.pipeline.workers import Workers
from feedwright.site import Site

_PORTION = 50
_ALONE = 200


class _Task(NamedTuple):
    """The records to read in a file: the keys of their articles, by the lines on which they start."""

    file: RecordFile
    keys: Mapping[int, int]


def tell_stories(files: Listing, catalog: Catalog, workers: Workers) -> None:
    """Tell the catalog what it has to know before it is settled."""
    wanted: dict[str, dict[int, int]] = {}
    for each in catalog.alike():
        wanted.setdefault(each.file, {})[each.line] = each.key
    tasks = (_Task(file, wanted[file.path]) for file in files.at(sorted(wanted)))
    for stories in workers.map(_stories, tasks, portion=_PORTION, alone=_ALONE):
        catalog.tell(stories)


def _stories(site: Site, tasks: Sequence[_Task]) -> list[tuple[int, int]]:
    """The words of the wanted articles, each with its key."""
    return [each for task in tasks for each in _of_file(site, task)]


def _of_file(site: Site, task: _Task) -> Iterator[tuple[int, int]]:
    from feedwright.normalize import normalize_all

    data = None if task.file.suffix in JSON_LINES_SUFFIXES else contents_of(task.file)[0]
    found = read_records(task.file, data, wanted=task.keys)
    records = [each for each in found if isinstance(each, RawRecord) and (each.origin.line or 0) in task.keys]
    for record, normalized in zip(records, normalize_all(records, site), strict=True):
        words = None if normalized.article is None else words_of(normalized.article.body.text)
        if words is not None:
            yield words, task.keys[record.origin.line or 0]
