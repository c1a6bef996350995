"""summarize: the beginning of a text, cut where a reader would."""

import tomllib
from pathlib import Path
from typing import TypedDict

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from feedwright.normalize.markup import summarize


class Case(TypedDict, total=False):
    name: str
    text: str
    limit: int
    language: str
    summary: str


CASES: list[Case] = tomllib.loads(
    (Path(__file__).parent / "cases" / "markup" / "summaries.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_text_is_summed_up(case: Case) -> None:
    assert summarize(case["text"], limit=case["limit"], language=case.get("language", "en")) == case["summary"]


def test_paragraphs_end_sentences_whatever_follows() -> None:
    text = "A first paragraph ends with U.S.\n\nand the second one is so long that it does not fit in here any more."
    assert summarize(text, limit=50) == "A first paragraph ends with U.S."


def test_the_limit_may_be_tiny() -> None:
    assert [summarize("Some words here.", limit=limit) for limit in (-1, 0, 1, 2, 5, 6)] == [
        "",
        "",
        "…",
        "S…",
        "Some…",
        "Some…",
    ]


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    text = "词" * 3_000_000
    assert len(summarize(text)) == 280


texts = st.one_of(st.text(), st.text(st.sampled_from("aA .!?…\n,é\u0301👨\u200d👩🇨🇳한中。、「」กเา้\u00a0-(1")))


@given(texts, st.integers(2, 40), st.sampled_from([None, "en", "de", "zh", "th", "xx-YY"]))
def test_any_summary_is_a_beginning(text: str, limit: int, language: str | None) -> None:
    summary = summarize(text, limit=limit, language=language)
    clusters = regex.findall(r"\X", summary)
    assert len(clusters) <= limit
    assert summary == " ".join(summary.split())
    flat = "".join(text.split())
    cut = summary.endswith("…") and not flat.startswith("".join(summary.split()))
    assert flat.startswith("".join(summary.removesuffix("…" if cut else "").split()))
