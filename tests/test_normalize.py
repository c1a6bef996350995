"""What a record means as a whole: titles, texts, the article's life, and findings on their lines."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedwright.model import Body, Outlet, Status, Text
from feedwright.normalize import ALIASES, compose, normalize, normalize_all, time_ahead
from feedwright.normalize.explanation import explain
from feedwright.select import status_at
from feedwright.site import Site
from tests.records import SITE, article, finding, raw, rules, site

NOW = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
LATER = "2030-01-01 12:00"
BEFORE = "2019-01-01 12:00"


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("normalize"))


def test_many_records_are_understood_as_each_of_them_is(daily: Site) -> None:
    records = [
        raw(),
        raw(title=None),
        raw(section="nowhere"),
        raw(timezone="Mars/Base"),
        raw(date="someday"),
        raw(corrections="none"),
        raw(url="ftp://a.example/"),
        raw(source="Xinhua", tags=["cup"], image="https://a.example/a.png"),
        raw(status="lost", words=""),
        raw(title="The last"),
    ]
    assert normalize_all(records, daily) == [normalize(each, daily) for each in records]
    assert [each.article is not None for each in normalize_all(records, daily)] == [
        *(True, False, False, False, False, False, False, True, False, True)
    ]
    assert normalize_all([], daily) == []


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
    assert [each.severity for each in warnings] == ["error", "error"]
    assert warnings[0].line == 3
    assert warnings[1].message.startswith("summary: ")


def test_tags_are_those_of_the_record_whatever_another_one_had(daily: Site) -> None:
    for written, tags in (([1], ("1",)), ([1.0], ("1.0",)), (["1", " 1 ", ""], ("1",)), ("cup, cup", ("cup",))):
        assert article(raw(tags=written), daily).tags == tags


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
    content = compose(said, daily).content
    assert content.html.index("A name.") < content.html.index("The &lt;score&gt; was 2–1.")
    assert "2019-03-01 12:00 UTC+08:00" in content.html
    assert content.text.endswith("Correction, 2019-03-01 12:00 UTC+08:00: The <score> was 2–1.")
    assert content.summary == "A text.", "a note about a mistake is no part of what the article says"


def test_a_correction_of_which_only_the_day_is_known_shows_the_day(daily: Site) -> None:
    said = article(
        raw(form="html", words="<p>A text.</p>", corrections={"note": "Roe's: 1 < 2", "at": "2019-03-01"}), daily
    )
    html = compose(said, daily).content.html
    assert html == "<p>A text.</p>\n<p><strong>Correction, 2019-03-01:</strong> Roe's: 1 &lt; 2</p>\n"


def test_a_correction_that_is_dated_ahead_is_named_as_one(daily: Site) -> None:
    said = article(raw(corrections={"note": "N.", "at": "2099-03-01"}), daily)
    ahead = time_ahead(said, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert ahead is not None
    assert ahead.message == "corrections: '2099-03-01' is in the future."


def test_what_is_taken_out_of_a_text_is_a_note_about_the_record(daily: Site) -> None:
    composed = compose(article(raw(words="Text.<script>alert(1)</script>"), daily), daily)
    assert "script" not in composed.content.html
    assert [(each.rule, each.message) for each in composed.findings] == [
        ("record/markup-removed", "body: the element <script> was taken out: nothing runs in a feed reader.")
    ]
    frames = compose(article(raw(words="<iframe src='https://a.example/'></iframe>\n" * 2), daily), daily)
    assert [each.message for each in frames.findings] == [
        "body: the element <iframe>, which became a link (2 times), was taken out: feed readers show no frames."
    ]


def test_nothing_that_is_too_long_is_cut_without_a_word(daily: Site) -> None:
    record = raw(title="long " * 10_000, words="word " * 300_000)
    assert finding(record, daily, "record/text-too-long").message == (
        "title: only its first 20,000 characters are used."
    )
    (cut,) = compose(article(record, daily), daily).findings
    assert (cut.rule, cut.severity) == ("record/text-too-long", "warning")
    assert "only the first 1,000,000 characters are read" in cut.message
    assert cut.hint


@pytest.mark.parametrize(
    ("section", "hint"),
    [
        ("sport", "Did you mean `sports`?"),
        ("../../etc", "Write the path of a folder below content/, such as sports/soccer."),
        ("Zzz / Qq", 'To have such a section, add [sections."zzz/qq"] to feedwright.toml.'),
    ],
)
def test_an_unknown_section_says_how_to_have_it(daily: Site, section: str, hint: str) -> None:
    assert finding(raw(section=section), daily, "record/section-unknown").hint == hint


def test_a_name_in_a_table_is_taken_whole(daily: Site) -> None:
    said = article(raw(via={"name": "Via Wire"}, publisher={"name": "By the Sea Press"}), daily)
    assert said.via == Outlet(name=Text("Via Wire"))
    assert said.publisher == Outlet(name=Text("By the Sea Press"))


@pytest.mark.parametrize("field", ["via", "publisher", "source"])
def test_an_address_that_cannot_be_used_is_named_with_its_field(daily: Site, field: str) -> None:
    record = raw(**{field: {"name": "Wire", "url": "javascript:alert(1)"}})
    assert finding(record, daily, "record/url-invalid").message.startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({"source": "By John Doe", "author": "Jane Roe"}, ["Jane Roe", "John Doe"]),
        ({"source": "来源：新华社 作者：李明", "author": "n/a"}, ["李明"]),
        ({"source": "By the sea, a story", "author": "Jane Roe"}, ["Jane Roe"]),
        ({"authors": ["Jane Roe", "Madonna"]}, ["Jane Roe", "Madonna"]),
        ({"authors": ["Jane Roe", "John Doe"]}, ["Jane Roe", "John Doe"]),
    ],
)
def test_whoever_is_named_stays_named(daily: Site, fields: dict[str, Any], authors: list[str]) -> None:
    said = article(raw(**fields), daily)
    assert [each.name for each in said.authors] == authors
    if "sea" in str(fields):
        assert said.source == Outlet(name=Text("By the sea, a story"))


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"source": 'The "Sun" \\ Moon'}, 'Name it in feedwright.toml: [sources."The \\"Sun\\" \\\\ Moon"]'),
        (
            {"author": "Jane Roe | John Doe"},
            'Name it in feedwright.toml: [sources."John Doe"] For a person, write the authors as a list.',
        ),
    ],
)
def test_an_unknown_source_says_how_to_make_it_known(daily: Site, fields: dict[str, Any], hint: str) -> None:
    assert finding(raw(**fields), daily, "record/source-unknown").hint == hint


def test_a_byline_without_an_outlet_is_not_explained_as_the_source(daily: Site) -> None:
    record = raw(authors=[{"name": "Jane Roe", "url": None}])
    said = article(record, daily)
    shown = {each.field: each for each in explain(record, said, compose(said, daily).content, daily)}
    assert (shown["source"].written, shown["source"].rule) == (None, "not said")
    assert shown["authors"].written == "name: Jane Roe, url: null"


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
    costly = [
        each for each in normalized.findings if each.severity == "error" and each.rule != "record/illegal-character"
    ]
    assert (normalized.article is None) is bool(costly)
    assert all(each.path and each.message.endswith(".") for each in normalized.findings)


@pytest.mark.parametrize(
    ("written", "draft"), [("true", True), ("Yes", True), (True, True), ("no", False), (False, False)]
)
def test_a_draft(daily: Site, written: Any, draft: bool) -> None:  # noqa: FBT001 # a case
    assert article(raw(draft=written), daily).lifecycle.draft is draft


def test_what_may_be_meant_as_a_draft_is_not_published(daily: Site) -> None:
    said = finding(raw(draft="ture"), daily, "record/draft-unknown")
    assert (said.message, said.severity) == ("draft: 'ture' is neither true nor false.", "error")


@pytest.mark.parametrize(
    ("written", "outside"),
    [("../../etc/passwd", True), ("/../x.jpg", True), ("../images/a.jpg", False), ("/a..b.jpg", False)],
)
def test_a_picture_that_leads_out_of_the_content_is_reported(daily: Site, written: str, outside: bool) -> None:  # noqa: FBT001 # a case
    assert ("record/media-outside-content" in rules(raw(image=written), daily)) is outside
