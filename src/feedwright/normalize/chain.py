"""Who said it: authors, source, via, publisher and rights of an article, from its record and the site's sources."""

from dataclasses import dataclass

from feedwright.model import Outlet, Person, Text
from feedwright.normalize.attribution import Credits, read_byline, read_credit
from feedwright.normalize.fields import OutletField, OutletTable, PersonField, PersonTable, Record
from feedwright.normalize.identity import checked_url
from feedwright.normalize.markup import plain_title
from feedwright.normalize.report import RecordReport
from feedwright.site import Site, Source, did_you_mean, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The chain of attribution of one article."""

    authors: tuple[Person, ...]
    source: Outlet | None
    configured: Source | None  # the site's entry for the source
    original: str | None
    via: Outlet | None
    publisher: Outlet | None
    rights: Text | None


def article_chain(record: Record, site: Site, report: RecordReport) -> Chain:
    """The chain that `record` declares. What is unknown is kept as written; nothing is dropped."""
    bylines = _bylines(record.authors)
    source, configured, original = _source(record, bylines, site, report)
    rights = record.rights or (configured.rights if configured else None) or site.rights
    return Chain(
        authors=tuple(dict.fromkeys(person for byline in bylines for person in byline.authors)),
        source=source,
        configured=configured,
        original=_original(record, original, site, report),
        via=_outlet(record.via, site),
        publisher=_outlet(record.publisher, site) or site.publisher,
        rights=plain_title(rights).text or None if rights else None,
    )


def _bylines(written: PersonField | list[PersonField] | None) -> list[Credits]:
    """What each author field says; a table is taken as it is."""
    fields = written if isinstance(written, list) else [] if written is None else [written]
    return [_person(field) if isinstance(field, PersonTable) else read_byline(field) for field in fields]


def _person(table: PersonTable) -> Credits:
    name = plain_title(table.name or table.email or "").text
    return Credits(authors=(Person(name=name, email=table.email, url=table.url),) if name else ())


def _source(
    record: Record, bylines: list[Credits], site: Site, report: RecordReport
) -> tuple[Outlet | None, Source | None, str | None]:
    """(source, the site's entry for it, the address that the record gives with it)."""
    written = record.source
    table = written if isinstance(written, OutletTable) else OutletTable(name=written)
    name = read_credit(table.name).source if table.name else None
    if name is None:
        name = next((byline.source for byline in bylines if byline.source), None)
    configured = site.source(name or table.url or "")
    if configured is not None:
        outlet = configured.outlet
        return (
            (outlet if not table.feed else Outlet(name=outlet.name, url=outlet.url, feed=table.feed)),
            configured,
            table.url,
        )
    if name is None and table.url is None:
        return None, None, None
    if name is not None:
        near = nearest(name, site.sources)
        hint = did_you_mean(name, [near]) if near else f'Name it in feedwright.toml: [sources."{name}"]'
        report.info(
            "source-unknown", "source", f"{name!r} is not a source of feedwright.toml; it is kept as written", hint=hint
        )
    return Outlet(name=plain_title(name).text if name else None, url=table.url, feed=table.feed), None, table.url


def _original(record: Record, given: str | None, site: Site, report: RecordReport) -> str | None:
    """The article's address at its source."""
    for field, written in (("source_url", record.source_url), ("source", given), ("canonical", record.canonical)):
        if written and not (field == "canonical" and written.startswith(site.url)):
            return checked_url(written, field, report)
    return None


def _outlet(written: OutletField | None, site: Site) -> Outlet | None:
    """An organization as written, or as the site knows it."""
    if written is None:
        return None
    table = written if isinstance(written, OutletTable) else OutletTable(name=written)
    known = site.source(table.name or table.url or "")
    if known is not None:
        return Outlet(name=known.name, url=table.url or known.url, feed=table.feed or known.feed)
    return Outlet(name=plain_title(table.name).text if table.name else None, url=table.url, feed=table.feed)
