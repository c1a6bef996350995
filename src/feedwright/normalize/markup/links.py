"""Addresses in an article's HTML: made absolute as browsers read them (WHATWG URL Standard), or refused with a reason.

Relative references do not work in feeds: most readers ignore the base (RSS Best Practices Profile, "URLs absolute").
That holds for fragments too, so `#fn1` becomes the article's own URL with `#fn1`: readers that show the article under
its URL jump within the text, the others open the article's page at the right place.
"""

import re
from typing import NamedTuple
from urllib.parse import urljoin

from feedwright.normalize.markup.policy import INLINE_IMAGE, LINK_SCHEMES, MEDIA_SCHEMES
from feedwright.patterns import pattern

_MAX_URL = 8_000
_EDGES = "".join(map(chr, range(0x21)))  # C0 controls and space: not part of an address at its ends
_INNER = str.maketrans("", "", "\t\n\r")  # browsers skip these anywhere in an address
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ORDINARY = pattern(
    r"https?://(?![a-z0-9.-]*localhost|127\.|0)[a-z0-9.-]++(?::[0-9]{1,5})?(?:[/?#][!#-&(-;=?-Z_a-z~]*+)?"
)
_WEB = pattern(r"(?P<scheme>https?)://(?P<authority>[^/?#]*+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_HOST = pattern(r"(?:[^\s@]*@)?(?P<host>\[[0-9a-f:.]+\]|[^\s@:\[\]<>\"'`{}|^%\\]+)(?::\d{0,5})?", re.IGNORECASE)
_UNSAFE = pattern(r"[^!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]")
_HIDDEN_SCHEME = pattern(r"(?:script|mocha)\W*:|\bdata\W*:", re.IGNORECASE)
_LOOPBACK = pattern(r"(?:.*\.)?localhost\.?|127(?:\.\d+){1,3}|0(?:\.0){0,3}|\[::1\]|\[::\]")


class Fault(NamedTuple):
    """Why an address cannot stand in a feed."""

    what: str  # "a link to javascript:"
    reason: str


class Links:
    """Makes the addresses of one article absolute."""

    def __init__(self, base_url: str) -> None:
        """`base_url`: the article's own absolute URL; where it is none, relative addresses are refused."""
        self.page = base_url.strip(_EDGES).translate(_INNER).partition("#")[0]
        self._scheme, self._host = "", ""
        web = _WEB.fullmatch(self.page)
        host = _HOST.fullmatch(web["authority"]) if web else None
        if web and host:
            self._scheme, self._host = web["scheme"].lower(), host["host"].lower()
            page = self._web(self.page)
            self.page = page if isinstance(page, str) else self.page

    def link(self, written: str) -> str | Fault:
        """The absolute address of a link, or why it cannot stay."""
        if _ORDINARY.fullmatch(written):
            return written
        return self._absolute(written, LINK_SCHEMES)

    def media(self, written: str, *, inline: bool = False) -> str | Fault:
        """The absolute address of an image, audio or video; with `inline`, a small data: image may stay as it is."""
        if inline and written[:5].lower() == "data:":
            data = written.translate(_INNER).strip()
            return data if INLINE_IMAGE.fullmatch(data) else Fault("an inline image", _FAULTS["inline"])
        if not written.strip(_EDGES):
            return Fault("an image or media file without an address", "there is nothing to load")
        if _ORDINARY.fullmatch(written):
            return written
        return self._absolute(written, MEDIA_SCHEMES)

    def fragment(self, address: str) -> str | None:
        """The fragment of an address that leads into this article's own page, without `#`; else None."""
        page, mark, fragment = address.strip(_EDGES).partition("#")
        return fragment if mark and fragment and page in {"", self.page} else None

    def _absolute(self, written: str, schemes: frozenset[str]) -> str | Fault:
        address = written.strip(_EDGES).translate(_INNER)
        if len(address) > _MAX_URL:
            return Fault("an address of more than 8,000 characters", "no reader follows it")
        found = _SCHEME.match(address)
        if found is None:
            return self._joined(address)
        scheme = found[1].lower()
        if scheme not in schemes:
            return Fault(f"a link to {scheme}:"[:60], _FAULTS["scheme"])
        if scheme in {"http", "https"}:
            return self._web(f"{scheme}://" + address[found.end() :].lstrip("/\\"))
        return scheme + ":" + _percent(address[found.end() :])

    def _joined(self, address: str) -> str | Fault:
        """A relative address against the article's URL."""
        if _HIDDEN_SCHEME.search(address.partition("?")[0]):
            return Fault("a link to a disguised script", _FAULTS["scheme"])
        if not self._host:
            return Fault("a relative link", "the article has no address of its own that it could be relative to")
        path, mark, rest = _split_path(address)
        path = path.replace("\\", "/")
        if path.startswith("//"):
            return self._web(f"{self._scheme}://" + path.lstrip("/") + mark + rest)
        if not path and mark != "?":
            return self.page + mark + _percent(rest)
        try:
            return self._web(urljoin(self.page, path + mark + rest))
        except ValueError:
            return Fault("a broken link", _FAULTS["broken"])

    def _web(self, address: str) -> str | Fault:
        """An absolute http(s) address with its host checked and everything percent-encoded that a URI cannot hold."""
        before, mark, after = _split_path(address)
        web = _WEB.fullmatch(before.replace("\\", "/"))
        authority = _HOST.fullmatch(web["authority"]) if web else None
        if web is None or authority is None:
            return Fault("a broken link", _FAULTS["broken"])
        host = authority["host"]
        if _LOOPBACK.fullmatch(host.lower()) and host.lower() != self._host:
            return Fault("a link to this computer", "the address exists only on the computer it was written on")
        name = authority[0]
        if not host.isascii():
            try:
                name = name.replace(host, host.encode("idna").decode("ascii"))
            except UnicodeError:
                return Fault("a broken link", _FAULTS["broken"])
        return f"{web['scheme'].lower()}://" + _percent(name + web["rest"] + mark + after)


_FAULTS = {
    "inline": "only PNG, JPEG, GIF, WebP and AVIF images of at most 48 KB may stand in the text itself",
    "scheme": "readers follow only addresses that open a page or write a message",
    "broken": "it is no address",
}


def _split_path(address: str) -> tuple[str, str, str]:
    """The address before its query or fragment, the mark that begins it, and the rest."""
    at = next((place for place, char in enumerate(address) if char in "?#"), len(address))
    return address[:at], address[at : at + 1], address[at + 1 :]


def _percent(text: str) -> str:
    """`text` with everything that a URI cannot hold as percent-encoded UTF-8 (RFC 3987 §3.1)."""
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), text)
