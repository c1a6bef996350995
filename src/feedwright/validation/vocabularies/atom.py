"""The Atom Syndication Format, RFC 4287, with the attributes that RFC 4685 adds to links."""

from feedwright.validation.tables import MANY, MAYBE, ONE, Vocabulary, may, need, row
from feedwright.validation.value_types.addresses import ID, REFERENCE, REFERENCE_GIVEN, URL_EXACT
from feedwright.validation.value_types.dates import RFC3339
from feedwright.validation.value_types.numbers import COUNT, COUNT_NEEDED
from feedwright.validation.value_types.people import EMAIL
from feedwright.validation.value_types.text import ANY, PLAIN, TEXT
from feedwright.validation.value_types.words import LANGUAGE_EXACT

PERSONS = "atom:author atom:contributor"
HEADS = "atom:feed atom:source"
ALL = f"{HEADS} atom:entry"
RSS_HEAD = "channel rss1:channel"
RSS_ITEM = "item rss1:item"

TYPE = may("type", TEXT)  # what it may say is judged with the content that it describes
LINK = (
    need("href", REFERENCE),
    may("rel", TEXT),
    may("type", ANY),  # judged with the relation
    may("hreflang", LANGUAGE_EXACT),
    may("title", PLAIN),
    may("length", COUNT_NEEDED),
    may("thr:count", COUNT),
    may("thr:updated", RFC3339),
)

VOCABULARY = Vocabulary(
    prefix="atom",
    namespaces=("http://www.w3.org/2005/Atom",),
    spec="RFC 4287",
    rows=(
        row("atom:feed", "atom:title", ONE, ANY, TYPE, inside="any", spec="RFC 4287 §4.2.14"),
        row("atom:feed", "atom:id", ONE, ID, spec="RFC 4287 §4.2.6"),
        row("atom:feed", "atom:updated", ONE, RFC3339, spec="RFC 4287 §4.2.15"),
        row("atom:source", "atom:title", MAYBE, ANY, TYPE, inside="any"),
        row("atom:source", "atom:id", MAYBE, ID),
        row("atom:source", "atom:updated", MAYBE, RFC3339),
        row(f"{ALL} {RSS_HEAD} {RSS_ITEM}", "atom:author", MANY, spec="RFC 4287 §4.2.1"),
        row(f"{ALL} {RSS_HEAD} {RSS_ITEM}", "atom:contributor", MANY, spec="RFC 4287 §4.2.3"),
        row(
            f"{ALL} {RSS_HEAD} {RSS_ITEM}",
            "atom:category",
            MANY,
            ANY,
            need("term", TEXT),
            may("scheme", URL_EXACT),
            may("label", PLAIN),
            inside="any",
            spec="RFC 4287 §4.2.2",
        ),
        row(
            f"{ALL} {RSS_HEAD} {RSS_ITEM}",
            "atom:link",
            MANY,
            None,
            *LINK,
            inside="any",
            spec="RFC 4287 §4.2.7",
            shown=' rel="related"',
        ),
        row(HEADS, "atom:generator", MAYBE, PLAIN, may("uri", REFERENCE), may("version", TEXT), spec="RFC 4287 §4.2.4"),
        row(HEADS, "atom:icon", MAYBE, REFERENCE_GIVEN, spec="RFC 4287 §4.2.5"),
        row(HEADS, "atom:logo", MAYBE, REFERENCE_GIVEN, spec="RFC 4287 §4.2.8"),
        row(f"{ALL} {RSS_HEAD} {RSS_ITEM}", "atom:rights", MAYBE, ANY, TYPE, inside="any", spec="RFC 4287 §4.2.10"),
        row(HEADS, "atom:subtitle", MAYBE, ANY, TYPE, inside="any", spec="RFC 4287 §4.2.12"),
        row("atom:feed", "atom:entry", MANY, spec="RFC 4287 §4.1.2"),
        row("atom:entry", "atom:title", ONE, ANY, TYPE, inside="any", spec="RFC 4287 §4.2.14"),
        row("atom:entry", "atom:id", ONE, ID, spec="RFC 4287 §4.2.6"),
        row("atom:entry", "atom:updated", ONE, RFC3339, spec="RFC 4287 §4.2.15"),
        row(f"atom:entry {RSS_ITEM}", "atom:published", MAYBE, RFC3339, spec="RFC 4287 §4.2.9"),
        row(f"atom:entry {RSS_ITEM}", "atom:summary", MAYBE, ANY, TYPE, inside="any", spec="RFC 4287 §4.2.13"),
        row(
            f"atom:entry {RSS_ITEM}",
            "atom:content",
            MAYBE,
            ANY,
            TYPE,
            may("src", REFERENCE),
            inside="any",
            spec="RFC 4287 §4.1.3",
        ),
        row(f"atom:entry {RSS_ITEM}", "atom:source", MAYBE, spec="RFC 4287 §4.2.11"),
        row(PERSONS, "atom:name", ONE, PLAIN, spec="RFC 4287 §3.2.1"),
        row(PERSONS, "atom:uri", MAYBE, REFERENCE_GIVEN, spec="RFC 4287 §3.2.2"),
        row(PERSONS, "atom:email", MAYBE, EMAIL, spec="RFC 4287 §3.2.3"),
        row(f"{RSS_HEAD} {RSS_ITEM}", "atom:id", MAYBE, ID),
        row(f"{RSS_HEAD} {RSS_ITEM}", "atom:title", MAYBE, ANY, TYPE, inside="any"),
        row(f"{RSS_HEAD} {RSS_ITEM}", "atom:updated", MAYBE, RFC3339),
        row(RSS_HEAD, "atom:generator", MAYBE, PLAIN, may("uri", REFERENCE), may("version", TEXT)),
        row(RSS_HEAD, "atom:icon", MAYBE, REFERENCE_GIVEN),
        row(RSS_HEAD, "atom:logo", MAYBE, REFERENCE_GIVEN),
        row(RSS_HEAD, "atom:subtitle", MAYBE, ANY, TYPE, inside="any"),
    ),
    roots="atom:feed atom:entry",
)
