"""clean_html: what stays, what becomes something else, what goes, and that the result is final."""

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import TypedDict

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feedwright.normalize.markup import clean_html, plain_text, render_markdown

BASE = "https://news.example/2018/11/story/"
CASES = Path(__file__).parent / "cases" / "markup" / "html.toml"
VOID = {"br", "col", "hr", "img", "source", "track", "wbr"}


class Case(TypedDict, total=False):
    name: str
    html: str
    expect: str
    removed: list[str]
    images: list[str]


def cases() -> list[Case]:
    found: list[Case] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_html_becomes(case: Case) -> None:
    cleaned = clean_html(case["html"], base_url=BASE)
    assert cleaned.html == case.get("expect", case["html"])
    assert [removal.description for removal in cleaned.removed] == case.get("removed", [])
    assert [image.url for image in cleaned.images] == case.get("images", [])


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_cleaned_again_it_stays(case: Case) -> None:
    cleaned = clean_html(case["html"], base_url=BASE)
    again = clean_html(cleaned.html, base_url=BASE)
    assert again.html == cleaned.html
    assert again.removed == ()
    assert [image.url for image in again.images] == [image.url for image in cleaned.images]


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["name"]))
def test_readers_see_the_same_tree(case: Case) -> None:
    """In the <div> of a reader's page, an older parser finds the elements and the text that the HTML says."""
    cleaned = clean_html(case["html"], base_url=BASE).html
    shown = lxml.html.fromstring(f"<html><body><div>{cleaned}</div></body></html>")
    written = etree.tostring(shown[0][0], method="html", encoding="unicode", with_tail=False)
    assert outline(written) == outline(f"<div>{cleaned}</div>")


def outline(html: str) -> list[str]:
    """Tags and text in order, without attributes."""
    seen: list[str] = []

    class Outline(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            seen.append(f"<{tag}>")

        def handle_endtag(self, tag: str) -> None:
            if tag not in VOID:
                seen.append(f"</{tag}>")

        def handle_data(self, data: str) -> None:
            seen.append(data)

    parser = Outline()
    parser.feed(html)
    parser.close()
    return seen


def test_a_removal_says_what_where_and_why() -> None:
    [removal] = clean_html('<p><font  color="red">a</font><font>b</font>', base_url=BASE).removed
    assert (removal.what, removal.count, removal.sample) == ("the element <font>", 2, '<font color="red">')
    assert removal.reason
    assert removal.description == "the element <font> (2 times)"


def test_images_say_what_the_markup_says() -> None:
    [first, second] = clean_html(
        '<img src="a.jpg" width="640" height="480px" alt=" A  town "><img src="b.jpg" width="50%"><img src="a.jpg">',
        base_url=BASE,
    ).images
    assert (first.url, first.width, first.height, first.alt) == (BASE + "a.jpg", 640, 480, "A town")
    assert (second.width, second.height, second.alt) == (None, None, None)


def test_media_are_placed_by_whoever_publishes_them() -> None:
    placed = {
        "town.jpg": "https://cdn.example/1/town.jpg",
        "s.jpg": "https://cdn.example/1/s.jpg",
        "bad": "javascript:x",
    }
    cleaned = clean_html(
        '<img src="town.jpg" srcset="s.jpg 1x, t.jpg 2x"><a href="town.jpg">x</a><img src="bad" alt="y">',
        base_url=BASE,
        media=placed.get,
    )
    assert cleaned.html == (
        f'<img src="https://cdn.example/1/town.jpg" srcset="https://cdn.example/1/s.jpg 1x, {BASE}t.jpg 2x">'
        f'<a href="{BASE}town.jpg">x</a>y'
    )


def test_without_an_address_of_its_own_relative_links_go() -> None:
    cleaned = clean_html(
        '<a href="x">a</a><a href="#y">b</a><a href="https://z.example/">c</a>', base_url="tag:x,2018:1"
    )
    assert cleaned.html == 'ab<a href="https://z.example/">c</a>'
    assert [removal.count for removal in cleaned.removed] == [2]


def test_a_site_on_this_computer_may_link_to_itself() -> None:
    html = '<a href="/x">a</a><a href="http://localhost:9/">b</a><a href="http://127.0.0.1/">c</a>'
    assert clean_html(html, base_url="http://localhost:8000/p/").html == (
        '<a href="http://localhost:8000/x">a</a><a href="http://localhost:9/">b</a>c'
    )


def test_the_base_is_an_address_like_others() -> None:
    html = clean_html('<a href="#a">x</a><b id="a">y</b>', base_url="https://n.example/新闻/?q=a b#top").html
    assert html == '<a href="https://n.example/%E6%96%B0%E9%97%BB/?q=a%20b#a">x</a><b id="a">y</b>'
    assert clean_html(html, base_url="https://n.example/新闻/?q=a b#top").html == html


def test_depth_is_limited_and_text_kept() -> None:
    cleaned = clean_html("<div>" * 150 + "deep <b>text</b>", base_url=BASE)
    assert cleaned.html.count("<div>") == 100
    assert plain_text(cleaned.html) == "deep text"
    assert [removal.what for removal in cleaned.removed] == ["nesting beyond all measure"]


def test_a_long_article_reads_like_a_short_one() -> None:
    """Large input takes another way to the same result."""
    short = (
        '<h2>H</h2><p>A <b>b</b> &amp; <a href="/x?a=1&amp;b=2" onclick="y">c</a><br>d<p>e<ul><li>f<li>g'
        "<ul><li>h</ul></ul><table><tr><td>1<td>2<tr><td>3</table><dl><dt>t<dd>d</dl><!-- no -->"
        "<script>if (a < b) {}</script>"
        '<img src="i.jpg" alt="x > y"><blockquote>q</blockquote><pre>  x\n y</pre>'
        '<iframe src="https://e.example/"></iframe>'
        "<figure><img src='j.jpg'><figcaption>z</figcaption></figure><hr>"
    )
    once = clean_html(short, base_url=BASE).html
    many = clean_html(short * 100, base_url=BASE)
    assert (short.count("<"), once.count("<")) < (100, 100)
    assert many.html == once * 100
    assert clean_html(many.html, base_url=BASE).html == many.html


def test_what_is_beyond_the_limit_is_reported() -> None:
    cleaned = clean_html("<p>word</p>" * 100_000, base_url=BASE)
    assert [removal.what for removal in cleaned.removed] == ["the text's end"]
    assert len(cleaned.html) < 1_000_010


def test_huge_inline_images_do_not_cost_the_text() -> None:
    cleaned = clean_html(f'<p>a<img src="data:image/png;base64,{"A" * 2_000_000}" alt="b"></p><p>c</p>', base_url=BASE)
    assert cleaned.html == "<p>ab</p><p>c</p>"
    assert [removal.what for removal in cleaned.removed] == ["an inline image"]


def test_markdown_comes_through_whole() -> None:
    markdown = (
        '# Head\n\nA *b* **c** ~~d~~ `e` [f](/g "h") ![i](j.png) <b>raw</b>[^1]\n\n> quote\n\n1. x\n2. y\n\n'
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n```python\nif a < b:\n    pass\n```\n\n***\n\n[^1]: Note.\n"
    )
    cleaned = clean_html(render_markdown(markdown), base_url=BASE)
    assert cleaned.removed == ()
    for piece in (
        "<h1>Head</h1>",
        "<em>b</em>",
        "<del>d</del>",
        '<a href="https://news.example/g" title="h">f</a>',
        f'<img src="{BASE}j.png" alt="i">',
        "<b>raw</b>",
        f'<a href="{BASE}#fn-1" id="fnref-1">1</a>',
        '<li id="fn-1">',
        '<th align="right">b</th>',
        "<pre><code>if a &lt; b:\n    pass\n</code></pre>",
    ):
        assert piece in cleaned.html


TAG_NAMES = (
    "p b i a div span ul li ol table tr td th caption tbody img br hr pre script style svg math form select"
    " option iframe object embed noscript video source picture template textarea title h1 details summary ruby rt"
    " blockquote font center plaintext xmp frameset body html button marquee foreignObject mi annotation-xml dl dt"
    " dd figure"
)
TAGS = TAG_NAMES.split()
ATTRIBUTES = [
    "",
    ' href="#x"',
    " id=x",
    " href=javascript:x",
    ' src="a b"',
    " onclick=x",
    ' style="display:none"',
    " class='",
]
pieces = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(
        ["text", " ", "\n", "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&amp;lt;", "&#1;", "&nbsp;", "<", "\0"]
    ),
    st.text(max_size=5),
)
markup = st.lists(pieces, max_size=25).map("".join)
XML_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@settings(max_examples=300, deadline=None)
@given(markup)
def test_any_markup_gives_final_well_nested_html(text: str) -> None:
    cleaned = clean_html(text, base_url=BASE).html
    assert clean_html(cleaned, base_url=BASE).html == cleaned
    assert not XML_ILLEGAL.search(cleaned)
    waiting: list[str] = []
    for end, name in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", cleaned):
        if end:
            assert waiting.pop() == name
        elif name not in VOID:
            waiting.append(name)
    assert waiting == []


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_escaped_comes_through(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    cleaned = clean_html(f"<p>{escaped}</p>", base_url=BASE).html
    assert not XML_ILLEGAL.search(cleaned)
    if text.isprintable():
        assert cleaned.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == f"<p>{text}</p>"
