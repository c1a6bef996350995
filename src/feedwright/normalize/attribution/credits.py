"""One line of credits: "By Jane Roe in Geneva, Reuters | Updated: 2018-11-07 13:45", "来源：新华社 编辑：李明"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from feedwright.model import Person
from feedwright.normalize.attribution.labels import LABEL, Role, by_word, role_of, spoken_label
from feedwright.normalize.attribution.people import read_people, split_names
from feedwright.normalize.attribution.rights import read_rights
from feedwright.normalize.timestamps import find_timestamps

LONGEST = 400
"""Characters; a longer line is prose, not credits."""

_SEPARATOR = re.compile(r"\s*[|｜]\s*|\s+[·•‧]\s+|\s{3,}|\t+")
_PLACE = re.compile(r"^(?P<name>.+?)\s+in\s+(?P<place>[^,，|]+?)(?:\s*[,，]\s*(?P<outlet>.+))?$")
_FOR = re.compile(r"^(?P<name>.+?)(?:\s*[,，])?\s+for\s+(?P<outlet>(?:the\s+)?[A-Z\d].*)$")
_VIA = re.compile(r"^(?P<name>.+?)\s+(?:via|through)\s+(?P<via>\S.*)$", re.IGNORECASE)
_BRACKETED = re.compile(r"^[(（\[【]\s*(?P<inside>[^()（）\[\]【】]{1,80})\s*[)）\]】]$")
_DOMAIN = re.compile(r"^(?:[\w-]+\.)+[A-Za-z]{2,}$")
_ORGANIZATION = re.compile(
    r"\b(?:agency|news|daily|times|post|press|journal|reuters|tribune|network|television|tv|radio|media|bureau|gazette|"
    r"herald|magazine|wire|online|net|services?|staff|newsroom|desk|team|agencies)\b|社$|网$|網$|报$|報$|台$|通信$|新聞$|일보$|뉴스$",
    re.IGNORECASE,
)
_EDGES = " \t\u3000|｜,，;；:：-–—·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """What a line says of who made an article; everything as written, names alone brought to ordinary case."""

    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    source: str | None = None
    via: str | None = None
    rights: str | None = None
    holder: str | None = None  # whom `rights` names
    nameless: str | None = None  # what describes a source whose name is missing: "Source:, the website of …"
    rest: str = ""  # what was understood as none of these


def read_byline(text: str) -> Credits:
    """The credits of an author field: what no label says otherwise is a list of authors."""
    return _read(text, unlabelled="author")


def read_credit(text: str) -> Credits:
    """The credits of a source field: what no label says otherwise is the source."""
    return _read(text, unlabelled="source")


def read_credits(text: str) -> Credits:
    """The credits of a line on a page: what no label and no "By" announces stays in `rest`."""
    return _read(text, unlabelled=None)


def _read(text: str, *, unlabelled: Role | None) -> Credits:
    said = Credits()
    if len(text) > LONGEST:
        return replace(said, rest=text)
    for part in _parts(_without_times(text)):
        role, words = _labelled(part)
        if role is None:
            rights = read_rights(words)
            if rights is not None:
                said = replace(said, rights=rights.line, holder=rights.holder)
                continue
            bracketed = _BRACKETED.match(words)
            if bracketed:
                words, role = bracketed["inside"], "source"
            else:
                role = unlabelled if not (said.authors and unlabelled == "author") else "source"
        said = _with(said, role, words)
    return said


def _without_times(text: str) -> str:
    """The text with its times, and the labels of these, replaced by separators."""
    pieces, place = [], 0
    for found in find_timestamps(text, timezone="UTC"):
        pieces.append(text[place : found.label_start])
        place = found.end
    return " | ".join((*pieces, text[place:]))


def _parts(text: str) -> Iterable[str]:
    """The parts of a line: between separators, and from one label to the next."""
    for chunk in _SEPARATOR.split(text):
        labels = [found.start("label") for found in LABEL.finditer(chunk)]
        starts = sorted({0, *labels})
        for start, end in zip(starts, [*starts[1:], len(chunk)], strict=True):
            part = chunk[start:end].strip(_EDGES if start not in labels else _EDGES.replace(":", "").replace("：", ""))
            if part:
                yield part


def _labelled(part: str) -> tuple[Role | Literal["nameless"] | None, str]:
    """What the label of a part says it is, and the words behind it."""
    inner = _BRACKETED.match(part)
    text = inner["inside"] if inner and LABEL.match(inner["inside"]) else part
    found = LABEL.match(text)
    if found and text[found.end() : found.end() + 1] not in set(",，;；、"):
        return role_of(found["label"]), text[found.end() :].strip(_EDGES)
    if found and role_of(found["label"]) == "source":
        return "nameless", text[found.end() :].strip(_EDGES)
    spoken = spoken_label(text)
    if spoken:
        return spoken[0], spoken[1].strip(_EDGES)
    return None, part


def _with(said: Credits, role: Role | Literal["nameless"] | None, words: str) -> Credits:
    """`said` with what `words` say in the role of `role`; what is there already stays."""
    if role == "nameless":
        return replace(said, nameless=said.nameless or words.rstrip(".。"))
    if not words:
        return said
    if role == "author":
        return _with_authors(said, words)
    if role == "editor":
        return replace(said, editors=(*said.editors, *read_people(words)))
    if role == "source":
        via = _VIA.match(words)
        name = (via["name"] if via else words).strip(_EDGES)
        bracketed = _BRACKETED.match(name)
        return replace(
            said,
            source=said.source or (bracketed["inside"].strip() if bracketed else name),
            via=said.via or (via["via"] if via else None),
        )
    if role == "via":
        return replace(said, via=said.via or words)
    if role == "photo":
        return said
    return replace(said, rest=f"{said.rest} {words}".strip())


def _with_authors(said: Credits, words: str) -> Credits:
    """Authors, and the outlet that a byline names behind them: "Jane Roe in Geneva, Reuters"."""
    named = by_word(words) or words
    outlet = None
    for pattern in (_PLACE, _FOR):
        found = pattern.match(named)
        if found:
            named, outlet = found["name"], found["outlet"]
            break
    else:
        names = split_names(named)
        if len(names) > 1 and _is_outlet(names[-1]):
            outlet = names[-1]
            named = named[: named.rindex(outlet)].rstrip(" ,，/-–—")
    return replace(
        said,
        authors=(*said.authors, *read_people(named)),
        source=said.source or (outlet.strip(_EDGES) if outlet else None),
    )


def _is_outlet(name: str) -> bool:
    """Whether the last of several names is an organization: one word, a domain, or a word that only those bear."""
    if "@" in name:
        return False
    return bool(_DOMAIN.match(name) or _ORGANIZATION.search(name) or (" " not in name and name.isascii()))
