"""JSON Feed 1.1 (https://jsonfeed.org/version/1.1).

What it has no member for stands in `_feedwright`, of the feed and of an item; a member that is not known is left out.
"""

from typing import Final

import msgspec

from feedwright.model import Article, Entry, Feed, Media, Outlet, Person
from feedwright.render.characters import json_bytes
from feedwright.render.dates import rfc3339
from feedwright.render.entries import (
    categories,
    full_content,
    headline,
    mailbox,
    own_language,
    positive,
    summary,
)
from feedwright.render.file_names import JSON_FEED_FILE
from feedwright.render.media import first_image

_VERSION: Final = "https://jsonfeed.org/version/1.1"

_ABOUT: Final = (
    "What Feedwright has to say beyond JSON Feed. Of an item: its subtitle and section; source, the outlet that it "
    "comes from, and that outlet's feed; via, who passed it on; its publisher and rights; licence, the URL of its "
    "terms; comments, their page and how many there are. Of an attachment: width, height, alt, credit and rights; the "
    "URLs of its chapters and transcripts. Of the feed: its rights; whether it is an archive, the current feed, and "
    "the archive after this one; the one before is next_url."
)


class _Outlet(msgspec.Struct, omit_defaults=True):
    name: str | None = None
    url: str | None = None
    feed: str | None = None


class _Author(msgspec.Struct, omit_defaults=True):
    name: str
    url: str | None = None


class _Comments(msgspec.Struct, omit_defaults=True):
    url: str | None = None
    count: int | None = None


class _Extension(msgspec.Struct, omit_defaults=True, kw_only=True):
    """`_feedwright` of an item."""

    subtitle: str | None = None
    section: str | None = None
    source: _Outlet | None = None
    via: _Outlet | None = None
    publisher: _Outlet | None = None
    rights: str | None = None
    licence: str | None = None
    comments: _Comments | None = None


_NOTHING: Final = _Extension()


class _Item(msgspec.Struct, omit_defaults=True, kw_only=True):
    """An item, its members in the order in which they are written; those with nothing to say are left out."""

    id: str | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    image: str | None = None
    date_published: str
    date_modified: str
    authors: list[_Author] = []
    tags: tuple[str, ...] = ()
    language: str | None = None
    attachments: list[dict[str, object]] = []
    extension: _Extension | None = msgspec.field(name="_feedwright", default=None)


def json_document(feed: Feed) -> bytes:
    """`feed` as JSON Feed 1.1 in UTF-8.

    Raises ValueError where a text has a character that XML does not allow, so that all formats leave out the same.
    """
    return json_bytes(feed_members(feed), feed)


def feed_members(feed: Feed) -> dict[str, object]:
    """The feed as a JSON object, its members in the order in which they are written."""
    publisher = _outlet(feed.publisher)
    return _known(
        version=_VERSION,
        title=feed.title or feed.home,
        home_page_url=feed.home,
        feed_url=feed.base + JSON_FEED_FILE,
        description=feed.description,
        next_url=_beside(feed.previous),
        language=feed.language,
        icon=feed.logo or feed.icon,
        favicon=feed.icon,
        authors=[publisher] if publisher else None,
        hubs=[{"type": "WebSub", "url": hub} for hub in feed.hubs],
        _feedwright=_known(
            about=_ABOUT,
            rights=feed.rights,
            archive=feed.archive or None,
            current_url=_beside(feed.current),
            newer_url=_beside(feed.next),
        ),
    ) | {"items": [_item(entry, feed) for entry in feed.entries]}


def _item(entry: Entry, feed: Feed) -> _Item:
    article = entry.article
    image = first_image(article)
    html = full_content(entry, feed)
    told, title = summary(entry), headline(article)
    return _Item(
        id=article.id or None,
        url=article.url or None,
        external_url=article.original or None,
        title=title or None,
        content_html=html,
        # an item must have one of the two, and readers show it in place of the article
        content_text=None if html else told or title or None,
        summary=told,
        image=image.url or None if image else None,
        date_published=rfc3339(article.published.instant),
        date_modified=rfc3339(article.updated.instant),
        authors=[_author(person) for person in article.authors if person.name],
        tags=categories(article),
        language=own_language(article, feed),
        attachments=[_attachment(media) for media in article.media if media.type],
        extension=_extension(article),
    )


def _extension(article: Article) -> _Extension | None:
    said = _Extension(
        subtitle=article.subtitle or None,
        section=article.section or None,
        source=_outlet(article.source),
        via=_outlet(article.via),
        publisher=_outlet(article.publisher),
        rights=article.rights or None,
        licence=article.licence or None,
        comments=_comments(article),
    )
    return None if said == _NOTHING else said


def _comments(article: Article) -> _Comments | None:
    url, count = article.comments or None, article.comment_count
    return None if url is None and count is None else _Comments(url, count)


def _outlet(outlet: Outlet | None) -> _Outlet | None:
    if outlet is None or not (outlet.name or outlet.url or outlet.feed):
        return None
    return _Outlet(outlet.name or None, outlet.url or None, outlet.feed or None)


def _author(person: Person) -> _Author:
    """The author; an e-mail address can only be a mailto: URL here, where there is no other URL."""
    mail = mailbox(person)
    return _Author(person.name, person.url or (f"mailto:{mail}" if mail else None))


def _attachment(media: Media) -> dict[str, object]:
    return _known(
        url=media.url,
        mime_type=media.type,
        title=media.title,
        size_in_bytes=positive(media.length),
        duration_in_seconds=positive(media.duration),
        _feedwright=_known(
            width=positive(media.width),
            height=positive(media.height),
            alt=media.alt,
            credit=media.credit,
            rights=media.rights,
            chapters=media.chapters,
            transcripts=[_known(url=each.url, type=each.type, language=each.language) for each in media.transcripts],
        ),
    )


def _beside(base: str | None) -> str | None:
    """The JSON Feed in another folder."""
    return base + JSON_FEED_FILE if base else None


def _known(**members: object) -> dict[str, object]:
    """The members that have something to say: a number always has, an empty text or list has not."""
    return {name: value for name, value in members.items() if value or isinstance(value, int)}
