"""HTML of any kind to a tree, in time and memory that its length bounds.

The parsing rules of HTML let a short text make a huge tree: formatting elements left open are repeated in every
paragraph, and each start tag searches all open elements. Small texts are parsed as they are. Large ones are first
written anew with every element closed and at most `MAX_DEPTH` open: that takes time in proportion to their length, and
gives the same tree wherever the markup was well nested.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from feedwright.normalize.markup.policy import MAX_DEPTH, MAX_LENGTH, VOID, names
from feedwright.patterns import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SMALL_LENGTH = 100_000
_SMALL_TAGS = 500
_MAX_ATTRIBUTES = 60
_VOID = VOID | names("area base basefont bgsound embed frame image input keygen link meta param")
_RAW = names("iframe noembed noframes plaintext script style textarea title xmp")  # no tags inside them
_BLOCKS = names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table ul"
)
_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}
_GROUPS = _ROWS | {"tbody", "thead", "tfoot", "caption", "colgroup"}
# What a start tag ends, and the elements that it does not look beyond (HTML Standard §13.1.2.4, optional tags).
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (_ROWS, frozenset({"table", "tbody", "thead", "tfoot"})),
    "tbody": (_GROUPS, frozenset({"table"})),
    "thead": (_GROUPS, frozenset({"table"})),
    "tfoot": (_GROUPS, frozenset({"table"})),
    "a": (frozenset({"a"}), frozenset({"td", "th", "table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "rt": (frozenset({"rt", "rp"}), frozenset({"ruby"})),
    "rp": (frozenset({"rt", "rp"}), frozenset({"ruby"})),
}
_P_ENDS = (frozenset({"p"}), frozenset({"td", "th", "table", "object", "button", "li", "caption"}))

_MARKUP = pattern(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/><]*+)(?=(?P<rest>(?:[^<>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[=\"'])*))(?P=rest)>"
    r"|<[!?/][^>]*+>?",
    re.DOTALL,
)
_ATTRIBUTE = pattern(r"([^\s=/\"'<>]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?")
_LARGE_DATA = pattern(r"data:[\w.+-]++/[\w.+-]++;base64,[A-Za-z0-9+/=%\s]*+", re.IGNORECASE)


class Fragment:
    """A parsed piece of HTML; `first` is the first of its top-level nodes."""

    def __init__(self, html: str) -> None:
        """`html`: any text without surrogates; what is beyond `MAX_LENGTH` characters is not read (`cut` says so)."""
        from selectolax.lexbor import LexborHTMLParser

        if len(html) > MAX_LENGTH:
            html = _LARGE_DATA.sub(lambda data: data[0] if len(data[0]) < 100_000 else "data:,", html)
        self.cut = len(html) > MAX_LENGTH
        html = html[:MAX_LENGTH]
        if len(html) > _SMALL_LENGTH or html.count("<") > _SMALL_TAGS:
            html = _Balanced().write(html)
        # The parser owns the memory of the nodes.
        self._parser = LexborHTMLParser(html, is_fragment=True)
        self.first: LexborNode | None = self._parser.root

    def links(self) -> list[str]:
        """The addresses of its links."""
        return [link.attributes.get("href") or "" for link in self._parser.css("a[href]")]


def below(node: "LexborNode") -> "Iterator[LexborNode]":
    """The nodes inside `node`, in order; the parser's own search takes in what follows a top-level node."""
    waiting: list[LexborNode | None] = []
    inner = node.first_child
    while inner is not None or waiting:
        if inner is None:
            inner = waiting.pop()
            continue
        yield inner
        waiting.append(inner.next)
        inner = inner.first_child


def first_below(node: "LexborNode", tags: frozenset[str]) -> "LexborNode | None":
    """The first element inside `node` that is one of `tags`."""
    return next((inner for inner in below(node) if inner.tag in tags), None)


def text_below(node: "LexborNode") -> str:
    """All text inside `node`."""
    return "".join(inner.text_content or "" for inner in below(node) if inner.tag == "-text")


class _Balanced:
    """Writes HTML anew with every element closed; only tags and text, no comments, no content of raw elements."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[str] = []
        self._too_deep: list[str] = []

    def write(self, html: str) -> str:
        place = 0
        while True:
            found = _MARKUP.search(html, place)
            self._text(html[place : found.start() if found else len(html)])
            if found is None:
                break
            place = found.end()
            name = (found["name"] or "").lower()
            if name and not found["end"]:
                self._start(name, found["rest"])
                if name in _RAW:
                    place = _after_raw(html, name, place)
            elif name:
                self._end(name)
        self._close(0)
        return "".join(self._out)

    def _text(self, text: str) -> None:
        if text:
            self._out.append(text.replace("<", "&lt;"))

    def _start(self, name: str, rest: str) -> None:
        if name in _RAW and name != "iframe":
            return
        self._imply(*_ENDS.get(name, (frozenset(), frozenset())))
        if name in _BLOCKS:
            self._imply(*_P_ENDS)
        void = name in _VOID or name == "iframe"
        if not void and len(self._open) >= MAX_DEPTH:
            self._too_deep.append(name)
            return
        self._out.append(f"<{name}{_attributes(rest)}>")
        if name == "iframe":
            self._out.append("</iframe>")
        elif not void:
            self._open.append(name)

    def _imply(self, ended: frozenset[str], barrier: frozenset[str]) -> None:
        """Close what a start tag ends, as far as the nearest element that it does not look beyond."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place] in barrier:
                return
            if self._open[place] in ended:
                self._close(place)
                return

    def _end(self, name: str) -> None:
        if self._too_deep:
            if self._too_deep[-1] == name:
                self._too_deep.pop()
            return
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place] == name:
                self._close(place)
                return

    def _close(self, place: int) -> None:
        """Close the open elements from `place` inwards."""
        self._out.extend(f"</{name}>" for name in reversed(self._open[place:]))
        del self._open[place:]


def _after_raw(html: str, name: str, place: int) -> int:
    """The place behind the end tag of a raw element; the end of the text where there is none."""
    found = pattern(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE).search(html, place)
    return found.end() if found else len(html)


def _attributes(rest: str) -> str:
    written: list[str] = []
    for number, found in enumerate(_ATTRIBUTE.finditer(rest)):
        if number == _MAX_ATTRIBUTES:
            break
        value = found[2] or ""
        if value[:1] in {'"', "'"} and len(value) > 1 and value[-1] == value[0]:
            value = value[1:-1]
        written.append(f' {found[1]}="{value.replace(chr(34), "&quot;")}"')
    return "".join(written)
