"""From bytes to a verdict."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from feedwright.model import Finding
from feedwright.validation.collector import Collector, shortened
from feedwright.validation.encoding import decode
from feedwright.validation.examples import rss
from feedwright.validation.json_document import BYTE_ORDER_MARK, judge_json
from feedwright.validation.tables import Rule
from feedwright.validation.xml_document import NOT_A_FEED, judge_xml

LARGEST = 64 * 1024 * 1024  # bytes of one document

Format = Literal["rss", "atom", "json", "opml", "rss1", "unknown"]
Verdict = Literal["error", "warning", "valid"]

EMPTY = Rule(
    id="document/empty",
    severity="error",
    title="The document is not empty.",
    hint="Write the feed, or look why the program that writes it failed.",
    spec="XML 1.0 §2.1",
    bad=" \n",
    good=rss(),
)
TOO_LARGE = Rule(
    id="document/too-large",
    severity="error",
    title="The document has at most 64 megabytes.",
    hint="Publish fewer entries; readers give up far earlier.",
    spec="Feedwright limit",
)
COMPRESSED = Rule(
    id="document/compressed",
    severity="error",
    title="The document is not compressed.",
    hint="Decompress the file; let the server compress it in transit.",
    spec="RFC 9110 §8.4",
)
RULES = (EMPTY, TOO_LARGE, COMPRESSED)

_COMPRESSED = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_SPACE = b" \t\r\n"
_MARKS = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the validator says of one document."""

    path: str
    format: Format
    verdict: Verdict
    findings: tuple[Finding, ...]  # sorted by line, column and rule; each with `path`


def validate(
    data: bytes, *, base: str | None = None, media_type: str | None = None, now: dt.datetime | None = None
) -> tuple[Finding, ...]:
    """The findings of one document, sorted by line, column and rule.

    `base` is the address that it is served from, `media_type` what the server says of it ("application/rss+xml;
    charset=utf-8"). Dates are held against `now`, an aware time, only where it is given.
    """
    return _examine(data, base, media_type, now)[1]


def judge(
    data: bytes,
    *,
    path: str,
    base: str | None = None,
    media_type: str | None = None,
    now: dt.datetime | None = None,
) -> Report:
    """The report on one document, called `path` in it; notes (severity info) do not change the verdict."""
    found, findings = _examine(data, base, media_type, now)
    severities = {finding.severity for finding in findings}
    verdict: Verdict = "error" if "error" in severities else "warning" if "warning" in severities else "valid"
    return Report(
        path=path,
        format=found,
        verdict=verdict,
        findings=tuple(replace(finding, path=path) for finding in findings),
    )


def _examine(
    data: bytes, base: str | None, media_type: str | None, now: dt.datetime | None
) -> tuple[Format, tuple[Finding, ...]]:
    out = Collector(base=base, now=now)
    found = _read(data, media_type, out)
    ordered = sorted(out.found, key=lambda each: (each.line or 0, each.column or 0, each.rule, each.message))
    return found, tuple(ordered)


def _read(data: bytes, media_type: str | None, out: Collector) -> Format:
    if len(data) > LARGEST:
        _report(TOO_LARGE, f"The document has {len(data):,} bytes.", out)
        return "unknown"
    for start, name in _COMPRESSED:
        if data.startswith(start):
            _report(COMPRESSED, f"The document is compressed ({name}).", out)
            return "unknown"
    if not data.removeprefix(_MARKS).strip(_SPACE):
        _report(EMPTY, "The document is empty.", out)
        return "unknown"
    decoded = decode(data, media_type, out)
    start = decoded.data[:1000].lstrip(_SPACE)
    if start[:1] in {b"{", b"["} or ("json" in (media_type or "") and start[:1] != b"<"):
        if data.startswith(_MARKS):
            _report(BYTE_ORDER_MARK, "The document starts with a byte order mark, which JSON forbids.", out)
        judge_json(decoded.data, out)
        return "json"
    if start[:1] != b"<":
        shown = shortened(start[:40].decode("utf-8", "replace"))
        _report(NOT_A_FEED, f"The document is not a feed: it starts with {shown!r}.", out)
        return "unknown"
    found = judge_xml(decoded.data, out)
    return found if found in {"rss", "atom", "opml", "rss1"} else "unknown"  # type: ignore[return-value] -- just tested


def _report(rule: Rule, message: str, out: Collector) -> None:
    out.add(rule.id, rule.severity, message, hint=rule.hint, spec=rule.spec, line=1, column=1)
