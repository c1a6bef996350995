"""Credits as desks write them: who wrote, for whom, who passed it on, who holds the rights."""

import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedwright.model import Person
from feedwright.normalize.attribution import (
    Credits,
    credit_in_text,
    read_byline,
    read_credit,
    read_credits,
    read_rights,
)

CASES = Path(__file__).parent / "cases" / "attribution"
FAMILY = st.sampled_from(["Roe", "O'Brien", "van Dyk", "Nguyen-Smith", "Müller", "García Márquez", "Zhang", "McKay"])
GIVEN = st.sampled_from(["Jane", "Ana María", "J. R.", "Wei", "Jean-Luc", "Fatima", "Ola", "Tom"])
NAMES = st.builds(lambda given_, family: f"{given_} {family}", GIVEN, FAMILY)
PLACE = st.sampled_from(["Geneva", "New York", "Beijing", "Buenos Aires", "Wuzhen"])
OUTLET = st.sampled_from(
    ["Reuters", "AFP", "China Daily", "The Northern Gazette", "dpa", "example.com", "Harbour News"]
)


def cases(file: str, *tables: str) -> list[tuple[str, Any]]:
    """The texts of a case file with what is expected of each."""
    data = tomllib.loads((CASES / f"{file}.toml").read_text(encoding="utf-8"))
    return [each for table in tables or data for each in data[table].items()]


def person(each: Person) -> str:
    email = f" <{each.email}>" if each.email and each.email != each.name else ""
    return each.name + email + (f" {each.url}" if each.url else "")


def said(line: Credits) -> dict[str, object]:
    """What a line says, without what it does not say."""
    people = {
        "authors": [person(each) for each in line.authors],
        "editors": [person(each) for each in line.editors],
    }
    words = ("source", "source_url", "via", "rights", "holder", "nameless", "rest")
    everything = {**people, **{name: getattr(line, name) for name in words}}
    return {name: value for name, value in everything.items() if value}


@pytest.mark.parametrize(("text", "expected"), cases("bylines"))
def test_a_byline(text: str, expected: dict[str, object]) -> None:
    assert said(read_byline(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("sources"))
def test_a_source(text: str, expected: dict[str, object]) -> None:
    assert said(read_credit(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("lines"))
def test_a_line_of_a_page(text: str, expected: dict[str, object]) -> None:
    assert said(read_credits(text)) == expected


@pytest.mark.parametrize(("text", "source"), cases("texts"))
def test_the_credit_that_a_text_carries(text: str, source: str) -> None:
    assert (credit_in_text(text) or "") == source


@pytest.mark.parametrize(("line", "holder"), cases("rights", "rights"))
def test_a_copyright_line(line: str, holder: str) -> None:
    rights = read_rights(line)
    assert rights is not None
    assert rights.line == line
    assert (rights.holder or "") == holder


@pytest.mark.parametrize("line", [text for text, _ in cases("rights", "prose")])
def test_prose_about_copyright_is_no_copyright_line(line: str) -> None:
    assert read_rights(line) is None


@given(names=st.lists(NAMES, min_size=1, max_size=4, unique=True), place=PLACE, outlet=OUTLET, form=st.integers(0, 5))
def test_every_author_is_found_whatever_stands_around_them(
    names: list[str], place: str, outlet: str, form: int
) -> None:
    people = " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
    text = (
        f"By {people}",
        f"By {people} in {place}, {outlet}",
        f"{people} | {outlet} | Updated: 2018-11-07 13:45",
        f"Reporting by {people}; Editing by Max Editor",
        f"{people} for {outlet}",
        f"By {people} ({outlet})",
    )[form]
    credit = read_byline(text)
    assert [each.name for each in credit.authors] == names, text
    assert credit.source == (outlet if form in {1, 2, 4, 5} else None), text


@given(names=st.lists(NAMES, min_size=1, max_size=3, unique_by=lambda name: name.split()[-1]))
def test_every_author_keeps_their_own_address(names: list[str]) -> None:
    written = [f"{name} <{name.split()[-1].encode('ascii', 'ignore').decode()}@example.com>" for name in names]
    for joiner in (", ", " and ", "; "):
        assert [person(each) for each in read_byline(joiner.join(written)).authors] == written


@given(NAMES.filter(lambda name: "." not in name and "Mc" not in name))
def test_a_name_in_capitals_reads_like_the_same_name_in_ordinary_case(name: str) -> None:
    assert read_byline(name.upper()).authors[0].name.casefold() == name.casefold()
    assert not read_byline(f"By {name.upper()}").authors[0].name.isupper()


@settings(max_examples=200)
@given(st.text(max_size=120) | st.text(alphabet="By,and()|:/@ .©-–记者文 AbcRoe12", max_size=120))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for read in (read_byline, read_credit, read_credits):
        line = read(text)
        assert all(each.name.strip() for each in (*line.authors, *line.editors))
    credit_in_text(text)
    read_rights(text)


@pytest.mark.parametrize("read", [read_byline, read_credit, read_credits, credit_in_text, read_rights])
@pytest.mark.parametrize(
    "piece",
    ["a ", "By and ", "(", "A, ", "©", "photo and ", "文/", "记者", "1 ", "<a@b.c> ", "| ", "[a](", "A. ", "/ "],
)
def test_hostile_text_takes_no_time(read: Callable[[str], object], piece: str) -> None:
    text = (piece * 4000)[:20_000]
    begun = time.process_time()
    for length in (399, 20_000):
        read(text[:length])
    assert time.process_time() - begun < 0.5


def test_a_line_that_is_too_long_for_credits_is_left_alone() -> None:
    prose = "By the time that the meeting was over, " * 20
    assert said(read_credits(prose)) == {"rest": prose}


@pytest.mark.parametrize("text", ["By the sea, a story", "By the Sea", "von der Insel, ein Magazin"])
def test_a_source_that_begins_like_a_byline_and_names_nobody_stays_whole(text: str) -> None:
    line = read_credit(text)
    assert line.authors == ()
    assert line.source == text


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("von Anna Müller", ["Anna Müller"]),
        ("By Ludwig van Dyk and Bo Lee", ["Ludwig van Dyk", "Bo Lee"]),
    ],
)
def test_a_source_that_is_a_byline_names_its_authors(text: str, authors: list[str]) -> None:
    line = read_credit(text)
    assert [each.name for each in line.authors] == authors
    assert line.source is None
