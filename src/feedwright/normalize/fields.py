"""The fields of an article record: their names, the other names that people write, and the types of their values.

Records of Hugo, Jekyll, Zola, Eleventy and Pelican use many names for the same thing; here each becomes one. Names are
compared without case, hyphens and underscores, so `pubDate`, `pub_date` and `pubdate` are one name.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct

Scalar = str | int | float


class PersonTable(Struct, frozen=True, kw_only=True):
    """A person, field by field."""

    name: str | None = None
    email: str | None = None
    url: str | None = None


class OutletTable(Struct, frozen=True, kw_only=True):
    """An organization, field by field."""

    name: str | None = None
    url: str | None = None
    feed: str | None = None


class TranscriptTable(Struct, frozen=True, kw_only=True):
    """The words of a recording: where they are, and in which form."""

    url: str
    type: str | None = None
    language: str | None = None


class MediaTable(Struct, frozen=True, kw_only=True):
    """A media file, field by field; `src`, `image` and `path` are other names of `url`."""

    url: str | None = None
    src: str | None = None
    image: str | None = None
    path: str | None = None
    type: str | None = None
    length: Scalar | None = None
    width: Scalar | None = None
    height: Scalar | None = None
    alt: str | None = None
    credit: str | None = None
    title: str | None = None
    duration: Scalar | None = None
    rights: str | None = None
    chapters: str | None = None
    transcripts: str | TranscriptTable | list[str | TranscriptTable] | None = None


class WithdrawalTable(Struct, frozen=True, kw_only=True):
    """A withdrawal, field by field."""

    at: Scalar | None = None
    reason: str | None = None


class CorrectionTable(Struct, frozen=True, kw_only=True):
    """A correction, field by field; both are needed."""

    note: str
    at: Scalar


PersonField = str | PersonTable
OutletField = str | OutletTable
MediaField = str | MediaTable


class Record(Struct, kw_only=True):
    """What a record may say."""

    id: Annotated[Scalar | None, Meta(description="the permanent id; never change it once it is published")] = None
    title: Annotated[Scalar | None, Meta(description="the headline; required")] = None
    subtitle: Annotated[Scalar | None, Meta(description="the second headline")] = None
    summary: Annotated[Scalar | None, Meta(description="one or two sentences; cut from the text when absent")] = None
    date: Annotated[Scalar | None, Meta(description="when it was published")] = None
    updated: Annotated[Scalar | None, Meta(description="when it was last changed; default: `date`")] = None
    timezone: Annotated[str | None, Meta(description="IANA name of the zone of this record's zone-less times")] = None
    section: Annotated[str | None, Meta(description="its path in the section tree; default: the record's folder")] = (
        None
    )
    tags: Annotated[Scalar | list[Scalar] | None, Meta(description="a list, or names separated by commas")] = None
    language: Annotated[str | None, Meta(description="BCP 47 tag, when it differs from the site's")] = None
    draft: Annotated[bool | str | None, Meta(description="true: not published")] = None
    status: Annotated[str | None, Meta(description="`published`, `draft`, `withheld` or `withdrawn`")] = None
    publish_at: Annotated[Scalar | None, Meta(description="not in any feed before this time")] = None
    embargo: Annotated[Scalar | None, Meta(description="nor before this one; for news under embargo")] = None
    expires: Annotated[Scalar | None, Meta(description="in no feed from this time on")] = None
    withdrawn: Annotated[
        bool | Scalar | WithdrawalTable | None,
        Meta(description="true, the time of the withdrawal, or a table of `at` and `reason`"),
    ] = None
    corrections: Annotated[
        CorrectionTable | list[CorrectionTable] | None,
        Meta(description="tables of `note` and `at`: shown below the text, and counted as updates"),
    ] = None
    slug: Annotated[Scalar | None, Meta(description="its name in the permalink; default: from the file's name")] = None
    url: Annotated[str | None, Meta(description="its permalink, absolute or below the site's URL")] = None
    canonical: Annotated[str | None, Meta(description="URL of the original, when this is a copy")] = None
    authors: Annotated[
        PersonField | list[PersonField] | None, Meta(description="names, bylines or tables of `name`, `email`, `url`")
    ] = None
    editors: Annotated[
        PersonField | list[PersonField] | None, Meta(description="like `authors`; not shown as authors")
    ] = None
    source: Annotated[
        OutletField | None, Meta(description="the outlet it comes from: a name, or a table of `name`, `url`, `feed`")
    ] = None
    source_url: Annotated[str | None, Meta(description="URL of the article at its source")] = None
    via: Annotated[OutletField | None, Meta(description="who passed it on: a name, or a table of `name`, `url`")] = None
    publisher: Annotated[OutletField | None, Meta(description="who publishes it; default: the site's publisher")] = None
    rights: Annotated[str | None, Meta(description="the copyright line; default: the source's, then the site's")] = None
    comments: Annotated[str | None, Meta(description="URL of the page with its comments")] = None
    comment_count: Annotated[Annotated[int, Meta(ge=0)] | None, Meta(description="how many comments there are")] = None
    season: Annotated[Scalar | None, Meta(description="of a podcast: the number of the season")] = None
    episode: Annotated[Scalar | None, Meta(description="of a podcast: the number of the episode")] = None
    episode_type: Annotated[str | None, Meta(description="of a podcast: `full`, `trailer` or `bonus`")] = None
    explicit: Annotated[bool | str | None, Meta(description="of a podcast: not for children")] = None
    image: Annotated[
        MediaField | list[MediaField] | None,
        Meta(description="URL, or a table of `url`, `type`, `length`, `width`, `height`, `alt`, `credit`"),
    ] = None
    media: Annotated[
        MediaField | list[MediaField] | None,
        Meta(description="audio and video, like `image`, and with `title`, `duration`, `chapters`, `transcripts`"),
    ] = None
    body: Annotated[Scalar | None, Meta(description="the text in Markdown, in formats without a place for it")] = None
    body_html: Annotated[str | None, Meta(description="the text in HTML, instead of `body`")] = None


ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("guid", "uuid"),
    "title": ("headline",),
    "subtitle": ("subhead", "subheading", "subheadline", "standfirst", "dek", "deck"),
    "summary": ("description", "excerpt", "abstract", "teaser"),
    "date": ("published", "pubdate", "datepublished", "publishedat", "publishedon", "created", "issued"),
    "updated": ("lastmod", "modified", "lastmodified", "lastmodifiedat", "datemodified", "updatedat", "lastupdated"),
    "publish_at": ("publishdate", "scheduled"),
    "embargo": ("embargountil", "embargoeduntil"),
    "expires": ("expirydate", "expiresat", "unpublishat"),
    "withdrawn": ("retracted",),
    "corrections": ("correction",),
    "timezone": ("tz",),
    "tags": ("tag", "categories", "category", "keywords"),
    "language": ("lang", "locale"),
    "url": ("link", "permalink", "path"),
    "canonical": ("canonicalurl",),
    "authors": ("author", "byline", "creator"),
    "editors": ("editor", "editedby"),
    "source": ("outlet",),
    "source_url": ("original", "originalurl"),
    "comment_count": ("commentscount",),
    "episode": ("episodenumber",),
    "rights": ("copyright", "license", "licence"),
    "image": ("images", "cover", "thumbnail", "featuredimage", "hero"),
    "media": ("enclosure", "enclosures", "audio", "video"),
    "body": ("content", "text"),
    "body_html": ("html", "contenthtml"),
}

_PAGES = frozenset({"url", "comments"})
"""Fields that other tools use as switches too: Eleventy's `permalink: false`, Jekyll's `comments: true`."""

NESTED = ("taxonomies", "extra", "params")
"""Tables in which Zola and Hugo keep fields of their users' own: read after the record's own fields."""

IGNORED = frozenset(
    (
        "aliases",
        "build",
        "cascade",
        "computed",
        "customcss",
        "customjs",
        "eleventycomputed",
        "eleventyexcludefromcollections",
        "eleventynavigation",
        "extra",
        "featured",
        "headless",
        "hidesitemap",
        "insearchindex",
        "isbasedon",
        "iscjklanguage",
        "layout",
        "linktitle",
        "markup",
        "math",
        "menu",
        "menus",
        "modtime",
        "outputs",
        "pagination",
        "params",
        "priority",
        "redirectfrom",
        "redirectto",
        "renderer",
        "resources",
        "saveas",
        "series",
        "sitemap",
        "sortby",
        "taxonomies",
        "template",
        "toc",
        "translation",
        "translationkey",
        "type",
        "version",
        "weight",
    )
)
"""Fields of other tools that say nothing about a feed."""


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return name.replace("-", "").replace("_", "").casefold()


KNOWN: dict[str, str] = {
    **{_fold(field.name): field.name for field in msgspec.structs.fields(Record)},
    **{alias: name for name, aliases in ALIASES.items() for alias in aliases},
}


def canonical_name(name: str) -> str | None:
    """The field that a name in a record means; None when it means none."""
    return KNOWN.get(_fold(name))


class Named(Struct, frozen=True):
    """The fields of a record under their canonical names, each with the name it was written under."""

    values: dict[str, object]
    written: Mapping[str, str]
    unknown: tuple[str, ...]


def named(fields: Mapping[str, object]) -> Named:
    """`fields` under canonical names. A canonical name goes before its aliases, and the record before nested tables."""
    meant = _meant(tuple(fields))
    if meant is None or (meant.switches and any(isinstance(fields[name], bool) for name in meant.switches)):
        return named_closely(fields)
    values = {
        known: value
        for name, known in meant.fields
        if (value := fields[name]) or (value is not None and value != "")  # nearly all are told by the first look
    }
    written = meant.written
    if len(values) < len(written):
        written = {known: name for known, name in written.items() if known in values}
    return Named(values, written, meant.unknown)


class _Meant(NamedTuple):
    """What the names of a record mean, where each means another field."""

    fields: tuple[tuple[str, str], ...]  # (as written, canonical)
    written: Mapping[str, str]  # the same, by the canonical name
    unknown: tuple[str, ...]
    switches: tuple[str, ...]  # names of fields that some tools write true or false into


@lru_cache(maxsize=1024)
def _meant(names: tuple[str, ...]) -> _Meant | None:
    """What names mean, remembered because most records of a site have the same; None where that takes a closer look."""
    known = {name: KNOWN.get(_fold(name)) for name in names}
    fields = tuple((name, field) for name, field in known.items() if field is not None)
    doubled = len({field for _, field in fields}) < len(fields)
    if doubled or not known.keys().isdisjoint(NESTED) or any("." in name for name in names):
        return None
    return _Meant(
        fields=fields,
        written={field: name for name, field in fields},
        unknown=tuple(name for name, field in known.items() if field is None and _fold(name) not in IGNORED),
        switches=tuple(name for name, field in fields if field in _PAGES or _fold(name) == "published"),
    )


def named_closely(fields: Mapping[str, object]) -> Named:
    """The same for fields of which several mean one, or whose values tell what they mean."""
    values: dict[str, object] = {}
    written: dict[str, str] = {}
    unknown: list[str] = []
    for path, value in _flat(fields):
        name = path.rpartition(".")[2] if "." in path else path
        folded = _fold(name)
        known = KNOWN.get(folded)
        if known is None:
            if folded not in IGNORED and "." not in path:
                unknown.append(path)
            continue
        if value is None or value == "" or (known in _PAGES and isinstance(value, bool)):
            continue
        if folded == "published" and isinstance(value, bool):
            values["draft"], written["draft"] = not value, path
        elif known == "tags" and known in values:
            values[known] = [*_as_list(values[known]), *_as_list(value)]
        elif known not in values or (name == known and "." not in path):
            values[known], written[known] = value, path
    return Named(values, written, tuple(unknown))


def _flat(fields: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    nested = [(table, value) for table in NESTED if isinstance(value := fields.get(table), dict)]
    if not nested:
        return fields.items()
    return (
        *fields.items(),
        *((f"{table}.{name}", value) for table, inner in nested for name, value in inner.items()),
    )


def _as_list(value: object) -> list[object]:
    if isinstance(value, list):
        return list(value)
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else [value]


def tag_names(value: object) -> list[str]:
    """The tags of a record: a list, or one text with commas between them; empty ones and doubles left out."""
    if value is None:
        return []
    names = dict.fromkeys([str(part).strip() for part in (value if isinstance(value, list) else _as_list(value))])
    names.pop("", None)
    return list(names)
