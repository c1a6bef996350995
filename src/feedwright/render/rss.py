"""RSS 2.0, by the letter of the RSS Advisory Board's Best Practices Profile.

Text comes out the same whether a reader takes an element for plain text or for HTML, wherever it can: see `_as_html`.

Authors are dc:creator, whether their e-mail addresses are known or not. `author` holds an address with the name in a
comment, and readers do not agree on which is which: of "jane@newsroom.example (Jane Doe)" feedparser makes the name
"ple (Jane Doe", others the whole text, or the address. The profile wants one or the other, not both.
"""

from typing import Final

from feedwright.model import Article, Entry, Feed, Media, Podcast
from feedwright.patterns import pattern
from feedwright.render.dates import rfc3339
from feedwright.render.entries import (
    categories,
    full_content,
    headline,
    licence_elements,
    licence_links,
    outlet_name,
    own_language,
    positive,
    suffix,
    summary,
    via_links,
)
from feedwright.render.feedgen_adapter import write_rss
from feedwright.render.file_names import RSS_FILE
from feedwright.render.head import cloud_elements, head_elements, head_links
from feedwright.render.media import enclosed, media_elements
from feedwright.render.podcasts import episode_elements, podcast_elements, podcast_of
from feedwright.render.wire import ATOM, DC, DCTERMS, SLASH, Element, Enclosure, Link, RssChannel, RssItem, Source

_MEDIA_TYPE: Final = "application/rss+xml"

_MARKUP: Final = pattern("<[A-Za-z/!?]")
"""What starts a tag, a comment or a declaration in HTML (HTML, tokenization, tag open state)."""

_NOT_IN_RSS: Final = frozenset({".svg", ".svgz", ".webp", ".avif", ".ico", ".heic", ".tif", ".tiff", ".bmp"})
"""Suffixes of images that image/url may not name: it takes GIF, JPEG and PNG (RSS 2.0, image)."""


def rss_document(feed: Feed) -> bytes:
    """`feed` as RSS 2.0 in UTF-8."""
    return write_rss(channel_of(feed))


def channel_of(feed: Feed) -> RssChannel:
    """The channel that says what `feed` says."""
    podcast = podcast_of(feed)
    address = feed.base + RSS_FILE
    elements = [link.element for link in head_links(feed, RSS_FILE, _MEDIA_TYPE)]
    elements += cloud_elements(feed)
    elements += head_elements(feed)
    if podcast is not None:
        elements += podcast_elements(feed, podcast, address)
    return RssChannel(
        title=feed.title or feed.home,
        link=feed.home,
        description=feed.description or feed.title or feed.home,
        self_link=Link(address, "self", type=_MEDIA_TYPE),
        language=feed.language,
        copyright=feed.rights,
        image=next((url for url in (feed.logo, feed.icon) if url and suffix(url) not in _NOT_IN_RSS), None),
        ttl=positive(feed.ttl),
        built=feed.updated,
        stylesheet=feed.stylesheet,
        elements=tuple(elements),
        items=tuple(_item(entry, feed, podcast) for entry in feed.entries),
    )


def _item(entry: Entry, feed: Feed, podcast: Podcast | None) -> RssItem:
    article = entry.article
    text = summary(entry)
    content = full_content(entry, feed)
    enclosure = enclosed(article)
    elements = _elements(article, feed)
    elements += media_elements(article, described=bool(text and content), enclosure=enclosure)
    elements += episode_elements(article, podcast, enclosure)
    return RssItem(
        title=headline(article),
        link=article.url,
        guid=article.id,
        description=None if text is None else _as_html(text),
        content=content,
        categories=categories(article),
        published=article.published.instant,
        comments=article.comments,
        enclosure=_enclosure(enclosure),
        source=_source(article),
        elements=tuple(elements),
    )


def _elements(article: Article, feed: Feed) -> list[Element]:
    """What RSS has no element for, or none that fits."""
    elements = [Element(ATOM, "updated", rfc3339(article.updated.instant))]
    elements += [link.element for link in via_links(article)]
    elements += [link.element for link in licence_links(article)]
    elements += [Element(DC, "creator", person.name) for person in article.authors if person.name]
    terms = (
        (DC, "source", None if _source(article) else outlet_name(article.source)),
        (DC, "contributor", outlet_name(article.via)),
        (DC, "publisher", outlet_name(article.publisher)),
        (DC, "rights", article.rights),
        (DC, "language", own_language(article, feed)),
        (DCTERMS, "alternative", article.subtitle),
        (SLASH, "comments", None if article.comment_count is None else str(article.comment_count)),
    )
    elements += [Element(namespace, name, text) for namespace, name, text in terms if text]
    elements += licence_elements(article)
    return elements


def _as_html(text: str) -> str:
    """Plain text for the item description, which is HTML.

    Most text reads the same as HTML and as plain text, "AT&T" and "1 < 2" too, and is left as it is, so that readers
    which take the description for plain text are right as well. What would not is escaped.
    """
    if "&" not in text and "<" not in text:
        return text
    from html import escape, unescape  # its table of entities is long

    same = unescape(text) == text and not _MARKUP.search(text)
    return text if same else escape(text, quote=False)


def _enclosure(media: Media | None) -> Enclosure | None:
    """The one file that the item encloses; its length is 0 when unknown."""
    return Enclosure(media.url, media.type, positive(media.length) or 0) if media and media.type else None


def _source(article: Article) -> Source | None:
    """The feed that the article came from, where it is known: the attribute wants a feed's URL, not an article's."""
    source = article.source
    return Source(source.feed, outlet_name(source) or source.feed) if source and source.feed else None
