"""Addresses and names: URLs, IRIs, tag: and urn: identifiers."""

import re
from collections.abc import Sequence
from unicodedata import is_normalized

from msgspec.structs import replace

from feedwright.patterns import pattern
from feedwright.validation.tables import Fault, Problem, ValueType
from feedwright.validation.value_types.schemes import REGISTERED

# RFC 3987 §2.2: what an IRI may hold, and a scheme before it. Square brackets only around an IP literal.
_WRONG_CHARACTER = pattern(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}\u2028\u2029]|%(?![0-9A-Fa-f]{2})")
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_BRACKETS = pattern(r"[\[\]]")
_LITERAL = r"\[(?:[0-9A-Fa-f:.]+(?:%25[^\]]+)?|[vV][0-9A-Fa-f]+\.[^\]]+)\]"  # RFC 3986 §3.2.2, RFC 6874
_AUTHORITY = pattern(rf"//(?:[^/?#@\[\]]*@)?(?:{_LITERAL}|[^/?#@\[\]:]*)(?::\d*)?(?=[/?#]|\Z)")
_PLAIN = re.compile(
    r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~:@!$&'()*+,;=/-]*(?:\?[A-Za-z0-9._~:@!$&'()*+,;=/?-]*)?)?"
)
"""Of the addresses that no check has anything against, nearly all."""
_HOSTED = {"http", "https", "ftp", "ws", "wss", "feed"}
_URN = pattern(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:(?:[a-z0-9()+,\-.:=@;$_!*'/?#&~]|%[0-9a-f]{2})+", re.IGNORECASE)
_UUID = pattern(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_DNS = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_TAG_FORM = (  # RFC 4151 §2.1; what else a character may be goes in for the last of the choices
    rf"tag:(?:[A-Za-z0-9._-]+@)?{_DNS}(?:\.{_DNS})*,"
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?:"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}MORE)*(?:#[^#\s{}\[\]]*)?"
)
_TAG = pattern(_TAG_FORM.replace("MORE", r"|[\u00a0-\uffef]"))
_TAG_IN_ASCII = pattern(_TAG_FORM.replace("MORE", ""))
_UNRESERVED_ENCODED = pattern(r"%(?:4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa]|3[0-9]|2[DdEe]|5[Ff]|7[Ee])")
_LOWER_ENCODED = pattern(r"%(?:[0-9A-F][a-f]|[a-f][0-9A-Fa-f])")
_HOST_AND_PATH = pattern(r"//(?:[^/?#@]*@)?([^/?#]*)([^?#]*)")
_DEFAULT_PORTS = {"http": "80", "https": "443", "ftp": "21"}

BAD_CHARACTERS = Fault(
    id="url-characters",
    says="holds characters that no URL may hold",
    hint="Percent-encode them (a space is %20) and remove what is not part of the address.",
    spec="RFC 3986 §2",
    bad="https://news.example/a b",
)
NOT_URL = Fault(
    id="url-invalid",
    says="is not a valid URL",
    hint="Write the whole address, such as https://news.example/page.",
    spec="RFC 3986 §3",
    bad="http:/news.example/",
)
NOT_ABSOLUTE = Fault(
    id="url-relative",
    says="is not a full URL",
    hint="Write the whole address, with https:// in front.",
    spec="RFC 3986 §4.3",
    bad="news.example/page",
)
UNKNOWN_SCHEME = Fault(
    id="url-scheme",
    severity="warning",
    says="uses a scheme that is not registered",
    hint="Use https: or another registered scheme.",
    spec="RFC 7595, RSS 2.0",
    bad="nonesuch://news.example/page",
)
NOT_HTTP = Fault(
    id="url-not-http",
    says="is not an http or https URL",
    hint="Readers fetch it over the web: write an address that starts with https://.",
    spec="RSS Advisory Board Profile, enclosure",
    bad="ftp://news.example/a.mp3",
)
NOT_TAG = Fault(
    id="id-tag",
    says="is not a valid tag: URI",
    hint="Write it as in: tag:news.example,2018-11-07:story-1.",
    spec="RFC 4151 §2.1",
    bad="tag:news.example:story-1",
)
NOT_URN = Fault(
    id="id-urn",
    says="is not a valid urn: URI",
    hint="Write it as in: urn:isbn:0451450523 or urn:uuid: with a UUID.",
    spec="RFC 8141 §2",
    bad="urn:news.example:1",
)
NOT_UUID = Fault(
    id="id-uuid",
    says="is not a valid urn:uuid: URI",
    hint="Write urn:uuid: and 32 hexadecimal digits in groups of 8-4-4-4-12.",
    spec="RFC 9562 §4",
    bad="urn:uuid:1234",
)
NOT_CANONICAL = Fault(
    id="id-not-canonical",
    severity="warning",
    says="is not in its normal form",
    hint="Write scheme and host in lower case, no default port, at least / as path, and no needless percent-encoding.",
    spec="RFC 4287 §4.2.6.1",
    bad="http://News.example:80/story",
)
SAME_DOCUMENT = Fault(
    id="url-same-document",
    severity="warning",
    says="points at the feed itself",
    hint="Give the address of what is meant.",
    spec="RFC 3986 §4.4",
    bad="",
)


def scheme_of(text: str) -> str:
    """The scheme in lower case, "" for a relative reference."""
    match = _SCHEME.match(text)
    return match[1].lower() if match else ""


def _check_reference(text: str) -> Sequence[Problem]:
    """An IRI reference: relative ones too."""
    return () if _PLAIN.fullmatch(text) else _reference_problems(text)


def _reference_problems(text: str) -> Sequence[Problem]:
    if _WRONG_CHARACTER.search(text):
        return (Problem(BAD_CHARACTERS),)
    match = _SCHEME.match(text)
    if match is None:
        if text.startswith(":") or (text.startswith("//") and not _AUTHORITY.match(text)):
            return (Problem(NOT_URL),)
        return () if text.count("#") < 2 and not _BRACKETS.search(text) else (Problem(NOT_URL),)
    scheme, rest = match[1].lower(), match[2]
    if text.count("#") > 1 or not rest:
        return (Problem(NOT_URL),)
    if rest.startswith("//") or scheme in _HOSTED:
        authority = _AUTHORITY.match(rest)
        if authority is None or (scheme in _HOSTED and len(authority[0]) < 3):
            return (Problem(NOT_URL),)
        rest = rest[authority.end() :]
    if scheme in {"urn", "tag"}:
        return _check_name(text, scheme)
    if _BRACKETS.search(rest.partition("?")[0].partition("#")[0]):
        return (Problem(BAD_CHARACTERS),)
    if scheme not in REGISTERED and not scheme.startswith("web+"):
        return (Problem(UNKNOWN_SCHEME),)
    return ()


def _check_name(text: str, scheme: str) -> Sequence[Problem]:
    if scheme == "tag":
        form = _TAG_IN_ASCII if text.isascii() else _TAG
        return () if form.fullmatch(text) else (Problem(NOT_TAG),)
    if text[:9].lower() == "urn:uuid:":
        return () if _UUID.fullmatch(text) else (Problem(NOT_UUID),)
    return () if _URN.fullmatch(text) else (Problem(NOT_URN),)


def _check_absolute(text: str) -> Sequence[Problem]:
    return () if _PLAIN.fullmatch(text) else _absolute_problems(text)


def _absolute_problems(text: str) -> Sequence[Problem]:
    if text[:4].lower() in {"tag:", "urn:"}:
        return _check_name(text, text[:3].lower())
    problems = _reference_problems(text)
    if problems:
        return problems
    return () if _SCHEME.match(text) else (Problem(NOT_ABSOLUTE),)


def _check_http(text: str) -> Sequence[Problem]:
    if _PLAIN.fullmatch(text):
        return ()
    problems = _absolute_problems(text)
    if problems or scheme_of(text) in {"http", "https"}:
        return problems
    return (Problem(NOT_HTTP),)


def is_canonical(text: str) -> bool:
    """Whether an IRI is written in its normal form (RFC 4287 §4.2.6.1)."""
    scheme, _, rest = text.partition(":")
    if scheme != scheme.lower():
        return False
    if ("%" in text or not text.isascii()) and not _is_normal(text):
        return False
    if not rest.startswith("//") or scheme not in _DEFAULT_PORTS:
        return True
    match = _HOST_AND_PATH.match(rest)
    if match is None:
        return True
    if rest.startswith(("//@", "//:@")):
        return False
    host, path = match[1], match[2]
    name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if colon and port in {"", _DEFAULT_PORTS[scheme]}:
        return False
    if (name or host) != (name or host).lower() or not path:
        return False
    return "/./" not in path and "/../" not in path and not path.endswith(("/.", "/.."))


def _is_normal(text: str) -> bool:
    """Whether characters are percent-encoded where they must be and nowhere else, and composed (NFC)."""
    from urllib.parse import unquote  # most identifiers have no such characters

    if _LOWER_ENCODED.search(text) or _UNRESERVED_ENCODED.search(text):
        return False
    return is_normalized("NFC", unquote(text))


def _check_id(text: str) -> Sequence[Problem]:
    problems = _check_absolute(text)
    if problems:
        return problems
    return () if is_canonical(text) else (Problem(NOT_CANONICAL),)


_REFERENCE_FAULTS = (BAD_CHARACTERS, NOT_URL, UNKNOWN_SCHEME, NOT_TAG, NOT_URN, NOT_UUID)

URL = ValueType(
    name="a full URL",
    check=_check_absolute,
    good="https://news.example/page",
    faults=(*_REFERENCE_FAULTS, NOT_ABSOLUTE),
)
REFERENCE = ValueType(
    name="a URL, full or relative",
    check=_check_reference,
    good="https://news.example/page",
    faults=_REFERENCE_FAULTS,
    trim=False,
)
REFERENCE_GIVEN = replace(REFERENCE, blank="warn")
URL_EXACT = replace(URL, trim=False)
URL_OR_NONE = replace(URL, blank="allow")
HTTP_URL = ValueType(
    name="an http or https URL",
    check=_check_http,
    good="https://news.example/page",
    faults=(*_REFERENCE_FAULTS, NOT_ABSOLUTE, NOT_HTTP),
    trim=False,
)
ID = ValueType(
    name="a permanent IRI",
    check=_check_id,
    good="tag:news.example,2018:story",
    faults=(*_REFERENCE_FAULTS, NOT_ABSOLUTE, NOT_CANONICAL),
    trim=False,
)
