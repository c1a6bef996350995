"""The media of an article: which is the enclosure, and what Media RSS says of each (https://www.rssboard.org/media-rss)."""

from collections.abc import Iterable
from typing import Final

from feedwright.model import Article, Media, Medium
from feedwright.render.entries import is_web, positive
from feedwright.render.wire import MEDIA, Element

_MEDIUMS: Final[dict[str, Medium]] = {"image": "image", "audio": "audio", "video": "video"}
_RECORDINGS: Final = frozenset({"audio", "video"})
_PLAIN: Final = (("type", "plain"),)


def medium_of(media: Media) -> Medium | None:
    """What kind of thing it is, as declared or as its media type says; None where neither tells."""
    return media.medium or _MEDIUMS.get((media.type or "").partition("/")[0].lower())


def first_image(article: Article) -> Media | None:
    """The first image among the media; None where there is none."""
    return next((media for media in article.media if medium_of(media) == "image"), None)


def enclosed(article: Article) -> Media | None:
    """The one file that RSS encloses: the first audio or video, else the first image, else the first of any kind.

    It needs a type and a web address, and an item should have one at most (RSS Advisory Board Profile, enclosure).
    """
    fit = [media for media in article.media if media.type and is_web(media.url)]
    for media in fit:
        if medium_of(media) in _RECORDINGS:
            return media
    for media in fit:
        if medium_of(media) == "image":
            return media
    return fit[0] if fit else None


def media_elements(article: Article, *, described: bool, enclosure: Media | None = None) -> list[Element]:
    """The media as Media RSS: one media:content each, recordings of one title in a media:group, the image's thumbnail.

    A reader that finds no full text in an entry takes media:description for it (feedparser does), so that it is
    written where `described` alone. Players count what is enclosed and media:content together (podcastparser does):
    audio that is the `enclosure` is not said twice, unless somebody must be named for it.
    """
    if not article.media:
        return []
    told = [
        media
        for media in article.media
        if media is not enclosure or medium_of(media) != "audio" or media.credit or media.rights
    ]
    elements = [_content_or_group(files, described=described) for files in _recordings(told)]
    if (image := first_image(article)) is not None:
        elements.append(Element(MEDIA, "thumbnail", attributes=(("url", image.url), *_dimensions(image))))
    return elements


def _recordings(files: Iterable[Media]) -> list[list[Media]]:
    """The files, those that are one recording in several forms together."""
    found: dict[object, list[Media]] = {}
    for number, media in enumerate(files):
        medium = medium_of(media)
        same = (medium, media.title) if medium in _RECORDINGS and media.title else number
        found.setdefault(same, []).append(media)
    return list(found.values())


def _content_or_group(files: list[Media], *, described: bool) -> Element:
    contents = tuple(_content(media, described=described) for media in files)
    return contents[0] if len(contents) == 1 else Element(MEDIA, "group", children=contents)


def _content(media: Media, *, described: bool) -> Element:
    named = (
        ("url", media.url),
        ("fileSize", positive(media.length)),
        ("type", media.type),
        ("medium", medium_of(media)),
        ("duration", positive(media.duration)),
    )
    parts = (
        ("title", media.title, _PLAIN),
        ("description", media.alt if described else None, _PLAIN),
        ("credit", media.credit, ()),
        ("copyright", media.rights, ()),
    )
    return Element(
        MEDIA,
        "content",
        attributes=(*((name, str(value)) for name, value in named if value), *_dimensions(media)),
        children=tuple(Element(MEDIA, name, text, attributes) for name, text, attributes in parts if text),
    )


def _dimensions(media: Media) -> tuple[tuple[str, str], ...]:
    """Width and height, those that are known."""
    named = (("width", positive(media.width)), ("height", positive(media.height)))
    return tuple((name, str(value)) for name, value in named if value)
