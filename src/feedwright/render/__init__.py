"""Render: one `Feed` in, one `Document` per format out.

The bytes depend on the feed alone: no clock, no locale, no host time zone, nothing random. `rss`, `atom` and
`json_feed` say where each field of an article goes; `feedgen_adapter` holds feedgen to it.
"""

from feedwright.render.formats import FORMATS, Format, render

__all__ = ["FORMATS", "Format", "render"]
