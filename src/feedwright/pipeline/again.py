"""Articles whose records are read again, because more is wanted of them than the catalog keeps."""

from collections.abc import Container, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from feedwright.load import JSON_LINES_SUFFIXES, RecordFile, contents_of, read_records
from feedwright.model import Article, RawRecord
from feedwright.pipeline.versions import version_of
from feedwright.site import Site

if TYPE_CHECKING:
    from feedwright.load.json_lines import Span

_AT_ONCE = 50  # records that go through the steps of `normalize_all` together


class Again(NamedTuple):
    """The records to read in a file, or in a part of one of JSON Lines: those that start on some lines."""

    file: RecordFile
    lines: Container[int]
    span: "Span | None" = None


def read_again(site: Site, wanted: Iterable[Again]) -> Iterator[tuple[bytes, Article]]:
    """The articles of records, each after its version: many records may start on one line."""
    from feedwright.normalize import day_orders, normalize_all

    found = (each for task in wanted for each in _records(task))
    while some := list(islice(found, _AT_ONCE)):
        for (record, digest), each in zip(some, normalize_all([record for record, _ in some], site), strict=True):
            if each.article is not None:
                yield version_of(site, record, each, digest, day_orders(record)), each.article


def _records(task: Again) -> Iterator[tuple[RawRecord, bytes]]:
    """The wanted records of a file, each with the digest of the file."""
    # JSON Lines are read line by line, and what they say has versions of its own
    data, digest = (None, b"") if task.file.suffix in JSON_LINES_SUFFIXES else contents_of(task.file)
    for record in read_records(task.file, data, span=task.span, wanted=task.lines):
        if isinstance(record, RawRecord) and (record.origin.line or 0) in task.lines:
            yield record, digest
