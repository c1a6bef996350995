"""Podcasts: Apple's itunes elements and Podcasting 2.0's podcast elements."""

from msgspec.structs import replace

from feedwright.validation.tables import MANY, MAYBE, Vocabulary, may, need, row
from feedwright.validation.value_types.addresses import HTTP_URL, URL
from feedwright.validation.value_types.dates import RFC3339
from feedwright.validation.value_types.numbers import COUNT, DURATION, NUMBER, POSITIVE
from feedwright.validation.value_types.people import EMAIL
from feedwright.validation.value_types.text import ANY, PLAIN, TEXT
from feedwright.validation.value_types.words import KEYWORDS, LANGUAGE, MEDIA_TYPE, TRUE_FALSE, not_longer, one_of

APPLE = "Apple: A Podcaster's Guide to RSS"
PODCASTING = "Podcasting 2.0 namespace"
CHANNEL = "channel"
ITEM = "item"
EITHER = "channel item"

EPISODE_TYPE = one_of("full trailer bonus", id="episode-type", spec=APPLE)
SHOW_TYPE = one_of("episodic serial", id="show-type", spec=APPLE)
APPLE_YES = one_of("yes no", id="yes-no", spec=APPLE, exact=False)
YES_NO = one_of("yes no", id="yes-no", spec=PODCASTING, exact=False)
LINE = not_longer(255, PLAIN, spec=APPLE)
NOTES = not_longer(4000, PLAIN, spec=APPLE)
CATEGORY = replace(TEXT, good="News")  # which words it may be is judged with the category above it
SHORT = not_longer(128, TEXT, spec=PODCASTING)

ITUNES = Vocabulary(
    prefix="itunes",
    namespaces=("http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd"),
    spec=APPLE,
    around='<language>en</language><itunes:explicit>false</itunes:explicit><itunes:category text="News"/>',
    rows=(
        row(EITHER, "itunes:author", MAYBE, LINE),
        row(EITHER, "itunes:block", MAYBE, APPLE_YES),
        row(EITHER, "itunes:explicit", MAYBE, TRUE_FALSE),
        row(EITHER, "itunes:image", MAYBE, ANY, need("href", HTTP_URL)),
        row(EITHER, "itunes:keywords", MAYBE, KEYWORDS),
        row(EITHER, "itunes:subtitle", MAYBE, LINE),
        row(EITHER, "itunes:summary", MAYBE, NOTES),
        row(EITHER, "itunes:title", MAYBE, PLAIN),
        row("channel item itunes:category", "itunes:category", MANY, None, need("text", CATEGORY)),
        row(CHANNEL, "itunes:complete", MAYBE, APPLE_YES),
        row(CHANNEL, "itunes:new-feed-url", MAYBE, URL),
        row(CHANNEL, "itunes:owner", MAYBE),
        row(CHANNEL, "itunes:type", MAYBE, SHOW_TYPE),
        row(CHANNEL, "itunes:applepodcastsverify", MAYBE, ANY),
        row("itunes:owner", "itunes:name", MAYBE, TEXT),
        row("itunes:owner", "itunes:email", MAYBE, EMAIL),
        row(ITEM, "itunes:duration", MAYBE, DURATION),
        row(ITEM, "itunes:episode", MAYBE, POSITIVE),
        row(ITEM, "itunes:episodeType", MAYBE, EPISODE_TYPE),
        row(ITEM, "itunes:isClosedCaptioned", MAYBE, APPLE_YES),
        row(ITEM, "itunes:order", MAYBE, POSITIVE),
        row(ITEM, "itunes:season", MAYBE, POSITIVE),
    ),
)
PODCAST = Vocabulary(
    prefix="podcast",
    namespaces=(
        "https://podcastindex.org/namespace/1.0",
        "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
    ),
    spec=PODCASTING,
    rows=(
        row(CHANNEL, "podcast:locked", MAYBE, YES_NO, may("owner", EMAIL)),
        row(EITHER, "podcast:funding", MANY, SHORT, need("url", HTTP_URL)),
        row(
            ITEM,
            "podcast:transcript",
            MANY,
            ANY,
            need("url", HTTP_URL),
            need("type", MEDIA_TYPE),
            may("language", LANGUAGE),
            may("rel", TEXT),
        ),
        row(ITEM, "podcast:chapters", MAYBE, ANY, need("url", HTTP_URL), need("type", MEDIA_TYPE)),
        row(ITEM, "podcast:soundbite", MANY, SHORT, need("startTime", NUMBER), need("duration", NUMBER)),
        row(
            EITHER,
            "podcast:person",
            MANY,
            SHORT,
            may("role", TEXT),
            may("group", TEXT),
            may("img", HTTP_URL),
            may("href", HTTP_URL),
        ),
        row(ITEM, "podcast:season", MAYBE, COUNT, may("name", SHORT)),
        row(ITEM, "podcast:episode", MAYBE, NUMBER, may("display", TEXT)),
        row(
            CHANNEL,
            "podcast:trailer",
            MANY,
            SHORT,
            need("url", HTTP_URL),
            need("pubdate", ANY),
            may("length", COUNT),
            may("type", MEDIA_TYPE),
            may("season", COUNT),
        ),
        row(CHANNEL, "podcast:guid", MAYBE, TEXT),
        row(CHANNEL, "podcast:medium", MAYBE, TEXT),
        row(
            CHANNEL,
            "podcast:updateFrequency",
            MAYBE,
            SHORT,
            may("rrule", TEXT),
            may("dtstart", RFC3339),
            may("complete", TRUE_FALSE),
        ),
    ),
    partial=True,
)
