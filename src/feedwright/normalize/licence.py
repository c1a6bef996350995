"""The address of the licence that a rights line names, where it names one beyond doubt."""

import re
from functools import lru_cache

from feedwright.normalize.identity import web_url
from feedwright.patterns import pattern

_ADDRESS = pattern(r"https?://(?:www\.)?[^\s<>()\"']+", re.IGNORECASE)
_KNOWN = pattern(
    r"^https?://(?:www\.)?(?:creativecommons\.org/(?:licenses|publicdomain)/|opendatacommons\.org/)", re.IGNORECASE
)
_NAMED = pattern(
    r"\bCC[ -]?(?P<terms>BY(?:[ -](?:NC|ND|SA)){0,2}|0)[ -]?v?(?P<version>\d\.\d)\b"
    r"(?:[ -](?P<place>[A-Z]{2})\b)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def licence_url(rights: str) -> str | None:
    """The URL of the licence in a rights line: the line itself, a known licence's in it, or by Creative Commons' name.

    "CC BY 4.0" is one licence and "CC BY" several; then nothing is guessed.
    """
    text = rights.strip()
    if _ADDRESS.fullmatch(text):
        return web_url(text)
    for found in _ADDRESS.finditer(text):
        if _KNOWN.match(found[0]):
            return web_url(found[0].rstrip(".,;"))
    named = _NAMED.search(text)
    if named is None:
        return None
    terms = re.sub(r"[ -]", "-", named["terms"].lower())
    if terms == "0":
        return f"https://creativecommons.org/publicdomain/zero/{named['version']}/"
    place = f"{named['place'].lower()}/" if named["place"] and named["version"] != "4.0" else ""
    return f"https://creativecommons.org/licenses/{terms}/{named['version']}/{place}"
