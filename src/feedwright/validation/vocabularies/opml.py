"""OPML 1.0, 1.1 and 2.0: outlines and subscription lists.

http://opml.org/spec2.opml
"""

from feedwright.validation.tables import MANY, MAYBE, ONE, SOME, Vocabulary, may, need, row
from feedwright.validation.value_types.addresses import HTTP_URL, URL
from feedwright.validation.value_types.dates import RFC822
from feedwright.validation.value_types.numbers import INTEGER, matching
from feedwright.validation.value_types.people import EMAIL
from feedwright.validation.value_types.text import ANY, TEXT
from feedwright.validation.value_types.words import LANGUAGE, TRUE_FALSE, one_of

VERSION = one_of("2.0 1.0 1.1", id="version", spec="OPML 2.0")
LINES = matching(
    r"\s*(?:[0-9]{1,9}\s*(?:,\s*[0-9]{1,9}\s*)*)?",
    what="a list of line numbers",
    id="expansion-state",
    hint="Write whole numbers with commas between.",
    good="1, 2, 4",
    bad="all",
)
OUTLINE = (
    need("text", ANY),
    may("type", TEXT),
    may("isComment", TRUE_FALSE),
    may("isBreakpoint", TRUE_FALSE),
    may("created", RFC822),
    may("category", ANY),
    may("xmlUrl", URL),
    may("htmlUrl", URL),
    may("title", ANY),
    may("description", ANY),
    may("language", LANGUAGE),
    may("version", ANY),
    may("url", URL),
)

VOCABULARY = Vocabulary(
    prefix="opml",
    namespaces=(),
    spec="OPML 2.0",
    rows=(
        row("opml", "head", ONE),
        row("opml", "body", ONE),
        row("head", "title", MAYBE, ANY),
        row("head", "dateCreated", MAYBE, RFC822),
        row("head", "dateModified", MAYBE, RFC822),
        row("head", "ownerName", MAYBE, ANY),
        row("head", "ownerEmail", MAYBE, EMAIL),
        row("head", "ownerId", MAYBE, HTTP_URL),
        row("head", "docs", MAYBE, URL),
        row("head", "expansionState", MAYBE, LINES),
        row("head", "vertScrollState", MAYBE, INTEGER),
        row("head", "windowTop", MAYBE, INTEGER),
        row("head", "windowLeft", MAYBE, INTEGER),
        row("head", "windowBottom", MAYBE, INTEGER),
        row("head", "windowRight", MAYBE, INTEGER),
        row("body", "outline", SOME, None, *OUTLINE),
        row("outline", "outline", MANY, None, *OUTLINE),
    ),
    roots="opml",
    root_attributes=(need("version", VERSION),),
)
