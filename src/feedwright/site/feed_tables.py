"""[feeds] and [feeds.NAME] of the configuration: which feeds there are, and what holds for them."""

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

import msgspec

from feedwright.model import Selector, TermKind, Text
from feedwright.patterns import pattern
from feedwright.site.model import DeclaredFeed, FeedOptions, Feeds, title_of
from feedwright.site.names import outlet_key, section_path, term_key
from feedwright.site.publish_tables import check_public
from feedwright.site.reader import Reader
from feedwright.site.schema import DeclaredFeedTable, FeedsTable, FeedTable, PartnerTable

KIND_FOLDERS: Mapping[TermKind, str] = {
    "tag": "tags",
    "source": "sources",
    "author": "authors",
    "language": "languages",
}
"""The folders below the output for the feeds of every tag, source, author and language."""
ARCHIVE_FOLDER = "archive"
"""The folder below a feed's own for its archives."""

_NAME = pattern(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*")


def read_feeds(reader: Reader, tables: object, *, site_url: str, source_names: Mapping[str, str]) -> Feeds:
    """The feeds that the table [feeds] declares.

    `site_url` is the site's, with a slash at its end; `source_names` gives the name of a configured source by the key
    of each of its spellings.
    """
    written = reader.mapping(tables, "feeds")
    table = reader.convert(
        {key: value for key, value in written.items() if not isinstance(value, dict)}, FeedsTable, "feeds"
    )
    options = _options(table, FeedOptions())
    url = table.url or urljoin(site_url, "feeds/")
    for hub in table.hubs:
        check_public(reader, hub, "feeds", "hubs")
    wanted = {"tag": table.tags, "source": table.sources, "author": table.authors, "language": table.languages}
    return Feeds(
        url=url if url.endswith("/") else f"{url}/",
        options=options,
        turnover=table.turnover,
        kinds=tuple(kind for kind in KIND_FOLDERS if wanted[kind]),
        declared=tuple(
            _declared(reader, name, value, options, source_names)
            for name, value in sorted(written.items())
            if isinstance(value, dict)
        ),
        hubs=table.hubs,
        icon=None if table.icon is None else urljoin(site_url, table.icon),
        ttl=table.ttl,
        pages=table.pages,
        ninjs=table.ninjs,
    )


def _declared(
    reader: Reader, name: str, value: object, options: FeedOptions, source_names: Mapping[str, str]
) -> DeclaredFeed:
    table = reader.convert(value, DeclaredFeedTable, "feeds", name)
    first, *_ = parts = name.split("/")
    if not _NAME.fullmatch(name) or first in {*KIND_FOLDERS.values(), "partners"} or ARCHIVE_FOLDER in parts:
        reader.fail(
            f"feeds.{name!r} cannot be the name of a feed.",
            "feeds",
            name,
            hint="Use lower-case letters, digits and hyphens, but not tags, sources, authors, languages, archive or "
            "partners.",
        )
    return DeclaredFeed(
        name=name,
        title=Text(table.title or title_of(name)),
        description=None if table.description is None else Text(table.description),
        language=table.language,
        selector=selector_of(reader, table, source_names, "feeds", name),
        options=_options(table, options),
    )


def selector_of(
    reader: Reader, table: DeclaredFeedTable | PartnerTable, source_names: Mapping[str, str], *keys: str
) -> Selector:
    """What the articles must be that the table at `keys` asks for; it fails where that makes no sense."""
    reader.check_language(table.language, *keys, "language")
    if table.section is None and not table.subsections:
        reader.fail(
            f"{'.'.join(keys)}.subsections says nothing without a section.",
            *keys,
            "subsections",
            hint="Add the key section, or take this one out.",
        )
    return Selector(
        section=None if table.section is None else section_path(table.section),
        subsections=table.subsections,
        terms=tuple(_terms(reader, table, source_names, keys)),
    )


def _terms(
    reader: Reader, table: DeclaredFeedTable | PartnerTable, source_names: Mapping[str, str], keys: tuple[str, ...]
) -> Iterator[tuple[TermKind, str]]:
    """What articles must be besides; a source answers to all of its spellings."""
    written: Mapping[TermKind, str | tuple[str, ...]] = {
        "tag": table.tag,
        "author": table.author,
        "source": table.source,
        "language": table.language or (),
        "media": table.media,
    }
    for kind, values in written.items():
        for each in (values,) if isinstance(values, str) else values:
            key = term_key(kind, source_names.get(outlet_key(each), each) if kind == "source" else each)
            if not key:
                reader.fail(
                    f"{'.'.join(keys)}.{kind}: {each!r} names nothing.", *keys, kind, hint="Write a name in it."
                )
            yield kind, key


def _options(table: FeedTable, default: FeedOptions) -> FeedOptions:
    """What a table says, over `default`."""
    return msgspec.structs.replace(
        default, **{name: value for name in default.__struct_fields__ if (value := getattr(table, name)) is not None}
    )
