"""Documents that show one thing each, and what the validator says of them."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from feedwright.validation import rules, validate
from feedwright.validation.examples import atom, json_feed, opml, rss, rss1, sitemap
from feedwright.validation.schema import schema

FOLDER = Path(__file__).parent / "cases" / "validation"
BUILDERS: Mapping[str, Callable[..., str]] = {
    "rss": rss,
    "rss1": rss1,
    "atom": atom,
    "opml": opml,
    "json": json_feed,
    "sitemap": sitemap,
}
Case = Mapping[str, Any]


def cases() -> Iterator[Case]:
    for name in ("rss", "modules", "atom", "others", "json_feed"):
        table = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
        yield from ({"format": table.get("format"), **case} for case in table["cases"])


def document(case: Case) -> str:
    """The whole document of a case: written out, or fragments in the smallest sound document of their format."""
    if "document" in case:
        return str(case["document"])
    fragments = {name: text for name, text in case.items() if name not in {"format", "name", "finds"}}
    if case["format"] in {"rss", "rss1", "atom"}:
        known = schema().vocabularies.items()
        own = {"rss", "rss1"}
        fragments["namespaces"] = {
            name: each.namespaces[0] for name, each in known if each.namespaces and name not in own
        }
    return BUILDERS[case["format"]](**fragments)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases()])
def test_a_document_has_the_faults_it_shows_and_no_other_errors(case: Case) -> None:
    found = {each.rule: each for each in validate(document(case).encode()) if each.severity != "info"}
    expected = set(case["finds"])
    assert expected <= set(found)
    assert {rule for rule, each in found.items() if each.severity == "error"} <= expected
    if not expected:
        assert found == {}
    for rule in expected:
        assert found[rule].severity == rules()[rule].severity
        assert found[rule].line is not None
        assert found[rule].column is not None
