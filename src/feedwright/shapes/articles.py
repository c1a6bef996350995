"""The public JSON shape of an article, and of what it holds."""

import datetime as dt
from collections.abc import Iterable

from feedwright.model import Article, Content, Finding, Media, Outlet, Person, Status, Timestamp
from feedwright.shapes.findings import Json, finding_shape, origin_shape


def article_shape(article: Article, content: Content, status: Status, findings: Iterable[Finding]) -> Json:
    """An article as `feedwright articles --format json` prints it; `status` is its state at the time of asking."""
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "subtitle": article.subtitle,
        "summary": content.summary or None,
        "section": article.section,
        "tags": list(article.tags),
        "language": article.language,
        "status": status,
        "published": rfc3339(article.published.instant),
        "updated": rfc3339(article.updated.instant),
        "time": {"published": time_shape(article.published), "updated": time_shape(article.updated)},
        "authors": [person_shape(author) for author in article.authors],
        "source": outlet_shape(article.source, url=article.original),
        "via": _without_feed(article.via),
        "publisher": _without_feed(article.publisher),
        "rights": article.rights,
        "body_html": content.html,
        "body_text": content.text,
        "media": [media_shape(media) for media in article.media],
        "origin": origin_shape(article.origin),
        "findings": [finding_shape(finding) for finding in findings],
    }


def time_shape(timestamp: Timestamp) -> Json:
    """How a time came to be what it is."""
    return {
        "text": timestamp.text,
        "zone": timestamp.zone,
        "precision": timestamp.precision,
        "inferred": timestamp.inferred,
    }


def person_shape(person: Person) -> Json:
    """An author."""
    return {"name": person.name, "email": person.email, "url": person.url}


def outlet_shape(outlet: Outlet | None, *, url: str | None = None) -> Json | None:
    """A source; `url` is the article's own address there, which says more than the outlet's."""
    return None if outlet is None else {"name": outlet.name, "url": url or outlet.url, "feed": outlet.feed}


def media_shape(media: Media) -> Json:
    """A media file."""
    return {
        "url": media.url,
        "type": media.type,
        "length": media.length,
        "width": media.width,
        "height": media.height,
        "alt": media.alt,
        "credit": media.credit,
    }


def _without_feed(outlet: Outlet | None) -> Json | None:
    return None if outlet is None else {"name": outlet.name, "url": outlet.url}


def rfc3339(instant: dt.datetime) -> str:
    """A time with the offset it was written in."""
    return instant.isoformat(timespec="seconds")
