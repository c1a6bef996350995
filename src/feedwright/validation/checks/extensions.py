"""Cross-checks of RSS 1.0, OPML and podcasts."""

import re
from collections.abc import Callable, Mapping

from feedwright.patterns import pattern
from feedwright.validation.collector import Collector, shortened, tag
from feedwright.validation.examples import opml, rss, rss1
from feedwright.validation.schema import PREFIXES
from feedwright.validation.tables import Rule
from feedwright.validation.tree import Element
from feedwright.validation.vocabularies.former_categories import FORMER

_ITUNES = {"itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}

ABOUT_MISSING = Rule(
    id="rss1/about-missing",
    severity="error",
    title="Channels and items say what they are about.",
    hint='Add rdf:about="…" with the address of the channel or item.',
    spec="RSS 1.0 §5.3, §5.5",
    bad=rss1().replace(' rdf:about="https://news.example/story"', ""),
    good=rss1(),
)
ITEMS_MISSING = Rule(
    id="rss1/channel-items-missing",
    severity="error",
    title="A channel lists its items.",
    hint="Add <items><rdf:Seq>…</rdf:Seq></items>.",
    spec="RSS 1.0 §5.3.5",
    bad=rss1(without="rss1:items"),
    good=rss1(),
)
ABOUT_REPEATED = Rule(
    id="rss1/about-repeated",
    severity="error",
    title="No two elements of a document are about the same address.",
    hint="Give each channel, image, item and textinput an rdf:about of its own.",
    spec="RSS 1.0 §5.3, §5.5",
    bad=rss1(
        after='<item rdf:about="https://news.example/story"><title>Story</title>'
        "<link>https://news.example/story</link></item>\n"
    ),
    good=rss1(
        after='<item rdf:about="https://news.example/other"><title>Other</title>'
        "<link>https://news.example/other</link></item>\n"
    ),
)
OUTLINE_URL = Rule(
    id="opml/url-missing",
    severity="error",
    title="An outline that includes or links to another document says where that is.",
    hint='Add url="…" with the address of the document.',
    spec="OPML 2.0, Inclusion",
    bad=opml('<outline type="link" text="News"/>'),
    good=opml('<outline type="link" text="News" url="https://news.example/"/>'),
)
CATEGORY = Rule(
    id="itunes/category",
    severity="error",
    title="A category is one of those that Apple lists.",
    hint="Choose a category and sub-category from Apple's list, spelled as there.",
    spec="Apple: A Podcaster's Guide to RSS, itunes:category",
    bad=rss(
        channel='<language>en</language><itunes:explicit>false</itunes:explicit><itunes:category text="Everything"/>',
        namespaces=_ITUNES,
    ),
    good=rss(
        channel='<language>en</language><itunes:explicit>false</itunes:explicit><itunes:category text="News"/>',
        namespaces=_ITUNES,
    ),
)
CATEGORY_FORMER = Rule(
    id="itunes/category-former",
    severity="warning",
    title="A category is one of Apple's present ones, not one that was replaced in 2019.",
    hint="Choose a category and sub-category from Apple's present list.",
    spec=CATEGORY.spec,
    bad=CATEGORY.bad.replace("Everything", "News &amp; Politics"),
    good=CATEGORY.good,
)
PODCAST_NEEDS = Rule(
    id="itunes/channel-incomplete",
    severity="warning",
    title="A podcast says its language and category, and whether it is explicit.",
    hint="Add the element to the channel.",
    spec="Apple: A Podcaster's Guide to RSS, Required tags",
    bad=rss(channel='<itunes:explicit>false</itunes:explicit><itunes:category text="News"/>', namespaces=_ITUNES),
    good=CATEGORY.good,
)
EPISODE_FILE = Rule(
    id="itunes/file-type",
    severity="warning",
    title="An episode is a file that Apple Podcasts plays.",
    hint="Publish the episode as m4a, mp3, mov, mp4, m4v, pdf or epub.",
    spec="Apple: A Podcaster's Guide to RSS, enclosure",
    bad=rss(
        channel='<language>en</language><itunes:explicit>false</itunes:explicit><itunes:category text="News"/>',
        item='<enclosure url="https://news.example/a.wmv" length="1" type="video/x-ms-wmv"/>'
        "<itunes:duration>9</itunes:duration>",
        namespaces=_ITUNES,
    ),
    good=rss(
        channel='<language>en</language><itunes:explicit>false</itunes:explicit><itunes:category text="News"/>',
        item='<enclosure url="https://news.example/a.mp3" length="1" type="audio/mpeg"/>'
        "<itunes:duration>9</itunes:duration>",
        namespaces=_ITUNES,
    ),
)
XML_URL = Rule(
    id="opml/xml-url-missing",
    severity="warning",
    title="A subscription says where its feed is.",
    hint='Add xmlUrl="…" with the address of the feed.',
    spec="OPML 2.0, Subscription lists",
    bad=opml('<outline type="rss" text="News"/>'),
    good=opml('<outline type="rss" text="News" xmlUrl="https://news.example/rss.xml"/>'),
)
OUTLINE_VERSION = Rule(
    id="opml/outline-version",
    severity="warning",
    title="The version of a subscription is RSS, RSS1, RSS2, scriptingNews or ATOM.",
    hint="Write one of these, or leave version out.",
    spec="OPML 2.0, Subscription lists",
    bad=opml('<outline type="rss" text="News" version="9" xmlUrl="https://news.example/rss.xml"/>'),
    good=opml('<outline type="rss" text="News" version="RSS2" xmlUrl="https://news.example/rss.xml"/>'),
)
RULES = (
    ABOUT_MISSING,
    ITEMS_MISSING,
    ABOUT_REPEATED,
    OUTLINE_URL,
    CATEGORY,
    CATEGORY_FORMER,
    PODCAST_NEEDS,
    EPISODE_FILE,
    XML_URL,
    OUTLINE_VERSION,
)

_CATEGORIES: Mapping[str, frozenset[str]] = {
    main: frozenset(filter(None, subs.split("|")))
    for main, subs in {
        "Arts": "Books|Design|Fashion & Beauty|Food|Performing Arts|Visual Arts",
        "Business": "Careers|Entrepreneurship|Investing|Management|Marketing|Non-Profit",
        "Comedy": "Comedy Interviews|Improv|Stand-Up",
        "Education": "Courses|How To|Language Learning|Self-Improvement",
        "Fiction": "Comedy Fiction|Drama|Science Fiction",
        "Government": "",
        "History": "",
        "Health & Fitness": "Alternative Health|Fitness|Medicine|Mental Health|Nutrition|Sexuality",
        "Kids & Family": "Education for Kids|Parenting|Pets & Animals|Stories for Kids",
        "Leisure": "Animation & Manga|Automotive|Aviation|Crafts|Games|Hobbies|Home & Garden|Video Games",
        "Music": "Music Commentary|Music History|Music Interviews",
        "News": "Business News|Daily News|Entertainment News|News Commentary|Politics|Sports News|Tech News",
        "Religion & Spirituality": "Buddhism|Christianity|Hinduism|Islam|Judaism|Religion|Spirituality",
        "Science": "Astronomy|Chemistry|Earth Sciences|Life Sciences|Mathematics|Natural Sciences|Nature|Physics"
        "|Social Sciences",
        "Society & Culture": "Documentary|Personal Journals|Philosophy|Places & Travel|Relationships",
        "Sports": "Baseball|Basketball|Cricket|Fantasy Sports|Football|Golf|Hockey|Rugby|Running|Soccer|Swimming|Tennis"
        "|Volleyball|Wilderness|Wrestling",
        "Technology": "",
        "True Crime": "",
        "TV & Film": "After Shows|Film History|Film Interviews|Film Reviews|TV Reviews",
    }.items()
}
_PLAYABLE = pattern(r"\.(?:m4a|mp3|mov|mp4|m4v|pdf|epub)$", re.IGNORECASE)
_SUBSCRIPTIONS = {"RSS", "RSS1", "RSS2", "scriptingNews", "ATOM", "ATOM1", "Atom", "ATOM1.0"}
_RDF_CORE = "http://my.netscape.com/rdf/simple/0.9/"


def check_about(element: Element, out: Collector) -> None:
    """rdf:about, and a channel's list of items; RSS 0.90 had neither."""
    parent = out.parent(element)
    if parent is None or parent.key != "rdf:RDF" or _RDF_CORE in out.namespaces():
        return
    if "rdf:about" not in element.attributes:
        out.report(ABOUT_MISSING, f"{tag(element)} has no rdf:about.", element)
    if element.key == "rss1:channel" and element.first("rss1:items") is None:
        out.report(ITEMS_MISSING, f"{tag(element)} has no <items>.", element)


def check_rdf(root: Element, out: Collector) -> None:
    """What the channel, image, items and textinput are about, together."""
    seen: set[str] = set()
    for child in root.children:
        about = child.attributes.get("rdf:about", "").strip()
        if not about or not child.key.startswith("rss1:"):
            continue
        if about in seen:
            message = f"{tag(child)} is about what an earlier element is about: {shortened(about)!r}."
            out.report(ABOUT_REPEATED, message, child, attribute="rdf:about")
        seen.add(about)


def check_category(category: Element, out: Collector) -> None:
    """Apple's categories."""
    text = category.attributes.get("text", "").strip()
    parent = out.parent(category)
    if parent is not None and parent.key == "itunes:category":
        main = parent.attributes.get("text", "").strip()
        known, former = _CATEGORIES.get(main, frozenset()), FORMER.get(main, frozenset())
    else:
        known, former = frozenset(_CATEGORIES), frozenset(FORMER)
    if not text or text in known:
        return
    if text in former:
        out.report(CATEGORY_FORMER, f"{tag(category)} was replaced in 2019: {shortened(text)!r}.", category)
    else:
        out.report(CATEGORY, f"{tag(category)} is not in Apple's list: {shortened(text)!r}.", category)


def check_podcast(channel: Element, out: Collector) -> None:
    """What Apple asks of a podcast's channel, and of its files."""
    if "itunes" not in map(PREFIXES.get, out.namespaces()):
        return  # then no element can be Apple's
    items = channel.all("item")
    if not any(child.key.startswith("itunes:") for each in (channel, *items) for child in each.children):
        return
    for key in ("language", "itunes:category", "itunes:explicit"):
        if channel.first(key) is None and not (key == "language" and channel.first("dc:language")):
            out.report(PODCAST_NEEDS, f"<channel> of a podcast has no <{key}>.", channel)
    for item in items:
        if not any(child.key.startswith("itunes:") for child in item.children):
            continue  # an article among the episodes, whose enclosure may be its picture
        for enclosure in item.all("enclosure"):
            url = enclosure.attributes.get("url", "").partition("?")[0].partition("#")[0].strip()
            if url and not _PLAYABLE.search(url):
                message = f"{tag(enclosure)} is no file that Apple Podcasts plays: {shortened(url)!r}."
                out.report(EPISODE_FILE, message, enclosure, attribute="url")


def check_outline(outline: Element, out: Collector) -> None:
    """A subscription has an address, and a version that is known; a link or an inclusion has an address too."""
    kind = outline.attributes.get("type", "").strip().lower()
    if kind in {"link", "include"} and "url" not in outline.attributes:
        out.report(OUTLINE_URL, f"{tag(outline)} of the type {kind} has no url.", outline)
    if kind not in {"rss", "atom"}:
        return
    if "xmlUrl" not in outline.attributes:
        out.report(XML_URL, f"{tag(outline)} of the type rss has no xmlUrl.", outline)
    version = outline.attributes.get("version", "RSS").strip()
    if version not in _SUBSCRIPTIONS:
        message = f"{tag(outline)} has the version {shortened(version)!r}, which is not known."
        out.report(OUTLINE_VERSION, message, outline, attribute="version")


CHECKS: Mapping[str, Callable[[Element, Collector], None]] = {
    "rss1:channel": check_about,
    "rss1:item": check_about,
    "rss1:image": check_about,
    "rss1:textinput": check_about,
    "rdf:RDF": check_rdf,
    "itunes:category": check_category,
    "channel": check_podcast,
    "outline": check_outline,
}
