"""YAML tables of names and values at the left margin, as nearly all headers are, read name by name.

Each such name is a table by itself: no value goes on in the line of the next name. Most values are texts that say what
they are: in quotes without escapes, or with words that are nothing else in YAML. The others are read by the YAML
reader, once for all records, because the same tags and numbers come again and again.
"""

import re
from functools import lru_cache
from typing import Final

from feedwright.load.yaml_bounds import check_bounds
from feedwright.load.yaml_text import read_exactly
from feedwright.patterns import pattern

# The name; its value in double or in single quotes, or a date, or the rest of the line, or a list in the lines below.
# A text in quotes may go over lines here, for the patterns of a single character are quick; such a table has too few
# names.
_NAME = (
    r"""^([^\W\d][\w-]{0,99}):(?: (?:"(%s+)"|'([^']+)'|([0-9]{4}-[0-9T:+.Z-]*[0-9Z])|(.*))"""
    r"""|((?:\n *- .*)+)|)\n"""
)
_NAMES = pattern(_NAME % '[^"]', re.MULTILINE)
_NAMES_AND_ESCAPES = pattern(_NAME % r'[^"\\]', re.MULTILINE)
# What begins with a letter and is no text (YAML 1.2, section 10.3.2).
_NOT_TEXT = frozenset(form for word in ("null", "true", "false") for form in (word, word.title(), word.upper()))
# Line ends of YAML 1.1, what XML and YAML forbid, and characters that mark numbers while they are read.
_ODD = pattern("[^\n -~\xa0-\u2027\u202a-\ud7ff\ue010-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# The others of ASCII: to take them out of a text takes a third of the time of a search.
_ORDINARY = b"\n" + bytes(range(0x20, 0x7F))
# Where an alias, an anchor, a tag, a block of text or a table may begin, which are more than their own value.
_IS_MORE = pattern(r"(?<!\w)[&*!|>]|\{")
# Lists of words without signs: in brackets, and in lines, with what stands before each.
_WORDS = r"[^\W\d_][\w-]*(?: [\w-]+)*"
_IN_BRACKETS = pattern(rf"\[{_WORDS}(?:, {_WORDS})*\]")
_IN_LINES = pattern(rf"(\n *- ){_WORDS}(?:\1{_WORDS})*")
_REMEMBERED_LENGTH = 500
_UNCLEAR: Final = object()


def plain_fields(text: str, line: int) -> dict[str, object] | None:
    """What `parse_yaml` reads from the YAML table `text`, where every part of it is plain; None where one is not.

    Values are scalars and lists of scalars. Raises RecordError as `parse_yaml` does, when the table is too large.
    """
    if "\\" in text:
        if "\\u" in text or "\\U" in text:  # the marks of numbers may be written so
            return None
        found = _NAMES_AND_ESCAPES.findall(text)
    else:
        found = _NAMES.findall(text)
    if not found or not _are_all(found, text):
        return None
    fields: dict[str, object] = {}
    for name, double, single, date, rest, items in found:
        value: object = double or single or date
        if not value:
            value = _value(rest or items)
            if value is _UNCLEAR:
                return None
            value = value.copy() if isinstance(value, list) else value
        fields[name] = value
    if len(fields) != len(found) or not _NOT_TEXT.isdisjoint(fields):
        return None
    check_bounds(text, line)
    return fields


def _are_all(found: list[tuple[str, ...]], text: str) -> bool:
    """Whether the names that were found are all of `text`, and it has none but ordinary characters."""
    lines = text.count("\n") if text.endswith("\n") else -1
    if len(found) != lines and len(found) + sum(items.count("\n") for *_, items in found) != lines:
        return False
    if text.isascii():
        return not text.encode("ascii").translate(None, _ORDINARY)
    return text.replace("\n", " ").isprintable() or not _ODD.search(text)


def _value(written: str) -> object:
    """What follows a name, as YAML reads it; _UNCLEAR where that does not stand for itself."""
    begins_as_text = written[:1].isalpha() and written not in _NOT_TEXT
    if begins_as_text and ": " not in written and " #" not in written and written[-1] not in " :":
        return written
    return _remembered(written) if len(written) <= _REMEMBERED_LENGTH else _UNCLEAR


@lru_cache(maxsize=4096)
def _remembered(written: str) -> object:
    """What the YAML reader makes of a value; _UNCLEAR where it is no scalar, and no list of scalars."""
    words = _words(written)
    if words and _NOT_TEXT.isdisjoint(words):
        return words
    if _IS_MORE.search(written):
        return _UNCLEAR
    try:
        # A space is what stands between a name and its value, and does no harm where a list begins in the next line.
        table = read_exactly(f"value: {written}\n")
    except ValueError:
        return _UNCLEAR
    value = table["value"] if isinstance(table, dict) and list(table) == ["value"] else _UNCLEAR
    parts = value if isinstance(value, list) else [value]
    return _UNCLEAR if any(isinstance(each, (dict, list)) for each in parts) else value


def _words(written: str) -> list[str] | None:
    """The items of a list that holds nothing but words; None where it is none."""
    if written.startswith("["):
        return written[1:-1].split(", ") if _IN_BRACKETS.fullmatch(written) else None
    found = _IN_LINES.fullmatch(written)
    return written.split(found[1])[1:] if found else None
