"""Sitemaps, and the news sitemaps that Google reads.

https://www.sitemaps.org/protocol.html
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from feedwright.validation.tables import MANY, MAYBE, ONE, SOME, Vocabulary, row
from feedwright.validation.value_types.addresses import HTTP_URL
from feedwright.validation.value_types.dates import W3CDTF
from feedwright.validation.value_types.numbers import between
from feedwright.validation.value_types.text import PLAIN, TEXT
from feedwright.validation.value_types.words import LANGUAGE, one_of

GOOGLE = "Google: News sitemaps"

FREQUENCY = one_of("always hourly daily weekly monthly yearly never", id="change-frequency", spec="Sitemaps 0.9")
PRIORITY = between(0, 1, what="a priority from 0.0 to 1.0", id="priority", whole=False)

SITEMAP = Vocabulary(
    prefix="sitemap",
    namespaces=("http://www.sitemaps.org/schemas/sitemap/0.9",),
    misspelt=(
        "https://www.sitemaps.org/schemas/sitemap/0.9",
        "http://www.sitemaps.org/schemas/sitemap/0.9/",
        "http://www.google.com/schemas/sitemap/0.84",
        "http://www.google.com/schemas/sitemap/0.9",
    ),
    spec="Sitemaps 0.9",
    rows=(
        row("sitemap:urlset", "sitemap:url", SOME),
        row("sitemap:sitemapindex", "sitemap:sitemap", SOME),
        row("sitemap:url sitemap:sitemap", "sitemap:loc", ONE, HTTP_URL),
        row("sitemap:url sitemap:sitemap", "sitemap:lastmod", MAYBE, W3CDTF),
        row("sitemap:url", "sitemap:changefreq", MAYBE, FREQUENCY),
        row("sitemap:url", "sitemap:priority", MAYBE, PRIORITY),
    ),
    roots="sitemap:urlset sitemap:sitemapindex",
)
NEWS = Vocabulary(
    prefix="news",
    namespaces=("http://www.google.com/schemas/sitemap-news/0.9",),
    misspelt=("https://www.google.com/schemas/sitemap-news/0.9", "http://www.google.com/schemas/sitemap-news/0.9/"),
    spec=GOOGLE,
    rows=(
        row("sitemap:url", "news:news", MAYBE),
        row("news:news", "news:publication", ONE),
        row("news:publication", "news:name", ONE, PLAIN),
        row("news:publication", "news:language", ONE, LANGUAGE),
        row("news:news", "news:publication_date", ONE, W3CDTF),
        row("news:news", "news:title", ONE, PLAIN),
        row("news:news", "news:keywords", MAYBE, TEXT),
        row("news:news", "news:genres", MAYBE, TEXT),
        row("news:news", "news:access", MAYBE, TEXT),
        row("news:news", "news:stock_tickers", MANY, TEXT),
    ),
)

VOCABULARIES = (SITEMAP, NEWS)
