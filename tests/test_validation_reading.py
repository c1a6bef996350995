"""A document judged and read at once, as a build does it: the same verdict, and the same feed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedwright.validation import judge, rules, validate
from feedwright.validation.entries import SaidFeed, read_feed
from feedwright.validation.history import changes_between
from feedwright.validation.judgement import judge_and_read

RULES = rules()
EXAMPLES = sorted({text for rule in RULES.values() for text in (rule.bad, rule.good) if 0 < len(text) < 5000})
PIECES = sorted(
    {b"<", b">", b"&", b"]]>", b"\xff", b"\0", b"<item>", b"</item>", b' xml:lang="x y"', b'"id": 1,', b"{", b"[", b","}
    | {" Ã©".encode(), b"<!DOCTYPE x [", b"xmlns:a='b'", b"1e999", b"\\ud800"}
)


def told(feed: SaidFeed | None) -> object:
    """What a feed says; lines of entries, which JSON Feeds have only where they are looked for, left out."""
    if feed is None:
        return None
    entries = [(each.id, each.url, each.title, each.published, each.updated, each.facts) for each in feed.entries]
    return feed.path, feed.format, feed.home, entries


def check(data: bytes) -> None:
    report = judge(data, path="feed")
    again, said = judge_and_read(data, path="feed")
    assert again == report
    for finding in report.findings:
        assert finding.rule in RULES
        assert finding.severity == RULES[finding.rule].severity
        assert finding.line is not None
    read = read_feed(data, path="feed", format_=report.format)
    assert told(read) == told(said)
    if read is not None and said is not None:
        assert read.format == "json" or [each.line for each in read.entries] == [each.line for each in said.entries]
        assert not list(changes_between(read, said))


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=str(place)) for place, text in enumerate(EXAMPLES) if place % 3 == 0]
)
def test_an_example_is_judged_as_it_is_read(text: str) -> None:
    check(text.encode())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(EXAMPLES), st.sampled_from(PIECES), st.floats(0, 1), st.integers(0, 40))
def test_so_is_what_has_been_spoilt(text: str, piece: bytes, at: float, length: int) -> None:
    data = text.encode()
    place = int(at * len(data))
    check(data[:place] + piece + data[place + length :])


@pytest.mark.parametrize(
    "document",
    [
        # what any element may have, in vocabularies whose own values are never words
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/Ã©</loc></url></urlset>',
        '<rss version="2.0" xmlns:m="http://search.yahoo.com/mrss/"><channel><m:title xml:lang="a b"/></channel></rss>',
        '<opml version="2.0"><head xml:lang="English"/><body xml:base="//"/></opml>',
    ],
)
def test_every_rule_that_is_found_is_explained(document: str) -> None:
    assert {finding.rule for finding in validate(document.encode())} <= RULES.keys()
