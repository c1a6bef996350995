"""Every rule that there is: those of the tables, with examples made from the tables, and those of the cross-checks."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import chain

from feedwright.validation import agreement, encoding, history, json_rules, judgement, xml_document
from feedwright.validation.checks import atom as atom_checks
from feedwright.validation.checks import atom_text, extensions, links, media, rss_versions, sitemaps
from feedwright.validation.checks import rss as rss_checks
from feedwright.validation.examples import atom, opml, rss, rss1, sitemap
from feedwright.validation.rule_faults import json_table_rules, rule_of, wrong_values
from feedwright.validation.schema import Schema, schema
from feedwright.validation.structure import (
    ATTRIBUTE_MISSING,
    ATTRIBUTE_UNKNOWN,
    MISPLACED,
    NO_NAMESPACE,
    REPEATED,
    TEXT,
    UNKNOWN,
    XML_ATTRIBUTES,
    missing_rule,
)
from feedwright.validation.tables import Attribute, Fault, Row, Rule
from feedwright.validation.value_types.html import HTML_WITH_BASE
from feedwright.validation.value_types.text import MISENCODED

_OUTSIDE = frozenset({"rss", "opml", "rdf:RDF"})
_MODULES = (
    rss_checks,
    rss_versions,
    atom_checks,
    atom_text,
    links,
    media,
    extensions,
    sitemaps,
    encoding,
    xml_document,
    json_rules,
    judgement,
    agreement,
    history,
)


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the ids."""
    found: dict[str, Rule] = {rule.id: rule for rule in _declared()}
    for rule in chain(_Tables(schema(), found).rules(), json_table_rules()):
        found.setdefault(rule.id, rule)
    return dict(sorted(found.items()))


def _declared() -> Iterator[Rule]:
    for module in _MODULES:
        yield from module.RULES


class _Tables:
    """The rules of the tables of XML vocabularies, and documents that show them."""

    def __init__(self, index: Schema, known: Mapping[str, Rule]) -> None:
        """`known`: the rules that are there already, at every moment; no example is made for them again."""
        self.index = index
        self.known = known
        namespaces = {each.prefix: each.namespaces[0] for each in index.vocabularies.values() if each.namespaces}
        self.namespaces = {prefix: name for prefix, name in namespaces.items() if prefix not in {"rss", "rss1"}}
        self.rows: dict[str, list[Row]] = {}
        for place in index.places.values():
            for row in place.rows.values():
                mine = self.rows.setdefault(row.vocabulary, [])
                if not any(row is other for other in mine):
                    mine.append(row)

    def rules(self) -> Iterator[Rule]:
        """The rules of every table."""
        for vocabulary, rows in self.rows.items():
            yield from self.missing(vocabulary)
            yield from self.structural(vocabulary, rows)
            for row in rows:
                yield from self.values(row)
            yield from self.everywhere(vocabulary, rows)
        yield from self.roots()
        for fault in HTML_WITH_BASE.faults:
            bad, good = (
                atom(feed=f'<subtitle type="html">{each}</subtitle>') for each in (fault.bad, HTML_WITH_BASE.good)
            )
            yield rule_of(f"atom/{fault.id}", fault, "HTML in Atom", fault.spec, bad, good)
        rdf = rss1(channel="loose words"), rss1()  # its elements stand outside of what `structural` makes examples of
        yield rule_of(f"rss1/{TEXT.id}", TEXT, "An element", "RSS 1.0 §5", *rdf)
        yield Rule(
            id=f"atom/{NO_NAMESPACE.id}",
            severity=NO_NAMESPACE.severity,
            title=f"An element {NO_NAMESPACE.says}.",
            hint=NO_NAMESPACE.hint,
            spec=NO_NAMESPACE.spec,
            bad=atom(feed='<note xmlns="">Words</note>'),
            good=atom(feed="<dc:description>Words</dc:description>"),
        )

    def missing(self, vocabulary: str) -> Iterator[Rule]:
        """A rule for each element that must be there."""
        for parent, place in self.index.places.items():
            for row in place.required:
                if row.vocabulary == vocabulary:
                    yield Rule(
                        id=missing_rule(parent, row),
                        severity="error",
                        title=f"<{parent}> has <{row.name}>.",
                        hint=f"Add <{row.name}>.",
                        spec=row.spec,
                        bad=self.without(parent, row),
                        good=rss() if parent == "textInput" else self.without(parent, None),
                    )

    def structural(self, vocabulary: str, rows: list[Row]) -> Iterator[Rule]:
        """Repetition, unknown and misplaced elements, text between elements, attributes."""
        for row in rows:
            where, spec = self.best_place(row), row.spec
            if where in _OUTSIDE:
                continue
            sound = partial(self.sound, row, where)
            if row.often in {"maybe", "one"} and self.lacks(vocabulary, REPEATED):
                twice = self.sample(row, where) * 2
                subject = f"<{row.name}>"
                yield rule_of(
                    f"{vocabulary}/{REPEATED.id}", REPEATED, subject, spec, self.document(where, row, twice), sound()
                )
            if row.type is None and row.inside == "table" and self.lacks(vocabulary, TEXT):
                text = self.sample(row, where, more="loose words")
                yield rule_of(
                    f"{vocabulary}/{TEXT.id}", TEXT, "An element", spec, self.document(where, row, text), sound()
                )
            if not self.index.vocabularies[vocabulary].partial and self.lacks(vocabulary, UNKNOWN, ATTRIBUTE_UNKNOWN):
                yield from self.strange(vocabulary, row, where, sound())
            if any(each.required for each in row.attributes) and self.lacks(vocabulary, ATTRIBUTE_MISSING):
                bare = self.sample(row, where, attributes=())
                subject = "An element"
                bad = self.document(where, row, bare)
                yield rule_of(f"{vocabulary}/{ATTRIBUTE_MISSING.id}", ATTRIBUTE_MISSING, subject, spec, bad, sound())
            plain = row.type is not None and row.inside == "table" and row.good is None
            if plain and self.lacks(vocabulary, MISPLACED):
                child = self.sample(row, where, text=f"<{_written(row, where)}>Words</{_written(row, where)}>")
                bad = self.document(where, row, child)
                yield rule_of(f"{vocabulary}/{MISPLACED.id}", MISPLACED, "An element", spec, bad, sound())

    def sound(self, row: Row, where: str) -> str:
        """A document in which a row's element stands as it should."""
        return self.document(where, row, self.sample(row, where))

    def lacks(self, vocabulary: str, *faults: Fault) -> bool:
        """Whether one of these faults has no rule in a vocabulary yet."""
        return any(f"{vocabulary}/{fault.id}" not in self.known for fault in faults)

    def strange(self, vocabulary: str, row: Row, where: str, good: str) -> Iterator[Rule]:
        """An element and an attribute that nobody knows."""
        written = _written(row, where)
        odd = written.rpartition(":")[0] + (":" if ":" in written else "") + "nonesuch"
        bad = self.document(where, row, f"{self.sample(row, where)}<{odd}/>")
        yield rule_of(f"{vocabulary}/{UNKNOWN.id}", UNKNOWN, "An element", row.spec, bad, good)
        if row.inside == "table":
            bad = self.document(
                where, row, self.sample(row, where).replace(f"<{written}", f'<{written} nonesuch="1"', 1)
            )
            yield rule_of(f"{vocabulary}/{ATTRIBUTE_UNKNOWN.id}", ATTRIBUTE_UNKNOWN, "An element", row.spec, bad, good)

    def values(self, row: Row) -> Iterator[Rule]:
        """The faults that a row's value and its attributes' values may have."""
        where = self.best_place(row)
        good = ""
        if row.type is not None and row.inside == "table":
            for fault, bad in wrong_values(row.type, plain=row.good is None):
                if not self.lacks(row.vocabulary, fault):
                    continue
                good = good or self.sound(row, where)
                document = self.document(where, row, self.sample(row, where, text=bad))
                spec = row.spec if fault.spec.startswith("the ") else fault.spec
                yield rule_of(f"{row.vocabulary}/{fault.id}", fault, f"<{row.name}>", spec, document, good)
        for attribute in row.attributes:
            for fault, bad in wrong_values(attribute.type):
                if not self.lacks(row.vocabulary, fault):
                    continue
                good = good or self.sound(row, where)
                others = tuple(each for each in row.attributes if each.required and each.name != attribute.name)
                element = self.sample(row, where, attributes=others, extra=f' {attribute.name}="{bad}"')
                spec = row.spec if fault.spec.startswith("the ") else fault.spec
                yield rule_of(
                    f"{row.vocabulary}/{fault.id}",
                    fault,
                    f"The attribute {attribute.name} of <{row.name}>",
                    spec,
                    self.document(where, row, element),
                    good,
                )

    def everywhere(self, vocabulary: str, rows: list[Row]) -> Iterator[Rule]:
        """What every element may have: xml:lang and xml:base, and characters that come from a wrong encoding."""
        shown = [each for each in rows if self.best_place(each) not in _OUTSIDE]
        row = min(shown, key=lambda each: each.inside == "any")
        where = self.best_place(row)
        for name, attribute in XML_ATTRIBUTES.items():
            for fault, value in wrong_values(attribute.type):
                if self.lacks(vocabulary, fault):
                    bad = self.document(where, row, self.sample(row, where, extra=f' {name}="{value}"'))
                    subject = f"The attribute {name} of an element"
                    yield rule_of(f"{vocabulary}/{fault.id}", fault, subject, fault.spec, bad, self.sound(row, where))
        if self.lacks(vocabulary, MISENCODED):  # its values are no words, so that such characters are never all
            id_ = f"{vocabulary}/{MISENCODED.id}"
            yield rule_of(id_, MISENCODED, "A value", MISENCODED.spec, "", self.sound(row, where))

    def roots(self) -> Iterator[Rule]:
        """The attributes of the elements that documents start with."""
        for name, row in self.index.roots.items():
            good = {"rss": rss(), "opml": opml()}.get(name, "")
            for attribute in row.attributes:
                written = f' {attribute.name}="{attribute.type.good}"'
                yield rule_of(
                    f"{row.vocabulary}/{ATTRIBUTE_MISSING.id}",
                    ATTRIBUTE_MISSING,
                    f"<{name}>",
                    row.spec,
                    good.replace(written, "", 1),
                    good,
                )
                for fault, bad in wrong_values(attribute.type):
                    document = good.replace(written, f' {attribute.name}="{bad}"', 1)
                    subject = f"The attribute {attribute.name} of <{name}>"
                    yield rule_of(f"{row.vocabulary}/{fault.id}", fault, subject, row.spec, document, good)

    def best_place(self, row: Row) -> str:
        """Where an example shows the element: in an entry if it may, in RSS or Atom rather than in RDF."""
        for place in ("item", "atom:entry", "channel", "atom:feed"):
            if place in row.where and not (row.vocabulary == "atom" and not place.startswith("atom:")):
                return place
        return row.where[0]

    def sample(
        self,
        row: Row,
        where: str,
        *,
        text: str | None = None,
        attributes: tuple[Attribute, ...] | None = None,
        extra: str = "",
        more: str = "",
        without: str = "",
    ) -> str:
        """A sound element of a row; with other text, attributes or children where these are given."""
        if attributes is None:
            attributes = tuple(attribute for attribute in row.attributes if attribute.required)
        shown = "" if extra and f"{extra.partition('=')[0]}=" in row.shown else row.shown
        written = "".join(f' {each.name}="{each.type.good}"' for each in attributes) + shown + extra
        sound = row.good or (row.type.good if row.type else "")
        inner = text if text is not None else sound
        if row.type is None and (place := self.index.places.get(row.name)):
            children = (self.sample(child, row.name) for child in place.required if child.name != without)
            inner = "".join(children)
        if row.name == "media:group":
            inner += (
                '<media:content url="https://news.example/a.mp4"/><media:content url="https://news.example/b.mp4"/>'
            )
        name = _written(row, where)
        return f"<{name}{written}>{inner}{more}</{name}>"

    def document(self, where: str, row: Row, fragment: str) -> str:
        """A document in which `fragment` stands in the place of a row's element."""
        extra = self.namespaces
        around = self.index.vocabularies[row.vocabulary].around
        before = "" if row.name in around else around
        kept = "" if row.name in {"atom:link", "atom:author"} else row.name
        builders: Mapping[str, Callable[[], str]] = {
            "channel": lambda: rss(channel=before + fragment, without=row.name, namespaces=extra),
            "item": lambda: rss(channel=around, item=fragment, item_without=row.name, namespaces=extra),
            "rss1:channel": lambda: rss1(channel=fragment, without=row.name, namespaces=extra),
            "rss1:item": lambda: rss1(item=fragment, item_without=row.name, namespaces=extra),
            "atom:feed": lambda: atom(feed=fragment, without=kept, namespaces=extra),
            "atom:entry": lambda: atom(entry=fragment, entry_without=kept, namespaces=extra),
            "head": lambda: opml(head=fragment),
            "body": lambda: opml(body=fragment),
            "outline": lambda: opml(body=fragment),
            "rdf:RDF": lambda: rss1(after=fragment),
            "sitemap:urlset": lambda: sitemap(fragment),
            "sitemap:sitemapindex": lambda: _sitemap_index(fragment),
            "rss": lambda: f'<rss version="2.0">{fragment}</rss>\n',
            "opml": lambda: f'<opml version="2.0">{fragment}</opml>\n',
        }
        if where in builders:
            return builders[where]()
        parent = next(each for each in self.rows[where.rpartition(":")[0] or "rss"] if each.name == where)
        place = self.best_place(parent)
        outer = self.sample(parent, place, more=fragment, without=row.name)
        return self.document(place, parent, outer)

    def without(self, parent: str, row: Row | None) -> str:
        """A document whose `parent` lacks the element of `row`, or lacks nothing."""
        name = row.name if row else ""
        builders: Mapping[str, Callable[[], str]] = {
            "rss": lambda: '<rss version="2.0"/>\n' if row else rss(),
            "channel": lambda: rss(without=name),
            "rdf:RDF": lambda: _without_channel(rss1()) if row else rss1(),
            "rss1:channel": lambda: rss1(without=name),
            "rss1:item": lambda: rss1(item_without=name),
            "atom:feed": lambda: atom(without=name),
            "atom:entry": lambda: atom(entry_without=name),
            "opml": lambda: _OPML_WITHOUT.get(name, opml()),
            "body": lambda: opml(outline="") if row else opml(),
            "sitemap:urlset": lambda: sitemap("") if row else sitemap(),
            "sitemap:sitemapindex": lambda: _sitemap_index("" if row else _INDEXED),
        }
        if parent in builders:
            return builders[parent]()
        own = next(each for rows in self.rows.values() for each in rows if each.name == parent)
        place = self.best_place(own)
        return self.document(place, own, self.sample(own, place, without=name))


_OPML_WITHOUT = {
    "head": '<opml version="2.0">\n<body>\n<outline text="News"/>\n</body>\n</opml>\n',
    "body": '<opml version="2.0">\n<head/>\n</opml>\n',
}
_INDEXED = "<sitemap><loc>https://news.example/sitemap.xml</loc></sitemap>"


def _without_channel(document: str) -> str:
    return document[: document.index("<channel")] + document[document.index("</channel>") + 11 :]


def _sitemap_index(sitemaps: str) -> str:
    return sitemap(sitemaps).replace("urlset", "sitemapindex")


def _written(row: Row, where: str) -> str:
    """An element's name as its example writes it: without prefix in the format whose own element it is."""
    prefix, _, name = row.name.rpartition(":")
    return name if prefix in {"rss1", "sitemap"} or (prefix == "atom" and where.startswith("atom:")) else row.name
