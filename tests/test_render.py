"""Rendering: documents for a feed, the same bytes whatever the machine, and nothing lost to one bad character."""

import datetime as dt
import json
import locale
import os
import subprocess
import sys
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from feedwright.errors import FeedwrightError
from feedwright.model import Origin
from feedwright.render import FORMATS, render
from feedwright.render.characters import legalized
from feedwright.render.dates import rfc822, rfc3339
from tests.factories import ARTICLE, entry, feed, tree

FULL = entry(
    title="A & B",
    subtitle="C < D",
    updated="2018-11-07T14:45:00+08:00",
    tags=["one", "two"],
    language="fr",
    authors=[{"name": "Jane Roe", "email": "jane@newsroom.example", "url": "https://newsroom.example/jane/"}],
    source={"name": "The Daily", "url": "https://daily.example/", "feed": "https://daily.example/rss"},
    original="https://daily.example/1",
    via={"name": "Press Agency", "url": "https://agency.example/"},
    publisher={"name": "Newsroom"},
    rights="© The Daily",
    media=[{"url": "https://newsroom.example/m/goal.jpg", "type": "image/jpeg", "length": 5}],
)


def test_every_format_gets_a_document_beside_the_others() -> None:
    documents = render(feed(entry()))
    assert [(document.path, document.media_type) for document in documents] == [
        ("sports/rss.xml", "application/rss+xml"),
        ("sports/atom.xml", "application/atom+xml"),
        ("sports/feed.json", "application/feed+json"),
    ]
    assert all(document.data.endswith(b"\n") and not document.data.endswith(b"\n\n") for document in documents)


def test_documents_of_the_whole_site_stand_at_the_top() -> None:
    assert [document.path for document in render(feed(entry(), path=""))] == ["rss.xml", "atom.xml", "feed.json"]


def test_formats_come_in_the_order_asked_for() -> None:
    assert [document.path for document in render(feed(entry()), ["json", "rss"])] == [
        "sports/feed.json",
        "sports/rss.xml",
    ]
    assert render(feed(entry()), ()) == ()


def test_document_knows_the_record_of_each_entry() -> None:
    both = feed(entry(name="one", origin={"path": "content/a.md"}), entry(name="two", origin={"path": "b", "line": 3}))
    for document in render(both):
        assert document.entries == {
            "tag:newsroom.example,2018:one": Origin(path="content/a.md"),
            "tag:newsroom.example,2018:two": Origin(path="b", line=3),
        }


def test_unknown_format_is_refused_with_those_that_exist() -> None:
    with pytest.raises(FeedwrightError, match="no feed format 'rdf'") as refused:
        render(feed(entry()), ["rss", "rdf"])
    assert refused.value.hint == "Choose from rss, atom, json."


def test_feed_without_an_id_is_refused_by_name() -> None:
    with pytest.raises(FeedwrightError, match=r"The atom feed 'sports' could not be written: .*id"):
        render(feed(entry(), id=""))


def test_entries_keep_their_order() -> None:
    names = [f"n{number}" for number in range(5)]
    rss, atom, parsed = render(feed(*(entry(name=name, title=name) for name in names)))
    assert [title.text for title in tree(rss.data).iterfind("channel/item/title")] == names
    assert [title.text for title in tree(atom.data).iterfind("{*}entry/{*}title")] == names
    assert [item["title"] for item in json.loads(parsed.data)["items"]] == names


def test_items_stand_after_everything_that_is_said_of_the_channel() -> None:
    (rss,) = render(feed(FULL, logo="https://newsroom.example/l.png", rights="©"), ["rss"])
    tags = [child.tag for child in tree(rss.data)[0]]
    assert tags.index("item") == len(tags) - 1


@pytest.mark.parametrize(
    ("logo", "shown"),
    [
        ("https://newsroom.example/logo.png", True),
        ("https://newsroom.example/logo.JPG?size=2.svg", True),
        ("https://newsroom.example/logo", True),
        ("https://newsroom.example/logo.SVG?v=1", False),
        ("https://newsroom.example/logo.webp#x.png", False),
        ("https://[broken/logo.png", True),
    ],
)
def test_rss_image_is_of_a_kind_that_rss_allows(logo: str, shown: bool) -> None:  # noqa: FBT001 # a table's column
    (rss,) = render(feed(entry(), logo=logo), ["rss"])
    assert [url.text for url in tree(rss.data).iterfind("channel/image/url")] == [logo] * shown


@pytest.mark.parametrize(
    ("summary", "description"),
    [
        ("AT&T, R & D: 1 < 2", "AT&T, R & D: 1 < 2"),
        ("<b>", "&lt;b&gt;"),
        ("a </p> & b", "a &lt;/p&gt; &amp; b"),
        ("<!-- & -->", "&lt;!-- &amp; --&gt;"),
        ("&amp;", "&amp;amp;"),
        ("&copy 2018", "&amp;copy 2018"),
        ("&#38;", "&amp;#38;"),
        ('5 > 4 "so" it\'s', '5 > 4 "so" it\'s'),
    ],
)
def test_rss_description_means_the_summary_as_html(summary: str, description: str) -> None:
    (rss,) = render(feed(entry(summary=summary)), ["rss"])
    assert tree(rss.data).findtext("channel/item/description") == description


@pytest.mark.parametrize("name", FORMATS)
def test_one_bad_character_costs_itself_and_not_the_feed(name: str) -> None:
    clean = feed(
        entry(title="Goal", summary="ab", html="<p>x</p>", tags=["cup"], authors=[{"name": "Jo"}]), title="News"
    )
    bad = feed(
        entry(
            title="Go\x00al\x0b",
            summary="a\ud800b",
            html="<p>\x1fx\ufffe\uffff</p>",
            tags=["cu\x08p"],
            authors=[{"name": "\x0cJo"}],
            origin={"path": "content/\udcff.md"},
        ),
        title="\x01News",
    )
    (expected,), (document,) = render(clean, [name]), render(bad, [name])
    assert document.data == expected.data
    assert document.entries == {ARTICLE["id"]: Origin(path="content/\udcff.md")}


def test_title_of_nothing_but_bad_characters_becomes_the_address() -> None:
    rss, atom, parsed = render(feed(entry(title="\x01")))
    assert tree(rss.data).findtext("channel/item/title") == ARTICLE["url"]
    assert tree(atom.data).findtext("{*}entry/{*}title") == ARTICLE["url"]
    assert json.loads(parsed.data)["items"][0]["title"] == ARTICLE["url"]


def test_feed_of_legal_text_is_left_as_it_is() -> None:
    legal = feed(FULL, entry(title="tab\t, line\nfeed, \r, \x7f, \x85, \ufdd0 and 🏆"))
    assert legalized(legal) is legal


@pytest.mark.parametrize(
    ("moment", "mail", "internet"),
    [
        ("2018-11-07T13:45:00+08:00", "Wed, 07 Nov 2018 05:45:00 GMT", "2018-11-07T13:45:00+08:00"),
        ("2018-11-07T05:45:00Z", "Wed, 07 Nov 2018 05:45:00 GMT", "2018-11-07T05:45:00+00:00"),
        ("2018-11-07T05:45:00.999999Z", "Wed, 07 Nov 2018 05:45:00 GMT", "2018-11-07T05:45:00+00:00"),
        ("2017-12-31T22:00:00-03:30", "Mon, 01 Jan 2018 01:30:00 GMT", "2017-12-31T22:00:00-03:30"),
        ("2020-02-29T12:00:00+05:45", "Sat, 29 Feb 2020 06:15:00 GMT", "2020-02-29T12:00:00+05:45"),
        ("1900-02-28T12:00:00+08:05:43", "Wed, 28 Feb 1900 03:54:17 GMT", "1900-02-28T03:54:17+00:00"),
        ("0001-01-01T00:00:00+08:05:43", "Mon, 01 Jan 0001 00:00:00 GMT", "0001-01-01T00:00:00+00:00"),
        ("9999-12-31T23:59:59-01:00", "Fri, 31 Dec 9999 23:59:59 GMT", "9999-12-31T23:59:59-01:00"),
    ],
)
def test_times_as_feeds_write_them(moment: str, mail: str, internet: str) -> None:
    aware = dt.datetime.fromisoformat(moment)
    assert (rfc822(aware), rfc3339(aware)) == (mail, internet)


def test_days_and_months_are_those_of_the_calendar() -> None:
    start = dt.datetime(2023, 1, 1, 9, 5, 7, tzinfo=dt.UTC)
    for days in range(0, 800, 13):
        moment = start + dt.timedelta(days=days)
        assert parsedate_to_datetime(rfc822(moment)) == moment
        assert rfc822(moment)[:3] == moment.ctime()[:3]


@pytest.fixture
def no_setlocale(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise AssertionError("the locale is the process's, not ours to change")

    monkeypatch.setattr(locale, "setlocale", refuse)


@pytest.mark.usefixtures("no_setlocale")
def test_no_locale_is_asked_or_set() -> None:
    assert len(render(feed(FULL))) == 3


def test_every_date_is_one_of_the_feeds() -> None:
    (rss, atom, _) = render(feed(FULL))
    dated = {
        "lastBuildDate",
        "pubDate",
        "{http://www.w3.org/2005/Atom}updated",
        "{http://www.w3.org/2005/Atom}published",
    }
    texts = [one.text for data in (rss.data, atom.data) for one in tree(data).iter() if one.tag in dated and one.text]
    assert len(texts) == 7
    assert set(texts) == {
        "Wed, 07 Nov 2018 05:45:00 GMT",
        "Wed, 07 Nov 2018 06:45:00 GMT",
        "2018-11-07T13:45:00+08:00",
        "2018-11-07T14:45:00+08:00",
    }


def test_rendering_twice_gives_the_same_and_leaves_the_feed_alone() -> None:
    given, other = feed(FULL, entry()), feed(FULL, entry())
    assert render(given) == render(given)
    assert given == other


WRITER = """
import hashlib, sys
from feedwright.render import render
assert not {"lxml", "feedgen"} & set(sys.modules), "rendering is not asked for yet"
from tests.test_render import FULL
from tests.factories import entry, feed
print([hashlib.sha256(document.data).hexdigest() for document in render(feed(FULL, entry()))])
"""


def test_machine_does_not_show_and_start_is_quick() -> None:
    printed = set()
    for zone, language, seed in (("America/New_York", "C", "1"), ("Asia/Kolkata", "de_DE.UTF-8", "2")):
        environment = {**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", WRITER],
            env=environment,
            cwd=Path(__file__).parents[1],
            check=True,
            capture_output=True,
            text=True,
        )
        printed.add(done.stdout)
    assert len(printed) == 1
