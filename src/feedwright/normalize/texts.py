"""What an article says in words: its title, its text, and the fields of plain text beside them."""

from functools import lru_cache

from feedwright.model import Body, Markup, Severity, Text
from feedwright.normalize.fields import Record, tag_names
from feedwright.normalize.markup import LONGEST_TITLE, CharacterProblem, clean_characters, plain_title
from feedwright.normalize.report import Note, RecordReport
from feedwright.patterns import pattern

_FIRST_HEADING = pattern(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def article_body(record: Record, report: RecordReport) -> Body:
    """The text of an article without characters that no feed may hold: what follows the fields, else one of them."""
    raw = report.raw
    text, markup, field = raw.body or "", raw.markup, "body"
    if not text or text.isspace():
        written: tuple[str, Markup] = (str(record.body or ""), "markdown")
        text, markup = (record.body_html, "html") if record.body_html else written
        field = "body_html" if record.body_html else "body"
    cleaned = clean_characters(text)
    for problem in cleaned.problems:
        line = None
        if text is raw.body:
            whole = raw.text or text
            line = 1 + whole.count("\n", 0, len(whole) - len(text) + problem.offset)
        _report_character(problem, field, report, line=line)
    if not cleaned.text or cleaned.text.isspace():
        report.info("body-missing", field, "the article has no text")
    return Body(text=cleaned.text, markup=markup)


def article_title(record: Record, body: Body, report: RecordReport) -> tuple[Text | None, Body]:
    """The title, and the body without it: a Markdown body that begins with `# …` says its title that way."""
    title = plain_field("title", record.title, report)
    if title is not None:
        return title, body
    heading = _FIRST_HEADING.match(body.text) if body.markup == "markdown" and record.title is None else None
    title = plain_field("title", heading["title"], report) if heading else None
    if title is None:
        report.error("title-missing", "title", "the record has no title", hint="Add: title: …")
        return None, body
    return title, Body(text=body.text[heading.end() :] if heading else body.text, markup=body.markup)


def plain_field(field: str, value: object, report: RecordReport) -> Text | None:
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


def article_tags(record: Record) -> tuple[Text, ...]:
    """The tags of an article as plain text."""
    written = record.tags
    if written is None:
        return ()
    return _tags(tuple(map(str, written))) if isinstance(written, list) else _plain_tags(tag_names(written))


@lru_cache(maxsize=4096)
def _tags(written: tuple[str, ...]) -> tuple[Text, ...]:
    """Tags that are written as a list; what is written together once often comes again."""
    return _plain_tags(tag_names(list(written)))


def _plain_tags(names: list[str]) -> tuple[Text, ...]:
    return tuple(filter(None, map(_plain_tag, names)))


@lru_cache(maxsize=4096)
def _plain_tag(tag: str) -> Text:
    """A tag as plain text; the same few come again and again."""
    return plain_title(tag).text
