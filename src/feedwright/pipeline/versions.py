"""Which version of an article this is: a digest that changes with all that the article is made from."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from feedwright.catalog import Stamp, article_digest
from feedwright.model import RawRecord
from feedwright.site import Site

if TYPE_CHECKING:
    from feedwright.normalize import DayOrder, Normalized


def stamps_of(folder: Path, paths: Iterable[str]) -> tuple[Stamp, ...]:
    """The files at `paths` below `folder`, each once, as they are now."""
    return tuple(stamp_of(folder, path) for path in sorted(set(paths))) if paths else ()


def stamp_of(folder: Path, path: str) -> Stamp:
    """The file at `path` below `folder`, as it is now."""
    try:
        status = (folder / path).stat()
    except OSError:
        return Stamp(path, -1, 0)
    return Stamp(path, status.st_size, status.st_mtime_ns)


def version_of(
    site: Site, record: RawRecord, normalized: "Normalized", file: bytes, orders: "frozenset[DayOrder]"
) -> bytes:
    """A digest of the article that a record became, another one whenever something that it is made from is.

    b"" where it became none. `file` is the digest of the record's file. Where that holds this record alone it stands
    for the record, which takes a tenth of the time of a digest of all that the article says. Beside it counts what the
    file's neighbours decide, and how the dates were read where they could be read in either of the `orders`. All other
    facts of the site are in the catalog's own fingerprint.
    """
    article = normalized.article
    if article is None:
        return b""
    if record.stem is None:
        return article_digest(article)
    day_first = site.day_first if "either" in orders else None
    facts = f"{record.origin.path}\0{record.stem}\0{article.section}\0{day_first}"
    if normalized.beside:
        facts += f"\0{stamps_of(site.folder, normalized.beside)}"
    return hashlib.sha256(file + facts.encode(errors="surrogateescape")).digest()[:16]
