"""All tables as one index: what may stand where, and what is known of each namespace."""

from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec.structs import replace

from feedwright.validation.tables import Row, Vocabulary
from feedwright.validation.vocabularies import (
    atom,
    dublin_core,
    geography,
    media,
    modules,
    opml,
    podcasts,
    rss,
    rss1,
    rss1_modules,
    sitemaps,
)

XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"

VOCABULARIES: tuple[Vocabulary, ...] = (
    rss.VOCABULARY,
    rss1.VOCABULARY,
    atom.VOCABULARY,
    opml.VOCABULARY,
    dublin_core.ELEMENTS,
    dublin_core.TERMS,
    media.VOCABULARY,
    podcasts.ITUNES,
    podcasts.PODCAST,
    *modules.VOCABULARIES,
    *geography.VOCABULARIES,
    *rss1_modules.VOCABULARIES,
    *sitemaps.VOCABULARIES,
)

PREFIXES: Mapping[str, str] = {
    **{
        namespace: each.prefix for each in VOCABULARIES for namespace in (*each.namespaces, *each.misspelt) if namespace
    },
    "": "",
    XML: "xml",
    XHTML: "xhtml",
    rss1.RDF: "rdf",
    "http://purl.org/atom/ns#": "atom03",
    "http://www.w3.org/1998/Math/MathML": "mathml",
    "http://www.w3.org/2000/svg": "svg",
    "http://web.resource.org/cc/": "cc",
    "http://www.w3.org/2007/app": "app",
}


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What may stand in one element, and what must."""

    rows: Mapping[str, Row]
    required: tuple[Row, ...]


class Schema(msgspec.Struct, frozen=True, kw_only=True):
    """The index of all tables."""

    places: Mapping[str, Place]  # key of the parent -> what may stand in it
    roots: Mapping[str, Row]
    names: Mapping[str, frozenset[str]]  # prefix -> every key of the vocabulary
    vocabularies: Mapping[str, Vocabulary]


@cache
def schema() -> Schema:
    """The index, built once."""
    places: dict[str, dict[str, Row]] = {}
    roots: dict[str, Row] = {}
    names: dict[str, frozenset[str]] = {}
    for vocabulary in VOCABULARIES:
        rows = [replace(row, vocabulary=vocabulary.prefix, spec=row.spec or vocabulary.spec) for row in vocabulary.rows]
        for row in rows:
            for parent in row.where:
                places.setdefault(parent, {})[row.name] = row
        names[vocabulary.prefix] = frozenset(row.name for row in rows)
        for name in vocabulary.roots.split():
            roots[name] = Row(
                where=(),
                name=name,
                often="one",
                attributes=vocabulary.root_attributes,
                spec=vocabulary.spec,
                vocabulary=vocabulary.prefix,
            )
    return Schema(
        places={
            parent: Place(rows=rows, required=tuple(row for row in rows.values() if row.often in {"one", "some"}))
            for parent, rows in places.items()
        },
        roots=roots,
        names=names,
        vocabularies={each.prefix: each for each in VOCABULARIES},
    )
