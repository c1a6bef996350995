"""Collects what normalization has to say about one record, each thing with the file and line of its field."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

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
    """Takes what there is to say about fields."""

    def take(self, note: Note) -> None:
        """Something more to say."""
        raise NotImplementedError

    def error(self, rule: str, field: str, message: str, *, hint: str | None = None) -> None:
        """Something that keeps the article from being published."""
        self.take(Note("error", rule, field, message, hint, fails=True))

    def warning(self, rule: str, field: str, message: str, *, hint: str | None = None) -> None:
        """Something that a person should mend, though the article is published."""
        self.take(Note("warning", rule, field, message, hint))

    def info(self, rule: str, field: str, message: str, *, hint: str | None = None) -> None:
        """Something that a person may want to know."""
        self.take(Note("info", rule, field, message, hint))


class Noted(Notes, msgspec.Struct):
    """What there is to say about fields that many records have alike; it is told again of each of them."""

    noted: list[Note] = []

    def take(self, note: Note) -> None:
        """Something more to say."""
        self.noted.append(note)


class RecordReport(Notes, msgspec.Struct):
    """The findings of one record; stages of its normalization add to it."""

    raw: RawRecord
    written: Mapping[str, str] = {}  # canonical field name -> the name in the record
    findings: list[Finding] = []
    failed: bool = False  # the article must be left out
    beside: list[str] = []  # files that were looked at, there or not, relative to the site's folder

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
