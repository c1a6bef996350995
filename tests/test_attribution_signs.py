"""A credit is held only against the forms whose signs it has; so no form may match a text without them."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from feedwright.normalize import chain
from feedwright.normalize.attribution import bylines, labels, outlets, people, rights, text
from feedwright.normalize.attribution import credits as lines

Pattern = re.Pattern[str]


def closed(name: str, ends: tuple[str, ...]) -> bool:
    return name.rstrip().endswith(ends)


# What a text must be for a form to be tried on it. An ASCII text is told by less than any other.
SIGNS: list[tuple[Pattern, Callable[[str], object]]] = [
    (labels._label(), labels._COLONS.search),
    (labels._bar_after_label(), labels._BARS.search),
    (labels._phrase(), labels._ANY_BY.search),
    (labels._TOLD, labels._may_say_a_role),
    (labels._EAST_ASIAN_SPOKEN, labels._may_say_a_role),
    (labels._LABEL_WITHOUT_COLON, labels._may_say_a_role),
    (labels._PREPOSITION, labels._may_say_a_role),
    (labels._PREPOSITION_OR_NAME, labels._may_say_a_role),
    (rights._MARK, rights._may_state_rights),
    (rights._COPYRIGHT_SIGN, rights._may_state_rights),
    (lines._SEPARATOR, lambda words: len(lines._chunks(words)) > 1),
    (lines._BRACKETED, lambda words: words.startswith(lines._OPENING)),
    (lines._VIA, lines._with_helper),
    (lines._WITH, lines._with_helper),
    (lines._LINKED, lambda words: words.endswith(lines._CLOSING)),
    (lines._FURNISHED, lambda words: not words.isascii()),
    (bylines._JOINER, lambda words: next(bylines._joiners(words), None)),
    (bylines._JOB_BEFORE, bylines._may_tell_job),
    (bylines._JOB_BEHIND, bylines._may_tell_job),
    (bylines._FOR, bylines._may_say_for),
    (bylines._POSSESSIVE, lambda words: "'s" in words or "’s" in words),
    (bylines._BRACKETED, lambda words: closed(words, bylines._CLOSING)),
    (bylines._BRACKETED_FIRST, lambda words: words.startswith(bylines._OPENING)),
    (bylines._HAN_REPORTER, lambda words: not words.isascii()),
    (bylines._HAN_REPORT, lambda words: not words.isascii()),
    (people._PRONOUNS, lambda words: "/" in words),
    (people._ADDRESS, lambda words: "://" in words),
    (people._NAME_AND_EMAIL, lambda words: "@" in words),
    (people._EMAIL_AND_NAME, lambda words: "@" in words),
    (people._NAME_THEN_EMAIL, lambda words: "@" in words),
    (people._HANDLE, lambda words: "@" in words),
    (people._EAST_ASIAN, lambda words: not words.isascii()),
    (people._HAN_NAME, lambda words: not words.isascii()),
    (people._KOREAN_JOB, lambda words: not words.isascii()),
    (people._JAPANESE_JOB, lambda words: not words.isascii()),
    (people._CHINESE_JOB, lambda words: not words.isascii()),
    (outlets._DOMAIN, lambda words: "." in words),
    *((form, lambda start, signs=signs: any(sign in start for sign in signs)) for signs, form in text._STARTS),
    (chain._MARKS, lambda line: "*" in line or "_" in line),
    (text._END, lambda end: closed(end.rstrip().removesuffix("."), text._BRACKETS)),
]


@settings(deadline=None, max_examples=40)
@given(data=st.data())
@pytest.mark.parametrize("alphabet", [None, st.characters(max_codepoint=0x7E)], ids=["any", "ascii"])
@pytest.mark.parametrize(("form", "has_signs"), SIGNS, ids=range(len(SIGNS)))
def test_no_form_matches_a_text_without_its_signs(
    form: Pattern, has_signs: Callable[[str], object], alphabet: st.SearchStrategy[str] | None, data: st.DataObject
) -> None:
    texts = st.from_regex(re.compile(form.pattern, form.flags), alphabet=alphabet)
    try:
        words = data.draw(texts)
    except InvalidArgument:
        return  # it wants characters that the alphabet has not
    if form.search(words):
        assert has_signs(words)


@given(st.text(alphabet="bByY \t\u2003xé"))
def test_what_follows_by_is_what_the_pattern_gives(words: str) -> None:
    found = re.match(r"by\s+(?=\S)", words, re.IGNORECASE)
    assert labels.english_by(words) == (words[found.end() :] if found else None)


@given(st.text(alphabet="MmAaCcDdÄ ."))
def test_capitals_are_told_with_and_without_mc(name: str) -> None:
    assert people._is_shouted(name) == re.sub(r"\bMa?c(?=[A-Z])", "MAC", name).isupper()


@given(st.text(alphabet="tThHeE aPÉ.'-&,4"))
def test_a_plain_name_is_looked_up_as_any_other(name: str) -> None:
    words = outlets._NOT_A_LETTER.sub("", name).casefold().split()
    assert outlets.folded(name) == " ".join(words).removeprefix("the ").rstrip(".")


def test_an_ordinary_byline_compiles_no_large_pattern() -> None:
    code = (
        "import re; from feedwright.normalize import attribution; "
        "whole, found = re._compiler.compile, []; "
        "re._compiler.compile = lambda text, flags: (found.append(text), whole(text, flags))[1]; "
        "attribution.read_byline('Jane Smith'); attribution.read_credit('Morning Ledger'); "
        "assert found and all(map(str.isascii, found) or len(each) < 40 for each in found), found"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
