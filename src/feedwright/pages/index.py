"""The feeds that the pages are about, as a tree, and where their files are."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final
from urllib.parse import quote

import msgspec

from feedwright.errors import FeedwrightError
from feedwright.model import Feed, Text
from feedwright.pages.chart import Frequency, by_month, frequency

PAGE: Final = "index.html"

_LABELS: Final = {"rss": "RSS", "atom": "Atom", "json": "JSON"}
_MEDIA_TYPES: Final = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


class FeedFile(msgspec.Struct, frozen=True):
    """One feed in one format."""

    label: str  # what people call the format
    media_type: str
    name: str  # of the file, in the feed's folder
    url: str


class FeedIndex(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that the pages are made of: a newsroom and its feeds.

    Each feed stands below the feed of the nearest folder above its own, in the order of `feeds`.
    """

    title: Text  # of the newsroom
    url: str  # its home page
    language: str  # BCP 47 tag, for feeds that do not say theirs
    feeds: tuple[Feed, ...]  # one of the whole site (path "") among them; their entries may be left out
    formats: Mapping[str, str]  # file names of "rss", "atom" and "json", as published; readers are given the first
    names: Mapping[str, Text] = {}  # of the section of a path; else the feed's title counts
    published: Mapping[str, Mapping[int, int]] = {}  # all articles of a path, counted `by_month`
    opml: str | None = None  # the file below the output that lists all feeds

    @cached_property
    def root(self) -> Feed:
        """The feed of the whole site. Raises FeedwrightError where there is none."""
        if "" not in self._by_path:
            raise FeedwrightError("The pages need the feed of the whole site, and there is none.")
        return self._by_path[""]

    @cached_property
    def _by_path(self) -> dict[str, Feed]:
        return {feed.path: feed for feed in self.feeds}

    @cached_property
    def _below(self) -> dict[str, list[Feed]]:
        below: dict[str, list[Feed]] = {}
        for feed in self.feeds:
            if feed.path:
                below.setdefault(self._parent(feed.path), []).append(feed)
        return below

    def _parent(self, path: str) -> str:
        """The nearest path above that has a feed."""
        while path:
            path = path.rpartition("/")[0]
            if path in self._by_path:
                break
        return path

    def below(self, path: str) -> Sequence[Feed]:
        """The feeds right below a path."""
        return self._below.get(path, ())

    def above(self, path: str) -> list[Feed]:
        """The feeds above a path, the whole site's first."""
        feeds: list[Feed] = []
        while path:
            path = self._parent(path)
            feeds.insert(0, self._by_path.get(path, self.root))
        return feeds

    def feed(self, path: str) -> Feed | None:
        """The feed of a path."""
        return self._by_path.get(path)

    def name(self, feed: Feed) -> str:
        """What a feed's section is called; the newsroom's title for the whole site."""
        return self.names.get(feed.path) or (feed.title if feed.path else self.title) or feed.home

    def language_of(self, feed: Feed) -> str:
        """The language of a feed and of its page."""
        return feed.language or self.language

    def often(self, feed: Feed) -> Frequency | None:
        """How often a feed publishes; by the articles that it holds where no more are known. None: it never has."""
        if self.published.get(feed.path):
            return self._often[feed.path]
        return frequency(by_month(entry.article.published.instant for entry in feed.entries))

    @cached_property
    def _often(self) -> Mapping[str, Frequency | None]:
        return {path: frequency(counted) for path, counted in self.published.items()}

    @cached_property
    def outline(self) -> str:
        """What pages say of feeds beside their own: where they stand, their names and languages."""
        return repr([(feed.path, self.name(feed), self.language_of(feed)) for feed in self.feeds])

    def tree(self, feed: Feed) -> Iterator[Feed]:
        """A feed and all that stand below it."""
        yield feed
        for each in self.below(feed.path):
            yield from self.tree(each)

    def files(self, feed: Feed) -> list[FeedFile]:
        """A feed's documents, the one for readers' programs first. Raises KeyError for a format that is not known."""
        return [
            FeedFile(_LABELS[name], _MEDIA_TYPES[name], file, feed.base + quote(file))
            for name, file in self.formats.items()
        ]


def way(start: Feed, path: str, file: str = PAGE) -> str:
    """The relative URL of a file in the folder `path`, from the page of the feed `start`."""
    if path == start.path:
        return quote(file)
    up = "../" * len([part for part in start.path.split("/") if part])
    return up + quote(f"{path}/{file}" if path else file)
