"""Who an article is: its permanent id, its slug and its permalink.

An id must not depend on what an editor may change: title, text, dates, section, the site's scheme. So it is the one
that the record says; else a tag: URI (RFC 4151) of the site's tag authority and the name of the record's file.
"""

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

from feedwright.model import RawRecord, Timestamp
from feedwright.normalize.fields import Record
from feedwright.normalize.report import Notes, RecordReport
from feedwright.normalize.uris import is_uri
from feedwright.patterns import pattern
from feedwright.site import Site

_DATED_STEM = pattern(r"^(\d{4}-\d{2}-\d{2})[-_](.+)$")
_URI = pattern(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$")
_TEMPLATE = pattern(r"\{\{|\}\}|\{%|\{\w+\}|(?:^|[/-]):\w")
_OF_ID = pattern(r"^(?:tag:[^:]*:|urn:(?:uuid:)?|[A-Za-z][A-Za-z0-9+.-]*:(?://[^/?#]*)?)", re.IGNORECASE)
_INDEX_PAGE = pattern(r"/index\.html?$")
_NAMED_BY_SLUG = pattern(r"(?:\d{4}-\d{2}-\d{2}[-_])?([a-z0-9]+(?:-[a-z0-9]+)*)")
_PLAIN = pattern(r"[A-Za-z0-9._~/-]*")
_SAFE = "/-._~!$&'()*+,;=:@%"
_MAX_URL = 2_000  # characters; browsers and readers cut longer ones


def date_in_stem(stem: str | None) -> str | None:
    """The date that a file's name begins with, as Jekyll has it: "2018-11-07-title" gives "2018-11-07"."""
    dated = _DATED_STEM.match(stem or "")
    return dated[1] if dated else None


def article_id(record: Record, site: Site, report: RecordReport) -> str:
    """The permanent id: a URI, or what the record says under the site's tag authority."""
    raw = report.raw
    if record.id is not None:
        written = str(record.id).strip()
        if written:
            return _checked_id(written, report) if _URI.match(written) else tag_uri(site, written)
    if raw.stem is not None:
        return tag_uri(site, raw.stem)
    if record.slug is not None:
        return tag_uri(site, str(record.slug))
    if record.url is not None and not _TEMPLATE.search(record.url):
        return tag_uri(site, _path_of(record.url) or record.url)
    title = _slug_of(str(record.title or ""))
    derived = tag_uri(site, title or str(raw.origin.line))
    report.warning(
        "id-from-title",
        "id",
        "the record has nothing that stays the same when it is edited, so its id comes from its title",
        hint=f"Add an id that never changes: {derived}",
    )
    return derived


def _checked_id(written: str, report: RecordReport) -> str:
    """An id that has a scheme; with an error where it is not what that scheme wants: it would spoil the whole feed."""
    if not is_uri(written):
        report.error(
            "id-invalid",
            "id",
            f"{written[:80]!r} is not a valid {written.partition(':')[0].lower()[:20]}: URI",
            hint="Write it as in tag:news.example,2018:story-1, or as a name without a colon, such as story-1.",
        )
    return written


def _path_of(url: str) -> str:
    """The path of a URL, which stays when the domain changes; "" when there is none."""
    try:
        return urlsplit(url).path.strip("/")
    except ValueError:
        return ""


def tag_uri(site: Site, specific: str) -> str:
    """A tag: URI below the site's authority; what a URI may not hold is percent-encoded."""
    return f"tag:{site.tag}:{_quoted(specific.strip())}"


def _quoted(text: str) -> str:
    """`text` as a part of a URI; what one may not hold is percent-encoded."""
    return text if _PLAIN.fullmatch(text) else quote(text, safe="/:@!$&'()*+,;=~-._?")


def article_slug(raw: RawRecord, record: Record, title: str) -> str:
    """The article's name in its permalink, as an address may hold it."""
    slug = str(record.slug).strip().strip("/") if record.slug is not None else ""
    if not slug:
        lasting = raw.stem or _name_in_id(record)  # a title may be edited; a permalink must not change with it
        named = _NAMED_BY_SLUG.fullmatch(lasting)
        if named:
            return named[1]
        dated = _DATED_STEM.match(lasting)
        slug = _slug_of((dated[2] if dated else lasting) or title) or "article"
    return slug if _PLAIN.fullmatch(slug) else quote(slug, safe="/-._~!$&'()*+,;=:@")


def _slug_of(words: str) -> str:
    """Some words as a name in an address; "" when nothing of them can stand in one."""
    from slugify import slugify  # file names are slugs most often

    return slugify(words, allow_unicode=True)


def _name_in_id(record: Record) -> str:
    """What an id says beside its scheme and authority: "cup/final" of "tag:daily.example,2018:cup/final"; "": no id."""
    written = str(record.id).strip() if record.id is not None else ""
    return (_OF_ID.sub("", written).strip("/") or written) if _URI.match(written) else written


def article_url(
    record: Record, site: Site, report: RecordReport, *, title: str, section: str, published: Timestamp
) -> str:
    """The permalink: the record's own, made absolute, else the site's pattern filled in."""
    if record.url is not None:
        if not _TEMPLATE.search(record.url):
            return checked_url(joined(site.url, _INDEX_PAGE.sub("/", record.url.strip())), "url", report) or site.url
        report.info("url-template", "url", "the pattern of another tool is not filled in; the site's own is used")
    slug = article_slug(report.raw, record, title)
    place, form = _of_section(site.url, site.permalink, section)
    return place + _filled(form, published.instant.date().isoformat(), slug)


@lru_cache(maxsize=1024)
def _of_section(url: str, permalink: str, section: str) -> tuple[str, str]:
    """Where the site's pattern of permalinks is filled in, and the form that it has for the articles of a section.

    The place is the root of the host, or the site's own folder there; with a slash at its end. The form has numbers
    for names, in the order in which `_filled` tells them: to fill those in takes a third of the time.
    """
    place, form = urljoin(url, "/" if permalink.startswith("/") else "."), permalink
    for number, name in enumerate(("year", "month", "day", "slug")):
        form = form.replace(f"{{{name}}}", f"{{{number}}}")
    return place, form.replace("{section}", quote(section, safe="/-._~"))  # which leaves no brace


def _filled(form: str, day: str, slug: str) -> str:
    """The path of a permalink without a slash before it; empty parts leave no double slashes, and no dots lead up."""
    path = form.format(day[:-6], day[-5:-3], day[-2:], slug)
    if "//" in path or "/." in path:
        path = re.sub(r"/(?:\.{0,2}/)+", "/", path)
    return path.lstrip("/")


def joined(base: str, written: str) -> str:
    """`written` resolved against `base`; as it is when it cannot be."""
    try:
        return urljoin(base, written)
    except ValueError:
        return written


def checked_url(written: str, field: str, report: Notes) -> str | None:
    """`written` as an absolute http(s) URL in ASCII; None, with a finding, when it is not one."""
    url = web_url(written)
    if url is None:
        report.error(
            "url-invalid",
            field,
            f"{written[:80]!r} is not an absolute http or https URL",
            hint="Write https://host/path.",
        )
    return url


@lru_cache(maxsize=4096)
def web_url(written: str) -> str | None:
    """`written` as an absolute http(s) URL in ASCII; None when it is not one."""
    try:
        parts = urlsplit(written.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username or len(written) > _MAX_URL:
        return None
    if ":" in host:
        host = f"[{host}]"  # IPv6, RFC 3986 §3.2.2
    path = quote(parts.path, safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe=_SAFE + '?')}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{path}{query}{fragment}"
