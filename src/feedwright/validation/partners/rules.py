"""The rules of a profile: each looks at what stands at one path."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from feedwright.site import RuleTable
from feedwright.validation.partners.places import Place, Value, time_of
from feedwright.validation.value_types.dates import read_rfc822, read_rfc3339

_MARKUP: Final = re.compile(r"<[A-Za-z/!][^<>]*>")
_DATES: Final[Mapping[str, tuple[Callable[[str], dt.datetime | None], ...]]] = {
    "rfc822": (read_rfc822,),
    "rfc3339": (read_rfc3339,),
    "either": (read_rfc822, read_rfc3339),
}
_SHOWN: Final = 60

Problem = tuple[str, str, Value | None]
"""What is wrong, the mend, and where."""


def problems(rule: RuleTable, place: Place, *, now: dt.datetime | None) -> Iterator[Problem]:
    """What of `place` breaks `rule`; times are held against `now` (aware) where it is given."""
    if rule.unless is not None and place.first(rule.unless):
        return
    values = [value for value in place.at(rule.of) if value.text.strip()]
    if not values:
        if rule.required:
            whose = "article" if rule.where == "entry" else "feed"
            yield f"{rule.of} is missing", rule.hint or f"Give the {whose} what belongs there.", None
        return
    if rule.most_times is not None and len(values) > rule.most_times:
        message = f"{rule.of} stands there {len(values)} times, {rule.most_times} at the most"
        yield message, rule.hint or "Take the others away.", values[rule.most_times]
    for value in values:
        for message, hint in _of_text(rule, value.text.strip(), now):
            yield f"{rule.of}: {message}", rule.hint or hint, value


def _of_text(rule: RuleTable, text: str, now: dt.datetime | None) -> Iterator[tuple[str, str]]:
    yield from _of_length(rule, text)
    if rule.plain and _MARKUP.search(text):
        yield "it holds HTML", "Write plain text."
    if rule.ascii and not text.isascii():
        yield f"{_shown(text)} has other characters than ASCII", "Rename the file, or escape the address."
    if rule.pattern is not None and not re.fullmatch(rule.pattern, text):
        yield f"{_shown(text)} is not as the partner wants it", f"Write what matches {rule.pattern}"
    if rule.one_of and text not in rule.one_of:
        yield f"{_shown(text)} is not one of its values", f"Write one of {', '.join(rule.one_of)}."
    yield from _of_time(rule, text, now)


def _of_length(rule: RuleTable, text: str) -> Iterator[tuple[str, str]]:
    if rule.least or rule.most:
        length = len(plain(text))
        if rule.least and length < rule.least:
            yield f"{length} characters, {rule.least} at least", "Write more."
        if rule.most and length > rule.most:
            yield f"{length} characters, {rule.most} at the most", "Shorten it."
    if rule.least_words and (words := len(plain(text).split())) < rule.least_words:
        yield f"{words} words, {rule.least_words} at least", "Write more."
    if rule.most_bytes and (size := len(text.encode())) > rule.most_bytes:
        yield f"{size:,} bytes, {rule.most_bytes:,} at the most", "Shorten it."


def _of_time(rule: RuleTable, text: str, now: dt.datetime | None) -> Iterator[tuple[str, str]]:
    if rule.date is not None and not any(read(text) for read in _DATES[rule.date]):
        form = {"rfc822": "RFC 822", "rfc3339": "RFC 3339", "either": "RFC 822 or RFC 3339"}[rule.date]
        yield f"{_shown(text)} is not a date of {form}", "Write date, time and zone."
    elif rule.past and now is not None and (moment := time_of(text)) is not None and moment > now:
        yield f"{_shown(text)} is ahead", "Publish it when it is due."


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """The words of `text`, without markup where it has any, blanks run together."""
    if "<" in text:
        from selectolax.lexbor import LexborHTMLParser

        body = LexborHTMLParser(text).body
        text = body.text(separator=" ") if body is not None else text
    return " ".join(text.split())


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
