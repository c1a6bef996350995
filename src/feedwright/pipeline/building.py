"""The order of the stages: load, normalize, catalog, select, render, validate, publish."""

import datetime as dt
import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

import msgspec

from feedwright.catalog import Catalog, checking_of
from feedwright.errors import PublishError
from feedwright.model import Finding, Listed
from feedwright.pipeline.beside import Beside, render_beside
from feedwright.pipeline.feeds import (
    BESIDE,
    SEEN,
    FeedState,
    Made,
    Rendered,
    Rendering,
    begin_feeds,
    keep_published,
    published_in,
)
from feedwright.pipeline.newsroom import ContentFolder, demand_records, read_content
from feedwright.pipeline.partners import Partners, PartnerState, publish_private, render_partners
from feedwright.pipeline.program import program_digest
from feedwright.pipeline.reading import Reading, read_changed
from feedwright.pipeline.rehearsal import rehearse
from feedwright.pipeline.stages import begin_stages
from feedwright.pipeline.texts import Texts, in_plain_text
from feedwright.pipeline.workers import Workers
from feedwright.processes import Processes, processors
from feedwright.publish import (
    Changes,
    KnownEntry,
    Manifest,
    Standing,
    compare,
    left,
    load_writers,
    lost_identities,
    publish,
    read_manifest,
    turned_over,
)
from feedwright.select import Selection, select_feeds
from feedwright.site import PRIVATE_FOLDER, Site

OUTPUT_FOLDER = "feeds"
CATALOG_FOLDER = ".feedwright"
_REHEARSED = 5
"""Files of which a second process tries out one."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a build had to do: everything else was as the last one had left it."""

    reading: Reading
    rendering: Rendering
    seconds: tuple[tuple[str, float], ...]  # by stage, in their order


class Build(msgspec.Struct, frozen=True, kw_only=True):
    """What a build made and what became of it."""

    site: Site
    output: Path
    feeds: tuple[FeedState, ...]
    partners: tuple[PartnerState, ...]
    articles: int  # understood, and not left out as a copy
    findings: tuple[Finding, ...]
    notes: int  # mere information among all that was found, whether it is in `findings` or not
    held: tuple[str, ...]  # documents that failed validation: their last good version stays
    changes: Changes | None  # None: nothing was published
    work: Work
    word: str | None  # about the catalog, where a person may want to know

    @property
    def failed(self) -> bool:
        """Whether anything was found that must be mended."""
        return self.changes is None or bool(self.held) or has_error(self.findings)


def has_error(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings must be mended."""
    return any(finding.severity == "error" for finding in findings)


class Watch:
    """Where the time of a build goes."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, float]] = []
        self._last = time.perf_counter()

    def stage(self, name: str) -> None:
        """Say that a stage has ended."""
        now = time.perf_counter()
        self.stages.append((name, now - self._last))
        self._last = now


class _Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to build; see `build`."""

    now: dt.datetime
    output: Path
    check: bool
    strict: bool
    accept_changes: bool
    jobs: int
    notes: bool


def build(  # noqa: PLR0913 - one for each thing that a person may want otherwise
    folder: Path,
    *,
    now: dt.datetime,
    output: Path | None = None,
    check: bool = False,
    strict: bool = False,
    accept_changes: bool = False,
    jobs: int | None = None,
    notes: bool = True,
    processes: Processes | None = None,
) -> Build:
    """Publish the feeds of the newsroom in `folder` into `output` (default: its feeds/).

    `now` (aware) decides what is due. With `check` nothing is written: `changes` says what would be. With `strict` one
    error is enough to publish nothing. A build that would lose published ids, or turn a feed over, publishes nothing
    unless `accept_changes`. `jobs` is the number of processes, by default that of the processors. Without `notes` the
    findings that are mere information are counted, not listed. `processes` have begun to load the stages
    (`begin_stages`); they end with the build unless they are lasting. What was read and rendered is remembered in
    .feedwright/ and not done again until it changes. Raises FeedwrightError when there is nothing to work with or
    nowhere to write.
    """
    return _build(
        folder,
        _Options(
            now=now,
            output=output or folder / OUTPUT_FOLDER,
            check=check,
            strict=strict,
            accept_changes=accept_changes,
            jobs=jobs or processors(),
            notes=notes,
        ),
        processes,
    )


def _build(folder: Path, options: _Options, begun: Processes | None) -> Build:
    watch = Watch()
    with nullcontext(begun) if begun else begin_stages(wanted=options.jobs > 1) as processes:
        if options.jobs == 1:
            processes.end()
        checking = checking_of(folder / CATALOG_FOLDER)
        content = read_content(folder, processes)
        demand_records(content)
        _demand_apart(options.output, content.site.content)
        if processes.idle:
            processes.ask(rehearse, content.site, content.found.files.last(_REHEARSED))
        watch.stage("find")
        workers = Workers(content.site, options.jobs, processes, meanwhile=load_writers)
        with Catalog(folder / CATALOG_FOLDER, _fingerprint(content.site), checking) as catalog:
            return _built(folder, options, content, workers, catalog, watch)


def _built(
    folder: Path, options: _Options, content: ContentFolder, workers: Workers, catalog: Catalog, watch: Watch
) -> Build:
    reading = read_changed(content.found.files, catalog, workers)
    watch.stage("read")
    now = int(options.now.timestamp())
    left_out = catalog.duplicates(now=now)
    keys = {each.row.key for each in left_out if each.row.key is not None}
    selections = tuple(select_feeds(catalog, content.site, now=now, left_out=keys))
    watch.stage("select")
    texts = Texts(catalog, workers, content.found.files)
    output, published = options.output, published_in(options.output, catalog)
    feeds = begin_feeds(selections, texts, workers, content=content, published=published)
    beside = render_beside(
        selections, feeds.fingerprint, texts, content.site, now=options.now, left_out=keys, published=published
    )
    last = read_manifest(output)
    entries = _entries(selections, catalog)
    ahead = tuple(_ahead(texts, content.site, options.now))
    rendered = feeds.finish()  # until now there was something to do beside
    workers.rest()
    private = folder / PRIVATE_FOLDER
    partners = render_partners(texts, content=content, now=options.now, left_out=keys, output=output, private=private)
    entries |= _entries((selection for selection, _ in partners.published), catalog)
    catalog.keep_feeds({*(selection.path for selection in selections), *partners.names, BESIDE, SEEN})
    texts.drop_others()
    watch.stage("render")
    findings = [*content.findings, *catalog.findings(notes=options.notes), *(each.finding for each in left_out)]
    if options.notes:
        findings += texts.findings(each for selection in selections for each in selection.articles)
    findings += rendered.findings
    findings += partners.findings
    findings += (finding for made in beside.made for finding in made.findings)
    findings += ahead
    made = _Documents(selections, rendered, beside, partners, entries)
    changes, upheaval = _publish(made, last, catalog, findings, options, content.site)
    if changes is not None and not options.check:
        publish_private(partners, private)
        if changes or rendered.documents:
            keep_published(published, made.made, catalog)
    watch.stage("publish")
    return Build(
        site=content.site,
        output=output,
        feeds=rendered.feeds,
        articles=len(catalog) - len(keys),
        findings=(*findings, *upheaval),
        notes=catalog.notes,
        partners=partners.states,
        held=(*rendered.held, *(each.path for each in beside.made if each.held), *partners.held),
        changes=changes,
        work=Work(reading=reading, rendering=rendered.work + partners.work, seconds=tuple(watch.stages)),
        word=catalog.word,
    )


class _Documents(NamedTuple):
    """All that was made, and of what."""

    selections: Sequence[Selection]
    rendered: Rendered
    beside: Beside
    partners: Partners
    entries: Mapping[str, KnownEntry]  # by their ids

    @property
    def made(self) -> Iterator[Made]:
        """Every document that is published beside those of partners."""
        yield from (made for feed in self.rendered.feeds for made in feed.documents)
        yield from self.beside.made


def _demand_apart(output: Path, content: Path) -> None:
    """Raises PublishError when the feeds would be published among the records: the next build would read them."""
    if output.resolve().is_relative_to(content.resolve()):
        raise PublishError(f"{output} is inside {content}.", hint="Name a folder of its own with --output.")


def _publish(
    made: _Documents,
    last: Manifest | None,
    catalog: Catalog,
    findings: Sequence[Finding],
    options: _Options,
    site: Site,
) -> tuple[Changes | None, Sequence[Finding]]:
    """Publish what may be published: what changed (None: nothing may), and what went against publishing it."""
    manifest = _manifest(made, last)
    upheaval: Sequence[Finding] = ()
    if last is not None and not options.accept_changes:
        upheaval = _upheaval(last, manifest, made, catalog, findings, site, now=int(options.now.timestamp()))
    if upheaval or not manifest.feeds or (options.strict and has_error(findings)):
        return None, upheaval
    return (compare if options.check else publish)(
        (*made.rendered.documents, *made.beside.documents, *made.partners.public), manifest, options.output
    ), ()


def _ahead(texts: Texts, site: Site, now: dt.datetime) -> Iterator[Finding]:
    """A warning for each article that waits for a time which may be a mistake."""
    waiting = () if site.future == "hold" else tuple(texts.catalog.ahead(now=int(now.timestamp())))
    if not waiting:
        return  # which is so nearly always, and to load what reads times takes longer than the rest of a short build
    from feedwright.normalize import time_ahead

    texts.note(waiting)
    for each in waiting:
        finding = time_ahead(texts.article(each), now)
        if finding is not None:
            yield finding


def _fingerprint(site: Site) -> bytes:
    """A digest of the program and of what the site declares about articles: rows made by others are of no use."""
    facts = (site.title, site.url, site.language, site.timezone, site.date_only_time, site.day_first, site.publisher,
             site.rights, site.permalink, site.tag, tuple(site.sections.items()), tuple(site.sources.items()),
             sorted(site.asked), in_plain_text(site))  # fmt: skip
    return hashlib.blake2b(program_digest() + repr(facts).encode(), digest_size=16).digest()


def _manifest(all_made: _Documents, last: Manifest | None) -> Manifest:
    """What will be published: what is sound, and the last good version of what is held back."""
    files, feeds = {}, {}
    known = dict(last.entries) if last is not None else {}
    known |= all_made.entries
    for documents, ids in _standing(all_made):
        for made in documents:
            if not made.held:
                files[made.path] = made.record
                feeds[made.path] = ids
            elif last is not None and made.path in last.files:
                files[made.path] = last.files[made.path]
                feeds[made.path] = last.feeds.get(made.path, ())
    for made in all_made.beside.made:
        if not made.held:
            files[made.path] = made.record
        elif last is not None and made.path in last.files:
            files[made.path] = last.files[made.path]
    standing = {each for ids in feeds.values() for each in ids}
    return Manifest(files=files, feeds=feeds, entries={each: known[each] for each in standing if each in known})


def _entries(selections: Iterable[Selection], catalog: Catalog) -> dict[str, KnownEntry]:
    """The articles of some feeds as the manifest knows them, by their ids; most stand in several feeds."""
    articles = {each.id: each for selection in selections for each in selection.articles}
    words = catalog.words() if articles else {}
    return {each.id: _known_entry(each, words.get(each.digest)) for each in articles.values()}


def _known_entry(each: Listed, words: int | None) -> KnownEntry:
    return KnownEntry(
        url=each.url,
        text="" if words is None else f"{words:016x}",
        published=dt.datetime.fromtimestamp(each.published, dt.UTC).isoformat(),
        record=each.file,
    )


def _standing(made: _Documents) -> Iterator[tuple[tuple[Made, ...], tuple[str, ...]]]:
    """The documents of each public feed, and the ids of its entries."""
    for selection, feed in zip(made.selections, made.rendered.feeds, strict=True):
        yield feed.documents, tuple(each.id for each in selection.articles)
    for _, state in made.partners.published:
        yield (state.document,), state.entries


def _upheaval(
    last: Manifest,
    manifest: Manifest,
    made: _Documents,
    catalog: Catalog,
    findings: Iterable[Finding],
    site: Site,
    *,
    now: int,
) -> list[Finding]:
    """What would go against the law that an id is for ever. A record that is broken for now has not lost its id.

    The documents of partners stand apart: their terms may change, and with them what they hold.
    """
    broken = {finding.path for finding in findings if finding.severity == "error"}
    known = {each.id for selection in made.selections for each in selection.articles}
    known |= catalog.ids(last.entries.keys() - known)
    known |= {each for each, entry in last.entries.items() if entry.record in broken}
    apart = {state.document.path for _, state in made.partners.published}
    feeds = {path: ids for path, ids in manifest.feeds.items() if path not in apart}
    public = catalog.public_ids(left(last, feeds), now=now)
    standing = Standing(feeds=feeds, entries=manifest.entries, public=public)
    return [*lost_identities(last, standing, known), *turned_over(last, standing, site.feeds.turnover)]
