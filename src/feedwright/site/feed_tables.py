"""[feeds] and [feeds.NAME] of the configuration: which feeds there are, and what holds for them."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from urllib.parse import urljoin

from feedwright.model import Selector, TermKind, Text
from feedwright.site.model import DeclaredFeed, FeedOptions, Feeds, title_of
from feedwright.site.names import section_path, term_key
from feedwright.site.reader import Reader
from feedwright.site.schema import DeclaredFeedTable, FeedsTable, FeedTable

KIND_FOLDERS: Mapping[TermKind, str] = {
    "tag": "tags",
    "source": "sources",
    "author": "authors",
    "language": "languages",
}
"""The folders below the output for the feeds of every tag, source, author and language."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*")


def read_feeds(reader: Reader, tables: object, *, site_url: str) -> Feeds:
    """The feeds that the table [feeds] declares; `site_url` is the site's, with a slash at its end."""
    written = reader.mapping(tables, "feeds")
    table = reader.convert(
        {key: value for key, value in written.items() if not isinstance(value, dict)}, FeedsTable, "feeds"
    )
    options = _options(table, FeedOptions())
    url = table.url or urljoin(site_url, "feeds/")
    wanted = {"tag": table.tags, "source": table.sources, "author": table.authors, "language": table.languages}
    return Feeds(
        url=url if url.endswith("/") else f"{url}/",
        options=options,
        turnover=table.turnover,
        kinds=tuple(kind for kind in KIND_FOLDERS if wanted[kind]),
        declared=tuple(
            _declared(reader, name, value, options)
            for name, value in sorted(written.items())
            if isinstance(value, dict)
        ),
        hubs=table.hubs,
        icon=None if table.icon is None else urljoin(site_url, table.icon),
        ttl=table.ttl,
        pages=table.pages,
        ninjs=table.ninjs,
    )


def _declared(reader: Reader, name: str, value: object, options: FeedOptions) -> DeclaredFeed:
    table = reader.convert(value, DeclaredFeedTable, "feeds", name)
    if not _NAME.fullmatch(name) or name.partition("/")[0] in {*KIND_FOLDERS.values(), "archive", "partners"}:
        reader.fail(
            f"feeds.{name!r} cannot be the name of a feed.",
            "feeds",
            name,
            hint="Use lower-case letters, digits and hyphens, but not tags, sources, authors, languages, archive or "
            "partners.",
        )
    reader.check_language(table.language, "feeds", name, "language")
    if table.section is None and not table.subsections:
        reader.fail(f"feeds.{name}.subsections says nothing without a section.", "feeds", name, "subsections")
    return DeclaredFeed(
        name=name,
        title=Text(table.title or title_of(name)),
        description=None if table.description is None else Text(table.description),
        language=table.language,
        selector=_selector(table),
        options=_options(table, options),
    )


def _selector(table: DeclaredFeedTable) -> Selector:
    written: dict[TermKind, str | tuple[str, ...]] = {
        "tag": table.tag,
        "author": table.author,
        "source": table.source,
        "language": table.language or (),
        "media": table.media,
    }
    return Selector(
        section=None if table.section is None else section_path(table.section),
        subsections=table.subsections,
        terms=tuple(
            (kind, term_key(kind, each))
            for kind, values in written.items()
            for each in ((values,) if isinstance(values, str) else values)
        ),
    )


def _options(table: FeedTable, default: FeedOptions) -> FeedOptions:
    """What a table says, over `default`."""
    return replace(
        default, **{each.name: value for each in fields(default) if (value := getattr(table, each.name)) is not None}
    )
