"""Cross-checks of sitemaps: how many addresses one holds, and how old its news is."""

import datetime as dt
from collections.abc import Callable, Mapping

from feedwright.validation.collector import Collector, shortened, tag
from feedwright.validation.tables import Rule
from feedwright.validation.tree import Element
from feedwright.validation.value_types.dates import read_rfc3339

MOST_URLS = 50_000
MOST_NEWS = 1_000
OLDEST_NEWS = dt.timedelta(days=2)

TOO_MANY = Rule(
    id="sitemap/too-many",
    severity="error",
    title="A sitemap holds at most 50,000 addresses, a news sitemap at most 1,000.",
    hint="Split it, and list the parts in a sitemap index; leave news out that is older than two days.",
    spec="Sitemaps 0.9; Google: News sitemaps",
)
OLD_NEWS = Rule(
    id="news/too-old",
    severity="warning",
    title="A news sitemap holds the news of the last two days.",
    hint="Leave the article out, or only its <news:news>.",
    spec="Google: News sitemaps",
)
RULES = (TOO_MANY, OLD_NEWS)


def check_urls(root: Element, out: Collector) -> None:
    """A sitemap's addresses, counted."""
    news = sum(child.first("news:news") is not None for child in root.children)
    for count, most, what in ((len(root.children), MOST_URLS, "addresses"), (news, MOST_NEWS, "news articles")):
        if count > most:
            out.report(TOO_MANY, f"{tag(root)} holds {count:,} {what}.", root)


def check_age(date: Element, out: Collector) -> None:
    """The age of a piece of news, where the time is known."""
    time = read_rfc3339(date.text.strip())
    if out.now is not None and time is not None and out.now - time > OLDEST_NEWS:
        out.report(OLD_NEWS, f"{tag(date)} is more than two days ago: {shortened(date.text)!r}.", date)


CHECKS: Mapping[str, Callable[[Element, Collector], None]] = {
    "sitemap:urlset": check_urls,
    "sitemap:sitemapindex": check_urls,
    "news:publication_date": check_age,
}
