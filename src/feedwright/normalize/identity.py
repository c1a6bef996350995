"""Who an article is: its permanent id, its slug and its permalink.

An id must not depend on what an editor may change: title, text, dates, section, the site's scheme. So it is the one
that the record says; else a tag: URI (RFC 4151) of the site's tag authority and the name of the record's file.
"""

import re
from urllib.parse import quote, urljoin, urlsplit

from slugify import slugify

from feedwright.model import RawRecord, Timestamp
from feedwright.normalize.fields import Record
from feedwright.normalize.report import RecordReport
from feedwright.site import Site

_DATED_STEM = re.compile(r"^(\d{4}-\d{2}-\d{2})[-_](.+)$")
_URI = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|(?:^|/):\w")
_INDEX_PAGE = re.compile(r"/index\.html?$")


def date_in_stem(stem: str | None) -> str | None:
    """The date that a file's name begins with, as Jekyll has it: "2018-11-07-title" gives "2018-11-07"."""
    dated = _DATED_STEM.match(stem or "")
    return dated[1] if dated else None


def article_id(record: Record, site: Site, report: RecordReport) -> str:
    """The permanent id: a URI, or what the record says under the site's tag authority."""
    raw = report.raw
    if record.id is not None:
        written = str(record.id).strip()
        return written if _URI.match(written) else tag_uri(site, written)
    if raw.stem is not None:
        return tag_uri(site, raw.stem)
    if record.slug is not None:
        return tag_uri(site, str(record.slug))
    if record.url is not None and not _TEMPLATE.search(record.url):
        return tag_uri(site, urlsplit(record.url).path.strip("/") or record.url)
    title = slugify(str(record.title or ""), allow_unicode=True)
    derived = tag_uri(site, title or str(raw.origin.line))
    report.warning(
        "id-from-title",
        "id",
        "the record has nothing that stays the same when it is edited, so its id comes from its title",
        hint=f"Add an id that never changes: {derived}",
    )
    return derived


def tag_uri(site: Site, specific: str) -> str:
    """A tag: URI below the site's authority; what a URI may not hold is percent-encoded."""
    return f"tag:{site.tag}:" + quote(specific.strip(), safe="/:@!$&'()*+,;=~-._?")


def article_slug(raw: RawRecord, record: Record, title: str) -> str:
    """The article's name in its permalink."""
    if record.slug is not None:
        return str(record.slug).strip("/")
    stem = raw.stem or ""
    dated = _DATED_STEM.match(stem)
    name = dated[2] if dated else stem
    return slugify(name or title, allow_unicode=True) or "article"


def article_url(
    record: Record, site: Site, report: RecordReport, *, title: str, section: str, published: Timestamp
) -> str:
    """The permalink: the record's own, made absolute, else the site's pattern filled in."""
    if record.url is not None:
        if not _TEMPLATE.search(record.url):
            return checked_url(urljoin(site.url, _INDEX_PAGE.sub("/", record.url.strip())), "url", report) or site.url
        report.info("url-template", "url", "the pattern of another tool is not filled in; the site's own is used")
    day = published.instant
    path = site.permalink.format(
        section=section,
        year=f"{day:%Y}",
        month=f"{day:%m}",
        day=f"{day:%d}",
        slug=article_slug(report.raw, record, title),
    )
    return urljoin(site.url, quote(re.sub(r"/{2,}", "/", path), safe="/-._~!$&'()*+,;=:@"))


def checked_url(written: str, field: str, report: RecordReport) -> str | None:
    """`written` as an absolute http(s) URL in ASCII; None, with a finding, when it is not one."""
    try:
        parts = urlsplit(written.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        host = ""
        parts = urlsplit("")
        port = ""
    if parts.scheme not in {"http", "https"} or not host or parts.username:
        report.error(
            "url-invalid",
            field,
            f"{written[:80]!r} is not an absolute http or https URL",
            hint="Write https://host/path.",
        )
        return None
    safe = "/-._~!$&'()*+,;=:@%"
    path = quote(parts.path, safe=safe)
    query = f"?{quote(parts.query, safe=safe + '?')}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe=safe + '?')}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{path}{query}{fragment}"
