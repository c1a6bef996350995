"""The characters that a feed may hold: those that XML 1.0 allows (XML 1.0 §2.2, Char)."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, Final

from feedwright.model import Body, Feed, Origin, Timestamp

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal_text(text: str) -> str:
    """`text` without the characters that XML does not allow; the very same object when there are none."""
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text


def legal_feed(feed: Feed) -> Feed:
    """`feed` with `legal_text` in every field that is published; the very same object when nothing had to go."""
    legal: Feed = _legal(feed)
    return legal


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
    return replace(value, **news) if news else value


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a value that may hold published text: none of a number or a time.

    What stays in the record counts as well: the body and the timestamps as written, and where the record is.
    """
    published = is_dataclass(kind) and kind not in {Body, Timestamp, Origin}
    return tuple(one.name for one in fields(kind)) if published else ()
