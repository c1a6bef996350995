"""Where things stand on a page: the headline, the credits, the article's text, what comes behind it."""

from collections.abc import Sequence

import msgspec

from feedwright.ingest.crumbs import breadcrumbs
from feedwright.ingest.headline import read_headline
from feedwright.ingest.lines import Line
from feedwright.ingest.marks import Mark, credits_of, mark
from feedwright.ingest.prose import body_places, body_start


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A page in its parts."""

    crumbs: tuple[str, ...]  # the section as a path of names, from the outside in; () when the page does not say
    title: Line | None
    subtitle: Line | None
    byline: Line | None  # a line with only names, below the headline
    labels: tuple[Line, ...]  # lines with only the label of the time on the next line
    near: tuple[Line, ...]  # lines that name times and people, beside the headline
    below: tuple[Line, ...]  # likewise, below the text
    above: tuple[Line, ...]  # likewise, above the headline, with other matter between
    body: tuple[Line, ...]
    dropped: tuple[int, ...]  # numbers of the lines that are furniture

    @property
    def credits(self) -> tuple[Line, ...]:
        """All lines that name times and people, those that count most first."""
        return (*self.near, *self.below, *self.above)


def lay_out(lines: Sequence[Line]) -> Layout:
    """The parts of a page, from the looks and the order of its lines."""
    marks = tuple(mark(line) for line in lines)
    start = body_start(lines, marks)
    head = read_headline(lines, marks, start=start, credit=_credit_place(marks, start))
    heads = {line.text.casefold() for line in (head.title, head.subtitle) if line is not None}
    body = tuple(
        line for place in body_places(lines, marks, start) if (line := lines[place]).text.casefold() not in heads
    )
    near, below, above = _credits(lines, marks, start=start, title=head.title, body=body)
    labels = tuple(line for line, what in zip(lines, marks, strict=True) if what == "label")
    crumbs = _crumbs(lines, marks, start, head.title)
    used = {*body, *near, *below, *above, *labels, head.title, head.subtitle, head.byline, head.section}
    used |= {line for line, what in zip(lines[:start], marks, strict=False) if what == "crumbs"}
    return Layout(
        crumbs=crumbs or ((head.section.text,) if head.section else ()),
        title=head.title,
        subtitle=head.subtitle,
        byline=head.byline,
        labels=labels,
        near=near,
        below=below,
        above=above,
        body=body,
        dropped=tuple(line.number for line in lines if line not in used),
    )


def _credit_place(marks: Sequence[Mark], start: int) -> int | None:
    """The line of times and credits above the text: the last timed one before it, else one with credits."""
    for kinds in (("time",), ("credit",)):
        found = [place for place in range(start) if marks[place] in kinds]
        if found:
            return found[-1]
    return None


def _credits(
    lines: Sequence[Line], marks: Sequence[Mark], *, start: int, title: Line | None, body: tuple[Line, ...]
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """(beside the headline, below the text, far above the headline): the lines of times and credits.

    Below the text a time without a label counts only above the first heading of other matter, or beside a source:
    readers' comments have times too.
    """
    near: list[Line] = []
    below: list[Line] = []
    above: list[Line] = []
    top = next((place for place, line in enumerate(lines) if line is title), start)
    while top > 0 and marks[top - 1] in {"time", "credit", "label"}:
        top -= 1
    ended = False
    for place, (line, what) in enumerate(zip(lines, marks, strict=True)):
        ended = ended or (place > start and what == "ending")
        if what not in {"time", "credit", "rights"} or line in body:
            continue
        if place < top:
            above.append(line)
        elif place < start:
            near.append(line)
        elif not ended or what != "time" or credits_of(line).source:
            below.append(line)
    return tuple(near), tuple(below), tuple(above)


def _crumbs(lines: Sequence[Line], marks: Sequence[Mark], start: int, title: Line | None) -> tuple[str, ...]:
    """The steps of the last breadcrumbs above the text, without the headline where they end in it."""
    steps: tuple[str, ...] = ()
    for line, what in zip(lines[:start], marks, strict=False):
        if what == "crumbs":
            steps = breadcrumbs(line.text) or steps
    if steps and title is not None and title.text.casefold().startswith(steps[-1].rstrip(" .…").casefold()):
        return steps[:-1]
    return steps
