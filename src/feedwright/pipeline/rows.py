"""Record files into the rows of the catalog that tell what they say. Loaded only where there is a file to read.

As in `normalize_all`, each step is taken for many records before the next one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from feedwright.catalog import DAY_ORDERS, Entered, FileRow, article_row, file_row
from feedwright.load import RecordFile, contents_of
from feedwright.load.records import read_records
from feedwright.model import Article, Finding, RawRecord, TermKind
from feedwright.normalize import DayOrder, Normalized, day_orders, normalize_all
from feedwright.pipeline.versions import stamps_of, version_of
from feedwright.select import public_window, syndication, terms_of, withdrawn_since
from feedwright.site import Site

if TYPE_CHECKING:
    from feedwright.load.json_lines import Span

_made = tuple.__new__  # of values in their order, as in the catalog
_AT_ONCE = 50
"""Files that are read together, and records that are understood together; more win no more time."""
_BYTES = 1 << 20
"""Bytes of files after which no other is read together with them, so that they need little memory."""


class _File(msgspec.Struct):
    """A file or a part of one that is being read, and what it says as far as it was."""

    path: str
    part: int
    digest: bytes  # of the whole file
    items: Iterator[RawRecord | Finding]
    entered: list[Entered] = []
    findings: list[Finding] = []
    orders: set[DayOrder] = set()
    beside: set[str] = set()

    def take(self, record: Normalized, orders: frozenset[DayOrder], entered: Entered | None) -> None:
        """What one more record says."""
        if record.findings:
            self.findings += record.findings
        if orders:
            self.orders |= orders
        if record.beside:
            self.beside.update(record.beside)
        if entered is not None:
            self.entered.append(entered)


def rows_of_files(site: Site, files: Iterable[tuple[RecordFile, bytes | None]]) -> Iterator[FileRow]:
    """What files say; each with the digest of its bytes when it was last read, and left out where that is the same."""
    for some in _few(files):
        read: list[_File] = []
        for file, known in some:
            data, digest = contents_of(file)
            if digest != known:
                read.append(_File(file.path, 0, digest, read_records(file, data)))
        yield from _rows_of(site, read)


def rows_of_part(site: Site, file: RecordFile, span: "Span", number: int, digest: bytes) -> Iterator[FileRow]:
    """What a part of a long file says; `digest` is that of the whole file."""
    return _rows_of(site, [_File(file.path, number, digest, read_records(file, span=span))])


def _few(files: Iterable[tuple[RecordFile, bytes | None]]) -> Iterator[list[tuple[RecordFile, bytes | None]]]:
    """The files that are read together, in their order."""
    some: list[tuple[RecordFile, bytes | None]] = []
    size = 0
    for file, known in files:
        some.append((file, known))
        size += file.size
        if len(some) == _AT_ONCE or size > _BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


def _rows_of(site: Site, files: Sequence[_File]) -> Iterator[FileRow]:
    """What files or parts of them say."""
    items = ((file, item) for file in files for item in file.items)
    while some := list(islice(items, _AT_ONCE)):
        understood = _understood(site, [(item, file.digest) for file, item in some if isinstance(item, RawRecord)])
        for file, item in some:
            if isinstance(item, Finding):
                file.findings.append(item)
            else:
                record, orders, entered = next(understood)
                file.take(record, orders, entered)
    for file in files:
        yield file_row(
            file.path,
            file.digest,
            file.entered,
            file.findings,
            part=file.part,
            day_orders=sum(map(DAY_ORDERS.__getitem__, file.orders)) if file.orders else 0,
            beside=stamps_of(site.folder, file.beside),
        )


def _understood(
    site: Site, records: Sequence[tuple[RawRecord, bytes]]
) -> Iterator[tuple[Normalized, frozenset[DayOrder], Entered | None]]:
    """What records say, each with the digest of its file: what its dates tell, and the article to enter."""
    kinds = site.asked
    normalized = normalize_all([record for record, _ in records], site)
    orders = [day_orders(record) for record, _ in records]
    versions = [
        version_of(site, record, each, digest, told)
        for each, (record, digest), told in zip(normalized, records, orders, strict=True)
    ]
    entered = [
        None if each.article is None else _entered(each.article, version, site, kinds)
        for each, version in zip(normalized, versions, strict=True)
    ]
    return zip(normalized, orders, entered, strict=True)


def _entered(article: Article, version: bytes, site: Site, kinds: frozenset[TermKind]) -> Entered:
    """An article to enter, which readers never have or hear of where its source lets nothing go."""
    if syndication(article, site) == "none":
        row = article_row(article, version, None)
    else:
        row = article_row(article, version, public_window(article), withdrawn=withdrawn_since(article))
    return _made(Entered, (row, terms_of(article, kinds)))
