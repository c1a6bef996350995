"""Partners' documents: selected, rendered in each partner's dialect, held against its profile, and judged."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from feedwright.model import Document, Feed, Finding, Origin, Removal
from feedwright.pipeline.feeds import NOT_JUDGED, Made, Rendering, made_of, stand
from feedwright.pipeline.judging import Judging, Verdict, judge_document, judging_facts, judging_of
from feedwright.pipeline.newsroom import ContentFolder
from feedwright.pipeline.texts import Texts, entry_of
from feedwright.publish import MANIFEST_FILE, Manifest, Published, Staging, Waiting, publish, read_manifest
from feedwright.select import PartnerSelection, Selection, feed_of, select_partner
from feedwright.site import Partner, Site

_NO_SELF = frozenset({"rss/self-link-missing", "atom/self-link-missing"})


class PartnerState(msgspec.Struct, frozen=True, kw_only=True):
    """What a partner's document became."""

    name: str
    private: bool
    entries: tuple[str, ...]  # ids, newest first, of those that the partner takes
    removed: tuple[str, ...]  # ids of those that it is told to take back
    document: Made
    findings: tuple[Finding, ...]  # about articles that it would reject

    @property
    def left_out(self) -> int:
        """How many articles it would reject."""
        return len({finding.article for finding in self.findings})


class Partners(msgspec.Struct, frozen=True, kw_only=True):
    """All partners: what each gets, and the documents that are new."""

    states: tuple[PartnerState, ...]
    selections: tuple[Selection, ...]  # in the same order
    public: tuple[Waiting, ...]
    private: tuple[Waiting, ...]
    work: Rendering

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called in the catalog."""
        return tuple(_kept_as(state.name) for state in self.states)

    @property
    def published(self) -> Iterator[tuple[Selection, PartnerState]]:
        """Those whose documents are published."""
        return ((each, state) for each, state in zip(self.selections, self.states, strict=True) if not state.private)

    @property
    def findings(self) -> Iterator[Finding]:
        """What is said of all documents, and of articles that are left out of them."""
        for state in self.states:
            yield from state.findings
            yield from state.document.findings

    @property
    def held(self) -> tuple[str, ...]:
        """The paths of the documents that failed validation."""
        return tuple(state.document.path for state in self.states if state.document.held)


class _Room(NamedTuple):
    """What a document is made with."""

    texts: Texts
    site: Site
    now: dt.datetime
    public: Staging
    private: Staging

    def staging(self, partner: Partner) -> Staging:
        """Where the partner's document waits."""
        return self.private if partner.private else self.public


def render_partners(
    texts: Texts,
    *,
    content: ContentFolder,
    now: dt.datetime,
    left_out: Collection[int],
    public: Staging,
    private: Staging,
) -> Partners:
    """Make the document of each partner, unless all that it is made of, and it itself, is as it was.

    New documents wait in `public` or in `private`, whichever the partner's is.
    """
    catalog = texts.catalog
    room = _Room(texts, content.site, now, public, private)
    chosen = [
        selected
        for partner in content.site.partners.values()
        if (
            selected := select_partner(
                catalog, partner, now=int(now.timestamp()), left_out=left_out, said_by=texts.article
            )
        )
        is not None
    ]
    judged_by = judging_facts(content.site) if chosen else ""
    prints = {each.partner.name: _fingerprint(each, content.site, judged_by) for each in chosen}
    states = {
        each.partner.name: state
        for each in chosen
        if (state := _kept(each.partner, prints[each.partner.name], room)) is not None
    }
    tasks = [each for each in chosen if each.partner.name not in states]
    texts.keep(each for selected in chosen for each in selected.selection.articles)
    texts.keep(each.listed for selected in chosen for each in selected.removed)
    composed = texts.make(each for task in tasks for each in task.selection.articles)
    texts.note(each.listed for task in tasks for each in task.removed)
    waiting: dict[bool, list[Waiting]] = {True: [], False: []}  # private ones or not
    judging = judging_of(content.site, public.output) if tasks else None
    for task in tasks:
        assert judging is not None  # noqa: S101 - there is a task
        state, document = _rendered(task, judging, room)
        states[state.name] = state
        catalog.put_feed(_kept_as(state.name), prints[state.name], msgspec.json.encode(state))
        if not state.document.held:
            waiting[state.private].append(room.staging(task.partner).take(document))
    return Partners(
        states=tuple(states[each.partner.name] for each in chosen),
        selections=tuple(each.selection for each in chosen),
        public=tuple(waiting[False]),
        private=tuple(waiting[True]),
        work=Rendering(composed=composed, rendered=len(tasks), validated=len(tasks)),
    )


def publish_private(partners: Partners, staging: Staging) -> None:
    """Bring private documents to where their delivery finds them; those of partners that are gone are removed."""
    private = [state for state in partners.states if state.private]
    folder = staging.output
    if not private and not (folder / MANIFEST_FILE).exists():
        return
    last = read_manifest(folder)
    files, feeds = {}, {}
    for state in private:
        made = state.document
        if not made.held:
            files[made.path], feeds[made.path] = made.record, state.entries
        elif last is not None and made.path in last.files:
            files[made.path], feeds[made.path] = last.files[made.path], last.feeds.get(made.path, ())
    publish(partners.private, Manifest(files=files, feeds=feeds, entries={}), staging)


def _kept_as(name: str) -> str:
    """The name, which no feed has, of what the catalog keeps of a partner."""
    return f"*{name}"


def _kept(partner: Partner, fingerprint: bytes, room: _Room) -> PartnerState | None:
    kept = room.texts.catalog.feed(_kept_as(partner.name))
    if kept is None or kept.fingerprint != fingerprint:
        return None
    state = msgspec.json.decode(kept.payload, type=PartnerState)
    return state if stand([state.document], Published(room.staging(partner).output)) else None


def _fingerprint(selected: PartnerSelection, site: Site, judged_by: str) -> bytes:
    """A digest of all that a partner's document is made of."""
    selection = selected.selection
    gone = (selected.partner, judged_by, selection.updated if not selection.articles else None,
            site.title, site.url, site.description, site.language, site.publisher, site.rights, site.logo, site.tag,
            site.feeds, site.publishing.cloud, [each.since for each in selected.removed])  # fmt: skip
    digest = hashlib.blake2b(repr(gone).encode(), digest_size=16)
    for listed in (*selection.articles, *(each.listed for each in selected.removed)):
        digest.update(listed.id.encode() + b"\0" + listed.digest)
    return digest.digest()


def _rendered(selected: PartnerSelection, judging: Judging, room: _Room) -> tuple[PartnerState, Document]:
    from feedwright.render.partners import partner_document

    partner, site = selected.partner, room.site
    removals = [
        Removal(
            article=room.texts.article(each.listed),
            when=dt.datetime.fromtimestamp(each.since, dt.UTC),
        )
        for each in selected.removed
    ]
    feed = _feed(selected, removals, room)
    left_out: list[Finding] = []
    while True:
        document = partner_document(feed, removals, partner, site, now=room.now)
        own = _held_against_profile(document, feed, partner, room.now)
        smaller, findings = _without_rejected(feed, document, own, partner)
        left_out += findings
        if len(smaller.entries) == len(feed.entries):
            break
        feed = smaller
    verdict = _verdict(document, own, partner, judging, site)
    state = PartnerState(
        name=partner.name,
        private=partner.private,
        entries=tuple(entry.article.id for entry in feed.entries),
        removed=tuple(each.article.id for each in removals),
        document=made_of(document, verdict),
        findings=tuple(left_out),
    )
    return state, document


def _feed(selected: PartnerSelection, removals: Sequence[Removal], room: _Room) -> Feed:
    entries = (entry_of(room.texts.told(each)) for each in selected.selection.articles)
    feed = feed_of(selected.selection, entries, (), room.site)
    changed = [removal.when for removal in removals]
    if feed.entries:
        changed.append(feed.updated)
    return replace(feed, updated=max(changed, default=feed.updated))


def _held_against_profile(document: Document, feed: Feed, partner: Partner, now: dt.datetime) -> tuple[Finding, ...]:
    from feedwright.validation.partners import Picture, judge_for_partner

    pictures: Mapping[str, Picture] = {
        media.url: Picture(width=media.width, height=media.height, length=media.length, type=media.type)
        for entry in feed.entries
        for media in entry.article.media
    }
    return judge_for_partner(document.data, partner.profile, pictures=pictures, now=now)


def _without_rejected(
    feed: Feed, document: Document, own: Sequence[Finding], partner: Partner
) -> tuple[Feed, list[Finding]]:
    """The feed without the entries that the partner would reject, or else without the oldest where it is too large."""
    errors = [finding for finding in own if finding.severity == "error"]
    rejected: dict[Origin, list[Finding]] = {}
    for finding in errors:
        origin = document.entries.get(finding.entry or "")
        if origin is not None:
            rejected.setdefault(origin, []).append(finding)
    if rejected:
        kept = tuple(entry for entry in feed.entries if entry.article.origin not in rejected)
        said = [_left_out(finding, origin, partner) for origin, found in rejected.items() for finding in found]
        return replace(feed, entries=kept), said
    limit = (partner.profile.limits.kilobytes or 0) * 1000
    if limit and len(document.data) > limit and len(feed.entries) > 1:
        room = max(min(len(feed.entries) * limit // len(document.data), len(feed.entries) - 1), 1)
        return replace(feed, entries=feed.entries[:room]), []
    return feed, []


def _left_out(finding: Finding, origin: Origin, partner: Partner) -> Finding:
    return replace(
        finding,
        severity="warning",
        message=f"{finding.message} The article is left out of what partner {partner.name!r} gets.",
        path=origin.path,
        line=origin.line,
        column=None,
        article=origin,
    )


def _verdict(document: Document, own: Sequence[Finding], partner: Partner, judging: Judging, site: Site) -> Verdict:
    """What the validator says, save where the dialect breaks a general rule, and what the profile says of the whole."""
    from feedwright.validation.partners import with_profile

    base = f"{site.feed_base(f'partners/{partner.name}')}{partner.profile.file_name}"
    general = NOT_JUDGED if partner.profile.format == "ninjs" else judge_document(document, base=base, judging=judging)
    traced = (
        replace(finding, path=document.path, article=document.entries.get(finding.entry or "")) for finding in own
    )
    findings = with_profile(general.findings, traced, partner.profile)
    if partner.private:
        findings = tuple(finding for finding in findings if finding.rule not in _NO_SELF)
    return Verdict(findings, held=not judging.policy.publishable(findings))
