"""RSS 2.0, by the letter of the RSS Advisory Board's Best Practices Profile.

Text comes out the same whether a reader takes an element for plain text or for HTML, wherever it can: see `_as_html`.

Authors are dc:creator, whether their e-mail addresses are known or not. `author` holds an address with the name in a
comment, and readers do not agree on which is which: of "jane@newsroom.example (Jane Doe)" feedparser makes the name
"ple (Jane Doe", others the whole text, or the address. The profile wants one or the other, not both.
"""

import re
from html import escape, unescape
from pathlib import PurePosixPath
from typing import Final

from feedwright.model import Article, Entry, Feed
from feedwright.render.dates import rfc3339
from feedwright.render.entries import (
    categories,
    full_content,
    headline,
    outlet_name,
    own_language,
    summary,
    via_links,
)
from feedwright.render.feedgen_adapter import write_rss
from feedwright.render.wire import ATOM, DC, DCTERMS, Element, Enclosure, Link, RssChannel, RssItem, Source

_MARKUP: Final = re.compile("<[A-Za-z/!?]")
"""What starts a tag, a comment or a declaration in HTML (HTML, tokenization, tag open state)."""

_NOT_IN_RSS: Final = frozenset({".svg", ".svgz", ".webp", ".avif", ".ico", ".heic", ".tif", ".tiff", ".bmp"})
"""Suffixes of images that image/url may not name: it takes GIF, JPEG and PNG (RSS 2.0, image)."""


def rss_document(feed: Feed) -> bytes:
    """`feed` as RSS 2.0 in UTF-8."""
    return write_rss(channel_of(feed))


def channel_of(feed: Feed) -> RssChannel:
    """The channel that says what `feed` says."""
    return RssChannel(
        title=feed.title or feed.home,
        link=feed.home,
        description=feed.description or feed.title or feed.home,
        self_link=Link(feed.base + "rss.xml", "self", type="application/rss+xml"),
        language=feed.language,
        copyright=feed.rights,
        image=feed.logo if feed.logo and _suffix(feed.logo) not in _NOT_IN_RSS else None,
        built=feed.updated,
        items=tuple(_item(entry, feed) for entry in feed.entries),
    )


def _item(entry: Entry, feed: Feed) -> RssItem:
    article = entry.article
    text = summary(entry)
    return RssItem(
        title=headline(article),
        link=article.url,
        guid=article.id,
        description=None if text is None else _as_html(text),
        content=full_content(entry, feed),
        categories=categories(article),
        published=article.published.instant,
        enclosure=_enclosure(article),
        source=_source(article),
        elements=tuple(_elements(article, feed)),
    )


def _elements(article: Article, feed: Feed) -> list[Element]:
    """What RSS has no element for, or none that fits."""
    elements = [Element(ATOM, "updated", rfc3339(article.updated.instant))]
    elements += [link.element for link in via_links(article)]
    elements += [Element(DC, "creator", person.name) for person in article.authors if person.name]
    terms = (
        (DC, "source", None if _source(article) else outlet_name(article.source)),
        (DC, "contributor", outlet_name(article.via)),
        (DC, "publisher", outlet_name(article.publisher)),
        (DC, "rights", article.rights),
        (DC, "language", own_language(article, feed)),
        (DCTERMS, "alternative", article.subtitle),
    )
    elements += [Element(namespace, name, text) for namespace, name, text in terms if text]
    return elements


def _as_html(text: str) -> str:
    """Plain text for the item description, which is HTML.

    Most text reads the same as HTML and as plain text, "AT&T" and "1 < 2" too, and is left as it is, so that readers
    which take the description for plain text are right as well. What would not is escaped.
    """
    same = unescape(text) == text and not _MARKUP.search(text)
    return text if same else escape(text, quote=False)


def _enclosure(article: Article) -> Enclosure | None:
    """The first media file that can be one: it needs a type and a web address, and an item should have one at most."""
    for media in article.media:
        if media.type and media.url.lower().startswith(("http://", "https://")):
            return Enclosure(media.url, media.type, media.length or 0)
    return None


def _source(article: Article) -> Source | None:
    """The feed that the article came from, where it is known: the attribute wants a feed's URL, not an article's."""
    source = article.source
    return Source(source.feed, outlet_name(source) or source.feed) if source and source.feed else None


def _suffix(url: str) -> str:
    return PurePosixPath(re.split("[?#]", url, maxsplit=1)[0]).suffix.lower()
