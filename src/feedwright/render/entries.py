"""What every format says of an entry, decided once for all of them."""

import re
from pathlib import PurePosixPath
from typing import Final

from feedwright.model import Article, Entry, Feed, Outlet, Person
from feedwright.patterns import pattern
from feedwright.render.direction import directed
from feedwright.render.wire import LICENCE, Element, Link

_MAILBOX: Final = pattern(r"[^\s@]+@[^\s@]+")
_CREATIVE_COMMONS: Final = pattern(r"https?://(?:www\.)?creativecommons\.org/")


def headline(article: Article) -> str:
    """The title; the URL where nothing is left of it, because Atom and feedgen want one."""
    return article.title or article.url


def summary(entry: Entry) -> str | None:
    """The summary as plain text; None where there is none."""
    return entry.content.summary or None


def full_content(entry: Entry, feed: Feed) -> str | None:
    """The article's HTML, which says its direction where that is from right to left.

    None where the article has none, or where the feed gives summaries only.
    """
    html = entry.content.html
    return directed(html, entry.article.language or feed.language) if html and feed.full_text else None


def categories(article: Article) -> tuple[str, ...]:
    """The section as a slash-delimited path, then the tags; each once and none blank."""
    named = (article.section, *article.tags)
    return tuple(dict.fromkeys(name for name in named if name.strip()))


def own_language(article: Article, feed: Feed) -> str | None:
    """The article's language where it is not the feed's."""
    return article.language if article.language and article.language != feed.language else None


def outlet_name(outlet: Outlet | None) -> str | None:
    """What to call an outlet: its name, else its address; None where neither is known."""
    return (outlet.name or outlet.url) if outlet else None


def mailbox(person: Person) -> str | None:
    """The e-mail address, where it has the form of one (RFC 4287 §3.2.3)."""
    return person.email if person.email and _MAILBOX.fullmatch(person.email) else None


def via_links(article: Article) -> tuple[Link, ...]:
    """The original at its source (RFC 4287 §4.2.7.2). Nothing else is `via`: a reader may take the first for it."""
    return (Link(article.original, "via", title=outlet_name(article.source)),) if article.original else ()


def licence_links(article: Article) -> tuple[Link, ...]:
    """The terms on which the article may be used (RFC 4946)."""
    return (Link(article.licence, "license"),) if article.licence else ()


def licence_elements(article: Article) -> tuple[Element, ...]:
    """The same, where it is a licence of Creative Commons, in the words of their RSS module."""
    licence = article.licence
    named = licence and _CREATIVE_COMMONS.match(licence)
    return (Element(LICENCE, "license", licence),) if named else ()


def suffix(url: str) -> str:
    """The suffix of the file that `url` names, in lower case: ".svg"; "" where it has none."""
    return PurePosixPath(re.split("[?#]", url, maxsplit=1)[0]).suffix.lower()


def is_web(url: str) -> bool:
    """Whether `url` is an address that http or https serves."""
    return url[:8].lower().startswith(("http://", "https://"))


def positive(number: int | None) -> int | None:
    """`number` where it is above nought: a size, a duration or a count of nought says that it is not known."""
    return number if number and number > 0 else None
