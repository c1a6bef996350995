"""What feedwright.toml may say: the tables, their keys and the types of their values."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Positive = Annotated[int, Meta(ge=1)]
Duration = Annotated[str, Meta(pattern=r"^[0-9]{1,5}[mhd]$")]
Written = Annotated[str, Meta(min_length=1)]
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
    timezone: Annotated[
        str | None, Meta(description="zone for zone-less times of its records; default: that of the section above")
    ] = None
    language: Annotated[str | None, Meta(description="BCP 47 tag; default: that of the section above")] = None


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


Words = str | tuple[str, ...]
SectionPath = Annotated[str | None, Meta(description="path of the section whose articles it holds")]
Subsections = Annotated[bool, Meta(description="false: without the sections below that one")]
Tags = Annotated[Words, Meta(description="a tag that its articles have, or a list of such")]
Authors = Annotated[Words, Meta(description="an author of its articles, or several")]
Sources = Annotated[Words, Meta(description="the source of its articles")]
MediaTypes = Annotated[Words, Meta(description="what its articles come with: image, audio, video or a media type")]
FeedTitle = Annotated[str | None, Meta(description="as readers see it; default: from the name")]
Sentence = Annotated[str | None, Meta(description="one sentence")]
Language = Annotated[str | None, Meta(description="BCP 47 tag of the articles that it holds")]


class DeclaredFeedTable(FeedTable, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[feeds.NAME]: a feed of its own; an article stands in it when it is all that the feed asks for."""

    title: FeedTitle = None
    description: Sentence = None
    language: Language = None
    section: SectionPath = None
    subsections: Subsections = True
    tag: Tags = ()
    author: Authors = ()
    source: Sources = ()
    media: MediaTypes = ()


class DeliveryTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[partners.NAME.delivery]: how a partner's documents are brought to it."""

    to: Annotated[
        str, Meta(min_length=1, description="the https URL of a webhook, or a folder such as sftp://host/path")
    ]
    secret_env: Annotated[
        Written | None, Meta(description="name of the environment variable that holds the secret")
    ] = None
    secret_file: Annotated[
        Written | None, Meta(description="path of the file that holds the secret, not in the repository")
    ] = None


class PublishTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[publish]: where the output folder is brought to, and who is told."""

    to: Annotated[
        Written | None,
        Meta(description="a folder, or a URL that fsspec opens, such as s3://bucket/feeds or sftp://…"),
    ] = None
    secret_env: Annotated[
        Written | None, Meta(description="name of the environment variable that holds the secret of `to`")
    ] = None
    secret_file: Annotated[Written | None, Meta(description="path of the file that holds the secret of `to`")] = None
    known_hosts: Annotated[
        str | None, Meta(description="file with the host keys of SFTP servers; default: ~/.ssh/known_hosts")
    ] = None
    public_url: Annotated[
        Url | None,
        Meta(description="URL where the published files can be read; hubs are told when they are to be had there"),
    ] = None
    cloud: Annotated[Url | None, Meta(description="URL of an rssCloud server's ping")] = None
    max_age: Annotated[
        int, Meta(ge=0, le=31_536_000, description="seconds that caches may keep a document that can change")
    ] = 300
    gzip: Annotated[bool, Meta(description="true: documents are stored compressed, where the place can say so")] = False
    keep_trying: Annotated[
        int, Meta(ge=1, le=720, description="hours after which a message that does not get through is parked")
    ] = 24
    private_addresses: Annotated[
        bool, Meta(description="true: hubs and webhooks may be on this machine or in a private network")
    ] = False


class PartnerTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[partners.NAME]: what a partner gets, in which dialect, when, and how it is credited."""

    profile: Annotated[
        str,
        Meta(min_length=1, description="name of a profile, or of a file below the site's folder: profiles/mine.toml"),
    ]
    title: FeedTitle = None
    description: Sentence = None
    language: Language = None
    section: SectionPath = None
    subsections: Subsections = True
    tag: Tags = ()
    author: Authors = ()
    source: Sources = ()
    media: MediaTypes = ()
    limit: Annotated[
        Annotated[int, Meta(ge=1, le=10_000)] | None,
        Meta(description="the most entries; default: the profile's, or 50"),
    ] = None
    days: Annotated[Positive | None, Meta(description="the age in days of the oldest entry that it gets")] = None
    content: Annotated[
        Literal["full", "summary"], Meta(description="how much of an article it may have: `full` or `summary`")
    ] = "full"
    delay: Annotated[
        Duration | None, Meta(description="how long after it came out here an article goes there: 30m, 2h, 1d")
    ] = None
    embargo: Annotated[
        Duration | None, Meta(description="how long after its date of publication an article goes there: 30m, 2h, 1d")
    ] = None
    window: Annotated[
        Duration | None, Meta(description="how long a withdrawal is said there; default: the profile's, 7d")
    ] = None
    credit: Annotated[
        str | None,
        Meta(description="the line below the text; {source} becomes the source's name and link; empty: none"),
    ] = None
    parameters: Annotated[
        dict[str, str], Meta(description="added to links, such as utm_source; never to ids and permalinks as ids")
    ] = {}
    private: Annotated[bool, Meta(description="true: never in the public folder, only delivered")] = False
    options: Annotated[dict[str, str], Meta(description="what {option.NAME} means in the profile")] = {}
    delivery: Annotated[DeliveryTable | None, Meta(description="where its document is brought to")] = None


class ValidateTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[validate]: what of the validator's findings counts; `feedwright rule` lists its rules."""

    fail_on: Annotated[
        Literal["error", "warning", "never"],
        Meta(description="the least finding that makes `feedwright validate` fail, and holds a document back"),
    ] = "error"
    off: Annotated[tuple[str, ...], Meta(description="ids of rules that are switched off")] = ()
    error: Annotated[tuple[str, ...], Meta(description="ids of rules whose findings are errors")] = ()
    warning: Annotated[tuple[str, ...], Meta(description="ids of rules whose findings are warnings")] = ()
    baseline: Annotated[
        str | None,
        Meta(description="file of accepted findings, below the site's folder; see `feedwright validate --help`"),
    ] = None


class Configuration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """feedwright.toml as a whole."""

    site: SiteTable
    sections: dict[str, SectionTable] = {}
    sources: dict[str, SourceTable] = {}
    feeds: FeedsTable = FeedsTable()
    validate: ValidateTable = ValidateTable()
    partners: dict[str, PartnerTable] = {}
    publish: PublishTable = PublishTable()
