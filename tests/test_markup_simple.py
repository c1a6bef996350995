"""Simple HTML is read without a tree: what comes out must be what the tree and the filter give."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedwright.normalize.markup import clean_characters, clean_html, plain_text, render_markdown
from feedwright.normalize.markup.plain import text_of_tree
from feedwright.normalize.markup.policy import names
from feedwright.normalize.markup.sanitize import sanitized
from feedwright.normalize.markup.simple import read_simple

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "xss" / "dev.jsonl"
BASE = "https://news.example/2018/11/story/"
TAGS = sorted(
    names("p h1 h2 h6 blockquote ul ol li pre code em strong b i del br hr a div span table tr td sup s u script style")
)
ODD = ("br /", "hr /", "p class='x'", "a", "ol start='3'", "P", "!--")
MARKDOWN = (
    "# ", "## x\n", "* ", "1. ", "3. x\n", "> ", "    ", "```\n", "**b**", "*i*", "`c`", "[a](https://a.example/x)",
    "\n\n", "\n", "---\n", "a & b", "<b>", "</b>", "<div>", "&copy;", '"q"', "words of a text", "\\\n", "~~x~~",
    "|a|\n|-|\n|b|\n", "[^1]", "[^1]: note\n", "![x](y.png)", "<https://a.example/>",
)  # fmt: skip
ADDRESSES = (
    "https://a.example/b?c=1&amp;d=2#e",
    "http://a-b.c1.example",
    "https://news.example/2018/11/story/#fn1",
    "https://a.example:99999/",
    "https://a.example:80/x",
    "http://localhost/",
    "http://127.0.0.1/",
    "https://xn--a.example/",
    "https://xn--bcher-kva.example/",
    "https://-a.example/",
    "https://a..example/",
    "https://1.2.3.example/%zz",
    "https://a.example/&lt;",
    "https://a.example/&x=1",
    "https://A.example/",
    "https://a.example/ä",
    "https://a.example/a b",
    "https://a.example/[x]|\\^`{}",
    "javascript:alert(1)",
    "mailto:a@b.example",
    "//a.example/",
    "/x",
    "#fn1",
    "",
)
TEXTS = (
    "Words of a text",
    " ",
    "\n",
    "\n\n",
    "  two  spaces\tand\na tab ",
    "&amp;&lt;&gt;&quot;",
    "&amp;lt;",
    "&amp;nbsp;",
    "\"quoted\" 'so'",
    "\xa0",
    "&nbsp;",
    "&copy;",
    "&#0;",
    "&",
    ">",
    "\r\n",
    "\x0c",
    "\x00",
    "\ufeff",
    "\u202e\u202c",
    "\u2066a\u2069",
    "\u2028",
    "😀e\u0301",
    "\U0001ffff",
    "\ud800",
    "«中文»",
)
text = st.sampled_from(TEXTS) | st.text(max_size=8)
link = st.builds('a href="{}"'.format, st.sampled_from(ADDRESSES) | st.from_regex(r"https?://[a-z.-]{1,9}[ -~]{0,9}"))
starts = st.sampled_from((*TAGS, *ODD)) | link


def element(start: str, inner: str) -> str:
    name = start.split(maxsplit=1)[0] if start else ""
    return f"<{start}>" if name in {"br", "hr"} else f"<{start}>{inner}</{name}>"


nested = st.recursive(
    text, lambda inner: st.builds(element, starts, st.lists(inner, max_size=4).map("".join)), max_leaves=12
)
PIECES = [form.format(tag) for tag in TAGS for form in ("<{}>", "</{}>", "<{}", "</{}", "<{}>>")]
loose = st.lists(st.sampled_from(PIECES) | text, max_size=14)
flow: st.SearchStrategy[str] = st.deferred(lambda: st.lists(block, min_size=1, max_size=4).map("\n".join))
phrases = st.recursive(
    st.sampled_from([each for each in TEXTS if each.isprintable() and each not in {"&", ">", "&copy;", "&nbsp;"}]),
    lambda inner: (
        st.builds(element, st.sampled_from(["em", "strong", "code", "del", "br", "br /"]) | link, inner)
        | st.lists(inner, max_size=3).map("".join)
    ),
    max_leaves=5,
)
block: st.SearchStrategy[str] = (
    st.builds(element, st.sampled_from(["p", "h2", "hr", "hr /"]), phrases)
    | st.builds(element, st.just("blockquote"), flow)
    | st.builds(lambda tag, items: element(tag, "".join(items)), st.sampled_from(["ul", "ol"]), st.lists(
        st.builds(element, st.just("li"), phrases | flow), max_size=3))
    | st.builds("<pre><code>{}</code></pre>".format, text)
)  # fmt: skip


def check(html: str) -> None:
    assert clean_html(html, base_url=BASE) == sanitized(html, base_url=BASE)
    legal = clean_characters(html).text
    if read_simple(legal) is not None:
        clean = clean_html(html, base_url=BASE).html
        assert plain_text(clean) == text_of_tree(clean)
        assert plain_text(html) == text_of_tree(legal)
        assert clean_html(clean, base_url=BASE).html == clean


@settings(max_examples=500, deadline=None)
@given(st.lists(nested, min_size=1, max_size=3).map("".join) | loose.map("".join))
@example("<pre>\n<code>x</code></pre>")
@example("<p>a<p>b</p></p>")
@example("<em><p>a</p></em>")
@example('<a href="https://a.example/"><em><a href="https://b.example/">x</a></em></a>')
@example("<ul>loose<li>a</li></ul>")
@example("<li>a</li>")
@example("<pre><code>\n\nx</code>\n</pre>")
@example("<b><b><b><b><b>x</b></b></b></b></b>")
@example("x<p>y</p>")
@example("<blockquote>x</blockquote>y")
@example("<p<em>>x</em></p>")
@example("<p>x</p<p>></p>")
@example('<a href="https://a.example/"<em>>x</em></a>')
def test_html_of_any_kind_comes_out_as_by_the_tree(html: str) -> None:
    check(html)


@settings(max_examples=200, deadline=None)
@given(flow)
def test_simple_html_comes_out_as_by_the_tree(html: str) -> None:
    check(html)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(MARKDOWN) | st.text(max_size=5), max_size=20).map("".join))
def test_markdown_comes_out_as_by_the_tree(markdown: str) -> None:
    check(render_markdown(markdown))


def test_rendered_markdown_is_simple() -> None:
    html = render_markdown(
        '# Head\n\nSome *words* & "more", [linked](https://a.example/?b=1&c=2).\n\n'
        "* one\n* two\n\n> said\n\n    code\n\n---\n"
    )
    assert read_simple(clean_characters(html).text) is not None


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_come_out_as_by_the_tree(address: str) -> None:
    check(f'<p>a <a href="{address}">b</a></p>')


@pytest.mark.skipif(not CORPUS.is_file(), reason="the hostile snippets of ../shared/corpora/xss are not here")
def test_hostile_html_comes_out_as_by_the_tree() -> None:
    for line in CORPUS.read_text(encoding="utf-8").strip().split("\n"):
        for value in json.loads(line).values():
            if isinstance(value, str):
                check(value)
                check(f"<p>{value}</p>")
