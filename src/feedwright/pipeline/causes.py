"""Which field of a record a finding about a published document comes from, and on which line that field stands."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from feedwright.load import Listing, read_records
from feedwright.model import Finding, Origin, RawRecord

_TIME = ("date", "updated")
_MEDIA = ("media", "image")
_TEXT = ("body_html", "body", "summary")
FIELDS: Mapping[str, tuple[str, ...]] = {
    # element or member of an entry -> the fields that it is made of, the first that is written
    "title": ("title",),
    "description": ("summary", *_TEXT),
    "summary": ("summary", *_TEXT),
    "content": _TEXT,
    "encoded": _TEXT,
    "content_html": _TEXT,
    "content_text": _TEXT,
    "link": ("url",),
    "url": ("url",),
    "link[alternate]": ("url",),
    "link[enclosure]": _MEDIA,
    "link[via]": ("source_url", "source"),
    "link[license]": ("rights",),
    "link[replies]": ("comments", "comment_count"),
    "external_url": ("source_url", "source"),
    "id": ("id",),
    "guid": ("id",),
    "pubDate": _TIME,
    "published": _TIME,
    "updated": ("updated", "date"),
    "date_published": _TIME,
    "date_modified": ("updated", "date"),
    "author": ("authors",),
    "authors": ("authors",),
    "creator": ("authors",),
    "contributor": ("via",),
    "category": ("tags", "section"),
    "tags": ("tags", "section"),
    "source": ("source",),
    "publisher": ("publisher",),
    "rights": ("rights",),
    "license": ("rights",),
    "comments": ("comments", "comment_count"),
    "language": ("language",),
    "@xml:lang": ("language",),
    "enclosure": _MEDIA,
    "attachments": _MEDIA,
    "image": ("image", "media"),
    "banner_image": ("image", "media"),
    "group": _MEDIA,
    "thumbnail": _MEDIA,
    "transcript": _MEDIA,
    "chapters": _MEDIA,
    "duration": _MEDIA,
    "season": ("season",),
    "episode": ("episode",),
    "episodeType": ("episode_type",),
    "explicit": ("explicit",),
}
_ENTRIES = frozenset({"item", "atom:entry", "items"})
_MEDIA_RSS = "media:"  # media:title and media:content are of the file, not of the article
_RULES: Mapping[str, tuple[str, ...]] = {
    "formats/title-differs": ("title",),
    "formats/url-differs": ("url",),
    "formats/time-differs": _TIME,
    "history/published-changed": _TIME,
    "history/time-backwards": ("updated", "date"),
    "history/updated-without-change": ("updated", "date"),
}


def fields_of(finding: Finding) -> tuple[str, ...]:
    """The fields of a record that a finding may come from, the likeliest first; none where it cannot be told."""
    if finding.rule in _RULES:
        return _RULES[finding.rule]
    entry, _, inside = (finding.element or "").partition("/")
    if entry not in _ENTRIES or not inside:
        return ()
    step = inside.partition("/")[0]
    if step.startswith(_MEDIA_RSS):
        return _MEDIA
    return FIELDS.get(step if step[0] == "@" else step.rpartition(":")[2], ())


class Causes:
    """Finds the lines in the records of one build; a record's file is read again only for what is found in it."""

    def __init__(self, files: Listing) -> None:
        self._files = files
        self._records: dict[Origin, RawRecord | None] = {}

    def traced(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings, each with the line of the field that it comes from, where it can be told."""
        found = tuple(findings)
        self._read(finding.article for finding in found if finding.article is not None and fields_of(finding))
        return tuple(self._traced(finding) for finding in found)

    def _traced(self, finding: Finding) -> Finding:
        origin = finding.article
        fields = fields_of(finding) if origin is not None else ()
        record = self._records[origin] if origin is not None and fields else None
        if origin is None or record is None:
            return finding
        from feedwright.normalize.fields import named

        written = named(record.fields)
        candidates = [field for field in fields if field in written.values]
        if not candidates:
            return finding
        field = next((each for each in candidates if _quoted(written.values[each], finding.message)), candidates[0])
        name = written.written[field]
        return replace(
            finding,
            hint=f"{finding.hint or ''} It comes from `{name}` of the record.".lstrip(),
            article=replace(origin, line=record.lines.line(name) or origin.line),
        )

    def _read(self, origins: Iterable[Origin]) -> None:
        """Read the records at some places; of a file that holds many, those alone are kept."""
        lines: dict[str, set[int]] = {}
        for origin in origins:
            if origin not in self._records:
                self._records[origin] = None
                lines.setdefault(origin.path, set()).add(origin.line or 0)
        for file in self._files.at(sorted(lines)):
            for record in read_records(file, wanted=lines[file.path]):
                if isinstance(record, RawRecord) and (record.origin.line or 0) in lines[file.path]:
                    self._records[record.origin] = record


def _quoted(value: object, message: str) -> bool:
    """Whether a message quotes a value of a field, or one inside it."""
    if isinstance(value, Mapping):
        return any(_quoted(each, message) for each in value.values())
    if isinstance(value, list):
        return any(_quoted(each, message) for each in value)
    return repr(str(value)) in message
