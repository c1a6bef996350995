"""The formats of one feed against each other, and a feed against its earlier version."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from feedwright.model import Finding
from feedwright.validation import rules
from feedwright.validation.agreement import disagreements
from feedwright.validation.entries import SaidFeed, read_feed
from feedwright.validation.history import changes_between
from feedwright.validation.tables import Format
from tests.newsroom import Run

Entry = dict[str, str]
FIRST: Entry = {
    "id": "tag:a.example,2018:1",
    "title": "R&D",
    "time": "2018-11-07T13:45:00+08:00",
    "url": "https://a.example/1",
}
SECOND: Entry = {
    "id": "tag:a.example,2018:2",
    "title": "Two",
    "time": "2018-11-06T00:00:00Z",
    "url": "https://a.example/2",
}
RFC822 = {
    "2018-11-07T13:45:00+08:00": "Wed, 07 Nov 2018 05:45:00 GMT",
    "2018-11-06T00:00:00Z": "Tue, 06 Nov 2018 00:00:00 GMT",
}


def rss(entries: Sequence[Entry]) -> bytes:
    items = "".join(
        f'<item><guid isPermaLink="false">{each["id"]}</guid><title>{each["title"].replace("&", "&amp;")}</title>'
        f"<link>{each['url']}</link><pubDate>{RFC822[each['time']]}</pubDate></item>\n"
        for each in entries
    )
    return f'<rss version="2.0"><channel><link>https://a.example/</link>\n{items}</channel></rss>'.encode()


def atom(entries: Sequence[Entry]) -> bytes:
    inner = "".join(
        f"<entry><id>{each['id']}</id><title>{each['title'].replace('&', '&amp;')}</title>"
        f'<link href="{each["url"]}"/><published>{each["time"]}</published>'
        f"<updated>{each.get('updated', each['time'])}</updated><summary>{each.get('text', '')}</summary>"
        f"{each.get('more', '')}</entry>\n"
        for each in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/>\n{inner}</feed>'.encode()


def json_feed(entries: Sequence[Entry]) -> bytes:
    items = [
        {"id": each["id"], "title": each["title"], "url": each["url"], "date_published": each["time"]}
        for each in entries
    ]
    return json.dumps({"version": "x", "home_page_url": "https://a.example", "items": items}, indent=1).encode()


def said(data: bytes, path: str, format_: Format) -> SaidFeed:
    feed = read_feed(data, path=path, format_=format_)
    assert feed is not None
    return feed


def across(
    rss_: Sequence[Entry], atom_: Sequence[Entry], json_: Sequence[Entry]
) -> list[tuple[str, str | None, str | None]]:
    feeds = (said(rss(rss_), "f/rss.xml", "rss"), said(atom(atom_), "f/atom.xml", "atom"))
    found = disagreements([*feeds, said(json_feed(json_), "f/feed.json", "json")])
    return [(finding.rule, finding.path, finding.entry) for finding in found]


BOTH = [FIRST, SECOND]


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        (BOTH, None),
        ([FIRST], "formats/entry-missing"),
        ([*BOTH, {**SECOND, "id": "tag:a.example,2018:3"}], "formats/entry-missing"),
        ([SECOND, FIRST], "formats/order-differs"),
        ([{**FIRST, "title": "R&amp;D"}, SECOND], "formats/title-differs"),
        ([{**FIRST, "title": " R&D\n"}, SECOND], None),
        ([{**FIRST, "time": "2018-11-07T13:45:00Z"}, SECOND], "formats/time-differs"),
        ([{**FIRST, "time": "2018-11-07T05:45:00Z"}, SECOND], None),
        ([{**FIRST, "url": "https://a.example/old"}, SECOND], "formats/url-differs"),
    ],
)
def test_the_formats_of_a_feed_say_the_same(other: list[Entry], rule: str | None) -> None:
    assert [found[:2] for found in across(BOTH, BOTH, other)] == ([(rule, "f/feed.json")] if rule else [])
    assert [found[:2] for found in across(BOTH, other, BOTH)] == ([(rule, "f/atom.xml")] if rule else [])
    assert rule is None or rules()[rule].severity == "warning"


def test_other_feeds_are_not_compared() -> None:
    one, other = said(rss(BOTH), "f/rss.xml", "rss"), atom([FIRST])
    assert not list(disagreements([one, said(other, "g/atom.xml", "atom")]))  # another folder
    assert not list(
        disagreements([one, said(other.replace(b'a.example/"/>\n', b'b.example/"/>\n'), "f/a.xml", "atom")])
    )
    assert not list(disagreements([one, said(rss([FIRST]), "f/other.xml", "rss")]))  # the same format twice
    foreign = [{**FIRST, "id": "https://a.example/1"}]  # ids of another kind
    assert not list(disagreements([one, said(atom(foreign), "f/atom.xml", "atom")]))


def since(before: Sequence[Entry], after: Sequence[Entry]) -> list[Finding]:
    return list(changes_between(said(atom(before), "old.xml", "atom"), said(atom(after), "new.xml", "atom")))


def numbered(*numbers: int) -> list[Entry]:
    return [{**FIRST, "id": f"tag:a.example,2018:{n}", "url": f"https://a.example/{n}"} for n in numbers]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (BOTH, BOTH, []),
        (numbered(3, 2, 1), numbered(4, 3, 2), []),  # pushed out
        (numbered(3, 2, 1), numbered(4, 3, 2, 1), []),
        (numbered(3, 2, 1), numbered(9, 8, 7), []),
        (numbered(3, 2, 1), numbered(3, 1), ["history/entry-lost"]),
        (numbered(3, 2, 1), numbered(3, 2), ["history/entry-lost"]),
        (numbered(3, 2, 1), numbered(4, 3, 1), ["history/entry-lost"]),
        (numbered(3, 2, 1), numbered(3), ["history/entry-lost", "history/entry-lost", "history/feed-shrunk"]),
        (BOTH, [{**FIRST, "id": "tag:a.example,2018:new"}, SECOND], ["history/id-changed"]),
        (BOTH, [{**FIRST, "text": "More", "updated": "2018-11-08T00:00:00Z"}, SECOND], []),
        (BOTH, [{**FIRST, "text": "More"}, SECOND], []),
        (BOTH, [{**FIRST, "updated": "2018-11-08T00:00:00Z"}, SECOND], ["history/updated-without-change"]),
        (BOTH, [{**FIRST, "text": "More", "updated": "2018-11-01T00:00:00Z"}, SECOND], ["history/time-backwards"]),
        (BOTH, [{**FIRST, "more": '<category term="cup"/>', "updated": "2018-11-08T00:00:00Z"}, SECOND], []),
        ([FIRST, {**FIRST, "title": "Twin"}], [{**FIRST, "title": "Twin"}, FIRST], []),  # nothing tells twins apart
        (
            BOTH,
            [{**FIRST, "time": "2018-11-06T00:00:00Z", "updated": FIRST["time"]}, SECOND],
            ["history/published-changed"],
        ),
    ],
)
def test_what_changed_since_the_last_version(before: list[Entry], after: list[Entry], expected: list[str]) -> None:
    found = since(before, after)
    assert [finding.rule for finding in found] == expected
    assert all(finding.path == "new.xml" and finding.line for finding in found)
    assert all(finding.severity == rules()[finding.rule].severity for finding in found)


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"<rss", "rss"),
        (b"<rss/>", "rss"),
        (b"{", "json"),
        (b"[]", "json"),
        (b'{"items": 1}', "json"),
        (b"<opml/>", "opml"),
        (b"", "unknown"),
    ],
)
def test_what_is_no_feed_says_nothing(data: bytes, format_: Format) -> None:
    assert read_feed(data, path="x", format_=format_) is None


def test_the_command_compares_formats_and_versions(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, entries in (("old", numbered(3, 2, 1)), ("new", numbered(3, 1))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "rss.xml").write_bytes(rss(entries))
        (tmp_path / folder / "feed.json").write_bytes(json_feed(entries[:1]))
    told = json.loads(run("validate", "new", "--before", "old", "--format", "json").output)["documents"]
    found = {(each["path"], finding["rule"], finding["entry"]) for each in told for finding in each["findings"]}
    assert ("new/rss.xml", "history/entry-lost", "tag:a.example,2018:2") in found
    assert ("new/rss.xml", "formats/entry-missing", "tag:a.example,2018:1") in found
    assert not {each for each in found if each[1].startswith("history/") and each[0] == "new/feed.json"}
    one = run("validate", "new/rss.xml", "--before", "old/rss.xml")
    assert "history/entry-lost" in one.errors
    assert "formats/" not in one.errors
