"""The words of a page that are not its article: menus, buttons, counters, notices, in several languages."""

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

_MENU = re.compile(r"^(?:[^|•·]{1,30}[|•·]\s*){2,}[^|•·]{0,40}$")
_TWO = re.compile(r"\s*[|•·]\s*")


class _Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """furniture.toml, compiled."""

    line: re.Pattern[str]
    inside: re.Pattern[str]
    ending: re.Pattern[str]
    opening: re.Pattern[str]
    embargo: re.Pattern[str]
    home: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    text = resources.files("feedwright.ingest").joinpath("furniture.toml").read_text(encoding="utf-8")
    tables: dict[str, list[str]] = tomllib.loads(text)
    buttons = rf"(?:(?:{'|'.join(tables['buttons'])}|[\d.,]+k?|\(s\)|[:|/·•+]|-(?!\d))\s*)+"
    return _Vocabulary(
        line=re.compile(f"(?:{'|'.join([buttons, *tables['lines']])})", re.IGNORECASE),
        inside=re.compile("|".join(tables["inside"]), re.IGNORECASE),
        ending=re.compile(rf"\W*(?:{'|'.join(tables['endings'])})\s*[:：>»]*", re.IGNORECASE),
        opening=re.compile("|".join(tables["openings"]), re.IGNORECASE),
        embargo=re.compile("|".join(tables["embargoes"]), re.IGNORECASE),
        home=frozenset(tables["home"]),
    )


def is_furniture(line: str) -> bool:
    """Whether a whole line is a button, a counter or a notice."""
    return bool(_vocabulary().line.fullmatch(line) or not re.search(r"[^\W_]", line))


def is_menu(line: str) -> bool:
    """Whether a line is three or more short words between bars or dots, as menus are, and some lines of credits."""
    return bool(_MENU.match(line))


def without_furniture(line: str) -> str:
    """A line of credits without the buttons and counters that stand in it."""
    return _vocabulary().inside.sub("   ", line).strip()


def ends_article(line: str) -> bool:
    """Whether a line heads what stands below an article: related stories, popular ones, the imprint."""
    ending = _vocabulary().ending
    if ending.fullmatch(line):
        return True
    parts = _TWO.split(line)
    return len(parts) > 1 and all(ending.fullmatch(part) for part in parts)


def opens_article(line: str) -> bool:
    """Whether a line announces the text below it, as "FOR IMMEDIATE RELEASE" does."""
    return bool(_vocabulary().opening.fullmatch(line) or says_embargo(line))


def says_embargo(line: str) -> bool:
    """Whether a line says that the text must not be published before some time."""
    return bool(_vocabulary().embargo.fullmatch(line))


def home_words() -> frozenset[str]:
    """What breadcrumbs call the home page, or the page itself, in small letters: no sections."""
    return _vocabulary().home
