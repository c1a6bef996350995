"""Reports in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS), as code hosts and editors read it."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal
from urllib.parse import quote

from feedwright.model import Finding, Severity
from feedwright.validation.judgement import Report
from feedwright.validation.registry import rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Json = dict[str, object]
_LEVELS: dict[Severity, Literal["error", "warning", "note"]] = {"error": "error", "warning": "warning", "info": "note"}


def sarif_log(reports: Iterable[Report], *, version: str) -> Json:
    """A SARIF log with one run over all `reports`; `version` is that of the program."""
    findings = [finding for report in reports for finding in report.findings]
    used = sorted({finding.rule for finding in findings})
    places = {rule: index for index, rule in enumerate(used)}
    driver = {"name": "Feedwright", "version": version, "rules": [_rule(rule) for rule in used]}
    results = [_result(finding, places[finding.rule]) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(id_: str) -> Json:
    """§3.49: what a rule asks, and its mend."""
    rule = rules()[id_]
    return {
        "id": id_,
        "shortDescription": {"text": rule.title},
        "help": {"text": f"{rule.hint} ({rule.spec})"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: int) -> Json:
    """§3.27: one finding."""
    location: Json = {"artifactLocation": {"uri": _uri(finding.path or "-")}}
    if finding.line:
        column = {"startColumn": finding.column} if finding.column else {}
        location["region"] = {"startLine": finding.line, **column}
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.hint or ''}".rstrip()},
        "locations": [{"physicalLocation": location}],
    }
    if finding.entry is not None:
        result["properties"] = {"entry": finding.entry}
    return result


def _uri(path: str) -> str:
    """A path as a URI reference: absolute ones as file: URIs."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="replace")
