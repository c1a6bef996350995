"""What every format says of an entry, decided once for all of them."""

import re
from typing import Final

from feedwright.model import Article, Entry, Feed, Media, Outlet, Person
from feedwright.render.wire import Link

_MAILBOX: Final = re.compile(r"[^\s@]+@[^\s@]+")


def headline(article: Article) -> str:
    """The title; the URL where nothing is left of it, because Atom and feedgen want one."""
    return article.title or article.url


def summary(entry: Entry) -> str | None:
    """The summary as plain text; None where there is none."""
    return entry.content.summary or None


def full_content(entry: Entry, feed: Feed) -> str | None:
    """The article's HTML; None where it has none, or where the feed gives summaries only."""
    return (entry.content.html or None) if feed.full_text else None


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


def first_image(article: Article) -> Media | None:
    """The first image among the media; None where there is none."""
    return next((media for media in article.media if (media.type or "").startswith("image/")), None)
