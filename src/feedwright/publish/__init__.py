"""Brings documents to where they are served: whole or not at all, and nothing of anybody else's is touched."""

from feedwright.publish.directory import Changes, compare, load_writers, publish
from feedwright.publish.ledger import Standing, left, lost_identities, turned_over
from feedwright.publish.manifest import (
    MANIFEST_FILE,
    FileRecord,
    KnownEntry,
    Manifest,
    decode_manifest,
    file_record,
    read_manifest,
)
from feedwright.publish.published import Published, Seen
from feedwright.publish.staging import Staging, Waiting, begin_staging
from feedwright.publish.unfinished import noted

__all__ = [
    "MANIFEST_FILE",
    "Changes",
    "FileRecord",
    "KnownEntry",
    "Manifest",
    "Published",
    "Seen",
    "Staging",
    "Standing",
    "Waiting",
    "begin_staging",
    "compare",
    "decode_manifest",
    "file_record",
    "left",
    "load_writers",
    "lost_identities",
    "noted",
    "publish",
    "read_manifest",
    "turned_over",
]
