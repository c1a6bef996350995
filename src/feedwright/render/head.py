"""What a feed says of itself: hubs, archives (RFC 5005) and how often to look, in RSS and Atom; its cloud, in RSS."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from feedwright.model import Feed
from feedwright.render.entries import positive
from feedwright.render.wire import HISTORY, SYNDICATION, Element, Link


def head_links(feed: Feed, file_name: str, media_type: str) -> Iterator[Link]:
    """The hubs of the feed, and the documents beside it: those with the same `file_name` in other folders."""
    for hub in feed.hubs:
        yield Link(hub, "hub")
    for base, relation in ((feed.current, "current"), (feed.previous, "prev-archive"), (feed.next, "next-archive")):
        if base:
            yield Link(base + file_name, relation, type=media_type)


def head_elements(feed: Feed) -> Iterator[Element]:
    """Whether the document is an archive, and how often the feed changes."""
    if feed.archive:
        yield Element(HISTORY, "archive")
    if feed.update_period:
        yield Element(SYNDICATION, "updatePeriod", feed.update_period)
        if frequency := positive(feed.update_frequency):
            yield Element(SYNDICATION, "updateFrequency", str(frequency))


def cloud_elements(feed: Feed) -> Iterator[Element]:
    """Where subscribers register to hear of changes: beside the ping of the feed's rssCloud server (RSS 2.0, cloud)."""
    if feed.cloud is None:
        return
    server = urlsplit(urljoin(feed.cloud, "pleaseNotify"))
    secure = server.scheme == "https"
    attributes = {
        "domain": server.hostname or "",
        "port": str(server.port or (443 if secure else 80)),
        "path": server.path,
        "registerProcedure": "",  # a name for XML-RPC; a form has none
        "protocol": "https-post" if secure else "http-post",
    }
    yield Element("", "cloud", attributes=tuple(attributes.items()))
