"""Score the validator on the W3C Feed Validator's public test cases.

    python benchmarks/validator_corpus.py FOLDER [--show verdict|target|alarm]

FOLDER holds cases.jsonl, outdated.jsonl and documents/. Three shares are printed: documents whose verdict (error or
not) agrees, cases whose expected event has a finding of the same severity at its element or line, and negated cases
without the event that must not appear. Cases that the reference judges by outdated or disused rules are left out.
"""

import argparse
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feedwright.model import Finding
from feedwright.validation import judge

SEVERITIES = {"Error": "error", "Warning": "warning", "Info": "info"}
LEFT_OUT = {"A", "D", "X"}


@dataclass
class Score:
    """One share, and what is missing to the whole."""

    name: str
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, path: str, *, right: bool, why: str) -> None:
        if right:
            self.right += 1
        else:
            self.wrong.append(f"{path}: {why}")

    @property
    def total(self) -> int:
        return self.right + len(self.wrong)

    @property
    def share(self) -> float:
        return self.right / max(self.total, 1)

    def __str__(self) -> str:
        return f"{self.name}: {self.right} of {self.total}, {100 * self.share:.1f} %"


def cases(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "cases.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def outdated(folder: Path) -> dict[str, set[str]]:
    with (folder / "outdated.jsonl").open(encoding="utf-8") as lines:
        return {case["path"]: set(case["tags"]) for case in map(json.loads, lines)}


def names(finding: Finding, element: str) -> bool:
    """Whether a finding's message is about an element or attribute of that name."""
    local = element.rpartition(":")[2].rpartition(" ")[2]
    return re.search(rf"[<:'\s]{re.escape(local)}\b", finding.message) is not None


def at(findings: Sequence[Finding], severity: str, events: Sequence[dict[str, Any]], params: dict[str, str]) -> bool:
    """Whether there is a finding of this severity at an expected event's element or line."""
    mine = [finding for finding in findings if finding.severity == severity]
    lines = {event["line"] for event in events}
    elements = {event["element"] for event in events if event["element"]} | {params.get("element", "")} - {""}
    if not elements and lines <= {None}:  # about the document, as a whole
        return bool(mine)
    return any(finding.line in lines or any(names(finding, each) for each in elements) for finding in mine)


def alarm(findings: Sequence[Finding], case: dict[str, Any]) -> Finding | None:
    """A finding that says what the case says must not be said."""
    expect = case["expect"]
    severity = SEVERITIES.get(expect["severity"], "error")
    allowed = {event["line"] for event in case["events"] if SEVERITIES.get(event["severity"]) == severity}
    element = expect["params"].get("element")
    for finding in findings:
        if finding.severity != severity or finding.rule.endswith("self-link-missing"):
            continue
        if finding.line in allowed or (element and not names(finding, element)):
            continue
        elements = {event["element"] for event in case["events"] if SEVERITIES.get(event["severity"]) == severity}
        if any(each and names(finding, each) for each in elements):
            continue
        return finding
    return None


def score(folder: Path) -> tuple[Score, Score, Score]:
    tags = outdated(folder)
    verdicts, targets, alarms = Score("verdict agrees"), Score("target found"), Score("no false alarm")
    for case in cases(folder):
        path = case["path"]
        data = (folder / "documents" / path).read_bytes()
        report = judge(data, path=path, base=case["base"])
        if not tags.get(path, set()) & LEFT_OUT:
            ours, theirs = report.verdict == "error", case["verdict_core"] == "error"
            errors = [finding.message for finding in report.findings if finding.severity == "error"]
            verdicts.add(path, right=ours == theirs, why=str(errors[:2] or case["error_classes"]))
        expect = case["expect"]
        if expect["negated"]:
            found = alarm(report.findings, case)
            alarms.add(path, right=found is None, why=str(found))
        elif expect["severity"] in SEVERITIES and not tags.get(path, set()) & LEFT_OUT:
            events = [event for event in case["events"] if event["class"] == expect["class"]]
            if not events:
                events = [event for event in case["events"] if event["severity"] == expect["severity"]]
                events = [event for event in events if event["element"] == expect["params"].get("element")] or events
            found_it = at(report.findings, SEVERITIES[expect["severity"]], events, expect["params"])
            targets.add(path, right=found_it, why=f"{expect['class']} {expect['params']}")
    return verdicts, targets, alarms


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", choices=["verdict", "target", "alarm"])
    options = parser.parse_args()
    started = time.perf_counter()
    scores = score(options.folder)
    for each in scores:
        print(each)
        if options.show and options.show in each.name:
            print(*(f"  {line}" for line in each.wrong), sep="\n")
    print(f"{time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
