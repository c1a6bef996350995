"""What is published beside the feeds: pages for people, the list of all feeds, the sitemap of the newest articles."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from feedwright.model import Content, Document, Entry, Feed, Html, Listed, Selector, Text
from feedwright.pipeline.feeds import BESIDE, NOT_JUDGED, Made, Rendered, made_of, stand
from feedwright.pipeline.judging import Verdict, judge_document, judging_of
from feedwright.pipeline.texts import Texts
from feedwright.select import Selection, feed_of
from feedwright.site import Site, zone

if TYPE_CHECKING:
    from feedwright.pages import FeedIndex

OPML_FILE = "feeds.opml"
_JUDGED = frozenset({OPML_FILE, "news-sitemap.xml"})
_NO_CONTENT = Content(html=Html(""), text=Text(""), summary=Text(""))
_NEWS = 48 * 3600  # seconds that Google News takes an article for news
_YEAR = 400 * 86_400  # seconds before a feed's newest article that its chart may show


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """The documents beside the feeds: what they are, and those that are new."""

    made: tuple[Made, ...]
    documents: tuple[Document, ...]


def render_beside(
    selections: Sequence[Selection],
    rendered: Rendered,
    texts: Texts,
    site: Site,
    *,
    now: dt.datetime,
    left_out: Collection[int],
    output: Path,
) -> Beside:
    """Make what stands beside the feeds, unless all that it is made of, and it itself, is as it was."""
    catalog, second = texts.catalog, int(now.timestamp())
    public = (each for each in catalog.newest(Selector(), now=second) if each.key not in left_out)
    news = tuple(takewhile(lambda each: each.published >= second - _NEWS, public))
    texts.keep(news)
    times = catalog.times(now=second, since=_since(selections))
    fingerprint = _fingerprint(rendered, news, times, left_out)
    kept = catalog.feed(BESIDE)
    if kept is not None and kept.fingerprint == fingerprint:
        made = msgspec.json.decode(kept.payload, type=tuple[Made, ...])
        if stand(made, output):
            return Beside(made=made, documents=())
    documents = tuple(_documents(selections, news, texts, site, now, left_out))
    made = tuple(made_of(each, _judged(each, site, output)) for each in documents)
    catalog.put_feed(BESIDE, fingerprint, msgspec.json.encode(made))
    sound = tuple(document for document, each in zip(documents, made, strict=True) if not each.held)
    return Beside(made=made, documents=sound)


def _fingerprint(
    rendered: Rendered, news: Sequence[Listed], times: Iterable[tuple[str, int]], left_out: Collection[int]
) -> bytes:
    """A digest of all that these documents are made of."""
    digest = hashlib.blake2b(rendered.fingerprint, digest_size=16)
    for each in news:
        digest.update(each.digest)
    digest.update(repr((tuple(times), sorted(left_out))).encode())
    return digest.digest()


def _since(selections: Sequence[Selection]) -> int:
    """From when on it is shown how often the feeds had something new, in seconds since 1970."""
    newest = (each.articles[0].published for each in selections if each.articles and _is_shown(each))
    return min(newest, default=0) - _YEAR


def _is_shown(selection: Selection) -> bool:
    """Whether a feed may have a page."""
    return selection.archive is None and selection.subject.kind != "term"


def _documents(
    selections: Sequence[Selection],
    news: Sequence[Listed],
    texts: Texts,
    site: Site,
    now: dt.datetime,
    left_out: Collection[int],
) -> Iterator[Document]:
    from feedwright.pages import all_pages
    from feedwright.render import news_sitemap, opml_document

    subscribed = [selection for selection in selections if selection.archive is None]
    shown = [selection for selection in subscribed if _is_shown(selection) and site.feeds.pages]
    texts.note(each for selection in shown for each in selection.articles)
    feeds = {selection.path: _feed(selection, texts, site) for selection in shown}
    if subscribed:
        listed = (feeds.get(selection.path) or _bare_feed(selection, site) for selection in subscribed)
        yield opml_document(listed, title=site.title, owner=site.publisher)
    if news:
        texts.note(news)
        articles = (texts.article(each) for each in news)
        publication = site.publisher.name or site.title
        sitemap = news_sitemap(articles, publication=publication, language=site.language, home=site.url, now=now)
        if sitemap.entries:
            yield sitemap
    if shown:
        yield from all_pages(_index(shown, tuple(feeds.values()), texts, site, now, left_out))


def _index(
    selections: Sequence[Selection],
    feeds: tuple[Feed, ...],
    texts: Texts,
    site: Site,
    now: dt.datetime,
    left_out: Collection[int],
) -> "FeedIndex":
    from feedwright.pages import FeedIndex
    from feedwright.render import FORMATS

    def times(selection: Selection) -> Iterator[dt.datetime]:
        since = selection.articles[0].published - _YEAR
        for each in texts.catalog.newest(selection.subject.selector, now=int(now.timestamp())):
            if each.published < since:
                break
            if each.key not in left_out:
                yield dt.datetime.fromtimestamp(each.published, zone(site.timezone))

    return FeedIndex(
        title=site.title,
        url=site.url,
        language=site.language,
        feeds=feeds,
        formats={name: form.file_name for name, form in FORMATS.items()},
        names={selection.path: selection.subject.title or site.title for selection in selections},
        published={selection.path: tuple(times(selection)) for selection in selections if selection.articles},
        opml=OPML_FILE,
    )


def _feed(selection: Selection, texts: Texts, site: Site) -> Feed:
    """The feed of a selection without its texts, which nothing here shows."""
    entries = (Entry(article=texts.article(each), content=_NO_CONTENT) for each in selection.articles)
    return feed_of(selection, entries, (), site)


def _bare_feed(selection: Selection, site: Site) -> Feed:
    """The feed of a selection without its entries: what a list of feeds says of it."""
    feed = feed_of(selection, (), (), site)
    changed = max((each.updated for each in selection.articles), default=selection.updated)
    return replace(feed, updated=dt.datetime.fromtimestamp(changed, dt.UTC))


def _judged(document: Document, site: Site, output: Path) -> Verdict:
    """The verdict on a document that is of a kind which the validator knows."""
    if document.path not in _JUDGED:
        return NOT_JUDGED
    return judge_document(document, base=site.feeds.url + document.path, judging=judging_of(site, output))
