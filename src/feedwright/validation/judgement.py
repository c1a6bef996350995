"""From bytes to a verdict."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from feedwright.model import Finding
from feedwright.validation.collector import Collector, shortened
from feedwright.validation.encoding import decode
from feedwright.validation.entries import SaidFeed, said_in_json, said_in_xml
from feedwright.validation.examples import rss
from feedwright.validation.tables import Format, Rule
from feedwright.validation.xml_document import NOT_A_FEED, TOO_LARGE, judge_xml

LARGEST = 64 * 1024 * 1024  # bytes of one document
HEAVY_FROM = 1_000_000
LARGE_FROM = 250_000

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
COMPRESSED = Rule(
    id="document/compressed",
    severity="error",
    title="The document is not compressed.",
    hint="Decompress the file; let the server compress it in transit.",
    spec="RFC 9110 §8.4",
)
MEDIA_TYPE = Rule(
    id="document/media-type",
    severity="warning",
    title="The server says that the document is what it is.",
    hint="Let the server send application/rss+xml, application/atom+xml or application/feed+json.",
    spec="RFC 4287 §7; JSON Feed 1.1; RSS Advisory Board Profile",
    bad=rss(),
    good=rss(),
    media_type="text/html; charset=utf-8",
)
HEAVY = Rule(
    id="document/heavy",
    severity="warning",
    title="A feed has at most a megabyte: every reader fetches it again and again.",
    hint="Publish fewer entries, or summaries instead of whole texts.",
    spec="JSON Feed 1.1, Suggestions for Publishers",
)
LARGE = Rule(
    id="document/large",
    severity="info",
    title="A feed has best no more than 250 kilobytes.",
    hint="Publish fewer entries, or summaries instead of whole texts.",
    spec="JSON Feed 1.1, Suggestions for Publishers",
)
RULES = (EMPTY, COMPRESSED, MEDIA_TYPE, HEAVY, LARGE)

_XML_TYPES = frozenset({"application/xml", "text/xml"})
_MEDIA_TYPES: Mapping[Format, frozenset[str]] = {
    "rss": _XML_TYPES | {"application/rss+xml"},
    "rss1": _XML_TYPES | {"application/rss+xml", "application/rdf+xml"},
    "atom": _XML_TYPES | {"application/atom+xml"},
    "opml": _XML_TYPES | {"text/x-opml", "application/opml+xml"},
    "sitemap": _XML_TYPES,
    "json": frozenset({"application/feed+json", "application/json"}),
}

_COMPRESSED = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_SPACE = b" \t\r\n"
_MARKS = b"\xef\xbb\xbf"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What the validator says of one document."""

    path: str
    format: Format
    verdict: Verdict
    findings: tuple[Finding, ...]  # sorted by line, column and rule; each with `path`


def with_findings(report: Report, more: Iterable[Finding]) -> Report:
    """A report that says more: the findings of comparisons with other documents."""
    findings = (*report.findings, *more)
    return replace(report, verdict=_verdict(findings), findings=tuple(sorted(findings, key=_place)))


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
    return Report(
        path=path,
        format=found,
        verdict=_verdict(findings),
        findings=tuple(replace(finding, path=path) for finding in findings),
    )


def judge_and_read(
    data: bytes, *, path: str, base: str | None = None, media_type: str | None = None
) -> tuple[Report, SaidFeed | None]:
    """The report on one document and what it says, None where it is no feed; it is parsed but once.

    Entries of JSON Feeds have no lines: to find them takes longer than to read the feed.
    """
    out = Collector(base=base)
    found, findings = _judged(data, media_type, out)
    findings = tuple(replace(finding, path=path) for finding in findings)
    report = Report(path=path, format=found, verdict=_verdict(findings), findings=findings)
    if found == "json":
        return report, said_in_json(out.json, path=path)
    root = out.tree.root if out.tree else None
    return report, None if root is None else said_in_xml(root, path=path, format_=found)


def _examine(
    data: bytes, base: str | None, media_type: str | None, now: dt.datetime | None
) -> tuple[Format, tuple[Finding, ...]]:
    return _judged(data, media_type, Collector(base=base, now=now))


def _judged(data: bytes, media_type: str | None, out: Collector) -> tuple[Format, tuple[Finding, ...]]:
    found = _read(data, media_type, out)
    if found != "unknown":
        _check_delivery(data, found, media_type, out)
    return found, tuple(sorted(out.found, key=_place))


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return finding.line or 0, finding.column or 0, finding.rule, finding.message


def _verdict(findings: Iterable[Finding]) -> Verdict:
    severities = {finding.severity for finding in findings}
    return "error" if "error" in severities else "warning" if "warning" in severities else "valid"


def _read(data: bytes, media_type: str | None, out: Collector) -> Format:
    if len(data) > LARGEST:
        _report(TOO_LARGE, f"The document has more than {LARGEST // 2**20} megabytes.", out)
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
        from feedwright.validation.json_document import judge_json  # XML starts sooner without it
        from feedwright.validation.json_rules import BYTE_ORDER_MARK

        if data.startswith(_MARKS):
            _report(BYTE_ORDER_MARK, "The document starts with a byte order mark, which JSON forbids.", out)
        judge_json(decoded.data, out)
        return "json"
    if start[:1] != b"<":
        shown = shortened(start[:40].decode("utf-8", "replace"))
        _report(NOT_A_FEED, f"The document is not a feed: it starts with {shown!r}.", out)
        return "unknown"
    return judge_xml(decoded.data, out)


def _check_delivery(data: bytes, format_: Format, media_type: str | None, out: Collector) -> None:
    """How a feed comes to its readers: as which media type, and how heavy."""
    essence = (media_type or "").partition(";")[0].strip().lower()
    if essence and essence not in _MEDIA_TYPES[format_]:
        _report(
            MEDIA_TYPE, f"The document is served as {shortened(essence)!r}, which is not a type of its format.", out
        )
    if format_ == "sitemap":
        return  # only robots fetch it, and it may have 50 megabytes
    if len(data) > HEAVY_FROM:
        _report(HEAVY, f"The document has {len(data):,} bytes.", out)
    elif len(data) > LARGE_FROM:
        _report(LARGE, f"The document has {len(data):,} bytes.", out)


def _report(rule: Rule, message: str, out: Collector) -> None:
    out.add(rule.id, rule.severity, message, hint=rule.hint, spec=rule.spec, line=1, column=1)
