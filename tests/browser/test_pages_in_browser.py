"""The pages and the feeds' XML, as a browser shows them: no fault of design, nothing asked of others, both themes."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from feedwright.pages import PAGE_STYLE
from tests.browser.devtools import Browser, View, opened
from tests.browser.server import Server

pytestmark = pytest.mark.browser

AUDIT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")
PAGES = (
    "newsroom/index.html",
    "newsroom/sports/soccer/index.html",
    "newsroom/sports/to come/index.html",
    "newsroom/monde/index.html",
    "arabic/index.html",
    "hebrew/sports/index.html",
)
FEEDS = ("newsroom/rss.xml", "newsroom/atom.xml", "arabic/sports/rss.xml", "arabic/atom.xml")
STATUS = "document.getElementById('copied').textContent"


@contextmanager
def visit(browser: Browser, server: Server, path: str, **ways: object) -> Iterator[View]:
    server.log.clear()
    with opened(browser, f"{server.url}/{path.replace(' ', '%20')}", **ways) as view:  # type: ignore[arg-type]
        yield view


def asked(server: Server) -> set[str]:
    """What was asked of the server for the page itself; the icon, which a browser wants of every server, aside."""
    return {path for path in server.log if path != "/favicon.ico"}


@pytest.mark.parametrize("path", [*PAGES, *FEEDS])
def test_people_can_read_it(browser: Browser, server: Server, path: str) -> None:
    with visit(browser, server, path) as view:
        for width, theme in product((320, 390, 1280), ("light", "dark")):
            view.show(width=width, theme=theme)
            assert view.evaluate(AUDIT) == [], f"{width} pixels, {theme}"


def test_the_audit_sees_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        "<!DOCTYPE html><meta charset=utf-8><body><main><h1>Title</h1>"
        "<h3 style='color: #777; background: #eee'>Pale</h3><p style='width: 600px; font-size: 10px'>Wide</p>"
        "<a href='#' style='display: block; height: 1px'></a><button style='height: 9px'>Hit</button></main>",
        encoding="utf-8",
    )
    with opened(browser, page.as_uri(), width=390) as view:
        faults = " | ".join(view.evaluate(AUDIT))
    for fault in (
        "Pale: contrast 3.8",
        "reaches out",
        "text of 10px",
        "headings 1,3",
        "not one footer",
        "no name",
        "hit",
    ):
        assert fault in faults


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_for_itself_and_its_stylesheet_only(browser: Browser, server: Server, path: str) -> None:
    with visit(browser, server, path) as view:
        own = f"/{path.replace(' ', '%20')}", f"/{path.partition('/')[0]}/{PAGE_STYLE}"
        assert asked(server) == set(own)
        assert {url for url in view.requests if not url.startswith("data:")} == {server.url + each for each in own}
        assert view.complaints == []


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_asks_for_itself_and_its_stylesheet_only(browser: Browser, server: Server, path: str) -> None:
    with visit(browser, server, path) as view:
        assert asked(server) == {f"/{path}", f"/{path.partition('/')[0]}/feed.css"}
        assert all(url.startswith(server.url) for url in view.requests)


@pytest.mark.parametrize("path", [PAGES[0], *FEEDS[:2]])
def test_the_themes_differ(browser: Browser, server: Server, path: str) -> None:
    colours = []
    for theme in ("light", "dark"):
        with visit(browser, server, path, theme=theme) as view:
            style = "getComputedStyle(document.documentElement)"
            colours.append(view.evaluate(f"[{style}.backgroundColor, {style}.color]"))
    (light_ground, light_ink), (dark_ground, dark_ink) = colours
    assert light_ground != dark_ground
    assert light_ink != dark_ink


def test_a_page_is_styled_when_it_is_opened_from_the_disk(browser: Browser, published: Path) -> None:
    with opened(browser, (published / PAGES[1]).as_uri()) as view:
        assert view.evaluate("getComputedStyle(document.querySelector('.panel')).borderTopLeftRadius") == "12px"
        assert view.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_every_link_that_is_ours_leads_to_a_file(browser: Browser, server: Server, published: Path, path: str) -> None:
    with visit(browser, server, path) as view:
        links = view.evaluate("[...document.links].map((each) => each.href)")
    ours = [unquote(urlsplit(link).path) for link in links if link.startswith(server.url)]
    assert len(ours) > 3
    assert [link for link in ours if not (published / link.lstrip("/")).is_file()] == []


def test_all_is_there_without_a_script_but_the_buttons(browser: Browser, server: Server) -> None:
    text = "document.body.innerText"
    buttons = "[...document.querySelectorAll('button')].filter((each) => each.checkVisibility()).length"
    with visit(browser, server, PAGES[0], script=False) as view:
        plain = view.evaluate(text)
        assert view.evaluate(buttons) == 0
    with visit(browser, server, PAGES[0]) as view:
        assert view.evaluate(buttons) == 3
        assert view.evaluate(text).replace("\nCopy", "") == plain


def test_a_button_copies_the_address_and_says_so(browser: Browser, server: Server) -> None:
    with visit(browser, server, PAGES[1]) as view:
        rights = ["clipboardReadWrite", "clipboardSanitizedWrite"]
        browser.call("Browser.grantPermissions", origin=server.url, permissions=rights)
        browser.call("Page.bringToFront", view.session)
        browser.call("Emulation.setFocusEmulationEnabled", view.session, enabled=True)
        view.evaluate("document.querySelectorAll('button')[1].click()", gesture=True)
        told = (
            f"new Promise((done) => {{ const look = () => {STATUS} ? done({STATUS}) : setTimeout(look, 20); look(); }})"
        )
        assert view.evaluate(told) == "Copied"
        address = "https://daily.example/feeds/sports/soccer/atom.xml"
        assert view.evaluate("navigator.clipboard.readText()") == address
        assert view.complaints == []


def test_where_the_clipboard_is_closed_the_address_is_selected(browser: Browser, server: Server) -> None:
    with visit(browser, server, PAGES[1]) as view:
        view.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))")
        view.evaluate("document.querySelector('button').click()", gesture=True)
        assert view.evaluate("Promise.resolve().then(() => getSelection().toString())").endswith("/soccer/rss.xml")


def test_the_keyboard_reaches_the_content_first(browser: Browser, server: Server) -> None:
    with visit(browser, server, PAGES[0], width=390) as view:
        browser.call("Emulation.setFocusEmulationEnabled", view.session, enabled=True)
        place = "document.activeElement.getBoundingClientRect().top"
        view.press("Tab", 9)
        assert view.evaluate("document.activeElement.getAttribute('href')") == "#content"
        assert view.evaluate(f"new Promise(requestAnimationFrame).then(() => {place})") >= 0
        assert view.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        view.press("Enter", 13)
        assert view.evaluate("location.hash") == "#content"


def test_a_page_from_right_to_left_is_laid_out_that_way(browser: Browser, server: Server) -> None:
    heading = "document.querySelector('h1').getBoundingClientRect()"
    left, right = "document.querySelectorAll('.columns > *')", "getBoundingClientRect().left"
    with visit(browser, server, "arabic/index.html") as view:
        assert view.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert view.evaluate(f"{left}[0].{right} > {left}[1].{right}")
        assert view.evaluate(f"{heading}.right > innerWidth / 2")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_shows_what_is_for_people_and_hides_the_rest(browser: Browser, server: Server, path: str) -> None:
    shown = "[...document.querySelectorAll('*')].filter((each) => each.getClientRects().length)"
    with visit(browser, server, path) as view:
        names = set(view.evaluate(f"{shown}.map((each) => each.localName)"))
        assert {"title", "link"} <= names
        assert names & {"pubDate", "published"}
        assert names & {"description", "summary"}
        assert not names & {"guid", "id", "encoded", "content", "generator", "lastBuildDate", "updated", "category"}
        note = view.evaluate("getComputedStyle(document.documentElement, '::before').content")
        assert "This is a news feed." in note
        order = "[...document.querySelectorAll('item, entry')].map((each) => each.getBoundingClientRect().top)"
        places = view.evaluate(order)
        head = view.evaluate("document.querySelector('channel > title, feed > title').getBoundingClientRect().top")
        assert [head, *places] == sorted([head, *places])
