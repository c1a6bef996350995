"""Selections into documents: only feeds that are not what they were when they were last rendered."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from feedwright.catalog import ArticleRow, Catalog, article_row
from feedwright.errors import FeedwrightError
from feedwright.load import RecordFile
from feedwright.model import Content, Document, Entry, Feed, Finding, Listed
from feedwright.pipeline.newsroom import ContentFolder
from feedwright.pipeline.workers import Workers
from feedwright.publish import FileRecord, file_record, is_published
from feedwright.select import Selection, feed_of
from feedwright.site import Site

TEXTS = 25
"""Texts that one worker makes ready at a time."""
TEXTS_ALONE = 100
"""Texts that are made ready sooner than a second process is started."""
BESIDE = "*"
"""The name, which no feed has, of what is published beside the feeds."""
FEEDS_ALONE = 4
"""Feeds that are rendered sooner than a second process is started."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was rendered and judged."""

    path: str
    record: FileRecord
    held: bool  # it failed validation, so it is not published
    findings: tuple[Finding, ...]


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed became."""

    path: str
    archive: bool
    title: str
    entries: int
    newest: str  # RFC 3339
    headline: str  # of the newest
    documents: tuple[Made, ...]


class Text(msgspec.Struct, frozen=True):
    """An article's text made ready, and what was found in it."""

    content: Content
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """How much there was to do."""

    composed: int  # texts made ready
    rendered: int  # feeds
    validated: int  # documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """All feeds: what each became, and the documents that are new."""

    feeds: tuple[FeedState, ...]
    fingerprint: bytes  # of all of them
    documents: tuple[Document, ...]  # rendered now, and sound
    work: Rendering

    @property
    def findings(self) -> Iterator[Finding]:
        """What the validator says of all documents."""
        return (finding for feed in self.feeds for made in feed.documents for finding in made.findings)

    @property
    def held(self) -> tuple[str, ...]:
        """The paths of the documents that failed validation."""
        return tuple(made.path for feed in self.feeds for made in feed.documents if made.held)


class _Task(NamedTuple):
    selection: Selection
    fingerprint: bytes


def render_feeds(
    selections: Sequence[Selection],
    catalog: Catalog,
    workers: Workers,
    *,
    content: ContentFolder,
    output: Path,
) -> Rendered:
    """Render and judge the feeds of `selections` that are new, have changed, or are not in `output` as they were."""
    site = content.site
    states: dict[str, FeedState] = {}
    tasks = []
    everything = hashlib.blake2b(digest_size=16)
    for selection in selections:
        fingerprint = _fingerprint(selection, site)
        everything.update(fingerprint)
        kept = catalog.feed(selection.path)
        state = msgspec.json.decode(kept.payload, type=FeedState) if kept and kept.fingerprint == fingerprint else None
        if state is not None and stand(state.documents, output):
            states[selection.path] = state
        else:
            tasks.append(_Task(selection, fingerprint))
    wanted = {each.digest: each for task in tasks for each in task.selection.articles}
    composed = _compose(wanted, catalog, workers, {file.path: file for file in content.found.files} if wanted else {})
    documents: list[Document] = []
    feeds = (_feed(task.selection, catalog, site) for task in tasks)
    results = workers.map(_render, feeds, portion=1, alone=FEEDS_ALONE)
    for task, (state, sound) in zip(tasks, (each for part in results for each in part), strict=True):
        states[task.selection.path] = state
        documents += sound
        catalog.put_feed(task.selection.path, task.fingerprint, msgspec.json.encode(state))
    catalog.keep_feeds({*states, BESIDE})
    catalog.keep_contents({each.digest for selection in selections for each in selection.articles})
    return Rendered(
        feeds=tuple(states[selection.path] for selection in selections),
        fingerprint=everything.digest(),
        documents=tuple(documents),
        work=Rendering(
            composed=composed,
            rendered=len(tasks),
            validated=sum(len(states[task.selection.path].documents) for task in tasks),
        ),
    )


def stand(documents: Iterable[Made], output: Path) -> bool:
    """Whether documents are in `output` as they were made."""
    return all(made.held or is_published(made.path, made.record, output) for made in documents)


def text_findings(selections: Iterable[Selection], catalog: Catalog) -> Iterator[Finding]:
    """What was found in the texts of all selected articles, each once."""
    digests = dict.fromkeys(each.digest for selection in selections for each in selection.articles)
    for digest in digests:
        payload = catalog.content(digest)
        if payload is not None:
            yield from msgspec.json.decode(payload, type=Text).findings


def _fingerprint(selection: Selection, site: Site) -> bytes:
    """A digest of all that a feed is made of."""
    since = None if selection.articles else selection.updated
    facts = (selection.subject, selection.path, selection.archive, selection.previous, since,
             site.title, site.url, site.description, site.language, site.publisher, site.rights, site.logo, site.tag,
             site.feeds)  # fmt: skip
    digest = hashlib.blake2b(repr(facts).encode(), digest_size=16)
    for each in (*selection.articles, *selection.withdrawn):
        digest.update(each.id.encode() + b"\0" + each.digest)
    return digest.digest()


def _compose(
    wanted: Mapping[bytes, Listed], catalog: Catalog, workers: Workers, files: Mapping[str, RecordFile]
) -> int:
    """Make ready the texts that the catalog does not have; their number."""
    missing: dict[str, list[int]] = {}
    for digest, each in wanted.items():
        if catalog.content(digest) is None:
            missing.setdefault(each.file, []).append(catalog.article(each.key).line)
    tasks = [(files[path], tuple(lines)) for path, lines in sorted(missing.items())]
    count = 0
    for part in workers.map(_texts, tasks, portion=TEXTS, alone=TEXTS_ALONE):
        for digest, payload in part:
            catalog.put_content(digest, payload)
            count += 1
    return count


def _texts(site: Site, tasks: Sequence[tuple[RecordFile, tuple[int, ...]]]) -> list[tuple[bytes, bytes]]:
    """The texts of the records that stand on some lines of some files, by the articles' digests."""
    from feedwright.load import read_records
    from feedwright.normalize import compose, normalize

    made = []
    for file, lines in tasks:
        for record in read_records(file):
            if isinstance(record, Finding) or (record.origin.line or 0) not in lines:
                continue
            article = normalize(record, site).article
            if article is not None:
                composed = compose(article, site)
                text = msgspec.json.encode(Text(composed.content, composed.findings))
                made.append((article_row(article, None).digest, text))
    return made


def _feed(selection: Selection, catalog: Catalog, site: Site) -> Feed:
    entries = (_entry(catalog.article(each.key), catalog) for each in selection.articles)
    withdrawn = (catalog.article(each.key).article for each in selection.withdrawn)
    return feed_of(selection, entries, withdrawn, site)


def _entry(row: ArticleRow, catalog: Catalog) -> Entry:
    payload = catalog.content(row.digest)
    if payload is None:
        raise FeedwrightError(f"{row.file} changed while it was being built.", hint="Build again.")
    return Entry(article=row.article, content=msgspec.json.decode(payload, type=Text).content)


def _render(site: Site, feeds: Sequence[Feed]) -> list[tuple[FeedState, list[Document]]]:
    return [_rendered(feed, ninjs=site.feeds.ninjs) for feed in feeds]


def _rendered(feed: Feed, *, ninjs: bool) -> tuple[FeedState, list[Document]]:
    from feedwright.render import ninjs_document, render

    made, sound = [], []
    for document in render(feed):
        findings = judged(document, base=feed.base + document.path.rpartition("/")[2])
        made.append(made_of(document, findings))
        if not made[-1].held:
            sound.append(document)
    if ninjs:
        sound.append(ninjs_document(feed))
        made.append(made_of(sound[-1], ()))
    newest = feed.entries[0].article if feed.entries else None
    state = FeedState(
        path=feed.path,
        archive=feed.archive,
        title=feed.title,
        entries=len(feed.entries),
        newest=(newest.published.instant if newest else feed.updated).isoformat(),
        headline=newest.title if newest else "",
        documents=tuple(made),
    )
    return state, sound


def made_of(document: Document, findings: tuple[Finding, ...]) -> Made:
    """What became of a document of which the validator says `findings`."""
    held = any(finding.severity == "error" for finding in findings)
    return Made(path=document.path, record=file_record(document), held=held, findings=findings)


def judged(document: Document, *, base: str) -> tuple[Finding, ...]:
    """What the validator says of a document, each finding with the record that its entry came from."""
    from feedwright.validation import validate

    return tuple(
        replace(finding, path=document.path, article=document.entries.get(finding.entry or ""))
        for finding in validate(document.data, base=base, media_type=document.media_type)
    )
