"""What the names in a profile's elements mean: of an article, of its images and authors, of the feed."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from feedwright.model import Article, Entry, Feed, Media, Outlet
from feedwright.render.dates import rfc822, rfc3339
from feedwright.render.entries import full_content, headline, outlet_name, positive
from feedwright.render.media import enclosed, medium_of
from feedwright.render.partners.adaptation import images_of, link_of
from feedwright.site import PARTS, PLACEHOLDER, Partner, seconds_of

Value = str | dt.datetime | None
Values = Mapping[str, Value]

_TEXT: Final = re.compile(PLACEHOLDER)


def filled(text: str, values: Values) -> str | None:
    """`text` with what its names mean; None where one of them has nothing to say."""
    said = {written: _said(written, values) for written in _TEXT.findall(text)}
    if not all(said.values()):
        return None
    return _TEXT.sub(lambda found: said[found[1]] or "", text)


def _said(written: str, values: Values) -> str | None:
    parts = PARTS.fullmatch(written)
    value = values.get(parts["name"]) if parts else None
    if parts is None or value is None or isinstance(value, str):
        return value if isinstance(value, str) else None
    moment = value + dt.timedelta(seconds=seconds_of(parts["later"]) if parts["later"] else 0)
    return rfc822(moment) if parts["form"] == "rfc822" else rfc3339(moment)


def feed_values(feed: Feed, partner: Partner) -> dict[str, Value]:
    """What may be said in the head of the document."""
    return {
        **_options(partner),
        "title": feed.title,
        "description": feed.description,
        "home": feed.home,
        "self": None if partner.private else feed.base + partner.profile.file_name,
        "language": feed.language,
        "publisher": outlet_name(feed.publisher),
        "rights": feed.rights,
        "logo": feed.logo,
        "icon": feed.icon,
        "updated": feed.updated,
    }


def entry_values(entry: Entry, feed: Feed, partner: Partner) -> dict[str, Value]:
    """What may be said of an article that is to be had."""
    article = entry.article
    return {
        **_article_values(article, feed, partner),
        "summary": entry.content.summary,
        "body": full_content(entry, feed),
        "text": entry.content.text if entry.content.html else None,
        "image_count": str(len(images_of(article.media))),
    }


def removed_values(article: Article, when: dt.datetime, feed: Feed, partner: Partner) -> dict[str, Value]:
    """What may be said of an article that was taken back at `when`: never its text."""
    values = _article_values(article, feed, partner)
    return {**values, "withdrawn": when, "reason": article.lifecycle.withdrawn_reason}


def _article_values(article: Article, feed: Feed, partner: Partner) -> dict[str, Value]:
    source: Outlet | None = article.source
    expires = article.lifecycle.expires
    return {
        **_options(partner),
        "id": article.id,
        "url": article.url,
        "link": link_of(article, partner),
        "title": headline(article),
        "subtitle": article.subtitle,
        "published": article.published.instant,
        "updated": article.updated.instant,
        "expires": expires.instant if expires else None,
        "authors": ", ".join(person.name for person in article.authors if person.name),
        "source": outlet_name(source),
        "source_url": source.url if source else None,
        "original": article.original,
        "via": outlet_name(article.via),
        "publisher": outlet_name(article.publisher),
        "rights": article.rights,
        "licence": article.licence,
        "language": article.language or feed.language,
        "section": article.section,
        "tags": ", ".join(article.tags),
    }


def loop_values(name: str, article: Article) -> list[dict[str, Value]]:
    """What {each.…} means, once for each of what a profile's `each` names."""
    media = article.media
    images = images_of(media)
    files: Mapping[str, tuple[Media | None, ...]] = {
        "image": images[:1],
        "images": images,
        "recordings": tuple(each for each in media if medium_of(each) in {"audio", "video"}),
        "enclosure": (enclosed(article),),
    }
    if name in files:
        return [_file_values(each) for each in files[name] if each is not None]
    if name == "tags":
        return [{"each.name": tag} for tag in article.tags]
    return [
        {"each.name": person.name, "each.email": person.email, "each.url": person.url} for person in article.authors
    ]


def _file_values(media: Media) -> dict[str, Value]:
    numbers = {
        "length": media.length,
        "width": media.width,
        "height": media.height,
        "duration": media.duration,
    }
    return {
        "each.url": media.url,
        "each.type": media.type,
        "each.title": media.title,
        "each.alt": media.alt,
        "each.credit": media.credit,
        "each.rights": media.rights,
        **{f"each.{name}": str(number) if positive(number) else None for name, number in numbers.items()},
    }


def _options(partner: Partner) -> dict[str, Value]:
    return {f"option.{name}": value for name, value in partner.values}
