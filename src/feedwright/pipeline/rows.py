"""A record file into the row of the catalog that tells what it says. Loaded only where there is a file to read."""

from collections.abc import Iterable

from feedwright.catalog import DAY_ORDERS, ArticleRow, Entered, FileRow, article_row, file_row
from feedwright.load import RecordFile, contents_of, read_records
from feedwright.load.json_lines import Span
from feedwright.model import Article, Finding, RawRecord
from feedwright.normalize import DayOrder, day_orders, normalize
from feedwright.pipeline.versions import stamps_of, version_of
from feedwright.select import public_window, syndication, terms_of, withdrawn_since
from feedwright.site import Site


def row_of_file(site: Site, file: RecordFile, *, known: bytes | None) -> FileRow | None:
    """What a file says; None where it says what it said when `known` was the digest of its bytes."""
    data, digest = contents_of(file)
    return None if digest == known else _row_of(site, file, read_records(file, data), digest)


def row_of_part(site: Site, file: RecordFile, span: Span, number: int, digest: bytes) -> FileRow:
    """What a part of a long file says; `digest` is that of the whole file."""
    return _row_of(site, file, read_records(file, span=span), digest, part=number)


def _row_of(
    site: Site, file: RecordFile, records: Iterable[RawRecord | Finding], digest: bytes, *, part: int = 0
) -> FileRow:
    """What some records of a file say."""
    kinds = site.asked
    told: set[DayOrder] = set()
    beside: set[str] = set()
    rows: list[Entered] = []
    findings: list[Finding] = []
    for record in records:
        if isinstance(record, Finding):
            findings.append(record)
            continue
        normalized = normalize(record, site)
        findings += normalized.findings
        beside.update(normalized.beside)
        orders = day_orders(record)
        told |= orders
        article = normalized.article
        if article is not None:
            stamps = stamps_of(site.folder, normalized.beside)
            day_first = site.day_first if "either" in orders else None
            version = version_of(article, record, digest, stamps, day_first=day_first)
            rows.append(Entered(_row(article, version, site), terms_of(article, kinds)))
    return file_row(
        file.path,
        digest,
        rows,
        findings,
        part=part,
        day_orders=sum(DAY_ORDERS[each] for each in told),
        beside=stamps_of(site.folder, beside),
    )


def _row(article: Article, version: bytes, site: Site) -> ArticleRow:
    """The row of an article, which readers never have or hear of where its source lets nothing go."""
    if syndication(article, site) == "none":
        return article_row(article, version, None)
    return article_row(article, version, public_window(article), withdrawn=withdrawn_since(article))
