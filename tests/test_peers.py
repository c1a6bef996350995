"""Content folders of Hugo, Jekyll, Zola, Eleventy and Pelican build unchanged.

Each folder in tests/cases/peers has what such a tool's users write, and expect.toml: the `entries` of the feed, newest
first, the records that stay `hidden` with their status, and the `warnings` by file.
"""

import datetime as dt
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from feedwright.model import Article
from feedwright.pipeline import read_newsroom
from feedwright.select import status_at
from tests.newsroom import NOW, Run

PEERS = Path(__file__).parent / "cases" / "peers"
TOOLS = sorted(folder.name for folder in PEERS.iterdir())


def expected(tool: str) -> dict[str, Any]:
    return tomllib.loads((PEERS / tool / "expect.toml").read_text(encoding="utf-8"))


def shown(article: Article) -> dict[str, object]:
    """An article as expect.toml writes it, without what it does not say."""
    everything = {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "published": article.published.instant.isoformat(),
        "updated": article.updated.instant.isoformat(),
        "authors": [each.name for each in article.authors],
        "tags": list(article.tags),
        "section": article.section,
        "summary": article.summary,
        "subtitle": article.subtitle,
        "media": [each.url for each in article.media],
    }
    return {name: value for name, value in everything.items() if name == "section" or value}


@pytest.mark.parametrize("tool", TOOLS)
def test_every_record_is_understood(tool: str) -> None:
    newsroom = read_newsroom(PEERS / tool)
    now = dt.datetime.fromisoformat(NOW)
    expect = expected(tool)
    status = {each.origin.path: status_at(each, now) for each in newsroom.articles}
    assert {path: each for path, each in status.items() if each != "published"} == expect["hidden"]
    public = [each for each in newsroom.articles if status[each.origin.path] == "published"]
    public.sort(key=lambda each: each.published.instant, reverse=True)
    assert [shown(each) for each in public] == expect["entries"]
    serious = {each.path: each.rule for each in newsroom.findings if each.severity != "info"}
    assert serious == expect.get("warnings", {})


@pytest.mark.parametrize("tool", TOOLS)
def test_the_feed_is_built(tool: str, tmp_path: Path, run: Run) -> None:
    site = tmp_path / tool
    shutil.copytree(PEERS / tool, site)
    result = run("build", "--site", site, "--now", NOW)
    assert result.status == 0, result.text
    feed = json.loads((site / "feeds" / "feed.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in feed["items"]] == [each["id"] for each in expected(tool)["entries"]]


def test_a_picture_beside_a_record_of_hugo_is_measured() -> None:
    bundle = next(
        each for each in read_newsroom(PEERS / "hugo").articles if each.origin.path.endswith("bundle/index.md")
    )
    (cover,) = bundle.media
    assert (cover.type, cover.width, cover.height, cover.alt) == ("image/gif", 64, 48, "A ship")
    assert cover.length == (PEERS / "hugo" / "content" / "posts" / "bundle" / "ship.gif").stat().st_size
