"""The words of a page that are not its article: menus, buttons, counters, notices, in several languages."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_CRUMBS = re.compile(r"^\s*[\w&'’. ()-]{1,40}(?:\s*(?:>>|>|»|›|/|::|→)\s*[\w&'’. ()-]{0,40}){1,6}\s*$")
_CRUMB = re.compile(r"\s*(?:>>|>|»|›|/|::|→)\s*")
_MENU = re.compile(r"^(?:[^|•·]{1,30}[|•·]\s*){2,}[^|•·]{0,40}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    """furniture.toml, compiled."""

    line: re.Pattern[str]
    inside: re.Pattern[str]
    ending: re.Pattern[str]
    home: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    text = resources.files("feedwright.ingest").joinpath("furniture.toml").read_text(encoding="utf-8")
    tables: dict[str, list[str]] = tomllib.loads(text)
    buttons = rf"(?:(?:{'|'.join(tables['buttons'])}|[\d.,]+k?|\(s\)|[:|/·•+])\s*)+"
    return _Vocabulary(
        line=re.compile(f"(?:{'|'.join([buttons, *tables['lines']])})", re.IGNORECASE),
        inside=re.compile("|".join(tables["inside"]), re.IGNORECASE),
        ending=re.compile(rf"(?:{'|'.join(tables['endings'])})\s*[:：>»]*", re.IGNORECASE),
        home=frozenset(tables["home"]),
    )


def is_furniture(line: str) -> bool:
    """Whether a whole line is a button, a counter, a notice or a menu."""
    return bool(_vocabulary().line.fullmatch(line) or _MENU.match(line) or not re.search(r"\w", line))


def without_furniture(line: str) -> str:
    """A line of credits without the buttons and counters that stand in it."""
    return _vocabulary().inside.sub("   ", line).strip()


def ends_article(line: str) -> bool:
    """Whether a line heads what stands below an article: related stories, popular ones, the imprint."""
    return bool(_vocabulary().ending.fullmatch(line))


def breadcrumbs(line: str) -> tuple[str, ...]:
    """The steps of a line such as "HOME >> A >> B", without the home page; () when it is none."""
    if len(line) > 120 or not _CRUMBS.match(line):
        return ()
    steps = [step.strip(" .") for step in _CRUMB.split(line)]
    home = _vocabulary().home
    return tuple(step for step in steps if step and step.casefold() not in home)
