"""The characters that a feed may hold: those that XML 1.0 allows (XML 1.0 §2.2, Char)."""

import re
from collections.abc import Callable
from functools import cache
from operator import is_
from typing import Any, Final, TypeVar

import msgspec

from feedwright.model import Body, Origin, Timestamp
from feedwright.patterns import pattern

Value = TypeVar("Value")
_ILLEGAL: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal_text(text: str) -> str:
    """`text` without the characters that XML does not allow; the very same object when there are none."""
    # none of them is printable, and nearly every text is
    return text if text.isprintable() or not _ILLEGAL.search(text) else _ILLEGAL.sub("", text)


_ESCAPED: Final = re.compile(rb"\\(?:[bf]|u00)")
_NOT_CHARACTERS: Final = pattern(rb"\xef\xbf[\xbe\xbf]")
"""How JSON in UTF-8 writes the characters that XML does not allow, surrogates aside, which cannot be written at all."""


def legalized(value: Value) -> Value:
    """`value`, a text, a value of the model or a tuple of such, with `legal_text` in every field that is published.

    The very same object when nothing had to go.
    """
    legal: Value = _legal(value)
    return legal


def written(write: Callable[[Value], bytes], value: Value) -> bytes:
    """What `write` makes of `value` with legal text.

    Hardly any value has an illegal character, so that they are looked for only where `write` fails. Raises the
    ValueError of `write` where nothing illegal is to blame.
    """
    try:
        return write(value)
    except ValueError:
        if (legal := legalized(value)) is value:
            raise
        return write(legal)


def json_bytes(members: object, value: object) -> bytes:
    """`members` as JSON in UTF-8, indented, with a newline at its end.

    Raises ValueError where a text in `value`, which they were made from, is not legal: JSON could write it, but every
    format is to leave out the same.
    """
    data = msgspec.json.encode(members)
    # an escape may only look like one of an illegal character
    suspect = _ESCAPED.search(data) or (not data.isascii() and _NOT_CHARACTERS.search(data))
    if suspect and legalized(value) is not value:
        raise ValueError("a text has a character that XML does not allow")
    return msgspec.json.format(data, indent=2) + b"\n"


def _legal(value: Any) -> Any:
    """`value`, of whatever type a field of the model has, with legal text; the same object when nothing had to go."""
    if isinstance(value, str):
        return legal_text(value)
    if isinstance(value, tuple):
        items = tuple(map(_legal, value))
        return value if all(map(is_, value, items)) else items
    news = {}
    for name in _fields(value.__class__):
        old = getattr(value, name)
        if (new := _legal(old)) is not old:
            news[name] = new
    return msgspec.structs.replace(value, **news) if news else value


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a value that may hold published text: none of a number or a time.

    What stays in the record counts as well: the body and the timestamps as written, and where the record is.
    """
    if kind in {Body, Timestamp, Origin} or not issubclass(kind, msgspec.Struct):
        return ()
    return kind.__struct_fields__
