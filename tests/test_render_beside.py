"""Documents beside the feeds: the list of all feeds (OPML), the news sitemap, and ninjs for agencies.

Whole documents stand below cases/render/beside; `python -m tests.test_render_beside` writes them anew.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from feedwright.model import Article, Outlet, Precision, Text, Timestamp
from feedwright.render import (
    news_sitemap_document,
    ninjs_document,
    ninjs_item,
    opml_document,
    opml_facts,
)
from feedwright.validation import judge
from tests.factories import entry, feed, tree
from tests.test_render_golden import BESIDE, CASES, NAMES, feed_of

FOLDER = CASES / BESIDE
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
NOW = dt.datetime.fromisoformat("2018-11-08T12:00:00+08:00")
SCHEMA = json.loads((FOLDER / "ninjs-3.1.schema.json").read_text(encoding="utf-8"))


def written(text: str, precision: Precision) -> Timestamp:
    """A time as precise as `precision`."""
    return Timestamp(instant=dt.datetime.fromisoformat(text), text=text, precision=precision, zone="explicit")


STORY = entry(
    name="final",
    title="City win the cup & more",
    subtitle="First for 20 years",
    text="City beat United in the last minute.\n\nIt was the first cup for 20 years.",
    updated="2018-11-07T15:00:00+08:00",
    tags=["Final"],
    language="en-GB",
    authors=[{"name": "Jane Roe", "url": "https://newsroom.example/jane/"}, {"name": "Li Lei"}],
    source={"name": "The Daily", "url": "https://daily.example/"},
    original="https://daily.example/1",
    canonical="https://daily.example/1?c=1",
    via={"name": "Press Agency"},
    rights="© The Daily",
    licence="https://newsroom.example/terms/",
    media=[
        {
            "url": "https://newsroom.example/m/goal.jpg",
            "type": "image/jpeg",
            "length": 54321,
            "width": 1200,
            "height": 800,
            "title": "The goal",
            "alt": "The ball in the net",
            "credit": "Jo Bloggs",
            "rights": "© Agency",
        },
        {"url": "https://newsroom.example/m/talk.mp3", "type": "audio/mpeg", "duration": 754, "length": 0},
        {"url": "https://newsroom.example/m/list.pdf", "type": "application/pdf"},
    ],
    lifecycle={
        "expires": {"instant": "2019-11-07T00:00:00Z", "text": "", "precision": "day", "zone": "site"},
        "embargo": {"instant": "2018-11-07T13:00:00Z", "text": "", "precision": "minute", "zone": "site"},
        "corrections": [
            {
                "note": "The score was 2:1, not 3:1.",
                "at": {"instant": "2018-11-07T07:00:00Z", "text": "", "precision": "minute", "zone": "site"},
            }
        ],
    },
)
PLAIN = entry(name="plain", html="", summary="", published="2018-11-07T10:00:00+08:00")
FEED = feed(
    STORY,
    PLAIN,
    tombstones=[
        {
            "id": "tag:newsroom.example,2018:gone",
            "when": "2018-11-07T16:00:00+08:00",
            "reason": "The source withdrew it.",
        }
    ],
)
WHOLE = feed(
    PLAIN,
    path="",
    title="Newsroom & Co",
    description="All the <news>",
    home="https://newsroom.example/",
    base="https://newsroom.example/feeds/",
    language="",
)
SOCCER = feed(
    path="sports/soccer", title="Soccer", base="https://newsroom.example/feeds/sports/soccer/", language="en-GB"
)
OWNER = Outlet(name=Text("Newsroom & Co"), url="https://newsroom.example/about/")


def sitemap(*articles: Article, **given: Any) -> bytes:
    told = {"publication": "Newsroom & Co", "language": "en", "home": "https://newsroom.example/", "now": NOW}
    return news_sitemap_document(articles, **{**told, **given}).data


DOCUMENTS: Mapping[str, Callable[[], bytes]] = {
    "feeds.opml": lambda: opml_document(opml_facts([WHOLE, FEED, SOCCER], title="Newsroom & Co", owner=OWNER)).data,
    "news-sitemap.xml": lambda: sitemap(
        PLAIN.article,
        STORY.article,
        entry(name="day", language="zh-Hant-TW", published=written("2018-11-08T12:00:00+08:00", "day")).article,
    ),
    "ninjs.json": lambda: ninjs_document(FEED).data,
    "ninjs-item.json": lambda: ninjs_item(STORY, FEED),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_is_the_golden_one(name: str) -> None:
    assert DOCUMENTS[name]().decode() == (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_golden_document_ends_with_a_newline(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")


def test_the_list_of_feeds_is_valid_opml() -> None:
    report = judge(DOCUMENTS["feeds.opml"](), path="feeds.opml")
    assert (report.format, list(report.findings)) == ("opml", [])


def test_a_list_without_feeds_is_none() -> None:
    with pytest.raises(ValueError, match="no feed"):
        opml_facts([], title="Newsroom")


def test_a_list_loses_one_bad_character_alone() -> None:
    illegal, legal = opml_facts([feed(title="\x01News")], title="A\x0b"), opml_facts([feed(title="News")], title="A")
    assert opml_document(illegal) == opml_document(legal)


def listed(data: bytes) -> list[str]:
    """The names of the articles in a sitemap."""
    return [
        (loc.text or "").rstrip("/").rpartition("/")[2] for loc in tree(data).iterfind(f"{SITEMAP}url/{SITEMAP}loc")
    ]


@pytest.mark.parametrize(
    ("published", "precision", "shown"),
    [
        ("2018-11-08T12:00:00+08:00", "second", True),
        ("2018-11-08T04:00:01+00:00", "second", False),
        ("2018-11-06T12:00:00+08:00", "second", True),
        ("2018-11-06T11:59:59+08:00", "second", False),
        ("2018-11-08T11:00:00+08:00", "day", True),
        ("2018-11-08T11:00:00+08:00", "month", False),
        ("2018-11-08T11:00:00+08:00", "year", False),
    ],
)
def test_sitemap_has_what_was_published_in_the_last_two_days(
    published: str,
    precision: Precision,
    shown: bool,  # noqa: FBT001 # a table's column
) -> None:
    article = entry(name="one", published=written(published, precision)).article
    assert listed(sitemap(article)) == ["one"] * shown


def test_sitemap_goes_by_publication_and_not_by_change() -> None:
    article = entry(name="old", published="2018-10-01T12:00:00+08:00", updated="2018-11-08T11:00:00+08:00").article
    assert listed(sitemap(article)) == []


def test_sitemap_has_the_thousand_newest() -> None:
    articles = [
        entry(name=f"n{number:04}", published=NOW - dt.timedelta(minutes=number * 2)).article for number in range(1_010)
    ]
    assert listed(sitemap(*reversed(articles))) == [f"n{number:04}" for number in range(1_000)]


def test_sitemap_order_does_not_depend_on_the_order_given() -> None:
    articles = [entry(name=name, published=NOW).article for name in ("b", "a", "c")]
    assert listed(sitemap(*articles)) == listed(sitemap(*reversed(articles))) == ["a", "b", "c"]


def test_sitemap_names_no_address_of_another_host() -> None:
    article = entry(url="https://daily.example/1").article
    assert listed(sitemap(article)) == []
    assert listed(sitemap(article, home="https://DAILY.example/")) == ["1"]


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("en-GB", "en"),
        ("EN", "en"),
        ("zh-CN", "zh-cn"),
        ("zh", "zh-cn"),
        ("zh-Hans-SG", "zh-cn"),
        ("zh-Hant", "zh-tw"),
        ("zh_HK", "zh-tw"),
        ("ckb", "ckb"),
        (None, "en"),
    ],
)
def test_sitemap_names_languages_as_google_does(language: str | None, named: str) -> None:
    data = sitemap(entry(language=language, published=NOW).article)
    path = f"{SITEMAP}url/{NEWS}news/{NEWS}publication/{NEWS}language"
    assert [one.text for one in tree(data).iterfind(path)] == [named]


def test_sitemap_loses_one_bad_character_alone() -> None:
    assert sitemap(entry(title="Go\x00al", published=NOW).article) == sitemap(
        entry(title="Goal", published=NOW).article
    )


def faults(item: object) -> list[str]:
    """What the schema of ninjs 3.1 has against `item`."""
    judged = Draft202012Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(item)
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in judged]


def test_the_schema_is_a_strict_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert faults({"uri": "urn:x"}) == []
    for wrong in (
        {},
        {"uri": "urn:x", "pubstatus": "usable"},
        {"uri": "urn:x", "associations": [{"uri": "urn:y"}]},
        {"uri": "urn:x", "associations": [{"name": "a", "uri": "urn:y", "href": "urn:z"}]},
        {"uri": "urn:x", "renditions": [{"name": "a", "width": 0}]},
        {"uri": "urn:x", "bodies": [{"role": "main"}]},
    ):
        assert faults(wrong)


def test_a_list_of_ninjs_items_keeps_to_the_schema() -> None:
    items = json.loads(ninjs_document(FEED).data)
    assert [item["uri"].rpartition(":")[2] for item in items] == ["final", "plain", "gone"]
    assert [fault for item in items for fault in faults(item)] == []


@pytest.mark.parametrize("case", NAMES)
def test_any_entry_as_ninjs_keeps_to_the_schema(case: str) -> None:
    given = feed_of(case)
    for one in given.entries:
        item = json.loads(ninjs_item(one, given))
        assert faults(item) == []
        assert item["uri"] == one.article.id
        assert item["headlines"][0]["value"] == one.article.title


def test_ninjs_loses_one_bad_character_alone() -> None:
    bad, good = entry(title="Go\x08al", html="<p>\ufffe\x0cC:\\bin</p>"), entry(title="Goal", html="<p>C:\\bin</p>")
    assert ninjs_document(feed(bad)).data == ninjs_document(feed(good)).data
    assert ninjs_item(bad, feed()) == ninjs_item(good, feed())


if __name__ == "__main__":
    for file, document in DOCUMENTS.items():
        Path(FOLDER / file).write_bytes(document())
