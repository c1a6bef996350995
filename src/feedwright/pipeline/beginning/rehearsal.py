"""What the process that reads records does until it is known what there is to do."""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from feedwright.load import RecordFile
from feedwright.load.files import SUFFIXES
from feedwright.pipeline.again import Again
from feedwright.pipeline.rows import rows_of_files
from feedwright.pipeline.texts import tell
from feedwright.site import load_site

_SMALL = 65_536  # bytes of a file, which has fewer lines
_FEW = 1_000  # entries of folders, among which there is one


def rehearse(folder: Path) -> None:
    """Make of some small record in the newsroom `folder` what is made of records and of their texts, and forget it.

    What was loaded and compiled for one record is there for the next one, which most often is written alike.
    """
    with suppress(Exception):  # whoever does it in earnest says what is wrong
        site = load_site(folder)
        file = next(each for each in islice(_records(site.content), _FEW) if each is not None)
        list(rows_of_files(site, [(file, None)]))
        tell(site, [Again(file, range(_SMALL))], composed=True)


def _records(folder: Path) -> Iterator[RecordFile | None]:
    """Small files that look like records, as they are met with; None for everything else."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in entries:
            stem, _, suffix = entry.name.rpartition(".")
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif f".{suffix}" in SUFFIXES and entry.is_file(follow_symlinks=False):
                size = entry.stat().st_size
                yield RecordFile(entry.name, entry.path, "", stem, f".{suffix}", size, 0) if size < _SMALL else None
                continue
            yield None
    for each in folders:
        yield from _records(Path(each))
