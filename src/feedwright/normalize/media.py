"""Images, audio and video of an article: those that the record declares, and the first image in its text.

Of files below content/ the length, the type and the size are read from the file; what is not known stays None.
"""

import posixpath
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from feedwright.model import Body, Media, Text
from feedwright.normalize.fields import MediaField, MediaTable, Record
from feedwright.normalize.identity import joined, web_url
from feedwright.normalize.image_files import read_image
from feedwright.normalize.markup import plain_title
from feedwright.normalize.podcast import transcripts_of, whole_seconds
from feedwright.normalize.report import RecordReport
from feedwright.patterns import pattern
from feedwright.site import Site

if TYPE_CHECKING:
    from mimetypes import MimeTypes

_SUFFIXES = {
    # the table differs between versions of Python; what a newsroom uses is the same everywhere
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/heic": ".heic",
    "image/jpeg": ".jpg .jpeg .jfif",
    "image/svg+xml": ".svg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a .m4b",
    "audio/aac": ".aac",
    "audio/ogg": ".ogg .oga .opus",
    "audio/flac": ".flac",
    "audio/wav": ".wav",
    "video/mp4": ".mp4 .m4v",
    "video/webm": ".webm",
    "video/quicktime": ".mov",
    "video/ogg": ".ogv",
    "application/epub+zip": ".epub",
}
_MEDIA_TYPE = pattern(r"^(?:image|audio|video|application|text|font|model)/[\w.+-]+$")
_USUAL_SLIPS = {"image/jpg": "image/jpeg", "audio/mp3": "audio/mpeg", "image/svg": "image/svg+xml"}
_PELICAN = pattern(r"^[{|](?:static|attach|filename)[}|]/?", re.IGNORECASE)
_CODE = pattern(r"^(?P<fence>`{3,20}+|~{3,20}+).*?^(?P=fence)|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_IN_TEXT = pattern(
    r"!\[(?P<alt>[^\]\n]{0,500})\]\(\s*<?(?P<url>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)?)>?(?:\s+[\"'(][^\n]{0,300}?[\"')])?\s*\)"
    r"|<img\b(?P<image>[^>]{1,2000})>|\{\{[<%]\s*figure\b(?P<figure>[^}]{1,1000})[>%]\}\}",
    re.IGNORECASE,
)
_ATTRIBUTE = pattern(
    r"\b(?P<name>src|alt|width|height)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'>]+))", re.IGNORECASE
)
_NO_PICTURE = pattern(r"^(?:data|cid|blob|about|javascript):", re.IGNORECASE)
_LEAD = 100_000  # characters of the text in which a lead picture is looked for
_SMALLEST = 50  # pixels; what is smaller is an icon, a spacer or a counter


@cache
def _types() -> "MimeTypes":
    """The library's own table alone, for the machine's may differ, and what a newsroom uses besides."""
    from mimetypes import MimeTypes

    types = MimeTypes(filenames=())
    for media_type, suffixes in _SUFFIXES.items():
        for suffix in suffixes.split():
            types.add_type(media_type, suffix)
    return types


def _type_of(url: str) -> str | None:
    """The media type that the suffix in an address stands for."""
    return _types().guess_type(urlsplit(url).path)[0]


def article_media(record: Record, site: Site, report: RecordReport, *, url: str, body: Body) -> tuple[Media, ...]:
    """The media of the article at `url`, the lead image first: the declared one, else the first in the text.

    An entry that cannot be used is a finding.
    """
    none_declared = record.image is None and record.media is None
    declared = () if none_declared else _declared(record, site, report, page=url)
    if record.image is None:
        lead = _lead_in_text(body, site, report, page=url)
        if lead is not None and all(media.url != lead.url for media in declared):
            return (lead, *declared)
    return declared


def _declared(record: Record, site: Site, report: RecordReport, *, page: str) -> tuple[Media, ...]:
    """The media that the record's fields declare, each address once."""
    found: dict[str, Media] = {}
    for field, value in (("image", record.image), ("media", record.media)):
        for entry in _entries(value):
            media = _media(entry, field, site, report, page=page)
            if media is not None:
                found.setdefault(media.url, media)
    return tuple(found.values())


def _entries(value: MediaField | list[MediaField] | None) -> list[MediaTable]:
    """The entries of a field as tables; those that themes leave empty say nothing."""
    if value is None:
        return []
    entries = value if isinstance(value, list) else [value]
    tables = [entry if isinstance(entry, MediaTable) else MediaTable(url=entry) for entry in entries]
    return [table for table in tables if table != MediaTable() and not _is_left_empty(table)]


def _is_left_empty(table: MediaTable) -> bool:
    written = (table.url, table.src, table.image, table.path)
    return any(each is not None for each in written) and not any(each and each.strip() for each in written)


def _media(entry: MediaTable, field: str, site: Site, report: RecordReport, *, page: str) -> Media | None:
    written = (entry.url or entry.src or entry.image or entry.path or "").strip()
    if not written:
        report.error("media-invalid", field, "it has no `url`", hint="Give the URL of the file, or a table with `url`.")
        return None
    url, file = _placed(written, site, report, page=page)
    if url is None:
        message = f"{written[:80]!r} is not the address of a file on the web"
        report.error("media-invalid", field, message, hint="Write https://host/path, or the path of a file.")
        return None
    if file is None and _leads_out(written, report):
        message = f"{written[:80]!r} leads out of content/, so the file was not looked at"
        report.warning("media-outside-content", field, message, hint="Put it below content/, or write its URL.")
    media = Media(
        url=url,
        type=_media_type(entry.type) or _type_of(url),
        length=_length(entry, field, report) if file is None else None,
        width=_pixels(entry.width),
        height=_pixels(entry.height),
        alt=_text(entry.alt),
        credit=_text(entry.credit),
        title=_text(entry.title),
        duration=whole_seconds(entry.duration),
        rights=_text(entry.rights),
        chapters=web_url(joined(page, entry.chapters)) if entry.chapters else None,
        transcripts=transcripts_of(entry.transcripts, page, field, report),
    )
    if entry.duration is not None and media.duration is None:
        message = f"{str(entry.duration)[:40]!r} is not a duration and is not used"
        report.warning("media-duration", field, message, hint="Write seconds, or 1:02:03.")
    return media if file is None else _as_in_file(media, file, field, report)


def _lead_in_text(body: Body, site: Site, report: RecordReport, *, page: str) -> Media | None:
    """The first picture in the text; None when it has none. One that cannot be used is left to the text."""
    text = body.text[:_LEAD]
    if not _may_show(text):
        return None
    from html import unescape

    if body.markup == "markdown":
        text = _CODE.sub(" ", text)
    for picture in _IN_TEXT.finditer(text):
        attributes = _attributes(picture["image"] or picture["figure"] or "")
        written = unescape(picture["url"] or attributes.get("src", "")).strip()
        sizes = [size for name in ("width", "height") if (size := _pixels(attributes.get(name))) is not None]
        if not written or _NO_PICTURE.match(written) or any(size < _SMALLEST for size in sizes):
            continue
        url, file = _placed(written, site, report, page=page, relative_to_page=True)
        if url is None:
            continue
        alt = _text(unescape(picture["alt"] or attributes.get("alt", "")))
        media = Media(url=url, type=_type_of(url), alt=alt)
        return media if file is None else _as_in_file(media, file, "body", report)
    return None


def _may_show(text: str) -> bool:
    """Whether there may be a picture in a text; to look for single characters first is quicker."""
    return ("!" in text and "![" in text) or ("{" in text and "{{" in text) or ("<" in text and "<img" in text.lower())


def _attributes(written: str) -> dict[str, str]:
    return {
        found["name"].lower(): next(value for value in (found["a"], found["b"], found["c"], "") if value is not None)
        for found in _ATTRIBUTE.finditer(written)
    }


def _placed(
    written: str, site: Site, report: RecordReport, *, page: str, relative_to_page: bool = False
) -> tuple[str | None, Path | None]:
    """(URL, local file) of what `written` names.

    A file beside the record is published beside its page, as Hugo and Zola have it; any other path is the site's.
    """
    pelican = _PELICAN.match(written)
    path = written[pelican.end() :] if pelican else written
    if pelican:
        return web_url(joined(site.url, path)), _file_below("content", path, site, report)
    has_host = "//" in path[:10] or path.startswith("mailto:")
    if has_host:
        local = path.removeprefix(site.url) if path.startswith(site.url) else None
        return web_url(joined(site.url, path)), _file_below("content", local, site, report) if local else None
    if path.startswith("/"):
        return web_url(joined(site.url, path)), _file_below("content", path.lstrip("/"), site, report)
    beside = _file_below(report.raw.origin.path.rpartition("/")[0], path, site, report)
    base = page if beside is not None or relative_to_page else site.url
    return web_url(joined(base, path)), beside or _file_below("content", path, site, report)


def _leads_out(path: str, report: RecordReport) -> bool:
    """Whether a path climbs above content/, from its record's folder or, with a slash before it, from there."""
    start = "content" if path.startswith("/") else report.raw.origin.path.rpartition("/")[0]
    climbed = posixpath.normpath(f"{start}/{unquote(path)}")
    return ".." in path and "//" not in path[:10] and not f"{climbed}/".startswith("content/")


def _file_below(folder: str, path: str, site: Site, report: RecordReport) -> Path | None:
    """The file at `path` (of a URL) from `folder` (from the site's); None when there is none inside content/."""
    relative = f"{folder}/{unquote(re.split(r'[?#]', path, maxsplit=1)[0])}"
    try:
        file = site.folder / relative
        if not file.resolve().is_relative_to(site.content.resolve()):
            return None
        report.beside.append(relative)
        return file if file.is_file() else None
    except (OSError, ValueError):
        return None


def _as_in_file(media: Media, file: Path, field: str, report: RecordReport) -> Media:
    """`media` with what its file says of itself, which goes before what the record says."""
    try:
        length = file.stat().st_size
        image = read_image(file)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        report.warning("media-unreadable", field, f"the file {file.name} cannot be read: {reason}")
        return media
    if length == 0:
        report.warning("media-empty", field, f"the file {file.name} is empty", hint="Put the file there whole.")
        return media
    media = replace(media, length=length)
    if image is None:
        return media
    return replace(media, type=image.type, width=image.width or media.width, height=image.height or media.height)


def _length(entry: MediaTable, field: str, report: RecordReport) -> int | None:
    """The declared length in bytes; None, with a warning, when it is none that a file can have."""
    if entry.length is None:
        return None
    text = str(entry.length).strip()
    if text.isascii() and text.isdigit() and len(text) < 16 and int(text) > 0:
        return int(text)
    message = f"{text[:40]!r} is not a length in bytes and is not used"
    report.warning("media-length", field, message, hint="Write the size of the file in bytes, or leave it out.")
    return None


def _media_type(written: str | None) -> str | None:
    plain = (written or "").partition(";")[0].strip().lower()
    plain = _USUAL_SLIPS.get(plain, plain)
    return plain if _MEDIA_TYPE.match(plain) else None


def _pixels(value: object) -> int | None:
    text = str(value).strip().removesuffix("px")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and int(text) > 0 else None


def _text(value: str | None) -> Text | None:
    return plain_title(value).text or None if value else None
