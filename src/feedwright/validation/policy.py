"""Which findings count, and as what: rules that are off or have another severity, and findings that are accepted."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from feedwright.model import Finding, Severity
from feedwright.validation.baseline import Baseline, read_baseline

if TYPE_CHECKING:
    from feedwright.site import Site
    from feedwright.validation.judgement import Report

FailOn = Literal["error", "warning", "never"]
FAILING: Mapping[FailOn, frozenset[Severity]] = {
    "error": frozenset({"error"}),
    "warning": frozenset({"error", "warning"}),
    "never": frozenset(),
}


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody makes of the validator's findings."""

    fail_on: FailOn = "error"
    off: frozenset[str] = frozenset()  # ids of rules
    severities: Mapping[str, Severity] = {}  # of rules that do not keep their own
    accepted: Baseline | None = None

    def counted(self, findings: Iterable[Finding], *, root: Path | None = None) -> tuple[Finding, ...]:
        """The findings that count, with the severity that they have here; their paths are relative to `root`."""
        kept = (
            replace(each, severity=self.severities[each.rule]) if each.rule in self.severities else each
            for each in findings
            if each.rule not in self.off
        )
        return tuple(kept) if self.accepted is None else self.accepted.rest(kept, root=root)

    def report(self, report: "Report") -> "Report":
        """A report of what counts."""
        from feedwright.validation.judgement import with_findings

        return with_findings(replace(report, findings=()), self.counted(report.findings))

    def publishable(self, findings: Iterable[Finding]) -> bool:
        """Whether a document with these findings may be published: one with an error never is."""
        failing = FAILING["error"] | self.failing
        return not any(finding.severity in failing for finding in findings)

    @property
    def failing(self) -> frozenset[Severity]:
        """The severities that make `feedwright validate` fail."""
        return FAILING[self.fail_on]

    @property
    def facts(self) -> str:
        """All that it says."""
        said = self.accepted.facts if self.accepted else ""
        return repr((self.fail_on, sorted(self.off), sorted(self.severities.items()), said))


def site_policy(site: "Site", *, baseline_is_new: bool = False) -> Policy:
    """What feedwright.toml says in [validate]. Raises FeedwrightError where its baseline cannot be read.

    With `baseline_is_new` it need not be there.
    """
    options = site.validating
    file = options.baseline
    return Policy(
        fail_on=options.fail_on,
        off=frozenset(options.off),
        severities=dict(options.severities),
        accepted=None if file is None or (baseline_is_new and not file.exists()) else read_baseline(file),
    )


def check_rule_names(site: "Site") -> None:
    """Raises ConfigurationError where feedwright.toml names a rule that there is not."""
    if site.validating.rules:
        from feedwright.site import demand_known_rules
        from feedwright.validation.registry import rules

        demand_known_rules(site, rules())
