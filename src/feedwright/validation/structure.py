"""A tree held against the tables: what may stand where, how often, with which values and attributes."""

from collections.abc import Mapping
from functools import cache

import msgspec

from feedwright.validation.collector import MOST_FINDINGS, Collector, shortened, tag
from feedwright.validation.schema import schema
from feedwright.validation.tables import Attribute, Fault, Problem, Row, ValueType
from feedwright.validation.tree import Element
from feedwright.validation.value_types.addresses import REFERENCE
from feedwright.validation.value_types.text import BLANK, MARKUP, MISENCODED, RISKY_TEXT, is_sound, misencoded
from feedwright.validation.value_types.words import LANGUAGE_OR_NONE

MISSING = Fault(
    id="missing", says="lacks an element that it must have", hint="Add the element {}.", spec="the table", bad=""
)
REPEATED = Fault(
    id="element-repeated",
    says="stands here more than once",
    hint="Keep one and remove the others.",
    spec="the table",
    bad="",
)
UNKNOWN = Fault(
    id="element-unknown",
    says="is not an element of this vocabulary",
    hint="Check spelling and letter case, or put the element into a namespace of its own.",
    spec="the table",
    bad="",
)
MISPLACED = Fault(
    id="element-misplaced",
    says="may not stand here",
    hint="Move the element to where its specification puts it, or remove it.",
    spec="the table",
    bad="",
)
TEXT = Fault(
    id="text-unexpected",
    says="holds text where only elements may be",
    hint="Remove the text or put it into an element.",
    spec="the table",
    bad="",
)
ATTRIBUTE_MISSING = Fault(
    id="attribute-missing",
    says="lacks an attribute that it must have",
    hint="Add the attribute.",
    spec="the table",
    bad="",
)
ATTRIBUTE_UNKNOWN = Fault(
    id="attribute-unknown",
    says="has an attribute that the specification does not know",
    hint="Remove the attribute; check its letter case.",
    spec="the table",
    bad="",
)
SPACE = Fault(
    id="value-space",
    says="has white space around its value",
    hint="Write the value without spaces and line breaks around it.",
    spec="RFC 4287 §2; RFC 3986 Appendix C",
    bad=" ",
)
NO_NAMESPACE = Fault(
    id="element-without-namespace",
    severity="warning",
    says="is in no namespace, so nobody can tell what it means",
    hint="Put the element into the Atom namespace or into one of its own.",
    spec="RFC 4287 §6.1",
    bad="",
)
FAULTS = (
    REPEATED,
    UNKNOWN,
    MISPLACED,
    TEXT,
    ATTRIBUTE_MISSING,
    ATTRIBUTE_UNKNOWN,
    SPACE,
    NO_NAMESPACE,
    BLANK,
    MISENCODED,
)

XML_ATTRIBUTES = {
    "xml:lang": Attribute(name="xml:lang", type=LANGUAGE_OR_NONE),
    "xml:base": Attribute(name="xml:base", type=REFERENCE),
}
_FOREIGN = frozenset({"rdf", "xhtml", "mathml", "svg", "cc", "app", "xml", "atom03"})


class Kind(msgspec.Struct, eq=False, kw_only=True):
    """What a row says of an element, ready to be held against one."""

    row: Row
    type: ValueType | None  # of the row
    once: bool  # it may not be repeated
    attributes: Mapping[str, ValueType]  # by name; those that every element may have, too
    needed: frozenset[str]  # the attributes that must be there
    closed: bool  # it has no other attributes


class Kinds(dict[str, Kind | None]):
    """What may stand in an element, by key; None for what no table puts there. Each is made when it is met."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        super().__init__()
        self.rows = rows

    def __missing__(self, key: str) -> Kind | None:
        row = self.rows.get(key)
        if row is None:
            return None  # and keep no word of it: a document can make up any number of names
        kind = self[key] = _kind(row)
        return kind


@cache
def kinds_in(parent: str) -> Kinds:
    """What the tables put into an element."""
    place = schema().places.get(parent)
    return Kinds({} if place is None else place.rows)


def _kind(row: Row) -> Kind:
    known = {**XML_ATTRIBUTES, **{attribute.name: attribute for attribute in row.attributes}}
    return Kind(
        row=row,
        type=row.type,
        once=row.often in {"one", "maybe"},
        attributes={name: attribute.type for name, attribute in known.items()},
        needed=frozenset(attribute.name for attribute in row.attributes if attribute.required),
        # RFC 4287 §2 says so for all of Atom
        closed=row.vocabulary == "atom"
        or (row.inside == "table" and not schema().vocabularies[row.vocabulary].partial),
    )


class Structure:
    """Judges one tree."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.rdf = False

    def judge(self, root: Element) -> None:
        """Hold a whole document against the tables."""
        self.rdf = root.key == "rdf:RDF"
        todo = [(root, _kind(schema().roots[root.key]))]
        found = self.collector.found
        while todo and len(found) < MOST_FINDINGS:
            element, kind = todo.pop()
            if not has_sound_attributes(element, kind):
                self.attributes(element, kind)
            if kind.row.type is not None:
                self.leaf(element, kind.row, kind.row.type)
            elif kind.row.inside == "table":
                todo.extend(self.inside(element, kind))

    def inside(self, element: Element, kind: Kind) -> list[tuple[Element, Kind]]:
        """Judge which children an element has; return those of which more is to be said, or may be."""
        seen: set[str] = set()
        unsure: list[tuple[Element, Kind]] = []
        kinds = kinds_in(element.key)
        for child in element.children:
            key = child.key
            known = kinds[key]
            if known is None:
                self.stranger(child, element, kind.row)
                continue
            if known.once and key in seen:
                message = f"{tag(child)} stands more than once in {tag(element)}."
                self.collector.fault(known.row.vocabulary, REPEATED, message, child, spec=known.row.spec)
            seen.add(key)
            if not is_sound_element(child, known):
                unsure.append((child, known))
        if place := schema().places.get(element.key):
            self.missing(element, place.required, seen)
        if text := element.text.strip():
            message = f"{tag(element)} holds the text {shortened(text)!r}, but only elements may stand in it."
            self.collector.fault(kind.row.vocabulary, TEXT, message, element, spec=kind.row.spec)
        return unsure

    def missing(self, element: Element, required: tuple[Row, ...], seen: set[str]) -> None:
        """Say which elements are not there."""
        for row in required:
            if row.name not in seen:
                prefix, _, name = row.name.rpartition(":")
                shown = name if prefix in {"", "atom", "rss1"} else row.name
                self.collector.add(
                    missing_rule(element.key, row),
                    "error",
                    f"{tag(element)} has no <{shown}>.",
                    hint=f"Add <{shown}> with {row.type.name if row.type else 'what belongs in it'}.",
                    spec=row.spec,
                    line=element.line,
                    column=element.column,
                    entry=self.collector.entry_id(element),
                    element=f"{self.collector.element_path(element)}/{row.name}",
                )

    def stranger(self, child: Element, parent: Element, row: Row) -> None:
        """Judge a child that no table puts here."""
        prefix, _, _ = child.key.rpartition(":")
        if child.key[0] == "{" or prefix in _FOREIGN:
            return
        if not prefix and row.vocabulary not in {"rss", "opml"}:
            if not self.rdf and parent.key in {"atom:feed", "atom:entry"}:
                message = f"{tag(child)} in {tag(parent)} is in no namespace."
                self.collector.fault("atom", NO_NAMESPACE, message, child)
            return
        vocabulary = schema().vocabularies[prefix or row.vocabulary]
        if child.key in schema().names[vocabulary.prefix]:
            message = f"{tag(child)} may not stand in {tag(parent)}."
            self.collector.fault(vocabulary.prefix, MISPLACED, message, child, spec=vocabulary.spec)
        elif not vocabulary.partial:
            message = f"{tag(child)} in {tag(parent)} is not an element of {vocabulary.spec}."
            self.collector.fault(vocabulary.prefix, UNKNOWN, message, child, spec=vocabulary.spec)

    def leaf(self, element: Element, row: Row, type_: ValueType) -> None:
        """Judge an element that holds a value."""
        if element.children:
            if row.inside == "table" and not (self.rdf and row.vocabulary != "rss1"):
                for child in element.children:
                    message = f"{tag(child)} may not stand in {tag(element)}, which holds {type_.name}."
                    self.collector.fault(row.vocabulary, MISPLACED, message, child, spec=row.spec)
            return
        self.value(element.text, type_, element, row)

    def attributes(self, element: Element, kind: Kind) -> None:
        """Judge an element's attributes."""
        row = kind.row
        for name, value in element.attributes.items():
            if self.collector.full:
                return
            type_ = kind.attributes.get(name)
            if type_ is not None:
                self.value(value, type_, element, row, attribute=name)
            elif kind.closed and ":" not in name:
                message = f"{tag(element)} has the attribute {name!r}, which {row.spec} does not know."
                self.collector.fault(row.vocabulary, ATTRIBUTE_UNKNOWN, message, element, attribute=name, spec=row.spec)
        for attribute in row.attributes:
            if attribute.required and attribute.name not in element.attributes:
                message = f"{tag(element)} has no attribute {attribute.name!r}: {attribute.type.name}."
                self.collector.fault(row.vocabulary, ATTRIBUTE_MISSING, message, element, spec=row.spec)

    def value(self, text: str, type_: ValueType, element: Element, row: Row, *, attribute: str | None = None) -> None:
        """Judge a value against its type."""
        value = text.strip()
        if not value and type_.blank != "fault":
            if type_.blank == "warn":
                message = f"{subject(element, attribute)} is empty."
                self.collector.fault(row.vocabulary, BLANK, message, element, attribute=attribute, spec=row.spec)
            return
        if not type_.trim and value != text:
            message = f"{subject(element, attribute)} has white space around its value."
            self.collector.fault(row.vocabulary, SPACE, message, element, attribute=attribute)
        problems = type_.check(value)
        if problems and not attribute and type_.faults[-1].id in {MARKUP.id, RISKY_TEXT.id}:
            problems = self.reread(element, type_)
        for problem in problems:
            self.problem(problem, value, element, row, attribute=attribute)
        if not value.isascii() and (offset := misencoded(value)) >= 0:
            shown = value[max(0, offset - 20) : offset + 20]
            message = f"{subject(element, attribute)} {MISENCODED.says}: {shown!r}."
            self.collector.fault(row.vocabulary, MISENCODED, message, element, attribute=attribute)

    def reread(self, element: Element, type_: ValueType) -> "list[Problem]":
        """Judge plain text again, hexadecimal references left out: they are what the RSS Profile asks for."""
        return list(type_.check(element.source.raw_text(element).strip()))

    def problem(
        self, problem: Problem, value: str, element: Element, row: Row, *, attribute: str | None = None
    ) -> None:
        """Keep a problem of a value."""
        detail = problem.detail or repr(shortened(value))
        lead = value[: problem.offset]
        self.collector.fault(
            row.vocabulary,
            problem.fault,
            f"{subject(element, attribute)} {problem.fault.says}: {detail}.",
            element,
            attribute=attribute,
            offset=None if attribute or "\n" not in lead else (problem.offset, value),
            spec=row.spec if problem.fault.spec.startswith("the ") else None,
        )


def is_sound_element(element: Element, kind: Kind) -> bool:
    """Whether nothing is to be said of an element, whose value and attributes are all that is judged of it."""
    type_ = kind.type
    if type_ is None:
        return kind.row.inside == "any" and has_sound_attributes(element, kind)
    if element.children or not is_sound(element.text, type_):
        return False
    return has_sound_attributes(element, kind) if element.attributes else not kind.needed


def has_sound_attributes(element: Element, kind: Kind) -> bool:
    """Whether nothing is to be said of an element's attributes."""
    known = kind.attributes
    for name, value in element.attributes.items():
        if name in known:
            if not is_sound(value, known[name]):
                return False
        elif kind.closed and ":" not in name:
            return False
    return not kind.needed or kind.needed <= element.attributes.keys()


def subject(element: Element, attribute: str | None) -> str:
    """What a message is about: an element or one of its attributes."""
    return tag(element) if attribute is None else f"{tag(element)}: its attribute {attribute!r}"


def missing_rule(parent: str, row: Row) -> str:
    """The rule that says that an element is missing: "rss/channel-title-missing"."""
    names = (each.rpartition(":")[2].lower().replace("_", "-") for each in (parent, row.name))
    return f"{row.vocabulary}/{'-'.join(names)}-missing"
