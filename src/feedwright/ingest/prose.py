"""Where the article's text begins and ends among the lines of a page."""

from collections.abc import Sequence
from itertools import zip_longest

import msgspec

from feedwright.ingest.blocks import is_list_item, is_row
from feedwright.ingest.lines import Line
from feedwright.ingest.marks import Mark

SHARE_OF_MAIN_RUN = 1 / 3
"""A run of prose with this share of the heaviest run's weight is the article's text, not a teaser or a comment."""

PARAGRAPH_WEIGHT = 90
"""Prose that weighs less may be a teaser in a box of other stories."""

_BREAKS = frozenset({"rights", "time", "credit", "crumbs"})
_HEAD = 2
"""So few sentences above the credits are a headline and its standfirst, when the text follows."""


class _Run(msgspec.Struct, frozen=True):
    """Prose between two breaks."""

    first: int  # the place of its first line
    weight: int
    sentences: int


def body_start(lines: Sequence[Line], marks: Sequence[Mark]) -> int:
    """The first line of the text: of the first run of prose that is not far lighter than the heaviest one.

    A run is the prose between two times or credits; a headline may be one. Without any: the number of lines.
    """
    runs = _runs(lines, marks)
    heaviest = max((run.weight for run in runs), default=0)
    for run, following in zip_longest(runs, runs[1:]):
        is_head = following is not None and run.sentences <= _HEAD and following.weight > run.weight
        if run.weight >= heaviest * SHARE_OF_MAIN_RUN and not is_head:
            return _with_short_lines_before(lines, marks, run.first)
    return len(lines)


def _runs(lines: Sequence[Line], marks: Sequence[Mark]) -> list[_Run]:
    runs: list[_Run] = []
    is_open = False
    for place, (line, what) in enumerate(zip(lines, marks, strict=True)):
        if what in _BREAKS:
            is_open = False
        elif what == "prose":
            last = runs.pop() if is_open else _Run(place, 0, 0)
            runs.append(_Run(last.first, last.weight + line.weight, last.sentences + 1))
            is_open = True
    return runs


def _with_short_lines_before(lines: Sequence[Line], marks: Sequence[Mark], start: int) -> int:
    """The first of the short sentences between the credits and `start`."""
    place = start
    while place > 0 and marks[place - 1] == "words" and lines[place - 1].ends_as_sentence:
        place -= 1
    return place if place > 0 and marks[place - 1] in _BREAKS else start


def body_places(lines: Sequence[Line], marks: Sequence[Mark], start: int) -> list[int]:
    """The places of the lines of the text, what is between its paragraphs included.

    It ends at the first heading of other matter, or goes on below that where the larger part of it follows: a box of
    other stories may stand between two paragraphs.
    """
    places: list[int] = []
    place, weight = start, 0
    while place < len(lines):
        end = _next_ending(marks, place)
        part = _prose_part(lines, marks, place, end)
        added = sum(lines[each].weight for each in part if marks[each] == "prose")
        if places and added <= weight:
            break
        places += part
        weight += added
        if end >= len(lines) or marks[end] == "rights":
            break
        place = _behind_box(lines, marks, end)
    return places


def _next_ending(marks: Sequence[Mark], place: int) -> int:
    return next((each for each in range(place, len(marks)) if marks[each] in {"ending", "rights"}), len(marks))


def _behind_box(lines: Sequence[Line], marks: Sequence[Mark], ending: int) -> int:
    """The first full paragraph behind the heading of a box."""
    return next(
        (
            place
            for place in range(ending + 1, len(lines))
            if marks[place] == "prose" and lines[place].weight >= PARAGRAPH_WEIGHT
        ),
        len(lines),
    )


def _prose_part(lines: Sequence[Line], marks: Sequence[Mark], start: int, end: int) -> list[int]:
    """The places from `start` to the last line of prose before `end`, with the list or table that it introduces."""
    last = max((place for place in range(start, end) if marks[place] == "prose"), default=start - 1)
    while start <= last < end - 1 and marks[last + 1] == "words" and lines[last + 1].ends_as_sentence:
        last += 1
    introduced = last + 1
    if introduced < end and lines[introduced].text.endswith((":", "：")) and marks[introduced] == "words":
        introduced += 1
    if introduced > start and lines[introduced - 1].text.endswith((":", "：")):
        while introduced < end and marks[introduced] == "words" and _continues(lines[introduced]):
            introduced += 1
            last = introduced - 1
    return [place for place in range(start, last + 1) if marks[place] in {"prose", "words"}]


def _continues(line: Line) -> bool:
    return is_list_item(line) or is_row(line)
