"""Rows of files that are read together are those of each file by itself."""

from pathlib import Path

import pytest

from feedwright.load import RecordFile, find_records
from feedwright.pipeline import rows as rows_module
from feedwright.pipeline.rows import rows_of_files
from feedwright.site import Site, load_site
from tests.newsroom import SITE, write_newsroom

MANY = "".join(f'{{"id": {number}, "title": "{number}", "date": "2018-11-07"}}\n' for number in range(130))
RECORDS = {
    **{f"content/{number:03}.md": f"---\ntitle: {number}\ndate: 25/12/2018\n---\n\nText.\n" for number in range(60)},
    "content/010.md": "---\ntitle: No date\n---\n",
    "content/020.md": "---\ntitle: [\n---\n",
    "content/030.jsonl": MANY,
    "content/031.jsonl": MANY.replace('"title": "77"', '"title": 77,'),
    "content/040.md": f"---\ntitle: Long\ndate: 2018-11-07\nimage: a.png\n---\n{'long ' * 3000}",
    "content/041.json": "[]",
}


@pytest.fixture
def newsroom(tmp_path: Path) -> tuple[Site, list[RecordFile]]:
    write_newsroom(tmp_path, site=SITE, records=RECORDS)
    return load_site(tmp_path), list(find_records(tmp_path / "content", site=tmp_path).files)


@pytest.mark.parametrize("size", [1, 10_000, 1 << 20])
def test_files_that_are_read_together(
    size: int, newsroom: tuple[Site, list[RecordFile]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, files = newsroom
    alone = [row for file in files for row in rows_of_files(site, [(file, None)])]
    monkeypatch.setattr(rows_module, "_BYTES", size)
    assert list(rows_of_files(site, [(file, None) for file in files])) == alone
    assert [row.path for row in alone] == [file.path for file in files]
    assert sum(len(row.articles) for row in alone) == len(RECORDS) - 5 + 130 + 129
    assert [row.path for row in alone if row.worst == 3] == [f"content/{n}" for n in ("010.md", "020.md", "031.jsonl")]


def test_what_says_what_it_said_is_left_out(newsroom: tuple[Site, list[RecordFile]]) -> None:
    site, files = newsroom
    digests = {row.path: bytes(row.digest) for row in rows_of_files(site, [(file, None) for file in files])}
    other = {files[3].path, files[-1].path}
    known = [(file, b"x" if file.path in other else digests[file.path]) for file in files]
    assert {row.path for row in rows_of_files(site, known)} == other


def test_a_large_file_is_read_by_itself(newsroom: tuple[Site, list[RecordFile]]) -> None:
    _, files = newsroom
    large = files[1]._replace(size=5_000_000)
    groups = rows_module._few([(file, None) for file in (files[0], large, *files[2:])])
    assert [len(group) for group in groups] == [2, 50, len(files) - 52]
    assert list(rows_module._few([])) == []
