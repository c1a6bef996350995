"""Cross-checks of RSS 1.0, OPML, Media RSS, podcasts and other extensions."""

import re
from collections.abc import Callable, Mapping

from feedwright.validation.collector import Collector, shortened, tag
from feedwright.validation.examples import opml, rss, rss1
from feedwright.validation.tables import Rule
from feedwright.validation.tree import Element
from feedwright.validation.value_types.addresses import URL
from feedwright.validation.value_types.text import PLAIN
from feedwright.validation.value_types.words import COUNTRIES

_MEDIA = {"media": "http://search.yahoo.com/mrss/"}
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
GROUP_ALONE = Rule(
    id="media/group-alone",
    severity="error",
    title="A media:group holds two or more media:content, all the same thing in other forms.",
    hint="Take the single <media:content> out of its group.",
    spec="Media RSS, media:group",
    bad=rss(item='<media:group><media:content url="https://news.example/a.mp4"/></media:group>', namespaces=_MEDIA),
    good=rss(item='<media:content url="https://news.example/a.mp4"/>', namespaces=_MEDIA),
)
ADULT = Rule(
    id="media/adult",
    severity="warning",
    title="media:adult has been replaced.",
    hint='Write <media:rating scheme="urn:simple">adult</media:rating>.',
    spec="Media RSS, media:adult",
    bad=rss(item="<media:adult>false</media:adult>", namespaces=_MEDIA),
    good=rss(item='<media:rating scheme="urn:simple">nonadult</media:rating>', namespaces=_MEDIA),
)
RATING = Rule(
    id="media/rating",
    severity="error",
    title="A rating is a word of its scheme.",
    hint="Write adult or nonadult (urn:simple), or a rating such as pg (urn:mpaa).",
    spec="Media RSS, media:rating",
    bad=rss(item='<media:rating scheme="urn:simple">everyone</media:rating>', namespaces=_MEDIA),
    good=rss(item='<media:rating scheme="urn:simple">nonadult</media:rating>', namespaces=_MEDIA),
)
HASH = Rule(
    id="media/hash",
    severity="error",
    title="A hash has as many hexadecimal digits as its algorithm gives: 32 for md5, 40 for sha-1.",
    hint="Write the digest in hexadecimal digits and name its algorithm.",
    spec="Media RSS, media:hash",
    bad=rss(item='<media:hash algo="md5">abc</media:hash>', namespaces=_MEDIA),
    good=rss(item=f'<media:hash algo="md5">{"ab" * 16}</media:hash>', namespaces=_MEDIA),
)
RESTRICTION = Rule(
    id="media/restriction",
    severity="error",
    title="A restriction lists countries, addresses, or says all or none.",
    hint='Write country codes with spaces between (type="country"), full URLs (type="uri"), all or none.',
    spec="Media RSS, media:restriction",
    bad=rss(item='<media:restriction relationship="allow" type="country">au xx</media:restriction>', namespaces=_MEDIA),
    good=rss(
        item='<media:restriction relationship="allow" type="country">au us</media:restriction>', namespaces=_MEDIA
    ),
)
MEDIA_TEXT = Rule(
    id="media/text-markup",
    severity="warning",
    title="Text that does not say that it is HTML is plain.",
    hint='Say type="html", or remove the tags.',
    spec="Media RSS, media:text",
    bad=rss(item="<media:text>A &lt;b&gt;good&lt;/b&gt; film</media:text>", namespaces=_MEDIA),
    good=rss(item='<media:text type="html">A &lt;b&gt;good&lt;/b&gt; film</media:text>', namespaces=_MEDIA),
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
        item='<enclosure url="https://news.example/a.wmv" length="1" type="video/x-ms-wmv"/>',
        namespaces=_ITUNES,
    ),
    good=rss(
        channel='<language>en</language><itunes:explicit>false</itunes:explicit><itunes:category text="News"/>',
        item='<enclosure url="https://news.example/a.mp3" length="1" type="audio/mpeg"/>',
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
    GROUP_ALONE,
    ADULT,
    RATING,
    HASH,
    RESTRICTION,
    MEDIA_TEXT,
    CATEGORY,
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
_RATINGS: Mapping[str, frozenset[str]] = {
    "urn:simple": frozenset({"adult", "nonadult"}),
    "urn:mpaa": frozenset({"g", "pg", "pg-13", "r", "nc-17"}),
}
_V_CHIP = re.compile(r"(?:tv-)?(?:y7?|y7-fv|g|pg|14|ma)(?:-[dlsv]{1,4})?")
_DIGITS = {"md5": 32, "sha-1": 40}
_HEX = re.compile(r"[0-9a-fA-F]*")
_PLAYABLE = re.compile(r"\.(?:m4a|mp3|mov|mp4|m4v|pdf|epub)$", re.IGNORECASE)
_SUBSCRIPTIONS = {"RSS", "RSS1", "RSS2", "scriptingNews", "ATOM", "ATOM1", "Atom", "ATOM1.0"}
_RDF_CORE = "http://my.netscape.com/rdf/simple/0.9/"


def check_about(element: Element, out: Collector) -> None:
    """rdf:about, and a channel's list of items; RSS 0.90 had neither."""
    declared = out.source.declarations if out.source else []
    if any(namespace == _RDF_CORE for _, namespace, _, _ in declared):
        return
    if "rdf:about" not in element.attributes:
        out.report(ABOUT_MISSING, f"{tag(element)} has no rdf:about.", element)
    if element.key == "rss1:channel" and element.first("rss1:items") is None:
        out.report(ITEMS_MISSING, f"{tag(element)} has no <items>.", element)


def check_group(group: Element, out: Collector) -> None:
    """A group has alternatives."""
    count = len(group.all("media:content"))
    if count < 2:
        out.report(GROUP_ALONE, f"{tag(group)} holds {count} <media:content>, not two or more.", group)


def check_adult(element: Element, out: Collector) -> None:
    """Advice against media:adult."""
    out.report(ADULT, f"{tag(element)} has been replaced by <media:rating>.", element)


def check_rating(rating: Element, out: Collector) -> None:
    """A rating is a word of its scheme."""
    value = rating.text.strip().lower()
    scheme = rating.attributes.get("scheme", "urn:simple").strip()
    known = _RATINGS.get(scheme)
    wrong = value not in known if known else scheme == "urn:v-chip" and not _V_CHIP.fullmatch(value)
    if wrong:
        out.report(RATING, f"{tag(rating)} is not a rating of {scheme}: {shortened(value)!r}.", rating)


def check_hash(element: Element, out: Collector) -> None:
    """A hash is as long as its algorithm makes it."""
    value = element.text.strip()
    digits = _DIGITS.get(element.attributes.get("algo", "md5"))
    if digits and (len(value) != digits or not _HEX.fullmatch(value)):
        out.report(HASH, f"{tag(element)} is not {digits} hexadecimal digits: {shortened(value)!r}.", element)


def check_restriction(element: Element, out: Collector) -> None:
    """Countries, addresses, all or none."""
    words = element.text.split()
    kind = element.attributes.get("type", "")
    if kind == "country":
        wrong = [word for word in words if word.lower() not in COUNTRIES]
    elif kind == "uri":
        wrong = [word for word in words if URL.check(word)]
    elif kind == "":
        wrong = [] if element.text.strip() in {"all", "none"} else words[:1]
    else:
        return
    if wrong:
        out.report(RESTRICTION, f"{tag(element)} lists {shortened(wrong[0])!r}, which it may not.", element)


def check_media_text(element: Element, out: Collector) -> None:
    """Plain unless it says html."""
    if element.attributes.get("type", "plain") == "plain":
        for problem in PLAIN.check(element.text):
            out.report(MEDIA_TEXT, f"{tag(element)} is plain text but holds {problem.detail}.", element)


def check_category(category: Element, out: Collector) -> None:
    """Apple's categories."""
    text = category.attributes.get("text", "").strip()
    parent = category.parent
    if parent is not None and parent.key == "itunes:category":
        main = parent.attributes.get("text", "").strip()
        known = _CATEGORIES.get(main, frozenset())
    else:
        known = frozenset(_CATEGORIES)
    if text not in known:
        out.report(CATEGORY, f"{tag(category)} is not in Apple's list: {shortened(text)!r}.", category)


def check_podcast(channel: Element, out: Collector) -> None:
    """What Apple asks of a podcast's channel, and of its files."""
    items = channel.all("item")
    if not any(child.key.startswith("itunes:") for each in (channel, *items) for child in each.children):
        return
    for key in ("language", "itunes:category", "itunes:explicit"):
        if channel.first(key) is None and not (key == "language" and channel.first("dc:language")):
            out.report(PODCAST_NEEDS, f"<channel> of a podcast has no <{key}>.", channel)
    for item in items:
        for enclosure in item.all("enclosure"):
            url = enclosure.attributes.get("url", "").partition("?")[0].partition("#")[0].strip()
            if url and not _PLAYABLE.search(url):
                message = f"{tag(enclosure)} is no file that Apple Podcasts plays: {shortened(url)!r}."
                out.report(EPISODE_FILE, message, enclosure, attribute="url")


def check_outline(outline: Element, out: Collector) -> None:
    """A subscription has an address, and a version that is known."""
    if outline.attributes.get("type", "").lower() not in {"rss", "atom"}:
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
    "media:group": check_group,
    "media:adult": check_adult,
    "media:rating": check_rating,
    "media:hash": check_hash,
    "media:restriction": check_restriction,
    "media:text": check_media_text,
    "itunes:category": check_category,
    "channel": check_podcast,
    "outline": check_outline,
}
