"""A capture: what the text of a news page says, each thing in its field, and what is uncertain as a finding."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from feedwright.errors import FeedwrightError, TimestampError
from feedwright.ingest.blocks import markdown
from feedwright.ingest.chain import Chain, read_chain
from feedwright.ingest.crumbs import section_of
from feedwright.ingest.furniture import says_embargo
from feedwright.ingest.layout import Layout, lay_out
from feedwright.ingest.lines import Line, decode, lines_of
from feedwright.ingest.report import Report
from feedwright.ingest.stamps import PageTimes, read_times
from feedwright.model import Finding, Origin, Person, Text, Timestamp, ZoneSource
from feedwright.normalize.markup import plain_title
from feedwright.normalize.timestamps import find_timestamps, parse_timestamp
from feedwright.site import Site, did_you_mean, nearest, outlet_key

_NUMERIC_DATE = re.compile(r"(?<![\d/.-])\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?![\d/-])")


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """A news page as understood."""

    section: str | None  # a path of the section tree, from the page's own words
    title: Text | None
    subtitle: Text | None
    published: Timestamp | None
    updated: Timestamp | None
    embargo: Timestamp | None  # not to be published before this time
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    source: Text | None
    via: Text | None
    publisher: Text | None
    rights: Text | None
    body: str  # Markdown
    origin: Origin  # the line is that of the headline
    findings: tuple[Finding, ...]


def read_capture_file(path: Path, *, site: Site) -> Capture:
    """The capture in a file; see `read_capture`.

    Raises FeedwrightError when the file cannot be read, is too large, is no text or is in no known encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FeedwrightError(f"{path} cannot be read: {error.strerror or error}.") from error
    return read_capture(decode(data, path=str(path)), path=str(path), site=site)


def read_capture(text: str, *, path: str, site: Site) -> Capture:
    """What the text of a page says.

    `site` gives the zone of times that say none, the known sections, into which the page's own words for its section
    are fitted, and the sources. A page without a headline, a time or a text gives an error finding and an incomplete
    capture.
    """
    report = Report(path)
    lines = lines_of(text)
    layout = lay_out(lines)
    if not lines:
        report.add("error", "empty", "The file has no text.", hint="Copy the whole page into it.")
    chain = read_chain(layout, report)
    section = _section(layout, chain, site.sections, report)
    times = _times(layout, chain, section, site)
    times = _in_order(times, report)
    if lines:
        _report_missing(lines, layout, times, report)
    return Capture(
        section=section,
        title=_text(layout.title),
        subtitle=_text(layout.subtitle),
        published=times.published,
        updated=times.updated,
        embargo=_embargo(lines, site, report),
        authors=chain.authors,
        editors=chain.editors,
        source=chain.source,
        via=chain.via,
        publisher=chain.publisher,
        rights=chain.rights,
        body=markdown(layout.body),
        origin=Origin(path=path, line=layout.title.number if layout.title else None),
        findings=tuple(report.findings),
    )


def _section(layout: Layout, chain: Chain, sections: Collection[str], report: Report) -> str | None:
    """The page's section as a path; the name of the outlet, with which breadcrumbs may start, is none."""
    outlets = [name for name in (chain.source, chain.publisher) if name]
    steps = layout.crumbs
    if steps and any(_is_named(steps[0], outlet) for outlet in outlets):
        steps = steps[1:]
    section = section_of(steps, sections)
    if section is not None and section not in sections:
        near = nearest(section, sections)
        hint = did_you_mean(section, [near]) if near else None
        message = f"section: {section!r} is the page's own word; the site has no such section yet."
        report.add("info", "section-new", message, hint=f"{hint} Choose it with --section." if hint else None)
    return section


def _is_named(step: str, outlet: str) -> bool:
    """Whether a step is an outlet, or one whose desk is the outlet: "人民网" and "人民网-文化频道"."""
    head = outlet[: len(step)]
    return outlet_key(step) == outlet_key(outlet) or (head == step and outlet[len(step)] in "-–—|·/")


def _times(layout: Layout, chain: Chain, section: str | None, site: Site) -> PageTimes:
    """The times of the page as `build` will read them: in the zone of the source, else of the section or the site."""
    source = site.source(chain.source) if chain.source else None
    known = site.sections.get(section or "")
    declared: ZoneSource = "site"
    timezone = known.timezone if known and known.timezone else site.timezone
    if source is not None and source.timezone:
        declared, timezone = "source", source.timezone
    times = read_times(layout, timezone)

    def settled(timestamp: Timestamp | None) -> Timestamp | None:
        if timestamp is None:
            return None
        if timestamp.precision == "day":
            time = site.date_only_time
            timestamp = replace(timestamp, instant=timestamp.instant.replace(hour=time.hour, minute=time.minute))
        return timestamp if timestamp.zone == "explicit" else replace(timestamp, zone=declared)

    return PageTimes(published=settled(times.published), updated=settled(times.updated))


def _in_order(times: PageTimes, report: Report) -> PageTimes:
    """The times with published <= updated."""
    published, updated = times.published, times.updated
    if published is None or updated is None or published.instant <= updated.instant:
        return times
    same_day = published.instant.date() == updated.instant.astimezone(published.instant.tzinfo).date()
    if not (same_day and "day" in {published.precision, updated.precision}):
        message = f"updated: {updated.text!r} is before the publication, {published.text!r}; that time is used."
        report.add("warning", "updated-before-published", message, hint="Check both times.")
    return PageTimes(published=published, updated=replace(published, inferred=True))


def _embargo(lines: Sequence[Line], site: Site, report: Report) -> Timestamp | None:
    """The time before which the page forbids to publish it."""
    for line in lines:
        if not says_embargo(line.text):
            continue
        found = find_timestamps(line.text, timezone=site.timezone)
        if found and found[0].timestamp.precision in {"minute", "second"}:
            return found[0].timestamp
        message = f"embargo: the page is under embargo, but does not say until what time: {line.text[:80]!r}."
        report.add("warning", "embargo-unclear", message, line=line.number, hint="Add the field embargo to the record.")
    return None


def _report_missing(lines: Sequence[Line], layout: Layout, times: PageTimes, report: Report) -> None:
    """Say what an article must have and the page has not, and what of the page was left out."""
    if times.published is None:
        _report_no_time(lines, report)
    if layout.title is None:
        hint = "Add the headline above the credits."
        report.add("error", "title-missing", "title: no line looks like a headline.", hint=hint)
    if not layout.body:
        report.add("error", "body-missing", "body: no line looks like an article's text.", hint="Copy the whole page.")
    if layout.dropped:
        numbers = ", ".join(_ranges(layout.dropped))
        report.add("info", "furniture", f"body: lines {numbers} were taken for the page's furniture and left out.")


def _report_no_time(lines: Sequence[Line], report: Report) -> None:
    """Say that the page has no time, or why the date that it has cannot be trusted."""
    for line in lines:
        found = _NUMERIC_DATE.search(line.text)
        if found is None or line.is_sentence:
            continue
        try:
            parse_timestamp(found[0], timezone="UTC")
        except TimestampError as error:
            message = f"date: {found[0]!r} cannot be read as a time: {error.reason}."
            report.add("error", "time-unreadable", message, line=line.number, hint=error.hint)
            return
    hint = "Add a line such as: Updated: 2018-11-07 13:45"
    report.add("error", "time-missing", "date: no line says when the article was published.", hint=hint)


def _ranges(numbers: Sequence[int]) -> list[str]:
    """Numbers in rising order as "4" and "56-72"."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return [str(first) if first == last else f"{first}-{last}" for first, last in runs]


def _text(line: Line | None) -> Text | None:
    return None if line is None else plain_title(line.text).text or None
