"""feedgen's quirks, one by one: what plain feedgen does, and what our documents say instead.

A test whose name starts with test_plain_feedgen fails when upstream mends the defect: then the way round it in
feedwright.render.feedgen_adapter can go.
"""

import datetime as dt
import locale
import xml.etree.ElementTree as ET
from html import escape
from typing import Any

import pytest
from feedgen.feed import FeedGenerator

from feedwright.render import render
from tests.factories import entry, feed, tree

ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"
DATE = dt.datetime(2018, 11, 7, 13, 45, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def plain() -> Any:
    """A feed with what feedgen itself insists on."""
    generator = FeedGenerator()
    generator.id("tag:newsroom.example,2018:feed")
    generator.title("Newsroom")
    generator.description("News")
    generator.link(href="https://newsroom.example/")
    generator.updated(DATE)
    return generator


def plain_entry(generator: Any, name: str = "one") -> Any:
    made = generator.add_entry()
    made.id(f"tag:newsroom.example,2018:{name}")
    made.title(name)
    made.link(href=f"https://newsroom.example/{name}/")
    made.updated(DATE)
    return made


def rss(generator: Any) -> ET.Element:
    return tree(generator.rss_str())[0]


def atom(generator: Any) -> ET.Element:
    return tree(generator.atom_str())


def our_rss(**fields: Any) -> ET.Element:
    """The channel of a feed with one entry of `fields`."""
    return tree(render(feed(entry(**fields)), ["rss"])[0].data)[0]


def our_entry(**fields: Any) -> ET.Element:
    """The Atom entry of `fields`."""
    made = tree(render(feed(entry(**fields)), ["atom"])[0].data).find(f"{ATOM}entry")
    assert made is not None
    return made


MEDIA = [{"url": "https://newsroom.example/a.mp3", "type": "audio/mpeg", "length": 5}]


def test_plain_feedgen_loses_what_entry_links_are() -> None:
    generator = plain()
    made = plain_entry(generator)
    made.link(href="https://newsroom.example/a.mp3", rel="enclosure", type="audio/mpeg", length="5", title="Talk")
    links = atom(generator).findall(f"{ATOM}entry/{ATOM}link")
    assert [sorted(link.attrib) for link in links] == [["href"], ["href"]]


def test_our_entry_links_say_what_they_are() -> None:
    made = our_entry(media=MEDIA, original="https://daily.example/1", source={"name": "The Daily"})
    assert [link.attrib for link in made.findall(f"{ATOM}link")] == [
        {"href": "https://newsroom.example/sports/soccer/cup-final/", "rel": "alternate", "type": "text/html"},
        {"href": "https://daily.example/1", "rel": "via", "title": "The Daily"},
        {"href": "https://newsroom.example/a.mp3", "rel": "enclosure", "type": "audio/mpeg", "length": "5"},
    ]


def test_plain_feedgen_dates_feeds_and_entries_by_the_clock() -> None:
    before = dt.datetime.now(dt.UTC)
    generator = FeedGenerator()
    made = generator.add_entry()
    assert before <= generator.updated() <= dt.datetime.now(dt.UTC)
    assert before <= made.updated() <= dt.datetime.now(dt.UTC)
    assert generator.lastBuildDate() == generator.updated()


def test_our_dates_are_the_articles() -> None:
    ours = our_rss(published="2018-11-07T13:45:00+08:00", updated="2018-11-08T13:45:00+08:00")
    assert ours.findtext("lastBuildDate") == "Thu, 08 Nov 2018 05:45:00 GMT"
    assert ours.findtext("item/pubDate") == "Wed, 07 Nov 2018 05:45:00 GMT"
    made = our_entry(published="2018-11-07T13:45:00+08:00", updated="2018-11-08T13:45:00+08:00")
    assert made.findtext(f"{ATOM}updated") == "2018-11-08T13:45:00+08:00"
    assert made.findtext(f"{ATOM}published") == "2018-11-07T13:45:00+08:00"


def test_plain_feedgen_changes_the_locale_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(locale, "setlocale", lambda *given: calls.append(given))
    plain().rss_str()
    assert (locale.LC_ALL, "C") in calls


def test_our_dates_leave_the_locale_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(locale, "setlocale", lambda *given: calls.append(given))
    our_rss()
    our_entry()
    assert calls == []


def test_plain_feedgen_takes_the_last_link_for_the_channels() -> None:
    generator = plain()
    generator.link(href="https://newsroom.example/rss.xml", rel="self")
    assert rss(generator).findtext("link") == "https://newsroom.example/rss.xml"


def test_our_channel_links_to_the_page_for_people() -> None:
    channel = our_rss()
    assert channel.findtext("link") == "https://newsroom.example/sports/"
    assert [link.attrib for link in channel.findall(f"{ATOM}link")] == [
        {"href": "https://newsroom.example/feeds/sports/rss.xml", "rel": "self", "type": "application/rss+xml"}
    ]


def test_plain_feedgen_drops_authors_without_address_from_rss() -> None:
    generator = plain()
    plain_entry(generator).author(name="Jane Roe")
    item = rss(generator).find("item")
    assert item is not None
    assert "Jane Roe" not in ET.tostring(item, encoding="unicode")


def test_our_rss_names_every_author() -> None:
    people = [{"name": "Jane Roe"}, {"name": "Li Lei", "email": "li@newsroom.example"}]
    channel = our_rss(authors=people)
    assert [creator.text for creator in channel.findall(f"item/{DC}creator")] == ["Jane Roe", "Li Lei"]
    assert channel.find("item/author") is None


def test_plain_feedgen_writes_none_for_an_unknown_length() -> None:
    generator = plain()
    plain_entry(generator).enclosure(url="https://newsroom.example/a.mp3", length=None, type="audio/mpeg")
    (enclosure,) = rss(generator).findall("item/enclosure")
    assert enclosure.get("length") == "None"


def test_our_unknown_length_is_zero() -> None:
    (enclosure,) = our_rss(media=[{"url": "https://newsroom.example/a.mp3", "type": "audio/mpeg"}]).findall(
        "item/enclosure"
    )
    assert enclosure.attrib == {"url": "https://newsroom.example/a.mp3", "length": "0", "type": "audio/mpeg"}


def test_plain_feedgen_calls_the_type_of_atom_content_cdata() -> None:
    generator = plain()
    plain_entry(generator).content("<p>Text</p>", type="CDATA")
    (content,) = atom(generator).findall(f"{ATOM}entry/{ATOM}content")
    assert content.get("type") == "CDATA"


@pytest.mark.parametrize("html", ["<p>Text &amp; more</p>", "<p>]]></p>", "<p>a</p>\r\n<p>b</p>"])
def test_our_atom_content_is_html(html: str) -> None:
    (content,) = our_entry(html=html).findall(f"{ATOM}content")
    assert (content.get("type"), content.text) == ("html", html)
    assert our_rss(html=html).findtext(f"item/{ENCODED}") == html


def test_plain_feedgen_calls_content_alone_the_description() -> None:
    generator = plain()
    plain_entry(generator).content("<p>Text</p>", type="CDATA")
    (item,) = rss(generator).findall("item")
    assert item.findtext("description") == "<p>Text</p>"
    assert item.find(ENCODED) is None


@pytest.mark.parametrize("html", ["<p>Text &amp; more</p>", "<p>a ]]> b</p>", "a\r\nb"])
def test_our_content_alone_is_content_and_description(html: str) -> None:
    (item,) = our_rss(html=html, summary="").findall("item")
    assert [(one.tag, one.text) for one in item if one.tag in {"description", ENCODED}] == [
        ("description", html),
        (ENCODED, html),
    ]


def test_plain_feedgen_puts_the_last_entry_first() -> None:
    generator = plain()
    plain_entry(generator, "one")
    plain_entry(generator, "two")
    assert [title.text for title in rss(generator).iterfind("item/title")] == ["two", "one"]


def test_our_entries_keep_their_order() -> None:
    both = feed(entry(name="one", title="one"), entry(name="two", title="two"))
    channel = tree(render(both, ["rss"])[0].data)[0]
    assert [title.text for title in channel.iterfind("item/title")] == ["one", "two"]


def test_plain_feedgen_writes_into_the_dicts_it_is_given() -> None:
    link = {"href": "https://newsroom.example/"}
    FeedGenerator().add_entry().link(link)
    assert link == {"href": "https://newsroom.example/", "rel": "alternate"}


def test_plain_feedgen_loses_the_feed_to_one_bad_character() -> None:
    generator = plain()
    plain_entry(generator, "Go\x00al")
    with pytest.raises(ValueError, match="XML compatible"):
        generator.rss_str()


def test_our_feed_loses_the_character_alone() -> None:
    assert our_rss(title="Go\x00al").findtext("item/title") == "Goal"


def test_plain_feedgen_names_itself_and_an_address_that_has_moved() -> None:
    generator = plain()
    (name,) = atom(generator).findall(f"{ATOM}generator")
    assert (name.text, "version" in name.attrib) == ("python-feedgen", True)
    assert rss(generator).findtext("docs") == "http://www.rssboard.org/rss-specification"


def test_our_generator_has_no_version_that_would_change_the_bytes() -> None:
    (name,) = tree(render(feed(entry()), ["atom"])[0].data).findall(f"{ATOM}generator")
    assert (name.text, name.attrib) == ("Feedwright", {})
    channel = our_rss()
    assert channel.findtext("generator") == "Feedwright"
    assert channel.findtext("docs") == "https://www.rssboard.org/rss-specification"


def test_plain_feedgen_gives_an_atom_source_no_id_and_no_date() -> None:
    generator = plain()
    plain_entry(generator).source(url="https://daily.example/rss", title="The Daily")
    (source,) = atom(generator).findall(f"{ATOM}entry/{ATOM}source")
    assert [(part.tag, dict(part.attrib)) for part in source] == [
        (f"{ATOM}title", {}),
        (f"{ATOM}link", {"href": "https://daily.example/rss"}),
    ]


def test_our_atom_source_is_whole() -> None:
    (source,) = our_entry(source={"name": "The Daily", "feed": "https://daily.example/rss"}).findall(f"{ATOM}source")
    assert source.findtext(f"{ATOM}id") == "https://daily.example/rss"
    assert source.findtext(f"{ATOM}title") == "The Daily"
    assert source.findtext(f"{ATOM}updated") == "2018-11-07T13:45:00+08:00"
    assert [link.attrib for link in source.findall(f"{ATOM}link")] == [
        {"href": "https://daily.example/rss", "rel": "self"}
    ]


def test_plain_feedgen_cannot_say_the_language_of_an_entry() -> None:
    assert not hasattr(plain().add_entry(), "language")


def test_our_entry_says_a_language_that_is_not_the_feeds() -> None:
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert our_entry(language="ar").get(lang) == "ar"
    assert our_entry(language="en").get(lang) is None


def test_plain_feedgen_makes_guids_that_are_no_permalinks() -> None:
    """No defect, but what we rely on."""
    generator = plain()
    plain_entry(generator)
    (guid,) = rss(generator).findall("item/guid")
    assert guid.attrib == {"isPermaLink": "false"}


def test_plain_feedgen_refuses_an_empty_title() -> None:
    generator = plain()
    plain_entry(generator, "").content("<p>Text</p>")
    with pytest.raises(ValueError, match="Required fields not set"):
        generator.atom_str()


def test_plain_feedgen_writes_named_references_in_rss() -> None:
    generator = plain()
    plain_entry(generator, "A & B")
    assert b"<title>A &amp; B</title>" in generator.rss_str()


def test_our_plain_text_in_rss_has_the_references_that_most_readers_know() -> None:
    document = render(feed(entry(title="A & B < C"), title="D > E"), ["rss"])[0].data
    assert b"<title>A &#x26; B &#x3C; C</title>" in document
    assert b"<title>D &#x3E; E</title>" in document


def test_plain_feedgen_links_an_rss_channel_to_itself_alone() -> None:
    generator = plain()
    generator.link(href="https://newsroom.example/rss.xml", rel="self")
    generator.link(href="https://hub.example/", rel="hub")
    generator.link(href="https://newsroom.example/")
    assert [link.get("rel") for link in rss(generator).findall(f"{ATOM}link")] == ["self"]


def test_our_channel_has_all_its_links() -> None:
    made = feed(entry(), hubs=["https://hub.example/"], previous="https://newsroom.example/feeds/old/")
    channel = tree(render(made, ["rss"])[0].data)[0]
    assert [link.get("rel") for link in channel.findall(f"{ATOM}link")] == ["self", "hub", "prev-archive"]


def test_plain_feedgen_knows_no_stylesheet() -> None:
    assert not [name for name in dir(plain()) if "style" in name.lower()]


def test_our_documents_name_their_stylesheet_before_the_root() -> None:
    for document in render(feed(entry(), stylesheet="../feed.css"), ["rss", "atom"]):
        assert document.data.splitlines()[1] == b'<?xml-stylesheet type="text/css" href="../feed.css"?>'


def test_the_address_of_a_stylesheet_is_quoted_as_html_is() -> None:
    address = """/a?b=1&c='2'&d="3"<4>"""
    for document in render(feed(entry(), stylesheet=address), ["rss", "atom"]):
        assert f'href="{escape(address)}"?>'.encode() in document.data


def test_an_address_cannot_end_the_stylesheet_instruction() -> None:
    for document in render(feed(entry(), stylesheet="a?>\"'<b"), ["rss", "atom"]):
        line = document.data.splitlines()[1]
        assert line == b'<?xml-stylesheet type="text/css" href="a?&gt;&quot;&#x27;&lt;b"?>'
