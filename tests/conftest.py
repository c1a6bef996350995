"""Fixtures for all tests."""

import os
import sys
import threading
from collections.abc import Iterator

import pytest

from feedwright.processes import Processes
from tests.newsroom import Result, Run


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> Iterator[Processes]:
    """Other processes, at first one, whatever threads other tests have left."""
    if not hasattr(os, "fork"):
        pytest.skip("there are no forks on this system")
    with monkeypatch.context() as patched:
        patched.setattr(threading, "active_count", lambda: 1)
        processes = Processes()
    with processes:
        assert processes.alive
        yield processes


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line, called in this process as the shell would call it."""
    from feedwright.cli import main

    def call(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["feedwright", *map(str, arguments)])
        monkeypatch.setenv("COLUMNS", "200")
        capsys.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        printed = capsys.readouterr()
        return Result(status, printed.out, printed.err)

    return call
