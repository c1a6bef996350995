"""A newsroom whose documents are simple, as a build leaves them: in feeds/ and in the folder of private documents."""

import json
from collections.abc import Mapping
from pathlib import Path

from feedwright.model import Document
from feedwright.publish import Manifest, begin_staging, file_record, publish
from tests.newsroom import Run

TYPES = {
    ".xml": "application/rss+xml",
    ".json": "application/feed+json",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".opml": "text/x-opml",
}
SITE = """[site]
title = "Daily"
url = "https://daily.example/"
timezone = "UTC"
"""
TEXTS = {
    "rss.xml": "all",
    "feed.json": "all",
    "sports/rss.xml": "sports",
    "archive/2018-11/rss.xml": "archived",
    "index.html": "page",
}
PROFILE = 'name = "Plain"\nformat = "rss"\n'


def write_site(folder: Path, tables: str) -> None:
    """feedwright.toml, and a profile for partners: profiles/plain.toml."""
    (folder / "profiles").mkdir(parents=True, exist_ok=True)
    (folder / "profiles" / "plain.toml").write_text(PROFILE, encoding="utf-8")
    (folder / "feedwright.toml").write_text(f"{SITE}{tables}", encoding="utf-8")


def partner(name: str, to: str, *more: str) -> str:
    """The table of a partner to whom documents are brought; its secret is in the environment variable KEY."""
    lines = (f"[partners.{name}]", 'profile = "profiles/plain.toml"', *more, f"[partners.{name}.delivery]")
    return "\n".join((*lines, f'to = "{to}"', 'secret_env = "KEY"')) + "\n"


def build(output: Path, texts: Mapping[str, str]) -> None:
    """What a build leaves in `output`: documents by their path, and the manifest. Those that have entries are feeds."""
    documents = [
        Document(path=path, media_type=TYPES[Path(path).suffix], data=text.encode()) for path, text in texts.items()
    ]
    feeds = {each.path: ("entry",) for each in documents if each.path.endswith(("rss.xml", "atom.xml", "feed.json"))}
    manifest = Manifest(files={each.path: file_record(each) for each in documents}, feeds=feeds, entries={})
    staging = begin_staging(output)
    publish([staging.take(each) for each in documents], manifest, staging)


def build_private(site: Path, texts: Mapping[str, str]) -> None:
    """What a build leaves of private documents: "acme/rss.xml"."""
    build(site / ".feedwright" / "partners", texts)


def publish_table(*lines: str) -> str:
    return "\n".join(("[publish]", 'to = "../served"', "private_addresses = true", *lines)) + "\n"


def write(folder: Path, tables: str, texts: Mapping[str, str] = TEXTS) -> Path:
    """A newsroom whose documents are built; its place is served/ beside it."""
    site = folder / "newsroom"
    write_site(site, tables)
    build(site / "feeds", texts)
    return site


def waiting(run: Run, site: Path) -> list[dict[str, object]]:
    found = json.loads(run("outbox", "--site", site, "--format", "json").output)
    assert isinstance(found, list)
    return found
