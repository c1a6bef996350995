"""The command line as users meet it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.newsroom import NOW, Run, write_newsroom

COMMANDS = ("build", "validate", "articles", "import", "schema")


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


def test_help_and_version_load_nothing_slow() -> None:
    code = (
        "import sys; sys.argv = ['feedwright', '--help']\n"
        "import feedwright.cli\n"
        "try: feedwright.cli.main()\n"
        "except SystemExit: pass\n"
        "slow = {'lxml', 'feedgen', 'nh3', 'selectolax', 'dateutil', 'msgspec', 'ryaml', 'feedwright.pipeline'}\n"
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
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_right(arguments: tuple[str, ...], said: str, run: Run) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert said in result.errors


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
    assert "2018-11-07 13:45+0800" in result.output
    assert "content/world/one.md" in result.output
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
