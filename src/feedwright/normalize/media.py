"""Images, audio and video that a record declares, with the length and type of local files read from the files."""

import mimetypes
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from feedwright.model import Media, RawRecord, Text
from feedwright.normalize.fields import MediaTable, Record
from feedwright.normalize.identity import checked_url
from feedwright.normalize.report import RecordReport
from feedwright.site import Site

_TYPES = mimetypes.MimeTypes(filenames=())  # the library's own table alone: the machine's may differ


def article_media(record: Record, site: Site, report: RecordReport) -> tuple[Media, ...]:
    """The declared media, the lead image first; an entry that cannot be used is a finding and costs the article."""
    found: list[Media] = []
    for field, value in (("image", record.image), ("media", record.media)):
        entries = value if isinstance(value, list) else [] if value is None else [value]
        for entry in entries:
            media = _media(entry if isinstance(entry, MediaTable) else MediaTable(url=entry), field, site, report)
            if media is not None:
                found.append(media)
    return tuple(found)


def _media(entry: MediaTable, field: str, site: Site, report: RecordReport) -> Media | None:
    written = entry.url or entry.src or entry.image or entry.path
    if not written:
        report.error("media-invalid", field, "it has no `url`", hint="Give the URL of the file, or a table with `url`.")
        return None
    url = checked_url(urljoin(site.url, written), field, report)
    if url is None:
        return None
    file = _local_file(written, report.raw, site)
    return Media(
        url=url,
        type=_text(entry.type) or _TYPES.guess_type(urlsplit(url).path)[0],
        length=file.stat().st_size if file else _whole_number(entry.length),
        width=_whole_number(entry.width),
        height=_whole_number(entry.height),
        alt=_text(entry.alt),
        credit=_text(entry.credit),
    )


def _local_file(written: str, raw: RawRecord, site: Site) -> Path | None:
    """The file that `written` names beside the record; None when there is none inside content/."""
    if "//" in written or written.startswith("/"):
        return None
    file = (site.folder / raw.origin.path).parent / written
    try:
        inside = file.resolve().is_relative_to(site.content.resolve())
    except (OSError, ValueError):
        return None
    return file if inside and file.is_file() else None


def _whole_number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _text(value: object) -> Text | None:
    return Text(value.strip()) if isinstance(value, str) and value.strip() else None
