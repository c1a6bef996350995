"""What the validator says in a build: with the record's line and field, with what the configuration wants, and once."""

import datetime as dt
from pathlib import Path

import pytest

from feedwright.errors import ConfigurationError, FeedwrightError
from feedwright.load import Listing, find_records
from feedwright.model import Document, Finding, Origin
from feedwright.normalize import Record
from feedwright.pipeline import Build, build
from feedwright.pipeline.causes import FIELDS, Causes, fields_of
from feedwright.pipeline.judging import Judging, judge_feed
from feedwright.render import render
from feedwright.validation.policy import Policy
from tests.factories import entry, feed
from tests.newsroom import SITE, Run, write_newsroom

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
RECORD = """---
title: One
date: 2018-11-07 13:45
updated: {updated}
{more}
---

{text}
"""
MARKUP = "headline: Two &lt;b&gt; or not"  # warns in Atom and JSON Feed


def record(*, updated: str = "2018-11-07 14:00", more: str = "tags: [cup]", text: str = "The first text.") -> str:
    return RECORD.format(updated=updated, more=more, text=text)


def newsroom(folder: Path, *, table: str = "", **records: str) -> Path:
    site = SITE + (f"\n[validate]\n{table}\n" if table else "")
    write_newsroom(folder, site=site, records={f"content/{name}.md": text for name, text in records.items()})
    return folder


def two(folder: Path, *, table: str = "") -> Path:
    """A newsroom with a sound record, and one whose title looks like markup."""
    odd = record(updated="2018-11-07 15:00").replace("title: One", MARKUP)
    return newsroom(folder, table=table, one=record(), two=odd)


def built(folder: Path) -> Build:
    return build(folder, now=NOW, jobs=1)


def said(result: Build, *groups: str) -> list[tuple[str, str, str | None]]:
    return [
        (each.rule, each.severity, each.path)
        for each in result.findings
        if each.rule.startswith(groups or ("atom/", "json/"))
    ]


WARNINGS = [("atom/text-with-markup", "warning", "atom.xml"), ("json/markup-in-text", "warning", "feed.json")]


def test_a_finding_names_the_line_and_the_field_of_its_record(tmp_path: Path) -> None:
    result = built(two(tmp_path))
    assert said(result) == WARNINGS
    for finding in result.findings:
        assert finding.article == Origin(path="content/two.md", line=2)
        assert finding.hint is not None
        assert finding.hint.endswith("It comes from `headline` of the record.")
        assert finding.entry == "tag:daily.example,2018:two"
    again = built(tmp_path)
    assert again.work.rendering.rendered == 0
    assert again.findings == result.findings


def test_annotations_mark_the_line_that_an_editor_must_mend(tmp_path: Path, run: Run) -> None:
    lines = run("build", "--site", two(tmp_path), "--now", NOW.isoformat(), "--format", "github").output.splitlines()
    assert lines[0].startswith("::warning file=content/two.md,line=2,title=atom/text-with-markup::")


@pytest.mark.parametrize(
    ("element", "message", "line"),
    [
        ("item/enclosure/@type", "<enclosure>: its attribute 'type' is no media type: 'mp3'.", 5),
        ("item/enclosure/@url", "<enclosure>: its attribute 'url' is odd: 'https://a.example/cover jpg'.", 4),
        ("atom:entry/atom:link[enclosure]/@type", "<link> is odd.", 5),
        ("items/attachments/mime_type", "it is odd.", 5),
        ("items/authors/url", "it is odd.", 9),
        ("item/media:group/media:content/media:title", "it is odd.", 5),
        ("item/guid", "it is odd.", 2),  # the record does not write its id
        ("rss/channel/title", "it is odd.", 2),  # of the feed
        (None, "it is odd.", 2),
    ],
)
def test_the_field_is_told_by_the_element_and_by_what_is_quoted(
    tmp_path: Path, element: str | None, message: str, line: int
) -> None:
    fields = (
        '[\n{"title": "One", "slug": "one",\n "date": "2018-11-07",\n "cover": "https://a.example/cover jpg",\n'
        ' "enclosure": {"url": "https://a.example/a",\n "type": "mp3"},\n "body": "",\n\n "byline": "Ann"},\n'
        ' {"title": "Two", "slug": "two", "date": "2018-11-07"}]\n'
    )
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "all.json").write_text(fields, encoding="utf-8")
    files = find_records(tmp_path / "content", site=tmp_path).files
    finding = Finding(
        rule="x/y",
        severity="error",
        message=message,
        element=element,
        article=Origin(path="content/all.json", line=2),
    )
    (traced,) = Causes(files).traced([finding])
    assert traced.article == Origin(path="content/all.json", line=line)
    assert (traced.hint is not None) == (line != 2)


def test_every_field_that_is_named_is_one_of_a_record() -> None:
    known = set(Record.__struct_fields__)
    assert {field for fields in FIELDS.values() for field in fields} <= known
    moved = Finding(rule="history/time-backwards", severity="warning", message="x")
    assert fields_of(moved) == ("updated", "date")


def test_a_record_that_is_gone_leaves_the_finding_as_it_is() -> None:
    finding = Finding(
        rule="x/y", severity="error", message="x", element="item/title", article=Origin(path="content/no.md", line=1)
    )
    assert Causes(Listing.of([], "/", "")).traced([finding]) == (finding,)


@pytest.mark.parametrize(
    ("table", "expected", "held"),
    [
        ('off = ["atom/text-with-markup", "json/markup-in-text"]', [], []),
        ('off = ["atom/text-with-markup"]', WARNINGS[1:], []),
        (
            'error = ["atom/text-with-markup"]',
            [("atom/text-with-markup", "error", "atom.xml"), WARNINGS[1]],
            ["atom.xml"],
        ),
        ('fail_on = "warning"', WARNINGS, ["atom.xml", "feed.json"]),
        ('fail_on = "never"', WARNINGS, []),
    ],
)
def test_the_configuration_says_what_counts_in_a_build(
    tmp_path: Path, table: str, expected: list[tuple[str, str, str]], held: list[str]
) -> None:
    result = built(two(tmp_path, table=table))
    assert said(result) == expected
    assert list(result.held) == held
    assert result.failed == bool(held)
    assert [name for name in ("atom.xml", "feed.json") if not (tmp_path / "feeds" / name).exists()] == held


def test_a_configuration_that_changes_is_followed_at_once(tmp_path: Path) -> None:
    assert said(built(two(tmp_path))) == WARNINGS
    two(tmp_path, table='off = ["json/markup-in-text"]')
    assert said(built(tmp_path)) == WARNINGS[:1]
    two(tmp_path, table='off = ["json/markup-in-txt"]')
    with pytest.raises(ConfigurationError, match=r"toml:8: validate\.off: .* Did you mean 'json/markup-in-text'\?"):
        built(tmp_path)
    with pytest.raises(ConfigurationError):  # nothing was kept of the build that failed
        built(tmp_path)


def test_findings_that_are_accepted_for_the_published_feeds_count_in_no_build(tmp_path: Path, run: Run) -> None:
    folder = two(tmp_path, table='fail_on = "warning"\nbaseline = "accepted.json"')
    with pytest.raises(FeedwrightError, match="baseline"):
        built(folder)
    two(tmp_path)
    built(folder)
    two(tmp_path, table='fail_on = "warning"\nbaseline = "accepted.json"')
    assert run("validate", folder / "feeds", "--site", folder, "--write-baseline").status == 0
    result = built(folder)
    assert (said(result), result.held, result.failed) == ([], (), False)
    newsroom(
        folder,
        three=record(updated="2018-11-07 16:00").replace("title: One", MARKUP),
        table='fail_on = "warning"\nbaseline = "accepted.json"',
    )
    more = built(folder)
    assert {each.entry for each in more.findings} == {"tag:daily.example,2018:three"}
    assert more.held == ("atom.xml", "feed.json")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (record(), []),
        (record(text="More."), []),
        (record(text="More.", updated="2018-11-08 10:00"), []),
        (record(more="tags: [cup, final]", updated="2018-11-08 10:00"), []),
        (record(updated="2018-11-08 10:00"), ["history/updated-without-change"]),
        (record(text="More.", updated="2018-11-07 13:50"), ["history/time-backwards"]),
        (record().replace("13:45", "13:40"), ["history/published-changed"]),
    ],
)
def test_what_moved_since_the_last_build_is_told_once(tmp_path: Path, after: str, expected: list[str]) -> None:
    built(newsroom(tmp_path, one=record()))
    newsroom(tmp_path, one=after)
    result = built(tmp_path)
    moved = [each for each in result.findings if each.rule.startswith("history/")]
    assert [each.rule for each in moved] == expected
    for each in moved:
        assert each.severity == "warning"
        assert each.path == "atom.xml"
        assert each.article is not None
        assert each.article.path == "content/one.md"
        assert each.article.line in {3, 4}
    assert not result.failed
    assert not said(built(tmp_path), "history/")


def test_a_feed_that_shrank_is_told_before_it_is_published(tmp_path: Path, run: Run) -> None:
    many = {f"r{number}": record() for number in range(4)}
    built(newsroom(tmp_path, **many))
    for name in ("r1", "r2", "r3"):
        newsroom(tmp_path, **{name: record(more="withdrawn: true")})
    check = ("build", "--site", tmp_path, "--now", NOW.isoformat(), "--check")
    assert "history/feed-shrunk" in run(*check).errors
    assert "history/feed-shrunk" in run(*check).errors
    assert said(built(tmp_path), "history/") == [("history/feed-shrunk", "warning", "atom.xml")]
    assert not said(built(tmp_path), "history/")


def test_rules_about_two_builds_can_be_off_or_fail_but_hold_nothing(tmp_path: Path) -> None:
    rule = "history/updated-without-change"
    for table, failed in ((f'off = ["{rule}"]', False), (f'error = ["{rule}"]', True)):
        folder = tmp_path / str(failed)
        built(newsroom(folder, table=table, one=record()))
        newsroom(folder, table=table, one=record(updated="2018-11-08 10:00"))
        result = built(folder)
        assert (result.failed, bool(said(result, rule)), result.held) == (failed, failed, ())


def test_the_formats_of_a_feed_that_disagree_are_told_in_a_build(tmp_path: Path) -> None:
    documents = render(
        feed(entry(name="one", title="One"), entry(name="two", title="Two", updated="2018-11-08T00:00:00Z"))
    )
    judging = Judging(policy=Policy(), output=tmp_path)
    base = "https://newsroom.example/feeds/sports/"
    verdicts, moved = judge_feed(documents, base=base, judging=judging)
    assert [verdict.findings for verdict in verdicts] == [(), (), ()]
    assert moved == ()
    rss, atom, json = documents
    wrong = Document(
        path=json.path, media_type=json.media_type, data=json.data.replace(b"Two", b"2"), entries=json.entries
    )
    verdicts, _ = judge_feed((rss, atom, wrong), base=base, judging=judging)
    (finding,) = (each for verdict in verdicts for each in verdict.findings)
    assert (finding.rule, finding.path) == ("formats/title-differs", "sports/feed.json")
    assert finding.line is not None
    assert b'"tag:newsroom.example,2018:two"' in wrong.data.splitlines()[finding.line]
    assert finding.article == Origin(path="content/sports/soccer/cup-final.md")
    raised = Judging(policy=Policy(severities={"formats/title-differs": "error"}), output=tmp_path)
    verdicts, _ = judge_feed((rss, atom, wrong), base=base, judging=raised)
    assert [verdict.held for verdict in verdicts] == [False, False, True]


def test_a_build_without_changes_asks_the_validator_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = 'off = ["atom/text-with-markup"]\nfail_on = "warning"'
    built(newsroom(tmp_path, table=table, one=record()))

    def refuse(*_arguments: object, **_more: object) -> None:
        raise AssertionError("the validator was asked")

    monkeypatch.setattr("feedwright.validation.policy.check_rule_names", refuse)
    monkeypatch.setattr("feedwright.validation.policy.site_policy", refuse)
    monkeypatch.setattr("feedwright.validation.judgement.judge_and_read", refuse)
    assert not built(tmp_path).failed
