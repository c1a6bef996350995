"""From a record to what a reader's program gets: nothing that the article says is lost on the way, in any format.

Here whole records are drawn, with bylines, sources, rights and times as desks write them; what single fields may hold
is drawn in test_render_readers.
"""

import calendar
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import feedparser
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from feedwright.model import Article, Entry, Outlet
from feedwright.normalize import ALIASES, compose, normalize
from feedwright.render import render
from feedwright.site import Site
from feedwright.validation import validate
from tests.factories import feed
from tests.records import SITE, article, raw, site

SOURCES = """
[sources."China Daily"]
aliases = ["CD", "chinadaily.com.cn"]
url = "https://www.chinadaily.com.cn/"
feed = "https://www.chinadaily.com.cn/rss.xml"
rights = "© China Daily"
[sources."Harbour Wire"]
url = "https://wire.example/"
"""
Facts = dict[str, Any]


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("roundtrip"), SITE + SOURCES)


# Without Latin-1, which feedparser takes for text in a wrong encoding, and mends, when it could be.
LETTERS = st.characters(max_codepoint=0x7E, exclude_categories=["Cc"]) | st.characters(
    min_codepoint=0x100, exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]
)
MARKUP = st.sampled_from(["]]>", "<b>", "</p>", "&", "&amp;", "&lt;", "<!--", "'", '"', "🏆", "שלום", "\x01", "\ufffe"])
TEXT = st.lists(LETTERS | MARKUP, min_size=1, max_size=12).map(lambda parts: f"A {''.join(parts)} z")
NAME = st.sampled_from(["Jane Roe", "JOHN DOE", "Ana María Silva", "李明", "Ludwig van Dyk", "Tom & Co", "O'Brien"])
OUTLET = st.sampled_from(["China Daily", "CD", "Harbour Wire", "Smith & Sons <Ltd>", "新华社", "Le Quotidien"])
ADDRESS = st.sampled_from(["https://wire.example/a?b=1&c=2", "https://www.chinadaily.com.cn/a/1.html"])
MOMENT = st.datetimes(min_value=dt.datetime(1990, 1, 2), max_value=dt.datetime(2025, 12, 30))  # noqa: DTZ001
TIME = st.builds(
    lambda moment, form: moment.strftime(form),
    MOMENT,
    st.sampled_from(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S+05:30", "%Y年%m月%d日 %H:%M"]),
)
RECORDS = st.fixed_dictionaries(
    {"title": TEXT, "date": TIME, "words": st.lists(TEXT, max_size=3).map("\n\n".join)},
    optional={
        "subtitle": TEXT,
        "summary": TEXT,
        "tags": st.lists(TEXT, max_size=3),
        "updated": TIME,
        "authors": st.lists(NAME | st.builds(lambda name: {"name": name, "email": "j@x.example"}, NAME), max_size=2),
        "source": OUTLET | st.builds("{} | {}".format, OUTLET, TIME) | st.builds("Source: {}".format, OUTLET),
        "source_url": ADDRESS,
        "via": OUTLET | st.fixed_dictionaries({"name": OUTLET, "url": ADDRESS}),
        "publisher": OUTLET,
        "rights": TEXT,
        "language": st.sampled_from(["zh-CN", "ja", "ar", "fr"]),
        "corrections": st.lists(st.fixed_dictionaries({"note": TEXT, "at": TIME}), max_size=2),
        "id": st.sampled_from(["17", "tag:x.example,2018:1", "https://old.example/?p=1&q=2"]),
    },
)


def chain(said: Article) -> Facts:
    """What every format has to say of an article."""
    return {
        "id": said.id,
        "url": said.url,
        "title": said.title,
        "published": said.published.instant,
        "updated": said.updated.instant,
        "authors": [person.name for person in said.authors],
        "source": _named(said.source),
        "original": said.original,
        "via": _named(said.via),
        "publisher": _named(said.publisher),
        "rights": said.rights,
        "tags": list(dict.fromkeys((said.section, *said.tags))),
    }


def _named(outlet: Outlet | None) -> str | None:
    return (outlet.name or outlet.url) if outlet else None


def from_feedparser(data: bytes) -> Iterator[tuple[Facts, str]]:
    """(what feedparser reads of each entry, its text), without its sanitizing, which is for foreign feeds."""
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.bozo_exception
    for one in parsed.entries:
        source = one.get("source") or {}
        contributors = [each["name"] for each in one.get("contributors", ())]
        facts = {
            "id": one.id,
            "url": one.link,
            "title": one.title,
            "published": _instant(one.published_parsed),
            "updated": _instant(one.updated_parsed),
            "authors": [person["name"] for person in one.get("authors", ())],
            "source": source.get("title") or source.get("value") or one.get("dc_source"),
            "original": next((link["href"] for link in one.links if link["rel"] == "via"), None),
            "via": contributors[0] if contributors else None,
            "publisher": one.get("publisher"),
            "rights": one.get("rights"),
            "tags": [tag["term"] for tag in one.get("tags", ())],
        }
        yield facts, one.content[0]["value"] if "content" in one else one.get("summary", "")


def from_json(data: bytes) -> Iterator[tuple[Facts, str]]:
    for item in json.loads(data)["items"]:
        more = item["_feedwright"]
        facts = {
            "id": item["id"],
            "url": item["url"],
            "title": item["title"],
            "published": dt.datetime.fromisoformat(item["date_published"]),
            "updated": dt.datetime.fromisoformat(item["date_modified"]),
            "authors": [person["name"] for person in item.get("authors", ())],
            "source": more.get("source", {}).get("name"),
            "original": item.get("external_url"),
            "via": more.get("via", {}).get("name"),
            "publisher": more.get("publisher", {}).get("name"),
            "rights": more.get("rights"),
            "tags": item.get("tags", []),
        }
        yield facts, item.get("content_html") or item["content_text"]


def _instant(parsed: Any) -> dt.datetime:
    return dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=RECORDS)
def test_what_a_record_says_reaches_the_reader_in_every_format(daily: Site, fields: Facts) -> None:
    said = article(raw(**fields), daily)
    content = compose(said, daily).content
    expected = chain(said)
    for document in render(feed(Entry(article=said, content=content), language="en")):
        faults = [each for each in validate(document.data, media_type=document.media_type) if each.severity == "error"]
        assert not faults
        read = from_json if document.path.endswith(".json") else from_feedparser
        ((facts, text),) = read(document.data)
        assert facts == expected
        if content.html:
            assert content.html.strip() in text


NASTY = st.sampled_from(
    ["tag:", "urn:uuid:", "urn:", "http://", "https://", "a:b", "//", ",2018:", "#", "?", "%", "%zz"]
)
NASTY |= st.sampled_from(
    ["[", "]", "@", "..", "/", "{", "daily.example", "2018-11-07", "25:61", "image/png", "0", "-1"]
)
NASTY |= st.sampled_from("\x01\ufffe\u202e🏆é終")
WORDS = st.lists(NASTY | LETTERS, max_size=6).map("".join)
ANYTHING = st.recursive(
    WORDS | st.integers(-9, 10**13) | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "url", "email", "feed", "type", "length", "width", "alt", "credit", "note", "at"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=5,
)
ODD = st.dictionaries(st.sampled_from(sorted(ALIASES)), ANYTHING, max_size=5)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=ODD, body=st.lists(WORDS | TEXT, max_size=3).map("\n\n".join))
def test_no_record_spoils_the_feed_it_stands_in(daily: Site, fields: Facts, body: str) -> None:
    said = normalize(raw(**{**fields, "words": body}), daily).article
    if said is None:
        return
    entry = Entry(article=said, content=compose(said, daily).content)
    for document in render(feed(entry, language="en")):
        found = validate(document.data, media_type=document.media_type)
        assert [each.message for each in found if each.severity == "error"] == []


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(NASTY | st.sampled_from("tagurnx2018,:.-"), min_size=1, max_size=8).map("".join))
@example("urn:a:b")
@example("urn:a-:b")
def test_no_id_spoils_the_feed_it_stands_in(daily: Site, written: str) -> None:
    said = normalize(raw(id=written), daily)
    if said.article is None:
        assert [each.rule for each in said.findings] == ["record/id-invalid"]
        return
    for document in render(feed(Entry(article=said.article, content=compose(said.article, daily).content))):
        assert not [each for each in validate(document.data) if each.severity == "error"]
