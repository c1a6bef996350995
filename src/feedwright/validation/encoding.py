"""Which encoding a document is in, and its text as sound UTF-8."""

import codecs
import re

import msgspec

from feedwright.patterns import pattern
from feedwright.validation.collector import Collector
from feedwright.validation.examples import atom
from feedwright.validation.tables import Rule, names

UNKNOWN = Rule(
    id="document/encoding-unknown",
    severity="error",
    title="The encoding that a document declares is one that readers know.",
    hint='Save the document as UTF-8 and declare encoding="utf-8".',
    spec="XML 1.0 §4.3.3",
    bad='<?xml version="1.0" encoding="nonesuch"?>\n' + atom(),
    good='<?xml version="1.0" encoding="utf-8"?>\n' + atom(),
)
BROKEN = Rule(
    id="document/encoding-broken",
    severity="error",
    title="The bytes of a document are what its encoding allows.",
    hint="Save the whole document in one encoding, best UTF-8, and declare that one.",
    spec="XML 1.0 §4.3.3",
)
NOT_UTF8 = Rule(
    id="document/encoding-not-utf8",
    severity="info",
    title="Documents are in UTF-8, which every reader understands.",
    hint="Save the document as UTF-8.",
    spec="XML 1.0 §4.3.3; RSS Advisory Board Profile",
    bad='<?xml version="1.0" encoding="iso-8859-1"?>\n' + atom(),
    good='<?xml version="1.0" encoding="utf-8"?>\n' + atom(),
)
UNDECLARED = Rule(
    id="document/encoding-undeclared",
    severity="info",
    title="An XML declaration says which encoding the document is in.",
    hint='Write <?xml version="1.0" encoding="utf-8"?>.',
    spec="XML 1.0 §4.3.3",
    bad='<?xml version="1.0"?>\n' + atom(),
    good='<?xml version="1.0" encoding="utf-8"?>\n' + atom(),
)
DIFFERS = Rule(
    id="document/encoding-differs",
    severity="error",
    title="The document declares the encoding that the server and its first bytes say it has.",
    hint="Let the server's charset, the byte order mark and the XML declaration name one encoding.",
    spec="RFC 7303 §3, XML 1.0 §4.3.3",
    bad='\ufeff<?xml version="1.0" encoding="iso-8859-1"?>\n' + atom(),
    good='\ufeff<?xml version="1.0" encoding="utf-8"?>\n' + atom(),
)
RULES = (UNKNOWN, BROKEN, NOT_UTF8, UNDECLARED, DIFFERS)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STARTS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]{0,300}>")
_DECLARED = re.compile(rb"""\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_CHARSET = pattern(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_TEXTUAL = names("utf-8 ascii iso8859 cp koi8 mac euc shift gb big5 hz johab utf-16 utf-32 tis ptcp kz1048 utf-7")


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """A document as UTF-8 bytes without byte order mark, and the encoding it was in."""

    data: bytes
    encoding: str


class _Declared(msgspec.Struct, frozen=True, kw_only=True):
    """The encoding that the XML declaration names, None where it names none, and where it stands."""

    name: str | None = None
    line: int = 1
    column: int = 1


def decode(data: bytes, media_type: str | None, out: Collector) -> Decoded:
    """Find the encoding and translate to UTF-8; what is wrong with it goes to `out`, and the rest is still read."""
    mark, encoding = _marked(data)
    declared = _declared(data[mark : mark + 400], encoding, out)
    charset = _CHARSET.search(media_type) if media_type and "=" in media_type else None
    named = charset[1] if charset else None
    found = [] if encoding is None else [encoding]
    for name in (named, declared.name):
        if name is None:
            continue
        known = _known(name)
        if known is None:
            _report(UNKNOWN, f"The document declares the encoding {name!r}, which is not known.", out, declared)
        else:
            found.append(known)
    if len({_family(each) for each in found}) > 1:
        _report(DIFFERS, f"The document is said to be in {' and in '.join(dict.fromkeys(found))}.", out, declared)
    chosen = found[0] if found else "utf-8"
    if chosen == "utf-8" or (chosen == "ascii" and named is None):
        text = data[mark:] if mark else data
        return Decoded(data=text if _is_sound(text, chosen, out) else _mended(text), encoding=chosen)
    _report(NOT_UTF8, f"The document is in {chosen}, not in UTF-8.", out, declared)
    return Decoded(data=_translated(data[mark:], chosen, out), encoding=chosen)


def _report(rule: Rule, message: str, out: Collector, at: _Declared) -> None:
    out.add(rule.id, rule.severity, message, hint=rule.hint, spec=rule.spec, line=at.line, column=at.column)


def _broken(message: str, out: Collector, *, line: int, column: int) -> None:
    out.add(BROKEN.id, BROKEN.severity, message, hint=BROKEN.hint, spec=BROKEN.spec, line=line, column=column)


def _marked(data: bytes) -> tuple[int, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return len(mark), encoding
    for start, encoding in _STARTS:
        if data.startswith(start):
            return 0, encoding
    return 0, None


def _declared(start: bytes, encoding: str | None, out: Collector) -> _Declared:
    if encoding and encoding.startswith(("utf-16", "utf-32")):
        start = start.decode(encoding, "replace").encode("utf-8", "replace")
    declaration = _DECLARATION.match(start)
    if declaration is None:
        return _Declared()
    match = _DECLARED.search(declaration[0])
    if match is None:
        if encoding is None:
            _report(UNDECLARED, "The XML declaration names no encoding; it is read as UTF-8.", out, _Declared())
        return _Declared()
    before = declaration[0][: match.start(1)]
    line = before.count(b"\n") + 1
    return _Declared(name=match[1].decode("ascii"), line=line, column=len(before) - before.rfind(b"\n"))


def _known(name: str) -> str | None:
    """Python's name of a text encoding, None for one that is not known."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return known if known.startswith(tuple(_TEXTUAL)) and known != "utf-7" else None


def _family(encoding: str) -> str:
    """Encodings that agree: "utf-16" and "utf-16-le", "ascii" and whatever holds it."""
    return encoding[:6] if encoding.startswith(("utf-16", "utf-32")) else encoding


def _mended(data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode("utf-8")


def _is_sound(data: bytes, encoding: str, out: Collector) -> bool:
    """Whether all bytes are what UTF-8, or ASCII where that is declared, has; say where one stands that is not."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        byte = data[error.start]
        message = f"The document is not sound {encoding.upper()}: the byte 0x{byte:02x} may not stand here."
        _broken(message, out, line=line, column=column)
        return False
    return True


def _translated(data: bytes, encoding: str, out: Collector) -> bytes:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        before = data[: error.start].decode(encoding, "replace")
        message = f"The document is not sound {encoding}: byte {error.start} cannot be read."
        _broken(message, out, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
    return text.encode("utf-8", "replace")
