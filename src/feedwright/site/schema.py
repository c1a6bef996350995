"""What feedwright.toml may say: the tables, their keys and the types of their values."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Positive = Annotated[int, Meta(ge=1)]
Url = Annotated[str, Meta(pattern=r"^https?://[^\s/]+")]


class SiteTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[site]: the newsroom itself."""

    title: Annotated[str, Meta(min_length=1, description="the newsroom's name, as readers see it")]
    url: Annotated[Url, Meta(description="absolute http or https URL of the site's home page")]
    timezone: Annotated[
        str, Meta(description="IANA name of the zone for times that say none", examples=["Asia/Shanghai"])
    ]
    description: Annotated[str | None, Meta(description="one sentence; default: the title")] = None
    language: Annotated[str, Meta(description="BCP 47 tag", examples=["en", "zh-CN"])] = "en"
    publisher: Annotated[str | None, Meta(description="who publishes the feeds; default: the title")] = None
    rights: Annotated[str | None, Meta(description="the copyright line of the feeds")] = None
    logo: Annotated[str | None, Meta(description="URL of an image, absolute or below the site's")] = None
    permalink: Annotated[
        str, Meta(description="pattern of an article's URL; {section} {year} {month} {day} {slug} are filled in")
    ] = "/{section}/{year}/{month}/{slug}/"
    tag: Annotated[
        str | None,
        Meta(description="authority and date for ids (RFC 4151); never change it; default: the host of `url`"),
    ] = None
    day_first: Annotated[
        bool | None, Meta(description="whether 7/11/2018 is 7 November; default: learnt from the records")
    ] = None
    future: Annotated[
        Literal["report", "hold"],
        Meta(description="what a time in the future is: `report` it, or `hold` the article silently until then"),
    ] = "report"
    date_only_time: Annotated[
        str,
        Meta(description="time of day given to articles that only say a date", pattern=r"^([01]\d|2[0-3]):[0-5]\d$"),
    ] = "12:00"


class SectionTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[sections."path"]: what the folder's name does not say."""

    title: Annotated[str | None, Meta(description="as readers see it; default: from the folder's name")] = None
    description: Annotated[str | None, Meta(description="one sentence; default: from the title")] = None
    timezone: Annotated[str | None, Meta(description="zone for zone-less times of the section's records")] = None
    language: Annotated[str | None, Meta(description="BCP 47 tag; default: the site's")] = None


class SourceTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[sources."Name"]: an outlet whose articles are carried."""

    aliases: Annotated[tuple[str, ...], Meta(description="other spellings of the name, and domains")] = ()
    url: Annotated[Url | None, Meta(description="absolute http or https URL of the outlet's home page")] = None
    feed: Annotated[
        Url | None,
        Meta(description="absolute http or https URL of the outlet's own feed, named in RSS <source> and atom:source"),
    ] = None
    timezone: Annotated[str | None, Meta(description="zone for zone-less times of its articles")] = None
    rights: Annotated[str | None, Meta(description="the rights line for articles that have none")] = None
    syndicate: Annotated[
        Literal["full", "summary", "none"], Meta(description="how much of its articles may leave in a public feed")
    ] = "full"


class FeedTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may be said of a feed, and in [feeds] of all feeds."""

    limit: Annotated[
        Annotated[int, Meta(ge=1, le=10_000)] | None, Meta(description="the most entries a feed holds; default: 50")
    ] = None
    days: Annotated[Positive | None, Meta(description="the age in days of the oldest entry that a feed holds")] = None
    kilobytes: Annotated[
        Positive | None, Meta(description="about how large a document may be; the oldest entries go first")
    ] = None
    content: Annotated[
        Literal["both", "full", "summary"] | None,
        Meta(description="`both` full text and summary (default), `full` text only, or `summary` only"),
    ] = None
    archives: Annotated[
        Literal["none", "month"] | Annotated[int, Meta(ge=10, le=10_000)] | None,
        Meta(description="`none` (default), or archive documents by `month`, or of so many articles each"),
    ] = None
    empty: Annotated[
        Literal["omit", "keep"] | None,
        Meta(description="what becomes of a feed without entries: `omit` it (default), or `keep` it, empty"),
    ] = None


class FeedsTable(FeedTable, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[feeds]: what holds for every feed, and which feeds there are beside those of the sections."""

    url: Annotated[
        Url | None,
        Meta(
            description="absolute http or https URL where the output folder is served; default: feeds/ below the site"
        ),
    ] = None
    turnover: Annotated[
        float, Meta(ge=0, le=1, description="the share of a feed that may turn over at once, 0 to 1")
    ] = 0.5
    tags: Annotated[bool, Meta(description="true: every tag has its feed, below tags/")] = False
    sources: Annotated[bool, Meta(description="true: every source has its feed, below sources/")] = False
    authors: Annotated[bool, Meta(description="true: every author has a feed, below authors/")] = False
    languages: Annotated[bool, Meta(description="true: every language has its feed, below languages/")] = False
    hubs: Annotated[tuple[Url, ...], Meta(description="URLs of WebSub hubs that tell subscribers of changes")] = ()
    icon: Annotated[str | None, Meta(description="URL of a small square image, absolute or below the site's")] = None
    ttl: Annotated[Positive | None, Meta(description="minutes that readers may keep a copy")] = None
    pages: Annotated[bool, Meta(description="false: no pages for people beside the feeds")] = True
    ninjs: Annotated[bool, Meta(description="true: every feed as ninjs 3.1 too, for agencies")] = False


class DeclaredFeedTable(FeedTable, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[feeds.NAME]: a feed of its own; an article stands in it when it is all that the feed asks for."""

    title: Annotated[str | None, Meta(description="as readers see it; default: from the name")] = None
    description: Annotated[str | None, Meta(description="one sentence")] = None
    language: Annotated[str | None, Meta(description="BCP 47 tag of the articles that it holds")] = None
    section: Annotated[str | None, Meta(description="path of the section whose articles it holds")] = None
    subsections: Annotated[bool, Meta(description="false: without the sections below that one")] = True
    tag: Annotated[str | tuple[str, ...], Meta(description="a tag that its articles have, or a list of such")] = ()
    author: Annotated[str | tuple[str, ...], Meta(description="an author of its articles, or several")] = ()
    source: Annotated[str | tuple[str, ...], Meta(description="the source of its articles")] = ()
    media: Annotated[
        str | tuple[str, ...], Meta(description="what its articles come with: image, audio, video or a media type")
    ] = ()


class Configuration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """feedwright.toml as a whole."""

    site: SiteTable
    sections: dict[str, SectionTable] = {}
    sources: dict[str, SourceTable] = {}
    feeds: FeedsTable = FeedsTable()
