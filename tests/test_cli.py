"""The command line as users meet it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.newsroom import NOW, Run, write_newsroom

COMMANDS = (
    "build", "validate", "articles", "explain", "ids", "import", "rule", "publish", "outbox", "profiles", "schema",
)  # fmt: skip


def test_help_names_every_command(run: Run) -> None:
    result = run("--help")
    assert result.status == 0
    for command in COMMANDS:
        assert command in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_every_command_has_help(command: str, run: Run) -> None:
    result = run(command, "--help")
    assert result.status == 0
    options = re.findall(r"│ (?:\*\s+)?(--[\w-]+)(.*)│", result.output)
    assert options
    for option, rest in options:
        assert re.search(r"[a-z]{3,}", rest), f"{option} says nothing"


def test_help_shows_brackets_and_whole_paragraphs(run: Run) -> None:
    told = " ".join(run("validate", "--help").output.replace("│", " ").split())
    assert "says in [validate] what counts" in told
    assert "readers see the article again." in run("ids", "--help").output, "a paragraph flows over its line"


def test_help_and_version_load_nothing_slow() -> None:
    code = (
        "import sys; sys.argv = ['feedwright', '--help']\n"
        "import feedwright.cli\n"
        "try: feedwright.cli.main()\n"
        "except SystemExit: pass\n"
        "slow = {'lxml', 'feedgen', 'nh3', 'selectolax', "
        "'dateutil', 'msgspec', 'ryaml', 'feedwright.pipeline', 'feedwright.model'}\n"
        "slow &= set(sys.modules)\n"
        "sys.exit(f'loaded: {slow}' if slow else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("bild",), "build"),
        (("build", "--nwo", "x"), "--now"),
        (("build", "--now", "yesterday"), "is not a time"),
        (("build", "--now", "2018-11-07T13:45:00"), "has no zone"),
        (("validate",), "PATH"),
        (("articles", "--format", "xml"), "json"),
        (("publish", "--to", ""), "names no place"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_right(arguments: tuple[str, ...], said: str, run: Run) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert said in result.errors


def test_an_earlier_version_that_cannot_be_one_is_said(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    run("build", "--site", tmp_path, "--now", NOW)
    feeds = tmp_path / "feeds"
    absent = run("validate", feeds, "--before", tmp_path / "absent")
    assert (absent.status, "is not there" in absent.errors) == (1, True)
    one_of_many = run("validate", feeds, "--before", feeds / "rss.xml")
    assert (one_of_many.status, "one earlier version" in one_of_many.errors) == (2, True)


def test_build_prints_a_summary_and_check_agrees(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    result = run("build", "--site", tmp_path, "--now", NOW)
    assert result.status == 0
    assert "2 articles in 4 feeds" in result.output
    assert "soccer" in result.output
    assert run("build", "--site", tmp_path, "--now", NOW, "--check").status == 0
    (tmp_path / "content" / "world" / "one.md").write_text("---\ntitle: Uno\ndate: 2018-11-07\n---\n", encoding="utf-8")
    stale = run("build", "--site", tmp_path, "--now", NOW, "--check")
    assert stale.status == 1
    assert "is not what the content gives" in " ".join(stale.output.split())
    assert "One" in (tmp_path / "feeds" / "world" / "rss.xml").read_text(encoding="utf-8")


def test_build_as_json_and_as_annotations(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    (tmp_path / "content" / "bad.md").write_text("---\ndate: 2018-11-07\n---\n", encoding="utf-8")
    told = json.loads(run("build", "--site", tmp_path, "--now", NOW, "--format", "json").output)
    assert told["articles"] == 2
    assert [(finding["rule"], finding["path"]) for finding in told["findings"] if finding["severity"] == "error"] == [
        ("record/title-missing", "content/bad.md")
    ]
    annotated = run("build", "--site", tmp_path, "--now", NOW, "--format", "github")
    assert "::error file=content/bad.md,line=1,title=record/title-missing::title: the record has no title." in (
        annotated.output
    )


def test_what_is_due_depends_on_now(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    before = run("build", "--site", tmp_path, "--now", "2018-11-07T05:45:00Z")
    assert before.status == 0
    feed = json.loads((tmp_path / "feeds" / "feed.json").read_text(encoding="utf-8"))
    assert [item["title"] for item in feed["items"]] == ["One"]
    run("build", "--site", tmp_path, "--now", NOW)
    feed = json.loads((tmp_path / "feeds" / "feed.json").read_text(encoding="utf-8"))
    assert [item["title"] for item in feed["items"]] == ["Two", "One"]


def test_articles_as_json_has_the_public_shape(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    result = run("articles", "--site", tmp_path, "--section", "sports", "--format", "json")
    assert result.status == 0
    assert json.loads(result.output) == [
        {
            "id": "tag:daily.example,2018:two",
            "url": "https://daily.example/sports/soccer/2018/11/two/",
            "title": "Two",
            "subtitle": None,
            "summary": "The second text.",
            "section": "sports/soccer",
            "tags": ["cup"],
            "language": "en",
            "status": "published",
            "published": "2018-11-08T12:00:00+08:00",
            "updated": "2018-11-08T12:00:00+08:00",
            "time": {
                "published": {"text": "2018-11-08", "zone": "site", "precision": "day", "inferred": False},
                "updated": {"text": "2018-11-08", "zone": "site", "precision": "day", "inferred": True},
            },
            "authors": [],
            "source": None,
            "via": None,
            "publisher": {"name": "Daily", "url": "https://daily.example/"},
            "rights": None,
            "body_html": "<p>The second text.</p>\n",
            "body_text": "The second text.",
            "media": [],
            "origin": {"path": "content/sports/soccer/two.md", "line": 1},
            "findings": [],
        }
    ]


def test_articles_as_a_table(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    result = run("articles", "--site", tmp_path)
    assert result.output.splitlines() == [
        "Published              Zone  Status     Title",
        "2018-11-08 12:00+0800  site  published  Two",
        "                       sports/soccer · content/sports/soccer/two.md",
        "2018-11-07 13:45+0800  site  published  One",
        "                       world · content/world/one.md",
    ]
    assert run("articles", "--site", tmp_path, "--section", "sport").status == 1


def test_validate_judges_files_folders_and_standard_input(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    run("build", "--site", tmp_path, "--now", NOW)
    result = run("validate", tmp_path / "feeds", "--format", "json")
    assert result.status == 0
    documents = json.loads(result.output)["documents"]
    assert len(documents) == 13
    assert {document["format"] for document in documents} == {"rss", "atom", "json", "opml"}
    assert {document["verdict"] for document in documents} == {"valid"}

    broken = tmp_path / "broken.xml"
    broken.write_text("<rss version='2.0'><channel></rss>", encoding="utf-8")
    result = run("validate", broken)
    assert result.status == 1
    assert f"{broken}:1:" in result.errors
    assert run("validate", broken, "--fail-on", "never").status == 0
    assert run("validate", tmp_path / "none.xml").status == 1
    assert run("validate", tmp_path / "content").status == 1


FINDING = {"rule", "severity", "message", "hint", "spec", "path", "line", "column", "entry", "article"}
ARTICLE = {
    "id", "url", "title", "subtitle", "summary", "section", "tags", "language", "status", "published", "updated",
    "time", "authors", "source", "via", "publisher", "rights", "body_html", "body_text", "media", "origin", "findings",
}  # fmt: skip
TIME = {"text", "zone", "precision", "inferred"}
MEDIA = {"url", "type", "length", "width", "height", "alt", "credit"}
RICH = """---
title: Rich
date: 2018-11-07 13:45
authors: {name: Jane Roe, email: jane@x.example, url: https://jane.example/}
source: {name: Wire, url: https://wire.example/a, feed: https://wire.example/feed}
via: {name: Agency, url: https://agency.example/}
image: {url: /a.jpg, alt: A, credit: C}
nonsense: 1
---

Text.
"""


def test_what_is_printed_as_json_has_exactly_the_public_members(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, records={"content/world/rich.md": RICH})
    (article,) = json.loads(run("articles", "--site", tmp_path, "--now", NOW, "--format", "json").output)
    capture = tmp_path / "page.txt"
    capture.write_text(
        "A headline\nUpdated: 2018-11-07 13:45\nSource: China Daily\n\nThe text of it is here.\n", "utf-8"
    )
    imported = json.loads(run("import", capture, "--site", tmp_path, "--dry-run", "--format", "json").output)
    built = json.loads(run("build", "--site", tmp_path, "--now", NOW, "--format", "json").output)
    judged = json.loads(run("validate", tmp_path / "feeds", "--format", "json").output)
    for shape in (article, imported):
        assert set(shape) == ARTICLE
        assert set(shape["time"]) == {"published", "updated"}
        assert set(shape["time"]["updated"]) == TIME
        assert set(shape["source"]) == {"name", "url", "feed"}
        assert set(shape["origin"]) == {"path", "line"}
    assert set(article["authors"][0]) == {"name", "email", "url"}
    assert set(article["via"]) == set(article["publisher"]) == {"name", "url"}
    assert set(article["media"][0]) == MEDIA
    assert set(judged["documents"][0]) == {"path", "format", "verdict", "findings"}
    findings = [*article["findings"], *imported["findings"], *built["findings"]]
    assert {each["severity"] for each in findings} <= {"error", "warning", "info"}
    assert findings
    for each in findings:
        assert set(each) == FINDING
        assert each["article"] is None or set(each["article"]) == {"path", "line"}


def test_one_of_each_is_named_as_one(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, records={"content/one.md": "---\ntitle: One\ndate: 2018-11-07\n---\nText.\n"})
    assert "1 article in 1 feed, each as" in run("build", "--site", tmp_path, "--now", NOW).output


def test_a_build_without_a_public_article_says_so(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, records={"content/one.md": "---\ntitle: One\ndate: 2018-11-07\ndraft: true\n---\nText.\n"})
    result = run("build", "--site", tmp_path, "--now", NOW)
    assert result.status == 1
    assert "No article may stand in a feed now. Nothing was published" in result.output


def test_ids_that_two_records_share_are_not_said_to_be_written(tmp_path: Path, run: Run) -> None:
    record = "---\ntitle: One\ndate: 2018-11-07\nid: a\n---\nText.\n"
    write_newsroom(tmp_path, records={"content/one.md": record, "content/two.md": record})
    result = run("ids", "--site", tmp_path)
    assert result.status == 1
    assert "content/two.md" in result.errors
    assert "Every id is written" not in result.errors


def test_a_section_is_asked_for_where_there_is_none(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, records={"content/one.md": "---\ntitle: One\ndate: 2018-11-07\n---\nText.\n"})
    result = run("articles", "--site", tmp_path, "--section", "sports")
    assert (result.status, result.errors.strip()) == (
        1,
        "error: There is no section 'sports'. The site has no sections.",
    )


@pytest.mark.parametrize("what", ["site", "record"])
def test_schema_is_a_json_schema(what: str, run: Run) -> None:
    result = run("schema", what)
    assert result.status == 0
    schema = json.loads(result.output)
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    good = (
        {"site": {"title": "A", "url": "https://a.example/", "timezone": "UTC"}} if what == "site" else {"title": "A"}
    )
    assert judge.is_valid(good)
    assert not judge.is_valid({"site": {"title": "A"}} if what == "site" else {"language": 1})
