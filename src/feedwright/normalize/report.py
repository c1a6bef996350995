"""Collects what normalization has to say about one record, each thing with the file and line of its field."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from feedwright.model import Finding, Origin, RawRecord, Severity


class Note(NamedTuple):
    """Something about a field, whatever record it stands in."""

    severity: Severity
    rule: str  # without "record/"
    field: str  # its canonical name
    message: str  # what is wrong, without the field's name and without a full stop
    hint: str | None = None
    fails: bool = False  # the article must be left out


class Notes:
    """What there is to say about fields that many records have alike; it is told again of each of them."""

    def __init__(self) -> None:
        self.noted: list[Note] = []

    def take(self, note: Note) -> None:
        """Something more to say."""
        self.noted.append(note)

    def error(self, rule: str, field: str, message: str, *, hint: str | None = None) -> None:
        """Something that keeps the article from being published."""
        self.take(Note("error", rule, field, message, hint, fails=True))

    def warning(self, rule: str, field: str, message: str, *, hint: str | None = None) -> None:
        """Something that a person should mend, though the article is published."""
        self.take(Note("warning", rule, field, message, hint))

    def info(self, rule: str, field: str, message: str, *, hint: str | None = None) -> None:
        """Something that a person may want to know."""
        self.take(Note("info", rule, field, message, hint))


class RecordReport(Notes):
    """The findings of one record; stages of its normalization add to it."""

    def __init__(self, raw: RawRecord) -> None:
        self.raw = raw
        self.written: Mapping[str, str] = {}  # canonical field name -> the name in the record
        self.findings: list[Finding] = []
        self.failed = False  # the article must be left out
        self.beside: list[str] = []  # files that were looked at, there or not, relative to the site's folder

    def take(self, note: Note, *, line: int | None = None) -> None:
        """One finding. `line` is the line of the fault in the file, where that is not the field's."""
        self.failed = self.failed or note.fails
        written = self.written.get(note.field, note.field)
        origin = self.raw.origin
        line = line or self.raw.lines.line(written) or origin.line
        self.findings.append(
            Finding(
                rule=f"record/{note.rule}",
                severity=note.severity,
                message=f"{written}: {note.message}.",
                hint=note.hint,
                path=origin.path,
                line=line,
                article=Origin(path=origin.path, line=line),
            )
        )

    def repeat(self, notes: Iterable[Note]) -> None:
        """What was said of the same fields in another record."""
        for note in notes:
            self.take(note)
