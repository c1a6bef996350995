"""Simple HTML: well-formed paragraphs, headings, lists, quotes, code, emphasis and links, as Markdown becomes.

Of such HTML every parser makes the same tree, and nothing in it has to be changed for a feed; so it can be read piece
by piece. What is not certainly simple is left to the parser of HTML.
"""

from collections.abc import Mapping
from typing import NamedTuple

from feedwright.normalize.markup.policy import names
from feedwright.patterns import pattern

_MAX_LENGTH = 100_000
_MAX_TAGS = 500
_MAX_DEPTH = 20
_PHRASES = names("b code del em i strong")
_INLINE = _PHRASES | {"br", "br /"}
_TEXTS = names("h1 h2 h3 h4 h5 h6 p")
_BLOCKS = _TEXTS | names("blockquote hr ol pre ul") | {"hr /"} | _INLINE
WITHOUT_END = frozenset({"br", "br /", "hr", "hr /"})
# What may stand directly in an element, links aside.
_CONTENT: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_PHRASES | _TEXTS, _INLINE),
    **dict.fromkeys(("blockquote", "li"), _BLOCKS),
    **dict.fromkeys(("ol", "ul"), frozenset({"li"})),
    "pre": frozenset({"code"}),
}
_Inside = tuple[str, frozenset[str]]
"""How an element ends, and what may stand in it."""
_INSIDE: Mapping[str, _Inside] = {tag: (f"/{tag}", content) for tag, content in _CONTENT.items()}
# How elements end that may hold links; "": outside of all.
_LINKING = {"", *map("/{}".format, _PHRASES | _TEXTS | {"blockquote", "li"})}
_LINK = 'a href="'
# No port, whose number may be too large, no name of a host in Punycode and none of this computer.
_ADDRESS = pattern(
    r"https?://(?![a-z0-9.-]*(?:localhost|xn--)|127\.|0)(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#][!#-&(-;=?-Z_a-z~]*)?"
)

Piece = tuple[str, str, str]
"""A tag without its angle brackets, the one behind it, and the text behind that as written."""


class Simple(NamedTuple):
    """Simple HTML, read."""

    pieces: list[Piece]
    has_slashes: bool  # one of the elements without an end is written as in `<br />`


def read_simple(html: str) -> Simple | None:
    """The tags of simple HTML, each with the text behind it; None where `html` is not certainly simple."""
    head, *written = html.split("<")
    if head or len(html) > _MAX_LENGTH or len(written) > _MAX_TAGS or html.count(">") != len(written):
        return None
    if "&" in html and html.count("&") != sum(map(html.count, ("&amp;", "&lt;", "&gt;", "&quot;"))):
        return None
    pieces = [each.partition(">") for each in written]
    slashes = False
    closing, allowed = "", _BLOCKS  # how the innermost element ends, and what may stand in it
    around: list[_Inside] = []  # the same for the elements around it
    for tag, end, text in pieces:
        if not end or (text and tag == "pre"):
            return None
        if tag == closing and around:
            closing, allowed = around.pop()
        elif tag in WITHOUT_END and tag in allowed:
            slashes = slashes or tag[-1] == "/"
        else:
            inside = _INSIDE[tag] if tag in allowed else _inside_link(closing, around, tag)
            around.append((closing, allowed))
            if inside is None or len(around) > _MAX_DEPTH:
                return None
            closing, allowed = inside
    return None if around else Simple(pieces, slashes)


def _inside_link(closing: str, around: list[_Inside], tag: str) -> _Inside | None:
    """What there is inside a link; None where none may begin here, or leads to an address that would not stay."""
    if not tag.startswith(_LINK) or closing not in _LINKING or any(outer == "/a" for outer, _ in around):
        return None
    return ("/a", _INLINE) if tag.endswith('"') and _stays(tag[len(_LINK) : -1]) else None


def _stays(address: str) -> bool:
    """Whether an address stays as it is, which is written as HTML wants it."""
    if "&" in address:
        if address.count("&") != address.count("&amp;"):
            return False
        address = address.replace("&amp;", "&")
    return _ADDRESS.fullmatch(address) is not None
