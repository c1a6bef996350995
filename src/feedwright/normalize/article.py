"""RawRecord + Site -> Article: records as meant, or the findings that say why one cannot be.

Records are understood step by step, each step for all of them before the next: one record after the other takes nearly
twice as long, because a processor's caches do not hold the code of all steps.
"""

import re
from collections.abc import Callable, Sequence

import msgspec

from feedwright.model import Article, Body, Finding, Lifecycle, RawRecord, Text, Timestamp
from feedwright.normalize.chain import Chain, article_chain
from feedwright.normalize.fields import KNOWN, Record, named
from feedwright.normalize.identity import article_id, article_url, joined, web_url
from feedwright.normalize.licence import licence_url
from feedwright.normalize.lifecycle import article_lifecycle
from feedwright.normalize.media import article_media
from feedwright.normalize.podcast import article_episode
from feedwright.normalize.report import RecordReport
from feedwright.normalize.texts import article_body, article_tags, article_title, plain_field
from feedwright.normalize.times import Clock, article_times
from feedwright.patterns import pattern
from feedwright.site import Section, Site, did_you_mean, nearest, section_path

_FAULT = pattern(r"^(?P<what>.*?)(?: - at `\$\.(?P<field>\w+).*`)?$", re.DOTALL)
_LANGUAGE = pattern(r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$")


class Normalized(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one record."""

    article: Article | None  # None when an error keeps it from being published
    findings: tuple[Finding, ...]
    beside: tuple[str, ...] = ()  # files below content/ that it depends on, there or not, relative to the site's folder


def normalize(raw: RawRecord, site: Site) -> Normalized:
    """The article that `raw` means on `site`, with everything that was found on the way; no article after an error."""
    return normalize_all((raw,), site)[0]


def normalize_all(raws: Sequence[RawRecord], site: Site) -> list[Normalized]:
    """The same for several records, in their order."""
    drafts = [_Draft(RecordReport(raw)) for raw in raws]
    ongoing = drafts
    for step in _STEPS:
        ongoing = [draft for draft in ongoing if step(draft, site)]
    return [
        Normalized(
            article=None if draft.report.failed else draft.article,
            findings=tuple(draft.report.findings),
            beside=tuple(draft.report.beside),
        )
        for draft in drafts
    ]


class _Draft:
    """A record on its way to an article; each step adds what it finds out, and the next ones rely on it."""

    report: RecordReport
    record: Record  # its fields
    title: Text
    body: Body
    section: str  # its path
    node: Section | None  # what the site says of the section
    chain: Chain
    lifecycle: Lifecycle
    published: Timestamp
    updated: Timestamp
    url: str
    article: Article | None

    def __init__(self, report: RecordReport) -> None:
        self.report = report
        self.article = None


# The steps say whether a record can go on to the next one; where it cannot, its report says why.


def _read(draft: _Draft, site: Site) -> bool:  # noqa: ARG001 - a step like the others
    record = read_fields(draft.report.raw, draft.report)
    if record is None:
        return False
    draft.record = record
    return True


def _worded(draft: _Draft, site: Site) -> bool:
    record, report = draft.record, draft.report
    title, draft.body = article_title(record, article_body(record, report), report)
    section = _section(record, site, report)
    if title is None or section is None:
        return False
    draft.title, draft.section, draft.node = title, section, site.sections.get(section)
    return True


def _credited(draft: _Draft, site: Site) -> bool:
    draft.chain = article_chain(draft.record, site, draft.report, draft.body)
    return True


def _dated(draft: _Draft, site: Site) -> bool:
    record, report = draft.record, draft.report
    clock = Clock.of(record, site, report, section=draft.node, source=draft.chain.configured)
    lifecycle = article_lifecycle(record, report, clock) if clock else None
    times = article_times(record, report, clock, lifecycle) if clock and lifecycle else None
    if lifecycle is None or times is None:
        return False
    draft.lifecycle = lifecycle
    draft.published, draft.updated = times
    return True


def _placed(draft: _Draft, site: Site) -> bool:
    draft.url = article_url(
        draft.record, site, draft.report, title=draft.title, section=draft.section, published=draft.published
    )
    return True


def _finished(draft: _Draft, site: Site) -> bool:
    record, report, chain = draft.record, draft.report, draft.chain
    draft.article = Article(
        id=article_id(record, site, report),
        url=draft.url,
        canonical=chain.canonical,
        title=draft.title,
        subtitle=plain_field("subtitle", record.subtitle, report),
        summary=plain_field("summary", record.summary, report),
        section=draft.section,
        tags=article_tags(record),
        language=_language(record, report) or (draft.node.language if draft.node else None) or site.language,
        lifecycle=draft.lifecycle,
        published=draft.published,
        updated=draft.updated,
        authors=chain.authors,
        source=chain.source,
        original=chain.original,
        via=chain.via,
        publisher=chain.publisher,
        rights=chain.rights,
        licence=licence_url(chain.rights) if chain.rights else None,
        comments=_comments(record, site, report),
        comment_count=record.comment_count,
        body=draft.body,
        media=article_media(record, site, report, url=draft.url, body=draft.body),
        episode=article_episode(record, report),
        origin=report.raw.origin,
    )
    return True


_STEPS: tuple[Callable[[_Draft, Site], bool], ...] = (_read, _worded, _credited, _dated, _placed, _finished)


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


def _section(record: Record, site: Site, report: RecordReport) -> str | None:
    """The path of the article's section: the one it names, else its folder's."""
    if record.section is None:
        return report.raw.folder
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
