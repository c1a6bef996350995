"""Reports as JUnit XML, which test runners and CI servers show: a test case for each document."""

import re
from collections.abc import Collection, Sequence
from xml.sax.saxutils import escape, quoteattr

from feedwright.model import Finding, Severity
from feedwright.validation.judgement import Report

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_document(reports: Sequence[Report], *, failing: Collection[Severity]) -> str:
    """A JUnit document; a document fails with its findings of the severities `failing`, the others are its output."""
    failed = sum(any(finding.severity in failing for finding in report.findings) for report in reports)
    counts = f'tests="{len(reports)}" failures="{failed}" errors="0"'
    cases = "".join(_case(report, failing) for report in reports)
    suite = f'<testsuite name="feedwright validate" {counts}>\n{cases}</testsuite>\n'
    return f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites {counts}>\n{suite}</testsuites>\n'


def _case(report: Report, failing: Collection[Severity]) -> str:
    wrong = [finding for finding in report.findings if finding.severity in failing]
    others = [finding for finding in report.findings if finding.severity not in failing]
    inner = ""
    if wrong:
        message = quoteattr(_clean(wrong[0].message))
        inner += f"<failure type={quoteattr(wrong[0].rule)} message={message}>{_lines(wrong)}</failure>\n"
    if others:
        inner += f"<system-out>{_lines(others)}</system-out>\n"
    return (
        f"<testcase classname={quoteattr(report.format)} name={quoteattr(_clean(report.path))}>\n{inner}</testcase>\n"
    )


def _lines(findings: Sequence[Finding]) -> str:
    return "\n".join(escape(_clean(_line(finding))) for finding in findings)


def _line(finding: Finding) -> str:
    place = ":".join(str(part) for part in (finding.path, finding.line, finding.column) if part is not None)
    return f"{place}: {finding.severity}: {finding.message} {finding.hint or ''} [{finding.rule}]"


def _clean(text: str) -> str:
    """A text without the characters that XML 1.0 forbids."""
    return _NOT_XML.sub("\ufffd", text)
