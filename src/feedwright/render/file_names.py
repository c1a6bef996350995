"""The file that a feed is published as in each format."""

from collections.abc import Mapping
from typing import Final

FILE_NAMES: Final[Mapping[str, str]] = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
"""By the format's name."""
