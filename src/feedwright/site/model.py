"""The site as the stages see it: checked, complete, with every default filled in."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self
from urllib.parse import quote, urljoin

import msgspec
from msgspec.structs import replace

from feedwright.model import Outlet, Selector, Severity, TermKind, Text
from feedwright.site.names import outlet_key

if TYPE_CHECKING:
    from feedwright.site.profile_schema import Profile

Syndicate = Literal["full", "summary", "none"]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A node of the section tree: one folder below content/, or one that only the configuration names."""

    path: str  # "sports/soccer"
    title: Text
    description: Text | None = None
    timezone: str | None = None  # for zone-less times of its records
    language: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet whose articles we carry, and the terms on which we do."""

    name: Text
    aliases: tuple[str, ...] = ()  # other spellings and domains
    url: str | None = None
    feed: str | None = None
    timezone: str | None = None  # for zone-less times of its articles
    rights: Text | None = None
    syndicate: Syndicate = "full"  # how much of its articles may leave in a public feed

    @property
    def outlet(self) -> Outlet:
        """The source as it stands on an article."""
        return Outlet(name=self.name, url=self.url, feed=self.feed)


class FeedOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for a feed."""

    limit: int = 50
    days: int | None = None  # the age of the oldest entry, by publication
    kilobytes: int | None = None  # of a document, about
    content: Literal["both", "full", "summary"] = "both"
    archives: Literal["none", "month"] | int = "none"
    empty: Literal["omit", "keep"] = "omit"


class DeclaredFeed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that the configuration declares beside those of the sections."""

    name: str  # its folder below the output
    title: Text
    description: Text | None
    language: str | None
    selector: Selector
    options: FeedOptions


class Feeds(msgspec.Struct, frozen=True, kw_only=True):
    """Which feeds there are, and what holds for all of them."""

    url: str  # where the output folder is served, with a slash at its end
    options: FeedOptions = FeedOptions()  # of every feed that does not say otherwise
    turnover: float = 0.5  # the share of a feed, 0 to 1, that may turn over at once
    kinds: tuple[TermKind, ...] = ()  # every tag, source … has its feed
    declared: tuple[DeclaredFeed, ...] = ()  # by their names
    hubs: tuple[str, ...] = ()
    icon: str | None = None
    ttl: int | None = None  # minutes
    pages: bool = True
    ninjs: bool = False

    @property
    def asked(self) -> frozenset[TermKind]:
        """The kinds of terms by which articles are asked for."""
        declared = (kind for feed in self.declared for kind, _ in feed.selector.terms)
        return frozenset((*self.kinds, *declared))


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A place that documents are brought to, and where its secret is kept."""

    to: str  # a folder, a URL that fsspec opens, or the http(s) URL of a webhook
    secret_env: str | None = None  # name of an environment variable
    secret_file: str | None = None  # path of a file, relative to the site's folder


class Publishing(msgspec.Struct, frozen=True, kw_only=True):
    """Where the output folder is brought to, and who is told."""

    place: Delivery | None = None  # None: it is served from where it is
    known_hosts: str | None = None  # path of a file, relative to the site's folder; None: ~/.ssh/known_hosts
    public_url: str | None = None  # where what is published can be read, with a slash at its end
    cloud: str | None = None  # URL of an rssCloud server's ping
    max_age: int = 300  # seconds that caches may keep a document that can change
    gzip: bool = False
    keep_trying: int = 24  # hours
    private_addresses: bool = False  # hubs and webhooks may be on this machine or in a private network


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who publishes our articles: which ones, in which dialect, and on what terms."""

    name: str  # its folder
    title: Text | None  # of the feed, beside the site's; None: the whole site's
    description: Text | None
    language: str | None
    profile: "Profile"
    selector: Selector
    options: FeedOptions
    delay: int = 0  # seconds after an article came out
    embargo: int = 0  # seconds after its date of publication
    window: int  # seconds for which a withdrawal is said
    credit: str = ""  # a line with {source}; "": none
    parameters: tuple[tuple[str, str], ...] = ()  # of links
    private: bool = False
    values: tuple[tuple[str, str], ...] = ()  # what {option.NAME} means
    delivery: Delivery | None = None

    @property
    def path(self) -> str:
        """Its folder below the output, or below the folder of private documents."""
        return self.name if self.private else f"partners/{self.name}"


class ValidateOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What of the validator's findings counts."""

    fail_on: Literal["error", "warning", "never"] = "error"
    off: tuple[str, ...] = ()  # ids of rules
    severities: tuple[tuple[str, Severity], ...] = ()  # of rules that do not keep their own
    baseline: Path | None = None  # file of accepted findings

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule that is named."""
        return (*self.off, *(rule for rule, _ in self.severities))


class Site(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A newsroom: its own facts, its section tree and its sources. A key, as the very object that it is."""

    folder: Path  # holds feedwright.toml
    title: Text
    description: Text
    url: str  # absolute, with a slash at its end
    language: str
    timezone: str  # IANA name
    date_only_time: dt.time  # the time of day that a feed gives to an article which says only a date
    day_first: bool | None = None  # whether 7/11/2018 is 7 November; None: the records must tell
    future: Literal["report", "hold"] = "report"  # an article dated in the future waits in any case
    publisher: Outlet
    rights: Text | None
    logo: str | None
    permalink: str  # pattern for records that do not say their URL
    tag: str  # authority and date of tag: URIs (RFC 4151), "newsroom.example,2018"
    feeds: Feeds
    validating: ValidateOptions = ValidateOptions()
    publishing: Publishing = Publishing()
    partners: Mapping[str, Partner] = {}  # by name
    sections: Mapping[str, Section] = {}  # by path, parents before children
    sources: Mapping[str, Source] = {}  # by name
    source_names: Mapping[str, str] = {}  # outlet_key of each name and alias -> name

    @property
    def asked(self) -> frozenset[TermKind]:
        """The kinds of terms by which articles are asked for, by feeds and by partners."""
        return self.feeds.asked | {kind for partner in self.partners.values() for kind, _ in partner.selector.terms}

    @property
    def content(self) -> Path:
        """The folder that holds the article records."""
        return self.folder / "content"

    def source(self, text: str) -> Source | None:
        """The configured source that `text` (a name, an alias, a domain or a URL) means; None when there is none."""
        name = self.source_names.get(outlet_key(text))
        return None if name is None else self.sources[name]

    def absolute(self, url: str) -> str:
        """`url` resolved against the site's own URL."""
        return urljoin(self.url, url)

    def with_sections(self, folders: Iterable[str], described: Mapping[str, tuple[str | None, str | None]]) -> Self:
        """This site with the folders of content/ added to its tree.

        `described` gives (title, description) of folders that describe themselves; the configuration goes before it.
        A section that does not say its time zone or language has those of the one above it.
        """
        sections = dict(self.sections)
        for path in (*self.sections, *folders, *described):
            parts = path.split("/")
            for depth in range(1, len(parts) + 1):
                node = "/".join(parts[:depth])
                if node in sections or not node:
                    continue
                title, description = described.get(node, (None, None))
                sections[node] = Section(
                    path=node,
                    title=Text(title or title_of(node)),
                    description=None if description is None else Text(description),
                )
        return replace(self, sections=_inherited(sections))

    def section_url(self, path: str) -> str:
        """The page for people of a section; of the site when `path` is empty."""
        return urljoin(self.url, quote(path) + "/") if path else self.url

    def feed_base(self, path: str) -> str:
        """The URL of the folder that a section's feeds are served from, with a slash at its end."""
        return urljoin(self.feeds.url, quote(path) + "/") if path else self.feeds.url


def _inherited(sections: Mapping[str, Section]) -> dict[str, Section]:
    """The tree, parents before children, each section complete with what the one above it says."""
    complete: dict[str, Section] = {}
    for path, section in sorted(sections.items()):
        above = complete.get(path.rpartition("/")[0], section)
        complete[path] = replace(
            section, timezone=section.timezone or above.timezone, language=section.language or above.language
        )
    return complete


def title_of(path: str) -> str:
    """A title made from a section's path: "sports/formula-one" gives "Formula One"."""
    words = path.rpartition("/")[2].replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words)
