"""JSON Feed 1.1 (https://jsonfeed.org/version/1.1).

What it has no member for stands in `_feedwright`, of the feed and of an item; a member that is not known is left out.
"""

from typing import Final

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


def _item(entry: Entry, feed: Feed) -> dict[str, object]:
    article = entry.article
    image = first_image(article)
    html = full_content(entry, feed)
    # an item must have one of the two, and readers show it in place of the article
    text = None if html else summary(entry) or headline(article)
    return _known(
        id=article.id,
        url=article.url,
        external_url=article.original,
        title=headline(article),
        content_html=html,
        content_text=text,
        summary=summary(entry),
        image=image.url if image else None,
        date_published=rfc3339(article.published.instant),
        date_modified=rfc3339(article.updated.instant),
        authors=[_author(person) for person in article.authors if person.name],
        tags=list(categories(article)),
        language=own_language(article, feed),
        attachments=[_attachment(media) for media in article.media if media.type],
        _feedwright=_extension(article),
    )


def _extension(article: Article) -> dict[str, object]:
    return _known(
        subtitle=article.subtitle,
        section=article.section,
        source=_outlet(article.source),
        via=_outlet(article.via),
        publisher=_outlet(article.publisher),
        rights=article.rights,
        licence=article.licence,
        comments=_known(url=article.comments, count=article.comment_count),
    )


def _outlet(outlet: Outlet | None) -> dict[str, object] | None:
    return _known(name=outlet.name, url=outlet.url, feed=outlet.feed) if outlet else None


def _author(person: Person) -> dict[str, object]:
    """The author; an e-mail address can only be a mailto: URL here, where there is no other URL."""
    mail = mailbox(person)
    return _known(name=person.name, url=person.url or (f"mailto:{mail}" if mail else None))


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
