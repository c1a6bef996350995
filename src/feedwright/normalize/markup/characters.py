"""Characters that a feed cannot carry or that deceive: found, taken out or replaced, and reported with their place.

XML 1.0 §2.2 forbids most control characters, surrogates, U+FFFE and U+FFFF, and advises against the rest of what is
taken out here. Bidirectional overrides make text read as something else than it says (Unicode Technical Report 36
§2.4); balanced isolates and embeddings, and direction marks, are part of Arabic and Hebrew text and stay.
"""

import re
import unicodedata
from typing import Literal

import msgspec

from feedwright.model import Text
from feedwright.patterns import pattern

ProblemKind = Literal["control", "surrogate", "noncharacter", "bidi", "byte-order-mark"]

MAX_PROBLEMS = 100
"""How many problems of one text are reported."""

# One class of characters that reaches beyond U+FFFF makes every search ten times slower, so those have their own.
_OFFENDING = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
)
_OFFENDING_BEYOND = "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(0x01, 0x11))
_SUSPECT = pattern(f"[{_OFFENDING}]")
_BEYOND = pattern(r"[\U00010000-\U0010ffff]")
_SUSPECT_BEYOND = pattern(f"[{_OFFENDING_BEYOND}]")
_ANY_SUSPECT = pattern(rf"[\ud800-\udbff][\udc00-\udfff]|[{_OFFENDING}{_OFFENDING_BEYOND}]")
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n\t"
_BIDI = pattern("[\u202a-\u202e\u2066-\u2069]")
_CLOSER = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OVERRIDES = "\u202d\u202e"
_CLOSERS = frozenset("\u202c\u2069")
_FIXED_SPACES = frozenset("\xa0\u202f\u3000")
_LINE_END = pattern("\r\n?|[\u2028\u2029]")
_SPACES = pattern(r"\s+")
_COMPATIBILITY = pattern("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")  # ideographs that NFC would swap for others
_NAMES = {0x00: "NULL", 0x08: "BACKSPACE", 0x0B: "LINE TABULATION", 0x0C: "FORM FEED", 0x1B: "ESCAPE", 0x7F: "DELETE"}


class CharacterProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One character that was taken out of a text or replaced."""

    kind: ProblemKind
    code_point: int
    offset: int  # in the text as it was given, from 0

    @property
    def character_name(self) -> str:
        """The character as people look it up: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
        fallback = {"surrogate": "half of a surrogate pair", "noncharacter": "noncharacter"}.get(
            self.kind, "control character"
        )
        name = _NAMES.get(self.code_point) or unicodedata.name(chr(self.code_point), fallback)
        return f"U+{self.code_point:04X} {name}"


class CleanText(msgspec.Struct, frozen=True, kw_only=True):
    """A text that may stand in a feed, and what had to be changed for that."""

    text: Text
    problems: tuple[CharacterProblem, ...] = ()  # at most MAX_PROBLEMS, in order


def clean_text(text: str) -> CleanText:
    """`text` for a field of one line: clean characters, white space collapsed, composed (NFC).

    A single no-break or ideographic space stays what it is. Composition never changes what a text says: the CJK
    compatibility ideographs, which NFC would replace by other shapes, are left alone.
    """
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)) and "  " not in text:
        return CleanText(text=Text(text.strip(" ")))
    cleaned = clean_characters(text)
    line = _SPACES.sub(lambda found: found[0] if found[0] in _FIXED_SPACES else " ", cleaned.text).strip()
    return CleanText(text=Text(_composed(line)), problems=cleaned.problems)


def clean_characters(text: str) -> CleanText:
    """`text` for a field of many lines: clean characters, every line end a line feed; all else stays as it is.

    Form feeds and vertical tabs become line ends. C1 controls become what Windows-1252 means by them, as HTML has it,
    for that is what they were before somebody decoded them wrongly. Other offending characters are taken out.
    """
    if _is_plain(text):
        return CleanText(text=Text(text))
    beyond = not text.isascii() and _BEYOND.search(text) and _SUSPECT_BEYOND.search(text)
    if not beyond and not _SUSPECT.search(text):
        return CleanText(text=Text(_line_ends(text)))
    return _without(text, _unbalanced(text) if _BIDI.search(text) else frozenset())


def _is_plain(text: str) -> bool:
    """Whether a text certainly has nothing to be changed; nearly every one is told here, in less time than a search."""
    if text.isascii():
        return not text.encode("ascii").translate(None, _PLAIN)
    return text.replace("\n", "").isprintable()


def _line_ends(text: str) -> str:
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        return _LINE_END.sub("\n", text)
    return text


def _without(text: str, unbalanced: frozenset[int]) -> CleanText:
    pieces: list[str] = []
    problems: list[CharacterProblem] = []
    last = 0
    for match in _ANY_SUSPECT.finditer(text):
        offset, character = match.start(), match[0]
        if (character in _CLOSER or character in _CLOSERS) and offset not in unbalanced:
            continue
        if offset > last:
            pieces.append(text[last:offset])
        last = match.end()
        if len(character) == 2:  # both halves of a pair: one character that was decoded wrongly
            pieces.append(character.encode("utf-16", "surrogatepass").decode("utf-16"))
            continue
        pieces.append(_replacement(character))
        if len(problems) < MAX_PROBLEMS:
            problems.append(CharacterProblem(kind=_kind(character), code_point=ord(character), offset=offset))
    pieces.append(text[last:])
    return CleanText(text=Text(_line_ends("".join(pieces))), problems=tuple(problems))


def _replacement(character: str) -> str:
    if character in "\x0b\x0c":
        return "\n"
    if "\x80" <= character <= "\x9f":
        return bytes([ord(character)]).decode("cp1252", "ignore")
    return ""


def _kind(character: str) -> ProblemKind:
    if character < "\xa0":
        return "control"
    if character == "\ufeff":
        return "byte-order-mark"
    if "\ud800" <= character <= "\udfff":
        return "surrogate"
    return "bidi" if _BIDI.match(character) else "noncharacter"


def _unbalanced(text: str) -> frozenset[int]:
    """Offsets of the bidi controls that have no partner in their line, and of overrides with theirs."""
    wrong: list[int] = []
    waiting: list[tuple[int, str]] = []  # offset and the character that closes it
    for found in re.finditer("[\n\u2029\u202a-\u202e\u2066-\u2069]", text):
        offset, character = found.start(), found[0]
        if character in "\n\u2029":
            wrong.extend(place for place, _ in waiting)
            waiting.clear()
        elif character in _OVERRIDES:
            waiting.append((offset, "\u202c"))
        elif character in _CLOSER:
            waiting.append((offset, _CLOSER[character]))
        elif waiting and waiting[-1][1] == character:
            opened, _ = waiting.pop()
            if text[opened] in _OVERRIDES:
                wrong.extend((opened, offset))
        else:
            wrong.append(offset)
    wrong.extend(place for place, _ in waiting)
    return frozenset(wrong)


def _composed(text: str) -> str:
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return "".join(
        piece if place % 2 else unicodedata.normalize("NFC", piece)
        for place, piece in enumerate(_COMPATIBILITY.split(text))
    )
