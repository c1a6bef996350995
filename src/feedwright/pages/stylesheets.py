"""The stylesheets, published beside the pages: one for them, and one for the feeds' XML."""

from pathlib import Path
from typing import Final

from feedwright.model import Document

PAGE_STYLE: Final = "pages.css"
FEED_STYLE: Final = "feed.css"


def stylesheets() -> tuple[Document, ...]:
    """pages.css, which every page asks for, and feed.css, for an xml-stylesheet instruction in RSS and Atom."""
    return tuple(
        Document(path=name, media_type="text/css; charset=utf-8", data=Path(__file__).with_name(name).read_bytes())
        for name in (PAGE_STYLE, FEED_STYLE)
    )
