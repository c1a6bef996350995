"""`feedwright import` as users meet it."""

import json
from pathlib import Path

import pytest

from tests.newsroom import RECORDS, Run, files, write_newsroom

PAGE = """Sports > Soccer
The ferry wins the cup once more
Updated: 2018-11-07 13:45 | Harbour Times
Save  Print  E-mail

The ferry beat the bus on Wednesday, and nobody who stood at the quay was surprised.

Source:, the office of the harbour master.

Related Articles:
  • Bus
"""
RECORD = """---
title: "The ferry wins the cup once more"
updated: "2018-11-07 13:45"
source: "Harbour Times"
via: "the office of the harbour master"
---

The ferry beat the bus on Wednesday, and nobody who stood at the quay was surprised.
"""
PLACE = "content/sports/soccer/2018-11-07-the-ferry-wins-the-cup-once-more.md"


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    folder = tmp_path / "newsroom"
    write_newsroom(folder)
    return folder


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_help_says_what_it_is_for(run: Run) -> None:
    result = run("import", "--help")
    assert result.status == 0
    for words in ("copied out of a browser", "--dry-run", "Write nothing", "--section", "--force", "--format"):
        assert words in result.output


def test_without_a_file_it_is_called_wrongly(newsroom: Path, run: Run) -> None:
    result = run("import", "--site", newsroom)
    assert result.status == 2
    assert "FILE" in result.errors


def test_a_dry_run_shows_the_record_its_place_and_every_doubt(newsroom: Path, page: Path, run: Run) -> None:
    before = files(newsroom)
    result = run("import", page, "--site", newsroom, "--dry-run")
    assert result.status == 0
    assert result.output == RECORD
    assert PLACE in result.errors
    assert f"warning: {page}:8: via: the name is missing on the page" in result.errors
    assert "lines 4, 10-11 were taken for the page's furniture" in result.errors
    assert files(newsroom) == before


def test_a_record_is_written_and_not_overwritten(newsroom: Path, page: Path, run: Run) -> None:
    result = run("import", page, "--site", newsroom)
    assert result.status == 0
    assert PLACE in result.output
    assert "furniture" not in result.errors
    record = newsroom / PLACE
    assert record.read_text(encoding="utf-8") == RECORD
    record.write_text("edited by hand", encoding="utf-8")
    again = run("import", page, "--site", newsroom)
    assert again.status == 1
    assert "is there already. Write over it with --force." in again.errors
    assert record.read_text(encoding="utf-8") == "edited by hand"
    assert run("import", page, "--site", newsroom, "--force").status == 0
    assert record.read_text(encoding="utf-8") == RECORD


def test_one_bad_file_costs_that_file(newsroom: Path, page: Path, tmp_path: Path, run: Run) -> None:
    headless = tmp_path / "headless.txt"
    headless.write_text("2018-11-07 13:45\n\n" + PAGE.splitlines()[5], encoding="utf-8")
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = run("import", tmp_path / "none.txt", headless, binary, page, page, "--site", newsroom)
    assert result.status == 1
    assert "none.txt cannot be read: No such file or directory." in result.errors
    assert "title: no line looks like a headline." in result.errors
    assert "picture.png is not a text file." in result.errors
    assert result.errors.count("is there already") == 1, "the second page of two alike"
    assert "Traceback" not in result.text
    assert sorted(set(files(newsroom)) - {"feedwright.toml", *RECORDS}) == [PLACE]


def test_json_is_one_page_or_a_list(newsroom: Path, page: Path, tmp_path: Path, run: Run) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("once more", "for ever"), encoding="utf-8")
    one = json.loads(run("import", page, "--site", newsroom, "--dry-run", "--format", "json").output)
    assert (one["section"], one["origin"]) == ("sports/soccer", {"path": str(page), "line": 2})
    assert one["body_html"] == f"<p>{PAGE.splitlines()[5]}</p>\n"
    several = json.loads(run("import", page, other, "--site", newsroom, "--dry-run", "--format", "json").output)
    assert [each["title"] for each in several] == [
        "The ferry wins the cup once more",
        "The ferry wins the cup for ever",
    ]
    written = run("import", page, other, "--site", newsroom, "--format", "json")
    assert [each["title"] for each in json.loads(written.output)] == [each["title"] for each in several]
    assert written.errors.count("Wrote ") == 2


def test_a_section_can_be_chosen(newsroom: Path, page: Path, run: Run) -> None:
    result = run("import", page, "--site", newsroom, "--section", "World")
    assert result.status == 0
    assert (newsroom / "content/world" / Path(PLACE).name).exists()


def test_an_unknown_section_is_refused_with_the_nearest(newsroom: Path, page: Path, run: Run) -> None:
    before = files(newsroom)
    result = run("import", page, "--site", newsroom, "--section", "sports/socer")
    assert result.status == 1
    assert "There is no section 'sports/socer'. Did you mean `sports/soccer`?" in result.errors
    assert files(newsroom) == before


def test_without_a_newsroom_it_says_where_one_is_looked_for(tmp_path: Path, page: Path, run: Run) -> None:
    result = run("import", page, "--site", tmp_path)
    assert result.status == 1
    assert "--site" in result.errors
