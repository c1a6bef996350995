"""HTML as a tree of elements, so that all text and every attribute is escaped as it is written."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from typing import Final

Element = ET.Element
Child = ET.Element | str | None

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that an HTML document may not hold (HTML §13.2.3.5), carriage returns among them."""

_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/\\?#]", re.IGNORECASE)

_OWN_LINE: Final = frozenset(
    ["head", "body", "meta", "link", "title", "script", "header", "nav", "main", "section", "footer", "figure",
     "figcaption", "svg", "div", "h1", "h2", "h3", "p", "ul", "ol", "li"]
)  # fmt: skip
"""The elements that start on a line of their own where all their siblings do: white space means nothing there."""


def element(tag: str, attributes: Mapping[str, str] | None = None, /, *children: Child) -> Element:
    """An element with its attributes and children; a child that is None is left out."""
    made = ET.Element(tag, dict(attributes or {}))
    for child in children:
        if isinstance(child, ET.Element):
            made.append(child)
        elif child and len(made):
            made[-1].tail = (made[-1].tail or "") + child
        elif child:
            made.text = (made.text or "") + child
    return made


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
    """The document whose <html> element is `root`: in UTF-8, a block a line, with a newline at its end.

    Lays `root` out in place. A character that HTML does not allow is left out.
    """
    for each in root.iter():
        if len(each) and not (each.text or "").strip() and all(_stands_alone(child) for child in each):
            each.text = "\n"
            for child in each:
                child.tail = "\n"
    text = ET.tostring(root, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{_ILLEGAL.sub('', text)}\n".encode()


def _stands_alone(child: Element) -> bool:
    return child.tag in _OWN_LINE and not (child.tail or "").strip()
