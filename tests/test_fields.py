"""The fields of a record under all the names that people write them."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.model import Article
from feedwright.normalize import ALIASES, Record
from feedwright.normalize.fields import IGNORED, KNOWN, named, named_closely, tag_names
from feedwright.site import Site
from tests.records import article, finding, raw, rules, site

DOCUMENT = Path(__file__).parents[1] / "docs" / "records.md"
VALUES: dict[str, Any] = {
    "id": "urn:ex:1",
    "title": "A title",
    "subtitle": "A subtitle",
    "summary": "A summary.",
    "date": "2018-11-07T13:45:00+08:00",
    "updated": "2018-11-08T13:45:00+08:00",
    "publish_at": "2018-11-09T13:45:00+08:00",
    "embargo": "2018-11-09T13:45:00+08:00",
    "expires": "2018-11-09T13:45:00+08:00",
    "withdrawn": "2018-11-09T13:45:00+08:00",
    "corrections": {"note": "A name was wrong.", "at": "2018-11-09T13:45:00+08:00"},
    "timezone": "Europe/Paris",
    "section": "sports",
    "tags": ["one", "two"],
    "language": "fr",
    "draft": True,
    "status": "withheld",
    "slug": "a-slug",
    "url": "https://daily.example/a",
    "canonical": "https://paper.example/a",
    "authors": "Jane Roe",
    "source": "A Source",
    "source_url": "https://paper.example/b",
    "via": "A Wire",
    "publisher": "A Publisher",
    "rights": "© Somebody",
    "image": "https://daily.example/a.jpg",
    "media": "https://daily.example/a.mp3",
}


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("fields"))


def facts(each: Article) -> dict[str, object]:
    """An article without its place."""
    return {name: getattr(each, name) for name in each.__struct_fields__ if name != "origin"}


@pytest.mark.parametrize(
    ("name", "alias"), [(name, alias) for name, aliases in ALIASES.items() if name in VALUES for alias in aliases]
)
def test_an_alias_means_what_its_field_means(daily: Site, name: str, alias: str) -> None:
    base = {name: None} if name in {"title", "date"} else {}
    plain = article(raw(**{**base, name: VALUES[name]}), daily)
    for written in (alias, alias.upper(), alias.capitalize(), f"{alias[:2]}_{alias[2:]}", f"{alias[:2]}-{alias[2:]}"):
        assert facts(article(raw(**{**base, written: VALUES[name]}), daily)) == facts(plain)


@pytest.mark.parametrize("name", sorted(VALUES))
def test_every_field_makes_a_difference(daily: Site, name: str) -> None:
    said = article(raw(**{name: VALUES[name]}), daily)
    assert facts(said) != facts(article(raw(), daily))


def test_a_field_in_a_table_of_zola_or_hugo_counts_unless_the_record_says_it_itself(daily: Site) -> None:
    for table in ("extra", "params", "taxonomies"):
        assert article(raw(**{table: {"author": "Jane Roe"}}), daily).authors[0].name == "Jane Roe"
        both = raw(**{table: {"author": "Jane Roe"}, "byline": "John Doe"})
        assert article(both, daily).authors[0].name == "John Doe"
        assert rules(raw(**{table: {"colour": "red"}}), daily) == []


def test_the_canonical_name_goes_before_its_aliases_in_any_order(daily: Site) -> None:
    for fields in ({"summary": "One.", "description": "Two."}, {"description": "Two.", "summary": "One."}):
        assert article(raw(**fields), daily).summary == "One."


def test_empty_fields_say_nothing(daily: Site) -> None:
    empty = {name: "" for name in VALUES if name not in {"title", "date", "draft"}}
    assert facts(article(raw(**empty), daily)) == facts(article(raw(), daily))


def test_tags_and_its_other_names_add_up(daily: Site) -> None:
    fields = {
        "tags": ["one", "two"],
        "categories": "three, one",
        "keywords": ["four", 5],
        "category": "<b>six</b> &amp; 7",
    }
    assert article(raw(**fields), daily).tags == ("one", "two", "three", "four", "5", "six & 7")


@given(st.lists(st.text(max_size=8) | st.integers(0, 99), max_size=6))
def test_tags_are_each_named_once(tags: list[str | int]) -> None:
    names = tag_names(tags)
    assert len(names) == len(set(names))
    assert all(name.strip() == name and name for name in names)


@pytest.mark.parametrize("name", ["sumary", "tittle_", "pubdat", "autor", "langage"])
def test_a_slip_of_a_known_name_is_a_warning_with_the_mend(daily: Site, name: str) -> None:
    said = finding(raw(**{name: "x"}), daily, "record/field-unknown")
    assert said.severity == "warning"
    assert said.hint is not None
    assert said.hint.startswith("Did you mean `")


def test_a_name_like_none_is_a_note_and_a_name_of_another_tool_nothing(daily: Site) -> None:
    assert finding(raw(colour_of_the_day="red"), daily, "record/field-unknown").severity == "info"
    for name in sorted(IGNORED):
        assert rules(raw(**{name: "x"}), daily) == [], name


def test_a_wrong_form_costs_the_article_under_our_name_and_only_the_field_under_anothers(daily: Site) -> None:
    assert rules(raw(slug={"a": 1}), daily) == ["record/field-type"]
    said = finding(raw(locale={"a": 1}, headline="x"), daily, "record/field-type")
    assert said.severity == "warning"
    assert said.message.startswith("locale: ")
    assert said.hint is not None
    assert "BCP 47" in said.hint


@pytest.mark.parametrize(
    ("written", "language"),
    [("fr", "fr"), ("zh_CN", "zh-CN"), ("de_DE.UTF-8", "de-DE"), ("French, mostly", "en"), ("", "en")],
)
def test_language(daily: Site, written: str, language: str) -> None:
    record = raw(language=written)
    assert article(record, daily).language == language
    assert ("record/language-invalid" in rules(record, daily)) is (written == "French, mostly")


def test_known_names_are_folded_and_belong_to_one_field() -> None:
    assert all(re.fullmatch(r"[a-z]+", name) for name in KNOWN)
    aliases = [alias for names in ALIASES.values() for alias in names]
    assert len(aliases) == len(set(aliases))
    assert not IGNORED & KNOWN.keys()
    assert set(KNOWN.values()) == {field.name for field in msgspec.structs.fields(Record)}


def test_the_document_names_every_field_that_a_record_may_have() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    fields = {field.name for field in msgspec.structs.fields(Record)}
    for name, aliases in rows.items():
        if name in fields:
            known = set(re.findall(r"`(\w+)`", aliases))
            assert known <= {alias for alias, field in KNOWN.items() if field in {name, "publish_at"}}, name


NAMES = st.sampled_from(
    sorted({*VALUES, *KNOWN, *IGNORED, "pubDate", "Last-Modified", "published", "extra", "params", "dc.title", "odd"})
)
WRITTEN = st.one_of(st.none(), st.booleans(), st.sampled_from(["", "x", "a, b", 0, 1.5]), st.just({"tags": "x"}))


@given(st.dictionaries(NAMES, WRITTEN, max_size=8))
def test_the_names_of_a_record_mean_what_a_closer_look_at_them_tells(fields: dict[str, object]) -> None:
    assert named(fields) == named_closely(fields)


def test_published_is_a_date_and_for_jekyll_a_switch() -> None:
    assert named({"published": False}).values == {"draft": True}
    assert named({"published": "2018-11-07"}).values == {"date": "2018-11-07"}
