"""Small newsrooms and the command line, for tests that work as a user does."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

NOW = "2026-01-01T00:00:00+00:00"
SITE = """[site]
title = "Daily"
url = "https://daily.example/"
timezone = "Asia/Shanghai"
tag = "daily.example,2018"
"""
RECORDS = {
    "content/world/one.md": "---\ntitle: One\ndate: 2018-11-07 13:45\nauthor: Jane Roe\n---\n\nThe **first** text.\n",
    "content/sports/soccer/two.md": "---\ntitle: Two\ndate: 2018-11-08\ntags: [cup]\n---\n\nThe second text.\n",
}


@dataclass(frozen=True)
class Result:
    """What a command printed and how it ended."""

    status: int
    output: str
    errors: str

    @property
    def text(self) -> str:
        return self.output + self.errors


Run = Callable[..., Result]


def write_newsroom(folder: Path, *, site: str = SITE, records: dict[str, str] = RECORDS) -> None:
    """A newsroom in `folder`: feedwright.toml and records by their path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "feedwright.toml").write_text(site, encoding="utf-8")
    for path, text in records.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
