"""Fixtures for all tests."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from feedwright.pipeline.beginning.head_start import HeadStart
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
def begin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], HeadStart]]:
    """What makes the head start of a build in a folder, whatever threads other tests have left."""
    if not hasattr(os, "fork"):
        pytest.skip("there are no forks on this system")
    with ExitStack() as begun:

        def begin(folder: Path) -> HeadStart:
            with monkeypatch.context() as patched:
                patched.setattr(threading, "active_count", lambda: 1)
                return begun.enter_context(HeadStart(["--site", str(folder)]))

        yield begin


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
