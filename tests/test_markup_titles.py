"""plain_title: markup out, entities decoded once, nothing else changed."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.normalize.markup import clean_text, plain_title

CASES: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "cases" / "markup" / "titles.toml").read_text(encoding="utf-8")
)["titles"]


@pytest.mark.parametrize("written", CASES)
def test_title_is_plain_text(written: str) -> None:
    assert plain_title(written).text == CASES[written]


def test_a_title_without_markup_is_a_text_of_one_line() -> None:
    assert plain_title(" a\x00b\n c ") == clean_text(" a\x00b\n c ")


def test_problems_are_reported_whether_written_or_decoded() -> None:
    kinds = [(problem.kind, problem.code_point) for problem in plain_title("<b>a\x08</b>&#x202e;b").problems]
    assert kinds == [("control", 8), ("bidi", 0x202E)]


@given(
    st.text(alphabet=st.characters(blacklist_characters="<&", blacklist_categories=["Cc", "Cf", "Cs", "Cn", "Z", "M"]))
)
def test_text_without_markup_stays(text: str) -> None:
    assert plain_title(text) == clean_text(text)


@given(st.text(alphabet="ab<>/=&;\"' \n!-#x1p", max_size=60))
def test_any_text_gives_one_line(text: str) -> None:
    title = plain_title(text).text
    assert title == " ".join(title.split())


def test_an_ordinary_title_takes_microseconds() -> None:
    title = "China looks to further progress: 世界互联网大会"
    begun = time.process_time()
    for _ in range(20_000):
        plain_title(title)
    assert time.process_time() - begun < 0.6  # 30 µs each, ten times what it should be on a slow machine
