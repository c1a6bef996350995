"""Render: one `Feed` in, one `Document` per format out; and the documents that stand beside the feeds.

The bytes depend on what is given alone: no clock, no locale, no host time zone, nothing random. `rss`, `atom` and
`json_feed` say where each field of an article goes; `feedgen_adapter` holds feedgen to it. `opml`, `news_sitemap` and
`ninjs` write documents of other kinds, each by one function that takes values and returns bytes.
"""

from feedwright.render.feedgen_adapter import load_feedgen
from feedwright.render.formats import FORMATS, Format, render
from feedwright.render.news_sitemap import news_sitemap
from feedwright.render.ninjs import ninjs_document, ninjs_item
from feedwright.render.opml import opml_document

__all__ = [
    "FORMATS",
    "Format",
    "load_feedgen",
    "news_sitemap",
    "ninjs_document",
    "ninjs_item",
    "opml_document",
    "render",
]
