"""Who said it: authors, source, via, publisher and rights of an article, from its record and the site's sources."""

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from feedwright.model import Body, Outlet, Person, Text
from feedwright.normalize.attribution import Credits, credit_in_text, is_bare_label, merged, read_byline, read_credit
from feedwright.normalize.fields import OutletField, OutletTable, PersonField, PersonTable, Record
from feedwright.normalize.identity import checked_url, joined, web_url
from feedwright.normalize.markup import plain_title
from feedwright.normalize.report import Note, Noted, Notes, RecordReport
from feedwright.normalize.sources import (
    host_of,
    is_address,
    known_parts,
    known_source,
    leads_to_article,
    nearest_source,
)
from feedwright.patterns import pattern
from feedwright.site import Site, Source

_EMAIL = pattern(r"^[^@\s<>]{1,64}@[^@\s<>]+\.[^@\s<>]+$")
_TAG = pattern(r"<[^>]{0,2000}>")
_MARKS = pattern(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")
_NO_PROSE = pattern(r"\s*(?:#|>|!\[|\||\{|---|===|```)")
_REMEMBERED = 4096  # records' credits, of one site
_EDGE = 600  # characters of the text, at either end, in which a credit is looked for


@lru_cache(maxsize=4096)
def _plain(text: str) -> Text:
    """A name without markup and entities; the same few come again and again."""
    return plain_title(text).text


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """The chain of attribution of one article."""

    authors: tuple[Person, ...]
    source: Outlet | None
    configured: Source | None  # the site's entry for the source
    source_field: str  # the field that names the source; "body" where a credit in the text does
    canonical: str | None
    original: str | None
    via: Outlet | None
    publisher: Outlet | None
    rights: Text | None


class _Names(NamedTuple):
    """All names in a record, as its fields say them."""

    authors: tuple[PersonField | None, ...]
    source: OutletField | None
    via: OutletField | None
    publisher: OutletField | None
    rights: str | None


class _Named(msgspec.Struct, frozen=True, kw_only=True):
    """A source as the record names it."""

    name: str | None = None
    url: str | None = None  # the outlet's own page
    feed: str | None = None
    original: str | None = None  # the article's address there
    field: str = "source"


class _Credited(msgspec.Struct, frozen=True, kw_only=True):
    """What a record says of those it comes from, before it is known who its source is."""

    authors: tuple[Person, ...]
    named: _Named
    via: str | None  # who passed it on, by a credit
    rights: str | None  # by a credit
    notes: tuple[Note, ...]


class _Attributed(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a chain that follows from who the source is."""

    source: Outlet | None
    configured: Source | None
    via: Outlet | None
    publisher: Outlet | None
    rights: Text | None
    notes: tuple[Note, ...]


class _Known(msgspec.Struct, frozen=True):
    """What follows from all names in a record, before its addresses are looked at."""

    credited: _Credited
    chain: Chain
    notes: tuple[Note, ...]  # beside those of `credited`


class _Memory:
    """What the credits of a site's records mean: the same people and agencies come again and again."""

    def __init__(self, site: Site) -> None:
        self.known = lru_cache(maxsize=_REMEMBERED)(partial(_known, site))
        self.credited = lru_cache(maxsize=_REMEMBERED)(partial(_credited, site))
        self.attributed = lru_cache(maxsize=_REMEMBERED)(partial(_attributed, site))


@lru_cache(maxsize=2)
def _memory(site: Site) -> _Memory:
    """The memory of a site. Whoever watches a newsroom makes a site for each build, and only the last ones count."""
    return _Memory(site)


def article_chain(record: Record, site: Site, report: RecordReport, body: Body) -> Chain:
    """The chain that `record` declares. What is unknown is kept as written; nothing is dropped."""
    authors = tuple(record.authors) if isinstance(record.authors, list) else (record.authors,)
    names = _Names(authors, record.source, record.via, record.publisher, record.rights)
    known = _memory(site).known(names)
    report.repeat(known.credited.notes)
    canonical = checked_url(joined(site.url, record.canonical), "canonical", report) if record.canonical else None
    named = known.credited.named
    original = _original(record, named, canonical, site, report)
    if named.name is None:
        implied = _implied_source(original, body, site, report)
        if implied is not None:
            known = _with_source(site, implied, known.credited, names)
    report.repeat(known.notes)
    if canonical is None and original is None:
        return known.chain
    return replace(known.chain, canonical=canonical, original=original)


def _known(site: Site, names: _Names) -> _Known:
    """What all names in a record say."""
    credited = _memory(site).credited(names.authors, names.source)
    return _with_source(site, credited.named, credited, names)


def _with_source(site: Site, named: _Named, credited: _Credited, names: _Names) -> _Known:
    """The same, where the source is `named` so."""
    attributed = _memory(site).attributed(
        named if named.original is None else replace(named, original=None),
        _Beside(names.via, credited.via, names.publisher, names.rights or credited.rights),
    )
    chain = Chain(
        authors=credited.authors,
        source=attributed.source,
        configured=attributed.configured,
        source_field=named.field,
        canonical=None,
        original=None,
        via=attributed.via,
        publisher=attributed.publisher,
        rights=attributed.rights,
    )
    return _Known(credited, chain, attributed.notes)


def _credited(site: Site, authors: tuple[PersonField | None, ...], source: OutletField | None) -> _Credited:
    """What the fields of the authors and of the source say; to read names takes longest, and most come again."""
    notes = Noted()
    bylines = _bylines((field for field in authors if field is not None), site, notes)
    said = _said(source, site)
    named = _named_source(source, said, bylines, site, notes)
    # the byline's own field goes before what the source's says beside the source; who is all that it names stays
    signed = any(byline.authors for byline in bylines)
    credited = bylines if signed and (said.source or said.via) else (*bylines, said)
    credits_ = (said, *bylines)
    return _Credited(
        authors=merged(person for byline in credited for person in byline.authors),
        named=named,
        via=next((each.via for each in credits_ if each.via), None),
        rights=next((each.rights for each in credits_ if each.rights), None),
        notes=tuple(notes.noted),
    )


class _Beside(NamedTuple):
    """What is said beside the source."""

    via: OutletField | None  # in a field of its own
    credited_via: str | None
    publisher: OutletField | None
    rights: str | None


def _attributed(site: Site, named: _Named, beside: _Beside) -> _Attributed:
    """Who the source is, and what follows from that."""
    notes = Noted()
    source, configured, others = _matched(named, site, notes)
    via = _outlet(beside.via, "via", site, notes)
    via = via or _outlet(beside.credited_via or ", ".join(others) or None, "source", site, notes)
    rights = beside.rights or (configured.rights if configured else None) or site.rights
    return _Attributed(
        source=source,
        configured=configured,
        via=None if via is None or (source is not None and via.name == source.name) else via,
        publisher=_outlet(beside.publisher, "publisher", site, notes) or site.publisher,
        rights=_plain(rights) or None if rights else None,
        notes=tuple(notes.noted),
    )


def _bylines(fields: Iterable[PersonField], site: Site, report: Notes) -> list[Credits]:
    """What each author field says; a table is taken as it is. An outlet beside people is the source, not an author."""
    bylines = [
        _person(field, site, report)
        if isinstance(field, PersonTable)
        else _with_known_outlet(read_byline(_plain(field)), site)
        for field in fields
    ]
    people = any(byline.authors and not _signs_itself(byline) for byline in bylines)
    return [replace(byline, authors=()) if people and _signs_itself(byline) else byline for byline in bylines]


def _signs_itself(byline: Credits) -> bool:
    return len(byline.authors) == 1 and byline.authors[0].name == byline.source


def _with_known_outlet(byline: Credits, site: Site) -> Credits:
    """A byline in which the last name, or the only one, is a configured source's."""
    if byline.source is not None or not byline.authors:
        return byline
    *people, last = byline.authors
    if last.email is not None or known_source(site, last.name) is None:
        return byline
    return replace(byline, authors=tuple(people) or byline.authors, source=last.name)


def _person(table: PersonTable, site: Site, report: Notes) -> Credits:
    email = table.email.strip().removeprefix("mailto:") if table.email else ""
    name = _plain(table.name or email)
    if not name:
        return Credits()
    url = _web_page(table.url, "authors", site, report)
    return Credits(authors=(Person(name=name, email=email if _EMAIL.match(email) else None, url=url),))


def _said(written: OutletField | None, site: Site) -> Credits:
    """The credits in the source field: it may name authors and who passed the article on, too."""
    name = written.name if isinstance(written, OutletTable) else written
    plain = _plain(name) if name else ""
    if not plain or known_source(site, plain) is not None or is_address(plain):
        return Credits(source=plain or None)
    said = read_credit(plain)
    if said.source or said.via or said.authors or is_bare_label(plain) or not any(map(str.isalnum, plain)):
        return said
    return replace(said, source=plain)  # nothing that is written is lost


def _named_source(
    written: OutletField | None, said: Credits, bylines: list[Credits], site: Site, report: Notes
) -> _Named:
    """The source that the record names: in its own field, else in a byline."""
    table = written if isinstance(written, OutletTable) else OutletTable()
    url = table.url or said.source_url
    name = said.source
    if name and is_address(name):
        name, url = None, name
    page = _web_page(url, "source", site, report)
    feed = _web_page(table.feed, "source", site, report)
    if name or page:
        return _Named(
            name=name or host_of(page or ""),
            url=page,
            feed=feed,
            original=page if page and leads_to_article(page) else None,
        )
    outlet = next((byline.source for byline in bylines if byline.source), None)
    return _Named(name=outlet, feed=feed, field="source" if outlet is None else "authors")


def _implied_source(original: str | None, body: Body, site: Site, report: Notes) -> _Named | None:
    """The source that the article's address tells, or the credit in its text; None when neither does."""
    if original is not None and known_source(site, original) is not None:
        return _Named(name=original, original=original, field="source_url")
    name = credit_in_text(_edges(body))
    if name is None:
        return None
    report.info("source-from-text", "body", f"the text credits {name!r}, so that is taken for the source")
    return _Named(name=name, field="body")


def _edges(body: Body) -> str:
    """The start and the end of a text without markup."""
    start, end = body.text[:_EDGE], body.text[-_EDGE:].rstrip()
    if body.markup == "html":
        start, end = _TAG.sub(" ", start), _TAG.sub(" ", end).rstrip()
    first = next((line for line in start.splitlines() if line.strip() and not _NO_PROSE.match(line)), "")
    last = end.rpartition("\n")[2]
    return f"{_unmarked(first).strip()}\n{_unmarked(last)}"


def _unmarked(line: str) -> str:
    """A line without marks of emphasis; most have none, and to look for single characters first is quicker."""
    return _MARKS.sub("", line) if "*" in line or "_" in line else line


def _matched(named: _Named, site: Site, report: Notes) -> tuple[Outlet | None, Source | None, tuple[str, ...]]:
    """(source, the site's entry for it, the other outlets that the name names)."""
    name = named.name
    if name is None:
        return None, None, ()
    others: tuple[str, ...] = ()
    configured = known_source(site, name)
    if configured is None and site.sources:
        several = known_parts(site, name)
        if several is not None:
            configured, others = several
            if others:
                message = f"{name!r} names several outlets; {configured.name} is taken for the source"
                report.info("sources-several", named.field, message)
    if configured is not None:
        outlet = configured.outlet
        return (replace(outlet, feed=named.feed) if named.feed else outlet), configured, others
    near = nearest_source(site, name)
    hint = f"Did you mean `{near}`?" if near else f"Name it in feedwright.toml: [sources.{_quoted(name)}]"
    if named.field == "authors":
        hint += " For a person, write the authors as a list."
    message = f"{name!r} is not a source of feedwright.toml; it is kept as written"
    report.info("source-unknown", named.field, message, hint=hint)
    return Outlet(name=_plain(name) or None, url=named.url, feed=named.feed), None, ()


def _quoted(name: str) -> str:
    """A name as a key in TOML."""
    return msgspec.json.encode(name).decode()


def _original(record: Record, named: _Named, canonical: str | None, site: Site, report: Notes) -> str | None:
    """The article's address at its source."""
    if record.source_url:
        return checked_url(record.source_url, "source_url", report)
    if named.original is not None:
        return named.original
    return canonical if canonical and host_of(canonical) != host_of(site.url) else None


def _outlet(written: OutletField | None, field: str, site: Site, report: Notes) -> Outlet | None:
    """An organization as written, or as the site knows it; what a table calls its name is taken whole."""
    if written is None:
        return None
    table = written if isinstance(written, OutletTable) else OutletTable(name=written)
    name = _plain(table.name) if table.name else ""
    url = table.url
    if is_address(name):
        name, url = "", name
    page = _web_page(url, field, site, report)
    feed = _web_page(table.feed, field, site, report)
    known = known_source(site, name or page or "")
    if known is None and isinstance(written, str) and name:
        said = read_credit(name)
        name = said.via or said.source or name
        known = known_source(site, name)
    if known is not None:
        return Outlet(name=known.name, url=page or known.url, feed=feed or known.feed)
    shown = name or host_of(page or "")
    return Outlet(name=Text(shown), url=page, feed=feed) if shown else None


def _web_page(written: str | None, field: str, site: Site, report: Notes) -> str | None:
    """An address beside a name, made absolute; None, with a warning, when it is none."""
    if not written or not written.strip():
        return None
    address = written.strip()
    url = web_url(f"https://{address}" if address.startswith("www.") else joined(site.url, address))
    if url is None or not ("//" in address or address.startswith(("www.", "/"))):
        message = f"{address[:80]!r} is not a web address and is not used"
        report.warning("url-invalid", field, message, hint="Write https://host/path.")
        return None
    return url
