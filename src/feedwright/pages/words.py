"""What the pages themselves say, in the reader's language where phrases/ has it; the direction of a language."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from feedwright.languages import is_right_to_left
from feedwright.model import Timestamp
from feedwright.pages.markup import Element, element

_FALLBACK: Final = "en"
_PHRASES: Final = Path(__file__).with_name("phrases")


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The phrases of one language, for a page in that language or in one that we have no words for."""

    language: str  # of the phrases
    native: bool  # False: the page's own language has no words here
    months: tuple[str, ...]
    phrases: Mapping[str, str]

    def text(self, name: str, **fields: object) -> str:
        """The phrase `name` with its fields filled in, as text."""
        return self.phrases[name].format_map(fields)

    def say(self, name: str, **fields: object) -> Element | str:
        """The phrase `name` as content of a page: marked with its language where that is not the page's."""
        return self.marked(self.text(name, **fields))

    def marked(self, text: str) -> Element | str:
        """Text in the language of the phrases, marked like one."""
        return text if self.native else element("span", self.marks, text)

    @property
    def marks(self) -> dict[str, str]:
        """The attributes of an element that holds such a phrase and nothing else."""
        return {} if self.native else language_marks(self.language)

    def month(self, year: int, month: int) -> str:
        """A month: "November 2018"."""
        return self.text("month", month=self.months[month - 1], year=year)

    def time(self, time: Timestamp) -> Element:
        """A time for people, as precise as it was written, in the offset that it was written in."""
        moment = _in_minutes(time.instant)
        if time.precision == "year":
            machine, shown = f"{moment.year:04}", str(moment.year)
        elif time.precision == "month":
            machine, shown = f"{moment.year:04}-{moment.month:02}", self.month(moment.year, moment.month)
        elif time.precision == "day":
            machine, shown = moment.date().isoformat(), self._date(moment)
        else:
            clock = f"{moment.hour:02}:{moment.minute:02} {_offset(moment.utcoffset())}"
            machine = moment.isoformat(timespec="seconds")
            shown = self.text("moment", date=self._date(moment), time=clock)
        return element("time", {"datetime": machine, **self.marks}, shown)

    def _date(self, moment: dt.datetime) -> str:
        return self.text("date", day=moment.day, month=self.months[moment.month - 1], year=moment.year)


@cache
def words_for(language: str) -> Words:
    """The words for a page in `language` (a BCP 47 tag), by lookup (RFC 4647 §3.4); English when there are none."""
    tag = language.lower()
    subtags = tag.split("-")
    for length in range(len(subtags), 0, -1):
        found = "-".join(subtags[:length])
        if found in languages() and not _excepted(tag, phrases_of(found)):
            return _words(found, phrases_of(found), native=True)
    return _words(_FALLBACK, phrases_of(_FALLBACK), native=False)


@cache
def languages() -> frozenset[str]:
    """The languages that there are phrases in."""
    return frozenset(file.stem for file in _PHRASES.glob("*.toml"))


@cache
def phrases_of(language: str) -> Mapping[str, Any]:
    """The phrases of one of `languages`, each from a file of its own: most sites speak one."""
    return tomllib.loads(_PHRASES.joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def direction(language: str) -> str:
    """Which way a BCP 47 tag is written: "rtl" or "ltr"."""
    return "rtl" if is_right_to_left(language) else "ltr"


def language_marks(language: str | None, page: str | None = None) -> dict[str, str]:
    """`lang` and `dir` of an element in `language` on a page in the language `page`; nothing where both are one."""
    if not language or (page and language.lower() == page.lower()):
        return {}
    return {"lang": language, "dir": direction(language)}


def _excepted(tag: str, table: Mapping[str, Any]) -> bool:
    return any(f"{tag}-".startswith(f"{other}-") for other in table.get("except", ()))


def _words(language: str, table: Mapping[str, Any], *, native: bool) -> Words:
    phrases = {name: phrase for name, phrase in table.items() if isinstance(phrase, str)}
    return Words(language=language, native=native, months=tuple(table["months"]), phrases=phrases)


def _in_minutes(moment: dt.datetime) -> dt.datetime:
    """The instant in UTC where its offset is not in whole minutes: HTML has no form for that (HTML §2.3.5.8)."""
    offset = moment.utcoffset()
    if offset and (offset.seconds % 60 or offset.microseconds):
        return (moment.replace(tzinfo=None) - offset).replace(tzinfo=dt.UTC)
    return moment


@cache
def _offset(offset: dt.timedelta | None) -> str:
    """An offset for people: "UTC+8", "UTC−3:30", "UTC"."""
    minutes = round((offset or dt.timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")
