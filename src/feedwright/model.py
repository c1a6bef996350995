"""The values that pass from stage to stage: what was written, what is meant, and what goes out.

Frozen values only, without what is at its default where they are kept; times are aware; text and HTML are different
types, so that nobody has to ask whether a string is escaped. A comment beside a field names its home in RSS 2.0, Atom
(RFC 4287) and JSON Feed 1.1.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Literal, NamedTuple, NewType, Protocol

import msgspec

Text = NewType("Text", str)
"""Plain text: no markup, no entities, only characters that XML 1.0 allows."""

Html = NewType("Html", str)
"""Sanitized HTML with absolute URLs: safe to publish as it is."""

Severity = Literal["error", "warning", "info"]
ZoneSource = Literal["explicit", "source", "site"]
Precision = Literal["year", "month", "day", "hour", "minute", "second"]
Markup = Literal["markdown", "html"]
Medium = Literal["image", "audio", "video", "document"]
EpisodeKind = Literal["full", "trailer", "bonus"]
UpdatePeriod = Literal["hourly", "daily", "weekly", "monthly", "yearly"]
Status = Literal["published", "corrected", "draft", "scheduled", "embargoed", "expired", "withheld", "withdrawn"]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where something was written: a path relative to the site's folder, with forward slashes, and a line from 1."""

    path: str
    line: int | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a stage has to say about its input; the public shape of every message about content and feeds."""

    rule: str  # stable id such as "record/title-missing" or "atom/date-rfc3339"
    severity: Severity
    message: str  # one sentence: the field or element first, then what is wrong with it
    hint: str | None = None  # the mend
    spec: str | None = None  # "RFC 4287 §3.3"
    path: str | None = None  # the file that the finding is about
    line: int | None = None
    column: int | None = None
    entry: str | None = None  # the id of the entry in a feed
    element: str | None = None  # from the entry or the root down: "item/enclosure/@type"; not part of the JSON shape
    article: Origin | None = None  # the record that caused it


class FieldLines(Protocol):
    """Finds the line of a field in the file it was read from; asked only when there is something to say."""

    def line(self, name: str) -> int | None:
        """The line, from 1, on which the field `name` starts; None where it cannot be told."""
        ...


class RawRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One article record as written: its fields under the names and with the values of the file."""

    origin: Origin
    fields: Mapping[str, object]  # str, int, float, bool, None, list and dict; times stay the text that was written
    lines: FieldLines
    body: str | None = None  # what follows the front matter; None where the format keeps the body in a field
    text: str = ""  # the whole file, which ends with `body`; "" where that is None
    markup: Markup = "markdown"  # of `body`
    folder: str = ""  # the record's folder below content/, "" for content/ itself: its section unless it says another
    stem: str | None = None  # the file's name without suffix; None where one file holds many records


class Timestamp(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A time that somebody wrote, and how it came to be an instant."""

    instant: dt.datetime  # aware, with the offset that was written or that the zone had
    text: str  # as written
    precision: Precision
    zone: ZoneSource  # explicit: the text says it; source or site: declared in the configuration
    inferred: bool = False  # taken over from another field of the record
    notes: tuple[str, ...] = ()  # what a reader of the findings should know: "02:30 does not exist on that day …"


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An author. RSS: dc:creator; Atom: author; JSON Feed: authors[]."""

    name: Text
    email: str | None = None
    url: str | None = None


class Outlet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An organization in the chain of attribution: a source, a via or a publisher."""

    name: Text | None
    url: str | None = None
    feed: str | None = None  # RSS: source/@url; Atom: source/link[rel=self]


class Transcript(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The words of an audio or video file. RSS: podcast:transcript."""

    url: str
    type: str  # media type: "text/vtt", "text/html", "application/json"
    language: str | None = None


class Media(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An image, audio or video file.

    RSS: enclosure, media:content; Atom: link[rel=enclosure], media:content; JSON Feed: attachments[], image. Audio or
    video files of one article with the same title are one recording in several forms.
    """

    url: str
    type: str | None = None  # media type, "image/jpeg"
    medium: Medium | None = None  # None: what the media type says
    title: Text | None = None  # RSS, Atom: media:title, link/@title; JSON Feed: attachments[].title
    length: int | None = None  # bytes; None when unknown, never a guess
    width: int | None = None
    height: int | None = None
    duration: int | None = None  # whole seconds. RSS: itunes:duration; JSON Feed: attachments[].duration_in_seconds
    alt: Text | None = None  # RSS, Atom: media:description
    credit: Text | None = None  # RSS, Atom: media:credit
    rights: Text | None = None  # RSS, Atom: media:copyright
    chapters: str | None = None  # URL of JSON chapters. RSS: podcast:chapters
    transcripts: tuple[Transcript, ...] = ()


class Episode(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a podcast says of one episode. RSS: itunes:season, itunes:episode, itunes:episodeType, itunes:explicit."""

    season: int | None = None
    number: int | None = None
    kind: EpisodeKind | None = None
    explicit: bool | None = None  # None: as the podcast is


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake that was mended after publication: a note for readers, and when it was made."""

    note: Text
    at: Timestamp


class Lifecycle(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the record declares about the article's life; which state that means depends on the time of the build."""

    draft: bool = False
    withheld: bool = False
    publish_at: Timestamp | None = None  # not before this time
    embargo: Timestamp | None = None  # nor before this one
    expires: Timestamp | None = None  # not from this time on
    withdrawn: bool = False
    withdrawn_at: Timestamp | None = None  # None: at once
    withdrawn_reason: Text | None = None
    corrections: tuple[Correction, ...] = ()


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """An article's text as written, before it becomes HTML."""

    text: str
    markup: Markup = "markdown"


class Article(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One article as meant: times resolved, attribution matched, identity fixed. Its body is still as written."""

    id: str  # RSS: guid isPermaLink=false; Atom: id; JSON Feed: id
    url: str  # RSS: link; Atom: link[rel=alternate]; JSON Feed: url
    canonical: str | None = None  # URL that the record names as the original's; it tells copies of one story
    title: Text  # RSS, Atom, JSON Feed: title
    subtitle: Text | None = None  # first line of the content; JSON Feed: _feedwright.subtitle
    summary: Text | None = None  # as written. RSS: description; Atom, JSON Feed: summary
    section: str  # path in the section tree. RSS, Atom: category; JSON Feed: first of tags[]
    tags: tuple[Text, ...] = ()  # RSS, Atom: category; JSON Feed: tags[]
    language: str | None = None  # Atom: entry/@xml:lang; JSON Feed: language
    lifecycle: Lifecycle = Lifecycle()
    published: Timestamp  # RSS: pubDate; Atom: published; JSON Feed: date_published
    updated: Timestamp  # RSS: atom:updated; Atom: updated; JSON Feed: date_modified
    authors: tuple[Person, ...] = ()
    source: Outlet | None = None  # RSS: source or dc:source; Atom: source or dc:source; JSON Feed: _feedwright.source
    original: str | None = None  # URL of the article at its source. RSS, Atom: link[rel=via]; JSON Feed: external_url
    via: Outlet | None = None  # who passed it on. RSS: dc:contributor; Atom: contributor; JSON Feed: _feedwright.via
    publisher: Outlet | None = None  # RSS, Atom: dc:publisher; JSON Feed: _feedwright.publisher
    rights: Text | None = None  # RSS: dc:rights; Atom: rights; JSON Feed: _feedwright.rights
    licence: str | None = None  # URL. RSS, Atom: link[rel=license], creativeCommons:license; JSON Feed: _feedwright
    comments: str | None = None  # URL of their page. RSS: comments; Atom: link[rel=replies]; JSON Feed: _feedwright
    comment_count: int | None = None  # RSS: slash:comments; Atom: link[rel=replies]/@thr:count
    body: Body
    media: tuple[Media, ...] = ()
    episode: Episode | None = None
    origin: Origin


TermKind = Literal["tag", "author", "source", "language", "media"]


class Selector(msgspec.Struct, frozen=True, kw_only=True):
    """What an article must be to stand in a feed: all of it."""

    section: str | None = None  # its section, or one above; None: any
    subsections: bool = True  # False: that section itself only
    terms: tuple[tuple[TermKind, str], ...] = ()  # keys, as in `Term`


class Term(NamedTuple):
    """Something that articles can be asked by."""

    kind: TermKind
    key: str  # the same for every spelling: "formula-1"
    label: str  # as it is written: "Formula 1"


class Listed(NamedTuple):
    """An article in a list: who it is and whether it has changed, without what it says."""

    key: int  # in the catalog
    id: str
    section: str
    published: int  # seconds since 1970
    updated: int
    opens: int | None  # when it became public; None: never
    size: int  # of its text as written, in bytes
    digest: bytes  # another one whenever it says something else
    file: str  # of its record
    url: str


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """An article's body made ready for feeds."""

    html: Html  # RSS: content:encoded; Atom: content[type=html]; JSON Feed: content_html
    text: Text  # the same without markup
    summary: Text  # the article's own summary, or one cut from `text`


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a feed."""

    article: Article
    content: Content


class Podcast(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a feed whose entries are episodes. RSS: elements of itunes and podcast."""

    author: Text | None = None  # itunes:author
    owner: Person | None = None  # itunes:owner; needs an e-mail address
    image: str | None = None  # URL of square JPEG or PNG; None: the feed's logo. itunes:image
    categories: tuple[tuple[Text, ...], ...] = ((Text("News"),),)  # of Apple's list, each with its sub-categories
    explicit: bool = False  # itunes:explicit
    kind: Literal["episodic", "serial"] | None = None  # itunes:type
    guid: str | None = None  # podcast:guid; None: the UUID that the address of the RSS document gives
    medium: str | None = "podcast"  # podcast:medium
    ai_content: bool | None = None  # podcast:txt of the purpose ai-content; None: nothing is declared


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """Notice of an entry that was withdrawn (RFC 6721). Atom: at:deleted-entry."""

    id: str  # the entry's
    when: dt.datetime  # aware
    reason: Text | None = None
    by: Person | None = None


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was public and is to be taken back: withdrawn, or expired."""

    article: Article
    when: dt.datetime  # aware


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """One selection of articles, newest first, ready to be rendered in every format."""

    path: str  # folder below the output; "" for the whole site
    title: Text  # RSS, Atom, JSON Feed: title
    description: Text  # RSS: description; Atom: subtitle; JSON Feed: description
    home: str  # the page for people. RSS: link; Atom: link[rel=alternate]; JSON Feed: home_page_url
    base: str  # the URL of the folder that the feed's documents are served from, with a slash at its end
    id: str  # Atom: id
    language: str | None = None
    publisher: Outlet | None = None  # Atom: author; JSON Feed: authors[]
    rights: Text | None = None  # RSS: copyright; Atom: rights
    logo: str | None = None  # RSS: image; Atom: logo; JSON Feed: icon
    icon: str | None = None  # a small square. Atom: icon; JSON Feed: favicon
    hubs: tuple[str, ...] = ()  # URLs of WebSub hubs. RSS, Atom: link[rel=hub]; JSON Feed: hubs[]
    cloud: str | None = None  # URL of the ping of an rssCloud server. RSS: cloud
    ttl: int | None = None  # minutes that a copy may be kept. RSS: ttl
    update_period: UpdatePeriod | None = None  # RSS, Atom: sy:updatePeriod
    update_frequency: int | None = None  # how often in that period; None: once. RSS, Atom: sy:updateFrequency
    stylesheet: str | None = None  # URL of CSS for browsers, absolute or relative to the document. RSS, Atom
    podcast: Podcast | None = None  # None: a feed that encloses audio gets the defaults of one
    full_text: bool = True  # False: summaries only
    archive: bool = False  # an archive document (RFC 5005), not the one to subscribe to. RSS, Atom: fh:archive
    current: str | None = None  # base of the feed to subscribe to. RSS, Atom: link[rel=current]
    previous: str | None = None  # base of the archive before. RSS, Atom: link[rel=prev-archive]; JSON Feed: next_url
    next: str | None = None  # base of the archive after. RSS, Atom: link[rel=next-archive]
    tombstones: tuple[Tombstone, ...] = ()
    updated: dt.datetime  # the newest `updated` of its entries. RSS: lastBuildDate; Atom: updated
    entries: tuple[Entry, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One file to publish: its bytes, and which article each of its entries came from."""

    path: str  # below the output, with forward slashes: "sports/soccer/rss.xml"
    media_type: str
    data: bytes
    entries: Mapping[str, Origin] = {}  # entry id -> record
