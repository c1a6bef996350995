"""The public JSON shapes of articles, findings and builds: absent values are null, never missing."""

import datetime as dt
from collections.abc import Iterable

from feedwright.ingest import Capture
from feedwright.model import Article, Content, Finding, Media, Origin, Outlet, Person, Status, Timestamp
from feedwright.normalize import Explained
from feedwright.normalize.markup import plain_text, render_markdown
from feedwright.site import Site

Json = dict[str, object]


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
        "published": _rfc3339(article.published.instant),
        "updated": _rfc3339(article.updated.instant),
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


def capture_shape(capture: Capture, site: Site, *, section: str | None) -> Json:
    """A capture as `feedwright import --format json` prints it: the shape of an article, with nulls for what it lacks."""
    published, updated = capture.published, capture.updated
    known = site.source(capture.source) if capture.source else None
    source = known.outlet if known else Outlet(name=capture.source) if capture.source else None
    html = render_markdown(capture.body)
    return {
        "id": None,
        "url": None,
        "title": capture.title,
        "subtitle": capture.subtitle,
        "summary": None,
        "section": section or capture.section,
        "tags": [],
        "language": None,
        "status": "published",
        "published": _rfc3339(published.instant) if published else None,
        "updated": _rfc3339(updated.instant) if updated else None,
        "time": {
            "published": time_shape(published) if published else None,
            "updated": time_shape(updated) if updated else None,
        },
        "authors": [person_shape(author) for author in capture.authors],
        "source": outlet_shape(source),
        "via": {"name": capture.via, "url": None} if capture.via else None,
        "publisher": {"name": capture.publisher, "url": None} if capture.publisher else None,
        "rights": capture.rights,
        "body_html": html,
        "body_text": plain_text(html),
        "media": [],
        "origin": origin_shape(capture.origin),
        "findings": [finding_shape(finding) for finding in capture.findings],
    }


def explained_shape(explained: Explained) -> Json:
    """How one field came to be what it is, as `feedwright explain --format json` prints it."""
    return {
        "field": explained.field,
        "written": explained.written,
        "line": explained.line,
        "rule": explained.rule,
        "result": explained.result,
    }


def finding_shape(finding: Finding) -> Json:
    """A finding, everywhere it is printed as JSON."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "spec": finding.spec,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "entry": finding.entry,
        "article": None if finding.article is None else origin_shape(finding.article),
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


def origin_shape(origin: Origin) -> Json:
    """A place in content/."""
    return {"path": origin.path, "line": origin.line}


def _without_feed(outlet: Outlet | None) -> Json | None:
    return None if outlet is None else {"name": outlet.name, "url": outlet.url}


def _rfc3339(instant: dt.datetime) -> str:
    return instant.isoformat(timespec="seconds")
