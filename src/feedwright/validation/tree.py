"""A feed's XML as a light tree with exact places, read by a parser that is safe by construction.

Entities that a document declares are never expanded, nothing outside the document is read, and depth is bounded.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from operator import attrgetter
from pyexpat import ErrorString, ExpatError, ParserCreate, XMLParserType

import msgspec

from feedwright.patterns import pattern

MOST_DEPTH = 100
MOST_ELEMENTS = 1_000_000

_OFFSET = attrgetter("offset")
_STRIDE = 1 << 14
_CONTINUATIONS = bytes(range(0x80, 0xC0))  # the bytes of UTF-8 that start no character
_START_TAG = pattern(rb"<[^\s/>]+")
_ATTRIBUTE = pattern(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_PIECES = pattern(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|<|[^<]+", re.DOTALL)
_HEXADECIMAL = pattern(r"&#x0*(?:26|3[cCeE]);")


class Element(msgspec.Struct, eq=False):
    """One element: `key` is its name with the known prefix of its namespace ("dc:creator"), or "{namespace}name".

    It does not know what it stands in, which its `Tree` tells: a tree without cycles goes as soon as it is judged,
    and the next one takes its place in memory.
    """

    key: str
    attributes: dict[str, str]
    prefix: str  # as written
    offset: int  # of the start tag, in bytes of the UTF-8 source
    source: "Source"
    children: list["Element"] = []
    text: str = ""  # directly inside, child elements left out; not trimmed

    @property
    def line(self) -> int:
        """The line of the start tag, from 1."""
        return self.source.place(self.offset)[0]

    @property
    def column(self) -> int:
        """The column of the start tag in characters, from 1."""
        return self.source.place(self.offset)[1]

    @property
    def name(self) -> str:
        """The local name."""
        return self.key.rpartition("}" if self.key[0] == "{" else ":")[2]

    def first(self, key: str) -> "Element | None":
        """The first child called `key`."""
        for child in self.children:
            if child.key == key:
                return child
        return None

    def all(self, key: str) -> "list[Element]":
        """Every child called `key`, in order."""
        return [child for child in self.children if child.key == key]

    def value(self, key: str) -> str:
        """The trimmed text of the first child called `key`, "" where there is none."""
        child = self.first(key)
        return "" if child is None else child.text.strip()

    def words(self) -> str:
        """All text inside, that of descendants included."""
        pieces: list[str] = []
        todo: list[Element] = [self]
        while todo:
            element = todo.pop()
            pieces.append(element.text)
            todo.extend(element.children)
        return "".join(pieces)


class Refused(Exception):  # noqa: N818 -- a verdict on the document, not a fault of the program
    """The document cannot be read further: the rule's id, what to say, and where."""

    def __init__(self, rule: str, message: str, line: int, column: int, root: Element | None = None) -> None:
        super().__init__(message)
        self.root = root  # what was read before
        self.rule = rule
        self.message = message
        self.line = line
        self.column = column


class Source:
    """The bytes of a document, in which places are found."""

    __slots__ = ("_marks", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._marks: list[tuple[int, int]] = []  # line and column at every so many bytes, once they are asked for

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a character that starts at `offset`; columns are counted in characters."""
        if not self._marks:
            mark = 1, 1
            for start in range(0, len(self.data) + 1, _STRIDE):
                self._marks.append(mark)
                mark = self._beyond(*mark, start, start + _STRIDE)
        number = offset // _STRIDE
        return self._beyond(*self._marks[number], number * _STRIDE, offset)

    def _beyond(self, line: int, column: int, start: int, end: int) -> tuple[int, int]:
        """The line and column of `end`, where those of `start` are known; CR, LF and both together end a line."""
        data = self.data
        ends = data.count(b"\n", start, end) + data.count(b"\r", start, end) - data.count(b"\r\n", start, end + 1)
        last = max(data.rfind(b"\n", start, end), data.rfind(b"\r", start, end))
        if last >= 0:
            start, column = last + 1, 1
        return line + ends, column + len(data[start:end].translate(None, _CONTINUATIONS))

    def attribute_place(self, element: Element, key: str) -> tuple[int, int]:
        """Line and column, from 1, of the attribute `key`; of the element where it cannot be found."""
        start = _START_TAG.match(self.data, element.offset)
        position = start.end() if start else element.offset
        name = key.rpartition(":")[2].rpartition("}")[2].encode()
        while match := _ATTRIBUTE.match(self.data, position):
            if match[1].rpartition(b":")[2] == name:
                return self._place(element, match.start(1))
            position = match.end()
        return element.line, element.column

    def text_place(self, element: Element, offset: int, text: str) -> tuple[int, int | None]:
        """The line of the character `offset` of the element's text: exact unless line ends are written as entities."""
        position = element.offset
        if start := _START_TAG.match(self.data, position):
            position = start.end()
        while match := _ATTRIBUTE.match(self.data, position):
            position = match.end()
        lines = self.data.count(b"\n", element.offset, position) + text.count("\n", 0, offset)
        return element.line + lines, element.column if lines == 0 else None

    def raw_text(self, element: Element) -> str:
        """The text of a childless element; "&", "<", ">" are left out where written as hexadecimal references."""
        position = element.offset
        if start := _START_TAG.match(self.data, position):
            position = start.end()
        while match := _ATTRIBUTE.match(self.data, position):
            position = match.end()
        from html import unescape  # its table of entities is long

        pieces: list[str] = []
        for match in _PIECES.finditer(self.data, self.data.find(b">", position) + 1):
            piece = match[0].decode("utf-8", "replace")
            if piece.startswith("<![CDATA["):
                pieces.append(piece[9:-3])
            elif piece.startswith(("<!--", "<?")):
                continue
            elif piece[0] == "<":
                break
            else:
                pieces.append(unescape(_HEXADECIMAL.sub("", piece)))
        return "".join(pieces)

    def _place(self, element: Element, position: int) -> tuple[int, int]:
        before = self.data[element.offset : position]
        lines = before.count(b"\n")
        if not lines:
            return element.line, element.column + len(before.decode("utf-8", "replace"))
        last = before[before.rindex(b"\n") + 1 :]
        return element.line + lines, len(last.decode("utf-8", "replace")) + 1


class Tree(msgspec.Struct, eq=False):
    """A parsed document: its elements, the namespaces and prefixes that it declares, and its source."""

    source: Source
    root: Element | None = None
    declarations: list[tuple[str, str, int, int]] = []  # prefix, namespace, line, column
    namespaces: set[str] = set()  # that are declared anywhere
    doctype: tuple[str, str, int, int] | None = None  # public and system identifier, line, column

    def lineage(self, element: Element) -> list[Element]:
        """What an element of the document stands in, from the root down to itself."""
        outer = self.root
        lineage = [] if outer is None else [outer]
        while outer is not None and outer is not element:
            later = bisect_right(outer.children, element.offset, key=_OFFSET)
            outer = outer.children[later - 1]  # what starts last of all that start no later is around it, or it
            lineage.append(outer)
        return lineage


def parse(data: bytes, prefixes: Mapping[str, str]) -> Tree:
    """The tree of `data`, UTF-8 without a byte order mark; `prefixes` maps known namespaces to the prefixes of keys.

    Raises Refused where the document is not well-formed, declares entities, or is nested too deeply.
    """
    tree = Tree(Source(data))
    parser = ParserCreate("utf-8", " ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    builder = _Builder(parser, tree, prefixes)
    try:
        parser.Parse(data, True)  # noqa: FBT003 -- pyexpat takes no keywords
    except ExpatError as error:
        raise _refusal(error, tree.root) from None
    except Refused as refusal:
        refusal.root = tree.root
        raise
    finally:
        builder.finish()
    return tree


def _refusal(error: ExpatError, root: Element | None) -> Refused:
    line, column = error.lineno, error.offset + 1
    if error.code == 11:
        message = "The document uses an entity that XML does not know; only &amp; &lt; &gt; &quot; &apos; are built in."
        return Refused("xml/entity-undefined", message, line, column, root)
    if error.code == 27:
        message = "The document uses a prefix that no xmlns declares."
        return Refused("xml/prefix-undeclared", message, line, column, root)
    reason = ErrorString(error.code) or "syntax error"
    return Refused("xml/not-well-formed", f"The document is not well-formed XML: {reason}.", line, column, root)


class _Builder:
    """Builds the tree from the parser's events."""

    __slots__ = ("end", "keys", "open", "parser", "prefixes", "tree")

    def __init__(self, parser: XMLParserType, tree: Tree, prefixes: Mapping[str, str]) -> None:
        self.parser = parser
        self.tree = tree
        self.prefixes = prefixes
        self.keys: dict[str, tuple[str, str]] = {}  # expat's name -> our key and the prefix as written
        self.open: list[tuple[Element, list[str]]] = []  # what is around the innermost element, with its texts up to it
        start, self.end, text = self.growing()
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, self.end, text
        parser.StartNamespaceDeclHandler = self.declare
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity

    def finish(self) -> None:
        """Close what is open where the document broke off, and let go of the parser, which would hold the tree."""
        while self.open:
            self.end("")
        parser = self.parser
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        parser.StartNamespaceDeclHandler = parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = None

    def key(self, name: str) -> tuple[str, str]:
        pieces = name.split(" ")  # "name", "namespace name" or "namespace name prefix"
        namespace, local = pieces[:2] if len(pieces) > 1 else ("", name)
        prefix = pieces[2] if len(pieces) > 2 else ""
        known = self.prefixes.get(namespace)
        key = f"{known}:{local}" if known else local if known == "" else f"{{{namespace}}}{local}"
        self.keys[name] = key, prefix
        return key, prefix

    def refused(self, rule: str, message: str) -> Refused:
        return Refused(rule, message, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def growing(self) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]]:
        """What the start of an element, its end and a piece of text do to the tree.

        They are functions inside one because they are called for every piece: its variables are quickest at hand.
        """
        parser, tree, source = self.parser, self.tree, self.tree.source
        keys, outer, room = self.keys, self.open, MOST_ELEMENTS
        current = Element("", {}, "", 0, source)  # the innermost element that is open; this one is above the root
        texts: list[str] = []  # directly inside it

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal current, texts, room
            for attribute in attributes:
                if " " in attribute:
                    attributes = {self.key(each)[0] if " " in each else each: attributes[each] for each in attributes}
                    break
            key, prefix = keys.get(name) or self.key(name)
            element = Element(key, attributes, prefix, parser.CurrentByteIndex, source)
            room -= 1
            if room < 0:
                raise self.refused("document/too-large", f"The document has more than {MOST_ELEMENTS:,} elements.")
            if not outer:
                tree.root = element
            elif len(outer) >= MOST_DEPTH:
                raise self.refused("xml/too-deep", f"Elements are nested more than {MOST_DEPTH} deep.")
            current.children.append(element)
            outer.append((current, texts))
            current, texts = element, []

        def end(_name: str) -> None:
            nonlocal current, texts
            if texts:
                current.text = "".join(texts)
            current, texts = outer.pop()

        def text(piece: str) -> None:
            texts.append(piece)

        return start, end, text

    def declare(self, prefix: str | None, namespace: str | None) -> None:
        place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.tree.declarations.append((prefix or "", namespace or "", *place))
        self.tree.namespaces.add(namespace or "")

    def doctype(self, _name: str, system: str | None, public: str | None, _subset: object) -> None:
        place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.tree.doctype = (public or "", system or "", *place)

    def entity(self, name: str, *_rest: object) -> None:
        message = f"The document declares the entity {name!r}; entities are refused, never expanded."
        data = self.tree.source.data
        start = data.rfind(
            b"<!ENTITY", 0, self.parser.CurrentByteIndex + 1
        )  # the parser stands at the declaration's end
        if start < 0:
            raise self.refused("xml/entity-declared", message)
        line_start = data.rfind(b"\n", 0, start) + 1
        column = len(data[line_start:start].decode("utf-8", "replace")) + 1
        raise Refused("xml/entity-declared", message, data.count(b"\n", 0, start) + 1, column)
