"""What a vocabulary's table is made of: faults, value types, attributes, rows and rules.

A row says one thing of a specification: this element, standing here, so often, with this value and these attributes.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from feedwright.model import Severity

Format = Literal["rss", "atom", "json", "opml", "rss1", "sitemap", "unknown"]  # of a document
Often = Literal["one", "maybe", "many", "some"]

ONE: Often = "one"  # exactly once
MAYBE: Often = "maybe"  # at most once
MANY: Often = "many"  # any number
SOME: Often = "some"  # at least once


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the validator knows: public, explained, and shown by two documents."""

    id: str  # "rss/guid-repeated"
    severity: Severity
    title: str  # what the rule asks, one sentence
    hint: str  # the mend
    spec: str  # "RFC 4287 §4.2.6"
    bad: str = ""  # a document that breaks this rule and no other; "" where it takes more than a text to show it
    good: str = ""  # the same, mended
    base: str | None = None  # the address that the examples are served from, where that matters
    media_type: str | None = None  # what the server says that the bad example is, where that matters


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What can be wrong with a value, wherever that value stands; with a vocabulary's name in front it is a rule."""

    id: str  # "date-rfc822": the second half of the rule's id
    severity: Severity = "error"
    says: str  # follows the element's name: "is not an RFC 822 date"
    hint: str
    spec: str
    bad: str  # a value with this fault and no other


class Problem(msgspec.Struct, frozen=True):
    """A fault found in a value: what exactly, where that is more than the value itself, and how far into it."""

    fault: Fault
    detail: str = ""
    offset: int = 0


class ValueType(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of value. `check` finds every fault of a text; it returns () at once for the good ones, nearly all."""

    name: str  # "an RFC 822 date"
    check: Callable[[str], Sequence[Problem]]
    good: str
    faults: tuple[Fault, ...]
    blank: Literal["fault", "warn", "allow"] = "fault"  # an empty value: let `check` judge, warn, or allow it
    trim: bool = True  # spaces around the value do not count
    markup: bool = False  # the value is HTML


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """An attribute of an element."""

    name: str
    type: ValueType
    required: bool = False


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a vocabulary's table.

    `type` None: the element holds other elements and no text. `inside` "any": whatever it holds is not judged.
    """

    where: tuple[str, ...]  # keys of the elements it may stand in
    name: str  # its key: "item", "dc:creator"
    often: Often
    type: ValueType | None = None
    attributes: tuple[Attribute, ...] = ()
    inside: Literal["table", "any"] = "table"
    spec: str = ""
    good: str | None = None  # a sound value, where not every value of the type is one here
    shown: str = ""  # attributes that an example needs
    vocabulary: str = ""  # the prefix of its rules


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """A namespace and its table."""

    prefix: str  # of keys and of rule ids: "dc"
    namespaces: tuple[str, ...]  # the right one first; then others that mean the same
    spec: str
    rows: tuple[Row, ...]
    roots: str = ""  # the elements that a document of this vocabulary may start with
    root_attributes: tuple[Attribute, ...] = ()
    misspelt: tuple[str, ...] = ()  # namespaces that are meant to be this one, but are not
    around: str = ""  # what the channel of an example holds besides
    partial: bool = False  # the table does not name every element of the namespace: unknown ones are left alone


def row(  # noqa: PLR0913 -- the columns of a table
    where: str,
    name: str,
    often: Often,
    type: ValueType | None = None,  # noqa: A002 -- the column's name
    *attributes: Attribute,
    inside: Literal["table", "any"] = "table",
    spec: str = "",
    good: str | None = None,
    shown: str = "",
) -> Row:
    """A line of a table; `where` is a list of keys with spaces between."""
    return Row(
        where=tuple(where.split()),
        name=name,
        often=often,
        type=type,
        attributes=attributes,
        inside=inside,
        spec=spec,
        good=good,
        shown=shown,
    )


def need(name: str, type: ValueType) -> Attribute:  # noqa: A002 -- the column's name
    """An attribute that must be there."""
    return Attribute(name=name, type=type, required=True)


def may(name: str, type: ValueType) -> Attribute:  # noqa: A002 -- the column's name
    """An attribute that may be left out."""
    return Attribute(name=name, type=type)


def names(text: str) -> frozenset[str]:
    """The words of a text, which white space separates: a list that is easy to read and to keep in order."""
    return frozenset(text.split())
