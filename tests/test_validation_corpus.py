"""The public test cases of the W3C Feed Validator, where they lie beside the checkout."""

import runpy
from pathlib import Path

import pytest

from feedwright.validation import judge, rules

PROJECT = Path(__file__).resolve().parents[1]
CORPUS = PROJECT.parent / "shared" / "corpora" / "w3c-validator"
BENCHMARK = runpy.run_path(str(PROJECT / "benchmarks" / "validator_corpus.py"))
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the test cases of the W3C Feed Validator are not here")


def test_the_shares_are_what_a_validator_to_rely_on_must_reach() -> None:
    verdicts, targets, alarms = BENCHMARK["score"](CORPUS)
    print(verdicts, targets, alarms, sep="\n")  # noqa: T201 -- pytest -s shows how good we are
    assert verdicts.share >= 0.99, verdicts.wrong
    assert targets.share >= 0.97, targets.wrong
    assert alarms.share >= 0.99, alarms.wrong


def test_every_finding_is_of_a_known_rule_and_has_its_place() -> None:
    known = rules()
    for case in BENCHMARK["cases"](CORPUS):
        data = (CORPUS / "documents" / case["path"]).read_bytes()
        for finding in judge(data, path=case["path"], base=case["base"]).findings:
            assert finding.severity == known[finding.rule].severity
            assert finding.line is not None
            assert 1 <= finding.line <= data.count(b"\n") + data.count(b"\r") + 1
