"""A lock on a file has one holder, and is free when that lets go of it, whoever has a copy."""

import importlib.util
from pathlib import Path

import pytest

from feedwright.file_lock import FileLock
from feedwright.processes import Processes

pytestmark = pytest.mark.skipif(importlib.util.find_spec("fcntl") is None, reason="this system has no such locks")


def test_it_has_one_holder(tmp_path: Path) -> None:
    first, other = (FileLock(tmp_path / "lock", mode=0o600) for _ in range(2))
    assert first.take()
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
    assert not other.take()
    other.release()
    assert not other.take()
    first.release()
    first.release()
    assert other.take()
    other.release()


def test_a_copy_in_another_process_does_not_keep_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 1)
    first, other = (FileLock(tmp_path / "lock", mode=0o600) for _ in range(2))
    assert first.take()
    with Processes() as others:
        assert others.alive
        first.release()
        assert other.take()
    other.release()


def test_a_file_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileLock(tmp_path / "none" / "lock", mode=0o600).take()
