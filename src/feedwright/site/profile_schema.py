"""What a profile may say: the format, the dialect and the demands of one partner, as a TOML file holds them."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Mark = Literal["verified", "second-hand", "from memory"]
State = Literal["new", "updated", "withdrawn"]
ProfileFormat = Literal["rss", "atom", "ninjs", "sitemap"]
Loop = Literal["image", "images", "recordings", "enclosure", "authors", "tags"]

Name = Annotated[str, Meta(pattern=r"^(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*$")]
Path = Annotated[
    str,
    Meta(pattern=r"^[\w:./-]+(@[\w:.-]+)?$", description="elements from the entry down, `/` between, `@` an attribute"),
]
Count = Annotated[int, Meta(ge=1)]
Number = Annotated[float, Meta(gt=0)]


class Fact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[[facts]]: where the profile's knowledge comes from, and how far it can be trusted."""

    about: Annotated[str, Meta(description="what is known from there")]
    mark: Annotated[
        Mark,
        Meta(description="`verified` in the partner's own words, `second-hand`, or `from memory`"),
    ]
    source: Annotated[str, Meta(description="address or name of the document")]


class ElementTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An element that the dialect adds. {name} in a text is filled in; an element with nothing to say is left out."""

    element: Annotated[Name, Meta(description="its name, with the prefix of its namespace")]
    text: Annotated[str | None, Meta(description="what stands in it: words, {title}, {updated|rfc3339} …")] = None
    attributes: Annotated[dict[Name, str], Meta(description="its attributes, by their names")] = {}
    children: Annotated[tuple["ElementTable", ...], Meta(description="the elements inside it")] = ()
    each: Annotated[
        Loop | None, Meta(description="once for each of these, which {each.url} and the like then tell of")
    ] = None
    states: Annotated[
        tuple[State, ...], Meta(min_length=1, description="the states of an entry in which it is written")
    ] = ("new", "updated")


class FeedTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[feed]: the head of the document."""

    elements: tuple[ElementTable, ...] = ()


class EntryTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[entry]: how an article is said."""

    guid: Annotated[Literal["id", "permalink"], Meta(description="what tells entries apart")] = "id"
    link: Annotated[
        Literal["any", "plain", "none"],
        Meta(description="`any` may carry link parameters, `plain` must not, `none`: there is no link"),
    ] = "any"
    description: Annotated[Literal["summary", "body"], Meta(description="what stands in description")] = "summary"
    content: Annotated[Literal["body", "none"], Meta(description="what stands in content:encoded")] = "body"
    categories: Annotated[bool, Meta(description="section and tags as category elements")] = True
    enclosure: Annotated[bool, Meta(description="the main file as RSS enclosure with url, length and type")] = True
    media: Annotated[bool, Meta(description="all files in the words of Media RSS")] = False
    podcast: Annotated[bool, Meta(description="what podcasts say, of the feed and of each episode")] = False
    attribution: Annotated[bool, Meta(description="authors, source, via, publisher and rights as Dublin Core")] = True
    credit: Annotated[bool, Meta(description="false: the partner wants no credit line in the text")] = True
    lead_image: Annotated[bool, Meta(description="the first image as a figure at the head of the text")] = False
    elements: tuple[ElementTable, ...] = ()


class HtmlTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[html]: what the text may hold; other elements are unwrapped, their words stay."""

    allow: Annotated[tuple[str, ...] | None, Meta(description="names of elements; absent: every one")] = None
    depth: Annotated[Count | None, Meta(description="how many elements may stand inside each other")] = None
    mark: Mark = "verified"
    source: str | None = None


class ImagesTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[images]: what images must be, as far as their sizes are known."""

    required: Annotated[bool, Meta(description="an article without an image is rejected")] = False
    unfit: Annotated[
        Literal["drop", "reject"], Meta(description="an unfit image is left out, or costs the article")
    ] = "drop"
    width: Annotated[Count | None, Meta(description="least width in pixels")] = None
    height: Annotated[Count | None, Meta(description="least height in pixels")] = None
    side: Annotated[Count | None, Meta(description="least length of the shorter side in pixels")] = None
    narrowest: Annotated[Number | None, Meta(description="least width divided by height")] = None
    widest: Annotated[Number | None, Meta(description="greatest width divided by height")] = None
    longest: Annotated[Number | None, Meta(description="greatest longer side divided by the shorter")] = None
    kilobytes: Annotated[Count | None, Meta(description="greatest size of a file")] = None
    types: Annotated[tuple[str, ...], Meta(description="media types; none: any")] = ()
    mark: Mark = "verified"
    source: str | None = None

    def misfit(self, *, width: int | None, height: int | None, length: int | None, type_: str | None) -> str | None:
        """What is wrong with an image of so many pixels and bytes; None where nothing is, as far as that is known."""
        if self.types and type_ and type_ not in self.types:
            return f"{type_}, not {', '.join(self.types)}"
        if self.kilobytes and length and length > self.kilobytes * 1000:
            return f"{length // 1000:,} kilobytes, {self.kilobytes:,} at the most"
        if not (width and height):
            return None
        size = f"{width}×{height} pixels"
        least = max(self.side or 0, self.width or 0), max(self.side or 0, self.height or 0)
        if width < least[0] or height < least[1]:
            return f"{size}, {least[0]}×{least[1]} at least"
        return f"{size}, too long or too narrow" if self._is_too_long(width / height) else None

    def _is_too_long(self, ratio: float) -> bool:
        longest = max(ratio, 1 / ratio)
        return (
            ratio < (self.narrowest or 0)
            or (self.widest is not None and ratio > self.widest)
            or (self.longest is not None and longest > self.longest)
        )


class LimitsTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[limits]: of the document as a whole."""

    entries: Annotated[Count | None, Meta(description="the most entries")] = None
    least: Annotated[Count | None, Meta(description="fewer entries than this are reported")] = None
    days: Annotated[Count | None, Meta(description="the age of the oldest entry")] = None
    kilobytes: Annotated[Count | None, Meta(description="the size of the document; the oldest entries go first")] = None
    mark: Mark = "verified"
    source: str | None = None


class WithdrawalTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[withdrawal]: how an article is taken back."""

    says: Annotated[
        Literal["title", "bare", "tombstone", "nothing"],
        Meta(
            description="an entry with `title`, link and date, or a `bare` one with its guid alone, each with the "
            "elements of the state withdrawn; an Atom `tombstone`; or `nothing`: the entry leaves the feed"
        ),
    ] = "nothing"
    days: Annotated[Count, Meta(description="how long it is said, unless the partner's table says otherwise")] = 7


class RuleTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[[rules]]: what the partner demands of one element; an entry that breaks it is rejected."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="its name after that of the profile")]
    of: Path
    where: Annotated[Literal["entry", "feed"], Meta(description="where the path begins")] = "entry"
    unless: Annotated[Path | None, Meta(description="the rule does not hold where this is there")] = None
    severity: Annotated[Literal["error", "warning"], Meta(description="`warning`: reported, but not rejected")] = (
        "error"
    )
    required: bool = False
    unique: Annotated[bool, Meta(description="no two entries may have the same")] = False
    plain: Annotated[bool, Meta(description="no HTML")] = False
    ascii: bool = False
    least: Annotated[Count | None, Meta(description="characters of text")] = None
    most: Annotated[Count | None, Meta(description="characters of text")] = None
    least_words: Count | None = None
    most_bytes: Annotated[Count | None, Meta(description="of the element's text as written, in UTF-8")] = None
    most_times: Annotated[Count | None, Meta(description="how often it may stand there")] = None
    pattern: Annotated[str | None, Meta(description="a regular expression that the whole text must match")] = None
    one_of: Annotated[tuple[str, ...], Meta(description="the texts that it may have")] = ()
    date: Annotated[Literal["rfc822", "rfc3339", "either"] | None, Meta(description="the form of a time")] = None
    past: Annotated[bool, Meta(description="a time that must not be ahead")] = False
    hint: Annotated[str | None, Meta(description="the mend, where it is not plain")] = None
    mark: Mark = "verified"
    source: str | None = None


Demand = LimitsTable | HtmlTable | ImagesTable | RuleTable
"""What a document can break."""


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A profile as a whole."""

    name: Annotated[str, Meta(min_length=1, description="the partner, as people call it")]
    format: Annotated[ProfileFormat, Meta(description="`rss`, `atom`, `ninjs` or a news `sitemap`")]
    id: Annotated[
        str,
        Meta(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", description="first part of its rules; default: the file's name"),
    ] = ""
    about: Annotated[str, Meta(description="what a newsroom should know before it uses the profile")] = ""
    file: Annotated[
        Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]*$")] | None,
        Meta(description="the document's file name; default: by its format"),
    ] = None
    namespaces: Annotated[dict[str, str], Meta(description="namespaces by their prefixes, beside the usual ones")] = {}
    waives: Annotated[tuple[str, ...], Meta(description="general rules that the partner's dialect breaks")] = ()
    limits: LimitsTable = LimitsTable()
    feed: FeedTable = FeedTable()
    entry: EntryTable = EntryTable()
    html: HtmlTable = HtmlTable()
    images: ImagesTable = ImagesTable()
    withdrawal: WithdrawalTable = WithdrawalTable()
    rules: tuple[RuleTable, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def file_name(self) -> str:
        """The document's name."""
        return self.file or FILE_NAMES[self.format]

    @property
    def prefixes(self) -> dict[str, str]:
        """Every namespace by its prefix: the profile's own go before the usual ones."""
        return {**USUAL_NAMESPACES, **self.namespaces}


FILE_NAMES: dict[ProfileFormat, str] = {
    "rss": "rss.xml",
    "atom": "atom.xml",
    "ninjs": "ninjs.json",
    "sitemap": "news-sitemap.xml",
}

USUAL_NAMESPACES: dict[str, str] = {
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
"""Namespaces that a profile need not declare."""

_FILE = ("url", "type", "length", "width", "height", "title", "alt", "credit", "rights", "duration")
LOOP_NAMES: dict[Loop, tuple[str, ...]] = {
    "image": _FILE,
    "images": _FILE,
    "recordings": _FILE,
    "enclosure": _FILE,
    "authors": ("name", "email", "url"),
    "tags": ("name",),
}
"""What {each.…} may name."""

FEED_NAMES = ("title", "description", "home", "self", "language", "publisher", "rights", "logo", "icon", "updated")
"""What {…} may name in the elements of the feed; beside them {option.…}, from the partner's table of options."""

ENTRY_NAMES = (
    "id", "url", "link", "title", "subtitle", "summary", "body", "text", "published", "updated", "withdrawn", "expires",
    "reason", "authors", "source", "source_url", "original", "via", "publisher", "rights", "licence", "language",
    "section", "tags", "image_count",
)  # fmt: skip
"""What {…} may name in the elements of an entry; beside them {option.…}."""

TIMES = frozenset({"published", "updated", "withdrawn", "expires"})
"""The names of times: they are written as {updated|rfc822}, or {withdrawn+2h|rfc3339} for two hours later."""

TIME_FORMS = ("rfc822", "rfc3339")
