"""The stage that reads record files: which files below content/ are records, and what is written in each.

What a field means is decided later; here names and values stay as they were written, with the line of each. The walk
over content/ loads nothing but what Python itself has: a build begins with it before there is anything else.
"""

from collections.abc import Container, Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from feedwright.deferred import deferred

if TYPE_CHECKING:
    from feedwright.load.digests import contents_of
    from feedwright.load.files import JSON_LINES_SUFFIXES, RecordFile
    from feedwright.load.folders import Found, find_records
    from feedwright.load.json_lines import Span
    from feedwright.load.listing import Listing
    from feedwright.model import Finding, RawRecord

__all__ = [
    "JSON_LINES_SUFFIXES",
    "Found",
    "Listing",
    "RecordFile",
    "contents_of",
    "find_records",
    "read_records",
    "spans_of",
]

__getattr__ = deferred(
    __name__,
    {
        "JSON_LINES_SUFFIXES": "files",
        "Found": "folders",
        "Listing": "listing",
        "RecordFile": "files",
        "contents_of": "digests",
        "find_records": "folders",
    },
)


def read_records(
    file: "RecordFile", data: bytes | None = None, *, span: "Span | None" = None, wanted: Container[int] | None = None
) -> "Iterator[RawRecord | Finding]":
    """See `feedwright.load.records.read_records`; the parsers are loaded when the first file is read."""
    records: Iterator[RawRecord | Finding] = _readers().read_records(file, data, span=span, wanted=wanted)
    return records


@cache
def _readers() -> ModuleType:
    """The parsers. To ask for an import again for each of many records would take longer than to remember it."""
    from feedwright.load import records

    return records


def spans_of(file: "RecordFile", size: int) -> "tuple[bytes, list[Span]]":
    """See `feedwright.load.json_lines.spans_of`."""
    from feedwright.load import json_lines

    return json_lines.spans_of(file, size)
