"""Images as they are really written: lazily loaded, with placeholders, in several sizes, or there to count readers."""

import re
from collections.abc import Callable, Mapping

from feedwright.patterns import pattern

Attributes = Mapping[str, str | None]

_LAZY_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-actualsrc", "data-original-src")
_LAZY_SOURCE = pattern(r"data-(?:[a-z0-9-]+-)?(?:src|original|url|echo|lazy|image|img|file)", re.IGNORECASE)
_LAZY_SRCSET = pattern(r"data-(?:[a-z0-9-]+-)?srcset", re.IGNORECASE)
_FILE_LIKE = pattern(r"(?:https?:)?[^\s{}<>:]++(?::[0-9]{1,5}/[^\s{}<>]*+)?", re.IGNORECASE)
_PLACEHOLDER = pattern(
    r"(?:data:|about:|#).*|(?:.*[/_.-])?(?:placeholder|blank|spacer|loading|lazy|lazyload|transparent|pixel|1x1|gr[ae]y|dummy)"
    r"(?:[-_.][^/]*)?",
    re.IGNORECASE | re.DOTALL,
)
_TRACKER = pattern(
    r"(?:https?:)?//(?:pixel\.wp\.com|stats\.wordpress\.com|(?:[\w-]+\.)*google-analytics\.com|(?:[\w-]+\.)*doubleclick\.net"
    r"|(?:www\.)?facebook\.com/tr(?=[/?])|feeds\.feedburner\.com/~r|(?:[\w-]+\.)*scorecardresearch\.com"
    r"|(?:[\w-]+\.)*quantserve\.com)(?:[/?].*)?"
    r"|[^?#]*/(?:1x1|pixel|beacon|tracking|tracker|spacer|blank|clear|transparent)(?:[-_.]?1x1)?\.(?:gif|png|webp)(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_SIZE = pattern(r"\s*([0-9]{1,5})(?:\.[0-9]{1,9})?\s*(%|px)?\s*", re.IGNORECASE)
_STYLE_SIZE = pattern(
    r"(?:^|[;\s])(?:width|height)\s*:\s*([0-9]{1,5})(?:\.[0-9]+)?(?:px)?\s*(?:!important)?\s*(?:;|$)", re.IGNORECASE
)
_HIDING = pattern(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_ALIGNMENT = pattern(r"(?:^|[;\s])text-align\s*:\s*(left|right|center|justify)\b", re.IGNORECASE)
_CANDIDATE = pattern(r"[\s,]*+(\S++)")
_AFTER_CANDIDATE = pattern(r"([^,]*+),?")
_DESCRIPTOR = pattern(r"[0-9]{1,6}w|[0-9]{1,3}(?:\.[0-9]{1,3})?x", re.IGNORECASE)
_MAX_CANDIDATES = 50
_MAX_SRCSET = 20_000
_MAX_NAME = 2_000  # how much of an address is looked at to tell what it is for


def size(value: str | None) -> str | None:
    """A width or height as HTML wants it: pixels as digits, or per cent; None where it says neither."""
    found = _SIZE.fullmatch(value) if value else None
    if found is None:
        return None
    return found[1].lstrip("0").rjust(1, "0") + ("%" if found[2] == "%" else "")


def pixels(value: str | None) -> int | None:
    """A width or height in pixels."""
    written = size(value)
    return int(written) if written and written.isdigit() else None


def is_hidden(attributes: Attributes) -> bool:
    """Whether the markup itself says that nobody shall see this element."""
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _HIDING.search(style))


def is_tracker(attributes: Attributes) -> bool:
    """Whether an image or frame is there to be fetched, not to be seen: no larger than a dot, or from a counter."""
    for name in ("width", "height"):
        given = pixels(attributes.get(name))
        if given is not None and given <= 1:
            return True
    style = attributes.get("style")
    if style and any(int(given) <= 1 for given in _STYLE_SIZE.findall(style)):
        return True
    return any(_TRACKER.fullmatch((attributes.get(name) or "")[:_MAX_NAME].strip()) for name in ("src", "data-src"))


def alignment(attributes: Attributes) -> str | None:
    """How a table's cell is aligned by its style."""
    found = _ALIGNMENT.search(attributes.get("style") or "")
    return found[1].lower() if found else None


def emoji(attributes: Attributes) -> str | None:
    """The character that an image stands for, where it is one of those that blogs put in place of emoji."""
    names = (attributes.get("class") or "").split()
    alt = (attributes.get("alt") or "").strip()
    is_emoji = "emoji" in names or "wp-smiley" in names
    return alt if is_emoji and alt and len(alt) <= 20 and not any(char.isalnum() for char in alt) else None


def lazy_source(attributes: Attributes) -> str | None:
    """The address that a script would put into `src` once the element is in view; None where `src` is the real one."""
    for name in _LAZY_SOURCES:
        named = (attributes.get(name) or "").strip()
        if _is_file_like(named):
            return named
    if not is_placeholder(attributes.get("src") or ""):
        return None
    for name, value in attributes.items():
        if value and _LAZY_SOURCE.fullmatch(name) and _is_file_like(value.strip()):
            return value.strip()
    return None


def _is_file_like(value: str) -> bool:
    return bool(_FILE_LIKE.fullmatch(value)) and ("/" in value or "." in value)


def written_srcset(attributes: Attributes) -> str | None:
    """The list of candidates: the lazily loaded one before a placeholder's."""
    for name, value in attributes.items():
        if value and _LAZY_SRCSET.fullmatch(name):
            return value
    return attributes.get("srcset")


def srcset(written: str, absolute: Callable[[str], str | None]) -> list[tuple[str, str]]:
    """The candidates of a `srcset` as (absolute address, descriptor or ""), without those that cannot be used.

    HTML Standard, "parse a srcset attribute": an address may hold commas but neither begin nor end with one.
    """
    written = written[:_MAX_SRCSET]
    found: list[tuple[str, str]] = []
    place = 0
    while len(found) < _MAX_CANDIDATES:
        candidate = _CANDIDATE.match(written, place)
        if candidate is None:
            break
        address, descriptor, place = candidate[1], "", candidate.end()
        if not address.endswith(","):
            after = _AFTER_CANDIDATE.match(written, place)
            descriptor, place = (after[1].strip().lower(), after.end()) if after else ("", place)
        url = absolute(address.rstrip(","))
        if url is not None and (not descriptor or _DESCRIPTOR.fullmatch(descriptor)):
            found.append((url, descriptor))
    return found


def joined(candidates: list[tuple[str, str]]) -> str:
    """Candidates as the value of a `srcset`."""
    return ", ".join(f"{url} {descriptor}".rstrip() for url, descriptor in candidates)


def largest(candidates: list[tuple[str, str]]) -> str:
    """The address for readers that know no `srcset`: the widest up to 1600 pixels, or the densest."""

    def rank(candidate: tuple[str, str]) -> float:
        number = float(candidate[1][:-1]) if candidate[1] else 1.0
        return number if number <= 1600 else 1 / number

    return max(candidates, key=rank)[0]


def is_placeholder(source: str) -> bool:
    """Whether an address is that of a stand-in: empty, inline, or named like one."""
    written = source.strip()
    return not written or bool(_PLACEHOLDER.fullmatch(written.partition("?")[0][:_MAX_NAME]))
