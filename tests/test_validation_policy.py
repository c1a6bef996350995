"""What counts of the validator's findings: rules off, raised and lowered, and findings that are accepted."""

import json
from pathlib import Path

import pytest

from feedwright.errors import FeedwrightError
from feedwright.model import Finding
from feedwright.validation import judge
from feedwright.validation.baseline import Baseline, baseline_of, encode, read_baseline, write_baseline
from feedwright.validation.examples import atom, json_feed, rss
from feedwright.validation.policy import Policy
from tests.newsroom import Run

SITE = '[site]\ntitle = "Daily"\nurl = "https://daily.example/"\ntimezone = "UTC"\n'
WARNED = rss(item="<dc:subject>&lt;b&gt;A&lt;/b&gt;</dc:subject>")  # dc/markup-in-text
BROKEN = WARNED.replace("<link>https://news.example/</link>", "<link>/a</link>")  # rss/url-relative


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with feeds/rss.xml, which has an error and a warning."""
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "rss.xml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(folder: Path, table: str) -> None:
    (folder / "feedwright.toml").write_text(f"{SITE}\n[validate]\n{table}\n", encoding="utf-8")


def found(run: Run, *arguments: object) -> list[tuple[str, str]]:
    told = json.loads(run("validate", "feeds", "--format", "json", *arguments).output)
    return [(each["rule"], each["severity"]) for document in told["documents"] for each in document["findings"]]


_ENCLOSURE = '<link rel="enclosure" href="https://a.example/a" type="audio"/>'
ERROR, WARNING = ("rss/url-relative", "error"), ("dc/markup-in-text", "warning")


@pytest.mark.parametrize(
    ("table", "expected", "status"),
    [
        ("", [ERROR, WARNING], 1),
        ('off = ["rss/url-relative"]', [WARNING], 0),
        ('off = ["rss/url-relative"]\nfail_on = "warning"', [WARNING], 1),
        ('off = ["rss/url-relative", "dc/markup-in-text"]\nfail_on = "warning"', [], 0),
        ('warning = ["rss/url-relative"]', [("rss/url-relative", "warning"), WARNING], 0),
        (
            'error = ["dc/markup-in-text"]\nwarning = ["rss/url-relative"]',
            [("dc/markup-in-text", "error"), ("rss/url-relative", "warning")],
            1,
        ),
        ('fail_on = "never"', [ERROR, WARNING], 0),
    ],
)
def test_the_configuration_of_the_working_folder_says_what_counts(
    folder: Path, run: Run, table: str, expected: list[tuple[str, str]], status: int
) -> None:
    configure(folder, table)
    assert found(run) == expected
    assert run("validate", "feeds").status == status


def test_the_command_line_goes_before_the_configuration(folder: Path, run: Run) -> None:
    configure(folder, 'fail_on = "never"')
    assert run("validate", "feeds", "--fail-on", "error").status == 1
    (folder / "other").mkdir()
    configure(folder / "other", 'off = ["dc/markup-in-text", "rss/url-relative"]')
    assert found(run, "--site", "other") == []
    missing = run("validate", "feeds", "--site", "none")
    assert missing.status == 1
    assert "feedwright.toml" in missing.errors


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('\noff = ["rss/url-relativ"]', "feedwright.toml:8: validate.off: there is no rule 'rss/url-relativ'. Did you"),
        ('error = ["nonsense"]', "validate.error: there is no rule 'nonsense'. `feedwright rule` lists all of them."),
        ('error = ["rss/cloud"]\noff = ["rss/cloud"]', "validate.error: 'rss/cloud' stands in validate.off too."),
        ('offf = ["rss/cloud"]', "Did you mean `off`?"),
        ('fail_on = "always"', "validate.fail_on"),
        ('baseline = "none.json"', "The baseline none.json cannot be read"),
    ],
)
def test_what_cannot_be_is_an_error_with_its_line_and_mend(folder: Path, run: Run, table: str, said: str) -> None:
    configure(folder, table)
    result = run("validate", "feeds")
    assert result.status == 1
    assert said in result.errors


def test_accepted_findings_do_not_count_wherever_their_lines_move(folder: Path, run: Run) -> None:
    written = run("validate", "feeds", "--write-baseline", "--baseline", "ci/accepted.json")
    assert (written.status, written.output) == (0, "ci/accepted.json: 2 accepted findings.\n")
    assert found(run, "--baseline", "ci/accepted.json") == []
    text = run("validate", "feeds", "--baseline", "ci/accepted.json", "--fail-on", "warning")
    assert text.status == 0
    assert text.output.endswith("2 more do not count: accepted or switched off.\n")
    file = folder / "feeds" / "rss.xml"
    file.write_text(BROKEN.replace("<channel>", "<channel>\n\n<!-- moved -->\n"), encoding="utf-8")
    assert found(run, "--baseline", "ci/accepted.json") == []
    another = "<item><title>B</title><guid>https://a.example/b</guid><description>B</description><link>/b</link></item>"
    file.write_text(BROKEN.replace("</channel>", f"{another}</channel>"), encoding="utf-8")
    assert found(run, "--baseline", "ci/accepted.json") == [ERROR]
    assert run("validate", "feeds", "--baseline", "ci/accepted.json").status == 1


def test_the_baseline_of_the_configuration_is_written_and_used_from_any_folder(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(folder, 'baseline = "accepted.json"')
    assert run("validate", "feeds", "--write-baseline").output == "accepted.json: 2 accepted findings.\n"
    assert found(run) == []
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    result = run("validate", "../feeds", "--site", "..", "--fail-on", "warning")
    assert result.status == 0, result.errors


def test_a_baseline_keeps_what_is_about_other_documents(folder: Path, run: Run) -> None:
    (folder / "feeds" / "other.xml").write_text(WARNED, encoding="utf-8")
    run("validate", "feeds", "--write-baseline", "--baseline", "b.json")
    (folder / "feeds" / "rss.xml").write_text(rss(), encoding="utf-8")
    run("validate", "feeds/rss.xml", "--write-baseline", "--baseline", "b.json")
    kept = json.loads((folder / "b.json").read_text(encoding="utf-8"))["findings"]
    assert [(each["rule"], each["path"], each["count"]) for each in kept] == [
        ("dc/markup-in-text", "feeds/other.xml", 1)
    ]
    assert kept[0]["element"] == "item/dc:subject"
    assert kept[0]["entry"] == "https://news.example/story"


def test_of_equal_findings_no_more_are_accepted_than_there_were(tmp_path: Path) -> None:
    finding = Finding(rule="a/b", severity="error", message="x", path="f.xml", element="item/link", entry="1")
    baseline = baseline_of([finding, finding], file=tmp_path / "b.json", judged=["f.xml"])
    write_baseline(tmp_path / "b.json", baseline)
    again = read_baseline(tmp_path / "b.json")
    assert again == baseline
    assert encode(again) == (tmp_path / "b.json").read_bytes()
    assert again.rest([finding] * 3) == (finding,)
    assert not again.rest([finding] * 2)
    assert list(tmp_path.iterdir()) == [tmp_path / "b.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"findings": [1]}', '{"version": 9, "findings": []}', "[" * 10_000])
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(FeedwrightError, match="baseline"):
        read_baseline(tmp_path / "b.json")


def test_a_baseline_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.json").mkdir()
    with pytest.raises(FeedwrightError, match="cannot be written"):
        write_baseline(tmp_path / "b.json", Baseline(folder=tmp_path, counts={}))
    assert [each.name for each in tmp_path.iterdir()] == ["b.json"]


@pytest.mark.parametrize(
    ("document", "element"),
    [
        (rss(item='<enclosure url="/a" length="1" type="audio/mpeg"/>'), "item/enclosure/@url"),
        (rss(without="title"), "rss/channel/title"),
        (
            atom(entry='<link rel="enclosure" href="https://a.example/a" type="audio"/>'),
            "atom:entry/atom:link[enclosure]/@type",
        ),
        (json_feed(item='"attachments": [{"url": "/a", "mime_type": "audio/mpeg"}]'), "items/attachments/url"),
        (json_feed(without="title"), "title"),
    ],
)
def test_a_finding_knows_its_element(document: str, element: str) -> None:
    assert element in {finding.element for finding in judge(document.encode(), path="x").findings}


def test_a_policy_changes_the_verdict() -> None:
    report = judge(BROKEN.encode(), path="x")
    assert report.verdict == "error"
    assert Policy(off=frozenset({"rss/url-relative"})).report(report).verdict == "warning"
    lowered = Policy(severities={"rss/url-relative": "warning"})
    assert lowered.report(report).verdict == "warning"
    assert lowered.publishable(lowered.counted(report.findings))
    assert not Policy(fail_on="warning").publishable(lowered.counted(report.findings))
    assert not Policy(fail_on="never").publishable(report.findings)
