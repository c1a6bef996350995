"""What the pages are put together from: words, times, languages and charts."""

import datetime as dt
import re
from string import Formatter
from typing import get_args

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedwright.model import Precision, Timestamp
from feedwright.pages.chart import by_month, chart, frequency
from feedwright.pages.markup import Child, Element, element, html_bytes, joined, script_element, web_address
from feedwright.pages.words import direction, languages, phrases_of, words_for

LANGUAGES = sorted(languages())


def written(text: str, precision: Precision = "minute") -> Timestamp:
    return Timestamp(instant=dt.datetime.fromisoformat(text), text=text, precision=precision, zone="explicit")


def parsed(made: Element, selector: str) -> LexborNode:
    (node,) = LexborHTMLParser(made.html).css(selector)
    return node


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    def fields(table: str) -> dict[str, set[str | None]]:
        return {
            name: {field for _, field, _, _ in Formatter().parse(phrase) if field is not None}
            for name, phrase in phrases_of(table).items()
            if isinstance(phrase, str)
        }

    assert fields(language) == fields("en")
    assert len(set(phrases_of(language)["months"])) == 12
    copy, copy_address = (phrases_of(language)[name] for name in ("copy", "copy_address"))
    assert copy.lower() in copy_address.lower(), "what is seen must be part of what is said (WCAG 2.5.3)"


@pytest.mark.parametrize(
    ("tag", "language", "native"),
    [
        ("en", "en", True),
        ("EN-gb", "en", True),
        ("zh-CN", "zh", True),
        ("zh-Hans-SG", "zh", True),
        ("zh-TW", "en", False),
        ("zh-Hant-HK", "en", False),
        ("de-AT-1996", "de", True),
        ("deu", "en", False),
        ("he", "en", False),
    ],
)
def test_words_are_looked_up_by_the_tag(tag: str, language: str, native: bool) -> None:  # noqa: FBT001 # a column
    words = words_for(tag)
    assert (words.language, words.native) == (language, native)


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("AR-EG", "rtl"),
        ("ar-Latn", "ltr"),
        ("he", "rtl"),
        ("fa-IR", "rtl"),
        ("uz-Arab", "rtl"),
        ("az-Cyrl", "ltr"),
        ("zh-Hant", "ltr"),
        ("dv", "rtl"),
        ("sd-Deva", "ltr"),
        ("uz-AF", "rtl"),
    ],
)
def test_the_direction_of_a_language(tag: str, way: str) -> None:
    assert direction(tag) == way


@pytest.mark.parametrize(
    ("precision", "machine", "shown"),
    [
        ("year", "2018", "2018"),
        ("month", "2018-11", "November 2018"),
        ("day", "2018-11-07", "7 November 2018"),
        ("hour", "2018-11-07T13:45:59+08:00", "7 November 2018, 13:45 UTC+8"),
        ("minute", "2018-11-07T13:45:59+08:00", "7 November 2018, 13:45 UTC+8"),
        ("second", "2018-11-07T13:45:59+08:00", "7 November 2018, 13:45 UTC+8"),
    ],
)
def test_a_time_is_as_precise_as_it_was_written(precision: Precision, machine: str, shown: str) -> None:
    time = parsed(words_for("en").time(written("2018-11-07T13:45:59.5+08:00", precision)), "time")
    assert (time.attributes["datetime"], time.text()) == (machine, shown)
    assert precision in get_args(Precision)


@pytest.mark.parametrize(
    ("text", "machine", "offset"),
    [
        ("2018-11-07T13:45:00+00:00", "2018-11-07T13:45:00+00:00", "13:45 UTC"),
        ("2018-11-07T13:45:00-03:30", "2018-11-07T13:45:00-03:30", "13:45 UTC−3:30"),
        ("1900-01-01T12:00:00+08:05:43", "1900-01-01T03:54:17+00:00", "03:54 UTC"),
        ("1900-01-01T12:00:00.7-08:05:43", "1900-01-01T20:05:43+00:00", "20:05 UTC"),
        ("1900-01-01T12:00:00+08:05:00.5", "1900-01-01T03:54:59+00:00", "03:54 UTC"),
    ],
)
def test_a_time_keeps_its_offset(text: str, machine: str, offset: str) -> None:
    time = parsed(words_for("en").time(written(text)), "time")
    assert time.attributes["datetime"] == machine
    assert time.text().endswith(offset)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ar", "7 نوفمبر 2018، 13:45 UTC+8"),
        ("de", "7. November 2018, 13:45 UTC+8"),
        ("es", "7 de noviembre de 2018, 13:45 UTC+8"),
        ("fr", "7 novembre 2018, 13:45 UTC+8"),
        ("zh", "2018年11月7日 13:45 UTC+8"),
    ],
)
def test_a_time_speaks_the_language_of_the_page(language: str, shown: str) -> None:
    assert parsed(words_for(language).time(written("2018-11-07T13:45:00+08:00")), "time").text() == shown


def test_months_are_counted_up_to_the_newest_article() -> None:
    times = ["2018-02-28T23:59:59-05:00", "2018-02-01T00:00:00+08:00", "2017-12-31T12:00:00+00:00",
             "2017-03-01T00:00:00+00:00", "2017-02-28T23:00:00+00:00"]  # fmt: skip
    often = frequency(by_month(dt.datetime.fromisoformat(time) for time in times))
    assert often is not None
    assert often.months[0] == (2017, 3)
    assert often.months[-1] == (2018, 2)
    assert often.counts == (1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2)
    assert often.total == 4


def test_where_nothing_was_published_there_is_nothing_to_draw() -> None:
    assert frequency({}) is None


@pytest.mark.parametrize(("articles", "height"), [(1, 7), (4, 24), (400, 24)])
def test_the_bars_are_as_high_as_the_numbers(articles: int, height: int) -> None:
    often = frequency(by_month([dt.datetime(2018, 1, 1, tzinfo=dt.UTC)] * articles))
    assert often is not None
    drawing = chart(often, words_for("en"))
    heights = [int(each) for each in re.findall(r"v-(\d+)", parsed(drawing, "path").attributes["d"] or "")]
    assert heights == [1] * 11 + [height]
    label = "Articles each month from February 2017 to January 2018: " + "0, " * 11 + str(articles)
    assert parsed(drawing, "svg").attributes["aria-label"] == label


@pytest.mark.parametrize("url", ["https://daily.example/", "HTTP://daily.example", "https://[2001:db8::1]/x?y#z"])
def test_an_address_of_the_web(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "daily.example", "javascript:alert(1)", "https:", "https://", "https:///x", "\nhttps://x/", "ftp://x/"],
)
def test_no_address_of_the_web(url: str | None) -> None:
    assert web_address(url) is None


def test_elements_keep_their_children_in_order() -> None:
    made = element("p", {"title": '"<&>'}, "a<", None, element("br"), "b", "&c", *joined(("d", None, "e"), " · "))
    assert html_bytes(made).decode() == ('<!DOCTYPE html>\n<p title="&quot;<&amp;&gt;">a&lt;<br>b&amp;cd · e</p>\n')


P, LI, B = element("p", {}, "a"), element("li"), element("b")


@pytest.mark.parametrize(
    ("children", "inside"),
    [
        ((), ""),
        ((" ", None, "\n"), " \n"),
        ((P,), "\n<p>a</p>\n"),
        ((" ", P, None, "", LI, "\n \n"), "\n<p>a</p>\n<li></li>\n"),
        ((P, B), "<p>a</p><b></b>"),
        ((P, " ", B, " "), "<p>a</p> <b></b> "),
        ((P, "and", LI), "<p>a</p>and<li></li>"),
        ((element("meta"), script_element("a < b && c")), "\n<meta>\n<script>a < b && c</script>\n"),
    ],
)
def test_blocks_stand_on_lines_of_their_own(children: tuple[Child, ...], inside: str) -> None:
    assert element("div", {}, *children).html == f"<div>{inside}</div>"


def test_characters_that_html_does_not_allow_are_left_out() -> None:
    made = element("p", {"title": "a\0\r"}, "b\ud800\x85\t\n", P)
    assert html_bytes(made) == b'<!DOCTYPE html>\n<p title="a">b\t\n<p>a</p></p>\n'
