"""One article, one entry: the same id, the same permalink, or the same story from two places."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from feedwright.catalog.rows import ArticleRow
from feedwright.model import Finding, Origin

Mark = tuple[str, str | int]


class LeftOut(NamedTuple):
    """An article that is not published because another one stands for it."""

    row: ArticleRow
    finding: Finding


def duplicates(rows: Iterable[ArticleRow], is_public: Callable[[ArticleRow], bool]) -> list[LeftOut]:
    """Which of `rows` are left out, so that each article is there once.

    Of two with one id the first by the place of its record stays: an id is given once. Of two public ones that are one
    story (the same permalink, canonical link or text) the one that was published first stays, because readers may have
    it already; articles that are not public are no rivals to those that are.
    """
    left_out: list[LeftOut] = []
    by_id: dict[str, ArticleRow] = {}
    for row in sorted(rows, key=lambda row: (row.file, row.line)):
        kept = by_id.setdefault(row.id, row)
        if kept is not row:
            left_out.append(LeftOut(row, _same_id(row, kept)))
    first: dict[Mark, ArticleRow] = {}
    for row in sorted(filter(is_public, by_id.values()), key=lambda row: (row.published, row.id)):
        marks = _marks(row)
        found = next((mark for mark in marks if mark in first), None)
        if found is None:
            first.update(dict.fromkeys(marks, row))
        else:
            left_out.append(LeftOut(row, _same_story(row, first[found], found)))
    return left_out


def _marks(row: ArticleRow) -> Sequence[Mark]:
    """What no other story has, by the field that says it."""
    marks: list[Mark] = [("url", row.url)]
    if row.canonical is not None and row.canonical != row.url:
        marks.append(("url", row.canonical))
    if row.story is not None:
        marks.append(("body", row.story))
    return marks


def _same_id(row: ArticleRow, kept: ArticleRow) -> Finding:
    return _finding(
        row,
        rule="record/id-duplicate",
        message=f"id: {row.id} is already the id of {_named(kept, row)}",
        hint="Give one of the two records an `id` of its own.",
    )


def _same_story(row: ArticleRow, kept: ArticleRow, mark: Mark) -> Finding:
    field, value = mark
    if field == "url" and row.url == kept.url:
        return _finding(
            row,
            rule="record/permalink-duplicate",
            message=f"url: {row.url} is already the permalink of {_named(kept, row)}",
            hint="Give one of the two records a `url` or `slug` of its own, or delete one.",
        )
    if field == "url":
        message = f"canonical: {_named(kept, row)} is the same story, {value}"
        hint = "Delete one of the two records, or mend its `canonical`."
    else:
        message = f"body: {_named(kept, row)} has the same text, under {kept.title!r}"
        hint = "Delete one of the two records, or write `canonical` into the copy."
    return _finding(row, rule="record/story-duplicate", message=message, hint=hint)


def _finding(row: ArticleRow, *, rule: str, message: str, hint: str) -> Finding:
    origin = Origin(path=row.file, line=row.line or None)
    return Finding(
        rule=rule,
        severity="warning" if rule == "record/story-duplicate" else "error",
        message=f"{message}; this one is left out.",
        hint=hint,
        path=origin.path,
        line=origin.line,
        entry=row.id,
        article=origin,
    )


def _named(row: ArticleRow, other: ArticleRow) -> str:
    """Where the record of an article is, in a message about another one."""
    return row.file if row.line <= 1 and row.file != other.file else f"{row.file}:{row.line}"
