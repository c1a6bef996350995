"""RSS 2.0, and 0.91 to 0.94 which it took in.

https://www.rssboard.org/rss-specification
"""

from collections.abc import Sequence

from msgspec.structs import replace

from feedwright.validation.tables import MANY, MAYBE, ONE, SOME, Fault, Problem, ValueType, Vocabulary, may, need, row
from feedwright.validation.value_types.addresses import HTTP_URL, URL
from feedwright.validation.value_types.dates import RFC822
from feedwright.validation.value_types.html import HTML
from feedwright.validation.value_types.numbers import COUNT_NEEDED, POSITIVE, between
from feedwright.validation.value_types.people import CONTACT
from feedwright.validation.value_types.text import ANY, RSS_PLAIN, TEXT
from feedwright.validation.value_types.words import LANGUAGE, MEDIA_TYPE, TRUE_FALSE, one_of

VERSION = one_of("2.0 0.91 0.92 0.93 0.94 2.0.1 2.0.10 2.0.11", id="version", spec="RSS 2.0")
DAY = one_of("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", id="day", spec="RSS 2.0, skipDays")
WIDTH = between(1, 144, what="a width that RSS allows", id="image-width")
HEIGHT = between(1, 400, what="a height that RSS allows", id="image-height")
PROTOCOL = one_of("xml-rpc soap http-post https-post", id="cloud-protocol", spec="RSS 2.0, cloud")
PORT = replace(between(1, 65535, what="a port", id="port"), blank="fault")

MIDNIGHT = Fault(
    id="hour-24",
    severity="warning",
    says="writes midnight as 24",
    hint="Write 0 for midnight.",
    spec="RSS Advisory Board Profile, skipHours",
    bad="24",
)
_HOUR = between(0, 24, what="an hour from 0 to 23", id="hour")


def _check_hour(text: str) -> Sequence[Problem]:
    return (Problem(MIDNIGHT),) if text == "24" else _HOUR.check(text)


HOUR = ValueType(name=_HOUR.name, check=_check_hour, good="6", faults=(*_HOUR.faults, MIDNIGHT))

VOCABULARY = Vocabulary(
    prefix="rss",
    namespaces=("",),
    spec="RSS 2.0",
    rows=(
        #   where        name              often  value      attributes
        row("rss", "channel", ONE),
        row("channel", "title", ONE, RSS_PLAIN),
        row("channel", "link", ONE, URL),
        row("channel", "description", ONE, RSS_PLAIN),
        row("channel", "language", MAYBE, LANGUAGE),
        row("channel", "copyright", MAYBE, RSS_PLAIN),
        row("channel", "managingEditor", MAYBE, CONTACT),
        row("channel", "webMaster", MAYBE, CONTACT),
        row("channel", "pubDate", MAYBE, RFC822),
        row("channel", "lastBuildDate", MAYBE, RFC822),
        row("channel", "category", MANY, RSS_PLAIN, may("domain", TEXT)),
        row("channel", "generator", MAYBE, RSS_PLAIN),
        row("channel", "docs", MAYBE, URL),
        row(
            "channel",
            "cloud",
            MAYBE,
            None,
            need("domain", TEXT),
            need("port", PORT),
            need("path", TEXT),
            need("registerProcedure", ANY),
            need("protocol", PROTOCOL),
        ),
        row("channel", "ttl", MAYBE, POSITIVE),
        row("channel", "image", MAYBE),
        row("channel", "rating", MAYBE, TEXT),
        row("channel", "textInput", MAYBE),
        row("channel", "skipHours", MAYBE),
        row("channel", "skipDays", MAYBE),
        row("channel", "item", MANY),
        row("image", "url", ONE, URL),
        row("image", "title", ONE, RSS_PLAIN, good="News"),
        row("image", "link", ONE, URL, good="https://news.example/"),
        row("image", "width", MAYBE, WIDTH),
        row("image", "height", MAYBE, HEIGHT),
        row("image", "description", MAYBE, RSS_PLAIN),
        row("textInput", "title", ONE, RSS_PLAIN),
        row("textInput", "description", ONE, RSS_PLAIN),
        row("textInput", "name", ONE, TEXT, good="q"),
        row("textInput", "link", ONE, URL),
        row("skipHours", "hour", SOME, HOUR),
        row("skipDays", "day", SOME, DAY),
        row("item", "title", MAYBE, RSS_PLAIN),
        row("item", "link", MAYBE, URL),
        row("item", "description", MAYBE, HTML),
        row("item", "author", MAYBE, CONTACT),
        row("item", "category", MANY, RSS_PLAIN, may("domain", TEXT)),
        row("item", "comments", MAYBE, URL),
        row(
            "item",
            "enclosure",
            MANY,
            None,
            need("url", HTTP_URL),
            need("length", COUNT_NEEDED),
            need("type", MEDIA_TYPE),
        ),
        row("item", "guid", MAYBE, TEXT, may("isPermaLink", TRUE_FALSE), good="https://news.example/story"),
        row("item", "pubDate", MAYBE, RFC822),
        row("item", "source", MAYBE, RSS_PLAIN, need("url", URL)),
    ),
    roots="rss",
    root_attributes=(need("version", VERSION),),
)
