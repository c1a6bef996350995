"""The images of an entry, held against what a profile says of images."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from feedwright.site import ElementTable, Profile
from feedwright.validation.partners.places import Place, Value, body_path
from feedwright.validation.tree import Element

_USUAL: Final = ("media:content", "media:thumbnail", "enclosure", "media:group/media:content")


class Picture(NamedTuple):
    """What is known of an image."""

    width: int | None = None
    height: int | None = None
    length: int | None = None  # bytes
    type: str | None = None  # media type


class Shown(NamedTuple):
    """An image in an entry."""

    url: str
    picture: Picture
    value: Value | None


def images_in(entry: Place, profile: Profile, known: Mapping[str, Picture]) -> list[Shown]:
    """Every image that the entry names; `known` tells of images by their URLs what the document does not say."""
    found: dict[str, Shown] = {}
    if isinstance(entry.node, Element):
        for element in _elements(entry.node):
            if (url := element.attributes.get("url", "")) and _is_image(element):
                value = Value(url, element.line, element.column)
                found.setdefault(url, Shown(url, _told(element, known.get(url)), value))
    for path in _own_paths(profile.entry.elements):
        for value in entry.at(path):
            url = value.text.strip()
            found.setdefault(url, Shown(url, known.get(url, Picture()), value))
    for url in _in_text(entry, profile):
        found.setdefault(url, Shown(url, known.get(url, Picture()), None))
    return list(found.values())


def _elements(node: Element) -> Iterator[Element]:
    for path in _USUAL:
        nodes = [node]
        for step in path.split("/"):
            nodes = [child for each in nodes for child in each.all(step)]
        yield from nodes


def _is_image(element: Element) -> bool:
    told = element.attributes.get("medium") or element.attributes.get("type", "").partition("/")[0]
    return told == "image" or (not told and element.name == "thumbnail")


def _told(element: Element, known: Picture | None) -> Picture:
    """What the element says of its image, and over it what else is known."""
    attributes = element.attributes
    said = Picture(
        width=_number(attributes.get("width")),
        height=_number(attributes.get("height")),
        length=_number(attributes.get("length") or attributes.get("fileSize")),
        type=attributes.get("type"),
    )
    if known is None:
        return said
    return Picture(
        width=known.width or said.width,
        height=known.height or said.height,
        length=known.length or said.length,
        type=known.type or said.type,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else None


def _own_paths(elements: Iterable[ElementTable], above: str = "", *, inside: bool = False) -> Iterator[str]:
    """Where the profile's own elements have the URLs of images."""
    for each in elements:
        path = f"{above}{each.element}"
        about = inside or each.each in {"image", "images"}
        if about and "{each.url}" in (each.text or ""):
            yield path
        if about:
            yield from (f"{path}@{name}" for name, text in each.attributes.items() if "{each.url}" in text)
        yield from _own_paths(each.children, f"{path}/", inside=about)


def _in_text(entry: Place, profile: Profile) -> Iterator[str]:
    path = body_path(profile)
    html = entry.first(path) if path else ""
    if "<img" not in html:
        return
    from selectolax.lexbor import LexborHTMLParser

    for image in LexborHTMLParser(html).css("img"):
        if url := image.attributes.get("src"):
            yield url
