"""The public JSON shape of a finding."""

from feedwright.model import Finding, Origin

Json = dict[str, object]


def finding_shape(finding: Finding) -> Json:
    """A finding, everywhere it is printed as JSON."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "spec": finding.spec,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "entry": finding.entry,
        "article": None if finding.article is None else origin_shape(finding.article),
    }


def origin_shape(origin: Origin) -> Json:
    """A place in content/."""
    return {"path": origin.path, "line": origin.line}
