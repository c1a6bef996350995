"""Profiles: data that a newsroom can write too, checked when they are read, and what they say of others' documents."""

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from feedwright.errors import ConfigurationError
from feedwright.pipeline import build
from feedwright.site import Profile, load_profile, profile_names
from feedwright.site.profile_schema import HtmlTable, ImagesTable, LimitsTable
from feedwright.validation import rules
from feedwright.validation.partners import Picture, judge_for_partner
from tests.newsroom import SITE, Run, write_newsroom

CASES = Path(__file__).parent / "cases" / "partners"
JUDGED = tomllib.loads((CASES / "judged.toml").read_text(encoding="utf-8"))["cases"]
NOW = dt.datetime(2018, 11, 8, tzinfo=dt.UTC)
NAMES = profile_names()
SHIPPED = Path(__file__).resolve().parents[1] / "src" / "feedwright" / "profiles"
WORDS = " ".join(["bridge"] * 200)
MINE = """name = "The Herald"
format = "rss"
file = "herald.xml"
[namespaces]
h = "https://herald.example/ns"
[entry]
guid = "permalink"
elements = [
    { element = "h:state", attributes = { is = "fresh" }, states = ["new"] },
    { element = "h:state", attributes = { is = "changed", at = "{updated|rfc3339}" }, states = ["updated"] },
    { element = "h:state", attributes = { is = "gone" }, states = ["withdrawn"] },
    { element = "h:by", each = "authors", text = "{each.name}", attributes = { mail = "{each.email}" } },
    { element = "h:desk", text = "{option.desk}" },
]
[withdrawal]
says = "bare"
days = 2
[[rules]]
id = "author"
of = "h:by"
required = true
hint = "Name the author."
"""


def load(name: str) -> Profile:
    return load_profile(name)


def rss(profile: Profile, head: str, entry: str) -> bytes:
    prefixes = "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in profile.prefixes.items())
    channel = f"<title>A</title><link>https://a.example/</link><description>A</description>{head}<item>{entry}</item>"
    return f'<rss version="2.0"{prefixes}><channel>{channel}</channel></rss>'.replace("{words}", WORDS).encode()


@pytest.mark.parametrize("case", JUDGED, ids=lambda case: str(case["about"]))
def test_documents_of_others_are_judged(case: dict[str, Any]) -> None:
    profile = load(case["profile"])
    data = rss(profile, case.get("head", ""), case["entry"])
    found = judge_for_partner(data, profile, now=NOW)
    assert sorted(finding.rule for finding in found) == sorted(f"{profile.id}/{rule}" for rule in case["rules"])
    assert all(finding.message.endswith(".") and finding.hint and finding.spec for finding in found)
    assert all(finding.line for finding in found if finding.rule != f"{profile.id}/too-few")


def test_every_profile_for_rss_is_judged_by_a_case() -> None:
    assert {case["profile"] for case in JUDGED} == {name for name in NAMES if load(name).format == "rss"}


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_says_how_far_it_is_known(name: str) -> None:
    profile = load(name)
    assert profile.facts
    assert all(fact.source and fact.about for fact in profile.facts)
    marks = {fact.mark for fact in profile.facts}
    assert {rule.mark for rule in profile.rules} <= marks
    tables = ((profile.limits, LimitsTable()), (profile.html, HtmlTable()), (profile.images, ImagesTable()))
    assert {table.mark for table, nothing in tables if table != nothing} <= marks
    assert set(profile.waives) <= set(rules())
    assert all(rule.hint for rule in profile.rules if rule.pattern)  # a pattern is no mend


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_is_as_its_json_schema_wants_it(name: str, run: Run) -> None:
    schema = json.loads(run("schema", "profile").output)
    told = tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    told["formt"] = "rss"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(told)


# A newsroom's own


def newsroom(folder: Path, header: str = "", *, profile: str = MINE) -> None:
    partner = '[partners.herald]\nprofile = "profiles/herald.toml"\noptions = { desk = "city" }\n'
    record = f"---\ntitle: One\ndate: 2018-11-07 13:45\nauthor: Jane Roe <jane@a.example>\n{header}---\n\nText.\n"
    write_newsroom(
        folder,
        site=SITE + partner,
        records={"content/one.md": record, "content/two.md": "---\ntitle: Two\ndate: 2018-11-07\n---\n\nMore.\n"},
    )
    (folder / "profiles").mkdir(exist_ok=True)
    (folder / "profiles" / "herald.toml").write_text(profile, encoding="utf-8")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", '<h:state is="fresh"/>'),
        ("updated: 2018-11-07 15:00\n", '<h:state is="changed" at="2018-11-07T15:00:00+08:00"/>'),
        ("withdrawn: 2018-11-07 16:00\n", '<h:state is="gone"/>'),
    ],
)
def test_a_newsroom_writes_its_own_profile_without_python(tmp_path: Path, header: str, expected: str) -> None:
    newsroom(tmp_path, header)
    result = build(tmp_path, now=NOW, jobs=1)
    text = (tmp_path / "feeds" / "partners" / "herald" / "herald.xml").read_text(encoding="utf-8")
    assert expected in text
    assert text.count("<h:state") == 1
    assert '<guid isPermaLink="true">https://daily.example/' in text
    if "gone" not in expected:
        assert '<h:by mail="jane@a.example">Jane Roe</h:by>' in text
        assert "<h:desk>city</h:desk>" in text
    (left_out,) = [finding for finding in result.findings if finding.rule == "herald/author"]
    assert (left_out.path, left_out.severity, left_out.hint) == ("content/two.md", "warning", "Name the author.")


def test_a_change_of_the_profile_is_seen(tmp_path: Path) -> None:
    newsroom(tmp_path)
    build(tmp_path, now=NOW, jobs=1)
    newsroom(tmp_path, profile=MINE.replace('is = "fresh"', 'is = "new"'))
    assert build(tmp_path, now=NOW, jobs=1).work.rendering.rendered == 1
    assert '<h:state is="new"/>' in (tmp_path / "feeds/partners/herald/herald.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        ("format =", "formt =", 2, "Unknown key `formt`", "Did you mean `format`?"),
        ('format = "rss"', 'format = "rsss"', 2, "format", "`rss`, `atom`"),
        ("guid =", "gid =", 7, "Unknown key `gid` in [entry]", "Did you mean `guid`?"),
        ('name = "The Herald"\n', "", None, "must say `name`", "name ="),
        ('format = "rss"', 'format = "rss', 2, "not TOML", None),
        ("h:state", "x:state", 9, "prefix of 'x:state' is not declared", "[namespaces]"),
        ("{updated|rfc3339}", "{updated}", 10, "{updated} is a time", "{updated|rfc822}"),
        ("{updated|rfc3339}", "{updatet|rfc3339}", 10, "says nothing here", "Did you mean `updated`?"),
        ("{each.email}", "{each.mail}", 12, "says nothing here", "Did you mean `each.email`?"),
        ("{option.desk}", "{section|rfc822}", 13, "section is not a time", "{section}"),
        ('of = "h:by"', 'of = "k:by"', 20, "prefix 'k' is not declared", "[namespaces]"),
        ("required = true", "requird = true", 21, "Unknown key `requird` in [rules]", "Did you mean `required`?"),
        ("required = true", 'pattern = "("', 21, "no regular expression", None),
        ("hint =", '[[rules]]\nid = "author"\nof = "title"\nhint =', 23, "two rules 'author'", "another id"),
        ('says = "bare"', 'says = "loud"', 16, "withdrawal.says", "tombstone"),
    ],
)
def test_a_fault_in_a_profile_is_named_with_its_line_and_its_mend(
    tmp_path: Path, old: str, new: str, line: int | None, message: str, hint: str | None
) -> None:
    assert old in MINE
    file = tmp_path / "mine.toml"
    file.write_text(MINE.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_profile("mine.toml", tmp_path)
    assert message in caught.value.message
    assert (caught.value.line, caught.value.path) == (line, str(file))
    assert (hint or "") in (caught.value.hint or "")


def test_the_second_of_two_tables_is_told_from_the_first(tmp_path: Path) -> None:
    extra = '\n[[rules]]\nid = "title"\nof = "title"\nleast = 0\n'
    (tmp_path / "mine.toml").write_text(MINE + extra, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_profile("mine.toml", tmp_path)
    assert caught.value.line == (MINE + extra).split("\n").index("least = 0") + 1


# The documents of a profile


def test_a_document_of_another_format_is_not_taken() -> None:
    feed = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>'
    assert [finding.rule for finding in judge_for_partner(feed, load("msn"))] == ["msn/format"]
    assert [finding.rule for finding in judge_for_partner(b'{"version": "x"}', load("ninjs"))] == ["ninjs/format"]


@pytest.mark.parametrize("data", [b"", b"<rss", b"\x00\xff", b"{", b'<!DOCTYPE rss [<!ENTITY x "y">]><rss>&x;</rss>'])
@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_read_is_left_to_the_validator(name: str, data: bytes) -> None:
    assert judge_for_partner(data, load(name), now=NOW) == ()


def test_too_many_entries_and_too_many_bytes_are_told() -> None:
    profile = msgspec.structs.replace(load("feedly"), id="small")
    limits = msgspec.structs.replace(profile.limits, entries=1, kilobytes=1)
    profile = msgspec.structs.replace(profile, limits=limits)
    entry = f"<title>One</title><link>https://a.example/</link><guid>1</guid><description>{WORDS}</description>"
    data = rss(profile, "", f"{entry}</item><item>{entry.replace('>1<', '>2<')}")
    assert [finding.rule for finding in judge_for_partner(data, profile)] == ["small/too-large", "small/too-many"]


def test_a_finding_says_whence_its_demand_is_known_and_how_far() -> None:
    item = "<title>One</title><guid>1</guid><description>Short</description><content:encoded>Short</content:encoded>"
    found = {each.rule: each.spec for each in judge_for_partner(rss(load("flipboard"), "", item), load("flipboard"))}
    assert found["flipboard/body"] == "Flipboard, the older specification for publishers (from memory)"
    assert found["flipboard/too-few"] == "Flipboard RSS specification"
    assert found["flipboard/date"] == "Flipboard"


def test_another_encoding_is_told() -> None:
    data = rss(load("feedly"), "", "<title>One</title><link>https://a.example/</link><guid>1</guid>")
    latin = b'<?xml version="1.0" encoding="iso-8859-1"?>' + data
    assert [finding.rule for finding in judge_for_partner(latin, load("feedly"))] == ["feedly/encoding"]


def test_what_is_known_of_an_image_beside_the_document_counts() -> None:
    entry = """<title>The old bridge is open again</title><link>https://a.example/1</link><guid>1</guid>
    <pubDate>Wed, 07 Nov 2018 00:00:00 GMT</pubDate><content:encoded>&lt;img src="https://a.example/1.jpg"&gt;</content:encoded>"""
    data = rss(load("msn"), "", entry)
    assert judge_for_partner(data, load("msn"), now=NOW) == ()
    pictures = {"https://a.example/1.jpg": Picture(width=140, height=140)}
    (finding,) = judge_for_partner(data, load("msn"), now=NOW, pictures=pictures)
    assert "140×140 pixels, 150×150 at least" in finding.message


# The command line


def test_validate_judges_by_a_profile(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(rss(load("goo"), "", "<guid isPermaLink='false'>1</guid><goonews:delete>1</goonews:delete>"))
    alone = run("validate", "--format", "json", file)
    assert "rss/item-title-or-description" in alone.output
    told = run("validate", "--profile", "goo", "--format", "json", file)
    assert (told.status, json.loads(told.output)["documents"][0]["verdict"]) != (1, "error")
    wrong = run("validate", "--profile", "msn", "--format", "json", file)
    found = {each["rule"]: each for each in json.loads(wrong.output)["documents"][0]["findings"]}
    assert wrong.status == 1
    assert found["msn/title"]["path"] == str(file)
    assert found["msn/title"]["severity"] == "error"
    unknown = run("validate", "--profile", "gooo", file)
    assert unknown.status == 1
    assert "Did you mean `goo`?" in unknown.errors


def test_profiles_are_listed_and_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [line.split()[0] for line in run("profiles").output.splitlines()] == list(NAMES)
    shown = run("profiles", "msn").output
    assert "msn/short-title: mi:shortTitle: 54 characters at the most" in shown
    assert "verified: Article requirements" in shown
    assert "Images: 150 pixels at least on the shorter side, 0.5 times as wide as high at least, 1.89 times" in shown
    assert "9 elements at most inside each other.\n" in shown
    yahoo = run("profiles", "yahoo").output
    assert "Images: 1280 pixels wide at least, 720 pixels high at least, at most 5000 kilobytes (second-hand)." in yahoo
    assert json.loads(run("profiles", "goo", "--format", "json").output)["goo"]["withdrawal"] == {
        "says": "bare",
        "days": 7,
    }
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "mine/author: h:by: required" in run("profiles", "mine.toml").output
    assert "mine/author" in run("profiles", tmp_path / "mine.toml").output
