"""How the names of outlets and sections are compared: one key each, whatever the spelling."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from feedwright.model import TermKind
from feedwright.patterns import pattern

_DOMAIN = pattern(r"(?:https?:)?//|^(?:[\w-]+\.)+[a-z]{2,}$", re.IGNORECASE)
_SIGNS = pattern(r"[+&]|(?<=\w)#")
_SPOKEN = {"+": "plus", "&": "and", "#": "sharp"}  # what C++, R&D and C# would be mistaken for others without
_LONGEST_KEY = 96  # bytes; a name of a folder may have 255


def outlet_key(text: str) -> str:
    """The key under which two spellings of one outlet meet: "The CHINA DAILY" and "China Daily" give the same.

    A URL or a domain is reduced to its host without "www.".
    """
    folded = unicodedata.normalize("NFKC", text).casefold().strip(" ()[]（）【】:：")
    if ("." in folded or "//" in folded) and _DOMAIN.search(folded):
        return _host(folded).removeprefix("www.")
    return "".join(filter(str.isalnum, folded.removeprefix("the ")))


def _host(address: str) -> str:
    """The host of an address; the whole of one that has none."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname or address
    except ValueError:  # brackets that hold no IP address
        return address


@lru_cache(4096)
def section_path(text: str) -> str:
    """A section as it is written ("Sports / Formula One") as its path in the tree ("sports/formula-one")."""
    parts = (re.sub(r"[\s_]+", "-", part.strip().casefold()) for part in text.strip("/").split("/"))
    return "/".join(part for part in parts if part)


def term_key(kind: TermKind, text: str) -> str:
    """The key under which the spellings of a term meet, fit for an address: "Formula 1" and "formula-1" give one."""
    if kind in {"language", "media"}:
        return text.strip().casefold()
    return _slug(text)


@lru_cache(8192)
def _slug(text: str) -> str:
    """Letters, digits and the marks on them, with hyphens between the words; of a text without any, its signs' names.

    python-slugify takes the vowel signs of Indic scripts for spaces, so that other words would meet.
    """
    folded = unicodedata.normalize("NFKC", text.casefold())
    spoken = _SIGNS.sub(lambda sign: f" {_SPOKEN[sign[0]]} ", folded)
    words = "".join(sign if _is_of_a_word(sign) else " " for sign in spoken).split()
    key = "-".join(words or _names_of(folded))
    if len(key.encode()) > _LONGEST_KEY:
        import hashlib

        digest = hashlib.blake2b(key.encode(), digest_size=4).hexdigest()
        key = f"{key.encode()[:_LONGEST_KEY].decode(errors='ignore')}-{digest}"
    return key


def _is_of_a_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN" and not _is_selector(sign)


def _is_selector(sign: str) -> bool:
    """Whether `sign` only chooses the look of the one before it, as that of an emoji."""
    return "\ufe00" <= sign <= "\ufe0f"


def _names_of(signs: str) -> Iterator[str]:
    for sign in signs:
        if not sign.isspace() and not _is_selector(sign):
            yield unicodedata.name(sign, "").lower().replace(" ", "-")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The mend for an unknown `name`: the nearest known one, or all of them when none is near."""
    names = list(known)
    near = nearest(name, names)
    if not names:
        return "None is known yet."
    return f"Did you mean `{near}`?" if near else f"Known are {', '.join(f'`{each}`' for each in names)}."


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like `name`; None when none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), None)
