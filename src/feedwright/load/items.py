"""What every record format gives: the fields of one record, and the bounds that all of them share."""

from typing import NamedTuple

from feedwright.load.faults import RecordError
from feedwright.model import FieldLines

DEPTH_LIMIT = 100
"""The most lists and tables that may stand in each other. Everything that walks through a record may rely on it."""


class Item(NamedTuple):
    """The fields of one record, and where it stands in its file."""

    fields: dict[str, object]
    line: int
    lines: FieldLines
    alone: bool  # the file holds this one record, and has room for no other
    warning: RecordError | None = None  # what should be mended in it


def as_written(text: str) -> float | str:
    """A fraction, as a number when the number is written that way again, else as its text: 1.10 is not 1.1."""
    value = float(text)
    return value if repr(value) == text else text


def too_deep(line: int = 1) -> RecordError:
    """The fault of a record whose values are nested beyond DEPTH_LIMIT."""
    return RecordError(
        "too-deep",
        f"The record is nested too deeply: more than {DEPTH_LIMIT} lists or tables stand in each other.",
        hint="Write it flat; a record needs two or three levels.",
        line=line,
    )


def field_double(name: str, line: int, column: int | None = None) -> RecordError:
    """The fault of a record that has a field twice: nobody can tell which of the two is meant."""
    return RecordError(
        "field-double", f"`{name}` is written twice.", hint="Delete one of the two.", line=line, column=column
    )


def check_depth(value: object, line: int) -> None:
    """Raises RecordError when `value` is nested beyond DEPTH_LIMIT."""
    if not isinstance(value, (dict, list)):
        return
    level: list[dict[str, object] | list[object]] = [value]
    for _ in range(DEPTH_LIMIT):
        level = [
            each
            for table in level
            for each in (table.values() if isinstance(table, dict) else table)
            if isinstance(each, (dict, list))
        ]
        if not level:
            return
    raise too_deep(line)


def not_a_record(value: object, line: int, *, what: str = "The record") -> RecordError:
    """The fault of something that should be a record's fields."""
    kinds = {dict: "a table", list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false"}
    found = "empty" if value is None else kinds.get(type(value), "something else")
    return RecordError(
        "not-a-record",
        f"{what} is {found}, not a table of fields.",
        hint="Write its fields under their names, a title and a date at least.",
        line=line,
    )
