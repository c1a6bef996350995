"""What readers get: ids, titles, times, authors, summaries, full texts as the articles have them, in every format."""

import calendar
import datetime as dt
import json
from collections.abc import Iterator
from html import unescape
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedwright.model import Entry, Feed
from feedwright.render import render
from tests.factories import entry, feed, tree
from tests.test_render_golden import NAMES, feed_of

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"

Facts = dict[str, Any]


def facts(one: Entry, feed_language: str | None = None) -> Facts:
    """What every format has to say of an entry."""
    article, content = one.article, one.content
    language = article.language or feed_language
    html = f'<div dir="rtl" lang="{language}">{content.html}</div>' if language in {"ar", "he"} else content.html
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "published": article.published.instant.replace(microsecond=0),
        "updated": article.updated.instant.replace(microsecond=0),
        "authors": [person.name for person in article.authors],
        "summary": content.summary,
        "html": html,
        "tags": list(dict.fromkeys(filter(str.strip, (article.section, *article.tags)))),
        "rights": article.rights,
        "via": article.original,
    }


def from_feedparser(data: bytes) -> Iterator[Facts]:
    """What feedparser reads, its own sanitizing and resolving aside: those are for foreign feeds."""
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    for one in parsed.entries:
        summary = one.get("summary", "")
        via = [link["href"] for link in one.links if link["rel"] == "via"]
        html = one.content[0]["value"] if "content" in one else ""
        if parsed.version == "rss20":
            summary = unescape(summary)
        yield {
            "id": one.id,
            "url": one.link,
            "title": one.title,
            "published": _instant(one.published_parsed),
            "updated": _instant(one.updated_parsed),
            "authors": [person["name"] for person in one.get("authors", ())],
            "summary": summary,
            "html": html,
            "tags": [tag["term"] for tag in one.get("tags", ())],
            "rights": one.get("rights"),
            "via": via[0] if via else None,
        }


def from_json(data: bytes) -> Iterator[Facts]:
    for item in json.loads(data)["items"]:
        yield {
            "id": item["id"],
            "url": item["url"],
            "title": item["title"],
            "published": dt.datetime.fromisoformat(item["date_published"]),
            "updated": dt.datetime.fromisoformat(item["date_modified"]),
            "authors": [person["name"] for person in item.get("authors", ())],
            "summary": item.get("summary", ""),
            "html": item.get("content_html", ""),
            "tags": item.get("tags", []),
            "rights": item.get("_feedwright", {}).get("rights"),
            "via": item.get("external_url"),
        }


def from_rss_tree(data: bytes) -> Iterator[Facts]:
    for item in tree(data).iterfind("channel/item"):
        via = item.find(f"{ATOM}link[@rel='via']")
        yield {
            "id": item.findtext("guid"),
            "url": item.findtext("link"),
            "title": item.findtext("title"),
            "updated": dt.datetime.fromisoformat(item.findtext(f"{ATOM}updated", "")),
            "authors": [creator.text for creator in item.iterfind(f"{DC}creator")],
            "summary": unescape(item.findtext("description", "")),
            "html": item.findtext(f"{CONTENT}encoded"),
            "tags": [category.text for category in item.iterfind("category")],
            "rights": item.findtext(f"{DC}rights"),
            "via": None if via is None else via.get("href"),
        }


def from_atom_tree(data: bytes) -> Iterator[Facts]:
    for one in tree(data).iterfind(f"{ATOM}entry"):
        link, via = one.find(f"{ATOM}link[@rel='alternate']"), one.find(f"{ATOM}link[@rel='via']")
        assert link is not None
        yield {
            "id": one.findtext(f"{ATOM}id"),
            "url": link.get("href"),
            "title": one.findtext(f"{ATOM}title"),
            "published": dt.datetime.fromisoformat(one.findtext(f"{ATOM}published", "")),
            "updated": dt.datetime.fromisoformat(one.findtext(f"{ATOM}updated", "")),
            "authors": [name.text for name in one.iterfind(f"{ATOM}author/{ATOM}name")],
            "summary": one.findtext(f"{ATOM}summary"),
            "html": one.findtext(f"{ATOM}content"),
            "tags": [category.get("term") for category in one.iterfind(f"{ATOM}category")],
            "rights": one.findtext(f"{ATOM}rights"),
            "via": None if via is None else via.get("href"),
        }


def _instant(parsed: Any) -> dt.datetime:
    return dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)


def stripped(value: Facts) -> Facts:
    """The facts as feedparser gives them: without white space around a text."""
    return {name: text.strip() if isinstance(text, str) else text for name, text in value.items()}


@pytest.mark.parametrize("case", sorted(set(NAMES) - {"media-without-text", "summaries-only", "texts-missing"}))
def test_readers_get_the_articles(case: str) -> None:
    given = feed_of(case)
    expected = [facts(one, given.language) for one in given.entries]
    rss, atom, parsed = render(given)
    assert list(from_feedparser(rss.data)) == [stripped(one) for one in expected]
    assert list(from_feedparser(atom.data)) == [stripped(one) for one in expected]
    assert list(from_json(parsed.data)) == expected


@pytest.mark.parametrize("case", NAMES)
def test_readers_get_what_is_said_of_the_feed(case: str) -> None:
    given = feed_of(case)
    rss, atom, parsed = render(given)
    for data in (rss.data, atom.data):
        head = feedparser.parse(data, sanitize_html=False).feed
        assert (head.title, head.subtitle, head.link) == (given.title, given.description, given.home)
        assert head.get("language", "") == given.language
        assert head.get("rights") == given.rights
        assert _instant(head.updated_parsed) == given.updated
    members = json.loads(parsed.data)
    assert (members["title"], members["description"], members["home_page_url"]) == (
        given.title,
        given.description,
        given.home,
    )
    assert (members.get("language", ""), members["_feedwright"].get("rights")) == (given.language, given.rights)


def _text(alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Text with something to see at both ends, heavy with what markup is made of."""
    pieces = st.sampled_from(
        ["]]>", "<b>", "</", "&", "&amp;", "&#38;", "<!--", "\n", "\t", "'", '"', "é", "🏆", "שלום"]
    )
    return st.lists(alphabet | pieces, min_size=1, max_size=12).map("".join).map(str.strip).filter(bool)


LEGAL = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\r\x7f\x85"
)
"""What XML allows: every character but surrogates, most controls and two non-characters."""

UNMENDED = st.characters(max_codepoint=0x7E, exclude_categories=["Cc"]) | st.characters(
    min_codepoint=0x100, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"
)
"""Without Latin-1, which feedparser takes for text in a wrong encoding, and mends, when it could be."""


def feeds(alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[Feed]:
    """Feeds of one or two articles in any text."""
    text = _text(alphabet)
    moment = st.datetimes(
        min_value=dt.datetime(1990, 1, 2),  # noqa: DTZ001 # the zone comes beside it
        max_value=dt.datetime(2099, 12, 30),  # noqa: DTZ001
        timezones=st.integers(-12 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))),
    )
    fields: dict[str, st.SearchStrategy[Any]] = {
        "title": text,
        "summary": text,
        "html": text,
        "published": moment,
        "updated": moment,
        "section": text,
        "tags": st.lists(text, max_size=3),
        "authors": st.lists(text.map(lambda name: {"name": name}), max_size=3),
        "rights": text,
        "original": st.none() | st.just("https://daily.example/?a=1&b=2"),
    }
    entries = st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=2)
    return entries.map(lambda several: feed(*(entry(name=f"n{number}", **one) for number, one in enumerate(several))))


@settings(deadline=None, max_examples=60)
@given(given=feeds(LEGAL))
def test_any_article_survives_into_every_format(given: Feed) -> None:
    expected = [facts(one) for one in given.entries]
    rss, atom, parsed = render(given)
    instants = [one.pop("published") for one in (facts(each) for each in given.entries)]
    without = [{name: fact for name, fact in one.items() if name != "published"} for one in expected]
    assert list(from_rss_tree(rss.data)) == without
    assert list(from_atom_tree(atom.data)) == expected
    assert list(from_json(parsed.data)) == expected
    assert [one["published"] for one in from_feedparser(rss.data)] == instants


@settings(deadline=None, max_examples=60)
@given(given=feeds(UNMENDED))
def test_feedparser_reads_any_article(given: Feed) -> None:
    expected = [stripped(facts(one)) for one in given.entries]
    rss, atom, _ = render(given)
    assert list(from_feedparser(rss.data)) == expected
    assert list(from_feedparser(atom.data)) == expected
