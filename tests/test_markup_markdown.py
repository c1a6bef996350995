"""render_markdown: CommonMark with tables, strikethrough and footnotes, and nothing that changes what was typed."""

import subprocess
import sys

import pytest
from cmarkgfm import cmark
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedwright.normalize.markup import clean_html, render_markdown

CASES = {
    "paragraphs": ("a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>\n"),
    "emphasis": ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>\n"),
    "quotes and dashes stay": ("\"a\" 'b' -- c... (c)", "<p>&quot;a&quot; 'b' -- c... (c)</p>\n"),
    "addresses are no links by themselves": (
        "https://a.example www.b.example",
        "<p>https://a.example www.b.example</p>\n",
    ),
    "raw HTML": ("a <kbd>b</kbd>\n\n<div>\n*c*\n</div>", "<p>a <kbd>b</kbd></p>\n<div>\n*c*\n</div>\n"),
    "table": (
        "|a|\n|-:|",
        '<table>\n<thead>\n<tr>\n<th align="right">a</th>\n</tr>\n</thead>\n</table>\n',
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_markdown_becomes(name: str) -> None:
    text, html = CASES[name]
    assert render_markdown(text) == html


OPTIONS = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
PIECES = (
    *("a", "é", " ", "\n", "\n\n", "\r", "\t", "    ", "\v", "\f", "\0", "\xa0", "\u2028"),
    *("-", "--", "---", ":", ":-", "-:", "|", "|\n", "| a |\n", "\\", "\\|", "=", "+", "*", "***", "_", "~", "~~"),
    *("# ", "> ", "- ", "* ", "1. ", "`", "<b>", "<!--", "[x](y)", "[^1]", "[^1]: ", "&amp;", '"'),
)


@settings(max_examples=1_000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
@example("a\n:-")
@example("a\n-\f")
@example("a|b\n-|-")
def test_what_needs_no_extension_is_rendered_as_with_them(text: str) -> None:
    extensions = ("table", "strikethrough")
    assert render_markdown(text) == cmark.markdown_to_html_with_extensions(text, OPTIONS, extensions)


def test_footnotes_lead_there_and_back() -> None:
    html = render_markdown("a[^x] b[^x]\n\n[^x]: note")
    for piece in (
        'href="#fn-x" id="fnref-x"',
        'href="#fn-x" id="fnref-x-2"',
        'id="fn-x"',
        'href="#fnref-x"',
        'href="#fnref-x-2"',
    ):
        assert piece in html


def test_a_huge_text_is_cut_and_that_is_reported() -> None:
    html = render_markdown("word " * 2_000_000)
    assert len(html) < 1_100_000
    cleaned = clean_html(html, base_url="https://n.example/")
    assert [removal.what for removal in cleaned.removed] == ["the text's end"]


def test_one_text_leaves_nothing_for_the_next() -> None:
    assert render_markdown("[^1]: a\n\n[b]: https://b.example\n\nx[^1]") != ""
    assert render_markdown("x[^1] [b]") == "<p>x[^1] [b]</p>\n"


def test_half_a_character_costs_itself() -> None:
    assert render_markdown("a \ud800 b") == "<p>a ? b</p>\n"


@pytest.mark.parametrize("text", [">" * 100_000, "[" * 100_000, "[a](<b" * 50_000, "*a_ " * 50_000, "[^a]: " * 20_000])
def test_hostile_nesting_takes_no_time(text: str) -> None:
    assert render_markdown(text)


def test_the_parser_is_loaded_when_it_is_needed() -> None:
    code = (
        "import sys; from feedwright.normalize import markup; "
        "slow = {'cmarkgfm', 'regex'} & set(sys.modules); "
        "assert not slow, slow; markup.render_markdown('x'); assert 'cmarkgfm' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
