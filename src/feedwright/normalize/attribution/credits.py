"""One line of credits: "By Jane Roe in Geneva, Reuters | Updated: 2018-11-07 13:45", "来源：新华社 编辑：李明"."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from feedwright.model import Person
from feedwright.normalize.attribution.bylines import is_reporter, read_names
from feedwright.normalize.attribution.labels import (
    Role,
    by_word,
    english_by,
    label_of,
    phrase_of,
    role_of,
    role_of_work,
    spoken_label,
    starts_in,
    with_colons,
)
from feedwright.normalize.attribution.outlets import is_group, is_organization
from feedwright.normalize.attribution.people import are_names, merged
from feedwright.normalize.attribution.places import is_place
from feedwright.normalize.attribution.rights import copyright_sign, read_rights
from feedwright.normalize.timestamps import find_timestamps
from feedwright.patterns import pattern

LONGEST = 400
"""Characters; a longer line is prose, not credits."""

_SEPARATOR = pattern(r"\s*[|｜丨\n\r]\s*|\s+[·•‧]\s+|\s{3,}|\t+")
_MAY_HOLD_TIME = pattern(r"\d|[年月日]")
_BEFORE_TIME = pattern(r"\s+(?:on|at|le|am|el|il|op|den)\s*$", re.IGNORECASE)
_VIA = pattern(r"^(?P<name>.+?)[,，]?\s+(?:via|through)\s+(?P<via>\S.*)$", re.IGNORECASE)
_WITH = pattern(r"^(?P<name>.+?)[,，]?\s+(?:with|avec|mit)\s+(?P<via>\S.*)$", re.IGNORECASE)
_BRACKETED = pattern(r"^[(（\[【]\s*(?P<inside>[^()（）\[\]【】]{1,200})\s*[)）\]】]$")
_LINKED = pattern(
    r"^\[(?P<marked>[^\[\]]+)\]\((?P<target>[^\s()]+)\)$|^(?P<name>[^<>()]+?)\s*[<(（]\s*(?P<url>(?:https?://|www\.)[^\s<>]+?"
    r"|(?:[\w-]+\.)+[A-Za-z]{2,})\s*[>)）]$"
)
_TERMS = pattern(r"\s+(?:under|with permission|using)\s.*$", re.IGNORECASE)
_READING_TIME = pattern(r"^\d+\s*(?:min|sec|分钟|分)", re.IGNORECASE)
_FURNISHED = pattern(r"^(?P<name>\S*[\u3400-\u9fff][社网網報报台刊])\s+[\u3400-\u9fff]+$")
"""A Chinese source with a page's own words behind it: "新华网 参与互动"."""
_EDGES = " \t\u3000|｜,，;；:：-–—·"
_BRACKETS = "()（）[]【】"
_OPENING, _CLOSING = tuple("(（[【"), tuple(")）>\n")


class Credits(msgspec.Struct, frozen=True, kw_only=True):
    """What a line says of who made an article; everything as written, names alone brought to ordinary case."""

    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    source: str | None = None
    source_url: str | None = None  # where the line links the source's name to
    via: str | None = None
    publisher: str | None = None
    rights: str | None = None
    holder: str | None = None  # whom `rights` names
    nameless: str | None = None  # what describes a source whose name is missing: "Source:, the website of …"
    rest: str = ""  # what was understood as none of these


def read_byline(text: str) -> Credits:
    """The credits of an author field: what no label says otherwise is a list of authors."""
    return _read(text, "author")


def read_credit(text: str) -> Credits:
    """The credits of a source field: what no label says otherwise is the source."""
    return _read(text, "source")


def read_credits(text: str) -> Credits:
    """The credits of a line on a page: what no label and no "By" announces stays in `rest`."""
    return _read(text, None)


@lru_cache(maxsize=4096)
def _read(text: str, unlabelled: Role | None) -> Credits:
    said = Credits()
    if len(text) > LONGEST:
        return replace(said, rest=text)
    reprinted = None
    for part in _parts(_without_times(text)):
        role, words = _labelled(part)
        if role is None:
            rights = read_rights(words)
            if rights is not None:
                said = replace(said, rights=said.rights or rights.line, holder=said.holder or rights.holder)
                continue
            role, words = _unlabelled(words, unlabelled, said)
        elif role == "own":
            role = unlabelled or "other"
        elif role == "publisher" and unlabelled in {"author", "source"}:
            role = unlabelled
        if role == "reprint":
            words = _TERMS.sub("", words).rstrip(".。")
            reprinted = reprinted or words
        said = _with(said, role, words)
    if unlabelled == "source" and said.source is None and said.holder and not reprinted:
        said = replace(said, source=said.holder)  # "© 2018 AFP"
    if reprinted and unlabelled and said.source is None:
        # taken over from somebody, and nobody else is named: that is where it comes from
        said = replace(_with(said, "source", reprinted), via=None if said.via == reprinted else said.via)
    return said


def _unlabelled(words: str, unlabelled: Role | None, said: Credits) -> tuple[Role | None, str]:
    """(role, words) of a part that no label announces."""
    bracketed = _bracketed(words)
    if bracketed:
        return ("author" if is_reporter(bracketed["inside"]) else "source"), bracketed["inside"]
    if unlabelled == "author":
        if said.authors and _is_beside_names(words):
            return "other", words
        return ("source" if said.authors and "@" not in words and not _signs_itself(said) else "author"), words
    named = english_by(words) if unlabelled is None else by_word(words)
    if named is None or not (" " in named or is_organization(named)):
        return unlabelled, words
    if unlabelled and is_organization(named):
        return "source", named
    # a name of an outlet may begin so, too: "By the Sea"
    return ("author" if unlabelled is None or are_names(read_names(words).authors) else unlabelled), words


def _is_beside_names(words: str) -> bool:
    """Whether a part behind names tells of a place, a time to read or a desk."""
    return bool(is_place(words) or _READING_TIME.search(words)) or (is_group(words) and not is_organization(words))


def _bracketed(words: str) -> re.Match[str] | None:
    return _BRACKETED.match(words) if words.startswith(_OPENING) else None


def _signs_itself(said: Credits) -> bool:
    """Whether the only author so far is the outlet: then the next part may name who wrote for it."""
    return len(said.authors) == 1 and said.authors[0].name == said.source


def _without_times(text: str) -> str:
    """The text with its times, and the labels of these, replaced by separators."""
    if not _MAY_HOLD_TIME.search(text):
        return text
    pieces, place = [], 0
    for found in find_timestamps(text, timezone="UTC"):
        pieces.append(_BEFORE_TIME.sub("", text[place : found.label_start]))
        place = found.end
    return " | ".join((*pieces, text[place:]))


def _parts(text: str) -> Iterator[str]:
    """The parts of a line: between separators, and from one label to the next."""
    for chunk in _chunks(with_colons(text)):
        inner = _bracketed(chunk.strip())
        if inner and (label_of(inner["inside"]) or phrase_of(inner["inside"])):
            chunk = inner["inside"]  # noqa: PLW2901 - the brackets say nothing
        starts = {0, *starts_in(chunk)}
        sign = copyright_sign(chunk)
        if sign and read_rights(chunk[: sign.start()]) is None:
            starts.add(sign.start())
        ordered = sorted(starts)
        for start, end in zip(ordered, [*ordered[1:], len(chunk)], strict=True):
            part = _trimmed(chunk[start:end])
            if part:
                yield part


def _chunks(text: str) -> list[str]:
    """What stands between the separators of a line."""
    if text.isascii() and text.isprintable() and "|" not in text and "   " not in text:
        return [text]
    return _SEPARATOR.split(text)


def _trimmed(part: str) -> str:
    """A part without separators at its ends, and without a bracket that has lost its other half; "Source:" stays."""
    part = part.lstrip(_EDGES).rstrip(_EDGES.replace(":", "").replace("：", ""))
    if not any(character.isalnum() for character in part):
        return ""
    for opening, closing in ("()", "（）", "[]", "【】"):
        more = part.count(opening) - part.count(closing)
        lost = opening if more > 0 else closing
        if more and part[-1] == lost:
            part = part[:-1]
        elif more > 0 and part[0] == lost:
            part = part[1:]
    return part.strip()


def _labelled(part: str) -> tuple[Role | Literal["nameless"] | None, str]:
    """What the label of a part says it is, and the words behind it."""
    inner = _bracketed(part)
    text = inner["inside"] if inner and (label_of(inner["inside"]) or spoken_label(inner["inside"])) else part
    found = label_of(text)
    if found and text[found.end() : found.end() + 1] not in set(",，;；、"):
        return role_of(found), text[found.end() :].strip(_EDGES)
    if found and role_of(found) == "source":
        return "nameless", text[found.end() :].strip(_EDGES)
    phrase = phrase_of(text)
    if phrase:
        return role_of_work(phrase), text[phrase.end() :].strip(_EDGES)
    spoken = spoken_label(text)
    if spoken:
        return spoken[0], spoken[1].strip(_EDGES)
    return None, part.rstrip(_EDGES)


def _with(said: Credits, role: Role | Literal["nameless"] | None, words: str) -> Credits:
    """`said` with what `words` say in the role of `role`; what is there already stays."""
    if role == "nameless":
        return replace(said, nameless=said.nameless or words.rstrip(".。"))
    if not words or role in {"other", "own"}:
        return said
    take = _TAKERS.get(role or "")
    return take(said, words) if take else replace(said, rest=f"{said.rest} {words}".strip())


def _with_authors(said: Credits, words: str) -> Credits:
    byline = read_names(words)
    before = () if _signs_itself(said) and byline.authors else said.authors
    return replace(
        said,
        authors=merged((*before, *byline.authors)),
        source=said.source or byline.outlet,
        via=said.via or byline.helper,
    )


def _with_editors(said: Credits, words: str) -> Credits:
    return replace(said, editors=merged((*said.editors, *read_names(words).authors)))


def _with_source(said: Credits, words: str) -> Credits:
    if is_reporter(words):
        return _with_authors(said, words)
    via = _with_helper(words)
    name = (via["name"] if via else words).strip(_EDGES)
    bracketed = _bracketed(name)
    name = (bracketed["inside"] if bracketed else name).strip(" \"“”„'")
    linked = _LINKED.match(name) if name.endswith(_CLOSING) else None
    url = None
    if linked:
        name = linked["marked"] or linked["name"]
        url = linked["target"] or linked["url"]
    if name.endswith(("。", ".")) and not re.search(r"(?:\b[^\W\d_]\.){2}$|\b(?:Inc|Ltd|Co|Corp)\.$", name):
        name = name[:-1]
    furnished = None if name.isascii() else _FURNISHED.match(name)
    name = furnished["name"] if furnished else name
    if not name:
        return said
    return replace(
        said,
        source=said.source or name,
        source_url=said.source_url or (_absolute(url) if url and not said.source else None),
        via=said.via or (via["via"].rstrip(".。") if via else None),
    )


def _with_helper(words: str) -> re.Match[str] | None:
    """An outlet and who passed its text on, or helped: "Le Figaro avec AFP"."""
    lower = words.lower()
    if words.isascii() and not any(word in lower for word in ("via", "through", "with", "avec", "mit")):
        return None
    return _VIA.match(words) or _WITH.match(words)


def _absolute(url: str) -> str:
    return url if "//" in url else f"https://{url}"


def _with_via(said: Credits, words: str) -> Credits:
    return replace(said, via=said.via or words)


def _with_publisher(said: Credits, words: str) -> Credits:
    return replace(said, publisher=said.publisher or words)


_TAKERS: dict[str, Callable[[Credits, str], Credits]] = {
    "author": _with_authors,
    "editor": _with_editors,
    "source": _with_source,
    "via": _with_via,
    "reprint": _with_via,
    "publisher": _with_publisher,
}
