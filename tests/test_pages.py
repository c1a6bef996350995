"""Pages for people: their structure, their safety, and that they ask nothing of anybody."""

import base64
import datetime as dt
import hashlib
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import join, normpath
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedwright.errors import FeedwrightError
from feedwright.model import Document, Feed, Text
from feedwright.pages import FEED_STYLE, PAGE_STYLE, FeedIndex, by_month, feed_page, page_facts, stylesheets
from feedwright.pages.subscribe import READERS, script
from tests.factories import entry, feed
from tests.test_pages_golden import FORMATS, NAMES, case_of, every_page, pages_of

PAGES = [pytest.param(page, id=f"{name}/{page.path}") for name in NAMES for page in pages_of(name)]
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "<!-- --><svg onload=alert(1)>",
    "&lt;b&gt; &amp; &#x3c;",
    "</script><!--",
    "{{ 7 * 7 }} {% raw %}",
    "x\u0000\u000b\ud800\ufffe\u0085y",
)
ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/",
    "java\nscript:alert(1)",
    "https:/\\x",
    " ",
    "",
)


def small(
    *, path: str = "", text: str = "Title", url: str = "https://daily.example/one/", articles: int = 1
) -> FeedIndex:
    """A newsroom where every text is `text` and every address of an article is `url`."""
    entries = (entry(id=f"n{number}", title=text, url=url, source={"name": text}) for number in range(articles))
    root = feed(*entries, path="", title=text, description=text, rights=text)
    feeds = (root, replace(root, path=path)) if path else (root,)
    return FeedIndex(
        title=Text(text),
        url="https://daily.example/",
        language="en",
        feeds=feeds,
        formats=FORMATS,
        names={path: Text(text)},
    )


def index_page(index: FeedIndex) -> Document:
    """The page of the whole site."""
    return feed_page(index, index.root)


def parsed(page: Document) -> LexborHTMLParser:
    return LexborHTMLParser(page.data.decode())


def only(page: Document, selector: str) -> LexborNode:
    (node,) = parsed(page).css(selector)
    return node


def attribute(page: Document, selector: str, name: str) -> str:
    return only(page, selector).attributes[name] or ""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_landmarks_and_headings_in_order(page: Document) -> None:
    tree = parsed(page)
    for landmark in ("header", "main", "footer", "title", 'meta[name="description"]', 'link[rel="canonical"]'):
        assert len(tree.css(landmark)) == 1, landmark
    levels = [int((node.tag or "")[1:]) for node in tree.css("h1, h2, h3, h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("page", PAGES)
def test_names_and_targets_within_a_page_are_there_once(page: Document) -> None:
    tree = parsed(page)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    meant = [node.attributes["aria-labelledby"] for node in tree.css("[aria-labelledby]")]
    assert {*meant, attribute(page, ".skip a", "href").removeprefix("#")} <= set(ids)
    assert all(node.attributes["aria-label"] for node in tree.css("svg, button"))
    assert all(node.text().strip() for node in tree.css("a"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_its_own_stylesheet_and_nothing_else(page: Document) -> None:
    tree = parsed(page)
    assert not tree.css("[src], [srcset], [style], iframe, object, embed, img, form, base, meta[http-equiv=refresh]")
    loaded = [node.attributes for node in tree.css("link") if node.attributes["rel"] not in {"alternate", "canonical"}]
    assert [each["rel"] for each in loaded] == ["icon", "stylesheet"]
    assert (loaded[0]["href"] or "").startswith("data:image/svg+xml,")
    assert normpath(join(PurePosixPath(page.path).parent.as_posix(), loaded[1]["href"] or "")) == PAGE_STYLE


def test_the_stylesheets_load_nothing() -> None:
    sheets = {sheet.path: sheet.data.decode() for sheet in stylesheets()}
    assert set(sheets) == {PAGE_STYLE, FEED_STYLE}
    for text in sheets.values():
        rules = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        assert not re.search(r"url\(|@import|@font-face|image-set", rules)
        assert rules.count("{") == rules.count("}")


@pytest.mark.parametrize("page", PAGES)
def test_the_policy_lets_the_one_script_run(page: Document) -> None:
    digest = base64.b64encode(hashlib.sha256(only(page, "script").text().encode()).digest()).decode()
    policy = attribute(page, "meta[http-equiv]", "content")
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", NAMES)
def test_relative_links_lead_to_what_is_published(name: str) -> None:
    index = case_of(name)
    files = {join(each.path, file) for each in index.feeds for file in FORMATS.values()} | {index.opml}
    files |= {page.path for page in every_page(index)}
    for page in pages_of(name):
        links = [node.attributes["href"] or "" for node in parsed(page).css("[href]")]
        folder = PurePosixPath(page.path).parent.as_posix()
        ours = [unquote(link) for link in links if not urlsplit(link).scheme and not link.startswith("#")]
        assert len(ours) > 6
        assert {normpath(join(folder, link)) for link in ours} <= files


@pytest.mark.parametrize("name", NAMES)
def test_every_feed_is_offered_in_every_format(name: str) -> None:
    index = case_of(name)
    pages = {page.path: page for page in pages_of(name)}
    for each in index.feeds:
        page = pages[join(each.path, "index.html")]
        alternates = parsed(page).css('link[rel="alternate"]')
        assert [node.attributes["href"] for node in alternates] == list(FORMATS.values())
        urls = [each.base + file for file in FORMATS.values()]
        assert [node.text() for node in parsed(page).css(".address")] == urls
        assert [node.attributes["data-copy"] for node in parsed(page).css("button")] == urls
        assert attribute(page, 'link[rel="canonical"]', "href") == each.base + "index.html"


def test_each_reader_is_given_the_address_of_the_feed() -> None:
    links = [node.attributes["href"] or "" for node in parsed(index_page(small())).css(".readers a")]
    url = "https://newsroom.example/feeds/sports/rss.xml"
    assert len(links) == len(READERS) + 1
    assert unquote(urlsplit(links[0]).path) == f"/i/subscription/feed/{url}"
    assert [list(parse_qs(urlsplit(link).query).values()) for link in links[1:4]] == [[[url]]] * 3
    assert links[4] == f"feed:{url}"


def test_an_address_with_a_query_reaches_the_reader_whole() -> None:
    index = small()
    root = replace(index.root, base="https://daily.example/f?a=1&b=2#/")
    links = [
        node.attributes["href"] or "" for node in parsed(index_page(replace(index, feeds=(root,)))).css(".readers a")
    ]
    assert parse_qs(urlsplit(links[1]).query) == {"add_feed": [root.base + "rss.xml"]}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    index = small(path="sports", text=text)
    plain = " ".join(re.sub("[\x00-\x08\x0b\x80-\x9f\ud800-\udfff\ufffe]", "", text).split())
    for page in (index_page(index), feed_page(index, index.feeds[1])):
        tree = parsed(page)
        assert " ".join(only(page, "h3").text().split()) == plain
        assert " ".join(only(page, ".lead").text().split()) == plain
        assert plain in " ".join(only(page, "title").text().split())
        assert [node.text() for node in tree.css("script")] == [script()]
        assert not [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]
        assert not tree.css("img, svg[onload], h3 > :not(a), h3 b")


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_is_none_of_the_web_is_no_link(url: str) -> None:
    index = replace(small(url=url), url=url)
    page = index_page(replace(index, feeds=(replace(index.root, home=url),)))
    schemes = {urlsplit(node.attributes["href"] or "").scheme for node in parsed(page).css("a")}
    assert schemes == {"", "https", "feed"}
    assert only(page, "h3").text() == "Title"
    assert not parsed(page).css("h3 a, .site a, footer a")


def test_fifty_headlines_stay_small() -> None:
    index = small(text="A headline of the usual length, as newsrooms write them every day", articles=50)
    sections = tuple(replace(index.root, path=f"section-{number}", entries=()) for number in range(20))
    page = index_page(replace(index, feeds=(*index.feeds, *sections)))
    assert len(parsed(page).css("h3")) == 50
    assert len(page.data) < 60_000


def test_the_bytes_depend_on_the_feeds_alone() -> None:
    for name in NAMES:
        index = case_of(name)
        counted = {path: dict(sorted(each.items(), reverse=True)) for path, each in index.published.items()}
        again = replace(index, published=counted)
        assert list(every_page(index)) == list(every_page(again))


def test_a_feed_stands_below_the_nearest_one_above_it() -> None:
    root = small().root
    paths = ("", "a/b/c", "a/b/c/d", "a", "e")
    index = replace(small(), feeds=tuple(replace(root, path=path, title=Text(path)) for path in paths), names={})
    tree = only(index_page(index), "main nav > .tree")
    assert [node.text() for node in tree.css(".name")] == ["a", "a/b/c", "a/b/c/d", "e"]
    assert [each.path for each in index.below("")] == ["a", "e"]
    assert [each.path for each in index.below("a")] == ["a/b/c"]
    assert [each.path for each in index.above("a/b/c/d")] == ["", "a", "a/b/c"]
    crumbs = parsed(feed_page(index, index.feeds[2])).css("header nav a")
    assert [node.attributes["href"] for node in crumbs] == [
        "../../../../index.html", "../../../../a/index.html", "../../../../a/b/c/index.html"
    ]  # fmt: skip


def test_a_section_whose_name_looks_like_a_scheme_is_still_a_folder() -> None:
    index = small(path="data:x")
    assert attribute(index_page(index), ".name", "href") == "data%3Ax/index.html"


def test_a_headline_in_another_language_says_so() -> None:
    (page,) = [page for page in pages_of("newsroom") if page.path == "index.html"]
    languages = [node.attributes.get("lang") for node in parsed(page).css("h3 a")]
    assert languages == [None, "fr"]


@pytest.mark.parametrize(
    ("name", "language", "direction", "heading"),
    [("newsroom", "en", "ltr", None), ("arabic", "ar", "rtl", None), ("hebrew", "he", "rtl", "en")],
)
def test_a_page_says_its_language(name: str, language: str, direction: str, heading: str | None) -> None:
    page = next(page for page in pages_of(name) if page.path == "index.html")
    assert (attribute(page, "html", "lang"), attribute(page, "html", "dir")) == (language, direction)
    span = only(page, "#subscribe").css("span")
    assert [node.attributes["lang"] for node in span] == ([heading] if heading else [])


def test_there_are_no_pages_without_a_feed_of_the_whole_site() -> None:
    index = small(path="sports")
    with pytest.raises(FeedwrightError, match="feed of the whole site"):
        index_page(replace(index, feeds=index.feeds[1:]))


def test_an_empty_newsroom_says_so() -> None:
    index = small(articles=0)
    page = index_page(index)
    assert "Nothing has been published here yet." in only(page, "main").text()
    assert not parsed(page).css("svg, h3")


def test_times_that_a_feed_no_longer_holds_count() -> None:
    index = small()
    times = [dt.datetime(2018, month, 1, tzinfo=dt.UTC) for month in range(1, 8)]
    page = index_page(replace(index, published={"": by_month(times)}))
    assert "7 in the year to July 2018" in only(page, "figcaption").text()


TREE = tuple(
    feed(path=path, title=f"Title of {path}", description="About it", rights="Rights", language="en")
    for path in ("", "arts", "arts/film", "sports")
)
TEXTS = st.sampled_from(["", "One", "Two"])
CHANGED_FEEDS = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXTS,
        "description": TEXTS,
        "rights": TEXTS,
        "home": st.sampled_from(["https://daily.example/", "https://daily.example/arts/", "javascript:1"]),
        "base": st.sampled_from(["https://daily.example/feeds/", "https://feeds.example/"]),
        "language": st.sampled_from([None, "de", "ar", "xx"]),
        "hubs": st.sampled_from([(), ("https://hub.example/",)]),
    },
)
CHANGED_INDEXES = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXTS,
        "url": st.sampled_from(["https://daily.example/", "https://other.example/"]),
        "language": st.sampled_from(["en", "fr", "he"]),
        "formats": st.sampled_from([FORMATS, {"atom": "atom.xml"}, dict(reversed(FORMATS.items()))]),
        "names": st.dictionaries(st.sampled_from([each.path for each in TREE]), TEXTS),
        "opml": st.sampled_from([None, "feeds.opml", "lists/feeds.opml"]),
        "published": st.dictionaries(
            st.sampled_from([each.path for each in TREE]),
            st.dictionaries(st.integers(2018 * 12, 2018 * 12 + 2), st.integers(0, 2)),  # month: articles
        ),
    },
)
ENTRIES = (entry(section="sports", language="de"), entry(section="arts/film"), entry(section="gone"))


@given(
    kept=st.lists(st.sampled_from(TREE[1:]), unique=True).map(lambda rest: (TREE[0], *rest)),
    place=st.integers(0, 3),
    changed=CHANGED_FEEDS,
    index=CHANGED_INDEXES,
)
@settings(max_examples=300, deadline=None)
def test_a_page_stays_where_what_it_is_made_of_stays(
    kept: tuple[Feed, ...], place: int, changed: dict[str, object], index: dict[str, object]
) -> None:
    before = FeedIndex(
        title=Text("Daily"),
        url="https://daily.example/",
        language="en",
        feeds=TREE,
        formats=FORMATS,
        published={"arts": by_month([dt.datetime(2018, 1, 5, tzinfo=dt.UTC)])},
        opml="feeds.opml",
    )
    feeds = tuple(replace(each, **changed) if each is TREE[place] else each for each in kept)
    after = replace(before, feeds=feeds, **index)
    for one, other in ((one, other) for one in TREE for other in feeds if one.path == other.path):
        page, again = (
            feed_page(told, replace(each, entries=ENTRIES)).data for told, each in ((before, one), (after, other))
        )
        assert page == again or page_facts(before, one) != page_facts(after, other)


def test_importing_the_pages_loads_nothing_slow() -> None:
    code = "import sys, feedwright.pages; print({'lxml', 'feedgen', 'jinja2'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout.strip() == "set()"
