"""Where checks leave what they find: each finding with its exact place and the entry it is in."""

import datetime as dt

import msgspec

from feedwright.model import Finding, Severity
from feedwright.validation.tables import Fault, Rule
from feedwright.validation.tree import Element, Source

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


def entry_id(element: Element | None) -> str | None:
    """The id of the entry that an element is in or is, None outside of entries and in those without id."""
    while element is not None:
        if element.key in _ENTRIES:
            about = element.attributes.get("rdf:about", "")
            return element.value(_ENTRIES[element.key]) or about or element.value("link") or None
        element = element.parent
    return None


def element_path(element: Element, attribute: str | None = None) -> str:
    """Which element or attribute this is, from its entry or the root down: "item/enclosure/@type".

    It stays the same wherever the element moves in its document. Links of Atom are told apart by their relation.
    """
    names = [] if attribute is None else [f"@{attribute}"]
    here: Element | None = element
    while here is not None:
        relation = f"[{here.attributes.get('rel', 'alternate')}]" if here.key == "atom:link" else ""
        names.append(here.key + relation)
        here = None if here.key in _ENTRIES else here.parent
    return "/".join(reversed(names))


class Collector(msgspec.Struct, kw_only=True):
    """The findings of one document, and what was read to find them."""

    source: Source | None = None
    json: object = None  # the value of a JSON document
    base: str | None = None  # the address that the document is served from
    now: dt.datetime | None = None
    found: list[Finding] = []

    @property
    def full(self) -> bool:
        """Whether so much was found that more helps nobody."""
        return len(self.found) >= MOST_FINDINGS

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
        line, column = self._place(at, attribute)
        self.add(
            rule.id,
            rule.severity,
            message,
            hint=rule.hint,
            spec=rule.spec,
            line=line,
            column=column,
            entry=entry_id(at),
            element=element_path(at, attribute),
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
        line, column = self._place(at, attribute)
        if offset and offset[0] and self.source is not None:
            line, column = self.source.text_place(at, *offset)
        self.add(
            f"{vocabulary}/{fault.id}",
            fault.severity,
            message,
            hint=fault.hint,
            spec=spec or fault.spec,
            line=line,
            column=column,
            entry=entry_id(at),
            element=element_path(at, attribute),
        )

    def _place(self, at: Element, attribute: str | None) -> tuple[int, int | None]:
        if attribute is None or self.source is None:
            return at.line, at.column
        return self.source.attribute_place(at, attribute)
