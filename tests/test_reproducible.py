"""Same input, same bytes: whatever the machine's zone, locale, hash seed, file order and file times."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom import NOW, files

ROOT = Path(__file__).resolve().parents[1]


def build(site: Path, **environment: str) -> dict[str, bytes]:
    """The published files, from a process of its own."""
    output = site / "feeds"
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "feedwright", "build", "--site", str(site), "--now", NOW]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment}, timeout=120)
    return files(output)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copy(ROOT / "feedwright.toml", site)
    return site


def test_the_published_feeds_are_what_the_content_gives(demo: Path) -> None:
    assert build(demo) == files(ROOT / "feeds")


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
        {"TZ": "Asia/Shanghai", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONHASHSEED": "3"},
    ],
    ids=lambda environment: environment["TZ"],
)
def test_zone_locale_and_hash_seed_change_nothing(demo: Path, environment: dict[str, str]) -> None:
    assert build(demo, **environment) == files(ROOT / "feeds")


def test_file_order_and_file_times_change_nothing(demo: Path, tmp_path: Path) -> None:
    records = [file for file in (demo / "content").rglob("*") if file.is_file()]
    random.Random(7).shuffle(records)
    for age, file in enumerate(records):
        copy = tmp_path / file.relative_to(demo)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
        os.utime(copy, (1_000_000 + age * 86_400, 1_000_000 + age * 86_400))
    shutil.copy(demo / "feedwright.toml", tmp_path)
    assert build(tmp_path) == files(ROOT / "feeds")


def test_building_again_touches_no_file(demo: Path) -> None:
    build(demo)
    before = {path: (demo / "feeds" / path).stat().st_mtime_ns for path in files(demo / "feeds")}
    command = [sys.executable, "-m", "feedwright", "build", "--site", str(demo), "--now", NOW]
    again = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    assert "0 new, 0 changed, 0 removed" in " ".join(again.stdout.split())
    assert {path: (demo / "feeds" / path).stat().st_mtime_ns for path in before} == before
