"""RawRecord + Site -> Article: one record as meant, or the findings that say why it cannot be one."""

import re
from functools import lru_cache

import msgspec

from feedwright.model import Article, Body, Finding, Markup, RawRecord, Severity, Text
from feedwright.normalize.chain import article_chain
from feedwright.normalize.fields import KNOWN, Record, named, tag_names
from feedwright.normalize.identity import article_id, article_url, joined, web_url
from feedwright.normalize.licence import licence_url
from feedwright.normalize.lifecycle import article_lifecycle
from feedwright.normalize.markup import LONGEST_TITLE, CharacterProblem, clean_characters, plain_title
from feedwright.normalize.media import article_media
from feedwright.normalize.podcast import article_episode
from feedwright.normalize.report import Note, RecordReport
from feedwright.normalize.times import Clock, article_times
from feedwright.patterns import pattern
from feedwright.site import Site, did_you_mean, nearest, section_path

_FAULT = pattern(r"^(?P<what>.*?)(?: - at `\$\.(?P<field>\w+).*`)?$", re.DOTALL)
_LANGUAGE = pattern(r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$")
_FIRST_HEADING = pattern(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")


class Normalized(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one record."""

    article: Article | None  # None when an error keeps it from being published
    findings: tuple[Finding, ...]
    beside: tuple[str, ...] = ()  # files below content/ that it depends on, there or not, relative to the site's folder


def normalize(raw: RawRecord, site: Site) -> Normalized:
    """The article that `raw` means on `site`, with everything that was found on the way; no article after an error."""
    report = RecordReport(raw)
    record = read_fields(raw, report)
    article = None if record is None else _article(raw, record, site, report)
    return Normalized(
        article=None if report.failed else article, findings=tuple(report.findings), beside=tuple(report.beside)
    )


def read_fields(raw: RawRecord, report: RecordReport) -> Record | None:
    """The fields of a record under their canonical names, each of its type."""
    fields = named(raw.fields)
    report.written = fields.written
    for name in fields.unknown:
        near = nearest(name, KNOWN)
        if near:
            report.warning("field-unknown", name, "there is no such field", hint=did_you_mean(name, [near]))
        else:
            report.info("field-unknown", name, "the field is not used")
    values = fields.values
    while True:
        try:
            return msgspec.convert(values, Record)
        except msgspec.ValidationError as error:
            fault = _FAULT.match(str(error))
            field = (fault["field"] if fault else None) or "record"
        if field not in values or not _is_foreign(field, report):
            report.error("field-type", field, "its value has the wrong form", hint=_wanted(field))
            return None
        report.warning("field-type", field, "its value has the wrong form and is not used", hint=_wanted(field))
        values = {name: value for name, value in values.items() if name != field}


def _is_foreign(field: str, report: RecordReport) -> bool:
    """Whether a field stands under a name that other tools may use for something else."""
    return report.written.get(field, field).casefold() != field


def _wanted(field: str) -> str | None:
    """What the schema says of a field, as the mend."""
    described = msgspec.json.schema(Record)["$defs"]["Record"]["properties"].get(field, {}).get("description")
    return f"Wanted: {described}." if described else None


def _article(raw: RawRecord, record: Record, site: Site, report: RecordReport) -> Article | None:
    body = _body(raw, record, report)
    title, body = _title(record, body, report)
    section = _section(raw, record, site, report)
    if title is None or section is None:
        return None
    node = site.sections.get(section)
    chain = article_chain(record, site, report, body)
    clock = Clock.of(record, site, report, section=node, source=chain.configured)
    lifecycle = article_lifecycle(record, report, clock) if clock else None
    times = article_times(record, report, clock, lifecycle) if clock and lifecycle else None
    if times is None or lifecycle is None:
        return None
    published, updated = times
    url = article_url(record, site, report, title=title, section=section, published=published)
    return Article(
        id=article_id(record, site, report),
        url=url,
        canonical=chain.canonical,
        title=title,
        subtitle=_plain("subtitle", record.subtitle, report),
        summary=_plain("summary", record.summary, report),
        section=section,
        tags=tuple(plain for tag in tag_names(record.tags) if (plain := _plain_tag(tag))),
        language=_language(record, report) or (node.language if node else None) or site.language,
        lifecycle=lifecycle,
        published=published,
        updated=updated,
        authors=chain.authors,
        source=chain.source,
        original=chain.original,
        via=chain.via,
        publisher=chain.publisher,
        rights=chain.rights,
        licence=licence_url(chain.rights) if chain.rights else None,
        comments=_comments(record, site, report),
        comment_count=record.comment_count,
        body=body,
        media=article_media(record, site, report, url=url, body=body),
        episode=article_episode(record, report),
        origin=raw.origin,
    )


def _body(raw: RawRecord, record: Record, report: RecordReport) -> Body:
    text, markup, field = raw.body or "", raw.markup, "body"
    if not text.strip():
        written: tuple[str, Markup] = (str(record.body or ""), "markdown")
        text, markup = (record.body_html, "html") if record.body_html else written
        field = "body_html" if record.body_html else "body"
    cleaned = clean_characters(text)
    for problem in cleaned.problems:
        line = raw.body_line + text.count("\n", 0, problem.offset) if text is raw.body else None
        _report_character(problem, field, report, line=line)
    if not cleaned.text.strip():
        report.info("body-missing", field, "the article has no text")
    return Body(text=cleaned.text, markup=markup)


def _title(record: Record, body: Body, report: RecordReport) -> tuple[Text | None, Body]:
    """The title, and the body without it: a Markdown body that begins with `# …` says its title that way."""
    title = _plain("title", record.title, report)
    if title is not None:
        return title, body
    heading = _FIRST_HEADING.match(body.text) if body.markup == "markdown" and record.title is None else None
    title = _plain("title", heading["title"], report) if heading else None
    if title is None:
        report.error("title-missing", "title", "the record has no title", hint="Add: title: …")
        return None, body
    return title, Body(text=body.text[heading.end() :] if heading else body.text, markup=body.markup)


def _plain(field: str, value: object, report: RecordReport) -> Text | None:
    """A field of plain text: markup taken out, entities decoded once, on one line; None when nothing is left."""
    if value is None:
        return None
    written = str(value)
    if len(written) > LONGEST_TITLE:
        report.warning(
            "text-too-long", field, f"only its first {LONGEST_TITLE:,} characters are used", hint="Make it shorter."
        )
    plain = plain_title(written)
    for problem in plain.problems:
        _report_character(problem, field, report)
    return plain.text or None


def _report_character(problem: CharacterProblem, field: str, report: RecordReport, *, line: int | None = None) -> None:
    """Say that a character was taken out: an error where no feed may hold it, though the article goes without it."""
    severity: Severity = "warning" if problem.kind in {"bidi", "byte-order-mark"} else "error"
    said = f"{problem.character_name} was taken out"
    report.take(Note(severity, "illegal-character", field, said, "Delete the character."), line=line)


@lru_cache(maxsize=4096)
def _plain_tag(tag: str) -> Text:
    """A tag as plain text; the same few come again and again."""
    return plain_title(tag).text


def _comments(record: Record, site: Site, report: RecordReport) -> str | None:
    """The page with the article's comments; None where the record names none: "on" is a switch of another tool."""
    written = record.comments
    if written is None or "/" not in written:
        return None
    url = web_url(joined(site.url, written))
    if url is None:
        message = f"{written[:80]!r} is not a web address and is not used"
        report.warning("url-invalid", "comments", message, hint="Write https://host/path.")
    return url


def _language(record: Record, report: RecordReport) -> str | None:
    """The language that the record declares as a BCP 47 tag; None, with a warning, when it is none."""
    if record.language is None:
        return None
    tag = record.language.strip().partition(".")[0].replace("_", "-")
    if _LANGUAGE.match(tag):
        return tag
    message = f"{record.language[:40]!r} is not a language tag and is not used"
    report.warning("language-invalid", "language", message, hint="Write a tag such as en or zh-CN.")
    return None


def _section(raw: RawRecord, record: Record, site: Site, report: RecordReport) -> str | None:
    """The path of the article's section: the one it names, else its folder's."""
    if record.section is None:
        return raw.folder
    wanted = section_path(record.section)
    if wanted in site.sections or not wanted:
        return wanted
    title = record.section.strip().casefold()
    titled = next((path for path, section in site.sections.items() if section.title.casefold() == title), None)
    if titled is not None:
        return titled
    report.error(
        "section-unknown",
        "section",
        f"there is no section {record.section!r}",
        hint=_known_section(wanted, site),
    )
    return None


def _known_section(wanted: str, site: Site) -> str:
    """The mend for a section that there is not."""
    if any(part.startswith(".") for part in wanted.split("/")):
        return "Write the path of a folder below content/, such as sports/soccer."
    near = nearest(wanted, site.sections)
    table = f"[sections.{msgspec.json.encode(wanted).decode()}]"
    return f"Did you mean `{near}`?" if near else f"To have such a section, add {table} to feedwright.toml."
