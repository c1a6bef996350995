"""plain_text: what an article's HTML says when it is read out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedwright.normalize.markup import clean_html, plain_text

CASES = {
    "text alone": ("a  b &amp; c", "a b & c"),
    "paragraphs": (
        "<h1>Head</h1><p>One\n two</p>\n<p>three<br>four<br><br>five</p>",
        "Head\n\nOne two\n\nthree\nfour\n\nfive",
    ),
    "inline markup": ("<p>a<b>b</b> <i> c</i>d <code>e</code>.</p>", "ab c d e.".replace("c d", "cd")),
    "entities": ("<p>1 &lt; 2 &amp;lt; 3 &eacute;</p>", "1 < 2 &lt; 3 é"),
    "lists": (
        "<p>x</p><ul><li>a</li><li><p>b</p></li><li>c<ol start='3'><li>d</li><li>e</li></ol></li></ul><p>y</p>",
        "x\n\n- a\n- b\n- c\n3. d\n4. e\n\ny",
    ),
    "definitions": ("<dl><dt>a</dt><dd>b</dd></dl>", "a\nb"),
    "table": ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td> 2 </td></tr></table>", "a\tb\n1\t2"),
    "preformatted": ("<p>x</p><pre><code>if a:\n    b\n\n\nc\n</code></pre><p>y</p>", "x\n\nif a:\n    b\n\n\nc\n\ny"),
    "pictures are not read out": (
        "<figure><img src='x' alt='A town'><figcaption>Photo</figcaption></figure><p>x</p>",
        "x",
    ),
    "players are not read out": ("<p>x</p><video controls>Get a browser.</video><audio>y</audio>", "x"),
    "pronunciation is not read out": ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字</ruby>", "漢字"),
    "footnotes": (
        "<p>A<sup><a href='/#f'>[1]</a></sup>, 10 m<sup>2</sup>.</p><ol><li id='f'>B <a href='/#r'>↩︎</a></li></ol>",
        "A, 10 m2.\n\n1. B",
    ),
    "scripts and styles": ("<script>a</script><style>b</style><p>c</p><template>d</template>", "c"),
    "quotation": ("<blockquote><p>a <q>b</q></p></blockquote>", "a “b”"),
    "comment": ("a<!-- b -->c", "ac"),
    "no-break space": ("<p>10\u00a0km</p>", "10\u00a0km"),
    "empty": ("<p> </p>\n<p></p>", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_html_reads(name: str) -> None:
    html, text = CASES[name]
    assert plain_text(html) == text


def test_a_thousand_lists_deep() -> None:
    assert plain_text("<ul><li>" * 1_000 + "x").endswith("x")


@settings(deadline=None)
@given(st.text(st.sampled_from("ab \n<>&;/pliu="), max_size=80))
def test_text_has_no_loose_ends(text: str) -> None:
    read = plain_text(clean_html(text, base_url="https://n.example/").html)
    assert read == read.strip()
    assert "\n\n\n" not in read
    assert "  " not in read


@given(st.text(st.characters(categories=["L", "N", "P", "S"], max_codepoint=0xD7FF), min_size=1))
def test_text_survives_its_escaping(text: str) -> None:
    assert plain_text("<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>") == text
