"""Collects what normalization has to say about one record, each thing with the file and line of its field."""

from collections.abc import Mapping

from feedwright.model import Finding, Origin, RawRecord, Severity


class RecordReport:
    """The findings of one record; stages of its normalization add to it."""

    def __init__(self, raw: RawRecord) -> None:
        self.raw = raw
        self.written: Mapping[str, str] = {}  # canonical field name -> the name in the record
        self.findings: list[Finding] = []
        self.failed = False  # the article must be left out
        self.beside: list[str] = []  # files that were looked at, there or not, relative to the site's folder

    def line(self, field: str) -> int | None:
        """The line on which the field `field` (canonical name) is written; of the record when it is not."""
        return self.raw.lines.line(self.written.get(field, field)) or self.raw.origin.line

    def add(
        self,
        severity: Severity,
        rule: str,
        field: str,
        message: str,
        *,
        hint: str | None = None,
        line: int | None = None,
    ) -> None:
        """One finding about `field`; `message` says what is wrong, without the field's name and without a full stop.

        `line` is the line of the fault in the file, where that is not the field's. An error that is added here does not
        keep the article from being published, as `error` does.
        """
        origin = Origin(path=self.raw.origin.path, line=line or self.line(field))
        self.findings.append(
            Finding(
                rule=f"record/{rule}",
                severity=severity,
                message=f"{self.written.get(field, field)}: {message}.",
                hint=hint,
                path=origin.path,
                line=origin.line,
                article=origin,
            )
        )

    def error(self, rule: str, field: str, message: str, *, hint: str | None = None) -> None:
        """Something that keeps the article from being published."""
        self.failed = True
        self.add("error", rule, field, message, hint=hint)

    def warning(self, rule: str, field: str, message: str, *, hint: str | None = None) -> None:
        """Something that a person should mend, though the article is published."""
        self.add("warning", rule, field, message, hint=hint)

    def info(self, rule: str, field: str, message: str, *, hint: str | None = None) -> None:
        """Something that a person may want to know."""
        self.add("info", rule, field, message, hint=hint)
