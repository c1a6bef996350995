"""clean_text and clean_characters: what feeds cannot carry goes, with its place; what people write stays."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.normalize.markup import CharacterProblem, clean_characters, clean_text

XML = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
LINES = {
    "plain": ("An ordinary line.", "An ordinary line."),
    "white space": (" a\t b\r\n c\u2028d ", "a b c d"),
    "no-break and ideographic spaces": ("10\u00a0km 一\u3000二 x\u00a0 y", "10\u00a0km 一\u3000二 x y"),
    "null": ("a\x00b", "ab"),
    "escape": ("a\x1b[31mb", "a[31mb"),
    "vertical tab": ("a\x0bb\x0cc", "a b c"),
    "Windows-1252 read as Latin-1": ("it\x92s \x93so\x94\x85", "it’s “so”…"),
    "C1 without meaning": ("a\x81b\x9dc", "abc"),
    "delete": ("a\x7fb", "ab"),
    "lone surrogates": ("a\ud800b\udc00c", "abc"),
    "halves of one character": ("a\ud83d\ude00b", "a😀b"),
    "noncharacters": ("a\ufffeb\uffffc\ufdd0d\U0001ffffe\U0010fffef", "abcdef"),
    "byte order mark": ("\ufeffa\ufeffb", "ab"),
    "override": ("evil\u202egpj.exe", "evilgpj.exe"),
    "override with its end": ("a\u202ebc\u202c\u202dd\u202ce", "abcde"),
    "balanced isolate": ("a \u2067שלום\u2069 b", "a \u2067שלום\u2069 b"),
    "balanced embedding": ("a \u202bשלום\u202c b", "a \u202bשלום\u202c b"),
    "open isolate": ("a \u2067שלום b", "a שלום b"),
    "stray ends": ("a\u2069b\u202cc", "abc"),
    "crossed": (
        "\u2067a\u202bb\u2069c\u202c",
        "\u2067a\u202bb\u2069c\u202c".replace("\u2067", "").replace("\u2069", ""),
    ),
    "direction marks": ("a\u200e \u200fb\u061c", "a\u200e \u200fb\u061c"),
    "joiners": ("می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧"),
    "soft hyphen": ("Donau\u00adschiff", "Donau\u00adschiff"),
    "composition": ("Cafe\u0301 한국 \u1112\u1161\u11ab", "Café 한국 한"),
    "compatibility ideographs": ("\ufa19e\u0301", "\ufa19é"),
    "compatibility letters": ("ﬁ Å ² ｱ", "ﬁ Å ² ｱ"),
}


@pytest.mark.parametrize("name", LINES)
def test_line_becomes(name: str) -> None:
    written, expected = LINES[name]
    assert clean_text(written).text == expected


def test_a_problem_says_what_and_where() -> None:
    cleaned = clean_characters("one\ntwo\x08 \ud800 \u202ex \ufffe\ufeff\x93")
    assert [(problem.kind, problem.code_point, problem.offset) for problem in cleaned.problems] == [
        ("control", 0x08, 7),
        ("surrogate", 0xD800, 9),
        ("bidi", 0x202E, 11),
        ("noncharacter", 0xFFFE, 14),
        ("byte-order-mark", 0xFEFF, 15),
        ("control", 0x93, 16),
    ]
    assert [problem.character_name for problem in cleaned.problems] == [
        "U+0008 BACKSPACE",
        "U+D800 half of a surrogate pair",
        "U+202E RIGHT-TO-LEFT OVERRIDE",
        "U+FFFE noncharacter",
        "U+FEFF ZERO WIDTH NO-BREAK SPACE",
        "U+0093 control character",
    ]


def test_a_block_keeps_its_lines_and_spaces() -> None:
    text = "one  two\n\n    code\tx\r\nthree\rfour\x0cfive\u2029six  "
    assert clean_characters(text).text == "one  two\n\n    code\tx\nthree\nfour\nfive\nsix  "


def test_isolates_are_balanced_by_the_line() -> None:
    text = "\u2067a\n\u2067b\u2069\n\u2069"
    assert clean_characters(text).text == "a\n\u2067b\u2069\n"


def test_a_block_is_not_composed() -> None:
    """Addresses in it name files, and those have the form they have."""
    assert clean_characters("[x](Cafe\u0301.jpg)").text == "[x](Cafe\u0301.jpg)"


def test_problems_are_counted_up_to_a_limit() -> None:
    cleaned = clean_characters("\x00" * 5_000)
    assert cleaned.text == ""
    assert len(cleaned.problems) == 100
    assert cleaned.problems[0] == CharacterProblem(kind="control", code_point=0, offset=0)


@given(st.text(st.characters(blacklist_categories=[])))
def test_any_text_becomes_text_that_xml_may_hold(text: str) -> None:
    for cleaned in (clean_text(text), clean_characters(text)):
        assert XML.fullmatch(cleaned.text)
        assert "\x7f" not in cleaned.text
    assert clean_text(clean_text(text).text).text == clean_text(text).text
    assert clean_characters(clean_characters(text).text).problems == ()


@given(st.text(st.sampled_from("a\n\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")))
def test_direction_controls_are_balanced_afterwards(text: str) -> None:
    cleaned = clean_characters(text).text
    assert clean_characters(cleaned).text == cleaned
    for line in cleaned.split("\n"):
        waiting = []
        for char in line:
            if char in "\u202a\u202b":
                waiting.append("\u202c")
            elif char in "\u2066\u2067\u2068":
                waiting.append("\u2069")
            elif char in "\u202c\u2069":
                assert waiting.pop() == char
        assert not waiting
    assert not set(cleaned) & set("\u202d\u202e")


@given(st.text(st.characters(categories=["L", "N", "P", "S"], max_codepoint=0xF8FF)))
def test_letters_marks_and_numbers_stay(text: str) -> None:
    assert clean_text(text).text == unicodedata.normalize("NFC", text)
    assert clean_characters(text) == clean_characters(text)
    assert clean_characters(text).text == text
