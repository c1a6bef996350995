"""From the tree of an article's HTML to the HTML that a feed carries: the walk.

The tree is read, never changed; what is kept is written out anew, with its attributes checked, addresses absolute and
text escaped. `sanitize` passes the result through a second, independent filter.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from feedwright.normalize.markup.elements import HANDLERS, Step, element, started
from feedwright.normalize.markup.links import Links
from feedwright.normalize.markup.policy import KEPT, VOID
from feedwright.normalize.markup.writer import Writer

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_PLAIN = KEPT - HANDLERS.keys()


def rewrite(node: "LexborNode | None", writer: Writer) -> None:
    """Write `node`, everything below it and everything after it; without recursion, for the depth is not ours."""
    ends: list[tuple[LexborNode | None, Step]] = []
    while True:
        if node is None:
            if not ends:
                return
            node, step = ends.pop()
            if step is Step.CLOSE:
                writer.end()
            elif step is Step.LEAVE_NOSCRIPT:
                writer.noscript -= 1
            continue
        following, tag = node.next, node.tag
        if tag == "-text":
            writer.text(node.text_content or "")
        elif tag is not None and tag[0] not in "-!":
            attributes = node.attributes
            plain = not attributes and tag in _PLAIN
            step = started(writer, tag) if plain else element(writer, node, tag, attributes)
            if step is not Step.CLOSE and tag not in VOID:
                writer.reshaped = True
            if step is not Step.SKIP:
                ends.append((following, step))
                node = node.first_child
                continue
        node = following


def linked_ids(addresses: Iterable[str], links: Links) -> set[str]:
    """The ids that these links of one content lead to in it, in each form in which they may be written."""
    found: set[str] = set()
    for address in addresses:
        fragment = links.fragment(address)
        if fragment:
            found.update((fragment, unquote(fragment)))
    return found
