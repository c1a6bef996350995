"""The order of the stages: load, normalize, catalog, select, render, validate, publish."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from feedwright.catalog import Catalog, without_duplicates
from feedwright.errors import FeedwrightError
from feedwright.load import RecordFile, find_records, read_records
from feedwright.model import Article, Content, Document, Feed, Finding, RawRecord
from feedwright.normalize import Normalized, compose, normalize
from feedwright.publish import (
    Changes,
    KnownEntry,
    Manifest,
    Standing,
    compare,
    lost_identities,
    publish,
    read_manifest,
    turned_over,
)
from feedwright.render import render
from feedwright.select import Selection, feed_of, is_public, select_sections
from feedwright.site import Site, load_site
from feedwright.validation import validate

OUTPUT_FOLDER = "feeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """A site and its articles, with what was found on the way to them."""

    site: Site  # its section tree holds the folders of content/ too
    normalized: tuple[Normalized, ...]  # in the order of the files
    findings: tuple[Finding, ...]  # about files and records, those of `normalized` included

    @property
    def articles(self) -> Iterator[Article]:
        """The articles that could be understood."""
        return (each.article for each in self.normalized if each.article is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build made and what became of it."""

    site: Site
    output: Path
    feeds: tuple[Feed, ...]
    articles: int  # understood
    findings: tuple[Finding, ...]
    held: tuple[str, ...]  # documents that failed validation: their last good version stays
    changes: Changes | None  # None: nothing was published

    @property
    def failed(self) -> bool:
        """Whether anything was found that must be mended."""
        return self.changes is None or has_error(self.findings)


def has_error(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings must be mended."""
    return any(finding.severity == "error" for finding in findings)


def read_newsroom(folder: Path) -> Newsroom:
    """Every record below `folder`/content as an article, or the findings that say why not.

    Raises FeedwrightError when there is no site or no record at all.
    """
    site = load_site(folder)
    found = find_records(site.content, site=folder)
    findings = list(found.findings)
    if not found.files and not findings:
        raise FeedwrightError(
            f"There is no article record in {site.content}.",
            hint="Put a record there, or name another folder with --site.",
        )
    site = site.with_sections(found.folders, _described(found.section_files, findings))
    normalized: list[Normalized] = []
    for file in found.files:
        for record in read_records(file):
            if isinstance(record, Finding):
                findings.append(record)
                continue
            normalized.append(normalize(record, site))
            findings.extend(normalized[-1].findings)
    return Newsroom(site=site, normalized=tuple(normalized), findings=tuple(findings))


def known_sections(folder: Path) -> Site:
    """The site in `folder`, with the sections that its content/ has by now."""
    site = load_site(folder)
    if not site.content.is_dir():
        return site
    found = find_records(site.content, site=folder)
    return site.with_sections(found.folders, _described(found.section_files, []))


def read_record(folder: Path, record: Path) -> tuple[Site, tuple[RawRecord | Finding, ...]]:
    """The site in `folder`, and what is written in one record file below its content/.

    Raises FeedwrightError when `record` (relative to the working folder or to `folder`) is not a record file there.
    """
    site = load_site(folder)
    found = find_records(site.content, site=folder)
    wanted = {each.resolve() for each in (record, folder / record)}
    file = next((file for file in found.files if file.file.resolve() in wanted), None)
    if file is None:
        raise FeedwrightError(f"{record} is not an article record below {site.content}.", hint="Name a file there.")
    site = site.with_sections(found.folders, _described(found.section_files, []))
    return site, tuple(read_records(file))


def build(
    folder: Path,
    *,
    now: dt.datetime,
    output: Path | None = None,
    check: bool = False,
    strict: bool = False,
    accept_changes: bool = False,
) -> Build:
    """Publish the feeds of the newsroom in `folder` into `output` (default: its feeds/).

    `now` (aware) decides what is due. With `check` nothing is written: `changes` says what would be. With `strict` one
    error is enough to publish nothing. A build that would lose published ids, or turn a feed over, publishes nothing
    unless `accept_changes`. Raises FeedwrightError when there is nothing to work with or nowhere to write.
    """
    newsroom = read_newsroom(folder)
    site = newsroom.site
    output = output or folder / OUTPUT_FOLDER
    unique = without_duplicates(newsroom.articles, lambda article: is_public(article, now))
    findings = [*newsroom.findings, *unique.findings]
    catalog = Catalog(unique.articles)
    selections = tuple(select_sections(catalog, site, now))
    contents = _contents(selections, site, findings)
    feeds = tuple(feed_of(selection, contents, site) for selection in selections)
    documents, held = _documents(feeds, findings)
    entries = _marks(selections, contents)
    last = read_manifest(output)
    upheaval = [] if last is None or accept_changes else _upheaval(last, documents, entries, newsroom, findings)
    findings += upheaval
    changes = None
    if documents and not upheaval and not (strict and has_error(findings)):
        changes = (compare if check else publish)(documents, output, kept=held, entries=entries)
    return Build(
        site=site,
        output=output,
        feeds=feeds,
        articles=len(catalog),
        findings=tuple(findings),
        held=held,
        changes=changes,
    )


def _described(
    section_files: Iterable[RecordFile], findings: list[Finding]
) -> Mapping[str, tuple[str | None, str | None]]:
    """The title and description of each folder that describes itself."""
    described: dict[str, tuple[str | None, str | None]] = {}
    for file in section_files:
        for record in read_records(file):
            if isinstance(record, Finding):
                findings.append(record)
            else:
                title, description = (record.fields.get(name) for name in ("title", "description"))
                described[file.folder] = (str(title) if title else None, str(description) if description else None)
    return described


def _contents(selections: Iterable[Selection], site: Site, findings: list[Finding]) -> dict[str, Content]:
    """The text of every selected article, made ready once, by the article's id."""
    contents: dict[str, Content] = {}
    for selection in selections:
        for article in selection.articles:
            if article.id not in contents:
                composed = compose(article, site)
                contents[article.id] = composed.content
                findings.extend(composed.findings)
    return contents


def _documents(feeds: Iterable[Feed], findings: list[Finding]) -> tuple[list[Document], tuple[str, ...]]:
    """The documents that passed validation, and the paths of those that did not."""
    sound: list[Document] = []
    held: list[str] = []
    for feed in feeds:
        for document in render(feed):
            verdict = judged(document, base=feed.base + document.path.rpartition("/")[2])
            findings.extend(verdict)
            if has_error(verdict):
                held.append(document.path)
            else:
                sound.append(document)
    return sound, tuple(held)


def judged(document: Document, *, base: str) -> list[Finding]:
    """What the validator says of a document, each finding with the record that its entry came from."""
    return [
        replace(finding, path=document.path, article=document.entries.get(finding.entry or ""))
        for finding in validate(document.data, base=base, media_type=document.media_type)
    ]


def _marks(selections: Iterable[Selection], contents: Mapping[str, Content]) -> dict[str, KnownEntry]:
    """What is to be remembered of each selected article, by its id."""
    return {
        article.id: KnownEntry(
            url=article.url,
            text=hashlib.sha256(contents[article.id].text.encode()).hexdigest()[:32],
            published=article.published.instant.astimezone(dt.UTC).isoformat(),
            record=article.origin.path,
        )
        for selection in selections
        for article in selection.articles
    }


def _upheaval(
    last: Manifest,
    documents: Iterable[Document],
    entries: Mapping[str, KnownEntry],
    newsroom: Newsroom,
    findings: Iterable[Finding],
) -> list[Finding]:
    """What would go against the law that an id is for ever. A record that is broken for now has not lost its id."""
    broken = {finding.path for finding in findings if finding.severity == "error"}
    known = {article.id for article in newsroom.articles}
    known |= {each for each, entry in last.entries.items() if entry.record in broken}
    standing = Standing(feeds={document.path: tuple(document.entries) for document in documents}, entries=entries)
    return [*lost_identities(last, standing, known), *turned_over(last, standing, newsroom.site.feeds.turnover)]
