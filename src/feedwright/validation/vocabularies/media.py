"""Media RSS 1.5.

https://www.rssboard.org/media-rss
"""

from collections.abc import Sequence

from feedwright.patterns import pattern
from feedwright.validation.tables import MANY, MAYBE, Fault, Problem, ValueType, Vocabulary, may, need, row
from feedwright.validation.value_types.addresses import HTTP_URL, URL
from feedwright.validation.value_types.numbers import COUNT, NUMBER, PLAY_TIME, POSITIVE
from feedwright.validation.value_types.text import ANY, PLAIN, TEXT
from feedwright.validation.value_types.words import KEYWORDS, LANGUAGE, MEDIA_TYPE, TRUE_FALSE, one_of
from feedwright.validation.vocabularies.places import BOTH

SPEC = "Media RSS 1.5"
MEDIA = f"{BOTH} media:group media:content"

MEDIUM = one_of("image audio video document executable", id="medium", spec=SPEC)
EXPRESSION = one_of("full sample nonstop", id="expression", spec=SPEC)
TEXT_TYPE = one_of("plain html", id="text-type", spec=SPEC)
RELATIONSHIP = one_of("allow deny", id="relationship", spec=SPEC)
RESTRICTION_TYPE = one_of("country uri sharing", id="restriction-type", spec=SPEC)
HASH = one_of("md5 sha-1", id="hash-algorithm", spec=SPEC)
STATUS = one_of("active blocked deleted", id="status", spec=SPEC)
RIGHTS = one_of("userCreated official", id="rights", spec=SPEC)

NOT_ROLE = Fault(
    id="role", says="is not a role in lower case", hint="Write the role in lower case: author.", spec=SPEC, bad="Author"
)


def _check_role(text: str) -> Sequence[Problem]:
    return () if text == text.lower() else (Problem(NOT_ROLE),)


_SHORT_URN = pattern(r"urn:[a-z0-9-]+")  # Media RSS names its own schemes so: urn:ebu, urn:simple


def _check_scheme(text: str) -> Sequence[Problem]:
    return () if _SHORT_URN.fullmatch(text) else URL.check(text)


SCHEME = ValueType(name="the URL or urn: of a scheme", check=_check_scheme, good="urn:ebu", faults=URL.faults)
ROLE = ValueType(name="a role", check=_check_role, good="author", faults=(NOT_ROLE,))


VOCABULARY = Vocabulary(
    prefix="media",
    namespaces=("http://search.yahoo.com/mrss/",),
    misspelt=(
        "http://search.yahoo.com/mrss",
        "https://search.yahoo.com/mrss/",
        "http://video.search.yahoo.com/mrss",
        "http://video.search.yahoo.com/mrss/",
        "http://www.rssboard.org/media-rss",
    ),
    spec=SPEC,
    rows=(
        row(BOTH, "media:group", MANY),
        row(
            f"{BOTH} media:group",
            "media:content",
            MANY,
            None,
            may("url", URL),
            may("fileSize", POSITIVE),
            may("type", MEDIA_TYPE),
            may("medium", MEDIUM),
            may("isDefault", TRUE_FALSE),
            may("expression", EXPRESSION),
            may("bitrate", NUMBER),
            may("framerate", NUMBER),
            may("samplingrate", NUMBER),
            may("channels", COUNT),
            may("duration", NUMBER),
            may("height", POSITIVE),
            may("width", POSITIVE),
            may("lang", LANGUAGE),
            shown=' url="https://news.example/a.mp4"',
        ),
        row(MEDIA, "media:rating", MANY, TEXT, may("scheme", ANY), good="adult"),
        row(MEDIA, "media:title", MAYBE, TEXT, may("type", TEXT_TYPE)),
        row(MEDIA, "media:description", MAYBE, ANY, may("type", TEXT_TYPE)),
        row(MEDIA, "media:keywords", MAYBE, KEYWORDS),
        row(
            MEDIA,
            "media:thumbnail",
            MANY,
            None,
            need("url", URL),
            may("height", POSITIVE),
            may("width", POSITIVE),
            may("time", PLAY_TIME),
            may("type", MEDIA_TYPE),
        ),
        row(MEDIA, "media:category", MANY, TEXT, may("scheme", SCHEME), may("label", PLAIN)),
        row(MEDIA, "media:hash", MANY, TEXT, may("algo", HASH), good="d41d8cd98f00b204e9800998ecf8427e"),
        row(MEDIA, "media:player", MAYBE, None, need("url", URL), may("height", POSITIVE), may("width", POSITIVE)),
        row(MEDIA, "media:credit", MANY, PLAIN, may("role", ROLE), may("scheme", SCHEME)),
        row(MEDIA, "media:copyright", MAYBE, PLAIN, may("url", URL)),
        row(
            MEDIA,
            "media:text",
            MANY,
            ANY,
            may("type", TEXT_TYPE),
            may("lang", LANGUAGE),
            may("start", PLAY_TIME),
            may("end", PLAY_TIME),
        ),
        row(
            MEDIA,
            "media:restriction",
            MANY,
            ANY,
            need("relationship", RELATIONSHIP),
            may("type", RESTRICTION_TYPE),
            good="all",
        ),
        row(MEDIA, "media:community", MAYBE, inside="any"),
        row(MEDIA, "media:comments", MAYBE, inside="any"),
        row(MEDIA, "media:responses", MAYBE, inside="any"),
        row(MEDIA, "media:backLinks", MAYBE, inside="any"),
        row(
            MEDIA,
            "media:embed",
            MAYBE,
            None,
            need("url", HTTP_URL),
            may("width", POSITIVE),
            may("height", POSITIVE),
            inside="any",
        ),
        row(MEDIA, "media:status", MAYBE, ANY, may("state", STATUS), may("reason", ANY)),
        row(
            MEDIA, "media:price", MANY, ANY, may("type", ANY), may("info", ANY), may("price", ANY), may("currency", ANY)
        ),
        row(MEDIA, "media:license", MAYBE, ANY, may("type", ANY), may("href", URL)),
        row(MEDIA, "media:subTitle", MANY, ANY, may("type", MEDIA_TYPE), may("lang", LANGUAGE), may("href", URL)),
        row(MEDIA, "media:peerLink", MANY, ANY, may("type", MEDIA_TYPE), may("href", URL)),
        row(MEDIA, "media:location", MANY, inside="any"),
        row(MEDIA, "media:rights", MAYBE, ANY, need("status", RIGHTS)),
        row(MEDIA, "media:scenes", MAYBE, inside="any"),
        row(MEDIA, "media:adult", MAYBE, TRUE_FALSE),
    ),
)
