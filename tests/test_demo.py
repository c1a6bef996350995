"""The demo newsroom: every published feed says to an independent reader what the articles say."""

import json
from pathlib import Path

import feedparser
import pytest

from feedwright.model import Article, Content
from feedwright.normalize import compose
from feedwright.pipeline import Newsroom, read_newsroom
from tests.newsroom import Run

ROOT = Path(__file__).resolve().parents[1]
FEEDS = sorted(str(file.relative_to(ROOT / "feeds").parent) for file in (ROOT / "feeds").rglob("feed.json"))


@pytest.fixture(scope="module")
def newsroom() -> Newsroom:
    return read_newsroom(ROOT)


@pytest.fixture(scope="module")
def expected(newsroom: Newsroom) -> dict[str, tuple[Article, Content]]:
    return {article.id: (article, compose(article, newsroom.site).content) for article in newsroom.articles}


def test_the_demo_has_nothing_to_mend(newsroom: Newsroom) -> None:
    assert [finding for finding in newsroom.findings if finding.severity != "info"] == []


def test_every_section_of_the_tree_and_every_declared_feed_is_there(newsroom: Newsroom) -> None:
    subscribed = {folder for folder in FEEDS if "archive" not in folder.split("/")}
    declared = {feed.name for feed in newsroom.site.feeds.declared}
    assert subscribed == {".", *newsroom.site.sections, *declared}


@pytest.mark.parametrize("folder", FEEDS)
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_feedparser_reads_what_the_articles_say(
    folder: str, name: str, expected: dict[str, tuple[Article, Content]]
) -> None:
    data = (ROOT / "feeds" / folder / name).read_bytes()
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    assert parsed.entries
    order = [entry.id for entry in parsed.entries]
    assert order == in_order(order, expected)
    for entry in parsed.entries:
        article, content = expected[entry.id]
        assert entry.title == article.title
        assert entry.link == article.url
        assert entry.published_parsed[:6] == article.published.instant.utctimetuple()[:6]
        assert entry.updated_parsed[:6] == article.updated.instant.utctimetuple()[:6]
        assert [author.get("name") for author in entry.get("authors", [])] == [each.name for each in article.authors]
        assert entry.summary == content.summary
        assert [part.value for part in entry.content if part.type == "text/html"] == [content.html.strip()]


@pytest.mark.parametrize("folder", FEEDS)
def test_json_feed_says_what_the_articles_say(folder: str, expected: dict[str, tuple[Article, Content]]) -> None:
    feed = json.loads((ROOT / "feeds" / folder / "feed.json").read_text(encoding="utf-8"))
    order = [item["id"] for item in feed["items"]]
    assert order == in_order(order, expected)
    for item in feed["items"]:
        article, content = expected[item["id"]]
        assert item["title"] == article.title
        assert item["url"] == article.url
        assert item["date_published"] == article.published.instant.isoformat(timespec="seconds")
        assert item["date_modified"] == article.updated.instant.isoformat(timespec="seconds")
        assert [author["name"] for author in item.get("authors", [])] == [each.name for each in article.authors]
        assert item["summary"] == content.summary
        assert item["content_html"] == content.html


def test_the_validator_has_not_even_a_warning(run: Run) -> None:
    result = run("validate", ROOT / "feeds", "--fail-on", "warning")
    assert result.status == 0, result.text
    assert "nothing to mend" in result.output


def in_order(ids: list[str], expected: dict[str, tuple[Article, Content]]) -> list[str]:
    """The ids newest first, ties broken by id."""
    return sorted(sorted(ids), key=lambda each: expected[each][0].published.instant, reverse=True)
