"""The one document that a partner gets."""

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from feedwright.errors import FeedwrightError
from feedwright.model import Document, Feed, Origin, Removal
from feedwright.render.characters import legal_text, written
from feedwright.render.news_sitemap import news_sitemap_document
from feedwright.render.ninjs import ninjs_document
from feedwright.render.partners.adaptation import adapted
from feedwright.render.partners.atom import atom_document, tombstones
from feedwright.render.partners.rss import guid_of, rss_document
from feedwright.site import Partner, Site

_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "ninjs": "application/json",
    "sitemap": "application/xml",
}


def partner_document(
    feed: Feed, removals: Sequence[Removal], partner: Partner, site: Site, *, now: dt.datetime
) -> Document:
    """`feed` for `partner`, with notice of what is taken back; `now` (aware) is what a sitemap's window ends with.

    Raises FeedwrightError when the feed lacks what its format must have.
    """
    profile = partner.profile
    try:
        data = written(lambda legal: _data(legal[0], legal[1], partner, site, now), (feed, tuple(removals)))
    except ValueError as fault:
        raise FeedwrightError(f"The document of {partner.name} could not be written: {fault}.") from fault
    return Document(
        path=f"{partner.path}/{profile.file_name}",
        media_type=_TYPES[profile.format],
        data=data,
        entries=_origins(feed, removals, partner),
    )


def _data(feed: Feed, removals: Sequence[Removal], partner: Partner, site: Site, now: dt.datetime) -> bytes:
    form = partner.profile.format
    if form == "sitemap":
        return _sitemap(feed, site, now)
    if form == "ninjs":
        return _ninjs(feed, removals, partner)
    return (rss_document if form == "rss" else atom_document)(adapted(feed, partner), removals, partner)


def _ninjs(feed: Feed, removals: Sequence[Removal], partner: Partner) -> bytes:
    said = tombstones(removals) if partner.profile.withdrawal.says == "tombstone" else ()
    return ninjs_document(replace(adapted(feed, partner), tombstones=said)).data


def _sitemap(feed: Feed, site: Site, now: dt.datetime) -> bytes:
    return news_sitemap_document(
        (entry.article for entry in feed.entries),
        publication=site.publisher.name or site.title,
        language=feed.language or site.language,
        home=site.url,
        now=now,
    ).data


def _origins(feed: Feed, removals: Sequence[Removal], partner: Partner) -> dict[str, Origin]:
    """The record that each entry comes from, by what the partner's document tells it by."""
    articles = [entry.article for entry in feed.entries] + [each.article for each in removals]
    if partner.profile.format == "sitemap":
        return {legal_text(article.url): article.origin for article in articles}
    if partner.profile.format == "ninjs":
        return {legal_text(article.id): article.origin for article in articles}
    return {legal_text(guid_of(article, partner.profile)): article.origin for article in articles}
