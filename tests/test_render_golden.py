"""Whole documents, one feature each, compared byte for byte.

A folder below cases/render/ holds case.toml, a feed as in tests/factories.py, and the three documents that it must
become. Entries that say no time are an hour apart. `findings` are the rules of the validator, notes aside, that a case
breaks on purpose. After a change that is meant to show,
`python -m tests.test_render_golden` writes the documents anew; read the difference.
"""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from feedwright.model import Feed
from feedwright.render import FORMATS, render
from feedwright.validation import validate
from tests.factories import ARTICLE, entry, feed

CASES = Path(__file__).parent / "cases" / "render"
BESIDE = "beside"  # holds documents of other kinds: see test_render_beside
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir() and folder.name != BESIDE)


def told(case: str) -> dict[str, Any]:
    """What a case says."""
    return tomllib.loads((CASES / case / "case.toml").read_text(encoding="utf-8"))


def feed_of(case: str) -> Feed:
    """The feed that a case describes."""
    case_told = told(case)
    assert set(case_told) <= {"about", "findings", "feed", "entries"}
    newest = dt.datetime.fromisoformat(ARTICLE["published"])
    entries = (
        entry(**{"published": newest - dt.timedelta(hours=hours), **fields})
        for hours, fields in enumerate(case_told.get("entries", ()))
    )
    return feed(*entries, **case_told.get("feed", {}))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", NAMES)
def test_document_is_the_golden_one(case: str, name: str) -> None:
    (document,) = render(feed_of(case), [name])
    expected = (CASES / case / FORMATS[name].file_name).read_bytes()
    assert document.data.decode() == expected.decode()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", NAMES)
def test_the_validator_finds_what_the_case_expects_and_no_more(case: str, name: str) -> None:
    file_name = FORMATS[name].file_name
    found = validate((CASES / case / file_name).read_bytes(), base=feed_of(case).base + file_name)
    rules = {finding.rule for finding in found if finding.severity != "info"}
    assert rules == {rule for rule in told(case).get("findings", ()) if rule.startswith(f"{name}/")}


if __name__ == "__main__":
    for folder in NAMES:
        for document in render(feed_of(folder)):
            (CASES / folder / document.path.rpartition("/")[2]).write_bytes(document.data)
