"""Why a text in which no time was found is not one."""

import re

from feedwright.normalize.timestamps.refusal import SAFE_FORM, Refused

_CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?"
_WEEKDAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?"
)
_TEMPLATE = r"\{\{|\}\}|\{%|<%|%[YmdHMS]|\$\{|\bYYYY\b"
_MISSING = r"invalid date|\bnan\b|\bnull\b|\bnone\b|undefined"
_RELATIVE = (
    r"\bago\b|yesterday|\btoday|tomorrow|\bnow\b|hace |il y a|\bvor \d|gestern|heute|hier\b|ayer|\bieri\b"
    r"|назад|вчера|сегодня|昨天|今天|前天|[天时時钟鐘]前|刚刚|昨日|今日|어제|오늘|\d\S* ?전"
)
_NO_DAY = (
    r"\d{4}(?:[-/.]\d{1,2})?|\d{4}\s?年(?:\s?\d{1,2}\s?月)?|[^\W\d]+\.?,? (?:of )?\d{4},?|\d{4}-?W\d\d"
    r"|(?:q[1-4]|week \d{1,2}),? \d{4}"
)
_NO_YEAR = (
    rf"\d{{1,2}}(?:[-/.]\d{{1,2}}|\s?月\s?\d{{1,2}}\s?日?|\.? [^\W\d]+\.?)(?:,? {_CLOCK})?"
    rf"|[^\W\d]+\.? \d{{1,2}}(?:,? {_CLOCK})?"
)

# What is wrong with texts of each form, and the mend.
_CASES = (
    (r"\s*", "it is empty", SAFE_FORM),
    (
        f".*(?:{_TEMPLATE}).*",
        "it is a template that was not filled in",
        "Mend the program that wrote it; it should write 2018-11-07T13:45:00+08:00.",
    ),
    (
        rf".*(?:{_MISSING}).*|[0:\-/ tz.]*",
        "a program wrote it where a time was missing",
        "Mend the program that wrote it, or write the time: 2018-11-07T13:45:00+08:00.",
    ),
    (
        f".*(?:{_RELATIVE}).*",
        "it is relative to a moment that it does not say",
        "Write the date itself: 2018-11-07 13:45.",
    ),
    (
        r"\d{1,2}([-/.])\s?\d{1,2}\1\s?\d{1,2}\.?(?:,? .*)?",
        "its year has fewer than four digits",
        "Write the year with four digits and first: 2018-11-07.",
    ),
    (rf"(?:{_WEEKDAYS})", "it does not say which week's", "Write the date: 2018-11-07."),
    (_NO_DAY, "it does not say the day", "Write the whole date: 2018-11-07."),
    (rf"\D*{_CLOCK}\D*", "it does not say the day", "Write the date, too: 2018-11-07 13:45."),
    (_NO_YEAR, "it does not say the year", "Write the year, too: 2018-11-07."),
    (
        r"-?\d+(?:\.\d+)?",
        "it is a number whose meaning it does not say",
        "Write the date itself; only seconds since 1970, and their fractions, are understood.",
    ),
    (r"\D*", "it has no number", SAFE_FORM),
    (r"(?!.*\d{4}).*", "it does not say the year, or not with four digits", "Write the date as 2018-11-07."),
)


def diagnosis(line: str) -> Refused:
    """The refusal of a line in which no time was found."""
    for pattern, reason, hint in _CASES:
        if re.fullmatch(pattern, line.strip(), re.IGNORECASE):
            return Refused(reason, hint)
    return Refused("it has no form of a time that is known")
