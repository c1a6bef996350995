"""Where things stand on a page: the line of credits, the headline, the article's text, what comes behind it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from feedwright.ingest.furniture import breadcrumbs, ends_article, is_furniture, without_furniture
from feedwright.ingest.lines import Line
from feedwright.normalize.attribution import read_credits, read_rights
from feedwright.normalize.timestamps import find_timestamps

CREDIT_WEIGHT = 200
"""A line that weighs more is prose, whatever it names."""

_LIST_ITEM = re.compile(r"^(?:[•·*▪■◆►▸\-–—]|\d{1,2}[.)、])\s*\S")
_NAME = re.compile(r"^(?:[A-Z][\w'’.-]+\s+){1,3}[A-Z][\w'’-]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page in its parts."""

    crumbs: tuple[str, ...]  # the section as a path of names, from the outside in; () when the page does not say
    title: Line | None
    subtitle: Line | None
    byline: Line | None  # a line with only a name, above the credits
    credits: tuple[Line, ...]  # lines that name times and people, in their order
    body: tuple[Line, ...]
    dropped: tuple[int, ...]  # numbers of the lines that are furniture


def lay_out(lines: Sequence[Line]) -> Layout:
    """The parts of a page, from the looks and the order of its lines."""
    timed = [place for place, line in enumerate(lines) if _is_timed(line)]
    start = _body_start(lines, timed)
    end = _body_end(lines, start)
    credit_place = _credit_place(lines, timed, start)
    head = [line for line in lines[: start if credit_place is None else credit_place] if not is_furniture(line.text)]
    crumbs, head = _crumbs(head)
    repeated = Counter(line.text.casefold() for line in lines)
    title, above, below = _headline(head, repeated, credited=credit_place is not None)
    between = () if credit_place is None else lines[credit_place + 1 : start]
    subtitle = below or _subtitle(between, title)
    byline = next((line for line in reversed(head) if line not in {title, below} and _NAME.match(line.text)), None)
    if byline is not None and title is not None and byline.number < title.number:
        byline = None
    body = tuple(_body(lines[start:end], title, subtitle))
    credit_lines = tuple(line for line in lines if line not in body and line is not title and _is_credit(line))
    used = {*body, *credit_lines, title, subtitle, byline, *above}
    return Layout(
        crumbs=crumbs or tuple(line.text for line in above[-1:]),
        title=title,
        subtitle=subtitle,
        byline=byline,
        credits=credit_lines,
        body=body,
        dropped=tuple(line.number for line in lines if line not in used),
    )


def _is_timed(line: Line) -> bool:
    """Whether a line is short and says a time."""
    if line.weight > CREDIT_WEIGHT or not re.search(r"\d", line.text):
        return False
    found = find_timestamps(line.text, timezone="UTC")
    said = sum(each.end - each.label_start for each in found)
    return bool(found) and (not line.is_sentence or said * 2 > len(line.text))


def _is_credit(line: Line) -> bool:
    """Whether a line outside the article's text says a time or who made it."""
    if line.weight > CREDIT_WEIGHT and not read_rights(line.text):
        return False
    if _is_timed(line) or read_rights(line.text):
        return True
    said = read_credits(without_furniture(line.text))
    return bool(said.authors or said.editors or said.source or said.via or said.nameless)


def _body_start(lines: Sequence[Line], timed: Sequence[int]) -> int:
    """The first line of prose behind the first line that says a time; of the whole page when that has none."""
    for first in (*timed[:1], -1):
        for place in range(first + 1, len(lines)):
            if _is_prose(lines[place]):
                return place
    return len(lines)


def _is_prose(line: Line) -> bool:
    return line.is_sentence and not is_furniture(line.text) and not _is_credit(line)


def _body_end(lines: Sequence[Line], start: int) -> int:
    """Behind the last line of prose before what stands below an article."""
    end = start
    for place in range(start, len(lines)):
        line = lines[place]
        if ends_article(line.text) or (read_rights(line.text) and line.weight <= CREDIT_WEIGHT):
            break
        if _is_prose(line):
            end = place + 1
    return end


def _credit_place(lines: Sequence[Line], timed: Sequence[int], start: int) -> int | None:
    """The line of times and credits above the text: the last timed one before it, else one with credits."""
    before = [place for place in timed if place < start]
    if before:
        return before[-1]
    return next((place for place in range(start - 1, 0, -1) if _is_credit(lines[place])), None)


def _crumbs(head: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """The last line of breadcrumbs above the headline, as steps, and the lines without any."""
    steps: tuple[str, ...] = ()
    rest = []
    for line in head:
        found = breadcrumbs(line.text)
        steps = found or steps
        if not found:
            rest.append(line)
    return steps, rest


def _headline(
    head: list[Line], repeated: Counter[str], *, credited: bool
) -> tuple[Line | None, list[Line], Line | None]:
    """(headline, lines above it, second headline below it) among the lines above the credits."""
    lines = [line for line in head if not _is_credit(line) and not _LIST_ITEM.match(line.text)]
    if not lines:
        return None, [], None
    again = [line for line in lines if repeated[line.text.casefold()] > 1 and line.weight >= 12]
    place = lines.index(again[-1]) if again else _headline_place(lines, credited=credited)
    below = lines[place + 1] if place + 1 < len(lines) else None
    if below is not None and (_NAME.match(below.text) or below.weight < 20):
        below = None
    return lines[place], lines[:place], below


def _headline_place(lines: list[Line], *, credited: bool) -> int:
    """The headline is the first of the last lines that are too long to be a section's name; a name is passed over."""
    last = len(lines) - 1
    while (
        last > 0
        and _NAME.match(lines[last].text)
        and len(lines[last].text.split()) <= 3
        and lines[last - 1].weight >= 24
    ):
        last -= 1
    first = last
    while (
        credited
        and first > 0
        and first > last - 2
        and _is_headline_like(lines[first - 1])
        and not lines[first].after_blank
    ):
        first -= 1
    return first


def _is_headline_like(line: Line) -> bool:
    return line.weight >= 24 and (len(line.text.split()) >= 4 or " " not in line.text)


def _subtitle(between: Sequence[Line], title: Line | None) -> Line | None:
    """A second headline between the credits and the text: a short line that is no sentence."""
    for line in between:
        if is_furniture(line.text) or _is_credit(line) or ends_article(line.text) or _LIST_ITEM.match(line.text):
            continue
        if line.weight >= 12 and (title is None or line.text.casefold() != title.text.casefold()):
            return line
    return None


def _body(lines: Sequence[Line], title: Line | None, subtitle: Line | None) -> list[Line]:
    """The paragraphs and the headings between them."""
    heads = {line.text.casefold() for line in (title, subtitle) if line is not None}
    return [
        line
        for line in lines
        if not is_furniture(line.text)
        and not (_is_credit(line) and not line.is_sentence)
        and line.text.casefold() not in heads
    ]
