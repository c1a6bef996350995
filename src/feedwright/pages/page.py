"""Whole pages: what stands around their parts, and in which order these stand."""

from typing import Final
from urllib.parse import quote

from feedwright.model import Document, Feed
from feedwright.pages.index import PAGE, FeedIndex, way
from feedwright.pages.markup import Child, Element, element, html_bytes, link, script_element, web_address
from feedwright.pages.parts import headlines, publishing, section_tree
from feedwright.pages.stylesheets import PAGE_STYLE
from feedwright.pages.subscribe import script, script_hash, subscription
from feedwright.pages.words import Words, direction, language_marks, words_for

MEDIA_TYPE: Final = "text/html; charset=utf-8"

_ICON: Final = "data:image/svg+xml," + quote(
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><rect width='24' height='24' rx='5' fill='#b3470a'/>"
    "<g fill='none' stroke='#fff' stroke-width='2.5'><path d='M5 11a8 8 0 0 1 8 8M5 5a14 14 0 0 1 14 14'/></g>"
    "<circle cx='6.8' cy='17.2' r='1.8' fill='#fff'/></svg>",
    safe=" ='/:",
)
"""Drawn in the page itself, so that a browser does not go and ask for one."""

_POLICY: Final = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
"""What a page may ask for (Content Security Policy Level 3), its script aside."""


def page_path(feed: Feed) -> str:
    """Where the page of a feed stands, below the output."""
    return f"{feed.path}/{PAGE}" if feed.path else PAGE


def page_facts(index: FeedIndex, feed: Feed) -> str:
    """All that the page of `feed`, one of `index.feeds`, is made of, its articles aside: it changes with them alone."""
    own = (feed.path, feed.title, feed.description, feed.home, feed.base, feed.rights, index.language_of(feed))
    site = (index.title, index.url, index.language, tuple(index.formats.items()), index.opml, script_hash())
    often = tuple(index.often(each) for each in index.tree(feed))
    return f"{own!r}{site!r}{often!r}{index.outline}"


def feed_page(index: FeedIndex, feed: Feed) -> Document:
    """The page of `feed`, one of `index.feeds` with its articles: how to follow it, its sections, its latest articles.

    That of the whole site (path "") is where people start.
    """
    language = index.language_of(feed)
    words = words_for(language)
    name = index.name(feed)
    title = feed.title or name if feed.path else words.text("follow", title=name)
    body = element(
        "body",
        {},
        element("p", {"class": "skip"}, element("a", {"href": "#content"}, words.say("skip"))),
        _header(feed, index, words),
        element("main", {"id": "content", "tabindex": "-1"}, *_main(feed, index, words)),
        element("footer", {}, *_footer(feed, words)),
        script_element(script()),
    )
    root = element("html", {"lang": language, "dir": direction(language)}, _head(feed, index, title), body)
    return Document(path=page_path(feed), media_type=MEDIA_TYPE, data=html_bytes(root))


def _head(feed: Feed, index: FeedIndex, title: str) -> Element:
    policy = f"{_POLICY}; script-src '{script_hash()}'"
    alternates = (
        element("link", {"rel": "alternate", "type": file.media_type, "title": f"{feed.title or title} ({file.label})",
                         "href": quote(file.name)})
        for file in index.files(feed)
    )  # fmt: skip
    return element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("title", {}, title),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "description", "content": feed.description or title}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        _canonical(feed),
        *alternates,
        element("link", {"rel": "icon", "href": _ICON}),
        element("link", {"rel": "stylesheet", "href": way(feed, "", PAGE_STYLE)}),
    )


def _canonical(feed: Feed) -> Element | None:
    """The page's one address. It names the file: not every server gives it for the folder."""
    address = web_address(feed.base + PAGE)
    return element("link", {"rel": "canonical", "href": address}) if address else None


def _header(feed: Feed, index: FeedIndex, words: Words) -> Element:
    marks = language_marks(index.language, index.language_of(feed))
    site = element("p", {"class": "site"}, link(index.url, element("bdi", marks, index.title or index.url)))
    if not feed.path:
        return element("header", {}, site)
    crumbs = (element("li", {}, _crumb(above, feed, index, words)) for above in index.above(feed.path))
    here = element("li", {"aria-current": "page"}, element("bdi", {}, index.name(feed)))
    trail = element("ol", {}, *crumbs, here)
    return element("header", {}, site, element("nav", {"aria-label": words.text("here")}, trail))


def _crumb(above: Feed, page: Feed, index: FeedIndex, words: Words) -> Element:
    address = {"href": way(page, above.path)}
    if not above.path:
        return element("a", address, words.say("all"))
    marks = language_marks(index.language_of(above), index.language_of(page))
    return element("a", address, element("bdi", marks, index.name(above)))


def _main(feed: Feed, index: FeedIndex, words: Words) -> list[Child]:
    name = index.name(feed)
    tree, often = section_tree(feed, index, words), publishing(feed, index, words)
    aside = [part for part in ((often, tree) if feed.path else (tree, often)) if part is not None]
    return [
        element("h1", {}, name if feed.path else words.say("follow", title=name)),
        element("p", {"class": "lead"}, feed.description) if feed.description else None,
        subscription(feed, index, words),
        element(
            "div", {"class": "columns"}, element("div", {}, *aside) if aside else None, headlines(feed, index, words)
        ),
    ]


def _footer(feed: Feed, words: Words) -> list[Child]:
    home = web_address(feed.home)
    return [
        element("p", {}, element("a", {"href": home}, words.say("website"))) if home else None,
        element("p", {}, feed.rights) if feed.rights else None,
    ]
