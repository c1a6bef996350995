"""`feedwright rule` as somebody uses it who has met a rule in a finding."""

import pytest

from feedwright.validation import rules
from tests.newsroom import Run


def test_a_rule_is_explained_with_its_example(run: Run) -> None:
    result = run("rule", "rss/guid-repeated")
    assert result.status == 0
    rule = rules()["rss/guid-repeated"]
    lines = result.output.splitlines()
    assert lines[0] == f"rss/guid-repeated  error  {rule.spec}"
    assert rule.title in lines
    assert rule.hint in lines
    assert [line.strip()[:1] for line in lines if line.startswith(("    -", "    +"))] == ["-", "+"]
    assert '    off = ["rss/guid-repeated"]' in lines


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("document/media-type", "A document breaks the rule when the example is served as `text/html; charset=utf-8`."),
        ("json/feed-url-differs", "when the example is served from `https://news.example/feed.json`"),
        ("history/feed-shrunk", "A feed does not lose more than half of its entries at once."),
        ("json/author-deprecated", "json/author-deprecated  note  "),
    ],
)
def test_what_an_example_needs_is_said(run: Run, name: str, said: str) -> None:
    assert said in run("rule", name).output


def test_every_rule_has_a_page(run: Run) -> None:
    for name in list(rules())[::50]:
        result = run("rule", name)
        assert (result.status, result.errors) == (0, "")


def test_all_rules_and_those_of_a_group_are_listed(run: Run) -> None:
    lines = run("rule").output.splitlines()
    assert [line.split()[0] for line in lines] == list(rules())
    group = run("rule", "history").output.splitlines()
    assert [line.split()[0] for line in group] == [name for name in rules() if name.startswith("history/")]
    assert group == run("rule", "history/").output.splitlines()


@pytest.mark.parametrize(
    ("name", "said"), [("rss/guid-repeate", "rss/guid-repeated"), ("nonsense", "feedwright rule"), ("", "rule")]
)
def test_an_unknown_rule_is_wrong_usage_with_the_nearest_one(run: Run, name: str, said: str) -> None:
    result = run("rule", name)
    assert result.status == 2
    assert said in result.errors
