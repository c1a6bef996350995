"""The small extensions of RSS and Atom, a table each."""

from feedwright.validation.tables import MANY, MAYBE, Vocabulary, may, need, row
from feedwright.validation.value_types.addresses import HTTP_URL, ID, REFERENCE, URL
from feedwright.validation.value_types.dates import RFC3339, W3CDTF
from feedwright.validation.value_types.html import HTML
from feedwright.validation.value_types.numbers import (
    COUNT,
    INTEGER,
    LATITUDE,
    LONGITUDE,
    NUMBER,
    POSITIVE,
    matching,
    numbers,
)
from feedwright.validation.value_types.text import ANY, PLAIN, TEXT
from feedwright.validation.value_types.words import MEDIA_TYPE, one_of
from feedwright.validation.vocabularies.places import BOTH, ENTRY, HEAD

PERIOD = one_of("hourly daily weekly monthly yearly", id="period", spec="RSS 1.0 Modules: Syndication")
PARADE = matching(
    r"[0-9]{1,9}(?:,[0-9]{1,9})*+",
    what="a list of counts",
    id="hit-parade",
    hint="Write whole numbers with commas between.",
    good="10,5,1",
    bad="many",
)
POINT = numbers(
    lambda count: count == 2,
    what="a point",
    id="point",
    hint="Write latitude and longitude with a space between.",
    good="45.256 -110.45",
    bad="45.256,-110.45",
)
LINE = numbers(
    lambda count: count >= 4 and count % 2 == 0,
    what="a line",
    id="line",
    hint="Write two or more pairs of latitude and longitude.",
    good="45.2 -110.4 46.4 -109.4",
    bad="45.2 -110.4",
)
POLYGON = numbers(
    lambda count: count >= 8 and count % 2 == 0,
    what="a polygon",
    id="polygon",
    hint="Write four or more pairs of latitude and longitude, the last the same as the first.",
    good="45.2 -110.4 46.4 -109.4 43.8 -109.8 45.2 -110.4",
    bad="45.2 -110.4 46.4 -109.4",
)
BOX = numbers(
    lambda count: count == 4,
    what="a box",
    id="box",
    hint="Write the lower corner and the upper corner, latitude before longitude.",
    good="42.9 -71.0 43.0 -69.8",
    bad="42.9 -71.0",
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
GEORSS = Vocabulary(
    prefix="georss",
    namespaces=("http://www.georss.org/georss", "http://www.georss.org/georss/10"),
    spec="OGC GeoRSS 1.0",
    rows=(
        row(BOTH, "georss:where", MANY, inside="any"),
        row(BOTH, "georss:point", MANY, POINT),
        row(BOTH, "georss:line", MANY, LINE),
        row(BOTH, "georss:polygon", MANY, POLYGON),
        row(BOTH, "georss:box", MANY, BOX),
        row(BOTH, "georss:circle", MANY, TEXT),
        row(BOTH, "georss:featureTypeTag", MANY, TEXT),
        row(BOTH, "georss:relationshipTag", MANY, TEXT),
        row(BOTH, "georss:featureName", MANY, TEXT),
        row(BOTH, "georss:featurename", MANY, TEXT),
        row(BOTH, "georss:elev", MANY, NUMBER),
        row(BOTH, "georss:floor", MANY, INTEGER),
        row(BOTH, "georss:radius", MANY, NUMBER),
    ),
)
GEO = Vocabulary(
    prefix="geo",
    namespaces=("http://www.w3.org/2003/01/geo/wgs84_pos#",),
    spec="W3C Basic Geo Vocabulary",
    rows=(
        row(f"{BOTH} geo:Point", "geo:lat", MAYBE, LATITUDE),
        row(f"{BOTH} geo:Point", "geo:long", MAYBE, LONGITUDE),
        row(f"{BOTH} geo:Point", "geo:alt", MAYBE, NUMBER),
        row(BOTH, "geo:Point", MAYBE),
        row(BOTH, "geo:lat_long", MAYBE, TEXT),
    ),
)
ICBM = Vocabulary(
    prefix="icbm",
    namespaces=("http://postneo.com/icbm", "http://postneo.com/icbm/"),
    spec="ICBM RSS Module",
    rows=(
        row(BOTH, "icbm:latitude", MAYBE, LATITUDE),
        row(BOTH, "icbm:longitude", MAYBE, LONGITUDE),
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
        row(ENTRY, "trackback:ping", MAYBE, ANY, may("rdf:resource", URL)),
        row(ENTRY, "trackback:about", MANY, ANY, may("rdf:resource", URL)),
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
        row(HEAD, "feedburner:feedburnerHostname", MAYBE, ANY),
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
    GEORSS,
    GEO,
    ICBM,
    CREATIVE_COMMONS,
    ADMINISTRATION,
    BLOG_CHANNEL,
    TRACKBACK,
    FEEDBURNER,
    WEBFEEDS,
)
