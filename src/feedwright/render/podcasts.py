"""Podcasts in RSS: Apple's itunes elements and the podcast elements of Podcasting 2.0.

Sources: Apple, A Podcaster's Guide to RSS; https://podcastindex.org/namespace/1.0, whose addresses are all https.
"""

import uuid
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from feedwright.model import Article, Episode, Feed, Media, Podcast
from feedwright.render.entries import mailbox, outlet_name, positive, suffix
from feedwright.render.media import enclosed, first_image, medium_of
from feedwright.render.wire import ITUNES, PODCAST, Element

_GUIDS: Final = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast:guid (Podcasting 2.0, guid)."""

_CHAPTERS: Final = "application/json+chapters"
_PLAYED: Final = frozenset({".m4a", ".mp3", ".mov", ".mp4", ".m4v", ".pdf", ".epub"})
"""Suffixes of the files that Apple Podcasts takes; of another file nothing is said in its words."""

_ARTWORK: Final = frozenset({".jpg", ".jpeg", ".png"})
_LONGEST_AUTHOR: Final = 255
_LONGEST_NAME: Final = 128


def podcast_of(feed: Feed) -> Podcast | None:
    """What makes `feed` a podcast: as declared, or the defaults where it encloses audio; None where it is none.

    The medium stays unsaid where nobody has declared it and some entries are only to be read.
    """
    if feed.podcast is not None:
        return feed.podcast
    episodes = [_is_audio(enclosed(entry.article)) for entry in feed.entries]
    if not any(episodes):
        return None
    return Podcast() if all(episodes) else replace(Podcast(), medium=None)


def podcast_elements(feed: Feed, podcast: Podcast, address: str) -> Iterator[Element]:
    """What is said of the podcast; `address` is the URL of its RSS document."""
    author = podcast.author or outlet_name(feed.publisher)
    if author and len(author) <= _LONGEST_AUTHOR:
        yield Element(ITUNES, "author", author)
    if podcast.owner and (mail := mailbox(podcast.owner)):
        yield Element(
            ITUNES,
            "owner",
            children=(Element(ITUNES, "name", podcast.owner.name), Element(ITUNES, "email", mail)),
        )
    yield from _image(podcast.image or feed.logo or feed.icon)
    for main, *others in filter(None, podcast.categories):
        parts = tuple(Element(ITUNES, "category", attributes=(("text", other),)) for other in others)
        yield Element(ITUNES, "category", attributes=(("text", main),), children=parts)
    yield Element(ITUNES, "explicit", _truth(podcast.explicit))
    if podcast.kind:
        yield Element(ITUNES, "type", podcast.kind)
    yield Element(PODCAST, "guid", podcast.guid or guid_of(address))
    if podcast.medium:
        yield Element(PODCAST, "medium", podcast.medium)
    if podcast.ai_content is not None:
        yield Element(PODCAST, "txt", _truth(podcast.ai_content), (("purpose", "ai-content"),))


def episode_elements(article: Article, podcast: Podcast | None, enclosure: Media | None) -> Iterator[Element]:
    """What is said of an article as an episode; nothing where its `enclosure` is not to be listened to or watched.

    Its authors are dc:creator and podcast:person: feedparser takes itunes:author for one more.
    """
    if podcast is None or enclosure is None or medium_of(enclosure) not in {"audio", "video"}:
        return
    if suffix(enclosure.url) in _PLAYED:
        yield from _of_apple(article, enclosure)
    yield from _companions(enclosure)
    yield from _people(article)


def _of_apple(article: Article, enclosure: Media) -> Iterator[Element]:
    """The episode in Apple's words."""
    if duration := positive(enclosure.duration):
        yield Element(ITUNES, "duration", str(duration))
    if (image := first_image(article)) is not None:
        yield from _image(image.url)
    if article.episode is not None:
        yield from _numbered(article.episode)


def _numbered(episode: Episode) -> Iterator[Element]:
    """Where the episode stands in its podcast."""
    explicit = None if episode.explicit is None else _truth(episode.explicit)
    facts = (
        ("season", positive(episode.season)),
        ("episode", positive(episode.number)),
        ("episodeType", episode.kind),
        ("explicit", explicit),
    )
    for name, fact in facts:
        if fact:
            yield Element(ITUNES, name, str(fact))


def _people(article: Article) -> Iterator[Element]:
    """The authors, in the words of the Podcast Taxonomy."""
    for person in article.authors:
        if 0 < len(person.name) <= _LONGEST_NAME:
            named = [("role", "author"), ("group", "writing")]
            if person.url and _is_secure(person.url):
                named.append(("href", person.url))
            yield Element(PODCAST, "person", person.name, tuple(named))


def guid_of(address: str) -> str:
    """The podcast:guid of a feed: a UUID (version 5) of its URL without scheme and slashes at its end."""
    return str(uuid.uuid5(_GUIDS, address.partition("://")[2].rstrip("/")))


def _companions(enclosure: Media) -> Iterator[Element]:
    """The chapters and the words of a recording."""
    for transcript in enclosure.transcripts:
        if _is_secure(transcript.url):
            named = [("url", transcript.url), ("type", transcript.type)]
            if transcript.language:
                named.append(("language", transcript.language))
            yield Element(PODCAST, "transcript", attributes=tuple(named))
    if enclosure.chapters and _is_secure(enclosure.chapters):
        yield Element(PODCAST, "chapters", attributes=(("url", enclosure.chapters), ("type", _CHAPTERS)))


def _image(url: str | None) -> Iterator[Element]:
    """Artwork, of the kinds that Apple shows."""
    if url and suffix(url) in _ARTWORK:
        yield Element(ITUNES, "image", attributes=(("href", url),))


def _is_audio(media: Media | None) -> bool:
    return media is not None and medium_of(media) == "audio"


def _is_secure(url: str) -> bool:
    return url[:8].lower() == "https://"


def _truth(value: bool) -> str:  # noqa: FBT001 # a value, not an option
    return "true" if value else "false"
