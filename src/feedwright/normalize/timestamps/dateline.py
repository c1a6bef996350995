"""Timestamps inside lines of text: "By Jane Roe | China Daily | Updated: 2018-11-07 13:45"."""

import re
from collections.abc import Iterator

from feedwright.model import Timestamp
from feedwright.normalize.timestamps.diagnosis import diagnosis
from feedwright.normalize.timestamps.found import FoundTimestamp
from feedwright.normalize.timestamps.labels import label_before
from feedwright.normalize.timestamps.phrase import Phrase, phrase_at
from feedwright.normalize.timestamps.reading import Options, settle
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.normalize.timestamps.spelling import WORD
from feedwright.normalize.timestamps.worded import month_and_day
from feedwright.normalize.timestamps.zones import OFFSET_HINT, first_characters, mentions_zone
from feedwright.patterns import pattern

# Where a timestamp can start: at a number, a word, or the first character of an East Asian form.
_TOKEN = pattern(
    rf"\d+|{WORD}|[〇○零一二三四五六七八九十]{{2,}}|[令平昭大明中民公西農农上下凌清早傍晚오저星周週礼禮{first_characters()}]"
)
_NUMBER_BEFORE = pattern(r"\d[-–/.:+,']$")
_HEBREW = frozenset(map(chr, range(0x05D0, 0x05EB)))
_NEVER_BEFORE = frozenset("-/\\_#=&%$+€£¥")
_WORD_BEFORE = pattern(r"[^\W\d_]{3,}$")

# What cannot follow a timestamp: it would be a part of it that is not understood.
_CONTINUES = pattern(
    r"\s*[+±]|[/\\_%&=#]|[-–.,:]\d|:(?!\s|$)|\s*[-–]\d|\s*[~〜至到]\s*\d|\s*:\d|\s*[-–]\s*\d{1,2}[:.h]\d"
    r"|\s+\d{1,2}[:.]\d{2}|[ap]\.?m|\s+(?:pm|[ap]\.?m(?![a-z]))|\d|\s?[A-Y]\s*$|\s*(?:から|부터)|\s*(?i:b\.?c\b)"
)
_OFFSET_LEFT = pattern(r"[+±]\s?(?:0?\d|1[0-4])(?::?[0-5]\d)?(?!\d)|(?:^|[\s;,|(])[-–—]+\s?[01]\d[0-5]\d(?!\d)")
_PLACE_TIME = r"[\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3](?:时间|時間|시간)"
_HALF_LEFT = pattern(r"(?:[上下]午|午[前後后]|오[전후]|凌晨|[早晚]上|中午|晚)\s?$")
_PLACE_TIME_BEFORE = pattern(rf"{_PLACE_TIME}\s?$")
_PLACE_TIME_AFTER = pattern(rf"\s?[(\[]?[\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{{0,10}}{_PLACE_TIME}(?!\s?:)")
_NUMBER_AFTER_DATE = pattern(r"[\s,]*\s\d(?!\d*\s?(?:[^\W\d_]{4,}|min\b))")
_UNCASED_WORD = pattern(r"\s?[\u0590-\u0fff\u1000-\u10ff\u1200-\u137f\u1780-\u17ff]")
_ZONE_IN_WORDS = pattern(
    r"[\s,(\[]{1,3}(?:\S{1,20} ){0,3}"
    r"(?:time|zeit|hora|horas|heure|ora|tid|tijd|czasu|времени|время|часу|waktu|saatiyle)\b",
    re.IGNORECASE,
)
_CLOCK = pattern(
    r"\d{1,2}\s?[:时時点點시]\s?\d{2}|\d[hu]\d\d|\d\s?(?:[ap]\.?m\b|o'clock|uhr\b|uur\b|hrs?\b)|\d\s?[时時点點시]",
    re.IGNORECASE,
)


def found_in(line: str, text: str, options: Options) -> list[FoundTimestamp]:
    """Every time in `text` that can be trusted; `line` is `text` in the one spelling."""
    found: list[FoundTimestamp] = []
    for phrase in _phrases(line, options):
        if isinstance(phrase, Refused):
            continue
        start, end = phrase.start, phrase.end
        label, label_start = label_before(line, start)
        try:
            timestamp = settle(phrase.reading, text[start:end], options)
        except Refused:
            continue
        found.append(FoundTimestamp(start=start, end=end, label=label, label_start=label_start, timestamp=timestamp))
    return found


def only_time(line: str, text: str, options: Options) -> Timestamp:
    """The one time that `line` says; `text` is the line as written."""
    phrases: list[Phrase] = []
    for phrase in _phrases(line, options):
        if isinstance(phrase, Refused):
            raise phrase
        phrases.append(phrase)
    if not phrases:
        raise diagnosis(line)
    _require_all_read(line, phrases)
    timestamps = [settle(phrase.reading, text, options) for phrase in phrases]
    finest = max(timestamps, key=lambda timestamp: timestamp.precision != "day")
    for timestamp in timestamps:
        same_day = timestamp.precision == "day" and timestamp.instant.date() == finest.instant.date()
        if timestamp.instant != finest.instant and not same_day:
            raise Refused("it says more than one time", "Keep one of them, or give each its own field.")
    return finest


def _phrases(line: str, options: Options) -> Iterator[Phrase | Refused]:
    """The timestamps in `line`, and the refusals of those that cannot be trusted."""
    resume = 0
    for token in _TOKEN.finditer(line):
        start = token.start()
        if start < resume or not _starts_clean(line, start):
            continue
        try:
            phrase = phrase_at(line, start, options)
            if phrase is not None:
                _require_clean_start(line, phrase)
                _require_clean_end(line, phrase)
        except Refused as refusal:
            yield refusal
            bar = line.find("|", start)
            resume = bar if bar >= 0 else len(line)
            continue
        if phrase is not None:
            yield phrase
            resume = phrase.end


def _starts_clean(line: str, start: int) -> bool:
    """Whether what is before `start` cannot belong to the timestamp."""
    if start == 0:
        return True
    before = line[start - 1]
    if before == "-" and line[max(0, start - 2)] in _HEBREW:
        return True  # the article "ה-" in front of a day
    if before in _NEVER_BEFORE or _NUMBER_BEFORE.search(line, max(0, start - 2), start):
        return False
    if line[start].isdigit() and before.isalpha() and before.isascii():
        return _WORD_BEFORE.search(line, max(0, start - 3), start) is not None
    return not before.isdigit()


def _require_clean_start(line: str, phrase: Phrase) -> None:
    """Refuse a timestamp behind a half of its clock, or the time of a place unknown: 某地时间2018年11月7日13:45."""
    before = line[max(0, phrase.start - 40) : phrase.start]
    if _HALF_LEFT.search(before):
        raise Refused(f"a part of it that may matter cannot be read: {before.strip()[-6:]!r}")
    if _PLACE_TIME_BEFORE.search(before) and label_before(line, phrase.start)[0] is None:
        raise Refused(f"{before.strip()[-6:]!r} may be a time zone, but none that is known", OFFSET_HINT)


def _require_clean_end(line: str, phrase: Phrase) -> None:
    """Refuse a timestamp behind which something stands that might change its meaning."""
    end, reading = phrase.end, phrase.reading
    rest = line[end : end + 80]
    glued = rest[:1]
    doubtful = (
        _CONTINUES.match(rest)
        or (glued.isalpha() and glued.isascii() and (glued.islower() or reading.zone is not None))
        or (reading.clock is None and (_NUMBER_AFTER_DATE.match(rest) or glued in {"T", "W", "Z"}))
        or (
            reading.clock is not None
            and reading.zone is None
            and (_UNCASED_WORD.match(rest) or _ZONE_IN_WORDS.match(rest) or _PLACE_TIME_AFTER.match(rest))
        )
    )
    if doubtful:
        raise Refused(f"what follows {line[phrase.start : end]!r} cannot be read: {rest[:20].strip()!r}")


def _require_all_read(line: str, phrases: list[Phrase]) -> None:
    """Refuse a line of which a part that is not understood looks like a time, a date or a zone."""
    edges = [0, *(edge for phrase in phrases for edge in (phrase.start, phrase.end)), len(line)]
    zoned = all(phrase.reading.zone is not None or phrase.reading.clock is None for phrase in phrases)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        rest = line[start:end]
        if _CLOCK.search(rest) or (not zoned and (mentions_zone(rest) or _OFFSET_LEFT.search(rest))):
            raise Refused(f"a part of it that may matter cannot be read: {rest.strip()[:40]!r}")
        for token in _TOKEN.finditer(rest):
            if _starts_clean(rest, token.start()) and month_and_day(rest, token.start()):
                raise Refused(
                    f"it has a date without a year: {rest.strip()[:40]!r}", "Write the year, too: 2018-11-07."
                )
