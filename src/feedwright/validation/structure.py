"""A tree held against the tables: what may stand where, how often, with which values and attributes."""

from feedwright.validation.collector import Collector, element_path, entry_id, shortened, tag
from feedwright.validation.schema import Schema, schema
from feedwright.validation.tables import Attribute, Fault, Problem, Row, ValueType
from feedwright.validation.tree import Element
from feedwright.validation.value_types.addresses import REFERENCE
from feedwright.validation.value_types.text import BLANK, MARKUP, MISENCODED, RISKY_TEXT, misencoded
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


class Structure:
    """Judges one tree."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.schema: Schema = schema()
        self.rdf = False

    def judge(self, root: Element) -> None:
        """Hold a whole document against the tables."""
        row = self.schema.roots[root.key]
        self.rdf = root.key == "rdf:RDF"
        todo = [(root, row)]
        while todo and not self.collector.full:
            element, row = todo.pop()
            self.attributes(element, row)
            if row.type is not None:
                self.leaf(element, row, row.type)
            elif row.inside == "table":
                todo.extend(self.inside(element, row))

    def inside(self, element: Element, row: Row) -> list[tuple[Element, Row]]:
        """Judge which children an element has; return those whose own tables are still to be held against them."""
        place = self.schema.places.get(element.key)
        rows = place.rows if place else {}
        seen: set[str] = set()
        known: list[tuple[Element, Row]] = []
        for child in element.children:
            child_row = rows.get(child.key)
            if child_row is None:
                self.stranger(child, element, row)
                continue
            if child.key in seen and child_row.often in {"one", "maybe"}:
                message = f"{tag(child)} stands more than once in {tag(element)}."
                self.collector.fault(child_row.vocabulary, REPEATED, message, child, spec=child_row.spec)
            seen.add(child.key)
            known.append((child, child_row))
        if place and len(place.required):
            self.missing(element, place.required, seen)
        if element.parts and (text := element.text.strip()):
            message = f"{tag(element)} holds the text {shortened(text)!r}, but only elements may stand in it."
            self.collector.fault(row.vocabulary, TEXT, message, element, spec=row.spec)
        return known

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
                    entry=entry_id(element),
                    element=f"{element_path(element)}/{row.name}",
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
        vocabulary = self.schema.vocabularies[prefix or row.vocabulary]
        if child.key in self.schema.names[vocabulary.prefix]:
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
        parts = element.parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        self.value(text, type_, element, row)

    def attributes(self, element: Element, row: Row) -> None:
        """Judge an element's attributes."""
        known = self.schema.attributes[id(row)]
        written = element.attributes
        for name, value in written.items():
            if self.collector.full:
                return
            attribute = known.get(name) or XML_ATTRIBUTES.get(name)
            if attribute is not None:
                self.value(value, attribute.type, element, row, attribute=name)
            elif ":" not in name and self.closed(row):
                message = f"{tag(element)} has the attribute {name!r}, which {row.spec} does not know."
                self.collector.fault(row.vocabulary, ATTRIBUTE_UNKNOWN, message, element, attribute=name, spec=row.spec)
        for attribute in row.attributes:
            if attribute.required and attribute.name not in written:
                message = f"{tag(element)} has no attribute {attribute.name!r}: {attribute.type.name}."
                self.collector.fault(row.vocabulary, ATTRIBUTE_MISSING, message, element, spec=row.spec)

    def closed(self, row: Row) -> bool:
        """Whether an element may have only the attributes of its row (RFC 4287 §2 for all of Atom)."""
        return row.vocabulary == "atom" or (
            row.inside == "table" and not self.schema.vocabularies[row.vocabulary].partial
        )

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
        source = self.collector.source
        text = source.raw_text(element) if source else ""
        return list(type_.check(text.strip()))

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


def subject(element: Element, attribute: str | None) -> str:
    """What a message is about: an element or one of its attributes."""
    return tag(element) if attribute is None else f"{tag(element)}: its attribute {attribute!r}"


def missing_rule(parent: str, row: Row) -> str:
    """The rule that says that an element is missing: "rss/channel-title-missing"."""
    names = (each.rpartition(":")[2].lower().replace("_", "-") for each in (parent, row.name))
    return f"{row.vocabulary}/{'-'.join(names)}-missing"
