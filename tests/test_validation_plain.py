"""The quick ways that prove a value plain, held against the full ways: what they pass has no fault."""

import gc
import json
from contextlib import suppress
from pathlib import Path
from pyexpat import ParserCreate

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedwright.validation import json_text, tree
from feedwright.validation.tables import Problem
from feedwright.validation.value_types import addresses, dates, html, text, words

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora"
MORE = settings(max_examples=500, deadline=None)
ODD = st.sampled_from(["٣", "\u2028", "\n", " ", "%", "#", "é", "０", "[", "@", ":", "", "+24:00", "60", "99"])


def spoilt(pattern: str) -> st.SearchStrategy[str]:
    """Texts of a form, most of them with something odd put into them."""
    sound = st.from_regex(pattern, fullmatch=True)
    return sound | st.builds(
        lambda whole, at, odd, gone: whole[: (place := int(at * len(whole)))] + odd + whole[place + gone :],
        sound,
        st.floats(0, 1),
        ODD,
        st.integers(0, 3),
    )


@MORE
@given(
    spoilt(
        r"(?:19|20|99|00)[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](?:\.[0-9]{1,9})?(?:Z|[+-][0-2][0-9]:[0-7][0-9])"
    )
)
@example("2018-11-07T24:00:00Z")
@example("2018-11-07T23:59:60Z")
@example("0001-01-01T00:00:00+23:59")
@example("2018-02-29T00:00:00Z")
@example("2018-11-07T00:00:00+05:75")
def test_a_usual_rfc_3339_date_is_one(value: str) -> None:
    match = dates._RFC3339.fullmatch(value)
    sound = match is not None and value.isascii() and dates._possible(match.groups())
    time, problems = dates._told_rfc3339(value)
    assert (problems == (Problem(dates.NOT_RFC3339),)) is not sound
    assert time is None or sound
    assert (dates.read_rfc3339(value), dates.RFC3339.check(value)) == (time, problems)


@MORE
@given(
    spoilt(
        r"[A-Za-z]{3}, [0-3][0-9] (?:Jan|feb|Nov|Xyz) [0-9]{2}(?:[0-9]{2})? "
        r"[0-2][0-9]:[0-6][0-9]:[0-6][0-9] (?:GMT|[+-][0-9]{4})"
    )
)
@example("Wed, 07 Nov 2018 05:45:61 GMT")
@example("Wed, 07 Nov 2018 05:45:00 +2400")
def test_a_usual_rfc_822_date_is_never_odd(value: str) -> None:
    usual, full = dates._USUAL_RFC822.fullmatch(value), dates._RFC822.fullmatch(value)
    if usual is not None:
        assert full is not None
        assert usual.groupdict() == full.groupdict()
        assert dates._ODD_SPACING.search(value) is None
    assert (dates.read_rfc822(value), dates.RFC822.check(value)) == dates._told_rfc822(value)


@MORE
@given(
    spoilt(r"https?://[A-Za-z0-9.-]{1,8}(?::[0-9]{0,3})?(?:/[A-Za-z0-9._~:@!$&'()*+,;=/-]{0,9})?(?:\?[a-z=?/&]{0,5})?")
)
@example("https:///a")
@example("https://a.example?b")
def test_a_plain_address_has_no_fault(value: str) -> None:
    if addresses._PLAIN.fullmatch(value):
        assert addresses._reference_problems(value) == ()
        assert addresses._absolute_problems(value) == ()
        assert addresses.scheme_of(value) in {"http", "https"}


@MORE
@given(spoilt(r"tag:[a-z@.-]{1,9},[0-9]{4}(?:-[01][0-9]){0,2}:[A-Za-z0-9/%#?]{0,9}"))
def test_a_tag_in_ascii_is_a_tag(value: str) -> None:
    if value.isascii():
        assert bool(addresses._TAG_IN_ASCII.fullmatch(value)) is bool(addresses._TAG.fullmatch(value))


@given(st.text(st.characters(max_codepoint=127, exclude_characters="%")))
def test_a_name_without_percent_signs_and_accents_is_normal(value: str) -> None:
    assert addresses._is_normal(value)


def test_usual_words_are_what_they_are_said_to_be() -> None:
    assert all(words._MEDIA_TYPE.fullmatch(each) for each in words.USUAL_MEDIA_TYPES)
    assert all(words._LANGUAGE.fullmatch(each) for each in words.LANGUAGES)


@MORE
@given(st.text(st.sampled_from("\x80\x9f\xa0\xbb\xbf\xc2\xc3\xe2\ufffd\u2019é中a\ud800\U0001f600ÂÃâ ")))
def test_what_utf_8_shows_of_a_wrong_encoding_is_all_of_it(value: str) -> None:
    suspect = "\ufffd" in value or text._IN_UTF8.search(value.encode("utf-8", "surrogatepass")) is not None
    assert suspect is (text._MOJIBAKE.search(value) is not None)


TAGS = """
<p>
</p>
<b>
</b>
<B>
<a href="https://a.example/">
<a href='x'>
<a href=/x>
</a>
<br>
<br/>
<br />
<i/>
<img>
<img src="https://a.example/a.png" width="1" height="1">
<img src="/a.png"/>
<div class="x">
</div>
<script>
<x-y>
<p style="color:red">
<p style="position:fixed">
<p onclick="x">
<p title="<b>">
<!-- - -->
<?
<?import
<![CDATA[
<
>
"
'
&#8;
&#x8
<nonesuch>
<a:b>
<1>
</>
<p/>
<p">
<ul>
<li>
</ul>
</p/>
</b x>
<b </b>
<b/x>
<b\u00a0x>
"""
PIECES = st.sampled_from([*TAGS.splitlines(), "words ", "\n", " ", "\u2028", "&amp;"])


def slowly(value: str, *, relative: bool) -> list[Problem]:
    judge = html._Judge(relative=relative)
    html._judge_tags(value, judge)
    if "&#" in value:
        html._check_references(value, judge)
    return list(judge.problems.values())


@MORE
@given(st.lists(PIECES, max_size=12).map("".join))
@example("<p>One <b>two</b><br/>three</p>\n")
@example('<i class="x" />')
def test_html_that_is_plain_has_no_fault(value: str) -> None:
    for relative in (True, False):
        assert list(html.judge_html(value, relative=relative)) == slowly(value, relative=relative)


def test_the_usual_html_of_articles_is_plain() -> None:
    assert html._is_plain('<p>One <em>two</em></p><ul><li>A <a href="https://a.example/x?y">b</a></ul><hr/>')
    assert html._is_plain('<figure><img src="https://a.example/a.png" alt="" width="1" height="1"></figure>')
    assert not html._is_plain("<p>One <em>two</p>")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus of hostile HTML is not here")
def test_hostile_html_is_judged_as_it_is_slowly() -> None:
    for line in (SHARED / "xss" / "dev.jsonl").read_text("utf-8").split("\n"):
        values = json.loads(line).values() if line else ()
        for value in values:
            if isinstance(value, str):
                assert list(html.judge_html(value, relative=True)) == slowly(value, relative=True)
                assert list(html.judge_html(value, relative=False)) == slowly(value, relative=False)


JSON_PIECES = st.sampled_from(
    ["[", "]", "{", "}", ",", ":", "1", '"a"', '"a":', '"[[{"', '"\\"["', '"\\\\"', '"', "\\", " "]
)
NESTED = st.recursive(
    st.sampled_from(["1", '"["', "null"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]")
        | st.lists(inner, max_size=3).map(
            lambda each: "{" + ", ".join(f'"a{len(one) % 2}": {one}' for one in each) + "}"
        )
    ),
)


def outcome(value: str) -> tuple[str, object]:
    try:
        return "read", json_text.read(value).value
    except json_text.NotJson as error:
        return error.rule, error.offset


def expected(value: str) -> tuple[str, object]:
    """The depth first, as its brackets tell it."""
    try:
        json_text._check_depth(value)
    except json_text.NotJson as error:
        return error.rule, error.offset
    try:
        return "read", json.loads(value)
    except json.JSONDecodeError as error:
        return "json/not-json", error.pos


@MORE
@given(value=NESTED | st.lists(JSON_PIECES, max_size=15).map("".join))
@example(value='{"a": [[[1]]], "a": 1}')
@example(value="[[[[")
def test_what_is_nested_too_deeply_is_refused_before_all_else(value: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "MOST_DEPTH", 3)
        assert outcome(value) == expected(value)


@pytest.mark.parametrize("depth", [99, 100, 101, 5000, 100_000])
@pytest.mark.parametrize("closed", [True, False])
def test_a_hundred_levels_are_not_too_deep(depth: int, *, closed: bool) -> None:
    value = "[" * depth + "]" * depth * closed
    rule, _ = outcome(value)
    assert rule == ("json/too-deep" if depth > 100 else "read" if closed else "json/not-json")


def places(data: bytes) -> list[tuple[int, int]]:
    """Where the parser is at every start tag."""
    parser = ParserCreate("utf-8")
    found: list[tuple[int, int]] = []

    def start(_name: str, _attributes: object) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    parser.Parse(data, True)  # noqa: FBT003 -- pyexpat takes no keywords
    return found


def elements(root: tree.Element) -> list[tree.Element]:
    return [root, *(inner for child in root.children for inner in elements(child))]


@MORE
@given(
    st.lists(st.sampled_from(["<a/>", "<b>", "\n", "\r", "\r\n", "é", "中", "\U0001f600", "x", " "]), max_size=40),
    st.integers(1, 9),
)
@example(["\r", "\n", "<a/>"], 1)
def test_an_element_is_where_the_parser_found_it(pieces: list[str], stride: int) -> None:
    inside = "".join(pieces)
    data = f"<r>{inside}{'</b>' * inside.count('<b>')}</r>".encode()
    root = tree.parse(data, {}).root
    assert root is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "_STRIDE", stride)
        assert [(each.line, each.column) for each in elements(root)] == places(data)
        assert [(each.line, each.column) for each in reversed(elements(root))] == places(data)[::-1]


def lineages(root: tree.Element, *outer: tree.Element) -> list[list[tree.Element]]:
    here = [*outer, root]
    return [here, *(found for child in root.children for found in lineages(child, *here))]


@MORE
@given(st.lists(st.sampled_from(["<a/>", "<b>", "</b>", "é", " "]), max_size=40))
def test_a_document_tells_what_an_element_stands_in(pieces: list[str]) -> None:
    opened: list[str] = []
    for piece in pieces:
        if piece == "</b>" and "".join(opened).count("<b>") == opened.count("</b>"):
            continue
        opened.append(piece)
    data = f"<r>{''.join(opened)}{'</b>' * (opened.count('<b>') - opened.count('</b>'))}</r>".encode()
    document = tree.parse(data, {})
    assert document.root is not None
    for lineage in lineages(document.root):
        found = document.lineage(lineage[-1])
        assert [*map(id, found)] == [*map(id, lineage)]


def test_a_document_goes_without_the_collector() -> None:
    gc.collect()
    assert tree.parse(b"<a><b>c</b> <!-- d --> d</a>", {}).root is not None
    for broken in (b"<a><b>c", b"<a>" * 120):
        with suppress(tree.Refused):
            tree.parse(broken, {})
    assert gc.collect() == 0


@pytest.mark.parametrize("broken_off", [b"<", b"<a>" * 120], ids=["not well-formed", "too deep"])
def test_what_was_read_before_a_document_is_refused_keeps_its_texts(broken_off: bytes) -> None:
    with pytest.raises(tree.Refused) as caught:
        tree.parse(b"<item><guid>abc<b/>" + broken_off, {"": ""})
    root = caught.value.root
    assert root is not None
    assert root.value("guid") == "abc"
