"""Pages: what people see who look at the feeds in a browser. `Feed`s in, HTML and CSS `Document`s out.

The bytes depend on the feeds alone: the newest article stands for "now". A page asks for nothing but its stylesheet.
"""

from collections.abc import Iterator

from feedwright.model import Document
from feedwright.pages.index import FeedIndex
from feedwright.pages.page import index_page, section_page
from feedwright.pages.stylesheets import FEED_STYLE, PAGE_STYLE, stylesheets

__all__ = ["FEED_STYLE", "PAGE_STYLE", "FeedIndex", "all_pages", "index_page", "section_page", "stylesheets"]


def all_pages(index: FeedIndex) -> Iterator[Document]:
    """The page of the whole site, one for every other feed, and the stylesheets."""
    yield index_page(index)
    for feed in index.feeds:
        if feed.path:
            yield section_page(index, feed)
    yield from stylesheets()
