"""The modules of RSS 1.0 beyond the well-known ones (https://web.resource.org/rss/1.0/modules/), a table each.

RSS 2.0 and Atom feeds use them as well. Where a module leaves room for more elements its table is partial.
"""

from feedwright.validation.tables import MANY, MAYBE, Vocabulary, may, need, row
from feedwright.validation.value_types.addresses import URL
from feedwright.validation.value_types.dates import W3CDTF, W3CDTF_LOCAL
from feedwright.validation.value_types.numbers import COUNT, NUMBER
from feedwright.validation.value_types.text import ANY, PLAIN, TEXT
from feedwright.validation.value_types.words import LANGUAGE, MEDIA_TYPE, one_of
from feedwright.validation.vocabularies.places import BOTH, ENTRY, HEAD

_SPEC = "RSS 1.0 Modules: {}"
_PLACE = "http://purl.org/rss/1.0/modules/{}/"
RESOURCE = need("rdf:resource", URL)

WIKI_STATUS = one_of("new updated deleted", id="status", spec=_SPEC.format("Wiki"), exact=False)
WIKI_IMPORTANCE = one_of("major minor", id="importance", spec=_SPEC.format("Wiki"), exact=False)
FAVICON_SIZE = one_of("small medium large", id="favicon-size", spec=_SPEC.format("Image"))

AGGREGATION = Vocabulary(
    prefix="ag",
    namespaces=("http://purl.org/rss/modules/aggregation/", _PLACE.format("aggregation")),
    spec=_SPEC.format("Aggregation"),
    rows=(
        row(ENTRY, "ag:source", MAYBE, TEXT),
        row(ENTRY, "ag:sourceURL", MAYBE, URL),
        row(ENTRY, "ag:timestamp", MAYBE, W3CDTF),
    ),
)
ANNOTATION = Vocabulary(
    prefix="annotate",
    namespaces=(_PLACE.format("annotate"),),
    spec=_SPEC.format("Annotation"),
    rows=(row(ENTRY, "annotate:reference", MAYBE, None, RESOURCE, inside="any"),),
)
AUDIO = Vocabulary(
    prefix="audio",
    namespaces=("http://media.tangent.org/rss/1.0/",),
    spec=_SPEC.format("mp3"),
    rows=(
        row(ENTRY, "audio:songname", MAYBE, TEXT),
        row(ENTRY, "audio:artist", MAYBE, TEXT),
        row(ENTRY, "audio:album", MAYBE, TEXT),
        row(ENTRY, "audio:year", MAYBE, TEXT),
        row(ENTRY, "audio:comment", MAYBE, TEXT),
        row(ENTRY, "audio:genre", MAYBE, TEXT),
        row(ENTRY, "audio:recording_time", MAYBE, TEXT),
        row(ENTRY, "audio:bitrate", MAYBE, TEXT),
        row(ENTRY, "audio:track", MAYBE, TEXT),
        row(ENTRY, "audio:genre_id", MAYBE, TEXT),
        row(ENTRY, "audio:price", MAYBE, TEXT),
    ),
    partial=True,
)
CHANGED_PAGE = Vocabulary(
    prefix="cp",
    namespaces=("http://my.theinfo.org/changed/1.0/rss/",),
    spec=_SPEC.format("Changed Page"),
    rows=(row(HEAD, "cp:server", MAYBE, None, RESOURCE),),
)
COMPANY = Vocabulary(
    prefix="company",
    namespaces=(_PLACE.format("company"), "http://purl.org/rss/1.0/modules/company"),
    spec=_SPEC.format("Company"),
    rows=(
        row(ENTRY, "company:name", MANY, TEXT),
        row(ENTRY, "company:market", MANY, TEXT),
        row(ENTRY, "company:symbol", MANY, TEXT),
        row(ENTRY, "company:category", MANY, TEXT),
    ),
)
EVENT = Vocabulary(
    prefix="ev",
    namespaces=(_PLACE.format("event"),),
    spec=_SPEC.format("Event"),
    rows=(
        row(ENTRY, "ev:startdate", MAYBE, W3CDTF_LOCAL),
        row(ENTRY, "ev:enddate", MAYBE, W3CDTF_LOCAL),
        row(ENTRY, "ev:location", MAYBE, TEXT),
        row(ENTRY, "ev:organizer", MAYBE, TEXT),
        row(ENTRY, "ev:type", MAYBE, TEXT),
    ),
)
IMAGE = Vocabulary(
    prefix="image",
    namespaces=(_PLACE.format("image"), "http://web.resource.org/rss/1.0/modules/image/"),
    spec=_SPEC.format("Image"),
    rows=(
        row(HEAD, "image:favicon", MAYBE, None, may("rdf:about", URL), may("image:size", FAVICON_SIZE), inside="any"),
        row(BOTH, "image:item", MAYBE, None, may("rdf:about", URL), may("rdf:resource", URL), inside="any"),
    ),
    partial=True,
)
LINK = Vocabulary(
    prefix="l",
    namespaces=(_PLACE.format("link"),),
    spec=_SPEC.format("Link"),
    rows=(
        row(
            BOTH,
            "l:link",
            MANY,
            ANY,
            need("l:rel", URL),
            need("rdf:resource", URL),
            may("l:type", MEDIA_TYPE),
            may("l:lang", LANGUAGE),
            may("l:title", TEXT),
            inside="any",
        ),
    ),
    partial=True,
)
REFERENCE = Vocabulary(
    prefix="ref",
    namespaces=(_PLACE.format("reference"),),
    spec=_SPEC.format("Reference"),
    rows=(row(ENTRY, "ref:by", MANY, ANY, may("rdf:resource", URL), inside="any"),),
    partial=True,
)
SERVICE_STATUS = Vocabulary(
    prefix="ss",
    namespaces=(_PLACE.format("servicestatus"),),
    spec=_SPEC.format("Service Status"),
    rows=(
        row(HEAD, "ss:aboutStats", MAYBE, URL),
        row(ENTRY, "ss:responding", MAYBE, one_of("true false", id="responding", spec=_SPEC.format("Service Status"))),
        row(ENTRY, "ss:lastChecked", MAYBE, W3CDTF),
        row(ENTRY, "ss:lastSeen", MAYBE, W3CDTF),
        row(ENTRY, "ss:availability", MAYBE, NUMBER),
        row(ENTRY, "ss:averageResponseTime", MAYBE, TEXT),
        row(ENTRY, "ss:statusMessage", MAYBE, TEXT),
    ),
    partial=True,
)
THREADING = Vocabulary(
    prefix="threading",
    namespaces=(_PLACE.format("threading"),),
    spec=_SPEC.format("Threading"),
    rows=(row(ENTRY, "threading:children", MAYBE, inside="any"),),
)
WIKI = Vocabulary(
    prefix="wiki",
    namespaces=(_PLACE.format("wiki"),),
    spec=_SPEC.format("Wiki"),
    rows=(
        row(HEAD, "wiki:interwiki", MAYBE, inside="any"),
        row(ENTRY, "wiki:version", MAYBE, TEXT),
        row(ENTRY, "wiki:status", MAYBE, WIKI_STATUS),
        row(ENTRY, "wiki:importance", MAYBE, WIKI_IMPORTANCE),
        row(ENTRY, "wiki:diff", MAYBE, URL),
        row(ENTRY, "wiki:history", MAYBE, URL),
    ),
    partial=True,
)
OPEN_SEARCH = Vocabulary(
    prefix="opensearch",
    namespaces=("http://a9.com/-/spec/opensearch/1.1/", "http://a9.com/-/spec/opensearchrss/1.0/"),
    spec="OpenSearch 1.1",
    rows=(
        row(HEAD, "opensearch:totalResults", MAYBE, COUNT),
        row(HEAD, "opensearch:startIndex", MAYBE, COUNT),
        row(HEAD, "opensearch:itemsPerPage", MAYBE, COUNT),
        row(HEAD, "opensearch:link", MAYBE, ANY, inside="any"),
        row(HEAD, "opensearch:Query", MANY, ANY, inside="any"),
    ),
    partial=True,
)
PINGBACK = Vocabulary(
    prefix="pingback",
    namespaces=("http://madskills.com/public/xml/rss/module/pingback/",),
    spec="Pingback RSS Module",
    rows=(
        row(ENTRY, "pingback:server", MAYBE, URL),
        row(ENTRY, "pingback:target", MANY, URL),
        row(ENTRY, "pingback:about", MANY, URL),
    ),
    partial=True,
)
PRISM = Vocabulary(
    prefix="prism",
    namespaces=("http://prismstandard.org/namespaces/1.2/basic/", "http://prismstandard.org/namespaces/basic/2.0/"),
    spec="PRISM",
    rows=(
        row(ENTRY, "prism:publicationDate", MAYBE, W3CDTF),
        row(ENTRY, "prism:creationDate", MAYBE, W3CDTF),
        row(ENTRY, "prism:modificationDate", MAYBE, W3CDTF),
        row(BOTH, "prism:publicationName", MAYBE, PLAIN),
    ),
    partial=True,
)

VOCABULARIES = (
    AGGREGATION,
    ANNOTATION,
    AUDIO,
    CHANGED_PAGE,
    COMPANY,
    EVENT,
    IMAGE,
    LINK,
    REFERENCE,
    SERVICE_STATUS,
    THREADING,
    WIKI,
    OPEN_SEARCH,
    PINGBACK,
    PRISM,
)
