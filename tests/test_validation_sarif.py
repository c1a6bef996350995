"""SARIF as code hosts take it: what 2.1.0 demands, for every rule that there is."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from feedwright.model import Finding
from feedwright.validation import Report, judge, rules
from feedwright.validation.examples import rss
from feedwright.validation.sarif import sarif_log
from tests.newsroom import SITE, Run

SCHEMA = json.loads((Path(__file__).parent / "cases" / "validation" / "sarif.json").read_text(encoding="utf-8"))
LINKS = rss(item="<comments>/a</comments>").replace("<link>https://news.example/story</link>", "<link>/a</link>")


def results(reports: Sequence[Report]) -> list[dict[str, Any]]:
    log = json.loads(json.dumps(sarif_log(reports, version="1")))
    jsonschema.validate(log, SCHEMA)
    listed = log["runs"][0]["tool"]["driver"]["rules"]
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    assert all(listed[each["ruleIndex"]]["id"] == each["ruleId"] for each in found)
    return found


def test_a_log_of_every_rule_is_sound() -> None:
    reports = [
        judge(rule.bad.encode(), path=f"feeds/{number}.xml", base=rule.base, media_type=rule.media_type)
        for number, rule in enumerate(rules().values())
        if rule.bad
    ]
    assert {each["ruleId"] for each in results(reports)} == {id_ for id_, rule in rules().items() if rule.bad}


@pytest.mark.parametrize(
    "path", ["<stdin>", "-", "ä b.xml", "a%20b.xml", "/srv/feeds/a#b.xml", "feeds/\ud800.xml", "C:\\feeds\\a.xml"]
)
def test_odd_paths_and_texts_make_a_sound_log(path: str) -> None:
    text = "\x00\x1b[31m\u202e'\"<>"
    finding = Finding(rule="rss/cloud-protocol", severity="info", message=text, path=path, entry=text, element=text)
    (result,) = results([Report(path=path, format="rss", verdict="valid", findings=(finding,))])
    assert result["level"] == "note"
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_a_finding_is_known_again_when_its_line_has_moved_and_told_from_its_like() -> None:
    def prints(text: str, path: str = "rss.xml") -> list[str]:
        found = results([judge(text.encode(), path=path)])
        return [next(iter(each["partialFingerprints"].values())) for each in found]

    before = prints(LINKS)
    assert len(set(before)) == len(before) == 2
    assert prints(LINKS.replace("<channel>", "<channel>\n\n\n")) == before
    assert prints(LINKS, "other.xml") != before
    twice = LINKS.replace("<comments>/a</comments>", "<comments>/a</comments><comments>/b</comments>")
    assert len(set(prints(twice))) == len(prints(twice))


def test_a_severity_of_the_configuration_is_the_level_of_the_result(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rss.xml").write_text(LINKS, encoding="utf-8")
    site = f'{SITE}[validate]\nwarning = ["rss/url-relative"]\n'
    Path("feedwright.toml").write_text(site, encoding="utf-8")
    log = json.loads(run("validate", "rss.xml", "--format", "sarif").output)
    jsonschema.validate(log, SCHEMA)
    assert {each["level"] for each in log["runs"][0]["results"]} == {"warning"}
