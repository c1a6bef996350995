"""Simple HTML: well-formed paragraphs, headings, lists, quotes, code, emphasis and links, as Markdown becomes.

Of such HTML every parser makes the same tree, and nothing in it has to be changed for a feed; so it can be read piece
by piece. What is not certainly simple is left to the parser of HTML.
"""

from collections.abc import Mapping

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
_LINKING = _PHRASES | _TEXTS | {"blockquote", "li"}  # what may hold links
_LINK = 'a href="'
# No port, whose number may be too large, no name of a host in Punycode and none of this computer.
_ADDRESS = pattern(
    r"https?://(?![a-z0-9.-]*(?:localhost|xn--)|127\.|0)(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#][!#-&(-;=?-Z_a-z~]*)?"
)

Piece = tuple[str, str]
"""A tag without its angle brackets, of a link only its name, and the text behind it as written."""


def simple_pieces(html: str) -> list[Piece] | None:
    """The tags of simple HTML, each with the text behind it; None where `html` is not certainly simple."""
    head, *written = html.split("<")
    if head or len(html) > _MAX_LENGTH or len(written) > _MAX_TAGS or html.count(">") != len(written):
        return None
    if "&" in html and html.count("&") != sum(map(html.count, ("&amp;", "&lt;", "&gt;", "&quot;"))):
        return None
    pieces: list[Piece] = []
    opened: list[str] = []
    allowed = _BLOCKS
    for each in written:
        tag, end, text = each.partition(">")
        if not end:
            return None
        if tag in allowed:
            if tag not in WITHOUT_END:
                opened.append(tag)
                allowed = _CONTENT[tag]
        elif opened and tag == f"/{opened[-1]}":
            opened.pop()
            allowed = _allowed(opened)
        elif tag.startswith(_LINK) and _may_link(opened, tag):
            opened.append("a")
            allowed, tag = _INLINE, "a"
        else:
            return None
        if len(opened) > _MAX_DEPTH or (text and tag == "pre"):
            return None
        pieces.append((tag, text))
    return None if opened else pieces


def _allowed(opened: list[str]) -> frozenset[str]:
    """What may stand in the innermost of the open elements."""
    if not opened:
        return _BLOCKS
    return _INLINE if opened[-1] == "a" else _CONTENT[opened[-1]]


def _may_link(opened: list[str], tag: str) -> bool:
    """Whether a link may begin here and leads to an address that stays as it is."""
    if (opened and opened[-1] not in _LINKING) or "a" in opened or not tag.endswith('"'):
        return False
    address = tag[len(_LINK) : -1]
    if "&" in address:
        if address.count("&") != address.count("&amp;"):
            return False
        address = address.replace("&amp;", "&")
    return _ADDRESS.fullmatch(address) is not None
