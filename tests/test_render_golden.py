"""Whole documents, one feature each, compared byte for byte.

A folder below cases/render/ holds case.toml, a feed as in tests/factories.py, and the three documents that it must
become. Entries that say no time are an hour apart. After a change that is meant to show,
`python -m tests.test_render_golden` writes the documents anew; read the difference.
"""

import datetime as dt
import importlib.util
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from feedwright.model import Feed, Finding
from feedwright.render import FORMATS, render
from tests.factories import ARTICLE, entry, feed

CASES = Path(__file__).parent / "cases" / "render"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def feed_of(case: str) -> Feed:
    """The feed that a case describes."""
    told = tomllib.loads((CASES / case / "case.toml").read_text(encoding="utf-8"))
    assert set(told) <= {"about", "feed", "entries"}
    newest = dt.datetime.fromisoformat(ARTICLE["published"])
    entries = (
        entry(**{"published": newest - dt.timedelta(hours=hours), **fields})
        for hours, fields in enumerate(told.get("entries", ()))
    )
    return feed(*entries, **told.get("feed", {}))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", NAMES)
def test_document_is_the_golden_one(case: str, name: str) -> None:
    (document,) = render(feed_of(case), [name])
    expected = (CASES / case / FORMATS[name].file_name).read_bytes()
    assert document.data.decode() == expected.decode()


@pytest.mark.skipif(importlib.util.find_spec("feedwright.validate") is None, reason="there is no validator to ask")
@pytest.mark.parametrize("file_name", [one.file_name for one in FORMATS.values()])
@pytest.mark.parametrize("case", NAMES)
def test_validator_finds_nothing_in_golden_document(case: str, file_name: str) -> None:
    module = importlib.import_module("feedwright.validate")
    validate: Callable[..., tuple[Finding, ...]] = module.validate
    found = validate((CASES / case / file_name).read_bytes(), base=feed_of(case).base + file_name)
    assert [finding for finding in found if finding.severity != "info"] == []


if __name__ == "__main__":
    for folder in NAMES:
        for document in render(feed_of(folder)):
            (CASES / folder / document.path.rpartition("/")[2]).write_bytes(document.data)
