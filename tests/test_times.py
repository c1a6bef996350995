"""When an article was published and changed: declared zones, days without a time, order, and what is doubtful."""

import datetime as dt
from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from feedwright.model import Article, Finding, RawRecord, Timestamp
from feedwright.model import Origin as Place
from feedwright.normalize import Record, normalize
from feedwright.normalize.report import RecordReport
from feedwright.normalize.times import Clock, day_orders, time_ahead
from feedwright.site import Site, load_site
from feedwright.site.zones import zone

TOML = """[site]
title = "Daily"
url = "https://daily.example/"
timezone = "Asia/Shanghai"
tag = "daily.example,2018"
[sections.europe]
timezone = "Europe/Paris"
language = "pl"
[sources."Harbour Press"]
timezone = "America/New_York"
[sources."Northern Wire"]
"""


class NoLines:
    def line(self, name: str) -> int | None:
        del name
        return None


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "feedwright.toml").write_text(TOML, encoding="utf-8")
    return load_site(folder)


def raw(fields: Mapping[str, object], *, folder: str = "", stem: str = "story") -> RawRecord:
    return RawRecord(
        origin=Place(path=f"content/{stem}.md", line=1),
        fields={"title": "A title", **fields},
        lines=NoLines(),
        body="Text.",
        folder=folder,
        stem=stem,
    )


def article(site: Site, fields: Mapping[str, object], *, folder: str = "", stem: str = "story") -> Article:
    normalized = normalize(raw(fields, folder=folder, stem=stem), site)
    assert normalized.article is not None, normalized.findings
    return normalized.article


def findings(site: Site, fields: Mapping[str, object], *, stem: str = "story") -> tuple[Finding, ...]:
    return normalize(raw(fields, stem=stem), site).findings


def seconds(timestamp: Timestamp) -> str:
    return timestamp.instant.isoformat()


@pytest.mark.parametrize(
    ("fields", "folder", "expected", "declared_by"),
    [
        ({}, "", "2018-11-07T13:45:00+08:00", "site"),
        ({}, "europe", "2018-11-07T13:45:00+01:00", "site"),
        ({"source": "Harbour Press"}, "europe", "2018-11-07T13:45:00-05:00", "source"),
        ({"source": "Northern Wire"}, "europe", "2018-11-07T13:45:00+01:00", "site"),
        ({"source": "Nobody Knows"}, "", "2018-11-07T13:45:00+08:00", "site"),
        ({"timezone": "Asia/Kolkata", "source": "Harbour Press"}, "europe", "2018-11-07T13:45:00+05:30", "explicit"),
    ],
)
def test_the_zone_is_the_records_else_the_sources_else_the_sections_else_the_sites(
    site: Site, fields: Mapping[str, object], folder: str, expected: str, declared_by: str
) -> None:
    published = article(site, {"date": "2018-11-07 13:45", **fields}, folder=folder).published
    assert (seconds(published), published.zone) == (expected, declared_by)


def test_a_zone_in_the_text_goes_before_every_declared_one(site: Site) -> None:
    fields = {"date": "2018-11-07T13:45:00+09:00", "timezone": "Asia/Kolkata", "source": "Harbour Press"}
    published = article(site, fields, folder="europe").published
    assert (seconds(published), published.zone) == ("2018-11-07T13:45:00+09:00", "explicit")


def test_the_declared_zone_of_a_source_decides_an_ambiguous_name(site: Site) -> None:
    assert seconds(article(site, {"date": "2018-11-07 13:45 CST"}).published) == "2018-11-07T13:45:00+08:00"
    (finding,) = findings(site, {"date": "2018-11-07 13:45 CST", "source": "Harbour Press"})
    assert finding.rule == "record/time-unreadable"
    assert "CST may mean" in finding.message


def test_a_zone_that_does_not_exist_is_named(site: Site) -> None:
    (finding,) = findings(site, {"date": "2018-11-07 13:45", "timezone": "Asia/Shangai"})
    assert finding.rule == "record/timezone-unknown"
    assert finding.hint == "Did you mean `Asia/Shanghai`?"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2018-11-07", "2018-11-07T12:00:00+08:00"),
        ("7 Nov 2018", "2018-11-07T12:00:00+08:00"),
        ("2018年11月7日", "2018-11-07T12:00:00+08:00"),
        ("2018-11-07Z", "2018-11-07T12:00:00+00:00"),
        ("2018-11-07-12:00", "2018-11-07T12:00:00-12:00"),
    ],
)
def test_a_day_without_a_time_stands_at_the_declared_time_of_that_day(site: Site, date: str, expected: str) -> None:
    published = article(site, {"date": date}).published
    assert (seconds(published), published.precision, published.text) == (expected, "day", date)


def test_noon_is_noon_on_the_days_when_clocks_change(site: Site) -> None:
    for day, expected in (("2018-03-11", "-04:00"), ("2018-11-04", "-05:00")):
        published = article(site, {"date": day, "source": "Harbour Press"}).published
        assert seconds(published) == f"{day}T12:00:00{expected}"


def test_a_day_stays_that_day_where_its_midnight_comes_twice_or_never(site: Site) -> None:
    for day, name in (("2018-11-04", "America/Havana"), ("2018-11-04", "America/Sao_Paulo")):
        published = article(site, {"date": day, "timezone": name}).published
        assert published.instant == dt.datetime(2018, 11, 4, 12, tzinfo=zone(name))


@pytest.mark.parametrize("moment", [1541569500, 1541569500000, 1541569500.5])
def test_a_number_counts_from_1970(site: Site, moment: float) -> None:
    published = article(site, {"date": moment}).published
    assert (seconds(published), published.zone) == ("2018-11-07T05:45:00+00:00", "explicit")


def test_the_sections_language_decides_what_a_month_is_called(site: Site) -> None:
    assert article(site, {"date": "7 listopada 2018"}, folder="europe").published.instant.month == 11
    assert article(site, {"date": "7 listopada 2018", "language": "hr"}).published.instant.month == 10
    (finding,) = findings(site, {"date": "7 listopada 2018"})
    assert "it may mean 7 October 2018 or 7 November 2018" in finding.message


@pytest.mark.parametrize(
    ("date", "rule", "severity", "said"),
    [
        ("soon", "time-unreadable", "error", "date: 'soon' cannot be read as a time: it has no number."),
        ("07/11/2018", "time-unreadable", "error", "it may mean 11 July 2018 or 7 November 2018"),
        ("2018-11", "time-unreadable", "error", "it does not say the day"),
        ("1970-01-01T00:00:00Z", "time-unreadable", "error", "the zero of computer clocks"),
        ("1987-11-07 13:45 EST", "time-implausible", "warning", "'1987-11-07 13:45 EST' is before 1990"),
        ("Fri, 07 Nov 2018 13:45:00 GMT", "time-note", "info", "is a Wednesday, not a Friday"),
        ("2018-11-04 01:30 America/New_York", "time-note", "info", "01:30 came twice on 4 November 2018"),
        ("2018-03-11 02:30 America/New_York", "time-unreadable", "error", "whose clocks skipped it"),
    ],
)
def test_what_is_said_about_a_time(site: Site, date: str, rule: str, severity: str, said: str) -> None:
    normalized = normalize(raw({"date": date}), site)
    (finding,) = normalized.findings
    assert (finding.rule, finding.severity) == (f"record/{rule}", severity)
    assert said in finding.message
    assert (normalized.article is None) == (severity == "error")


def test_without_a_date_the_files_name_says_it(site: Site) -> None:
    assert seconds(article(site, {}, stem="2018-11-07-story").published) == "2018-11-07T12:00:00+08:00"
    assert seconds(article(site, {"date": "2018-11-08"}, stem="2018-11-07-story").published)[:10] == "2018-11-08"
    (finding,) = findings(site, {})
    assert (finding.rule, finding.hint) == ("record/date-missing", "Add: date: 2018-11-07 13:45")


def test_updated_alone_is_taken_for_both_and_marked(site: Site) -> None:
    changed = article(site, {"updated": "2018-11-07 13:45"})
    assert (changed.published.instant, changed.published.inferred) == (changed.updated.instant, True)
    assert not changed.updated.inferred
    plain = article(site, {"date": "2018-11-07 13:45"})
    assert (plain.updated.instant, plain.updated.inferred) == (plain.published.instant, True)


@pytest.mark.parametrize(
    ("date", "updated", "expected", "warned"),
    [
        ("2018-11-07 13:45", "2018-11-08 09:00", ("07T13:45", "08T09:00"), 0),
        ("2018-11-07 13:45", "2018-11-06 09:00", ("07T13:45", "07T13:45"), 1),
        ("2018-11-07 13:45", "2018-11-07", ("07T13:45", "07T13:45"), 0),
        ("2018-11-07", "2018-11-07 09:00", ("07T09:00", "07T09:00"), 0),
        ("2018-11-07", "2018-11-06", ("07T12:00", "07T12:00"), 1),
    ],
)
def test_an_article_is_never_changed_before_it_is_published(
    site: Site, date: str, updated: str, expected: tuple[str, str], warned: int
) -> None:
    normalized = normalize(raw({"date": date, "updated": updated}), site)
    assert normalized.article is not None
    times = (normalized.article.published, normalized.article.updated)
    assert tuple(seconds(each)[8:16] for each in times) == expected
    assert [each.rule for each in normalized.findings] == ["record/updated-before-published"] * warned


def test_a_correction_counts_as_the_last_change(site: Site) -> None:
    fields = {"date": "2018-11-07 13:45", "corrections": [{"note": "A name was wrong.", "at": "2018-11-09 10:00"}]}
    assert seconds(article(site, fields).updated) == "2018-11-09T10:00:00+08:00"


@pytest.mark.parametrize(("first", "expected"), [("day", "2018-11-07"), ("month", "2018-07-11")])
def test_an_order_that_is_known_is_used_and_said(site: Site, first: str, expected: str) -> None:
    report = RecordReport(raw({}))
    clock = Clock.of(Record(), site, report, section=None, source=None)
    assert clock is not None
    timestamp = replace(clock, day_first=first == "day").read("07/11/2018 13:45", "date", report)
    assert timestamp is not None
    assert seconds(timestamp) == f"{expected}T13:45:00+08:00"
    (finding,) = report.findings
    assert (finding.rule, finding.severity) == ("record/time-note", "info")
    assert f"the {first} first, as this newsroom writes" in finding.message


@pytest.mark.parametrize(
    ("fields", "orders"),
    [
        ({"pubDate": "25/12/2018 10:00"}, {"day"}),
        ({"lastmod": "12/25/2018"}, {"month"}),
        ({"date": "Wed 07.11.2018"}, {"either"}),
        ({"summary": "25/12/2018", "date": "07/11/2018"}, {"either"}),
        ({"date": "25/12/2018", "updated": "7/11/2018"}, {"day", "either"}),
        ({"date": "25/12/2018", "expires": "12/25/2018"}, {"either"}),
        ({"date": "2018-12-25", "withdrawn": {"at": "7/11/2018", "reason": "25/12/2018"}}, {"either"}),
        ({"date": "2018-12-25", "retracted": "7/11/2018"}, {"either"}),
        (
            {"corrections": [{"note": "12/25/2018", "at": "7/11/2018"}, {"note": "", "at": "25/12/2018"}]},
            {"day", "either"},
        ),
        ({"params": {"date": "12/25/2018", "venue": "7/11/2018"}}, {"month"}),
        ({"date": 1541569500}, set()),
        ({"date": "2018-12-25"}, set()),
        ({"summary": "25/12/2018"}, set()),
    ],
)
def test_what_a_record_tells_of_the_order_of_day_and_month(fields: dict[str, object], orders: set[str]) -> None:
    assert day_orders(raw(fields)) == orders


NOW = dt.datetime(2018, 11, 7, 5, 45, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"date": "2018-11-07 13:45"}, None),
        ({"date": "2018-11-07 13:54"}, None),
        ({"date": "2018-11-07 13:56"}, "date"),
        ({"date": "2018-11-07T13:45:00Z"}, "date"),
        ({"date": "2018-11-01 09:00", "updated": "2018-11-08 09:00"}, "updated"),
        ({"date": "2018-12-01 09:00", "publish_at": "2018-12-01 09:00"}, None),
        ({"date": "2018-12-01 09:00", "embargo": "2018-12-01 09:00"}, None),
    ],
)
def test_a_time_in_the_future_is_reported_unless_it_is_declared(
    site: Site, fields: Mapping[str, object], field: str | None
) -> None:
    finding = time_ahead(article(site, fields), NOW)
    if field is None:
        assert finding is None
        return
    assert finding is not None
    assert (finding.rule, finding.severity, finding.path) == ("record/time-ahead", "warning", "content/story.md")
    assert finding.message == f"{field}: {str(fields[field])!r} is in the future."
