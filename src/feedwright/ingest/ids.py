"""Pins ids: what makes an article's id is written into its record, so that no later change can touch it."""

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from feedwright.ingest.pins import Pin, pin_for, pinned
from feedwright.load import RecordFile, read_records
from feedwright.model import Finding, Origin, RawRecord
from feedwright.normalize import normalize
from feedwright.normalize.fields import named
from feedwright.site import Site


class LooseId(msgspec.Struct, frozen=True, kw_only=True):
    """An article whose id is not written in its record."""

    id: str
    origin: Origin
    record: RawRecord


class Ids(msgspec.Struct, frozen=True, kw_only=True):
    """The ids that are not written, by file, and what keeps some from being found or pinned."""

    loose: dict[RecordFile, list[LooseId]]
    findings: tuple[Finding, ...]


def loose_ids(files: Iterable[RecordFile], site: Site) -> Ids:
    """The articles in `files` whose ids are not written. Two records with one id are an error and are left out."""
    loose: dict[RecordFile, list[LooseId]] = defaultdict(list)
    owners: dict[str, list[Origin]] = defaultdict(list)
    findings: list[Finding] = []
    for file in files:
        for record in read_records(file):
            if isinstance(record, Finding):
                findings.append(record)
                continue
            normalized = normalize(record, site)
            findings += [each for each in normalized.findings if each.severity == "error"]
            if normalized.article is None:
                continue
            identity = normalized.article.id
            owners[identity].append(record.origin)
            if "id" not in named(record.fields).values:
                loose[file].append(LooseId(id=identity, origin=record.origin, record=record))
    shared = {identity: origins for identity, origins in owners.items() if len(origins) > 1}
    findings += [_shared(identity, first, other) for identity, (first, *rest) in shared.items() for other in rest]
    kept = {file: [each for each in ids if each.id not in shared] for file, ids in loose.items()}
    return Ids(loose={file: ids for file, ids in kept.items() if ids}, findings=tuple(findings))


def pin_ids(file: RecordFile, loose: Sequence[LooseId]) -> Sequence[Finding]:
    """Write the ids of `loose` into `file`, all or none; a finding for each when that cannot be done.

    The file is replaced whole when the new one has been read again and says what the old one said, and the ids.
    """
    try:
        data = file.file.read_bytes()
        pins = _pins(data, file, loose)
        if len(pins) != len(loose) or not _replaced(file, pinned(data, pins), loose):
            return [_not_pinned(each, "its place in the file cannot be told") for each in loose]
    except OSError as error:
        return [_not_pinned(each, (error.strerror or type(error).__name__).lower()) for each in loose]
    return ()


def _pins(data: bytes, file: RecordFile, loose: Sequence[LooseId]) -> list[Pin]:
    pins: list[Pin] = []
    for each in loose:
        pin = pin_for(data, file.suffix, each.record, each.id, after=pins[-1].at if pins else 0)
        if pin is not None:
            pins.append(pin)
    return pins


def _replaced(file: RecordFile, data: bytes, loose: Sequence[LooseId]) -> bool:
    """Put `data` in the place of the file, unless it does not say what it should; whether that was done."""
    handle, temporary = tempfile.mkstemp(dir=file.file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        before = list(read_records(file))
        after = list(read_records(file._replace(location=temporary, size=len(data))))
        if not _only_ids_added(before, after, {each.id for each in loose}):
            return False
        shutil.copymode(file.location, temporary)
        Path(temporary).replace(file.location)
        return True
    finally:
        Path(temporary).unlink(missing_ok=True)


def _only_ids_added(before: Sequence[RawRecord | Finding], after: Sequence[RawRecord | Finding], ids: set[str]) -> bool:
    """Whether the records of a file are the same but for `ids`, each of which is there once."""
    old = [each for each in before if isinstance(each, RawRecord)]
    new = [each for each in after if isinstance(each, RawRecord)]
    if len(old) != len(new) or len(before) != len(after):
        return False
    missing = set(ids)
    for one, other in zip(old, new, strict=True):
        added = {name: value for name, value in other.fields.items() if name not in one.fields}
        if {**one.fields, **added} != dict(other.fields) or one.body != other.body:
            return False
        if added and (set(added) != {"id"} or str(added["id"]) not in missing):
            return False
        missing -= {str(value) for value in added.values()}
    return not missing


def _shared(identity: str, first: Origin, other: Origin) -> Finding:
    return Finding(
        rule="record/id-duplicate",
        severity="error",
        message=f"id: {identity} is the id of {first.path}, line {first.line or 1}, too; neither is pinned.",
        hint="Give one of the two records an `id` of its own.",
        path=other.path,
        line=other.line,
        entry=identity,
        article=other,
    )


def _not_pinned(loose: LooseId, reason: str) -> Finding:
    return Finding(
        rule="record/id-not-pinned",
        severity="error",
        message=f"id: {loose.id} could not be written: {reason}.",
        hint=f"Write it into the record by hand: id: {loose.id}",
        path=loose.origin.path,
        line=loose.origin.line,
        entry=loose.id,
        article=loose.origin,
    )
