"""Who made an article, for whom, who passed it on and who holds the rights, from the lines of a page."""

import re
from collections.abc import Sequence

import msgspec

from feedwright.ingest.layout import Layout
from feedwright.ingest.lines import Line
from feedwright.ingest.marks import credits_of, sign_off
from feedwright.ingest.report import Report
from feedwright.model import Person, Text
from feedwright.normalize.attribution import Credits, are_names, credit_in_text, read_byline
from feedwright.normalize.markup import plain_title
from feedwright.normalize.timestamps import find_timestamps
from feedwright.site import outlet_key

LONGEST_OUTLET = 60

_WIRE = re.compile(r"^[^/\n]{3,80}\s/(?P<wire>[^/\n\d]{3,40})/\s*(?:--|[—–-])\s*\S")
_WIRE_REACH = 200
_JOB_BEHIND = re.compile(r"\s?(?:기자|記者|记者|特派員)$")


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """The chain of attribution that a page shows."""

    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    source: Text | None
    via: Text | None
    publisher: Text | None
    rights: Text | None


def read_chain(layout: Layout, report: Report) -> Chain:
    """The chain of a page; what is uncertain goes to `report`."""
    said = [(line, each) for line in layout.credits for each in sign_off(line) or (credits_of(line),)]
    source, via = _source_and_via(layout, said, report)
    in_page_order = sorted(said, key=lambda pair: pair[0].number, reverse=True)
    rights = next((each for _, each in in_page_order if each.rights), None)
    return Chain(
        authors=_authors(layout, said),
        editors=tuple(dict.fromkeys(person for _, each in said for person in each.editors)),
        source=source,
        via=via,
        publisher=_plain(rights.holder if rights else None),
        rights=_plain(rights.rights if rights else None),
    )


def _source_and_via(
    layout: Layout, said: Sequence[tuple[Line, Credits]], report: Report
) -> tuple[Text | None, Text | None]:
    """The outlet that the page names first, by whatever spelling, and who else it says passed the article on."""
    outlets = [(line, name) for line, each in said if (name := each.source or _bare_outlet(line, each))]
    source = outlets[0][1] if outlets else credit_in_text("\n".join(line.text for line in layout.body))
    via = next((each.via for _, each in said if each.via), None) or _wire(layout)
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
    if source is None and layout.body:
        hint = "Add a line such as: Source: China Daily"
        report.add("info", "source-missing", "source: no line names where the article comes from.", hint=hint)
    return _plain(source), _plain(via)


def _bare_outlet(line: Line, said: Credits) -> str | None:
    """What stands beside a time without a label: an outlet, when it looks like a name."""
    rest = said.rest.strip(" .,-–—|/·")
    if said.rights is not None or not find_timestamps(line.text, timezone="UTC"):
        return None
    named = 1 < len(rest) <= LONGEST_OUTLET and len(rest.split()) <= 6 and not rest[0].islower()
    return rest if named else None


def _wire(layout: Layout) -> str | None:
    """The wire that a press release names in its first line: "BERGEN, Nov. 7, 2018 /PRNewswire/ -- …"."""
    found = _WIRE.match(layout.body[0].text[:_WIRE_REACH]) if layout.body else None
    return found["wire"].strip() if found else None


def _authors(layout: Layout, said: Sequence[tuple[Line, Credits]]) -> tuple[Person, ...]:
    """The authors that the credits name, else those of a line with only names."""
    people = [person for _, each in said if are_names(each.authors) for person in each.authors]
    if not people and layout.byline is not None:
        people = list(read_byline(_JOB_BEHIND.sub("", layout.byline.text)).authors)
    return tuple(dict.fromkeys(people))


def _plain(text: str | None) -> Text | None:
    return None if text is None else plain_title(text).text or None
