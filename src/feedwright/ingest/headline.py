"""The headline of a page, what stands above it and the second headline below it."""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from feedwright.ingest.blocks import is_list_item
from feedwright.ingest.lines import CJK, Line
from feedwright.ingest.marks import Mark

HEADLINE_WEIGHT = 24
SUBTITLE_WEIGHT = 20
MENU_LENGTH = 3
"""So many short lines without an empty one between them are a menu."""

_NAME_PART = r"[A-ZÀ-ÞŁŚŻČŠŽ][\w'’.-]*"
_NAMES = rf"{_NAME_PART}(?:\s+{_NAME_PART}){{1,3}}"
_BYLINE = re.compile(
    rf"^{_NAMES}(?:(?:,\s*|\s+and\s+|\s*&\s*){_NAMES}){{0,3}}(?:\s+in\s+{_NAMES}|\s+in\s+{_NAME_PART})?$"
)
_CJK_BYLINE = re.compile(r"^[\u3400-\u9fff\uac00-\ud7af]{2,5}\s?(?:기자|記者|记者|特派員)$")
_JOB = re.compile(
    r"\b(?:reporter|correspondent|editor|columnist|staff writer|writer|analyst|producer|bureau chief)\b", re.IGNORECASE
)
_EMAIL = re.compile(r"^\S+@\S+\.\w+$")


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the head of a page."""

    title: Line | None
    subtitle: Line | None
    section: Line | None  # a line above the headline that seems to name the section
    byline: Line | None  # a line with only names, below the headline


def read_headline(lines: Sequence[Line], marks: Sequence[Mark], *, start: int, credit: int | None) -> Headline:
    """The headline above the text, which begins at place `start`; `credit` is the place of the credits above it."""
    crumbs = max((place for place in range(start) if marks[place] == "crumbs"), default=-1)
    places = [place for place in range(start) if marks[place] in {"words", "prose"} and not is_list_item(lines[place])]
    below_crumbs = [place for place in places if place > crumbs]
    candidates = below_crumbs or places
    names = [place for place in candidates if _is_byline(lines[place])]
    texts = [place for place in candidates if place not in names] or names
    if not texts:
        return Headline(title=None, subtitle=None, section=None, byline=None)
    if credit is None:
        headline = next((place for place in texts if _is_headline_like(lines[place])), start)
        credit = next((place for place in names if place > headline), None)
    title = _title(lines, texts, start=start, credit=credit, led=crumbs >= 0 and bool(below_crumbs))
    byline = next((place for place in names if place > title and _names_only(lines[place])), None)
    subtitle = _subtitle(lines, [place for place in texts if place > title], lines[title])
    above = [place for place in candidates if place < title]
    return Headline(
        title=lines[title],
        subtitle=None if subtitle is None else lines[subtitle],
        section=_section_line(lines, above, lines[title]),
        byline=None if byline is None else lines[byline],
    )


def _title(lines: Sequence[Line], texts: Sequence[int], *, start: int, credit: int | None, led: bool) -> int:
    """The place of the headline among `texts`; `led`: breadcrumbs stand above them."""
    counted = Counter(line.text.casefold() for line in lines)
    again = [place for place in texts if counted[lines[place].text.casefold()] > 1 and _is_headline_like(lines[place])]
    if again:
        return again[-1]
    head = [place for place in texts if place < (start if credit is None else credit)]
    if led and head:
        return next((place for place in head if _is_headline_like(lines[place])), head[0])
    if not head or (len(head) < len(texts) and all(_in_menu(lines, place) for place in head)):
        return next((place for place in texts if place not in head), texts[0])
    return _last_block(lines, head)


def _last_block(lines: Sequence[Line], head: Sequence[int]) -> int:
    """The headline as the first of the last lines above the credits: the line above a longer or adjoining one."""
    last = head[-1]
    if len(head) < 2 or not _is_headline_like(lines[head[-2]]) or lines[head[-2]].is_sentence:
        return last
    before = head[-2]
    adjoining = lines[last].number == lines[before].number + 1
    standfirst = lines[last].weight > lines[before].weight
    return before if standfirst or (adjoining and len(lines[last].text.split()) >= 4) else last


def _subtitle(lines: Sequence[Line], below: Sequence[int], title: Line) -> int | None:
    """The second headline: the first line below the headline that says more than a label."""
    for place in below:
        line = lines[place]
        said = len(line.text.split()) >= 4 or CJK.search(line.text)
        if line.weight >= SUBTITLE_WEIGHT and said and line.text.casefold() != title.text.casefold():
            return place
    return None


def _section_line(lines: Sequence[Line], above: Sequence[int], title: Line) -> Line | None:
    """The last line above the headline when it is a short name by itself: no item of a menu, no name of the site."""
    if not above:
        return None
    line = lines[above[-1]]
    is_site_name = above[-1] == 0 and title.number != line.number + 1
    if line.weight > 40 or len(line.text.split()) > 4 or line.is_sentence or is_site_name:
        return None
    neighbours = {lines[place].number for place in above[:-1]}
    return None if line.number - 1 in neighbours else line


def _in_menu(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is one of several short ones without an empty line between them."""
    first = last = place
    while first > 0 and _adjoin(lines, first - 1, first):
        first -= 1
    while last + 1 < len(lines) and _adjoin(lines, last, last + 1):
        last += 1
    return last - first + 1 >= MENU_LENGTH


def _adjoin(lines: Sequence[Line], upper: int, lower: int) -> bool:
    short = all(lines[place].weight < HEADLINE_WEIGHT for place in (upper, lower))
    return short and lines[lower].number == lines[upper].number + 1


def _is_headline_like(line: Line) -> bool:
    return line.weight >= HEADLINE_WEIGHT and (len(line.text.split()) >= 4 or bool(CJK.search(line.text)))


def _is_byline(line: Line) -> bool:
    """Whether a line is names, a job or an address, as they stand below a headline."""
    if len(line.text) > 90:
        return False
    job = _JOB.search(line.text) and len(line.text.split()) <= 7 and not line.is_sentence
    return bool(job or _EMAIL.match(line.text) or _names_only(line))


def _names_only(line: Line) -> bool:
    return bool(_BYLINE.match(line.text) or _CJK_BYLINE.match(line.text))
