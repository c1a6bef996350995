"""Every rule is explained and shown: its bad example breaks exactly that rule, its good one none."""

import re
from pathlib import Path

import pytest

from feedwright.validation import rules, validate
from feedwright.validation.rules_page import rules_page

RULES = rules()
SHOWN_BY_MORE_THAN_TEXT = {  # test_validation_hostile.py and test_validation_comparison.py break these
    "document/compressed",
    "document/date-future",
    "document/encoding-broken",
    "document/heavy",
    "document/large",
    "document/too-large",
    "news/too-old",
    "sitemap/too-many",
}


@pytest.mark.parametrize("id_", [id_ for id_, rule in RULES.items() if rule.bad])
def test_examples_break_exactly_their_rule(id_: str) -> None:
    rule = RULES[id_]
    found = validate(rule.bad.encode(), base=rule.base, media_type=rule.media_type)
    assert {finding.rule for finding in found} == {id_}
    assert {finding.severity for finding in found} == {rule.severity}
    assert all(finding.message and finding.hint and finding.line for finding in found)
    assert validate(rule.good.encode(), base=rule.base) == ()


def test_only_rules_about_bytes_clocks_and_several_documents_have_no_example() -> None:
    compared = {id_ for id_ in RULES if id_.startswith(("formats/", "history/"))}
    unsaid = {id_ for id_, rule in RULES.items() if not rule.bad and not id_.endswith("/characters-misencoded")}
    assert unsaid == SHOWN_BY_MORE_THAN_TEXT | compared
    assert all(rule.good for rule in RULES.values() if rule.bad)


@pytest.mark.parametrize("id_", RULES)
def test_a_rule_speaks_plainly(id_: str) -> None:
    rule = RULES[id_]
    assert rule.id == id_
    assert re.fullmatch(r"[A-Za-z0-9]+/[a-z0-9-]+", id_)
    assert rule.title.endswith(".")
    assert rule.hint.endswith(".")
    assert rule.spec
    assert not rule.spec.startswith("the ")
    assert not re.search(r"None|ValueType|<function|\{\}", rule.title + rule.hint)


def test_the_page_of_rules_is_up_to_date() -> None:
    page = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_page(), (
        "python -m feedwright.validation.rules_page > docs/rules.md"
    )
