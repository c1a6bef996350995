"""What is published beside the feeds: pages for people, the list of all feeds, the sitemap of the newest articles."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from feedwright.catalog import Catalog
from feedwright.model import Article, Content, Document, Entry, Feed, Html, Listed, Selector, Text
from feedwright.pipeline.feeds import BESIDE, NOT_JUDGED, Made, Target, made_of, stand
from feedwright.pipeline.judging import Verdict, judge_document, judging_facts, judging_of
from feedwright.pipeline.texts import Texts, article_of
from feedwright.pipeline.workers import Workers
from feedwright.publish import Staging, Waiting
from feedwright.render.file_names import FILE_NAMES, NEWS_SITEMAP_FILE, OPML_FILE
from feedwright.select import Selection, feed_of
from feedwright.site import Site, zone

if TYPE_CHECKING:
    from feedwright.pages import FeedIndex
    from feedwright.render.opml import OpmlFacts

_NO_CONTENT = Content(html=Html(""), text=Text(""), summary=Text(""))
_NEWS = 48 * 3600  # seconds that Google News takes an article for news
_YEAR = 400 * 86_400  # seconds before a feed's newest article that its chart may show


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """The documents beside the feeds: what they are, and those that are new."""

    made: tuple[Made, ...]
    documents: tuple[Waiting, ...]


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it was made, and a digest of all that it was made of."""

    fingerprint: bytes
    made: Made


class _New(NamedTuple):
    """A document that was made now; it waits where it is sound."""

    made: Made
    waiting: Waiting | None


class _Task(NamedTuple):
    """A document that there may be."""

    path: str
    fingerprint: bytes  # of all that it is made of
    begin: Callable[[], Iterator[_New]]  # nothing comes of it where the document would have nothing to say


class _Times(msgspec.Struct, frozen=True, kw_only=True):
    """When public articles were published, as far as charts go, in seconds since 1970, the newest first."""

    sections: list[tuple[str, int]]  # of all articles, each with its section
    others: dict[str, list[int]]  # by their paths, of feeds that ask for less than a section with all below it


class _Room(NamedTuple):
    """What the documents are made with."""

    selections: Sequence[Selection]
    texts: Texts
    renderers: Workers
    now: dt.datetime
    times: _Times
    target: Target

    @property
    def site(self) -> Site:
        return self.renderers.site


def begin_beside(
    selections: Sequence[Selection],
    rendered: bytes,
    texts: Texts,
    renderers: Workers,
    *,
    now: dt.datetime,
    left_out: Collection[int],
    target: Target,
) -> Callable[[], Beside]:
    """Make each document beside the feeds, unless all that it is made of, and it itself, is as it was.

    `rendered` is the fingerprint of the feeds. New documents wait in the target. Pages are made now; the others, which
    are to be judged, by another process that may take its time: what is returned waits for it.
    """
    site, catalog, second = renderers.site, texts.catalog, int(now.timestamp())
    public = (each for each in catalog.newest(Selector(), now=second) if each.key not in left_out)
    since = now.timestamp() - _NEWS
    news = tuple(takewhile(lambda each: each.published >= since, public))
    texts.keep(news)
    times = _times(selections, catalog, left_out, now=second)
    everything = _digest(rendered, site.timezone, msgspec.json.encode(times), [each.digest for each in news])
    row = catalog.feed(BESIDE)
    last = msgspec.json.decode(row.payload, type=tuple[_Kept, ...]) if row else ()
    if row is not None and row.fingerprint == everything and stand((each.made for each in last), target.published):
        return lambda: Beside(made=tuple(each.made for each in last), documents=())
    before = {each.made.path: each for each in last}
    begun: list[tuple[_Task, _Kept | Iterator[_New]]] = []
    for task in _tasks(_Room(selections, texts, renderers, now, times, target), news):
        known = before.get(task.path)
        stays = known is not None and known.fingerprint == task.fingerprint and stand([known.made], target.published)
        begun.append((task, known if known is not None and stays else task.begin()))
        renderers.keep_busy()

    def finish() -> Beside:
        kept: list[_Kept] = []
        documents: list[Waiting] = []
        for task, made in begun:
            if isinstance(made, _Kept):
                kept.append(made)
                continue
            for new in made:
                kept.append(_Kept(fingerprint=task.fingerprint, made=new.made))
                documents += [] if new.waiting is None else [new.waiting]
        catalog.put_feed(BESIDE, everything, msgspec.json.encode(kept))
        return Beside(made=tuple(each.made for each in kept), documents=tuple(documents))

    return finish


def _digest(*facts: object) -> bytes:
    return hashlib.blake2b(repr(facts).encode(), digest_size=16).digest()


def _times(selections: Sequence[Selection], catalog: Catalog, left_out: Collection[int], *, now: int) -> _Times:
    """What the charts of these feeds show."""
    shown = [each for each in selections if each.articles and _is_shown(each)]
    since = min((each.articles[0].published for each in shown), default=0) - _YEAR
    every = catalog.times(now=now, since=since)
    return _Times(
        sections=[(section, published) for key, section, published in every if key not in left_out],
        others={
            each.path: _times_of(each, catalog, left_out, now=now)
            for each in shown
            if not _is_of_sections(each.subject.selector)
        },
    )


def _times_of(selection: Selection, catalog: Catalog, left_out: Collection[int], *, now: int) -> list[int]:
    since = selection.articles[0].published - _YEAR
    public = takewhile(lambda each: each.published >= since, catalog.newest(selection.subject.selector, now=now))
    return [each.published for each in public if each.key not in left_out]


def _is_shown(selection: Selection) -> bool:
    """Whether a feed may have a page."""
    return selection.archive is None and selection.subject.kind != "term"


def _tasks(room: _Room, news: Sequence[Listed]) -> Iterator[_Task]:
    """The documents that there are to be, in the order in which they are told of."""
    subscribed = [(each, _bare_feed(each, room.site)) for each in room.selections if each.archive is None]
    shown = [(each, feed) for each, feed in subscribed if _is_shown(each) and room.site.feeds.pages]
    if subscribed:
        yield _list_of_feeds([feed for _, feed in subscribed], room)
    if news:
        yield _sitemap(news, room)
    if shown:
        yield from _pages(shown, room)


def _list_of_feeds(feeds: Sequence[Feed], room: _Room) -> _Task:
    from feedwright.render import opml_facts

    site = room.site
    facts = opml_facts(feeds, title=site.title, owner=site.publisher)
    fingerprint = _digest(facts, site.feeds.url, judging_facts(site))
    return _Task(OPML_FILE, fingerprint, lambda: _by_another(partial(_opml, facts), room))


def _opml(facts: "OpmlFacts") -> Document:
    from feedwright.render import opml_document

    return opml_document(facts)


def _sitemap(news: Sequence[Listed], room: _Room) -> _Task:
    site = room.site
    publication = site.publisher.name or site.title
    facts = (publication, site.language, site.url, site.feeds.url, judging_facts(site))

    def begin() -> Iterator[_New]:
        told = list(room.texts.told_all(news))
        return _by_another(partial(_news_sitemap, told, publication, site.language, site.url, room.now), room)

    return _Task(NEWS_SITEMAP_FILE, _digest(facts, [each.digest for each in news]), begin)


def _news_sitemap(
    told: Sequence[bytes], publication: str, language: str, home: str, now: dt.datetime
) -> Document | None:
    from feedwright.render import news_sitemap_document

    articles = map(article_of, told)
    sitemap = news_sitemap_document(articles, publication=publication, language=language, home=home, now=now)
    return sitemap if sitemap.entries else None


def _by_another(make: Callable[[], Document | None], room: _Room) -> Iterator[_New]:
    """A document that is to be judged, made where what it takes to judge is loaded."""
    work = partial(_make, staging=room.target.staging)
    return chain.from_iterable(room.renderers.map(work, [make], portion=1, alone=1))


def _make(site: Site, makers: Sequence[Callable[[], Document | None]], *, staging: Staging) -> list[_New]:
    documents = (make() for make in makers)
    return [_new(each, _judged(each, site, staging.output), staging) for each in documents if each is not None]


def _new(document: Document, verdict: Verdict, staging: Staging) -> _New:
    return _New(made_of(document, verdict), None if verdict.held else staging.take(document))


def _pages(shown: Sequence[tuple[Selection, Feed]], room: _Room) -> Iterator[_Task]:
    """The page of each feed, and the stylesheets."""
    from feedwright.pages import feed_page, page_facts, page_path, stylesheets

    index = _index(shown, room)

    def page(selection: Selection) -> Iterator[_New]:
        entries = (Entry(article=each, content=_NO_CONTENT) for each in _articles(selection.articles, room.texts))
        return _here(feed_page(index, feed_of(selection, entries, (), room.site)), room)

    for selection, feed in shown:
        facts = _digest(page_facts(index, feed), [each.digest for each in selection.articles])
        yield _Task(page_path(feed), facts, partial(page, selection))
    for style in stylesheets():
        yield _Task(style.path, _digest(style.data), partial(_here, style, room))


def _here(document: Document, room: _Room) -> Iterator[_New]:
    """A document that is not judged."""
    return iter([_new(document, NOT_JUDGED, room.target.staging)])


def _articles(listed: Sequence[Listed], texts: Texts) -> Iterator[Article]:
    """What articles say, their texts aside."""
    return map(article_of, texts.told_all(listed))


def _index(shown: Sequence[tuple[Selection, Feed]], room: _Room) -> "FeedIndex":
    """All that pages say of each other's feeds."""
    from feedwright.pages import FeedIndex

    site = room.site
    return FeedIndex(
        title=site.title,
        url=site.url,
        language=site.language,
        feeds=tuple(feed for _, feed in shown),
        formats=FILE_NAMES,
        names={selection.path: selection.subject.title or site.title for selection, _ in shown},
        published=_published([selection for selection, _ in shown if selection.articles], room),
        opml=OPML_FILE,
    )


def _published(shown: Sequence[Selection], room: _Room) -> Mapping[str, Counter[int]]:
    """The articles of each feed, counted by month; one stands in the feeds of its section and of all above it."""
    counted = _by_month(room.times.sections, room.site)
    published: dict[str, Counter[int]] = {}
    for each in shown:
        if each.path in room.times.others:
            times = (("", time) for time in room.times.others[each.path])
            published[each.path] = _by_month(times, room.site).get("", Counter())
        else:
            inside = f"{each.subject.selector.section}/" if each.subject.selector.section else ""
            own = (count for section, count in counted.items() if f"{section}/".startswith(inside))
            published[each.path] = sum(own, Counter())
    return published


def _is_of_sections(selector: Selector) -> bool:
    """Whether it asks for all articles of a section and of those below it, which are counted anyway."""
    return selector.subsections and not selector.terms


def _by_month(times: Iterable[tuple[str, int]], site: Site) -> dict[str, Counter[int]]:
    """Articles (section, seconds since 1970), in the order of their times, counted by month in each section.

    A month is one of the site's calendar. Its number is as in `feedwright.pages.by_month`.
    """
    counted: dict[str, Counter[int]] = defaultdict(Counter)
    here = zone(site.timezone)
    month, start, end = 0, 0, 0
    for section, published in times:
        if not start <= published < end:  # times come in their order, so that a month is looked up once
            day = dt.datetime.fromtimestamp(published, here)
            month = day.year * 12 + day.month - 1
            start, end = _first_second(month, here), _first_second(month + 1, here)
        counted[section][month] += 1
    return counted


def _first_second(month: int, here: dt.tzinfo) -> int:
    """When a month begins, in seconds since 1970."""
    return int(dt.datetime(month // 12, month % 12 + 1, 1, tzinfo=here).timestamp())


def _bare_feed(selection: Selection, site: Site) -> Feed:
    """The feed of a selection without its entries: what a list of feeds says of it."""
    feed = feed_of(selection, (), (), site)
    changed = max((each.updated for each in selection.articles), default=selection.updated)
    return replace(feed, updated=dt.datetime.fromtimestamp(changed, dt.UTC))


def _judged(document: Document, site: Site, output: Path) -> Verdict:
    return judge_document(document, base=site.feeds.url + document.path, judging=judging_of(site, output))
