"""Summaries: the beginning of a text, cut where a sentence ends, or else between words, never inside a character.

A character is what a reader sees as one (grapheme cluster, Unicode Standard Annex 29). Chinese and Japanese are cut
between characters where their rules of line breaking allow it; Thai and its neighbours, which part sentences by
spaces, at a space.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from feedwright.model import Text
from feedwright.normalize.markup.abbreviations import abbreviations
from feedwright.patterns import pattern

if TYPE_CHECKING:
    import regex

ELLIPSIS = "…"

_SHORTEST = 5  # a sentence end counts where it leaves at least this part (a fifth) of the limit
_CLOSING = "\"'”’»›)\\]}）］】〕」』》〉｣"
_END = pattern(rf"(?P<stop>[.!?…]++)[{_CLOSING}]*+|[。｡！？।॥۔؟։።။។][。｡！？।॥۔؟!?…]*+[{_CLOSING}]*+")
_BEFORE = pattern(r"[^\s(\[{\"'“‘„«‹–—/-]*\Z")
_NEXT = pattern(r"\s*[\"'“‘„«‹(\[¿¡-]*(?P<letter>.)", re.DOTALL)
_DOTTED = pattern(r"\w{1,3}(?:\.\w{1,3})+", re.UNICODE)
_WIDE = (
    ("\u2e80", "\u312f"),
    ("\u3190", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))  # Thai, Lao, Burmese, Khmer
_NOT_FIRST = frozenset("、。，．,.・：；:;！？!?）」』】〉》”’)ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％%…‥～")
_LOOSE_END = pattern(r"[\s,;:(\[{/“‘„«‹¿¡–—、，；：（［「『【《〈・·-]+\Z")
_LEADING_VOWELS = "เแโใไເແໂໃໄ"  # written before the consonant that they follow in speech
_PAUSE = frozenset("，、；：")


def summarize(text: str, *, limit: int = 280, language: str | None = None) -> Text:
    """The beginning of `text` on one line: at most `limit` characters as readers count them, an ellipsis included.

    Paragraphs are parted by line ends in `text`. A text that fits is given whole. Otherwise it is cut at the last end
    of a sentence that leaves at least a fifth of the limit; where there is none, at the last space (in Chinese and
    Japanese at a pause or between characters) and an ellipsis follows. `language` is a BCP 47 tag and tells which
    abbreviations end with a full stop.
    """
    flat = _flat(text, 20 * max(limit, 1))
    if len(flat.text) <= limit and not flat.cut:
        return Text(flat.text)
    edges = _edges(flat.text, limit)
    if len(edges) <= limit and not flat.cut:
        return Text(flat.text)
    if limit <= 1:
        return Text(ELLIPSIS[: max(limit, 0)])
    last = edges[min(limit, len(edges)) - 1]
    end = _sentence_end(flat, last, shortest=edges[(limit - 1) // _SHORTEST], known=abbreviations(language))
    if end is not None:
        return Text(flat.text[:end].rstrip())
    cut = _word_end(flat.text, edges[: limit - 1])
    return Text(_LOOSE_END.sub("", flat.text[:cut]) + ELLIPSIS)


class _Flat(msgspec.Struct, frozen=True, kw_only=True):
    """A text on one line."""

    text: str
    paragraphs: frozenset[int]  # where paragraphs end
    cut: bool  # whether there was more


def _flat(text: str, enough: int) -> _Flat:
    """As much of `text` on one line as can matter."""
    pieces: list[str] = []
    ends: list[int] = []
    length = 0
    lines = text.split("\n") if len(text) <= 10 * enough else text[: 10 * enough].split("\n")
    for line in lines:
        words = " ".join(line.split())
        if not words:
            continue
        if pieces and not _is_in(pieces[-1][-1], _WIDE):
            pieces.append(" ")
            length += 1
        pieces.append(words)
        length += len(words)
        ends.append(length)
        if length > enough:
            break
    return _Flat(
        text="".join(pieces)[:enough], paragraphs=frozenset(ends), cut=length > enough or len(text) > 10 * enough
    )


def _edges(text: str, limit: int) -> Sequence[int]:
    """Where each of the first `limit` + 1 characters ends."""
    if text.isascii():
        return range(1, min(len(text), limit + 1) + 1)
    edges: list[int] = []
    for cluster in _clusters().finditer(text):
        edges.append(cluster.end())
        if len(edges) > limit:
            break
    return edges


@cache
def _clusters() -> "regex.Pattern[str]":
    # 20 ms to import, for texts that are longer than a summary and not plain ASCII.
    import regex

    return regex.compile(r"\X")


def _sentence_end(flat: _Flat, last: int, *, shortest: int, known: frozenset[str]) -> int | None:
    """The last end of a sentence up to `last`, or of a paragraph where sentences have no marks."""
    best: int | None = None
    for found in _END.finditer(flat.text, 0, min(len(flat.text), last + 1)):
        end = found.end()
        if shortest <= end <= last and (end in flat.paragraphs or _is_end(flat.text, found, known)):
            best = end
    if best is not None:
        return best
    return max((end for end in flat.paragraphs if shortest <= end <= last), default=None)


def _is_end(text: str, found: re.Match[str], known: frozenset[str]) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation or a short number, nor before a small letter."""
    stop = found["stop"]
    if stop is None:
        return True
    after = text[found.end() : found.end() + 1]
    if after and not after.isspace():
        return "." not in stop and "…" not in stop and _is_in(after, _WIDE)
    following = _NEXT.match(text, found.end())
    if following and following["letter"].islower():
        return False
    if stop != ".":
        return True
    before = _BEFORE.search(text, max(0, found.start() - 40), found.start())
    word = before[0] if before else ""
    if word in known or word.lower() in known or _DOTTED.fullmatch(word):
        return False
    return not (len(word) == 1 and word.isalpha()) and not (word.isdecimal() and len(word) <= 2)


def _word_end(text: str, edges: Sequence[int]) -> int:
    """The last place among `edges` where a line might break, in its second half; else the last edge."""
    last = edges[-1]
    half = edges[len(edges) // 2]
    pause = max((edge for edge in edges[len(edges) * 2 // 3 :] if text[edge - 1] in _PAUSE), default=None)
    if pause is not None:
        return pause
    for edge in reversed(edges):
        if edge <= half:
            break
        if edge == len(text) or _may_break(text[edge - 1], text[edge]):
            return edge
    while last > half and text[last - 1] in _LEADING_VOWELS:
        last -= 1
    return last


def _may_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return True
    if _is_in(before, _UNSPACED) or _is_in(after, _UNSPACED) or after in _NOT_FIRST:
        return False
    return _is_in(before, _WIDE) or _is_in(after, _WIDE)


def _is_in(character: str, ranges: Iterable[tuple[str, str]]) -> bool:
    return any(first <= character <= last for first, last in ranges)
