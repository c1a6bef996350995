"""Cross-checks of RSS 2.0: what an item needs, permanent ids, images, and the advice of the RSS Profile."""

import re
from collections.abc import Callable, Mapping

from feedwright.patterns import pattern
from feedwright.validation.checks.rss_versions import is_old
from feedwright.validation.collector import Collector, shortened, tag
from feedwright.validation.examples import rss
from feedwright.validation.tables import Rule, names
from feedwright.validation.tree import Element
from feedwright.validation.value_types.addresses import URL, scheme_of

PROFILE = "RSS Advisory Board Profile"

EMPTY_ITEM = Rule(
    id="rss/item-title-or-description",
    severity="error",
    title="An item has a title or a description.",
    hint="Add <title> or <description> to the item.",
    spec="RSS 2.0, item",
    bad=rss(item_without="title description"),
    good=rss(),
)
WITHOUT_TEXT = Rule(
    id="rss/item-without-text",
    severity="info",
    title="An item has a description or its full text: many readers show nothing else.",
    hint="Add <description> with a summary, or <content:encoded>.",
    spec="RSS 2.0, item",
    bad=rss(item_without="description"),
    good=rss(),
)
GUID_MISSING = Rule(
    id="rss/guid-missing",
    severity="warning",
    title="Every item has a guid, so that readers know which items they have shown.",
    hint="Add <guid> with a value that never changes.",
    spec=f"{PROFILE}, guid",
    bad=rss(item_without="guid"),
    good=rss(),
)
GUID_NOT_URL = Rule(
    id="rss/guid-not-url",
    severity="error",
    title="A guid that is a permalink is a full URL.",
    hint='Write a full URL, or add isPermaLink="false".',
    spec="RSS 2.0, guid",
    bad=rss(item="<guid>story-1</guid>", item_without="guid"),
    good=rss(item='<guid isPermaLink="false">story-1</guid>', item_without="guid"),
)
GUID_NOT_PERMALINK = Rule(
    id="rss/guid-not-permalink",
    severity="error",
    title="A guid that only names an item, such as tag: or urn:uuid:, does not claim to be a permalink.",
    hint='Add isPermaLink="false" to the guid.',
    spec="RSS 2.0, guid",
    bad=rss(item="<guid>tag:news.example,2018:story</guid>", item_without="guid"),
    good=rss(item='<guid isPermaLink="false">tag:news.example,2018:story</guid>', item_without="guid"),
)
GUID_REPEATED = Rule(
    id="rss/guid-repeated",
    severity="error",
    title="No two items of a feed have the same guid.",
    hint="Give each item a guid of its own.",
    spec="RSS 2.0, guid",
    bad=rss(
        after="<item><title>Another</title><description>More</description><guid>https://news.example/story</guid></item>\n",
    ),
    good=rss(
        after="<item><title>Another</title><description>More</description><guid>https://news.example/another</guid></item>\n",
    ),
)
GUID_WEAK = Rule(
    id="rss/guid-weak",
    severity="warning",
    title="A guid is unique beyond the feed it stands in.",
    hint="Use the item's URL or a tag: URI instead of a short number.",
    spec=f"{PROFILE}, guid",
    bad=rss(item='<guid isPermaLink="false">1234</guid>', item_without="guid"),
    good=rss(item='<guid isPermaLink="false">tag:news.example,2018:1234</guid>', item_without="guid"),
)
ENCLOSURES = Rule(
    id="rss/enclosure-repeated",
    severity="warning",
    title="An item has one enclosure: many readers show only one.",
    hint="Keep one enclosure and link to the other files in the text.",
    spec=f"{PROFILE}, enclosure",
    bad=rss(item='<enclosure url="https://news.example/a.mp3" length="1" type="audio/mpeg"/>' * 2),
    good=rss(item='<enclosure url="https://news.example/a.mp3" length="1" type="audio/mpeg"/>'),
)
ORDER = Rule(
    id="rss/content-before-description",
    severity="warning",
    title="The description, a summary, stands before content:encoded, the full text.",
    hint="Put a <description> with the summary in front; where there is only the full text, call it <description>.",
    spec=f"{PROFILE}, content:encoded",
    bad=rss(
        item="<content:encoded>All that happened</content:encoded><description>What happened</description>",
        item_without="description",
    ),
    good=rss(item="<content:encoded>All that happened</content:encoded>"),
)
METADATA_AFTER_ITEM = Rule(
    id="rss/item-before-metadata",
    severity="warning",
    title="All items stand after the other elements of the channel.",
    hint="Move the items to the end of the channel.",
    spec=f"{PROFILE}, item",
    bad=rss(after="<generator>Feeds 1.0</generator>\n"),
    good=rss(channel="<generator>Feeds 1.0</generator>"),
)
_IMAGE = "<image><url>https://news.example/logo.png</url>{}</image>"
_IMAGE_LINK = "<link>https://news.example/</link>"
IMAGE_TITLE = Rule(
    id="rss/image-title",
    severity="warning",
    title="The image's title is the channel's title.",
    hint="Write the channel's title into the image's <title>.",
    spec=f"{PROFILE}, image",
    bad=rss(channel=_IMAGE.format(f"<title>Logo</title>{_IMAGE_LINK}")),
    good=rss(channel=_IMAGE.format(f"<title>News</title>{_IMAGE_LINK}")),
)
IMAGE_LINK = Rule(
    id="rss/image-link",
    severity="warning",
    title="The image's link is the channel's link.",
    hint="Write the channel's link into the image's <link>.",
    spec=f"{PROFILE}, image",
    bad=rss(channel=_IMAGE.format("<title>News</title><link>https://other.example/</link>")),
    good=rss(channel=_IMAGE.format(f"<title>News</title>{_IMAGE_LINK}")),
)
IMAGE_FORMAT = Rule(
    id="rss/image-format",
    severity="warning",
    title="The channel's image is a GIF, JPEG or PNG.",
    hint="Use a GIF, JPEG or PNG file.",
    spec="RSS 2.0, image",
    bad=rss(channel=f"<image><url>https://news.example/logo.tiff</url><title>News</title>{_IMAGE_LINK}</image>"),
    good=rss(channel=_IMAGE.format(f"<title>News</title>{_IMAGE_LINK}")),
)
SKIP_REPEATED = Rule(
    id="rss/skip-repeated",
    severity="error",
    title="No hour and no day is listed twice.",
    hint="Remove the repetition.",
    spec="RSS 2.0, skipHours, skipDays",
    bad=rss(channel="<skipDays><day>Sunday</day><day>Sunday</day></skipDays>"),
    good=rss(channel="<skipDays><day>Sunday</day></skipDays>"),
)
TEXT_INPUT = Rule(
    id="rss/text-input",
    severity="warning",
    title="textInput is not used: nearly no reader shows it.",
    hint="Remove <textInput>.",
    spec=f"{PROFILE}, textInput",
    bad=rss(
        channel="<textInput><title>Search</title><description>Search the news</description><name>q</name>"
        "<link>https://news.example/search</link></textInput>"
    ),
    good=rss(),
)
FIELD_NAME = Rule(
    id="rss/text-input-name",
    severity="error",
    title="The name of a textInput can be the name of a form field.",
    hint="Begin with a letter; go on with letters, digits, hyphens, underscores, colons and periods.",
    spec="HTML 4.01 §6.2; RSS 2.0, textInput",
    bad=TEXT_INPUT.bad.replace(">q<", ">search term<"),
    good=rss(),
)
SLASH_DATE = Rule(
    id="slash/comments-without-date",
    severity="warning",
    title="A feed that counts comments says when it was built.",
    hint="Add <lastBuildDate> to the channel.",
    spec=f"{PROFILE}, slash:comments",
    bad=rss(item="<slash:comments>3</slash:comments>", namespaces={"slash": "http://purl.org/rss/1.0/modules/slash/"}),
    good=rss(
        channel="<lastBuildDate>Wed, 07 Nov 2018 05:45:00 GMT</lastBuildDate>",
        item="<slash:comments>3</slash:comments>",
        namespaces={"slash": "http://purl.org/rss/1.0/modules/slash/"},
    ),
)
SAME_MEANING = Rule(
    id="rss/same-meaning",
    severity="warning",
    title="A fact is told once: by the core element or by its counterpart from a namespace.",
    hint="Keep the core element of RSS and remove the other.",
    spec=f"{PROFILE}, Namespace Elements",
    bad=rss(item="<author>ann@news.example (Ann)</author><dc:creator>Ann</dc:creator>"),
    good=rss(item="<dc:creator>Ann</dc:creator>"),
)
COMMENT_RSS = Rule(
    id="wfw/comment-rss",
    severity="warning",
    title="The element is called wfw:commentRss.",
    hint="Write commentRss, with small letters at its end.",
    spec="The CommentAPI",
    bad=rss(
        item="<wfw:commentRSS>https://news.example/c</wfw:commentRSS>",
        namespaces={"wfw": "http://wellformedweb.org/CommentAPI/"},
    ),
    good=rss(
        item="<wfw:commentRss>https://news.example/c</wfw:commentRss>",
        namespaces={"wfw": "http://wellformedweb.org/CommentAPI/"},
    ),
)
CHANNEL_ORDER = names(
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs "
    "cloud ttl image rating textInput skipHours skipDays"
)
RULES = (
    EMPTY_ITEM,
    WITHOUT_TEXT,
    GUID_MISSING,
    GUID_NOT_URL,
    GUID_NOT_PERMALINK,
    GUID_REPEATED,
    GUID_WEAK,
    ENCLOSURES,
    ORDER,
    METADATA_AFTER_ITEM,
    IMAGE_TITLE,
    IMAGE_LINK,
    IMAGE_FORMAT,
    SKIP_REPEATED,
    TEXT_INPUT,
    FIELD_NAME,
    SLASH_DATE,
    SAME_MEANING,
    COMMENT_RSS,
)

_CHANNEL_PAIRS = (
    ("managingEditor", "dc:creator"),
    ("category", "dc:subject"),
    ("pubDate", "dc:date"),
    ("pubDate", "atom:published"),
    ("language", "dc:language"),
    ("copyright", "dc:rights"),
    ("copyright", "atom:rights"),
    ("webMaster", "dc:publisher"),
    ("lastBuildDate", "dcterms:modified"),
    ("lastBuildDate", "atom:updated"),
    ("generator", "admin:generatorAgent"),
    ("generator", "atom:generator"),
    ("creativeCommons:license", "cc:license"),
)
_ITEM_PAIRS = (
    ("author", "dc:creator"),
    ("category", "dc:subject"),
    ("pubDate", "dc:date"),
    ("pubDate", "atom:published"),
    ("source", "dc:source"),
    ("guid", "atom:id"),
    ("creativeCommons:license", "cc:license"),
    ("description", "xhtml:body"),
    ("content:encoded", "xhtml:body"),
)
_FIELD_NAME = pattern(r"[A-Za-z][A-Za-z0-9._:-]*")
_TEXTS = frozenset({"description", "content:encoded", "xhtml:body", "xhtml:div"})
_HOUR = pattern(r"[0-9]{1,2}")
_SHORT_NUMBER = pattern(r"[0-9]{1,8}")
_IMAGE_FILE = pattern(r"\.(?:gif|jpe?g|png)(?:$|[?#])", re.IGNORECASE)
_OTHER_IMAGE = pattern(r"\.(?:tiff?|bmp|svgz?|ico|webp|avif|psd|pdf|html?)(?:$|[?#])", re.IGNORECASE)


def check_item(item: Element, out: Collector) -> None:
    """An item: its title or description, its guid, its enclosures, and the order of its texts."""
    keys = [child.key for child in item.children]
    have = set(keys)
    if "title" not in have and "description" not in have:
        out.report(EMPTY_ITEM, "<item> has neither <title> nor <description>.", item)
    elif not have & _TEXTS:
        out.report(WITHOUT_TEXT, "<item> has neither <description> nor <content:encoded>.", item)
    if "guid" not in have and not is_old(out):
        out.report(GUID_MISSING, "<item> has no <guid>.", item)
    if keys.count("enclosure") > 1:
        out.report(ENCLOSURES, f"<item> has {keys.count('enclosure')} enclosures.", item.all("enclosure")[1])
    if "content:encoded" in have and "description" not in keys[: keys.index("content:encoded")]:
        out.report(ORDER, "<content:encoded> stands without a <description> before it.", item.all("content:encoded")[0])
    if "wfw:commentRSS" in have:
        out.report(COMMENT_RSS, "<wfw:commentRSS> is written wfw:commentRss.", item.all("wfw:commentRSS")[0])
    _check_pairs(item, have, _ITEM_PAIRS, out)


def _check_pairs(element: Element, have: set[str], pairs: tuple[tuple[str, str], ...], out: Collector) -> None:
    for core, extension in pairs:
        if extension in have and core in have:
            twin = element.all(extension)[0]
            out.report(SAME_MEANING, f"<{extension}> in {tag(element)} says again what <{core}> says.", twin)


def check_guid(guid: Element, out: Collector) -> None:
    """A guid: a permalink is a URL, a name is not; short numbers are not unique."""
    value = guid.text.strip()
    if guid.attributes.get("isPermaLink", "true") != "false":
        scheme = scheme_of(value)
        if scheme in {"tag", "urn"}:
            message = f"<guid> says that {shortened(value)!r} is a permalink, but it is only a name."
            out.report(GUID_NOT_PERMALINK, message, guid)
        elif any(problem.fault.severity == "error" for problem in URL.check(value)):
            out.report(GUID_NOT_URL, f"<guid> is a permalink but not a full URL: {shortened(value)!r}.", guid)
    elif len(value) <= 8 and _SHORT_NUMBER.fullmatch(value):
        out.report(GUID_WEAK, f"<guid> is a short number: {value!r}.", guid)


def check_channel(channel: Element, out: Collector) -> None:
    """A channel: its guids together, the order of its parts, and elements with the same meaning."""
    seen: set[str] = set()
    items = False
    comments = False
    for child in channel.children:
        if child.key == "item":
            items = True
            guid = child.first("guid")
            value = guid.text.strip() if guid is not None else ""
            if guid is not None and value and value in seen:
                out.report(GUID_REPEATED, f"<guid> is that of an earlier item: {shortened(value)!r}.", guid)
            seen.add(value)
            comments = comments or child.first("slash:comments") is not None
        elif items and child.key in CHANNEL_ORDER:
            out.report(METADATA_AFTER_ITEM, f"{tag(child)} of the channel stands after an item.", child)
            items = False
    have = {child.key for child in channel.children}
    if comments and "lastBuildDate" not in have:
        out.report(SLASH_DATE, "<channel> has no <lastBuildDate>, though its items count comments.", channel)
    _check_pairs(channel, have, _CHANNEL_PAIRS, out)


def check_image(image: Element, out: Collector) -> None:
    """The channel's image: title and link as in the channel, in a format that RSS allows."""
    channel = out.parent(image)
    if channel is None or channel.key != "channel":
        return
    for key, rule in (("title", IMAGE_TITLE), ("link", IMAGE_LINK)):
        own, theirs = image.first(key), channel.value(key)
        if own is not None and theirs and own.text.strip() != theirs:
            message = (
                f"<{key}> of <image> differs from the channel's: {shortened(own.text)!r}, not {shortened(theirs)!r}."
            )
            out.report(rule, message, own)
    url = image.first("url")
    if url is not None and _OTHER_IMAGE.search(url.text.strip()) and not _IMAGE_FILE.search(url.text.strip()):
        out.report(IMAGE_FORMAT, f"<url> of <image> is no GIF, JPEG or PNG: {shortened(url.text)!r}.", url)


def check_skip(element: Element, out: Collector) -> None:
    """Hours and days that are listed twice; 24 is the hour 0, and 07 the hour 7."""
    seen: set[str] = set()
    for child in element.children:
        value = child.text.strip()
        if child.key == "hour" and _HOUR.fullmatch(value):
            value = str(int(value) % 24)
        if child.key in {"hour", "day"} and value in seen:
            out.report(SKIP_REPEATED, f"{tag(child)} in {tag(element)} is listed twice: {shortened(value)!r}.", child)
        seen.add(value)


def check_text_input(element: Element, out: Collector) -> None:
    """Its field's name; advice against textInput, where nothing worse is to be said of it."""
    name = element.first("name") or element.first("rss1:name")
    if name is not None and name.text.strip() and not _FIELD_NAME.fullmatch(name.text.strip()):
        out.report(FIELD_NAME, f"{tag(name)} is not the name of a form field: {shortened(name.text)!r}.", name)
    elif element.key == "textInput" and len({child.key for child in element.children}) >= 4:
        out.report(TEXT_INPUT, "<textInput> is shown by nearly no reader.", element)


CHECKS: Mapping[str, Callable[[Element, Collector], None]] = {
    "item": check_item,
    "guid": check_guid,
    "channel": check_channel,
    "image": check_image,
    "skipHours": check_skip,
    "skipDays": check_skip,
    "textInput": check_text_input,
    "rss1:textinput": check_text_input,
}
