"""Selections into documents: only feeds that are not what they were when they were last rendered."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from feedwright.catalog import Catalog
from feedwright.model import Document, Feed, Finding
from feedwright.pipeline.judging import Judging, Verdict, judge_feed, judging_facts, judging_of
from feedwright.pipeline.newsroom import ContentFolder
from feedwright.pipeline.texts import Texts, article_of, entry_of
from feedwright.pipeline.workers import Workers
from feedwright.publish import FileRecord, Published, Seen, Staging, Waiting, file_record
from feedwright.select import Selection, feed_of
from feedwright.site import Site

if TYPE_CHECKING:
    from feedwright.pipeline.causes import Causes

BESIDE = "*"
"""The name, which no feed has, of what is published beside the feeds."""
SEEN = "*/"
"""The name, which no feed has, of what was seen of the published files."""
FEEDS_ALONE = 2
"""Feeds that one process renders: for more, others begin."""
NOT_JUDGED = Verdict((), held=False)
"""The verdict on a document of a kind that the validator does not know."""


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


class Rendering(msgspec.Struct, frozen=True, kw_only=True):
    """How much there was to do."""

    composed: int  # texts made ready
    rendered: int  # feeds
    validated: int  # documents

    def __add__(self, other: "Rendering") -> "Rendering":
        return Rendering(
            composed=self.composed + other.composed,
            rendered=self.rendered + other.rendered,
            validated=self.validated + other.validated,
        )


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """All feeds: what each became, and the documents that are new."""

    feeds: tuple[FeedState, ...]
    documents: tuple[Waiting, ...]  # rendered now, and sound
    moved: tuple[Finding, ...]  # between what is published and these documents
    work: Rendering

    @property
    def findings(self) -> Iterator[Finding]:
        """What the validator says of all documents."""
        yield from (finding for feed in self.feeds for made in feed.documents for finding in made.findings)
        yield from self.moved

    @property
    def held(self) -> tuple[str, ...]:
        """The paths of the documents that failed validation."""
        return tuple(made.path for feed in self.feeds for made in feed.documents if made.held)


class _Task(NamedTuple):
    selection: Selection
    fingerprint: bytes


class Target(NamedTuple):
    """What is published, and where that waits which is new."""

    published: Published
    staging: Staging


class Begun(NamedTuple):
    """Feeds that other processes render, while this one may do something else."""

    fingerprint: bytes  # of all of them
    finish: Callable[[], Rendered]


def begin_feeds(
    selections: Sequence[Selection],
    texts: Texts,
    renderers: Workers,
    *,
    content: ContentFolder,
    target: Target,
) -> Begun:
    """Render and judge the feeds of `selections` that are new, have changed, or are not published as they were.

    Their documents wait in the target where they are sound.
    """
    site, catalog = content.site, texts.catalog
    states: dict[str, FeedState] = {}
    tasks = []
    everything = hashlib.blake2b(digest_size=16)
    judged_by = judging_facts(site)
    for selection in selections:
        fingerprint = _fingerprint(selection, site, judged_by)
        everything.update(fingerprint)
        kept = catalog.feed(selection.path)
        state = msgspec.json.decode(kept.payload, type=FeedState) if kept and kept.fingerprint == fingerprint else None
        if state is not None and stand(state.documents, target.published):
            states[selection.path] = state
        else:
            tasks.append(_Task(selection, fingerprint))
    texts.keep(each for selection in selections for each in (*selection.articles, *selection.withdrawn))
    composed = texts.make(each for task in tasks for each in task.selection.articles)
    texts.note(each for task in tasks for each in task.selection.withdrawn)
    rendered = _render_all(tasks, texts, renderers, content, target.staging)

    def finish() -> Rendered:
        documents: list[Waiting] = []
        moved: list[Finding] = []
        for task, made in zip(tasks, rendered, strict=True):
            states[task.selection.path] = made.state
            documents += made.sound
            moved += made.moved
            catalog.put_feed(task.selection.path, task.fingerprint, msgspec.json.encode(made.state))
        return Rendered(
            feeds=tuple(states[selection.path] for selection in selections),
            documents=tuple(documents),
            moved=tuple(moved),
            work=Rendering(
                composed=composed,
                rendered=len(tasks),
                validated=sum(len(states[task.selection.path].documents) for task in tasks),
            ),
        )

    return Begun(everything.digest(), finish)


def published_in(output: Path, catalog: Catalog) -> Published:
    """What stands in `output`, with what the last build saw of it."""
    kept = catalog.feed(SEEN)
    known = kept is not None and kept.fingerprint == _folder(output)
    return Published(output, msgspec.json.decode(kept.payload, type=dict[str, Seen]) if kept and known else {})


def keep_published(published: Published, made: Iterable[Made], catalog: Catalog) -> None:
    """Keep for the next build what was seen of the documents, now that they are published."""
    for each in made:
        if not each.held:
            published.note(each.path, each.record)
    catalog.put_feed(SEEN, _folder(published.output), msgspec.json.encode(published.seen))


def _folder(output: Path) -> bytes:
    return str(output.absolute()).encode(errors="surrogateescape")


def stand(documents: Iterable[Made], published: Published) -> bool:
    """Whether documents are where they are published as they were made."""
    return all(made.held or published.holds(made.path, made.record) for made in documents)


def _fingerprint(selection: Selection, site: Site, judged_by: str) -> bytes:
    """A digest of all that a feed is made of."""
    since = None if selection.articles else selection.updated
    count = len(selection.articles)  # the last of them may be the first of the withdrawn ones by the clock alone
    facts = (selection.subject, selection.path, selection.archive, selection.previous, since, count,
             site.title, site.url, site.description, site.language, site.publisher, site.rights, site.logo, site.tag,
             site.feeds, site.publishing.cloud, judged_by)  # fmt: skip
    digest = hashlib.blake2b(repr(facts).encode(), digest_size=16)
    for each in (*selection.articles, *selection.withdrawn):
        digest.update(each.id.encode() + b"\0" + each.digest)
    return digest.digest()


class _ToRender(NamedTuple):
    """A selection and what its articles say, encoded."""

    selection: Selection
    entries: tuple[bytes, ...]
    withdrawn: tuple[bytes, ...]


def _with_texts(selection: Selection, texts: Texts) -> _ToRender:
    return _ToRender(
        selection=selection,
        entries=tuple(texts.told(each) for each in selection.articles),
        withdrawn=tuple(texts.told(each) for each in selection.withdrawn),
    )


class _RenderedFeed(NamedTuple):
    state: FeedState
    sound: list[Waiting]
    moved: tuple[Finding, ...]


def _render_all(
    tasks: Sequence[_Task], texts: Texts, renderers: Workers, content: ContentFolder, staging: Staging
) -> Iterator[_RenderedFeed]:
    """Each feed rendered and judged, its findings with the fields of the records that they come from."""
    if not tasks:
        return iter(())
    from feedwright.pipeline.causes import Causes

    causes = Causes(content.found.files)
    work = partial(_render, judging=judging_of(content.site, staging.output), staging=staging)
    feeds = (_with_texts(task.selection, texts) for task in tasks)
    parts = renderers.map(work, feeds, portion=1, alone=FEEDS_ALONE)
    return (_traced(feed, causes) for part in parts for feed in part)


def _traced(feed: _RenderedFeed, causes: "Causes") -> _RenderedFeed:
    state, sound, moved = feed
    documents = tuple(replace(made, findings=causes.traced(made.findings)) for made in state.documents)
    return _RenderedFeed(replace(state, documents=documents), sound, causes.traced(moved))


def _render(site: Site, feeds: Sequence[_ToRender], *, judging: Judging, staging: Staging) -> list[_RenderedFeed]:
    return [
        _rendered(
            feed_of(feed.selection, map(entry_of, feed.entries), map(article_of, feed.withdrawn), site),
            judging,
            staging,
            ninjs=site.feeds.ninjs,
        )
        for feed in feeds
    ]


def _rendered(feed: Feed, judging: Judging, staging: Staging, *, ninjs: bool) -> _RenderedFeed:
    from feedwright.render import render

    documents = render(feed)
    verdicts, moved = judge_feed(documents, base=feed.base, judging=judging)
    made = [made_of(document, verdict) for document, verdict in zip(documents, verdicts, strict=True)]
    sound = [staging.take(document) for document, verdict in zip(documents, verdicts, strict=True) if not verdict.held]
    if ninjs:
        from feedwright.render import ninjs_document

        document = ninjs_document(feed)
        sound.append(staging.take(document))
        made.append(made_of(document, NOT_JUDGED))
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
    return _RenderedFeed(state, sound, moved)


def made_of(document: Document, verdict: Verdict) -> Made:
    """What became of a document by the verdict on it."""
    return Made(path=document.path, record=file_record(document), held=verdict.held, findings=verdict.findings)
