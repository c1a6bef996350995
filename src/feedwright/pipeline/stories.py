"""The words of articles that open alike: only of those has it to be known whether they tell the same story."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from feedwright.catalog import Catalog, words_of
from feedwright.load import Listing, RecordFile
from feedwright.pipeline.again import Again, read_again
from feedwright.pipeline.parts import is_long, parts_of
from feedwright.pipeline.workers import Workers
from feedwright.site import Site

_PORTION = 50
"""Files that one worker reads at a time."""
_ALONE = 200
"""Files that one process reads: for more, others begin."""


def tell_stories(files: Listing, catalog: Catalog, workers: Workers) -> None:
    """Read the records of articles that open alike again, and tell the catalog the words of each."""
    keys: dict[bytes, list[int]] = {}
    lines: dict[str, set[int]] = {}
    for each in catalog.alike():
        keys.setdefault(each.digest, []).append(each.key)
        lines.setdefault(each.file, set()).add(each.line)
    long: list[RecordFile] = []
    short: list[Again] = []
    for file in files.at(sorted(lines)):
        if is_long(file.path, file.size):
            long.append(file)
        else:
            short.append(Again(file, lines[file.path]))
    _tell(workers.map(_stories, short, portion=_PORTION, alone=_ALONE), keys, catalog)
    for file in long:
        _tell(workers.map(_stories, _parts(file, lines[file.path]), portion=1, alone=1), keys, catalog)


def _tell(stories: Iterable[list[tuple[bytes, int]]], keys: Mapping[bytes, list[int]], catalog: Catalog) -> None:
    """Tell the words of articles, which are known by their versions."""
    for some in stories:
        catalog.tell((words, key) for version, words in some for key in keys.get(version, ()))


def _parts(file: RecordFile, lines: set[int]) -> Iterator[Again]:
    """The records on some lines of a long file, part by part."""
    wanted = sorted(lines)
    _, spans = parts_of(file)
    starts = [bisect_left(wanted, span.line) for span in spans]
    for span, start, stop in zip(spans, starts, [*starts[1:], len(wanted)], strict=True):
        if start < stop:
            yield Again(file, frozenset(wanted[start:stop]), span)


def _stories(site: Site, wanted: Sequence[Again]) -> list[tuple[bytes, int]]:
    """The words of articles, each after the article's version."""
    told = ((version, words_of(article.body.text)) for version, article in read_again(site, wanted))
    return [(version, words) for version, words in told if words is not None]
