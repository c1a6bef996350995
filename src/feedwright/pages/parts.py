"""The parts that pages share: the tree of sections, the headlines, and how often a feed publishes."""

from feedwright.model import Article, Feed
from feedwright.pages.chart import chart, in_words
from feedwright.pages.index import FeedIndex, way
from feedwright.pages.markup import Element, element, joined, link
from feedwright.pages.words import Words, language_marks

_DOT = " · "


def section_tree(page: Feed, index: FeedIndex, words: Words) -> Element | None:
    """What can be followed below the page's feed, as nested lists; None where there is nothing."""
    tree = _branch(page, page, index, words)
    if tree is None:
        return None
    heading = element("h2", {"id": "sections"}, words.say("sections"))
    return element("nav", {"aria-labelledby": "sections"}, heading, tree)


def _branch(above: Feed, page: Feed, index: FeedIndex, words: Words) -> Element | None:
    below = index.below(above.path)
    if not below:
        return None
    return element("ul", {"class": "tree"}, *(_leaf(feed, page, index, words) for feed in below))


def _leaf(feed: Feed, page: Feed, index: FeedIndex, words: Words) -> Element:
    marks = language_marks(index.language_of(feed), index.language_of(page))
    often = index.often(feed)
    files = (element("a", {"href": way(page, feed.path, file.name)}, file.label) for file in index.files(feed))
    parts = (
        element("a", {"class": "name", "href": way(page, feed.path), **marks}, index.name(feed)),
        chart(often, words) if often else None,
        element("span", {"class": "formats"}, *joined(files, " ")),
        element("span", {"class": "note"}, words.marked(in_words(often, words))) if often else None,
    )
    return element("li", {}, element("div", {"class": "row"}, *joined(parts, " ")), _branch(feed, page, index, words))


def publishing(feed: Feed, index: FeedIndex, words: Words) -> Element | None:
    """How often a feed publishes, as a section with a chart; None where it never has."""
    often = index.often(feed)
    if often is None:
        return None
    first, last = (words.month(*often.months[place]) for place in (0, -1))
    most = words.text("most", count=max(often.counts))
    return element(
        "section",
        {"aria-labelledby": "often"},
        element("h2", {"id": "often"}, words.say("often")),
        element(
            "figure",
            {},
            chart(often, words),
            element(
                "div", {"class": "axis", "aria-hidden": "true"}, *(element("span", {}, end) for end in (first, last))
            ),
            element("figcaption", {}, words.marked(f"{in_words(often, words)}{_DOT}{most}")),
        ),
    )


def headlines(feed: Feed, index: FeedIndex, words: Words) -> Element:
    """The feed's articles: headline, source, time, and the section where it is not the page's own."""
    if feed.entries:
        listed = element(
            "ol", {"class": "latest"}, *(_article(each.article, feed, index, words) for each in feed.entries)
        )
    else:
        listed = element("p", {}, words.say("nothing"))
    heading = element("h2", {"id": "latest"}, words.say("latest"))
    return element("section", {"aria-labelledby": "latest"}, heading, listed)


def _article(article: Article, feed: Feed, index: FeedIndex, words: Words) -> Element:
    marks = language_marks(article.language, index.language_of(feed))
    source = article.source and (article.source.name or article.source.url)
    facts = (
        element("bdi", {}, source) if source else None,
        words.time(article.published),
        _section(article.section, feed, index),
    )
    return element(
        "li",
        {},
        element("h3", {}, link(article.url, article.title or article.url, **marks)),
        element("p", {"class": "note"}, *joined(facts, _DOT)),
    )


def _section(path: str, page: Feed, index: FeedIndex) -> Element | None:
    feed = index.feed(path)
    if feed is None or feed.path in {"", page.path}:
        return None
    marks = language_marks(index.language_of(feed), index.language_of(page))
    return element("a", {"href": way(page, path), **marks}, index.name(feed))
