"""Whole small newsrooms, one per failure: what is said, how the command ends, what is left in the output.

Each folder below tests/sites/ has a newsroom and expect.toml: `status`, texts that must be `said`, and the ids of the
`entries` in the site's feed; or `keeps = true` when what was published before must still be there, whole.
"""

import json
import os
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.newsroom import NOW, Run, files, write_newsroom

SITES = Path(__file__).parent / "sites"
CASES = sorted(folder.name for folder in SITES.iterdir() if folder.is_dir())


def entries(output: Path) -> list[str]:
    feed = json.loads((output / "feed.json").read_text(encoding="utf-8"))
    return [item["id"] for item in feed["items"]]


@pytest.mark.parametrize("name", CASES)
def test_one_failure_costs_what_it_must_and_no_more(name: str, tmp_path: Path, run: Run) -> None:
    expect = tomllib.loads((SITES / name / "expect.toml").read_text(encoding="utf-8"))
    site = tmp_path / "site"
    write_newsroom(site)
    assert run("build", "--site", site, "--now", NOW).status == 0
    before = files(site / "feeds")
    for part in ("content", "feedwright.toml"):
        shutil.rmtree(site / part) if (site / part).is_dir() else (site / part).unlink()
    shutil.copytree(SITES / name, site, dirs_exist_ok=True)

    strict = run("build", "--site", site, "--now", NOW, "--accept-changes", "--strict")
    assert strict.status == expect["status"]
    if expect["status"]:
        assert files(site / "feeds") == before, "--strict publishes nothing when there is an error"

    result = run("build", "--site", site, "--now", NOW, "--accept-changes")
    assert result.status == expect["status"], result.text
    for text in expect["says"]:
        assert text in result.text
    assert "Traceback" not in result.text
    if expect.get("keeps"):
        assert files(site / "feeds") == before
    else:
        assert entries(site / "feeds") == expect["entries"]


def test_a_body_of_100_megabytes_is_not_read(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    with (tmp_path / "content" / "huge.md").open("wb") as stream:
        stream.write(b"---\ntitle: Huge\ndate: 2018-11-07\n---\n\n")
        stream.truncate(100_000_000)
    result = run("build", "--site", tmp_path, "--now", NOW)
    assert result.status == 1
    assert "content/huge.md" in result.text
    assert "record/too-large" in result.text
    assert entries(tmp_path / "feeds")


def test_a_link_that_leaves_the_content_is_refused(tmp_path: Path, run: Run) -> None:
    site = tmp_path / "site"
    write_newsroom(site)
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\ndate: 2018-11-07\n---\nHidden.\n", encoding="utf-8")
    (site / "content" / "linked.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "also.md").write_text("---\ntitle: Also\ndate: 2018-11-07\n---\n", encoding="utf-8")
    (site / "content" / "folder").symlink_to(tmp_path / "elsewhere")
    result = run("build", "--site", site, "--now", NOW)
    assert result.status == 1
    assert result.text.count("record/outside-content") == 2
    assert "Secret" not in (site / "feeds" / "atom.xml").read_text(encoding="utf-8")


def test_a_record_that_may_not_be_read_costs_that_record(tmp_path: Path, run: Run) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    write_newsroom(tmp_path)
    record = tmp_path / "content" / "closed.md"
    record.write_text("---\ntitle: Closed\n---\n", encoding="utf-8")
    record.chmod(0)
    result = run("build", "--site", tmp_path, "--now", NOW)
    assert result.status == 1
    assert "content/closed.md" in result.text


def test_an_output_that_cannot_be_written_is_one_sentence(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    result = run("build", "--site", tmp_path, "--now", NOW, "--output", tmp_path / "taken")
    assert result.status == 1
    assert "taken" in result.errors
    assert "--output" in result.errors
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a file"
