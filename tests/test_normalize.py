"""What a record means as a whole: titles, texts, the article's life, and findings on their lines."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedwright.model import Body, Status
from feedwright.normalize import ALIASES, compose, normalize
from feedwright.select import status_at
from feedwright.site import Site
from tests.records import SITE, article, finding, raw, rules, site

NOW = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
LATER = "2030-01-01 12:00"
BEFORE = "2019-01-01 12:00"


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("normalize"))


@pytest.mark.parametrize(
    ("fields", "body", "title", "text"),
    [
        ({"title": "A title"}, "# Another\n\nText.", "A title", "# Another\n\nText."),
        ({"title": None}, "# The heading #\n\nText.", "The heading", "\nText."),
        ({"title": None}, "\n\n#  A *heading*\nText.", "A *heading*", "Text."),
        ({"title": "Tom &amp; <i>Ann</i>\n again"}, "Text.", "Tom & Ann again", "Text."),
        ({"title": 2018}, "Text.", "2018", "Text."),
    ],
)
def test_a_title(daily: Site, fields: dict[str, Any], body: str, title: str, text: str) -> None:
    said = article(raw(words=body, **fields), daily)
    assert (said.title, said.body.text) == (title, text)


@pytest.mark.parametrize(
    ("title", "body"), [(None, "Text."), ("<b></b>", "Text."), (None, "## Lower\n"), (None, "<h1>T</h1>")]
)
def test_a_record_without_a_title_is_no_article(daily: Site, title: str | None, body: str) -> None:
    assert rules(raw(title=title, body=body), daily) == ["record/title-missing"]


@pytest.mark.parametrize(
    ("fields", "body", "expected"),
    [
        ({"body": "In *a* field."}, None, Body(text="In *a* field.")),
        ({"body_html": "<p>In a field.</p>"}, None, Body(text="<p>In a field.</p>", markup="html")),
        ({"content": 17}, None, Body(text="17")),
        ({"body": "In a field."}, "After the header.", Body(text="After the header.")),
        ({"body": "One.", "body_html": "<p>Two.</p>"}, " \n", Body(text="<p>Two.</p>", markup="html")),
    ],
)
def test_a_text_from_its_place(daily: Site, fields: dict[str, Any], body: str | None, expected: Body) -> None:
    assert article(raw(words=body, **fields), daily).body == expected


def test_a_record_without_a_text_is_an_article_and_a_note(daily: Site) -> None:
    assert finding(raw(words=""), daily, "record/body-missing").severity == "info"


def test_an_illegal_character_is_taken_out_and_named_with_its_line(daily: Site) -> None:
    record = raw(words="One.\n\nTw\x00o.", summary="A\x07 summary")
    said = article(record, daily)
    assert (said.body.text, said.summary) == ("One.\n\nTwo.", "A summary")
    warnings = [each for each in normalize(record, daily).findings if each.rule == "record/illegal-character"]
    assert "line 3 of the text" in warnings[0].message
    assert warnings[1].message.startswith("summary: ")


def test_a_finding_names_the_file_and_the_line_of_the_field(daily: Site) -> None:
    said = finding(raw(pubdate="next Tuesday", date=None), daily, "record/time-unreadable")
    assert (said.path, said.line, said.message[:9]) == ("content/world/2018-11-07-final.md", 3, "pubdate: ")
    assert said.article is not None
    assert said.article.line == 3


def test_the_zone_of_a_source_that_only_the_byline_names_counts(tmp_path: Path) -> None:
    text = SITE + '[sources."Northern Wire"]\ntimezone = "America/New_York"\n'
    said = article(raw(author="Jane Roe, Northern Wire", date="2018-11-07 13:45"), site(tmp_path, text))
    assert said.published.instant.isoformat() == "2018-11-07T13:45:00-05:00"
    assert said.published.zone == "source"


LIVES: list[tuple[dict[str, Any], Status]] = [
    ({}, "published"),
    ({"draft": True}, "draft"),
    ({"draft": "yes"}, "draft"),
    ({"draft": "false"}, "published"),
    ({"published": False}, "draft"),
    ({"published": True}, "published"),
    ({"status": "draft"}, "draft"),
    ({"status": "Hidden"}, "draft"),
    ({"status": "pending"}, "draft"),
    ({"status": "publish"}, "published"),
    ({"status": "withheld"}, "withheld"),
    ({"status": "withdrawn"}, "withdrawn"),
    ({"status": "embargoed"}, "withheld"),
    ({"status": "embargoed", "embargo": LATER}, "embargoed"),
    ({"status": "embargoed", "embargo": BEFORE}, "published"),
    ({"status": "expired"}, "withheld"),
    ({"date": LATER}, "scheduled"),
    ({"date": None, "publish_at": LATER}, "scheduled"),
    ({"publishDate": LATER}, "scheduled"),
    ({"publishDate": BEFORE}, "published"),
    ({"embargo": LATER}, "embargoed"),
    ({"embargo_until": LATER}, "embargoed"),
    ({"expiryDate": BEFORE}, "expired"),
    ({"expires": LATER}, "published"),
    ({"withdrawn": True}, "withdrawn"),
    ({"withdrawn": False}, "published"),
    ({"withdrawn": "yes"}, "withdrawn"),
    ({"withdrawn": BEFORE}, "withdrawn"),
    ({"withdrawn": LATER}, "published"),
    ({"withdrawn": {"at": BEFORE, "reason": "It was <b>wrong</b>."}}, "withdrawn"),
    ({"corrections": {"note": "A name.", "at": BEFORE}}, "corrected"),
    ({"corrections": [{"note": "A name.", "at": LATER}]}, "published"),
]


@pytest.mark.parametrize(("fields", "status"), LIVES)
def test_the_life_that_a_record_declares(daily: Site, fields: dict[str, Any], status: Status) -> None:
    assert status_at(article(raw(stem="final", **fields), daily), NOW) == status


@pytest.mark.parametrize("field", ["publish_at", "embargo", "expires", "withdrawn", "corrections"])
def test_a_time_of_its_life_that_cannot_be_read_keeps_the_article_back(daily: Site, field: str) -> None:
    value = {"note": "x", "at": "someday"} if field == "corrections" else "someday"
    said = finding(raw(**{field: value}), daily, "record/time-unreadable")
    assert (said.severity, said.message.split(":")[0], said.line) == ("error", field, 4)


def test_an_unknown_status_keeps_the_article_back_and_offers_the_nearest(daily: Site) -> None:
    assert finding(raw(status="with-held"), daily, "record/status-unknown").hint == "Did you mean `withheld`?"


def test_a_withdrawal_has_its_time_and_its_reason(daily: Site) -> None:
    life = article(raw(withdrawn={"at": BEFORE, "reason": "It was <b>wrong</b>."}), daily).lifecycle
    assert life.withdrawn_at is not None
    assert life.withdrawn_at.instant.isoformat() == "2019-01-01T12:00:00+08:00"
    assert life.withdrawn_reason == "It was wrong."


def test_a_correction_counts_as_an_update_and_is_shown_in_the_text(daily: Site) -> None:
    notes = [{"note": "The <score> was 2–1.", "at": "2019-03-01 12:00"}, {"note": "A name.", "at": "2019-02-01 12:00"}]
    said = article(raw(corrections=notes, updated="2018-12-01 12:00"), daily)
    assert [each.note for each in said.lifecycle.corrections] == ["A name.", "The <score> was 2–1."]
    assert said.updated.text == "2019-03-01 12:00"
    html = compose(said, daily).content.html
    assert html.index("A name.") < html.index("The &lt;score&gt; was 2–1.")
    assert "2019-03-01 12:00" in html


def test_what_is_taken_out_of_a_text_is_a_note_about_the_record(daily: Site) -> None:
    composed = compose(article(raw(words="Text.<script>alert(1)</script>"), daily), daily)
    assert "script" not in composed.content.html
    assert [each.rule for each in composed.findings] == ["record/markup-removed"]


NAMES = sorted({name for aliases in ALIASES.values() for name in aliases} | ALIASES.keys())
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from([BEFORE, LATER, "/a", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "url", "at", "note", "src", "x"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6), body=st.text(max_size=60))
def test_any_record_gives_an_article_or_says_why_not(daily: Site, fields: dict[str, Any], body: str) -> None:
    normalized = normalize(raw(**{**fields, "words": body}), daily)
    errors = [each for each in normalized.findings if each.severity == "error"]
    assert (normalized.article is None) is bool(errors)
    assert all(each.path and each.message.endswith(".") for each in normalized.findings)
