"""The house: which module may import which, and how large a room may grow."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "feedwright"
STAGES = ("load", "normalize", "catalog", "select", "render", "pages", "validation", "publish")
GROUPS = (
    ("errors", "patterns", "deferred", "file_times", "file_lock", "processes"),
    ("languages", "model"),
    ("site",),
    STAGES,
    ("ingest", "deliver"),
    ("pipeline", "shapes"),
    ("cli",),
)
LEVEL = {room: level for level, rooms in enumerate(GROUPS) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(file: Path) -> Iterator[str]:
    """Every module that `file` imports, inside functions too."""
    known = {name_of(each) for each in MODULES}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_a_module_imports_only_from_rooms_to_its_left(file: Path) -> None:
    own = room(name_of(file))
    if own in {"", "__main__"}:
        return
    for module in imports(file):
        other = room(module) if module.startswith("feedwright.") else ""
        if other and other != own:
            assert LEVEL[other] < LEVEL[own], f"{own} may not import {other}"


def test_no_module_imports_itself_through_others() -> None:
    graph = {name_of(file): {each for each in imports(file) if each.startswith("feedwright")} for file in MODULES}
    graph.pop("feedwright.__main__", None)
    seen: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path[path.index(module) :], module))
        if module in seen:
            return
        for other in graph.get(module, ()):
            if other != module:
                visit(other, (*path, module))
        seen.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_rooms_stay_small(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.count("\n") < 400, "split the file where it has two jobs"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"


def test_the_docs_name_the_groups_in_their_order() -> None:
    text = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    groups = ("the stages" if rooms == STAGES else ", ".join(f"`{each}`" for each in rooms) for rooms in GROUPS)
    assert " < ".join(groups) in " ".join(text.split())
    table = re.findall(r"^\| `(\w+)` \|", text.partition("Beside the line")[0], re.MULTILINE)
    assert tuple(table) == STAGES


def test_every_room_has_its_word_in_the_docs() -> None:
    text = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.name.removesuffix(".py") for path in PACKAGE.iterdir() if not path.name.startswith(("_", "py.typed"))}
    assert {each for each in rooms if f"`{each}`" not in text} == set()


def test_the_stages_stand_in_the_order_of_the_line() -> None:
    assert all(LEVEL[left] <= LEVEL[right] for left, right in pairwise(["errors", "model", "site", *STAGES, "cli"]))


def patterns() -> Iterator[tuple[str, str]]:
    """Every text in the code that may be a pattern with a possessive group."""
    for file in MODULES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Constant):
                continue
            text = node.value
            text = text.decode("latin-1") if isinstance(text, bytes) else text
            if isinstance(text, str) and "()" not in text and re.search(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>", text):
                yield f"{name_of(file)}:{node.lineno}", text


def possessive_groups(parsed: Any) -> Iterator[object]:
    """The possessive repeats of more than a character, and the atomic groups, of a parsed pattern."""
    for operation, told in parsed:
        name = str(operation)
        if name == "ATOMIC_GROUP" or (name == "POSSESSIVE_REPEAT" and not is_character(told[2])):
            yield told
        for part in told if isinstance(told, tuple | list) else ():
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, re._parser.SubPattern):  # type: ignore[attr-defined] # the parser has no other name
                    yield from possessive_groups(inner)


def is_character(parsed: Any) -> bool:
    return len(parsed) < 2 and all(str(each[0]) in {"LITERAL", "NOT_LITERAL", "IN", "ANY"} for each in parsed)


def test_no_pattern_relies_on_what_older_pythons_misread() -> None:
    """Python before 3.11.5 goes wrong in possessive groups that hold a choice (python/cpython issue 106052)."""
    for place, text in patterns():
        parsed = re._parser.parse(text)  # type: ignore[attr-defined]
        assert not list(possessive_groups(parsed)), place


def test_only_the_command_line_prints() -> None:
    for file in MODULES:
        if room(name_of(file)) == "cli":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id in {"print", "exit"}), file
