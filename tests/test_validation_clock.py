"""Dates held against the time of `--now`: what lies in the future, and news that is no news any more."""

import datetime as dt
import json
from pathlib import Path

import pytest

from feedwright.validation import validate
from feedwright.validation.examples import atom, json_feed, rss, sitemap
from tests.newsroom import Run

NOW = dt.datetime(2018, 11, 7, 12, tzinfo=dt.UTC)
SOON, LATER = "2018-11-07T12:05:00Z", "2018-11-07T14:00:00+00:00"
NEWS = (
    "<url><loc>https://news.example/story</loc><news:news><news:publication><news:name>News</news:name>"
    "<news:language>en</news:language></news:publication><news:publication_date>{}</news:publication_date>"
    "<news:title>Story</news:title></news:news></url>"
)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (rss(item="<pubDate>Wed, 07 Nov 2018 13:00:00 GMT</pubDate>"), ["item/pubDate"]),
        (rss(item="<pubDate>Wed, 07 Nov 2018 13:00:00 +0800</pubDate>"), []),
        (
            atom(entry=f"<published>{LATER}</published>", without="atom:updated", feed=f"<updated>{SOON}</updated>"),
            ["atom:entry/atom:published", "atom:entry/atom:updated"],
        ),
        (
            json_feed(item=f'"date_published": "{LATER}", "date_modified": "{LATER}"'),
            ["items/date_published", "items/date_modified"],
        ),
        (json_feed(item=f'"date_published": "{SOON}"'), []),
        (json_feed(item='"date_published": "tomorrow"'), []),
    ],
)
def test_dates_in_the_future_are_found_in_every_format(document: str, expected: list[str]) -> None:
    found = [each for each in validate(document.encode(), now=NOW) if each.rule == "document/date-future"]
    assert sorted(each.element or "" for each in found) == sorted(expected)
    assert all(each.severity == "warning" and each.line and "future" in each.message for each in found)
    assert not [each for each in validate(document.encode()) if each.rule == "document/date-future"]


def test_the_command_knows_the_time(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("feed.json").write_text(json_feed(item='"date_published": "2999-01-01T00:00:00Z"'), encoding="utf-8")
    Path("news.xml").write_text(sitemap(NEWS.format("2018-11-07T10:00:00Z")), encoding="utf-8")

    def rules(*arguments: str) -> list[str]:
        told = json.loads(run("validate", ".", "--format", "json", *arguments).output)["documents"]
        found = [finding["rule"] for each in told for finding in each["findings"]]
        return [each for each in found if each in {"document/date-future", "news/too-old"}]

    assert rules() == ["document/date-future", "news/too-old"]  # by the clock
    assert rules("--now", "2018-11-07T20:00:00+08:00") == ["document/date-future"]
    assert rules("--now", "3000-01-01T00:00:00Z") == ["news/too-old"]
    assert run("validate", ".", "--now", "noon").status == 2
