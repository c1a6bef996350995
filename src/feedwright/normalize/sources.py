"""The site's sources: which one a name, a domain or an address means, and the nearest where none is meant."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from feedwright.normalize.attribution import is_place
from feedwright.patterns import pattern
from feedwright.site import Site, Source, outlet_key

_BRACKETED = pattern(r"^(?P<name>[^()（）]+?)\s*[(（](?P<inside>[^()（）]+)[)）]$")
_BETWEEN = pattern(
    r"\s*(?:[/,，、;；&+]|\s(?:and|und|et|y|e|with|avec|mit)\s|(?<=[\u3400-\u9fff])(?:和|与|與)(?=[\u3400-\u9fff]))\s*"
)
_ADDRESS = pattern(r"^(?:https?:)?//\S+$", re.IGNORECASE)
_STRICTEST_FIRST = ("none", "summary", "full")


def known_source(site: Site, text: str) -> Source | None:
    """The configured source that `text` means: by name, alias, domain or address.

    "Agence France-Presse (AFP)" is looked up whole, without its bracket, and by what is in it; "sport.daily.example"
    belongs to "daily.example" unless it is a source by itself.
    """
    found = _source(site, text)
    if found is not None or not site.sources:
        return found
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return _source(site, bracketed["name"]) or _source(site, bracketed["inside"])
    host = _host(text)
    while host.count(".") > 1:
        host = host.partition(".")[2]
        found = _source(site, host)
        if found is not None:
            return found
    return None


_key = lru_cache(maxsize=4096)(outlet_key)


def _source(site: Site, text: str) -> Source | None:
    """`site.source(text)`; the key of a text is made once, because most records name the same few sources."""
    name = site.source_names.get(_key(text))
    return None if name is None else site.sources[name]


def known_parts(site: Site, text: str) -> tuple[Source, tuple[str, ...]] | None:
    """(source, the other names) where `text` names several outlets of which a configured one is; None: it does not.

    Of several known ones it is the one whose terms let the least of its text out.
    """
    parts = [part for part in _BETWEEN.split(text) if part and not is_place(part)]
    known = [(part, source) for part in parts if (source := known_source(site, part)) is not None]
    if not known or len(text) > 200:
        return None
    name, source = min(known, key=lambda each: _STRICTEST_FIRST.index(each[1].syndicate))
    return source, tuple(part for part in parts if part != name)


def nearest_source(site: Site, name: str) -> str | None:
    """The configured source whose name or alias is most like `name`; None when none is near."""
    near = _nearest(_key(name), tuple(site.source_names))
    return None if near is None else site.source_names[near]


@lru_cache(maxsize=1024)
def _nearest(key: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(key, known, n=1, cutoff=0.6)), None)


def is_address(text: str) -> bool:
    """Whether a source is written as an address: "https://daily.example/a"."""
    return bool(_ADDRESS.match(text.strip()))


def host_of(url: str) -> str:
    """The host of an address without "www."; "" when it has none."""
    return _host(url)


def leads_to_article(url: str) -> bool:
    """Whether an address is more than an outlet's home page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _host(text: str) -> str:
    if " " in text or "." not in text:
        return ""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
