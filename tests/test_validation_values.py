"""Every value type against values that are good and values that are not."""

import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from feedwright.validation.tables import ValueType

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "cases/validation/values.toml").read_text("utf-8"))


def value_type(name: str) -> ValueType:
    module = import_module(f"feedwright.validation.value_types.{CASES[name]['module']}")
    found = getattr(module, name)
    assert isinstance(found, ValueType)
    return found


def good_values() -> Iterator[tuple[str, str]]:
    yield from ((name, value) for name, case in CASES.items() for value in case["good"])


def bad_values() -> Iterator[tuple[str, str, str]]:
    for name, case in CASES.items():
        yield from ((name, fault, value) for fault, values in case["bad"].items() for value in values)


@pytest.mark.parametrize(("name", "value"), list(good_values()))
def test_a_good_value_has_no_fault(name: str, value: str) -> None:
    assert list(value_type(name).check(value)) == []


@pytest.mark.parametrize(("name", "fault", "value"), list(bad_values()))
def test_a_bad_value_has_its_fault(name: str, fault: str, value: str) -> None:
    problems = value_type(name).check(value)
    assert [problem.fault.id for problem in problems] == [fault]
    assert problems[0].fault in value_type(name).faults
    assert 0 <= problems[0].offset <= len(value)


@pytest.mark.parametrize("name", CASES)
def test_the_cases_show_every_fault_that_a_type_can_have(name: str) -> None:
    inherited = {fault.id for fault in value_type("URL").faults} if name in {"REFERENCE", "HTTP_URL", "ID"} else set()
    assert {fault.id for fault in value_type(name).faults} - set(CASES[name]["bad"]) <= inherited
