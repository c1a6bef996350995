"""The stage that reads record files: which files below content/ are records, and what is written in each.

What a field means is decided later; here names and values stay as they were written, with the line of each.
"""

from feedwright.load.files import Found, RecordFile
from feedwright.load.folders import find_records
from feedwright.load.records import read_records

__all__ = ["Found", "RecordFile", "find_records", "read_records"]
