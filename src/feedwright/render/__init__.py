"""Render: one `Feed` in, one `Document` per format out; and the documents that stand beside the feeds.

The bytes depend on what is given alone: no clock, no locale, no host time zone, nothing random. `rss`, `atom` and
`json_feed` say where each field of an article goes; `feedgen_adapter` holds feedgen to it. `opml`, `news_sitemap` and
`ninjs` make documents of other kinds.
"""

from typing import TYPE_CHECKING

from feedwright.deferred import deferred

if TYPE_CHECKING:
    from feedwright.render.feedgen_adapter import load_feedgen
    from feedwright.render.formats import FORMATS, Format, render
    from feedwright.render.news_sitemap import news_sitemap_document
    from feedwright.render.ninjs import ninjs_document, ninjs_item
    from feedwright.render.opml import OpmlFacts, opml_document, opml_facts

__all__ = [
    "FORMATS",
    "Format",
    "OpmlFacts",
    "load_feedgen",
    "news_sitemap_document",
    "ninjs_document",
    "ninjs_item",
    "opml_document",
    "opml_facts",
    "render",
]

__getattr__ = deferred(  # whoever asks what a document is made of need not write it
    __name__,
    {
        "FORMATS": "formats",
        "Format": "formats",
        "OpmlFacts": "opml",
        "load_feedgen": "feedgen_adapter",
        "news_sitemap_document": "news_sitemap",
        "ninjs_document": "ninjs",
        "ninjs_item": "ninjs",
        "opml_document": "opml",
        "opml_facts": "opml",
        "render": "formats",
    },
)
