"""HTML as elements: all text and every attribute is escaped where it becomes part of one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec


class Element(msgspec.Struct, frozen=True):
    """An element as it is written, with all that is in it."""

    html: str
    starts_line: bool  # where all its siblings do


Child = Element | str | None

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that an HTML document may not hold (HTML §13.2.3.5), carriage returns among them."""

_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/\\?#]", re.IGNORECASE)

_OWN_LINE: Final = frozenset(
    ["head", "body", "meta", "link", "title", "script", "header", "nav", "main", "section", "footer", "figure",
     "figcaption", "svg", "div", "h1", "h2", "h3", "p", "ul", "ol", "li"]
)  # fmt: skip
"""The elements that start on a line of their own where all their siblings do: white space means nothing there."""

_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""The elements that hold nothing and have no end tag (HTML §13.1.2)."""


def element(tag: str, attributes: Mapping[str, str] | None = None, /, *children: Child) -> Element:
    """An element with its attributes and children; a child that is None is left out."""
    start = f"<{tag}"
    if attributes:
        for name, value in attributes.items():
            start += f' {name}="{_in_quotes(value)}"'
    rest = "" if tag in _VOID else f"{_inside(children)}</{tag}>"
    return Element(f"{start}>{rest}", tag in _OWN_LINE)


def script_element(code: str) -> Element:
    """A script. What it says is not escaped, for HTML has no escapes there."""
    return Element(f"<script>{code}</script>", starts_line=True)


def joined(children: Iterable[Child], separator: str) -> list[Child]:
    """The children that are there, with `separator` between them."""
    parts: list[Child] = []
    for child in children:
        if child is not None:
            parts += [separator, child] if parts else [child]
    return parts


def web_address(url: str | None) -> str | None:
    """`url` when it leads to the web; None for every other scheme (javascript:, data: …) and for what is no URL."""
    return url if url and _WEB_ADDRESS.match(url) else None


def link(url: str | None, *children: Child, **attributes: str) -> Element:
    """A link to a foreign `url`; the children alone, with the same attributes, where it is no address of the web."""
    address = web_address(url)
    return (
        element("a", {"href": address, **attributes}, *children) if address else element("span", attributes, *children)
    )


def html_bytes(root: Element) -> bytes:
    """The document whose <html> element is `root`: in UTF-8, with a newline at its end.

    A character that HTML does not allow is left out.
    """
    return f"<!DOCTYPE html>\n{_ILLEGAL.sub('', root.html)}\n".encode()


def _inside(children: Sequence[Child]) -> str:
    """What stands in an element: text and elements as they come, or each on a line of its own where all start one."""
    written: list[str] = []
    lines = True
    for child in children:
        if isinstance(child, str):
            if child:
                lines = lines and child.isspace()
                written.append(_escaped(child))
        elif child is not None:
            lines = lines and child.starts_line
            written.append(child.html)
    if lines:
        blocks = [child.html for child in children if isinstance(child, Element)]
        if blocks:
            return "\n".join(["", *blocks, ""])
    return "".join(written)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _in_quotes(value: str) -> str:
    return value.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")
