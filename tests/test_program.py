"""The program as a process: what it says arrives, and its exit status is that of the command."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom import write_newsroom

PROGRAM = [sys.executable, "-m", "feedwright"]


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("arguments", "status"), [(("--version",), 0), (("build", "--site", "nowhere"), 1), (("build", "--jobs", "0"), 2)]
)
def test_the_status_tells_what_became_of_it(arguments: tuple[str, ...], status: int) -> None:
    result = run(*arguments)
    assert result.returncode == status
    assert (result.stdout if status == 0 else result.stderr).strip()


def test_a_build_says_all_that_it_has_to_say(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    for number in range(400):
        (tmp_path / "content" / f"broken-{number}.md").write_text("---\ntitle: Broken\n---\n", encoding="utf-8")
    result = run("build", "--site", str(tmp_path))
    assert result.returncode == 1
    assert all(f"content/broken-{number}.md" in result.stderr for number in range(400))


def test_a_reader_that_goes_away_is_no_accident() -> None:
    with subprocess.Popen([*PROGRAM, "rule"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) == 1
    assert said == b""


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_program_that_may_not_say_anything_does_its_work(closed: str, tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    script = f'"$@" {closed}'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *PROGRAM, "build", "--site", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "feeds" / "atom.xml").exists()


def test_an_interrupt_before_the_command_line_is_there_ends_it_quietly() -> None:
    code = (
        "import feedwright.__main__ as program\n"
        "def interrupted(): raise KeyboardInterrupt\n"
        "program._head_start = interrupted\n"
        "program.main()"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")
