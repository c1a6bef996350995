"""Months and weekdays by the names that the languages of the world give them; the table is read when first asked."""

import pkgutil
from bisect import bisect_left
from functools import cache

import msgspec

from feedwright.normalize.timestamps.spelling import WORD, letters, spelled, unaccented
from feedwright.patterns import pattern

Meanings = dict[int, frozenset[str]]
"""What a name can mean (month from 1, weekday from 0) and in which languages."""

SHORTEST_PREFIX = 3

_WORD = pattern(WORD)
_JOINED = pattern(rf"(?:\.? |[.'-]){WORD}")
_HEBREW_PREFIXES = "בלהמ"
_MONTH_PREFIXES = ("เดือน", "ที่")
# Weekdays of one language that are everyday words of another, unless a dot or a comma follows.
_COMMON_WORDS = frozenset({"die", "mit", "don", "son", "sen", "min", "sel", "lit", "lar", "cet"})


class _Names(msgspec.Struct):
    """Names of one kind: as written, without accents, and in order for a search by their beginnings."""

    exact: dict[str, Meanings] = {}
    bare: dict[str, Meanings] = {}
    ordered: list[str] = []

    def find(self, name: str) -> Meanings | None:
        key = letters(name)
        return self.exact.get(key) or self.bare.get(unaccented(key))

    def complete(self, beginning: str) -> Meanings | None:
        """The meanings of all names with this beginning."""
        key = unaccented(letters(beginning))
        if len(key) < SHORTEST_PREFIX:
            return None
        found: Meanings = {}
        for name in self.ordered[bisect_left(self.ordered, key) :]:
            if not name.startswith(key):
                break
            _merge(found, self.bare[name])
        return found or None


def _merge(meanings: Meanings, more: Meanings) -> None:
    for number, languages in more.items():
        meanings[number] = meanings.get(number, frozenset()) | languages


@cache
def _table() -> tuple[_Names, _Names]:
    """The months and the weekdays of names.tsv."""
    kinds = {"month": _Names(), "weekday": _Names()}
    data = pkgutil.get_data(__package__ or __name__, "names.tsv") or b""
    for row in data.decode("utf-8").splitlines():
        if row.startswith("#"):
            continue
        language, kind, *columns = row.split("\t")
        names = kinds[kind]
        for number, column in enumerate(columns, start=1 if kind == "month" else 0):
            for name in column.split("|"):
                key = letters(spelled(name))
                meaning = {number: frozenset({language})}
                _merge(names.exact.setdefault(key, {}), meaning)
                _merge(names.bare.setdefault(unaccented(key), {}), meaning)
                if " " not in name and "-" not in name:
                    names.ordered.append(unaccented(key))
    for names in kinds.values():
        names.ordered = sorted(set(names.ordered))
    return kinds["month"], kinds["weekday"]


def month_at(line: str, at: int) -> tuple[Meanings, int] | None:
    """The month whose name starts at `at`, and where it ends; the longest name wins ("tháng mười hai")."""
    months = _table()[0]
    ends = _ends(line, at)
    for end in reversed(ends):
        found = months.find(line[at:end])
        if found:
            return found, _past_apostrophe(line, end)
    return _inflected(months, line, at, ends[0]) if ends else None


def _inflected(months: _Names, line: str, at: int, end: int) -> tuple[Meanings, int] | None:
    """A single word that is the beginning of a name, or a name behind a particle that its language writes together."""
    word = line[at:end]
    for prefix in _MONTH_PREFIXES:
        if word.startswith(prefix):
            return month_at(line, at + len(prefix))
    found = months.complete(word)
    if found is None and word[0] in _HEBREW_PREFIXES:
        found = months.find(word[1:])
    return (found, _past_apostrophe(line, end)) if found else None


def _past_apostrophe(line: str, end: int) -> int:
    """Where an abbreviation ends that is written with an apostrophe, as Hebrew does."""
    return end + 1 if line[end : end + 2] == "' " else end


def weekday_at(line: str, at: int) -> tuple[Meanings, int] | None:
    """The weekday whose name starts at `at`, and where it ends."""
    weekdays = _table()[1]
    ends = _ends(line, at)
    for end in reversed(ends):
        found = weekdays.find(line[at:end]) or (weekdays.complete(line[at:end]) if end == ends[0] else None)
        if found:
            key = letters(line[at:end])
            doubtful = len(key) <= 2 or key in _COMMON_WORDS
            return None if doubtful and line[end : end + 1] not in {".", ","} else (found, end)
    return None


def _ends(line: str, at: int) -> list[int]:
    """Where a name of one, two or three words that starts at `at` would end."""
    match = _WORD.match(line, at)
    ends: list[int] = []
    while match is not None and len(ends) < 3:
        ends.append(match.end())
        match = _JOINED.match(line, match.end())
    return ends
