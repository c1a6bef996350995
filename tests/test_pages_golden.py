"""Whole pages, compared byte for byte.

A folder below cases/pages/ holds case.toml, a newsroom's feeds as in tests/factories.py, and the pages that they must
become. After a change that is meant to show, `python -m tests.test_pages_golden` writes the pages anew; read the
difference.
"""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from feedwright.model import Document, Feed
from feedwright.pages import FeedIndex, by_month, feed_page, stylesheets
from tests.factories import ARTICLE, entry, feed

CASES = Path(__file__).parent / "cases" / "pages"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
FORMATS = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}


def case_of(name: str) -> FeedIndex:
    """The newsroom that a case describes."""
    told = tomllib.loads((CASES / name / "case.toml").read_text(encoding="utf-8"))
    assert set(told) <= {"about", "index", "feeds"}
    index = told["index"]
    published = {path: by_month(map(moment, times)) for path, times in index.pop("published", {}).items()}
    feeds = [_feed(**fields) for fields in told["feeds"]]
    return msgspec.convert({"formats": FORMATS, "feeds": feeds, "published": published, **index}, FeedIndex)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _feed(*, entries: list[dict[str, Any]], **fields: Any) -> Feed:
    newest = moment(ARTICLE["published"])
    return feed(*(entry(**{"published": newest, **each}) for each in entries), **fields)


def every_page(index: FeedIndex) -> list[Document]:
    """The page of each feed, and the stylesheets."""
    return [*(feed_page(index, each) for each in index.feeds), *stylesheets()]


def pages_of(name: str) -> list[Document]:
    """The pages of a case, its stylesheets aside."""
    return [page for page in every_page(case_of(name)) if page.path.endswith(".html")]


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_the_golden_ones(name: str) -> None:
    golden = {str(file.relative_to(CASES / name)): file.read_bytes() for file in (CASES / name).rglob("*.html")}
    pages = {page.path: page.data for page in pages_of(name)}
    assert sorted(pages) == sorted(golden)
    for path, data in pages.items():
        assert data.decode() == golden[path].decode(), path


if __name__ == "__main__":
    for case in NAMES:
        for page in pages_of(case):
            (CASES / case / page.path).parent.mkdir(parents=True, exist_ok=True)
            (CASES / case / page.path).write_bytes(page.data)
