"""A partner's dialect of Atom 1.0: the ordinary feed, with the profile's elements and with tombstones."""

from collections.abc import Iterable

from msgspec.structs import replace

from feedwright.model import Feed, Removal, Tombstone
from feedwright.render.atom import feed_of
from feedwright.render.feedgen_adapter import write_atom
from feedwright.render.partners.adaptation import link_of
from feedwright.render.partners.elements import made
from feedwright.render.partners.rss import guid_of, prefixes_of, state_of
from feedwright.render.partners.values import entry_values, feed_values
from feedwright.render.wire import AtomEntry
from feedwright.site import Partner


def atom_document(feed: Feed, removals: Iterable[Removal], partner: Partner) -> bytes:
    """The Atom document in UTF-8."""
    profile = partner.profile
    said = tombstones(removals) if profile.withdrawal.says == "tombstone" else ()
    plain = feed_of(replace(feed, tombstones=said))
    kept = [link for link in plain.links if link.rel not in {"self", "hub"} or not partner.private]
    links = tuple(replace(link, href=feed.base + profile.file_name) if link.rel == "self" else link for link in kept)
    entries = tuple(_entry(written, index, feed, partner) for index, written in enumerate(plain.entries))
    elements = (*plain.elements, *made(profile.feed.elements, feed_values(feed, partner), profile))
    return write_atom(
        replace(plain, links=links, stylesheet=None, elements=elements, entries=entries, prefixes=prefixes_of(profile))
    )


def tombstones(removals: Iterable[Removal]) -> tuple[Tombstone, ...]:
    """What is said of articles that are taken back, in Atom and ninjs."""
    return tuple(
        Tombstone(id=each.article.id, when=each.when, reason=each.article.lifecycle.withdrawn_reason)
        for each in removals
    )


def _entry(written: AtomEntry, index: int, feed: Feed, partner: Partner) -> AtomEntry:
    entry = feed.entries[index]
    article, profile = entry.article, partner.profile
    alternate, *others = written.links
    link = link_of(article, partner) or alternate.href
    elements = made(
        profile.entry.elements, entry_values(entry, feed, partner), profile, article=article, state=state_of(article)
    )
    return replace(
        written,
        id=guid_of(article, profile),
        links=(replace(alternate, href=link), *others),
        elements=(*written.elements, *elements),
    )
