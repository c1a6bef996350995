"""The public JSON shape of a captured page."""

from feedwright.ingest import Capture
from feedwright.model import Outlet
from feedwright.normalize.markup import plain_text, render_markdown
from feedwright.shapes.articles import outlet_shape, person_shape, rfc3339, time_shape
from feedwright.shapes.findings import Json, finding_shape, origin_shape
from feedwright.site import Site


def capture_shape(capture: Capture, site: Site, *, section: str | None) -> Json:
    """A capture as `feedwright import --format json` prints it: as an article, with nulls for what it lacks."""
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
        "published": rfc3339(published.instant) if published else None,
        "updated": rfc3339(updated.instant) if updated else None,
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
