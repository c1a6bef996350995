"""What a story is known by when its layout, its markup and its headline change: its words."""

import hashlib
import re
from typing import NamedTuple

SHORTEST_STORY = 200
"""Bytes of letters and digits of a text below which two articles may well say the same, such as "More to follow."."""

_TAG = re.compile(r"<[^<>]*>")
_LOWER = bytes(range(65)) + bytes(range(97, 123)) + bytes(range(91, 256))
_BESIDE_THE_WORDS = bytes(byte for byte in range(128) if not chr(byte).isalnum())


class Words(NamedTuple):
    """The letters and digits of a text, as hashes of 63 bits."""

    words: int | None  # None: there are none
    story: int | None  # the same where they are enough to tell a story by, else None


def words_of(text: str) -> Words:
    """What `text` is known by."""
    plain = _TAG.sub("", text) if "<" in text else text
    words = plain.encode(errors="replace").translate(_LOWER, _BESIDE_THE_WORDS)
    if not words:
        return Words(None, None)
    known = int.from_bytes(hashlib.blake2b(words, digest_size=8).digest()) >> 1
    return Words(known, known if len(words) >= SHORTEST_STORY else None)
