"""What becomes of the elements that need more than the allow-list: links, images, players, frames, forms, formulas.

Each function writes the start of one element, or what stands in its place, and says what its content needs: SKIP it,
ENTER it (the element itself is left out) or CLOSE it with the element's end tag.
"""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING

from feedwright.normalize.markup import images
from feedwright.normalize.markup.attributes import escape_attribute, escape_text
from feedwright.normalize.markup.embeds import Embed, embed, youtube
from feedwright.normalize.markup.links import Fault
from feedwright.normalize.markup.policy import DROPPED, KEPT, RENAMED, SILENT, names
from feedwright.normalize.markup.tree import below, first_below, text_below
from feedwright.normalize.markup.writer import Attributes, Writer

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = names("article aside blockquote details div main section")  # want paragraphs in them
_FORM_TEXT = names("p h1 h2 h3 h4 h5 h6 ul ol dl table figure blockquote pre article section main")
_OBJECT_TEXT = names("a img video audio iframe embed object")
_NO_FRAMES = "feed readers show no frames"
_TEXT_STAYS = "feeds have no use for it; its text stays"


class Step(Enum):
    """What to do with the content of an element."""

    SKIP = auto()
    ENTER = auto()
    CLOSE = auto()
    LEAVE_NOSCRIPT = auto()


def element(writer: Writer, node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    """Write the start of any element."""
    if attributes and images.is_hidden(attributes) and tag != "input":
        writer.removed("something hidden", tag, attributes, "it is not meant to be seen, and feeds have no styles")
        return Step.SKIP
    tag = RENAMED.get(tag, tag)
    handler = HANDLERS.get(tag)
    if handler is not None:
        return handler(writer, node, tag, attributes)
    if tag in KEPT:
        return started(writer, tag, writer.kept(tag, attributes))
    if tag not in DROPPED:
        return _unwrapped(writer, tag, attributes)
    if tag not in SILENT:
        reason = "nothing runs in a feed reader" if tag == "script" else "feed readers do not show it"
        writer.removed(f"the element <{tag}>", tag, attributes, reason)
    return Step.SKIP


def started(writer: Writer, tag: str, attributes: str = "") -> Step:
    """Write the start tag of a kept element."""
    return Step.CLOSE if writer.start(tag, attributes) else Step.ENTER


def _unwrapped(writer: Writer, tag: str, attributes: Attributes) -> Step:
    if tag not in SILENT:
        writer.removed(f"the element <{tag}>"[:60], tag, attributes, _TEXT_STAYS)
    return Step.ENTER


def _named(name: str, value: str | None) -> str:
    """An attribute written out; "" where it has no value."""
    return f' {name}="{escape_attribute(value)}"' if value else ""


def _link(writer: Writer, _node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    url = writer.address(tag, "href", attributes["href"] or "") if "href" in attributes else None
    if "name" in attributes and "id" not in attributes:
        attributes = {**attributes, "id": attributes["name"]}
    kept = writer.kept(tag, attributes)
    if url is None and ' id="' not in kept:
        return Step.ENTER
    return started(writer, tag, _named("href", url) + kept)


def _quoted(writer: Writer, _node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    cite = attributes.get("cite")
    url = writer.address(tag, "cite", cite) if cite else None
    return started(writer, tag, _named("cite", url) + writer.kept(tag, attributes))


def _cell(writer: Writer, _node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    """A table's cell; its alignment is often a style, in rendered Markdown too."""
    align = images.alignment(attributes)
    if align is not None:
        attributes = {name: value for name, value in attributes.items() if name not in {"style", "align"}}
    return started(writer, tag, _named("align", align) + writer.kept(tag, attributes))


def _sources(writer: Writer, tag: str, attributes: Attributes) -> tuple[str | None, list[tuple[str, str]]]:
    """The address and the candidates of an image or source, absolute, with lazy loading undone."""
    lazy = images.lazy_source(attributes)
    written = images.written_srcset(attributes)
    candidates = images.srcset(written, lambda url: writer.address(tag, "srcset", url)) if written else []
    source = lazy or attributes.get("src") or ""
    if candidates and not lazy and images.is_placeholder(source):
        return images.largest(candidates), candidates
    return writer.address(tag, "src", source), candidates


def _image(writer: Writer, _node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    emoji = images.emoji(attributes)
    if emoji is not None:
        writer.text(emoji)
        return Step.SKIP
    if images.is_tracker(attributes):
        writer.removed("a tracking image", tag, attributes, "it is there to count readers")
        return Step.SKIP
    url, candidates = _sources(writer, tag, attributes)
    if url is None:
        writer.text(attributes.get("alt") or "")
        return Step.SKIP
    # The same picture may stand there twice: lazily loaded, and in a <noscript> for readers without scripts.
    repeated = url in (writer.images if writer.noscript else writer.fallbacks)
    if writer.noscript:
        writer.fallbacks.add(url)
    if not repeated:
        addresses = _named("src", url) + _named("srcset", images.joined(candidates))
        writer.start(tag, addresses + writer.kept(tag, attributes))
        writer.image(url, attributes)
    return Step.SKIP


def _source(writer: Writer, _node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    if writer.parent == "picture":
        written = images.written_srcset(attributes) or images.lazy_source(attributes) or attributes.get("src") or ""
        candidates = images.srcset(written, lambda url: writer.address(tag, "srcset", url))
        where = _named("srcset", images.joined(candidates))
    elif writer.parent in {"audio", "video"}:
        written = images.lazy_source(attributes) or attributes.get("src") or ""
        where = _named("src", writer.address(tag, "src", written))
    else:
        return Step.SKIP
    if where:
        writer.start(tag, where + writer.kept(tag, attributes))
    return Step.SKIP


def _track(writer: Writer, _node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    where = _named("src", writer.address(tag, "src", attributes.get("src") or ""))
    if where:
        writer.start(tag, where + writer.kept(tag, attributes))
    return Step.SKIP


def _player(writer: Writer, node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    """Audio or video: it gets controls, for nothing else would start it; without a file only its text stays."""
    source = images.lazy_source(attributes) or attributes.get("src")
    url = writer.address(tag, "src", source) if source else None
    poster = attributes.get("poster") or attributes.get("data-poster") if tag == "video" else None
    shown = writer.address(tag, "poster", poster) if poster else None
    if url is None and not _has_sources(writer, node):
        writer.removed(f"the element <{tag}>", tag, attributes, "it has no file that a reader could play")
        if shown is not None:
            writer.start("img", _named("src", shown) + ' alt=""')
            writer.image(shown, {})
        return Step.ENTER
    where = _named("src", url) + _named("poster", shown)
    return started(writer, tag, where + writer.kept(tag, {**attributes, "controls": ""}))


def _has_sources(writer: Writer, node: "LexborNode") -> bool:
    for child in below(node):
        if child.tag != "source":
            continue
        found = images.lazy_source(child.attributes) or child.attributes.get("src")
        if found and isinstance(writer.links.media(found), str):
            return True
    return False


def _embed(writer: Writer, node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    """A frame or plug-in becomes a link; an object that brings text or pictures of its own gives way to them."""
    if images.is_tracker(attributes):
        writer.removed(f"a tracking <{tag}>", tag, attributes, "it is there to count readers")
        return Step.SKIP
    if tag == "object" and first_below(node, _OBJECT_TEXT) is not None:
        return _unwrapped(writer, tag, attributes)
    written = images.lazy_source(attributes) or attributes.get("src") or attributes.get("data")
    if not written and tag == "object":
        written = _parameter(node)
    found = writer.links.media(written or "")
    if isinstance(found, Fault):
        writer.removed(f"the element <{tag}>", tag, attributes, "it has no address that a link could lead to")
        return Step.ENTER if tag == "object" else Step.SKIP
    thumbnail = attributes.get("data-thumbnail") or attributes.get("data-poster") or attributes.get("poster")
    shown = writer.links.media(thumbnail) if thumbnail else None
    title = attributes.get("title") or attributes.get("aria-label")
    writer.removed(f"the element <{tag}>, which became a link", tag, attributes, _NO_FRAMES)
    _linked(writer, embed(found, title=title, thumbnail=shown if isinstance(shown, str) else None))
    return Step.SKIP


def _parameter(node: "LexborNode") -> str | None:
    """The address that an object gets from its <param>s."""
    for inner in below(node):
        if inner.tag == "param" and (inner.attributes.get("name") or "").lower() in {"movie", "src", "url"}:
            return inner.attributes.get("value")
    return None


def _custom_video(writer: Writer, _node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    """`lite-youtube`, `amp-youtube` and their kind."""
    video = attributes.get("videoid") or attributes.get("data-videoid") or ""
    if not (video.isascii() and video.replace("-", "").replace("_", "").isalnum()):
        return _unwrapped(writer, tag, attributes)
    writer.removed(f"the element <{tag}>, which became a link", tag, attributes, _NO_FRAMES)
    _linked(writer, embed(youtube(video), title=attributes.get("title") or attributes.get("playlabel")))
    return Step.SKIP


def _linked(writer: Writer, thing: Embed) -> None:
    """A link to an embedded thing, with its thumbnail; inside another link only what it shows."""
    shown = escape_text(thing.label)
    if thing.thumbnail is not None:
        shown = f'<img src="{escape_attribute(thing.thumbnail)}" alt=""><br>{shown}'
        writer.image(thing.thumbnail, {"alt": thing.label})
    if not writer.inside("a"):
        shown = f'<a href="{escape_attribute(thing.page)}">{shown}</a>'
    writer.pieces.append(f"<p>{shown}</p>" if writer.parent is None or writer.parent in _BLOCKS else shown)


def _noscript(writer: Writer, _node: "LexborNode", _tag: str, _attributes: Attributes) -> Step:
    writer.noscript += 1
    return Step.LEAVE_NOSCRIPT


def _form(writer: Writer, node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    """A form goes with its labels, save where it is a wrapper around the article's text."""
    if first_below(node, _FORM_TEXT) is not None:
        writer.removed(f"the element <{tag}>", tag, attributes, _TEXT_STAYS)
        return started(writer, "div")
    writer.removed(f"the element <{tag}>", tag, attributes, "forms cannot be sent from a feed reader")
    return Step.SKIP


def _formula(writer: Writer, node: "LexborNode", tag: str, attributes: Attributes) -> Step:
    """A formula in MathML becomes its text: what the author wrote for it, or its symbols."""
    text = attributes.get("alttext") or text_below(first_below(node, frozenset({"annotation"})) or node)
    writer.removed(f"the element <{tag}>", tag, attributes, _TEXT_STAYS)
    writer.text(" ".join(text.split()))
    return Step.SKIP


_Handler = Callable[[Writer, "LexborNode", str, Attributes], Step]
HANDLERS: Mapping[str, _Handler] = {
    "a": _link,
    "amp-youtube": _custom_video,
    "audio": _player,
    "blockquote": _quoted,
    "del": _quoted,
    "embed": _embed,
    "form": _form,
    "iframe": _embed,
    "img": _image,
    "ins": _quoted,
    "lite-youtube": _custom_video,
    "math": _formula,
    "noscript": _noscript,
    "object": _embed,
    "q": _quoted,
    "source": _source,
    "td": _cell,
    "th": _cell,
    "track": _track,
    "video": _player,
}
