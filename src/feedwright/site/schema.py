"""What feedwright.toml may say: the tables, their keys and the types of their values."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

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
    date_only_time: Annotated[
        str,
        Meta(description="time of day given to articles that only say a date", pattern=r"^([01]\d|2[0-3]):[0-5]\d$"),
    ] = "12:00"


class SectionTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[sections."path"]: what the folder's name does not say."""

    title: str | None = None
    description: str | None = None
    timezone: Annotated[str | None, Meta(description="zone for zone-less times of the section's records")] = None
    language: str | None = None


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


class FeedsTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[feeds]: what holds for every feed."""

    url: Annotated[
        Url | None,
        Meta(
            description="absolute http or https URL where the output folder is served; default: feeds/ below the site"
        ),
    ] = None
    limit: Annotated[int, Meta(ge=1, le=10_000, description="the most entries a feed holds")] = 50
    content: Annotated[Literal["full", "summary"], Meta(description="full text, or summaries only")] = "full"
    turnover: Annotated[
        float, Meta(ge=0, le=1, description="the share of a feed that may turn over at once, 0 to 1")
    ] = 0.5


class Configuration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """feedwright.toml as a whole."""

    site: SiteTable
    sections: dict[str, SectionTable] = {}
    sources: dict[str, SourceTable] = {}
    feeds: FeedsTable = FeedsTable()
