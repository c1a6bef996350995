r"""Characters that are written as JSON does, in two escapes: `\ud83d\ude00` is U+1F600."""

import re

from feedwright.load.faults import RecordError
from feedwright.patterns import pattern

# A pair of surrogates, half of a pair, which is no character, or any other escape.
_ESCAPE = pattern(
    r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\u(?P<half>[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)


def without_halves(text: str, line: int) -> tuple[str, RecordError | None]:
    """`text`, which starts on `line`, without halves of surrogate pairs, and what has to be said about them."""
    halves: list[int] = []

    def whole(escape: re.Match[str]) -> str:
        if not escape["half"]:
            return escape[0]
        halves.append(escape.start())
        return ""

    text = _ESCAPE.sub(whole, text)
    if not halves:
        return text, None
    return text, RecordError(
        "control-character",
        "There is half of a character, a surrogate without its other half; it was left out.",
        hint="Delete the escape, or write the whole character.",
        line=line + text.count("\n", 0, halves[0]),
    )


def in_one_escape(text: str) -> str:
    r"""`text` with the pairs as YAML writes such characters: `\U0001f600`."""

    def long(escape: re.Match[str]) -> str:
        if not escape["high"]:
            return escape[0]
        code = 0x10000 + ((int(escape["high"], 16) & 0x3FF) << 10) + (int(escape["low"], 16) & 0x3FF)
        return f"\\U{code:08x}"

    return _ESCAPE.sub(long, text)
