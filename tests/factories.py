"""Feeds for tests: as little as a feed must have, and over it what the test is about.

Fields are given as data, as in a TOML file: {"source": {"name": "Agency"}}, times as RFC 3339 text; a Timestamp where
it matters how a time was written.
"""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

import msgspec

from feedwright.model import Article, Entry, Feed, Timestamp

ARTICLE: Mapping[str, Any] = {
    "id": "tag:newsroom.example,2018:cup-final",
    "url": "https://newsroom.example/sports/soccer/cup-final/",
    "title": "City win the cup",
    "section": "sports/soccer",
    "published": "2018-11-07T13:45:00+08:00",
    "body": {"text": ""},
    "origin": {"path": "content/sports/soccer/cup-final.md"},
}
FEED: Mapping[str, Any] = {
    "path": "sports",
    "title": "Newsroom – Sports",
    "description": "What happens on the pitch and around it",
    "home": "https://newsroom.example/sports/",
    "base": "https://newsroom.example/feeds/sports/",
    "id": "tag:newsroom.example,2018:feeds/sports",
    "language": "en",
}
SUMMARY = "City beat United in the last minute."
HTML = "<p>City beat United in the last minute.</p>\n<p>It was the <em>first</em> cup for 20 years.</p>\n"


def entry(*, summary: str = SUMMARY, html: str = HTML, text: str = "", **fields: Any) -> Entry:
    """An entry whose article has `fields` over those of ARTICLE.

    `updated` is `published` unless it says another; `name` makes an id and a URL of its own.
    """
    article = {**ARTICLE, **fields}
    if "name" in article:
        name = article.pop("name")
        article["id"] = f"tag:newsroom.example,2018:{name}"
        article["url"] = f"https://newsroom.example/sports/soccer/{name}/"
    assert set(article) <= set(Article.__struct_fields__), "an article has no such field"
    article["published"] = _timestamp(article["published"])
    article["updated"] = _timestamp(article["updated"]) if "updated" in article else article["published"]
    content = {"html": html, "text": text, "summary": summary}
    return msgspec.convert({"article": article, "content": content}, Entry)


def feed(*entries: Entry, **fields: Any) -> Feed:
    """A feed of `entries` with `fields` over those of FEED; dated, like any feed, by its newest entry."""
    assert set(fields) <= set(Feed.__struct_fields__), "a feed has no such field"
    updated = max((one.article.updated.instant for one in entries), default=dt.datetime(2018, 11, 1, tzinfo=dt.UTC))
    return msgspec.convert({**FEED, "updated": updated, **fields, "entries": entries}, Feed)


def tree(data: bytes) -> ET.Element:
    """The elements of a document that our own code has written."""
    return ET.fromstring(data)  # noqa: S314 # not foreign


def _timestamp(text: Any) -> Timestamp:
    if isinstance(text, Timestamp):
        return text
    return Timestamp(
        instant=dt.datetime.fromisoformat(text) if isinstance(text, str) else text,
        text=str(text),
        precision="second",
        zone="explicit",
    )
