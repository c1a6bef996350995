"""One spelling for one meaning: digits, spaces, signs and punctuation of all scripts become the ASCII ones.

Each character is replaced by exactly one, so positions in the spelled text are positions in the text as written.
Characters that show nothing, such as marks of writing direction, become INVISIBLE.
"""

import unicodedata

# A letter with its marks, of any script that puts its words apart. Chinese, Japanese and Korean text has its own forms.
WORD = (
    r"[^\s\d\x00-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u02b9-\u02ff\u055a-\u055f\u0589\u05be\u05c0"
    r"\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u0970\u0e3f\u2000-\u200b\u200e-\u303f\u3040-\ua4cf"
    r"\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0001ffff]+"
)

INVISIBLE = "\u200e"

_SIGNS = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2212": "-",
    "\ufe63": "-",
    "\u2015": "—",
    "\u2236": ":",
    "\ua789": ":",
    "\u02d0": ":",
    "\u2019": "'",
    "\u02bc": "'",
    "\u05f3": "'",
    "\u3001": ",",
    "\u3002": ".",
    "\u060c": ",",
    "\u3010": "[",
    "\u3011": "]",
    "\u0970": ".",
}
_JOINERS = "\u200c\u200d"


class _Spelling(dict[int, int]):
    """Filled as characters are met; at most one entry for each character of Unicode."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            spelled = str(digit)
        elif char in _SIGNS:
            spelled = _SIGNS[char]
        elif 0xFF01 <= code <= 0xFF5E:
            spelled = chr(code - 0xFEE0)
        elif unicodedata.category(char) in {"Zs", "Zl", "Zp", "Cc"}:
            spelled = " "
        elif unicodedata.category(char) == "Cf" and char not in _JOINERS:
            spelled = INVISIBLE
        else:
            spelled = char
        self[code] = ord(spelled)
        return self[code]


_SPELLING = _Spelling()


def spelled(text: str) -> str:
    """`text` in the one spelling, of the same length."""
    return text if text.isascii() and text.isprintable() else text.translate(_SPELLING)


def letters(word: str) -> str:
    """The letters and marks of `word`, in lower case: what names are compared by."""
    if word.isascii():
        return "".join(filter(str.isalpha, word.lower()))
    folded = unicodedata.normalize("NFC", word.casefold())
    return "".join(c for c in folded if c.isalpha() or unicodedata.category(c)[0] == "M")


_UNMARKED = str.maketrans("łøđıæœþðʻ", "lodiaotd'")


def unaccented(word: str) -> str:
    """`word` without the accents that Latin, Greek, Cyrillic and Arabic letters are often written without."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    bare = "".join(c for c in decomposed if not ("\u0300" <= c <= "\u036f" or "\u064b" <= c <= "\u065f"))
    return unicodedata.normalize("NFC", bare).translate(_UNMARKED)
