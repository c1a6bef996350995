"""The readable text of an article's HTML.

Blocks are parted by an empty line, list items and table rows by a line end, cells by a tab. Left out is what makes no
sense in running text: alternative texts and captions of pictures, the fallback texts of audio and video, pronunciation
(ruby) beside the characters, footnote marks and the arrows that lead back from footnotes.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from feedwright.model import Text
from feedwright.normalize.markup.characters import clean_characters
from feedwright.normalize.markup.policy import DROPPED, names
from feedwright.normalize.markup.simple import WITHOUT_END, Piece, read_simple
from feedwright.normalize.markup.tree import Fragment, first_below, text_below
from feedwright.patterns import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_PARAGRAPHS = names(
    "address article aside blockquote center details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6"
    " header hgroup hr main nav p pre section summary table"
)
_LINES = frozenset({"caption", "dd", "dt", "li", "tr"})
_LISTS = frozenset({"dir", "menu", "ol", "ul"})
_SILENT = DROPPED | names("audio embed figcaption iframe math noscript object rp rt rtc track video")
_LINK = frozenset({"a"})
_BACK = pattern(r"[\s↩↑⤴^\ufe0e\ufe0f]*")
_ODD_SPACES = ("  ", "\n", "\t", "\f", "\r")
_SPACES = pattern(r"[ \t\n\f\r]+")


def plain_text(html: str) -> Text:
    """The text of sanitized HTML, ready to read; white space is collapsed save in preformatted text."""
    legal = clean_characters(html).text
    if "<" not in legal and "&" not in legal:
        return Text(_SPACES.sub(" ", legal).strip(" "))
    simple = None if "#" in legal else read_simple(legal)  # what leads back from a footnote has a `#`
    if simple is None:
        return text_of_tree(legal)
    reader = _Reader()
    reader.read_pieces(simple.pieces)
    return reader.text


def text_of_tree(html: str) -> Text:
    """The same by way of the tree, for HTML of any kind with clean characters."""
    reader = _Reader()
    fragment = Fragment(html)
    reader.read(fragment.first)
    return reader.text


class _Reader:
    """Collects text; white space is held back until it is known to stand between two words."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._breaks = 0  # line ends to come before the next text
        self._space = ""  # or a space or tab
        self._marker = ""  # of a list item, before its first text
        self._lists: list[int | None] = []  # the number of the last item; None where items have none
        self._preformatted = 0

    @property
    def text(self) -> Text:
        """What has been read."""
        return Text(clean_characters("".join(self.pieces)).text)

    def read(self, node: "LexborNode | None") -> None:
        """Read `node`, everything below it and everything after it."""
        ends: list[tuple[LexborNode | None, str]] = []
        while True:
            if node is None:
                if not ends:
                    return
                node, tag = ends.pop()
                self._end(tag)
                continue
            following, name = node.next, node.tag or "-"
            if name == "-text":
                self._text(node.text_content or "")
            elif name[0] not in "-!" and not _is_silent(node, name):
                self._start(name, node)
                ends.append((following, name))
                node = node.first_child
                continue
            node = following

    def read_pieces(self, pieces: Iterable[Piece]) -> None:
        """Read simple HTML."""
        for tag, _, text in pieces:
            if tag[0] == "/":
                self._end(tag[1:])
            elif tag in WITHOUT_END:
                self._start(tag[:2])
                self._end(tag[:2])
            else:
                self._start(tag)
            if text:
                self._text(_decoded(text) if "&" in text else text)

    def _start(self, tag: str, node: "LexborNode | None" = None) -> None:
        self._edge(tag)
        if tag == "br":
            self._breaks = min(self._breaks + 1, 2)
        elif tag == "pre":
            self._preformatted += 1
        elif tag in _LISTS:
            self._lists.append(_before_first(node) if tag == "ol" else None)
        elif tag == "li":
            self._marker = self._next_marker()
        elif tag in {"td", "th"} and not self._breaks:
            self._space = "\t"
        elif tag == "q":
            self._text("“")

    def _end(self, tag: str) -> None:
        if tag == "pre":
            self._preformatted -= 1
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "q":
            self.pieces.append("”")
        self._edge(tag)

    def _edge(self, tag: str) -> None:
        """Where a block begins or ends, a line does, or a paragraph."""
        if not self._lists and (tag in _PARAGRAPHS or tag in _LISTS):
            self._breaks = 2
        elif tag in _LINES or tag in _LISTS or tag in _PARAGRAPHS:
            self._breaks = max(self._breaks, 1)

    def _next_marker(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number + 1}. "

    def _text(self, text: str) -> None:
        if self._preformatted:
            if not self._breaks and not self._marker:
                self.pieces.append(text)
            elif text.strip():
                self._flush()
                self.pieces.append(text.strip("\n"))
            return
        if text == "\n":  # what stands between most blocks
            self._space = self._space or " "
            return
        words = _SPACES.sub(" ", text) if any(map(text.__contains__, _ODD_SPACES)) else text
        if words.startswith(" "):
            self._space = self._space or " "
        words = words.strip(" ")
        if words:
            self._flush()
            self.pieces.append(words)
            self._space = " " if text[-1] in " \t\n\f\r" else ""

    def _flush(self) -> None:
        """Write the white space that was held back; none at the very beginning."""
        if self.pieces:
            self.pieces.append("\n" * self._breaks or self._space)
        self.pieces.append(self._marker)
        self._breaks, self._space, self._marker = 0, "", ""


def _before_first(node: "LexborNode | None") -> int:
    """The number before that of an ordered list's first item."""
    start = None if node is None else node.attributes.get("start")
    return int(start) - 1 if start and start.isascii() and start.isdigit() and len(start) < 10 else 0


def _decoded(text: str) -> str:
    """Text of simple HTML without its entities."""
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return plain.replace("&amp;", "&")


def _is_silent(node: "LexborNode", tag: str) -> bool:
    """Whether an element has nothing to say in running text."""
    if tag in _SILENT:
        return True
    if tag == "sup":
        link = first_below(node, _LINK)
        return link is not None and "#" in (link.attributes.get("href") or "")
    return tag == "a" and "#" in (node.attributes.get("href") or "") and bool(_BACK.fullmatch(text_below(node)))
