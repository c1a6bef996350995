"""Fixtures for all tests."""

import sys

import pytest

from tests.newsroom import Result, Run


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
