"""A sitemap for Google News (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from feedwright.model import Article, Document, Timestamp
from feedwright.render.characters import written
from feedwright.render.dates import rfc3339
from feedwright.render.entries import headline
from feedwright.render.file_names import NEWS_SITEMAP_FILE

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE: Final = "application/xml"
WINDOW: Final = dt.timedelta(hours=48)
LIMIT: Final = 1_000

_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS: Final = "http://www.google.com/schemas/sitemap-news/0.9"
_CHINESE: Final = {"hant": "zh-tw", "tw": "zh-tw", "hk": "zh-tw", "mo": "zh-tw"}
_COARSE: Final = frozenset({"year", "month"})

_Listing = tuple[str, str, tuple[Article, ...]]


def news_sitemap_document(
    articles: Iterable[Article], *, publication: str, language: str, home: str, now: dt.datetime
) -> Document:
    """The newest articles of the 48 hours before `now` (aware), at most 1,000, newest first, in UTF-8.

    `publication` is the newsroom's name as Google News knows it; `language` (BCP 47) is that of articles that name
    none. A sitemap may list addresses of its own host alone (sitemaps.org, Sitemap file location), which `home`, the
    site's URL, gives. An article whose day of publication is not known has no place in it.
    """
    host = urlsplit(home).netloc.lower()
    due = [
        article
        for article in articles
        if now - WINDOW <= article.published.instant <= now
        and article.published.precision not in _COARSE
        and urlsplit(article.url).netloc.lower() == host
    ]
    due.sort(key=lambda article: article.id)
    due.sort(key=lambda article: article.published.instant, reverse=True)
    listed = tuple(due[:LIMIT])
    data = written(_write, (publication, language, listed))
    entries = {article.id: article.origin for article in listed}
    return Document(path=NEWS_SITEMAP_FILE, media_type=MEDIA_TYPE, data=data, entries=entries)


def _write(listing: _Listing) -> bytes:
    from lxml import etree

    publication, language, articles = listing
    namespaces: dict[Any, str] = {None: _SITEMAP, "news": _NEWS}
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap=namespaces)
    for article in articles:
        _url(root, article, publication, language)
    return etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)


def _url(root: "_Element", article: Article, publication: str, language: str) -> None:
    from lxml.etree import SubElement

    url = SubElement(root, f"{{{_SITEMAP}}}url")
    SubElement(url, f"{{{_SITEMAP}}}loc").text = article.url
    news = SubElement(url, f"{{{_NEWS}}}news")
    by = SubElement(news, f"{{{_NEWS}}}publication")
    SubElement(by, f"{{{_NEWS}}}name").text = publication
    SubElement(by, f"{{{_NEWS}}}language").text = _iso_639(article.language or language)
    SubElement(news, f"{{{_NEWS}}}publication_date").text = _date(article.published)
    SubElement(news, f"{{{_NEWS}}}title").text = headline(article)


def _date(published: Timestamp) -> str:
    """The date, with the time where that is known."""
    return published.instant.date().isoformat() if published.precision == "day" else rfc3339(published.instant)


def _iso_639(language: str) -> str:
    """The language as Google wants it: a code of ISO 639, and of Chinese which of its two ways of writing."""
    main, *others = language.lower().replace("_", "-").split("-")
    if main != "zh":
        return main
    return next((_CHINESE[each] for each in others if each in _CHINESE), "zh-cn")
