"""The order of the stages: load, normalize, catalog, select, render, validate, publish."""

import datetime as dt
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import msgspec

from feedwright.catalog import CATALOG_FOLDER, Catalog, begin_checking
from feedwright.errors import PublishError
from feedwright.load import Found, find_records
from feedwright.load.kept import forget_others
from feedwright.model import Finding
from feedwright.pipeline.beginning.head_start import HeadStart
from feedwright.pipeline.beginning.stages import Stages
from feedwright.pipeline.beside import begin_beside
from feedwright.pipeline.feeds import (
    BESIDE,
    SEEN,
    FeedState,
    Rendering,
    Target,
    begin_feeds,
    keep_published,
    published_in,
)
from feedwright.pipeline.newsroom import ContentFolder, demand_records, read_content
from feedwright.pipeline.partners import PartnerState, publish_private, render_partners
from feedwright.pipeline.program import program_digest
from feedwright.pipeline.publishing import AllMade, Stagings, entries_of, manifest_of, staging_in, upheaval_of
from feedwright.pipeline.reading import Reading, read_changed
from feedwright.pipeline.texts import Texts, in_plain_text
from feedwright.pipeline.workers import Crew, Workers
from feedwright.processes import processors
from feedwright.publish import (
    Changes,
    Manifest,
    compare,
    load_writers,
    publish,
    read_manifest,
)
from feedwright.select import select_feeds
from feedwright.site import PRIVATE_FOLDER, Site

OUTPUT_FOLDER = "feeds"


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
    head_start: HeadStart | None = None,
) -> Build:
    """Publish the feeds of the newsroom in `folder` into `output` (default: its feeds/).

    `now` (aware) decides what is due. With `check` nothing is written: `changes` says what would be. With `strict` one
    error is enough to publish nothing. A build that would lose published ids, or turn a feed over, publishes nothing
    unless `accept_changes`. `jobs` is the number of processes, by default that of the processors. Without `notes` the
    findings that are mere information are counted, not listed. With a `head_start` other processes have begun already;
    they end with the build unless they are to stay. What was read and rendered is remembered in .feedwright/ and not
    done again until it changes. Raises FeedwrightError when there is nothing to work with or nowhere to write.
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
        head_start,
    )


def _build(folder: Path, options: _Options, head_start: HeadStart | None) -> Build:
    watch = Watch()
    with nullcontext(head_start.stages) if head_start else Stages(folder, wanted=options.jobs > 1) as stages:
        if options.jobs == 1:
            stages.end()
        stages.load_rendering()
        checking = (head_start and head_start.checking(folder)) or begin_checking(folder / CATALOG_FOLDER)
        content = read_content(folder, lambda site: _found(site, stages, head_start))
        demand_records(content)
        _demand_apart(options.output, content.site.content)
        watch.stage("find")
        crew = Crew(
            Workers(content.site, options.jobs, stages.reading, meanwhile=load_writers),
            Workers(content.site, options.jobs, stages.rendering),
        )
        with (
            staging_in(options.output, folder / PRIVATE_FOLDER, crew, write=not options.check) as staging,
            Catalog(folder / CATALOG_FOLDER, _fingerprint(content.site), checking) as catalog,
        ):
            built = _built(options, content, crew, catalog, staging, watch)
            if head_start:
                head_start.end_walk()
            return built


def _found(site: Site, stages: Stages, head_start: HeadStart | None) -> Found:
    """What lies in content/, which may have been walked over by now."""
    found = head_start.found(site.folder) if head_start else None
    return found or find_records(site.content, site=site.folder, processes=stages.reading)


def _built(
    options: _Options, content: ContentFolder, crew: Crew, catalog: Catalog, staging: Stagings, watch: Watch
) -> Build:
    reading = read_changed(content.found.files, catalog, crew.readers)
    if catalog.folder and catalog.listing:
        catalog.when_kept(partial(forget_others, catalog.listing, catalog.folder))
    crew.agree()
    watch.stage("read")
    now = int(options.now.timestamp())
    left_out = catalog.duplicates(now=now)
    keys = {each.row.key for each in left_out if each.row.key is not None}
    selections = tuple(select_feeds(catalog, content.site, now=now, left_out=keys))
    watch.stage("select")
    texts = Texts(catalog, crew.readers, content.found.files)
    target = Target(published_in(options.output, catalog), staging.public)
    feeds = begin_feeds(selections, texts, crew.renderers, content=content, target=target)
    others = begin_beside(
        selections, feeds.fingerprint, texts, crew.renderers, now=options.now, left_out=keys, target=target
    )
    last = read_manifest(options.output)
    entries = entries_of(selections, catalog)
    ahead = tuple(_ahead(texts, content.site, options.now))
    rendered, beside = feeds.finish(), others()  # until now there was something to do in this process
    partners = render_partners(
        texts, content=content, now=options.now, left_out=keys, public=staging.public, private=staging.private
    )
    crew.rest()
    entries |= entries_of((selection for selection, _ in partners.published), catalog)
    catalog.keep_feeds({*(selection.path for selection in selections), *partners.names, BESIDE, SEEN})
    texts.drop_others()
    watch.stage("render")
    findings = [*content.findings, *catalog.findings(notes=options.notes), *(each.finding for each in left_out)]
    if options.notes:
        findings += texts.findings(each for selection in selections for each in selection.articles)
    made = AllMade(selections, rendered, beside, partners, entries)
    findings += (*made.findings, *ahead)
    changes, upheaval = _publish(made, last, catalog, findings, options, content.site, staging)
    if changes is not None and not options.check:
        publish_private(partners, staging.private)
        if changes or rendered.documents:
            keep_published(target.published, made.made, catalog)
    watch.stage("publish")
    return Build(
        site=content.site,
        output=options.output,
        feeds=rendered.feeds,
        articles=len(catalog) - len(keys),
        findings=(*findings, *upheaval),
        notes=catalog.notes,
        partners=partners.states,
        held=made.held,
        changes=changes,
        work=Work(reading=reading, rendering=rendered.work + partners.work, seconds=tuple(watch.stages)),
        word=catalog.word,
    )


def _demand_apart(output: Path, content: Path) -> None:
    """Raises PublishError when the feeds would be published among the records: the next build would read them."""
    if output.resolve().is_relative_to(content.resolve()):
        raise PublishError(f"{output} is inside {content}.", hint="Name a folder of its own with --output.")


def _publish(
    made: AllMade,
    last: Manifest | None,
    catalog: Catalog,
    findings: Sequence[Finding],
    options: _Options,
    site: Site,
    staging: Stagings,
) -> tuple[Changes | None, Sequence[Finding]]:
    """Publish what may be published: what changed (None: nothing may), and what went against publishing it."""
    manifest = manifest_of(made, last)
    upheaval: Sequence[Finding] = ()
    if last is not None and not options.accept_changes:
        upheaval = upheaval_of(last, manifest, made, catalog, findings, site, now=int(options.now.timestamp()))
    if upheaval or not manifest.feeds or (options.strict and has_error(findings)):
        staging.clear()
        return None, upheaval
    return (compare if options.check else publish)(made.waiting, manifest, staging.public), ()


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
