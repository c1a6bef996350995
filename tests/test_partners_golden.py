"""One article's life in every dialect: published, corrected, withdrawn and restored.

cases/partners/ holds the newsroom, the stages, how each partner must hear of them, and the whole documents. After a
change that is meant to show, `python -m tests.test_partners_golden` writes the documents anew; read the difference.
"""

import datetime as dt
import json
import shutil
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from feedwright.pipeline import build
from feedwright.site import Profile, load_profile, profile_names
from feedwright.validation import validate
from feedwright.validation.partners import judge_for_partner, with_profile

CASES = Path(__file__).parent / "cases" / "partners"
GOLDEN = CASES / "golden"
STAGES = tomllib.loads((CASES / "stages.toml").read_text(encoding="utf-8"))
STATES = tomllib.loads((CASES / "states.toml").read_text(encoding="utf-8"))
NAMES = profile_names()
STORY = "tag:daily.example,2018:story"
ADDRESS = "https://daily.example/world/2018/11/story/"
SITE = """[site]
title = "Daily"
url = "https://daily.example/"
timezone = "Asia/Shanghai"
tag = "daily.example,2018"
description = "News of the river and the town"
logo = "logo.png"
rights = "© Daily"
[sources."China Daily"]
url = "https://www.chinadaily.com.cn/"
feed = "https://www.chinadaily.com.cn/rss/china.xml"
"""
NAMESPACES = {"rss": "", "atom": "{http://www.w3.org/2005/Atom}"}


def profile_of(name: str) -> Profile:
    return load_profile(name, Path())


def instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def write_site(folder: Path) -> None:
    partners = "".join(f'[partners.{name}]\nprofile = "{name}"\n' for name in NAMES)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "feedwright.toml").write_text(SITE + partners, encoding="utf-8")
    shutil.copytree(CASES / "content", folder / "content" / "world", dirs_exist_ok=True)


def all_documents(folder: Path) -> dict[tuple[str, str], bytes]:
    """Every partner's document at every stage, of one newsroom that lives through them."""
    write_site(folder)
    story = (CASES / "content" / "story.md").read_text(encoding="utf-8")
    documents = {}
    for stage, told in STAGES.items():
        header = told["header"].strip()
        text = story.replace("---\n\n", f"{header}\n---\n\n" if header else "---\n\n", 1)
        (folder / "content" / "world" / "story.md").write_text(text, encoding="utf-8")
        result = build(folder, now=instant(told["now"]), jobs=1)
        assert not result.failed, [finding for finding in result.findings if finding.severity == "error"]
        for name in NAMES:
            documents[name, stage] = (folder / "feeds" / "partners" / name / profile_of(name).file_name).read_bytes()
    return documents


@cache
def lived() -> Mapping[tuple[str, str], bytes]:
    with tempfile.TemporaryDirectory() as folder:
        return all_documents(Path(folder) / "newsroom")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_the_golden_one(name: str, stage: str) -> None:
    golden = GOLDEN / name / f"{stage}{Path(profile_of(name).file_name).suffix}"
    assert lived()[name, stage].decode() == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", NAMES)
def test_neither_the_validator_nor_the_profile_finds_a_fault(name: str, stage: str) -> None:
    profile = profile_of(name)
    golden = GOLDEN / name / f"{stage}{Path(profile.file_name).suffix}"
    data = golden.read_bytes()
    general = validate(data, base=f"https://daily.example/feeds/partners/{name}/{profile.file_name}")
    own = judge_for_partner(data, profile, now=instant(STAGES[stage]["now"]))
    found = {finding.rule for finding in with_profile(general, own, profile) if finding.severity != "info"}
    # a newsroom of two articles is small; what the text of the site's description is, is the newsroom's to choose
    assert found <= {"flipboard/too-few"}


def entry_in(data: bytes, profile: Profile) -> Any:
    """The story's entry; None where it is not there."""
    wanted = {STORY, ADDRESS}
    if profile.format == "ninjs":
        return next((item for item in json.loads(data) if item["uri"] == STORY), None)
    root = ET.fromstring(data)  # noqa: S314 # not foreign
    path = {"rss": "channel/item", "atom": "{http://www.w3.org/2005/Atom}entry"}.get(profile.format, "*")
    ids = {"rss": "guid", "atom": "{http://www.w3.org/2005/Atom}id"}
    name = ids.get(profile.format, "{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    return next((each for each in root.findall(path) if (each.findtext(name) or "") in wanted), None)


def said(entry: Any, path: str, profile: Profile) -> str:
    """The text at a path of an entry, "-" where there is none."""
    if isinstance(entry, dict):
        return str(entry.get(path, "-"))
    steps, _, attribute = path.partition("@")
    for step in steps.split("/"):
        prefix, colon, local = step.rpartition(":")
        full = f"{{{profile.prefixes[prefix]}}}{local}" if colon else NAMESPACES.get(profile.format, "") + step
        entry = entry.find(full)
        if entry is None:
            return "-"
    return str(entry.get(attribute, "-") if attribute else entry.text or "")


@pytest.mark.parametrize("number", range(len(STAGES)), ids=list(STAGES))
@pytest.mark.parametrize("name", NAMES)
def test_each_partner_hears_of_it_in_its_own_dialect(name: str, number: int) -> None:
    profile = profile_of(name)
    data = lived()[name, list(STAGES)[number]]
    entry = entry_in(data, profile)
    for path, values in STATES[name].items():
        if path == "text":
            assert ("Drivers had to take the ferry" in said_of(entry)) == values[number]
        elif values[number] == "gone":
            assert entry is None
        else:
            assert entry is not None
            assert said(entry, path, profile) == values[number]


def said_of(entry: Any) -> str:
    """All that an entry says."""
    if entry is None:
        return ""
    return json.dumps(entry) if isinstance(entry, dict) else "".join(entry.itertext())


def test_every_profile_is_told_of() -> None:
    assert set(STATES) == set(NAMES)


def test_a_withdrawn_article_is_named_by_a_tombstone_in_atom() -> None:
    root = ET.fromstring(lived()["atom", "withdraw"])  # noqa: S314 # not foreign
    (tombstone,) = root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert tombstone.attrib == {"ref": STORY, "when": "2018-11-09T01:00:00+00:00"}
    assert "The reporter was not there." in "".join(tombstone.itertext())


@pytest.mark.parametrize("name", [name for name in NAMES if name != "google-news"])
def test_who_said_it_stays_attached(name: str) -> None:
    text = lived()[name, "publish"].decode()
    assert "China Daily" in text
    assert "https://www.chinadaily.com.cn/a/bridge.html" in text
    assert "Jane Roe" in text


if __name__ == "__main__":
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for (name_, stage_), document in lived().items():
        file = GOLDEN / name_ / f"{stage_}{Path(profile_of(name_).file_name).suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(document)
