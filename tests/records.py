"""Records and a site for tests of what records mean: as little as there must be, and over it what a test is about."""

from pathlib import Path
from typing import Any

from feedwright.model import Article, Finding, Origin, RawRecord
from feedwright.normalize import normalize
from feedwright.site import Site, load_site

SITE = """
[site]
title = "Daily"
url = "https://daily.example/"
timezone = "Asia/Shanghai"
tag = "daily.example,2018"
rights = "© Daily"
"""


class Lines:
    """The line of each field: its place among the fields, as in a header that begins on line 1."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.names = list(fields)

    def line(self, name: str) -> int | None:
        return self.names.index(name) + 2 if name in self.names else None


def site(folder: Path, text: str = SITE, *, sections: tuple[str, ...] = ("world", "sports", "sports/soccer")) -> Site:
    """The site that `text` declares in `folder`, with folders for `sections`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "feedwright.toml").write_text(text, encoding="utf-8")
    return load_site(folder).with_sections(sections, {})


def raw(
    *,
    words: Any = "A text.",
    form: Any = "markdown",
    file: Any = "content/world/2018-11-07-final.md",
    folder: Any = "world",
    stem: Any = "2018-11-07-final",
    **fields: Any,
) -> RawRecord:
    """A record with a title and a date, unless `fields` say otherwise; None takes a field away."""
    written = {"title": "The final", "date": "2018-11-07 13:45", **fields}
    written = {name: value for name, value in written.items() if value is not None}
    return RawRecord(
        origin=Origin(path=file, line=1),
        fields=written,
        lines=Lines(written),
        body=words,
        markup=form,
        folder=folder,
        stem=stem,
    )


def article(record: RawRecord, on: Site) -> Article:
    """The article that `record` means; there must be one."""
    normalized = normalize(record, on)
    assert normalized.article is not None, normalized.findings
    return normalized.article


def rules(record: RawRecord, on: Site) -> list[str]:
    """The rules of the findings about `record`."""
    return [each.rule for each in normalize(record, on).findings]


def finding(record: RawRecord, on: Site, rule: str) -> Finding:
    """The one finding of `rule` about `record`."""
    found = [each for each in normalize(record, on).findings if each.rule == rule]
    assert len(found) == 1, normalize(record, on).findings
    return found[0]
