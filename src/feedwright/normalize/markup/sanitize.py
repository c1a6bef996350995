"""Foreign HTML to HTML that is safe to publish and that feed readers show as it was meant.

Two steps that do not trust each other. The tree is rewritten by our rules (links, images, frames, what goes and why);
then nh3 filters the result with the same allow-list and an HTML parser of its own, so that markup that two parsers read
differently cannot slip through. What comes out is a fixed point: cleaned again, it stays as it is.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from feedwright.model import Html
from feedwright.normalize.markup.attributes import escape_text
from feedwright.normalize.markup.characters import CleanText, clean_characters
from feedwright.normalize.markup.cleaned import CleanHtml
from feedwright.normalize.markup.links import Links
from feedwright.normalize.markup.plain import plain_text
from feedwright.normalize.markup.policy import (
    ATTRIBUTES,
    DROPPED,
    GLOBAL_ATTRIBUTES,
    INLINE_IMAGE,
    KEPT,
    LINK_SCHEMES,
    MAX_LENGTH,
    MEDIA_SCHEMES,
)
from feedwright.normalize.markup.removals import TEXT_END, Removals
from feedwright.normalize.markup.rewrite import linked_ids, rewrite
from feedwright.normalize.markup.tree import Fragment
from feedwright.normalize.markup.writer import Writer
from feedwright.patterns import pattern

if TYPE_CHECKING:
    import nh3

_MAX_PASSES = 6
_LINK = pattern(rf"(?:{'|'.join(sorted(LINK_SCHEMES))}):[^\s\"'<>]+")
_MEDIA = pattern(rf"(?:{'|'.join(sorted(MEDIA_SCHEMES))})://[^\s\"<>]+")
_SRCSET = pattern(r"(?:https?://\S+(?: [0-9.]+[wx])?(?:, |\Z))+")
_ADDRESSES = {"href": _LINK, "cite": _LINK, "src": _MEDIA, "poster": _MEDIA, "srcset": _SRCSET}


def sanitized(html: str, *, base_url: str, media: Callable[[str], str | None] | None = None) -> CleanHtml:
    """What `clean_html` promises, by way of the tree and the filter, for HTML of any kind."""
    writer = Writer(links=Links(base_url), media=media)
    written = _rewritten(html, writer)
    filtered = _filter().clean(written)
    settled = filtered == written and not writer.reshaped and not writer.removals.total
    last = writer
    for _ in range(_MAX_PASSES):
        if settled:
            images = tuple(writer.images.get(url, image) for url, image in last.images.items())
            return CleanHtml(html=_published(filtered), removed=writer.removals.result(), images=images)
        # What was left out may change how the rest is read, and the two parsers may disagree: look at the result again.
        last, before = Writer(links=writer.links), filtered
        filtered = _filter().clean(_rewritten(before, last))
        settled = filtered == before
    writer.removals.add("all markup", html, "browsers would not agree on what it means; its text stays")
    blocks = [escape_text(block.strip()) for block in plain_text(filtered).split("\n\n")]
    text = "\n".join(f"<p>{block}</p>" for block in blocks if block)
    return CleanHtml(html=_published(text), removed=writer.removals.result())


def _published(html: str) -> Html:
    return Html(html.replace("&nbsp;", "\xa0"))


def _rewritten(html: str, writer: Writer) -> str:
    """`html` by our own rules, written to `writer`."""
    legal = clean_characters(html)
    _report(legal, writer.removals)
    fragment = Fragment(legal.text)
    if fragment.cut:
        writer.removals.add(TEXT_END, html[-100:], f"only the first {MAX_LENGTH:,} characters are read")
    if "#" in legal.text or "&" in legal.text:
        writer.ids = linked_ids(fragment.links(), writer.links)
    rewrite(fragment.first, writer)
    # A character reference may name what the text itself may not hold.
    decoded = clean_characters(writer.html)
    _report(decoded, writer.removals)
    return decoded.text


def _report(cleaned: CleanText, removals: Removals) -> None:
    for problem in cleaned.problems:
        removals.add(
            f"the character {problem.character_name}", "", "feeds cannot carry it, or it hides what a text says"
        )


@cache
def _filter() -> "nh3.Cleaner":
    import nh3

    return nh3.Cleaner(
        tags=KEPT,
        clean_content_tags=DROPPED - {"isindex"},
        attributes={"*": GLOBAL_ATTRIBUTES, **ATTRIBUTES},
        attribute_filter=_checked_address,
        link_rel=None,
        url_schemes=LINK_SCHEMES | {"data"},
    )


def _checked_address(tag: str, name: str, value: str) -> str | None:
    """The second lock on addresses: absolute and of an allowed scheme, or gone."""
    wanted = _ADDRESSES.get(name)
    if wanted is None or wanted.fullmatch(value):
        return value
    return value if tag == "img" and name == "src" and INLINE_IMAGE.fullmatch(value) else None
