"""Which feeds there are, and which articles stand in each."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal, Protocol

import msgspec

from feedwright.model import Listed, Selector, Term, TermKind, Text
from feedwright.select.archives import Archive, Archived, archived
from feedwright.site import KIND_FOLDERS, FeedOptions, Section, Site, zone

MAX_TOMBSTONES = 50
"""Withdrawn articles that a feed still tells of, the last withdrawn ones."""
_DAY = 86_400
_MARKUP = 2_000  # bytes that an entry takes beside its text, about
_SUMMARY = 500  # bytes of a summary, about


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
        """The articles that it asks for and that were public and withdrawn by now, the last withdrawn first."""
        ...


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed is about."""

    path: str  # its folder below the output; "" for the whole site
    title: Text | None = None  # beside the site's; None: the whole site
    description: Text | None = None
    language: str | None = None
    selector: Selector
    options: FeedOptions
    kind: Literal["section", "declared", "term"] = "section"  # the whole site counts as a section


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """The articles of one feed document, newest first, before their texts are made ready."""

    subject: Subject
    path: str  # of the document's folder: the subject's, or that of an archive below it
    articles: tuple[Listed, ...]
    withdrawn: tuple[Listed, ...] = ()
    updated: int  # seconds since 1970, for a feed without articles
    archive: Archive | None = None  # None: the feed to subscribe to
    previous: str | None = None  # path of the archive before


def select_feeds(index: ArticleIndex, site: Site, *, now: int, left_out: Collection[int]) -> Iterator[Selection]:
    """A selection for every feed of the site that has something to say or is kept without, each before its archives.

    `now` is in seconds since 1970; `left_out` are the keys of articles for which another one stands. None at all while
    the site never had a public article.
    """
    everything = chain(index.newest(Selector(), now=now), index.withdrawn(Selector(), now=now))
    newest = next(everything, None)
    if newest is None:
        return
    for subject in subjects(index, site):
        public = (each for each in index.newest(subject.selector, now=now) if each.key not in left_out)
        archives: tuple[Archived, ...] = ()
        if subject.options.archives == "none":
            articles = _limited(public, subject.options, now)
        else:
            all_articles = tuple(public)
            archives = archived(subject.path, all_articles, subject.options.archives, zone(site.timezone))
            articles = _with_changed(all_articles, archives, subject.options, now)
        gone = (each for each in index.withdrawn(subject.selector, now=now) if each.key not in left_out)
        withdrawn = tuple(islice(gone, MAX_TOMBSTONES))
        if articles or withdrawn or _is_kept(subject):
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


def _is_kept(subject: Subject) -> bool:
    """Whether a feed without articles stays: that of the whole site does, and a term is nothing without an article."""
    return not subject.path or (subject.options.empty == "keep" and subject.kind != "term")


def subjects(index: ArticleIndex, site: Site) -> Iterator[Subject]:
    """The whole site, each section that holds an article or is kept, the declared feeds, and the terms with feeds."""
    options = site.feeds.options
    yield Subject(path="", selector=Selector(), options=options)
    for path in site.sections if options.empty == "keep" else index.sections():
        if path:
            yield _section(site.sections[path], options)
    for declared in site.feeds.declared:
        yield Subject(
            path=declared.name,
            title=declared.title,
            description=declared.description,
            language=declared.language or _language(declared.selector.section, site),
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


def _language(path: str | None, site: Site) -> str | None:
    """The language of a section that has one of its own."""
    section = site.sections.get(path or "")
    return section.language if section else None


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
    """The newest, within the limits of number, age and size; one at least that is young enough, if there is any."""
    if options.days is None and options.kilobytes is None:
        return tuple(islice(public, options.limit))
    articles: list[Listed] = []
    room = (options.kilobytes or 0) * 1000
    for each in islice(public, options.limit):
        if options.days is not None and each.published < now - options.days * _DAY:
            break
        text = each.size + each.size // 4
        # RSS says a full text that has no summary twice: as the description, and as the content
        room -= _MARKUP + {"summary": _SUMMARY, "full": 2 * text}.get(options.content, text)
        if options.kilobytes is not None and room < 0 and articles:
            break
        articles.append(each)
    return tuple(articles)


def _with_changed(
    everything: Sequence[Listed], archives: Sequence[Archived], options: FeedOptions, now: int
) -> tuple[Listed, ...]:
    """The newest, among them all that stand in no archive, and those of the others that changed since the last of them.

    RFC 5005 §4: a reader that has the archives hears in the feed of what came to them or changed in them later. It
    stays there as long as what was published at that time.
    """
    kept = sum(len(archive.articles) for archive in archives)
    newest = max(len(_limited(everything, options, now)), len(everything) - kept)
    older = everything[newest:]
    if not older:
        return tuple(everything)
    changed = sorted(
        (each for each in older if _changed(each) > everything[newest - 1].published),
        key=lambda each: (-_changed(each), each.id),
    )
    wanted = {each.key for each in changed[: options.limit]}
    return (*everything[:newest], *(each for each in older if each.key in wanted))


def _changed(article: Listed) -> int:
    """When an article last became news to readers: an embargo may have kept it back beyond its date."""
    return max(article.updated, article.opens or 0)
