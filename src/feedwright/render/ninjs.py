"""ninjs 3.1, the news in JSON of the IPTC (https://iptc.org/standards/ninjs/), for agencies and their customers.

An item says what it is sure of and no more: only `uri` is required, and nothing may be added to the standard's
properties.
"""

from collections.abc import Mapping
from typing import Final

from feedwright.model import Article, Document, Entry, Feed, Media, Outlet, Person, Tombstone
from feedwright.render.characters import json_bytes, written
from feedwright.render.dates import rfc3339
from feedwright.render.entries import categories, full_content, headline, outlet_name, positive, summary
from feedwright.render.file_names import NINJS_FILE
from feedwright.render.media import medium_of

MEDIA_TYPE: Final = "application/json"

_STANDARD: Final = {"name": "ninjs", "version": "3.1"}
_TYPES: Final = {"image": "picture", "audio": "audio", "video": "video"}
_PLAIN: Final = "text/plain"

Item = dict[str, object]


def ninjs_document(feed: Feed) -> Document:
    """The entries of `feed` as a list of ninjs items in UTF-8, and its tombstones as canceled ones after them."""
    data = written(lambda legal: json_bytes(_items(legal), legal), feed)
    return Document(path=f"{feed.path}/{NINJS_FILE}" if feed.path else NINJS_FILE, media_type=MEDIA_TYPE, data=data)


def ninjs_item(entry: Entry, feed: Feed) -> bytes:
    """One entry of `feed` as a ninjs item in UTF-8."""
    return written(lambda legal: json_bytes(_item(legal[0], legal[1]), legal), (entry, feed))


def _items(feed: Feed) -> list[Item]:
    return [_item(entry, feed) for entry in feed.entries] + [_canceled(each) for each in feed.tombstones]


def _item(entry: Entry, feed: Feed) -> Item:
    article, lifecycle = entry.article, entry.article.lifecycle
    html = full_content(entry, feed)
    names = [person.name for person in article.authors if person.name]
    return _known(
        uri=article.id,
        standard=_STANDARD,
        type="text",
        representationType="full" if html else "partial",
        pubStatus="usable",
        firstCreated=rfc3339(article.published.instant),
        versionCreated=rfc3339(article.updated.instant),
        embargoedUntil=rfc3339(lifecycle.embargo.instant) if lifecycle.embargo else None,
        expires=rfc3339(lifecycle.expires.instant) if lifecycle.expires else None,
        language=article.language or feed.language,
        headlines=[
            _text("main", headline(article)),
            *([_text("subtitle", article.subtitle)] if article.subtitle else []),
        ],
        descriptions=[_text("summary", told)] if (told := summary(entry)) else None,
        bodies=[_body(html, entry.content.text)] if html else None,
        by=", ".join(names),
        people=[_author(person) for person in article.authors if person.name],
        subjects=[{"name": name} for name in categories(article)],
        infoSources=[each for each in (_source(article.source, "source"), _source(article.via, "via")) if each],
        copyrightNotice=article.rights,
        usageTerms=article.licence,
        edNote=" ".join(correction.note for correction in lifecycle.corrections),
        renditions=[{"name": "web", "href": article.url, "contentType": "text/html"}],
        associations=[_association(number, media) for number, media in enumerate(article.media, start=1)],
        altIds=_other_ids(article),
    )


def _canceled(tombstone: Tombstone) -> Item:
    """An item that its customers must no longer use."""
    return _known(
        uri=tombstone.id,
        standard=_STANDARD,
        pubStatus="canceled",
        versionCreated=rfc3339(tombstone.when),
        edNote=tombstone.reason,
    )


def _association(number: int, media: Media) -> Item:
    """A picture, a recording or another file that belongs to the article, as an item of its own."""
    medium = medium_of(media)
    return _known(
        name=f"{_TYPES.get(medium or '', 'file')}-{number}",
        uri=media.url,
        type=_TYPES.get(medium or ""),
        headlines=[_text("main", media.title)] if media.title else None,
        descriptions=[_text("caption", media.alt)] if media.alt else None,
        by=media.credit,
        copyrightNotice=media.rights,
        renditions=[
            _known(
                name="original",
                href=media.url,
                contentType=media.type,
                width=positive(media.width),
                height=positive(media.height),
                sizeInBytes=positive(media.length),
                duration=positive(media.duration),
            )
        ],
    )


def _body(html: str, text: str) -> Item:
    return {
        "role": "main",
        "contentType": "text/html",
        "charCount": len(text),
        "wordCount": len(text.split()),
        "value": html,
    }


def _text(role: str, value: str) -> Item:
    return {"role": role, "contentType": _PLAIN, "value": value}


def _author(person: Person) -> Item:
    return _known(name=person.name, rel="author", uri=person.url)


def _source(outlet: Outlet | None, role: str) -> Item | None:
    return (
        _known(name=outlet_name(outlet), role=role, uri=outlet.url if outlet else None) if outlet_name(outlet) else None
    )


def _other_ids(article: Article) -> list[Item]:
    """The addresses that are not the item's own: the original's at its source, and the copy that counts."""
    found: Mapping[str, str | None] = {"original": article.original, "canonical": article.canonical}
    return [{"role": role, "value": value} for role, value in found.items() if value]


def _known(**members: object) -> Item:
    """The members that have something to say."""
    return {name: value for name, value in members.items() if value}
