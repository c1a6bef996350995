"""How to follow a feed: readers that take it with one click, its addresses, and a script that copies them."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from feedwright.model import Feed
from feedwright.pages.index import FeedFile, FeedIndex, way
from feedwright.pages.markup import Element, element, joined, link, web_address
from feedwright.pages.words import Words

READERS: Final = {
    "Feedly": "https://feedly.com/i/subscription/feed%2F",
    "Inoreader": "https://www.inoreader.com/?add_feed=",
    "NewsBlur": "https://www.newsblur.com/?url=",
    "The Old Reader": "https://theoldreader.com/feeds/subscribe?url=",
}
"""Readers on the web, each with the address that adds the feed whose URL, percent-encoded, follows it."""


def subscription(feed: Feed, index: FeedIndex, words: Words) -> Element:
    """The section of a page that tells how to follow its feed."""
    files = [file for file in index.files(feed) if web_address(file.url)]
    return element(
        "section",
        {"class": "panel", "aria-labelledby": "subscribe"},
        element("h2", {"id": "subscribe"}, words.say("subscribe")),
        element("p", {}, words.say("how")),
        element("ul", {"class": "readers"}, *(_readers(files[0], words) if files else ())),
        element("ul", {"class": "addresses"}, *(_address(file, words) for file in files)),
        _opml(feed, index, words),
        element("p", {"id": "copied", "class": "unseen", "role": "status", "data-copied": words.text("copied")}),
    )


@cache
def script() -> str:
    """The script that makes the copy buttons appear and work; the same on every page."""
    return Path(__file__).with_name("copy.js").read_text(encoding="utf-8")


@cache
def script_hash() -> str:
    """The script's hash as a Content Security Policy names it (CSP Level 3, hash-source)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()}"


def _readers(file: FeedFile, words: Words) -> list[Element]:
    links = [link(address + quote(file.url, safe=""), name, rel="nofollow") for name, address in READERS.items()]
    links.append(element("a", {"href": f"feed:{file.url}"}, words.say("device")))
    return [element("li", {}, each) for each in links]


def _address(file: FeedFile, words: Words) -> Element:
    """A format's address: a link that also reads well, and a button that stays hidden where no script shows it."""
    url = {"href": quote(file.name), "class": "address", "dir": "ltr", "type": file.media_type}
    copy = {
        "type": "button",
        "hidden": "",
        "data-copy": file.url,
        "aria-label": words.text("copy_address", format=file.label),
        **words.marks,
    }
    parts = (element("b", {}, file.label), element("a", url, file.url), element("button", copy, words.text("copy")))
    return element("li", {}, *joined(parts, " "))


def _opml(feed: Feed, index: FeedIndex, words: Words) -> Element | None:
    if not index.opml:
        return None
    folder, _, name = index.opml.rpartition("/")
    attributes = {"href": way(feed, folder, name), "type": "text/x-opml"}
    return element("p", {}, element("a", attributes, words.say("opml")))
