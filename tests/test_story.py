"""What a story is known by: the same words have the same opening, and what is not words changes neither."""

from hypothesis import given
from hypothesis import strategies as st

from feedwright.catalog.story import SHORTEST_STORY, opening_of, words_of

PIECES = st.sampled_from(
    [
        "cup",
        "Final ",
        "2018",
        " ",
        "\n\n",
        "<b>",
        "</b>",
        '<a href="https://news.example/x">',
        "5 < 6",
        ">",
        "习近平",
        "é",
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.integers(1, 60)), max_size=12).map(
    lambda pieces: "".join(piece * count for piece, count in pieces)
)


@given(TEXTS, TEXTS)
def test_texts_with_the_same_words_open_alike(one: str, other: str) -> None:
    if words_of(one) == words_of(other):
        assert opening_of(one) == opening_of(other)


@given(TEXTS)
def test_layout_and_case_change_neither(text: str) -> None:
    plain = text.replace("<", " ").replace(">", " ")
    other = "<p>\n" + plain.upper().lower().replace(" ", "  \n") + " . </p>"
    plain = plain.upper().lower()
    assert words_of(other) == words_of(plain)
    assert opening_of(other) == opening_of(plain)


def test_the_end_of_a_story_is_of_its_words_and_not_of_its_opening() -> None:
    text = "The cup went to the hosts. " * 20
    assert opening_of(text) == opening_of(f"{text} More.")
    assert words_of(text) != words_of(f"{text} More.")


def test_a_short_text_tells_no_story() -> None:
    assert opening_of("a" * (SHORTEST_STORY - 1)) is None
    assert opening_of("a" * SHORTEST_STORY) is not None
    assert opening_of("a" + " " * 5000 + "a" * (SHORTEST_STORY - 1)) == opening_of("a" * SHORTEST_STORY)
    assert words_of(" - <br> ") is None
