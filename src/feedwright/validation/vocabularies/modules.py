"""The small extensions of RSS and Atom, a table each."""

from feedwright.validation.tables import MANY, MAYBE, Vocabulary, may, need, row
from feedwright.validation.value_types.addresses import HTTP_URL, ID, REFERENCE, URL, URL_OR_NONE
from feedwright.validation.value_types.dates import RFC3339, W3CDTF
from feedwright.validation.value_types.html import HTML
from feedwright.validation.value_types.numbers import COUNT, POSITIVE, matching
from feedwright.validation.value_types.text import ANY, PLAIN, TEXT
from feedwright.validation.value_types.words import MEDIA_TYPE, one_of
from feedwright.validation.vocabularies.places import BOTH, ENTRY, HEAD

PERIOD = one_of("hourly daily weekly monthly yearly", id="period", spec="RSS 1.0 Modules: Syndication")
PARADE = matching(
    r"[0-9]{1,9}(?:,[0-9]{1,9})*",
    what="a list of counts",
    id="hit-parade",
    hint="Write whole numbers with commas between.",
    good="10,5,1",
    bad="many",
)

CONTENT = Vocabulary(
    prefix="content",
    namespaces=("http://purl.org/rss/1.0/modules/content/",),
    spec="RSS 1.0 Modules: Content",
    rows=(
        row("item rss1:item", "content:encoded", MAYBE, HTML),
        row("item rss1:item", "content:items", MAYBE, inside="any"),
    ),
)
SYNDICATION = Vocabulary(
    prefix="sy",
    namespaces=("http://purl.org/rss/1.0/modules/syndication/",),
    spec="RSS 1.0 Modules: Syndication",
    rows=(
        row(HEAD, "sy:updatePeriod", MAYBE, PERIOD),
        row(HEAD, "sy:updateFrequency", MAYBE, POSITIVE),
        row(HEAD, "sy:updateBase", MAYBE, W3CDTF),
    ),
)
SLASH = Vocabulary(
    prefix="slash",
    namespaces=("http://purl.org/rss/1.0/modules/slash/",),
    spec="RSS 1.0 Modules: Slash",
    around="<lastBuildDate>Wed, 07 Nov 2018 05:45:00 GMT</lastBuildDate>",
    rows=(
        row(ENTRY, "slash:section", MAYBE, TEXT),
        row(ENTRY, "slash:department", MAYBE, TEXT),
        row(ENTRY, "slash:comments", MAYBE, COUNT),
        row(ENTRY, "slash:hit_parade", MAYBE, PARADE),
    ),
)
THREADING = Vocabulary(
    prefix="thr",
    namespaces=("http://purl.org/syndication/thread/1.0",),
    spec="RFC 4685",
    rows=(
        row(
            BOTH,
            "thr:in-reply-to",
            MANY,
            None,
            need("ref", ID),
            may("href", REFERENCE),
            may("type", MEDIA_TYPE),
            may("source", REFERENCE),
            spec="RFC 4685 §3",
        ),
        row(BOTH, "thr:total", MAYBE, COUNT, spec="RFC 4685 §5"),
    ),
)
HISTORY = Vocabulary(
    prefix="fh",
    namespaces=("http://purl.org/syndication/history/1.0",),
    spec="RFC 5005",
    rows=(
        row(HEAD, "fh:complete", MAYBE, spec="RFC 5005 §2"),
        row(HEAD, "fh:archive", MAYBE, spec="RFC 5005 §4"),
        row(HEAD, "fh:incremental", MAYBE, ANY),
        row(HEAD, "fh:prev", MAYBE, ANY),
    ),
)
TOMBSTONES = Vocabulary(
    prefix="at",
    namespaces=("http://purl.org/atompub/tombstones/1.0",),
    spec="RFC 6721",
    rows=(
        row("atom:feed channel", "at:deleted-entry", MANY, None, need("ref", ID), need("when", RFC3339), inside="any"),
    ),
)
WELL_FORMED_WEB = Vocabulary(
    prefix="wfw",
    namespaces=("http://wellformedweb.org/CommentAPI/",),
    spec="The CommentAPI",
    rows=(
        row(ENTRY, "wfw:comment", MAYBE, URL),
        row(ENTRY, "wfw:commentRss", MAYBE, URL),
        row(ENTRY, "wfw:commentRSS", MAYBE, URL),
    ),
)
CREATIVE_COMMONS = Vocabulary(
    prefix="creativeCommons",
    namespaces=("http://backend.userland.com/creativeCommonsRssModule",),
    spec="creativeCommons RSS Module",
    rows=(row(BOTH, "creativeCommons:license", MANY, URL),),
)
ADMINISTRATION = Vocabulary(
    prefix="admin",
    namespaces=("http://webns.net/mvcb/",),
    spec="RSS 1.0 Modules: Administration",
    rows=(
        row(HEAD, "admin:generatorAgent", MAYBE, None, need("rdf:resource", URL)),
        row(HEAD, "admin:errorReportsTo", MAYBE, None, need("rdf:resource", URL)),
    ),
)
BLOG_CHANNEL = Vocabulary(
    prefix="blogChannel",
    namespaces=("http://backend.userland.com/blogChannelModule",),
    spec="blogChannel RSS Module",
    rows=(
        row(HEAD, "blogChannel:blogRoll", MAYBE, URL),
        row(HEAD, "blogChannel:mySubscriptions", MAYBE, URL),
        row(HEAD, "blogChannel:blink", MAYBE, URL),
        row(HEAD, "blogChannel:changes", MAYBE, URL),
    ),
)
TRACKBACK = Vocabulary(
    prefix="trackback",
    namespaces=("http://madskills.com/public/xml/rss/module/trackback/",),
    spec="TrackBack RSS Module",
    rows=(
        row(ENTRY, "trackback:ping", MAYBE, URL_OR_NONE, may("rdf:resource", URL)),
        row(ENTRY, "trackback:about", MANY, URL_OR_NONE, may("rdf:resource", URL)),
    ),
)
FEEDBURNER = Vocabulary(
    prefix="feedburner",
    namespaces=("http://rssnamespace.org/feedburner/ext/1.0",),
    spec="FeedBurner namespace",
    rows=(
        row(BOTH, "feedburner:awareness", MAYBE, REFERENCE),
        row(BOTH, "feedburner:origLink", MAYBE, REFERENCE),
        row(BOTH, "feedburner:origEnclosureLink", MAYBE, REFERENCE),
        row(HEAD, "feedburner:browserFriendly", MAYBE, PLAIN),
        row(HEAD, "feedburner:info", MAYBE, ANY, may("uri", REFERENCE)),
        row(HEAD, "feedburner:feedburnerHostname", MAYBE, URL),
        row(HEAD, "feedburner:emailServiceId", MAYBE, ANY),
        row(HEAD, "feedburner:feedFlare", MANY, PLAIN, need("href", REFERENCE), may("src", REFERENCE)),
    ),
    partial=True,
)
WEBFEEDS = Vocabulary(
    prefix="webfeeds",
    namespaces=("http://webfeeds.org/rss/1.0",),
    spec="Feedly: webfeeds",
    rows=(
        row(HEAD, "webfeeds:logo", MAYBE, HTTP_URL),
        row(HEAD, "webfeeds:icon", MAYBE, HTTP_URL),
        row(HEAD, "webfeeds:cover", MAYBE, ANY, may("image", HTTP_URL)),
    ),
    partial=True,
)

VOCABULARIES = (
    CONTENT,
    SYNDICATION,
    SLASH,
    THREADING,
    HISTORY,
    TOMBSTONES,
    WELL_FORMED_WEB,
    CREATIVE_COMMONS,
    ADMINISTRATION,
    BLOG_CHANNEL,
    TRACKBACK,
    FEEDBURNER,
    WEBFEEDS,
)
