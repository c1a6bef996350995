"""The checksum after a build is that of the whole file, though few of its parts were read again."""

import datetime as dt
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.catalog import CATALOG_FOLDER, FILE, checksum_of
from feedwright.catalog.checksum import DIGITS, PART, checksum, checksum_again, parts_written
from feedwright.pipeline import build
from tests.newsroom import write_newsroom

NOW = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)
KILLED = """
import datetime as dt, os, sys
from pathlib import Path
from feedwright.catalog import database
from feedwright.pipeline import build
commit = database.Database._commit
def end(self):
    commit(self)
    os._exit(0)
database.Database._commit = end
build(Path(sys.argv[1]), now=dt.datetime(2019, 1, 1, tzinfo=dt.UTC), jobs=1)
"""


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    write_newsroom(tmp_path)
    build(tmp_path, now=NOW, jobs=1)
    record = next((tmp_path / "content").rglob("*.md"))
    record.write_text(record.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    return tmp_path


def is_noted(newsroom: Path) -> bool:
    file = newsroom / CATALOG_FOLDER / FILE
    return file.with_suffix(".crc32").read_text(encoding="ascii").split()[-1] == checksum_of(file)


def test_an_edit_takes_few_of_them(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_file: Path) -> str:
        raise AssertionError("the whole file was read")

    with monkeypatch.context() as patched:
        patched.setattr("feedwright.catalog.database.checksum", refuse)
        assert build(newsroom, now=NOW, jobs=1).work.reading.parsed == 1
    assert is_noted(newsroom)


def test_what_a_killed_build_has_written_counts_too(newsroom: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(newsroom)], check=True)
    assert (newsroom / CATALOG_FOLDER / f"{FILE}-wal").stat().st_size
    assert build(newsroom, now=NOW, jobs=1).word is None
    assert is_noted(newsroom)


@given(st.integers(0, 6 * PART), st.integers(0, 6 * PART), st.sets(st.integers(-1, 8)), st.integers())
def test_what_was_written_and_the_end_are_read_again(before: int, after: int, written: set[int], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        old = random.Random(seed).randbytes(before)
        file.write_bytes(old)
        known = checksum(file)
        assert len(known) == DIGITS * -(-before // PART)
        new = bytearray(old[:after].ljust(after, b"x"))
        for part in written:
            if part >= 0:
                new[part * PART : part * PART + 9] = b"different"[: max(0, len(new) - part * PART)]
        file.write_bytes(new)
        assert checksum_again(file, known, written) == checksum(file)


@pytest.mark.parametrize("size", [0, 32, 40])
def test_a_log_without_pages_tells_nothing(size: int, tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert parts_written(log, 1 << 14) is None
    log.write_bytes(bytes(size))
    assert parts_written(log, 1 << 14) is None


def test_a_file_that_is_cut_off_meanwhile_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(3 * PART))
    known = checksum(file)
    file.write_bytes(bytes(PART))
    monkeypatch.setattr("feedwright.catalog.checksum._parts_of", lambda _: 3)
    for take in (checksum, lambda each: checksum_again(each, known, {1})):
        with pytest.raises(OSError, match="to its end"):
            take(file)
