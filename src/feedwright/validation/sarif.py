"""Reports in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS), as code hosts and editors read it."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Literal
from urllib.parse import quote

from feedwright.model import Finding, Severity
from feedwright.validation.baseline import accepted
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
    told: Counter[str] = Counter()
    results = [_result(finding, places[finding.rule], told) for finding in findings]
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


def _result(finding: Finding, index: int, told: Counter[str]) -> Json:
    """§3.27: one finding; `told` counts those that are alike."""
    location: Json = {"artifactLocation": {"uri": _uri(finding.path or "-")}}
    if finding.line:
        column = {"startColumn": finding.column} if finding.column else {}
        location["region"] = {"startLine": finding.line, **column}
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.hint or ''}".rstrip()},
        "locations": [{"physicalLocation": location, **_element(finding)}],
        "partialFingerprints": {"feedwrightFinding/v1": _fingerprint(finding, told)},
    }
    if finding.entry is not None:
        result["properties"] = {"entry": finding.entry}
    return result


def _element(finding: Finding) -> Json:
    """§3.33: the element, in the tree of its document."""
    if finding.element is None:
        return {}
    return {"logicalLocations": [{"fullyQualifiedName": finding.element}]}


def _fingerprint(finding: Finding, told: Counter[str]) -> str:
    """§3.27.17: by what a finding is known again when the lines of its document have moved."""
    facts = repr(accepted(finding, folder=Path()))
    told[facts] += 1
    return hashlib.sha256(f"{facts} {told[facts]}".encode("utf-8", "replace")).hexdigest()[:32]


def _uri(path: str) -> str:
    """A path as a URI reference: absolute ones as file: URIs."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="replace")
