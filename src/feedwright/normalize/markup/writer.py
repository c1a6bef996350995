"""Writes the HTML that a feed carries, with addresses made absolute, and counts what does not stay."""

from collections.abc import Callable

import msgspec

from feedwright.model import Media, Text
from feedwright.normalize.markup import images
from feedwright.normalize.markup.attributes import checked, escape_attribute, escape_text, start_tag
from feedwright.normalize.markup.links import Fault, Links
from feedwright.normalize.markup.policy import ATTRIBUTES, GLOBAL_ATTRIBUTES, MAX_DEPTH, VOID, names
from feedwright.normalize.markup.removals import Removals

Attributes = dict[str, str | None]

_ADDRESSES = frozenset({"cite", "href", "poster", "src", "srcset"})
_PRUNED = names("a audio div figure li p picture span video")  # not left behind empty


class Writer(msgspec.Struct, kw_only=True):
    """The HTML of one article while it is written."""

    links: Links
    media: Callable[[str], str | None] | None = None
    ids: set[str] = msgspec.field(default_factory=set)  # ids that a link in the same content leads to
    removals: Removals = msgspec.field(default_factory=Removals)
    images: dict[str, Media] = {}  # by address
    fallbacks: set[str] = msgspec.field(default_factory=set)  # addresses of images that stood in a <noscript>
    noscript: int = 0  # how many <noscript> are open
    reshaped: bool = False  # whether an element was left out, with its content or without
    pieces: list[str] = []
    _open: list[tuple[str, int, int]] = []  # name, place in pieces, removals before it

    @property
    def html(self) -> str:
        """What has been written."""
        return "".join(self.pieces)

    @property
    def parent(self) -> str | None:
        """The innermost open element."""
        return self._open[-1][0] if self._open else None

    def inside(self, tag: str) -> bool:
        """Whether such an element is open."""
        return any(name == tag for name, _, _ in self._open)

    def text(self, text: str) -> None:
        """Write plain text."""
        self.pieces.append(escape_text(text))

    def start(self, tag: str, attributes: str = "") -> bool:
        """Write a start tag with its attributes as written out; False where there is no end tag to come."""
        if tag not in VOID:
            if len(self._open) >= MAX_DEPTH:
                self.removals.add(
                    "nesting beyond all measure",
                    f"<{tag}>",
                    f"no more than {MAX_DEPTH} elements may stand in each other",
                )
                return False
            self._open.append((tag, len(self.pieces), self.removals.total))
        self.pieces.append(f"<{tag}{attributes}>")
        return tag not in VOID

    def end(self) -> None:
        """Write the end tag of the innermost element; one that became empty because its content had to go, goes too."""
        tag, place, before = self._open.pop()
        emptied = tag in _PRUNED and self.removals.total > before
        if emptied and not any(piece.strip() for piece in self.pieces[place + 1 :]):
            del self.pieces[place:]
        else:
            self.pieces.append(f"</{tag}>")

    def removed(self, what: str, tag: str, attributes: Attributes, reason: str) -> None:
        """Count something that does not stay."""
        self.removals.add(what, start_tag(tag, attributes), reason)

    def kept(self, tag: str, attributes: Attributes) -> str:
        """The attributes that stay, written out, without those that hold addresses."""
        own = ATTRIBUTES.get(tag, frozenset[str]())
        written: list[str] = []
        for name, value in attributes.items():
            if name in own or name in GLOBAL_ATTRIBUTES:
                kept = None if name in _ADDRESSES else checked(tag, name, value or "")
                if kept is not None and (name != "id" or self._is_target(kept)):
                    written.append(f' {name}="{escape_attribute(kept)}"')
            elif name.startswith("on"):
                self.removed("an event handler", tag, {name: value}, "nothing runs in a feed reader")
            elif name == "style":
                self.removed("a style", tag, {name: value}, "feed readers have their own")
        return "".join(written)

    def _is_target(self, name: str) -> bool:
        """Whether a link leads to the id `name`; the first element that has it keeps it."""
        if name not in self.ids:
            return False
        self.ids.remove(name)
        return True

    def address(self, tag: str, name: str, written: str) -> str | None:
        """The absolute address for the attribute `name`; None, counted, where it cannot stay."""
        if name in {"href", "cite"}:
            found = self.links.link(written)
        else:
            placed = self.media(written) if self.media is not None and written.strip() else None
            found = self.links.media(written if placed is None else placed, inline=tag == "img" and name == "src")
        if isinstance(found, Fault):
            self.removed(found.what, tag, {name: written}, found.reason)
            return None
        return found

    def image(self, url: str, attributes: Attributes) -> None:
        """Remember an image that stays; inline ones have no address to remember."""
        if not url.startswith("data:") and url not in self.images:
            self.images[url] = Media(
                url=url,
                width=images.pixels(attributes.get("width")),
                height=images.pixels(attributes.get("height")),
                alt=Text(" ".join((attributes.get("alt") or "").split())) or None,
            )
