"""The docs say what the program does: every field, key, command and dependency has its line, and no other has one.

After a change that is meant, `python -m tests.test_docs` writes the tables anew.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer

from feedwright.cli import app
from feedwright.normalize import ALIASES, Record
from feedwright.site import Configuration
from feedwright.site.schema import (
    DeclaredFeedTable,
    DeliveryTable,
    FeedsTable,
    PartnerTable,
    PublishTable,
    SectionTable,
    SiteTable,
    SourceTable,
    ValidateTable,
)

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TABLES: dict[str, type[msgspec.Struct]] = {
    "[site]": SiteTable,
    "[sections.NAME]": SectionTable,
    "[sources.NAME]": SourceTable,
    "[feeds]": FeedsTable,
    "[feeds.NAME]": DeclaredFeedTable,
    "[partners.NAME]": PartnerTable,
    "[partners.NAME.delivery]": DeliveryTable,
    "[publish]": PublishTable,
    "[validate]": ValidateTable,
}


def described(kind: type[msgspec.Struct]) -> dict[str, str]:
    """What the schema says of each key: its meaning, its values where they are few, its default."""
    schema = msgspec.json.schema(kind)["$defs"][kind.__name__]
    told = {name: meaning(facts) for name, facts in schema["properties"].items()}
    return {name: f"{text}; required" if name in schema.get("required", ()) else text for name, text in told.items()}


def meaning(facts: dict[str, Any]) -> str:
    text = str(facts.get("description", ""))
    values = [each for each in facts.get("enum", ()) if f"`{each}`" not in text]
    if values:
        text += f": {', '.join(f'`{each}`' for each in values)}"
    default = facts.get("default")
    return (
        text if default in (None, False, (), [], {}) or "default" in text else f"{text}; default: `{as_toml(default)}`"
    )


def as_toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def record_table() -> str:
    rows = ["| field | meaning | other names |", "|---|---|---|"]
    for name, meaning in described(Record).items():
        aliases = ", ".join(f"`{alias}`" for alias in ALIASES.get(name, ()))
        rows.append(f"| `{name}` | {meaning} | {aliases} |".replace("|  |", "| |"))
    return "\n".join(rows) + "\n"


def configuration_tables() -> Iterator[tuple[str, str]]:
    every = set(described(FeedsTable)) & set(described(DeclaredFeedTable))
    for title, kind in TABLES.items():
        rows = ["| key | meaning |", "|---|---|"]
        for name, meaning in described(kind).items():
            if not (title == "[feeds.NAME]" and name in every):
                rows.append(f"| `{name}` | {meaning} |")
        yield title, "\n".join(rows) + "\n"


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The tables of a page between marks such as <!-- table: NAME --> and <!-- end -->."""
    for match in re.finditer(r"<!-- table: (.+?) -->\n(.*?)<!-- end -->", text, re.DOTALL):
        yield match[1], match[2]


def pages() -> dict[Path, dict[str, str]]:
    return {DOCS / "records.md": {"record": record_table()}, DOCS / "configuration.md": dict(configuration_tables())}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_the_tables_are_those_of_the_schema(page: Path) -> None:
    assert dict(parts(page.read_text(encoding="utf-8"))) == pages()[page]


def test_every_key_is_described() -> None:
    kinds: list[type[msgspec.Struct]] = [Record, *TABLES.values()]
    for kind in kinds:
        assert [name for name, meaning in described(kind).items() if not meaning] == []


def test_every_table_of_the_configuration_has_its_part() -> None:
    named = {title.strip("[]").partition(".")[0] for title in TABLES}
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    for field in msgspec.structs.fields(Configuration):
        assert field.name in named or f"`[{field.name}" in text


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in typer.main.get_command(app).commands:  # type: ignore[attr-defined] # it is a group
        assert f"`feedwright {command}" in readme, f"README.md does not name the command {command}"


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [project["project"]["dependencies"], *project["project"].get("optional-dependencies", {}).values()]
    reasons = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    for requirement in (each for group in groups for each in group):
        name = re.split(r"[<>=!~\[; ]", requirement)[0]
        assert re.search(rf"\b{re.escape(name)}\b", reasons), f"docs/dependencies.md has no reason for {name}"


def test_every_link_between_the_docs_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *DOCS.glob("*.md")):
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


if __name__ == "__main__":
    for page, tables in pages().items():
        text = page.read_text(encoding="utf-8")
        for name, table in tables.items():
            mark = re.escape(name)
            found = re.search(rf"<!-- table: {mark} -->\n(.*?)<!-- end -->", text, re.DOTALL)
            assert found, f"{page.name} has no place for the table {name}"
            text = text[: found.start(1)] + table + text[found.end(1) :]
        page.write_text(text, encoding="utf-8")
