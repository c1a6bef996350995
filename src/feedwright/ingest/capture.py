"""A capture: what the text of a news page says, each thing in its field, and what is uncertain as a finding."""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from slugify import slugify

from feedwright.errors import FeedwrightError
from feedwright.ingest.furniture import without_furniture
from feedwright.ingest.layout import Layout, lay_out
from feedwright.ingest.lines import Line, decode, lines_of
from feedwright.model import Finding, Origin, Person, Severity, Text, Timestamp
from feedwright.normalize.attribution import Credits, credit_in_text, read_byline, read_credits
from feedwright.normalize.markup import plain_title
from feedwright.normalize.timestamps import find_timestamps
from feedwright.site import outlet_key, section_path

_INLINE_MARKUP = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)|~~")
_BLOCK_MARKUP = re.compile(r"^(\d*)([#+\-=|~]|[.)](?=\s))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A news page as understood."""

    section: str | None  # a path of the section tree, from the page's own words
    title: Text | None
    subtitle: Text | None
    published: Timestamp | None
    updated: Timestamp | None
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    source: Text | None
    via: Text | None
    publisher: Text | None
    rights: Text | None
    body: str  # Markdown: paragraphs with empty lines between them
    origin: Origin
    findings: tuple[Finding, ...]


class _Report:
    """The findings about one page."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def add(
        self, severity: Severity, rule: str, message: str, *, line: int | None = None, hint: str | None = None
    ) -> None:
        origin = Origin(path=self.path, line=line)
        self.findings.append(
            Finding(
                rule=f"capture/{rule}",
                severity=severity,
                message=message,
                hint=hint,
                path=self.path,
                line=line,
                article=origin,
            )
        )


def read_capture_file(path: Path, *, timezone: str | dt.tzinfo | None, sections: Collection[str] = ()) -> Capture:
    """The capture in a file; see `read_capture`.

    Raises FeedwrightError when the file cannot be read, is too large or is in no known encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FeedwrightError(f"{path} cannot be read: {error.strerror or error}.") from error
    return read_capture(decode(data, path=str(path)), path=str(path), timezone=timezone, sections=sections)


def read_capture(text: str, *, path: str, timezone: str | dt.tzinfo | None, sections: Collection[str] = ()) -> Capture:
    """What the text of a page says.

    `timezone` is that of times which say none; `sections` are the known paths, into which the page's own words for its
    section are fitted. A page without a headline, a time or a text gives an error finding and an incomplete capture.
    """
    report = _Report(path)
    layout = lay_out(lines_of(text))
    published, updated = _times(layout, timezone, report)
    said = _credits(layout)
    source, via = _source_and_via(layout, said, report)
    rights = next((each for _, each in reversed(said) if each.rights), None)
    if layout.title is None:
        report.add(
            "error",
            "title-missing",
            "title: no line looks like a headline.",
            hint="Add the headline above the credits.",
        )
    if not layout.body:
        report.add("error", "body-missing", "body: no line looks like an article's text.", hint="Copy the whole page.")
    if layout.dropped:
        numbers = ", ".join(map(str, layout.dropped))
        report.add("info", "furniture", f"body: lines {numbers} were taken for the page's furniture and left out.")
    return Capture(
        section=_section(layout.crumbs, sections),
        title=_text(layout.title),
        subtitle=_text(layout.subtitle),
        published=published,
        updated=updated,
        authors=_authors(layout, said),
        editors=tuple(dict.fromkeys(person for _, each in said for person in each.editors)),
        source=source,
        via=via,
        publisher=None if rights is None or rights.holder is None else Text(rights.holder),
        rights=None if rights is None or rights.rights is None else Text(rights.rights),
        body="\n\n".join(_paragraph(line) for line in layout.body),
        origin=Origin(path=path, line=layout.title.number if layout.title else None),
        findings=tuple(report.findings),
    )


def _times(
    layout: Layout, timezone: str | dt.tzinfo | None, report: _Report
) -> tuple[Timestamp | None, Timestamp | None]:
    """(published, updated); the one that the page does not say is taken over from the other."""
    times: dict[str, Timestamp] = {}
    unlabelled: list[Timestamp] = []
    for line in layout.credits:
        for found in find_timestamps(line.text, timezone=timezone):
            if found.label:
                times.setdefault(found.label, found.timestamp)
            else:
                unlabelled.append(found.timestamp)
    if not times and not unlabelled:
        hint = "Add a line such as: Updated: 2018-11-07 13:45"
        report.add("error", "time-missing", "date: no line says when the article was published.", hint=hint)
        return None, None
    known = {each.instant for each in times.values()}
    published = times.get("published") or next((each for each in unlabelled if each.instant not in known), None)
    updated = times.get("updated")
    if published is None and updated is not None:
        return replace(updated, inferred=True), updated
    if updated is None and published is not None:
        return published, replace(published, inferred=True)
    return published, updated


def _credits(layout: Layout) -> list[tuple[Line, Credits]]:
    return [(line, read_credits(without_furniture(line.text))) for line in layout.credits]


def _source_and_via(
    layout: Layout, said: Sequence[tuple[Line, Credits]], report: _Report
) -> tuple[Text | None, Text | None]:
    """The outlet that the page names first, by whatever spelling, and who else it says passed the article on."""
    named = [(line, each.source or _bare_outlet(line, each)) for line, each in said]
    outlets = [(line, name) for line, name in named if name]
    source = outlets[0][1] if outlets else credit_in_text("\n".join(line.text for line in layout.body))
    via = next((each.via for _, each in said if each.via), None)
    for line, name in outlets[1:]:
        if via is None and source is not None and outlet_key(name) != outlet_key(source):
            via = name
            message = (
                f"via: the page names two sources, {source!r} and {name!r}; the second was taken for who passed it on."
            )
            report.add("warning", "two-sources", message, line=line.number, hint="Check which is which.")
    for line, each in said:
        if each.nameless is None:
            continue
        message = f"via: the name is missing on the page; it is only described: {each.nameless!r}."
        report.add("warning", "name-missing", message, line=line.number, hint="Write the name in front of it.")
        via = via or each.nameless
    if source is None:
        hint = "Add a line such as: Source: China Daily"
        report.add("info", "source-missing", "source: no line names where the article comes from.", hint=hint)
    return _name(source), _name(via)


def _bare_outlet(line: Line, said: Credits) -> str | None:
    """What stands beside a time without a label: an outlet, when it looks like a name."""
    rest = said.rest.strip(" .,-–—|")
    timed = bool(find_timestamps(line.text, timezone="UTC"))
    return rest if timed and said.rights is None and 1 < len(rest) <= 60 and len(rest.split()) <= 6 else None


def _authors(layout: Layout, said: Sequence[tuple[Line, Credits]]) -> tuple[Person, ...]:
    people = [person for _, each in said for person in each.authors]
    if not people and layout.byline is not None:
        people = list(read_byline(layout.byline.text).authors)
    return tuple(dict.fromkeys(people))


def _section(crumbs: Sequence[str], sections: Collection[str]) -> str | None:
    """The page's section as a path: a known one where the page's words lead there, else its last words alone."""
    if not crumbs:
        return None
    steps = [_slug(step) for step in crumbs]
    for first in range(len(steps)):
        for last in range(len(steps), first, -1):
            path = "/".join(steps[first:last])
            if path in sections:
                return path
    leaves = {path.rpartition("/")[2]: path for path in sections}
    known = next((leaves[step] for step in reversed(steps) if step in leaves), None)
    return known or steps[-1]


def _slug(words: str) -> str:
    return slugify(words, allow_unicode=True) or section_path(words)


def _paragraph(line: Line) -> str:
    """A line as a paragraph of Markdown that says just this: what Markdown would take for markup is escaped."""
    text = " ".join(line.text.split())
    text = _INLINE_MARKUP.sub(r"\\\g<0>", text)
    return _BLOCK_MARKUP.sub(r"\g<1>\\\g<2>", text)


def _text(line: Line | None) -> Text | None:
    return None if line is None else plain_title(line.text).text or None


def _name(text: str | None) -> Text | None:
    return None if text is None else plain_title(text).text or None
