"""One feed for the whole site and one for each section that has an article."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from feedwright.model import Entry, Feed, Html, Listed, Text
from feedwright.select.terms import terms_of
from feedwright.site import Section, Site


class ArticleIndex(Protocol):
    """All articles, asked by section."""

    def sections(self) -> Sequence[str]:
        """The paths of the sections that hold an article, themselves or below them; "" is the whole site."""
        ...

    def newest(self, section: str, *, now: int) -> Iterator[Listed]:
        """The public articles of a section and of those below it, newest first, ties broken by id."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The articles of one feed, newest first, before their texts are made ready."""

    section: Section | None  # None for the whole site
    articles: tuple[Listed, ...]

    @property
    def path(self) -> str:
        """The folder of the feed below the output; "" for the whole site."""
        return self.section.path if self.section else ""


def select_sections(index: ArticleIndex, site: Site, *, now: int, left_out: Collection[int]) -> Iterator[Selection]:
    """A selection for the site and for each section that has a public article, in the order of their paths.

    `now` is in seconds since 1970; `left_out` are the keys of articles for which another one stands.
    """
    for path in index.sections():
        public = (each for each in index.newest(path, now=now) if each.key not in left_out)
        articles = tuple(islice(public, site.feeds.limit))
        if articles:
            yield Selection(section=site.sections[path] if path else None, articles=articles)


def feed_of(selection: Selection, entries: Iterable[Entry], site: Site) -> Feed:
    """The feed of a selection; `entries` are its articles with their texts."""
    section = selection.section
    path = selection.path
    title = f"{site.title} – {section.title}" if section else site.title
    sent = tuple(_sent(entry, site) for entry in entries)
    return Feed(
        path=path,
        title=Text(title),
        description=(section.description or Text(f"{section.title}: news from {site.title}"))
        if section
        else site.description,
        home=site.section_url(path),
        base=site.feed_base(path),
        id=f"tag:{site.tag}:feeds/{path}",
        language=(section.language if section else None) or site.language,
        publisher=site.publisher,
        rights=site.rights,
        logo=site.logo,
        full_text=site.feeds.content == "full",
        updated=max(entry.article.updated.instant for entry in sent),
        entries=sent,
    )


def _sent(entry: Entry, site: Site) -> Entry:
    """The article with as much of its text as its source lets go."""
    if terms_of(entry.article, site) == "full":
        return entry
    return replace(entry, content=replace(entry.content, html=Html("")))
