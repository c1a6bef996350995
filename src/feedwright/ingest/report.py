"""The findings about one page."""

from feedwright.model import Finding, Origin, Severity


class Report:
    """Collects what is uncertain or missing on a page."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def add(
        self, severity: Severity, rule: str, message: str, *, line: int | None = None, hint: str | None = None
    ) -> None:
        """Add a finding under "capture/`rule`"; `line` is that of the page."""
        self.findings.append(
            Finding(
                rule=f"capture/{rule}",
                severity=severity,
                message=message,
                hint=hint,
                path=self.path,
                line=line,
                article=Origin(path=self.path, line=line),
            )
        )
