"""What was found in a record file, as the catalog keeps it: many records have something that is worth a note."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from feedwright.model import Finding, Origin, Severity

_ENCODER = msgspec.msgpack.Encoder()
_made = tuple.__new__  # of values in their order: a named tuple's own constructor takes five times as long
_OF_FILE = ""
"""A path that is the file's own: most findings name it twice."""


class _Kept(NamedTuple):
    """A finding without the names of its fields: in half the bytes."""

    rule: str
    severity: Severity
    message: str
    hint: str | None
    spec: str | None
    path: str | None
    line: int | None
    column: int | None
    entry: str | None
    element: str | None
    article: tuple[str, int | None] | None


def encoded_findings(findings: Iterable[Finding], path: str) -> bytes:
    """The findings of the file `path`, to be kept beside that path."""
    return _ENCODER.encode([_kept(each, path) for each in findings])


def findings_of(encoded: bytes, path: str) -> Iterator[Finding]:
    """The findings that `encoded_findings` took."""
    return (_found(each, path) for each in _decoder().decode(encoded))


def _kept(finding: Finding, path: str) -> _Kept:
    origin = finding.article
    facts = (
        finding.rule,
        finding.severity,
        finding.message,
        finding.hint,
        finding.spec,
        _OF_FILE if finding.path == path else finding.path,
        finding.line,
        finding.column,
        finding.entry,
        finding.element,
        None if origin is None else (_OF_FILE if origin.path == path else origin.path, origin.line),
    )
    return _made(_Kept, facts)


def _found(kept: _Kept, path: str) -> Finding:
    facts = kept._asdict()
    if kept.path == _OF_FILE:
        facts["path"] = path
    if kept.article is not None:
        named, line = kept.article
        facts["article"] = Origin(path=path if named == _OF_FILE else named, line=line)
    return Finding(**facts)


@cache
def _decoder() -> "msgspec.msgpack.Decoder[list[_Kept]]":
    return msgspec.msgpack.Decoder(list[_Kept])
