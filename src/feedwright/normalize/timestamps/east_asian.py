"""Dates of East Asia: 2018年11月7日(水), 二〇一八年十一月七日, 平成30年11月7日, 民國107年11月7日, 2018년 11월 7일."""

import datetime as dt

from feedwright.normalize.timestamps.numerals import NUMERAL, YEAR_NUMERAL, number
from feedwright.normalize.timestamps.reading import calendar_day
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.patterns import pattern

_DATE = pattern(
    rf"(?:(?P<era>令和|平成|昭和|大正|明治|中華民國|中华民国|民國|民国|公元|西元|西暦|西历|西曆)\s?)?"
    rf"(?P<year>\d{{1,4}}|元|{YEAR_NUMERAL}|{NUMERAL})\s?[年년]\s?(?P<month>{NUMERAL})\s?[月월]\s?(?P<day>{NUMERAL})(?!\d)(?:\s?[日号號일])?"
)
_WEEKDAY = pattern(
    r"\s?(?:[(\[]?(?:星期|礼拜|禮拜|周|週)(?P<chinese>[一二三四五六日天])[)\]]?|[(\[]?(?P<both>[月火水木金土日월화수목금토일])(?:曜日?|요일)[)\]]?"
    r"|[(\[](?P<short>[月火水木金土日월화수목금토일一二三四五六])[)\]])"
)
_LUNAR = pattern(r"(?:农历|農曆|農历|旧暦|旧历|陰曆|阴历|음력)\s?$")
_CHINESE_DAYS = {char: number for number, char in enumerate("一二三四五六日")} | {"天": 6}
_NAMED_DAYS = {char: number for number, char in enumerate("月火水木金土日")} | {
    char: n for n, char in enumerate("월화수목금토일")
}

# The first day and the last of each era of Japan.
_ERAS = {
    "令和": (dt.date(2019, 5, 1), dt.date.max),
    "平成": (dt.date(1989, 1, 8), dt.date(2019, 4, 30)),
    "昭和": (dt.date(1926, 12, 25), dt.date(1989, 1, 7)),
    "大正": (dt.date(1912, 7, 30), dt.date(1926, 12, 25)),
    "明治": (dt.date(1868, 1, 25), dt.date(1912, 7, 30)),
}
_REPUBLIC = 1911


def east_asian_day(line: str, at: int) -> tuple[dt.date, int] | None:
    """The date that starts at `at`, and where it ends."""
    match = _DATE.match(line, at)
    if match is None:
        return None
    if _LUNAR.search(line[:at]):
        raise Refused("it is of the lunar calendar", "Write the date of the Gregorian calendar: 2018-11-07.")
    year = 1 if match["year"] == "元" else number(match["year"])
    era = match["era"] or ""
    month, day = number(match["month"]), number(match["day"])
    if era in _ERAS:
        first, last = _ERAS[era]
        date = calendar_day(first.year + year - 1, month, day)
        if not first <= date <= last:
            raise Refused(f"{match[0]} is not in the era {era}", "Write the year of the Gregorian calendar.")
        return date, match.end()
    if "民" in era:
        return calendar_day(_REPUBLIC + year, month, day), match.end()
    return calendar_day(year, month, day), match.end()


def east_asian_weekday(line: str, at: int) -> tuple[int, int] | None:
    """The weekday, 0 being Monday, that is written at `at`, and where it ends."""
    match = _WEEKDAY.match(line, at)
    if match is None:
        return None
    char = match["chinese"] or match["both"] or match["short"]
    table = _CHINESE_DAYS if match["chinese"] or char in "一二三四五六" else _NAMED_DAYS
    return table[char], match.end()
