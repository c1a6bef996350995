"""Dublin Core: the fifteen elements, and the terms that refine them.

https://www.dublincore.org/specifications/dublin-core/dcmi-terms/
"""

from feedwright.validation.tables import MANY, MAYBE, Vocabulary, names, row
from feedwright.validation.value_types.dates import W3CDTF, W3CDTF_PERIOD
from feedwright.validation.value_types.text import PLAIN, TEXT
from feedwright.validation.value_types.words import LANGUAGE
from feedwright.validation.vocabularies.places import BOTH

PLACES = f"{BOTH} image rss1:image rss1:textinput textInput"
_DATES = names("available created dateAccepted dateCopyrighted dateSubmitted issued modified valid")
_TEXTS = names("""abstract accessRights alternative audience bibliographicCitation conformsTo contributor creator
    description educationLevel extent format hasFormat hasPart hasVersion identifier instructionalMethod isFormatOf
    isPartOf isReferencedBy isReplacedBy isRequiredBy isVersionOf language license mediator medium provenance publisher
    references relation replaces requires rights rightsHolder source spatial subject tableOfContents temporal title
    type coverage date accrualMethod accrualPeriodicity accrualPolicy""")

ELEMENTS = Vocabulary(
    prefix="dc",
    namespaces=("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/"),
    spec="Dublin Core Metadata Element Set 1.1",
    rows=(
        row(PLACES, "dc:title", MANY, PLAIN),
        row(PLACES, "dc:creator", MANY, PLAIN),
        row(PLACES, "dc:subject", MANY, PLAIN),
        row(PLACES, "dc:description", MANY, TEXT),
        row(PLACES, "dc:publisher", MANY, PLAIN),
        row(PLACES, "dc:contributor", MANY, PLAIN),
        row(PLACES, "dc:date", MAYBE, W3CDTF),
        row(PLACES, "dc:type", MANY, TEXT),
        row(PLACES, "dc:format", MANY, TEXT),
        row(PLACES, "dc:identifier", MANY, TEXT),
        row(PLACES, "dc:source", MANY, PLAIN),
        row(PLACES, "dc:language", MAYBE, LANGUAGE),
        row(PLACES, "dc:relation", MANY, TEXT),
        row(PLACES, "dc:coverage", MANY, TEXT),
        row(PLACES, "dc:rights", MAYBE, PLAIN),
    ),
    partial=True,
)
TERMS = Vocabulary(
    prefix="dcterms",
    namespaces=("http://purl.org/dc/terms/",),
    spec="DCMI Metadata Terms",
    rows=(
        *(row(PLACES, f"dcterms:{name}", MANY, W3CDTF_PERIOD) for name in sorted(_DATES)),
        *(row(PLACES, f"dcterms:{name}", MANY, TEXT) for name in sorted(_TEXTS)),
    ),
)
