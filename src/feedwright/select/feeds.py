"""Which feeds there are, and which articles stand in each."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, Protocol

from feedwright.model import Listed, Selector, Term, TermKind, Text
from feedwright.select.archives import Archive, Archived, archived
from feedwright.site import KIND_FOLDERS, FeedOptions, Section, Site, zone

MAX_TOMBSTONES = 50
"""Withdrawn articles that a feed still tells of, the last withdrawn ones."""
_DAY = 86_400
_MARKUP = 1_500  # bytes that an entry takes beside its text, about


class ArticleIndex(Protocol):
    """All articles, asked by selectors."""

    def sections(self) -> Sequence[str]:
        """The paths of the sections that hold an article, themselves or below them; "" is the whole site."""
        ...

    def terms(self, kind: TermKind) -> Sequence[Term]:
        """Every term of a kind."""
        ...

    def newest(self, selector: Selector, *, now: int) -> Iterator[Listed]:
        """The public articles that a selector asks for, newest first, ties broken by id."""
        ...

    def withdrawn(self, selector: Selector, *, now: int) -> Iterator[Listed]:
        """The articles that it asks for and that were withdrawn by now, the last withdrawn first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a feed is about."""

    path: str  # its folder below the output; "" for the whole site
    title: Text | None = None  # beside the site's; None: the whole site
    description: Text | None = None
    language: str | None = None
    selector: Selector
    options: FeedOptions
    kind: Literal["section", "declared", "term"] = "section"  # the whole site counts as a section


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The articles of one feed document, newest first, before their texts are made ready."""

    subject: Subject
    path: str  # of the document's folder: the subject's, or that of an archive below it
    articles: tuple[Listed, ...]
    withdrawn: tuple[Listed, ...] = ()
    updated: int  # seconds since 1970, for a feed without articles
    archive: Archive | None = None  # None: the feed to subscribe to
    previous: str | None = None  # path of the archive before


def select_feeds(index: ArticleIndex, site: Site, *, now: int, left_out: Collection[int]) -> Iterator[Selection]:
    """A selection for every feed of the site that has an article or is kept without one, each before its archives.

    `now` is in seconds since 1970; `left_out` are the keys of articles for which another one stands.
    """
    newest = next(index.newest(Selector(), now=now), None)
    if newest is None:
        return
    for subject in subjects(index, site):
        public = (each for each in index.newest(subject.selector, now=now) if each.key not in left_out)
        archives: tuple[Archived, ...] = ()
        if subject.options.archives == "none":
            articles = _limited(public, subject.options, now)
        else:
            everything = tuple(public)
            archives = archived(subject.path, everything, subject.options.archives, zone(site.timezone))
            articles = _with_changed(everything, archives, subject.options.limit)
        withdrawn = tuple(islice(index.withdrawn(subject.selector, now=now), MAX_TOMBSTONES))
        if articles or subject.options.empty == "keep":
            yield Selection(
                subject=subject,
                path=subject.path,
                articles=articles,
                withdrawn=withdrawn,
                updated=newest.updated,
                previous=archives[0].path if archives else None,
            )
        for archive in archives:
            yield Selection(
                subject=subject,
                path=archive.path,
                articles=archive.articles,
                updated=newest.updated,
                archive=archive.place,
                previous=archive.place.previous,
            )


def subjects(index: ArticleIndex, site: Site) -> Iterator[Subject]:
    """The whole site, each section that holds an article, the declared feeds, and the terms that have feeds."""
    options = site.feeds.options
    for path in index.sections():
        yield _section(site.sections[path], options) if path else Subject(path="", selector=Selector(), options=options)
    for declared in site.feeds.declared:
        yield Subject(
            path=declared.name,
            title=declared.title,
            description=declared.description,
            language=declared.language,
            selector=declared.selector,
            options=declared.options,
            kind="declared",
        )
    for kind in site.feeds.kinds:
        for term in index.terms(kind):
            yield Subject(
                path=f"{KIND_FOLDERS[kind]}/{term.key}",
                title=Text(term.label),
                language=term.label if kind == "language" else None,
                selector=Selector(terms=((kind, term.key),)),
                options=options,
                kind="term",
            )


def _section(section: Section, options: FeedOptions) -> Subject:
    return Subject(
        path=section.path,
        title=section.title,
        description=section.description,
        language=section.language,
        selector=Selector(section=section.path),
        options=options,
    )


def _limited(public: Iterable[Listed], options: FeedOptions, now: int) -> tuple[Listed, ...]:
    """The newest, within the limits of number, age and size; one at least, if there is any."""
    articles: list[Listed] = []
    room = (options.kilobytes or 0) * 1000
    for each in islice(public, options.limit):
        if options.days is not None and each.published < now - options.days * _DAY:
            break
        room -= each.size + _MARKUP
        if options.kilobytes is not None and room < 0 and articles:
            break
        articles.append(each)
    return tuple(articles)


def _with_changed(everything: Sequence[Listed], archives: Sequence[Archived], limit: int) -> tuple[Listed, ...]:
    """The newest, among them all that stand in no archive, and those from archives that changed since the last one.

    RFC 5005 §4.1: who reads the feed and its archives must miss nothing, and hears of a change in the feed.
    """
    kept = sum(len(archive.articles) for archive in archives)
    newest = max(limit, len(everything) - kept)
    since = everything[len(everything) - kept - 1].published if archives and len(everything) > kept else None
    changed = (each for each in everything[newest:] if since is not None and each.updated >= since)
    return (*everything[:newest], *islice(changed, limit))
