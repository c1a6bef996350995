"""The stage that reads record files: which files below content/ are records, and what is written in each.

What a field means is decided later; here names and values stay as they were written, with the line of each.
"""

from collections.abc import Iterator

from feedwright.load.files import Found, RecordFile, contents_of
from feedwright.load.folders import find_records
from feedwright.model import Finding, RawRecord

__all__ = ["Found", "RecordFile", "contents_of", "find_records", "read_records"]


def read_records(file: RecordFile, data: bytes | None = None) -> Iterator[RawRecord | Finding]:
    """See `feedwright.load.records.read_records`; the parsers are loaded when the first file is read."""
    from feedwright.load import records

    return records.read_records(file, data)
