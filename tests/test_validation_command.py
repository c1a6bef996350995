"""`feedwright validate` as people and CI servers use it."""

import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace

import pytest

from feedwright.validation.examples import atom, json_feed, opml, rss
from tests.newsroom import Run

BROKEN = """<rss version="2.0">
<channel>
\t<title>Café</title><link>/a</link><description>A</description>
</channel>
</rss>"""
WARNED = rss(item="<dc:subject>&lt;b&gt;A&lt;/b&gt;</dc:subject>")


@pytest.fixture
def feeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a sound, a warned and a broken feed, and files that are none."""
    (tmp_path / "sports").mkdir()
    (tmp_path / ".cache").mkdir()
    (tmp_path / "rss.xml").write_text(rss(), encoding="utf-8")
    (tmp_path / "sports" / "warned.RSS").write_text(WARNED, encoding="utf-8")
    (tmp_path / "sports" / "broken.xml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "sports" / "page.html").write_text("<html>", encoding="utf-8")
    (tmp_path / ".cache" / "old.xml").write_text("<html/>", encoding="utf-8")
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("feeds")
def test_text_names_place_line_mark_mend_and_rule(run: Run) -> None:
    result = run("validate", "sports/broken.xml")
    assert result.status == 1
    assert result.output == "1 document: 1 error, 1 warning.\n"
    assert result.errors.splitlines()[:5] == [
        "error: sports/broken.xml:3:21: <link> is not a full URL: '/a'.",
        "    <title>Café</title><link>/a</link><description>A</description>",
        "                       ^",
        "    Write the whole address, with https:// in front.",
        "    rss/url-relative (RFC 3986 §4.3)",
    ]


@pytest.mark.usefixtures("feeds")
def test_a_folder_is_searched_for_feeds(run: Run) -> None:
    told = json.loads(run("validate", ".", "--format", "json").output)["documents"]
    assert [(each["path"], each["format"], each["verdict"]) for each in told] == [
        ("rss.xml", "rss", "valid"),
        ("sports/broken.xml", "rss", "error"),
        ("sports/warned.RSS", "rss", "warning"),
    ]
    finding = told[1]["findings"][0]
    assert finding == {
        "rule": "rss/url-relative",
        "severity": "error",
        "message": "<link> is not a full URL: '/a'.",
        "hint": "Write the whole address, with https:// in front.",
        "spec": "RFC 3986 §4.3",
        "path": "sports/broken.xml",
        "line": 3,
        "column": 21,
        "entry": None,
        "article": None,
    }
    assert told[2]["findings"][0]["entry"] == "https://news.example/story"


@pytest.mark.parametrize(
    ("file", "fail_on", "status"),
    [
        ("rss.xml", "warning", 0),
        ("sports/warned.RSS", "error", 0),
        ("sports/warned.RSS", "warning", 1),
        ("sports/broken.xml", "error", 1),
        ("sports/broken.xml", "never", 0),
        (".", "error", 1),
    ],
)
@pytest.mark.parametrize("format_", ["text", "json", "sarif", "github", "junit"])
@pytest.mark.usefixtures("feeds")
def test_the_status_is_what_fail_on_says_in_every_format(
    run: Run, file: str, fail_on: str, status: int, format_: str
) -> None:
    assert run("validate", file, "--fail-on", fail_on, "--format", format_).status == status


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for document, format_ in ((rss(), "rss"), (atom(), "atom"), (json_feed(), "json"), (opml(), "opml")):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(document.encode())))
        told = json.loads(run("validate", "-", "--format", "json").output)["documents"]
        assert [(each["path"], each["format"], each["verdict"]) for each in told] == [("<stdin>", format_, "valid")]


def test_the_content_type_and_the_address_are_held_against_the_document(feeds: Path, run: Run) -> None:
    assert "document/media-type" in run("validate", "rss.xml", "--content-type", "text/html").errors
    (feeds / "declared.xml").write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{rss()}', encoding="utf-8")
    differs = run("validate", "declared.xml", "--content-type", "text/xml; charset=koi8-r")
    assert differs.status == 1
    assert "document/encoding-differs" in differs.errors
    assert "atom/self-link-differs" in run("validate", "rss.xml", "--base", "https://other.example/rss.xml").errors
    assert run("validate", "rss.xml", "--base", "https://news.example/rss.xml").errors == ""
    wrong = run("validate", ".", "--base", "https://news.example/rss.xml")
    assert wrong.status == 2
    assert "cannot have one address" in wrong.errors


def test_notes_are_shown_on_demand(feeds: Path, run: Run) -> None:
    (feeds / "short.xml").write_text(rss(item_without="description"), encoding="utf-8")
    assert "rss/item-without-text" not in run("validate", "short.xml").errors
    assert "info: short.xml:7:1: <item> has neither" in run("validate", "short.xml", "-v").errors


def test_what_cannot_be_read_ends_with_a_sentence(feeds: Path, run: Run) -> None:
    (feeds / "empty").mkdir()
    missing = run("validate", "none.xml")
    assert (missing.status, missing.errors) == (1, "error: none.xml cannot be read: No such file or directory.\n")
    empty = run("validate", "empty")
    assert empty.status == 1
    assert empty.errors.startswith("error: There is no feed file in empty. Name a file")


def test_a_binary_file_is_a_finding(feeds: Path, run: Run) -> None:
    (feeds / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    result = run("validate", "logo.png")
    assert result.status == 1
    assert "document/not-a-feed" in result.errors
    assert "\x00" not in result.errors


def test_sarif_has_the_essentials_of_2_1_0(feeds: Path, run: Run) -> None:
    (feeds / "ä b.xml").write_text(BROKEN, encoding="utf-8")
    log = json.loads(run("validate", ".", "--format", "sarif").output)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (one,) = log["runs"]
    assert one["columnKind"] == "unicodeCodePoints"
    driver = one["tool"]["driver"]
    assert driver["name"] == "Feedwright"
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    for result in one["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in one["results"]}
    assert uris == {"sports/broken.xml", "sports/warned.RSS", "%C3%A4%20b.xml"}
    absolute = json.loads(run("validate", feeds / "sports" / "broken.xml", "--format", "sarif").output)
    uri = absolute["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == (feeds / "sports" / "broken.xml").as_uri()


def test_junit_has_a_case_for_each_document(feeds: Path, run: Run) -> None:
    (feeds / "control.json").write_text('{"version": "\\u0000", "items": [], "\\u0001": 1}', encoding="utf-8")
    suites = ET.fromstring(run("validate", ".", "--format", "junit").output)  # noqa: S314 -- our own
    (suite,) = suites
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("4", "2", "0")
    failed = {case.get("name"): [child.tag for child in case] for case in suite}
    assert failed == {
        "control.json": ["failure", "system-out"],
        "rss.xml": [],
        "sports/broken.xml": ["failure", "system-out"],
        "sports/warned.RSS": ["system-out"],
    }
    strict = ET.fromstring(run("validate", ".", "--format", "junit", "--fail-on", "warning").output)  # noqa: S314
    assert strict.get("failures") == "3"
    assert len(strict.findall("testsuite/testcase/failure")) == 3
    assert strict.find("testsuite/testcase[@name='sports/warned.RSS']/failure[@type='dc/markup-in-text']") is not None


@pytest.mark.usefixtures("feeds")
def test_github_annotations(run: Run) -> None:
    lines = run("validate", "sports/broken.xml", "--format", "github").output.splitlines()
    assert lines[0].startswith("::error file=sports/broken.xml,line=3,col=21,title=rss/url-relative::<link> is not")
    assert lines[1].startswith("::warning file=sports/broken.xml,line=2,col=1,title=rss/self-link-missing::")


@pytest.mark.usefixtures("feeds")
def test_judging_loads_nothing_that_it_does_not_need() -> None:
    code = (
        "import sys; sys.argv = ['feedwright', 'validate', 'rss.xml']\n"
        "import feedwright.cli\n"
        "try: feedwright.cli.main()\n"
        "except SystemExit: pass\n"
        "slow = {'lxml', 'feedgen', 'rich', 'markdown', 'markdown_it', 'nh3', 'selectolax', 'dateutil'}\n"
        "slow |= {'feedwright.normalize', 'feedwright.render', 'feedwright.validation.registry'}\n"
        "slow &= set(sys.modules)\n"
        "sys.exit(f'loaded: {slow}' if slow else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr
