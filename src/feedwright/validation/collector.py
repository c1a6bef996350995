"""Where checks leave what they find: each finding with its exact place and the entry it is in."""

import datetime as dt
from collections.abc import Set as AbstractSet

import msgspec

from feedwright.model import Finding, Severity
from feedwright.validation.tables import Fault, Rule
from feedwright.validation.tree import Element, Tree

MOST_FINDINGS = 1000  # of one document: a feed generator that errs does so in every entry
_ENTRIES = {"item": "guid", "rss1:item": "rss1:link", "atom:entry": "atom:id"}
_SHOWN = 80


def shortened(text: str) -> str:
    """A value as it is shown in a message: one line, not too long."""
    text = " ".join(text.split()) if text.strip() else text
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def tag(element: Element) -> str:
    """An element as it is named in a message, with the prefix that the document gives it."""
    return f"<{element.prefix}:{element.name}>" if element.prefix else f"<{element.name}>"


class Collector(msgspec.Struct, kw_only=True):
    """The findings of one document, and what was read to find them."""

    tree: Tree | None = None  # in XML
    json: object = None  # the value of a JSON document
    base: str | None = None  # the address that the document is served from
    now: dt.datetime | None = None
    found: list[Finding] = []

    @property
    def full(self) -> bool:
        """Whether so much was found that more helps nobody."""
        return len(self.found) >= MOST_FINDINGS

    def lineage(self, element: Element) -> list[Element]:
        """What an element stands in, from the root down to itself."""
        return [element] if self.tree is None else self.tree.lineage(element)

    def parent(self, element: Element) -> Element | None:
        """The element that another one stands in, None for the root."""
        lineage = self.lineage(element)
        return lineage[-2] if len(lineage) > 1 else None

    def is_root(self, element: Element) -> bool:
        """Whether an element is the outermost one of the document."""
        return self.tree is None or self.tree.root is element

    def namespaces(self) -> AbstractSet[str]:
        """The namespaces that are declared anywhere in the document."""
        return frozenset() if self.tree is None else self.tree.namespaces

    def entry_id(self, element: Element) -> str | None:
        """The id of the entry that an element is in or is, None outside of entries and in those without id."""
        for here in reversed(self.lineage(element)):
            if here.key in _ENTRIES:
                about = here.attributes.get("rdf:about", "")
                return here.value(_ENTRIES[here.key]) or about or here.value("link") or None
        return None

    def element_path(self, element: Element, attribute: str | None = None) -> str:
        """Which element or attribute this is, from its entry or the root down: "item/enclosure/@type".

        It stays the same wherever the element moves in its document. Links of Atom are told apart by their relation.
        """
        names = [] if attribute is None else [f"@{attribute}"]
        for here in reversed(self.lineage(element)):
            relation = f"[{here.attributes.get('rel', 'alternate')}]" if here.key == "atom:link" else ""
            names.append(here.key + relation)
            if here.key in _ENTRIES:
                break
        return "/".join(reversed(names))

    def add(  # noqa: PLR0913 -- the fields of a finding
        self,
        rule: str,
        severity: Severity,
        message: str,
        *,
        hint: str | None,
        spec: str | None,
        line: int | None = None,
        column: int | None = None,
        entry: str | None = None,
        element: str | None = None,
    ) -> None:
        """Keep a finding."""
        if not self.full:
            self.found.append(
                Finding(
                    rule=rule,
                    severity=severity,
                    message=message,
                    hint=hint,
                    spec=spec,
                    line=line,
                    column=column,
                    entry=entry,
                    element=element,
                )
            )

    def report(self, rule: Rule, message: str, at: Element, *, attribute: str | None = None) -> None:
        """Keep what a cross-check found at an element or at one of its attributes."""
        if self.full:
            return  # to tell the place of what is not kept would take long, when it stands a hundred thousand times
        line, column = self._place(at, attribute)
        self.add(
            rule.id,
            rule.severity,
            message,
            hint=rule.hint,
            spec=rule.spec,
            line=line,
            column=column,
            entry=self.entry_id(at),
            element=self.element_path(at, attribute),
        )

    def fault(
        self,
        vocabulary: str,
        fault: Fault,
        message: str,
        at: Element,
        *,
        attribute: str | None = None,
        offset: tuple[int, str] | None = None,
        spec: str | None = None,
    ) -> None:
        """Keep what a table found; `offset` is how far into the element's text, and that text."""
        if self.full:
            return
        line, column = self._place(at, attribute)
        if offset and offset[0]:
            line, column = at.source.text_place(at, *offset)
        self.add(
            f"{vocabulary}/{fault.id}",
            fault.severity,
            message,
            hint=fault.hint,
            spec=spec or fault.spec,
            line=line,
            column=column,
            entry=self.entry_id(at),
            element=self.element_path(at, attribute),
        )

    def _place(self, at: Element, attribute: str | None) -> tuple[int, int | None]:
        return (at.line, at.column) if attribute is None else at.source.attribute_place(at, attribute)
