"""Pages: what people see who look at the feeds in a browser. `Feed`s in, HTML and CSS `Document`s out.

The bytes depend on the feeds alone: the newest article stands for "now". A page asks for nothing but its stylesheet.
"""

from feedwright.pages.chart import by_month
from feedwright.pages.index import FeedIndex
from feedwright.pages.page import feed_page, page_facts, page_path
from feedwright.pages.stylesheets import FEED_STYLE, PAGE_STYLE, stylesheets

__all__ = ["FEED_STYLE", "PAGE_STYLE", "FeedIndex", "by_month", "feed_page", "page_facts", "page_path", "stylesheets"]
