"""The files that documents are published as, each in the folder of its feed, or beside all feeds."""

from collections.abc import Mapping
from typing import Final

RSS_FILE: Final = "rss.xml"
ATOM_FILE: Final = "atom.xml"
JSON_FEED_FILE: Final = "feed.json"
NINJS_FILE: Final = "ninjs.json"
OPML_FILE: Final = "feeds.opml"
NEWS_SITEMAP_FILE: Final = "news-sitemap.xml"

FILE_NAMES: Final[Mapping[str, str]] = {"rss": RSS_FILE, "atom": ATOM_FILE, "json": JSON_FEED_FILE}
"""Of a feed, by the format's name."""
