"""One feed for the whole site and one for each section that has an article."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from feedwright.model import Article, Content, Entry, Feed, Html, Text
from feedwright.select.status import is_public
from feedwright.site import Section, Site, Syndicate


class ArticleIndex(Protocol):
    """All articles, asked by section."""

    @property
    def sections(self) -> Sequence[str]:
        """The paths of the sections that hold an article, themselves or below them; "" is the whole site."""
        ...

    def newest(self, section: str) -> Iterator[Article]:
        """The articles of a section and of those below it, newest first, ties broken by id."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The articles of one feed, newest first, before their texts are made ready."""

    section: Section | None  # None for the whole site
    articles: tuple[Article, ...]


def select_sections(index: ArticleIndex, site: Site, now: dt.datetime) -> Iterator[Selection]:
    """A selection for the site and for each section that has a public article, in the order of their paths."""
    for path in index.sections:
        public = (
            article for article in index.newest(path) if is_public(article, now) and _terms(article, site) != "none"
        )
        articles = tuple(islice(public, site.feeds.limit))
        if articles:
            yield Selection(section=site.sections[path] if path else None, articles=articles)


def feed_of(selection: Selection, contents: Mapping[str, Content], site: Site) -> Feed:
    """The feed of a selection; `contents` has each article's text by the article's id."""
    section = selection.section
    path = section.path if section else ""
    title = f"{site.title} – {section.title}" if section else site.title
    base = site.feed_base(path)
    return Feed(
        path=path,
        title=Text(title),
        description=(section.description or Text(f"{section.title}: news from {site.title}"))
        if section
        else site.description,
        home=site.section_url(path),
        base=base,
        id=f"tag:{site.tag}:feeds/{path}",
        language=(section.language if section else None) or site.language,
        publisher=site.publisher,
        rights=site.rights,
        logo=site.logo,
        full_text=site.feeds.content == "full",
        updated=max(article.updated.instant for article in selection.articles),
        entries=tuple(_entry(article, contents[article.id], site) for article in selection.articles),
    )


def _entry(article: Article, content: Content, site: Site) -> Entry:
    """The article with as much of its text as its source lets go."""
    return Entry(
        article=article, content=replace(content, html=Html("")) if _terms(article, site) == "summary" else content
    )


def _terms(article: Article, site: Site) -> Syndicate:
    """On what terms the article's source lets it into a public feed."""
    source = site.sources.get(article.source.name) if article.source and article.source.name else None
    return source.syndicate if source else "full"
