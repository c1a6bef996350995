"""What holds for every time: any spelling of an instant reads back, junk is refused at once, and no host has a say."""

import contextlib
import datetime as dt
import email.utils
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feedwright import TimestampError, parse_timestamp
from feedwright.normalize.timestamps import find_timestamps, learn_day_first
from feedwright.normalize.timestamps.iso import rfc3339
from feedwright.normalize.timestamps.refusal import Refused
from feedwright.site import zone as iana_zone

Spelling = Callable[[dt.datetime], str]

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: dt.timezone(dt.timedelta(minutes=15 * quarters)))
moments = st.builds(
    lambda moment, zone: moment.replace(tzinfo=zone, microsecond=0),
    st.datetimes(dt.datetime(1990, 1, 2), dt.datetime(2099, 12, 30)),  # noqa: DTZ001 - hypothesis wants naive bounds
    offsets,
)


def colon(moment: dt.datetime) -> str:
    return moment.isoformat()[-6:]


def basic(moment: dt.datetime) -> str:
    return colon(moment).replace(":", "")


def clock(moment: dt.datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}"


def half(moment: dt.datetime) -> str:
    return f"{moment.hour % 12 or 12}:{moment.minute:02}:{moment.second:02} {'am' if moment.hour < 12 else 'pm'}"


def microseconds(moment: dt.datetime) -> int:
    return (moment - EPOCH) // dt.timedelta(microseconds=1)


def in_week(moment: dt.datetime) -> str:
    year, week, day = moment.isocalendar()
    return f"{year}-W{week:02}-{day}T{clock(moment)}{colon(moment)}"


def short(moment: dt.datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()][:3]} {MONTHS[moment.month - 1][:3]}"


def english(moment: dt.datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]}, {MONTHS[moment.month - 1]} {moment.day}, {moment.year}"


SPELLINGS: dict[str, Spelling] = {
    "RFC 3339": lambda m: m.isoformat(),
    "RFC 3339 with fractions": lambda m: m.isoformat(timespec="milliseconds"),
    "RFC 3339 in UTC": lambda m: m.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"),
    "ISO 8601 basic": lambda m: f"{m.isoformat()[:19].replace('-', '').replace(':', '')}{basic(m)}",
    "ISO 8601 week": in_week,
    "ISO 8601 ordinal": lambda m: f"{m.year}-{m.timetuple().tm_yday:03}T{clock(m)}{colon(m)}",
    "with spaces": lambda m: f"{m.date()} {clock(m)} {basic(m)}",
    "with slashes": lambda m: f"{m.year}/{m.month}/{m.day} {clock(m)} {colon(m)}",
    "with points": lambda m: f"{m.year}. {m.month}. {m.day}. {clock(m)} UTC{colon(m)}",
    "RFC 5322": email.utils.format_datetime,
    "RFC 5322 without weekday": lambda m: email.utils.format_datetime(m)[5:],
    "RFC 850": lambda m: (
        f"{WEEKDAYS[m.weekday()]}, {m.day:02}-{MONTHS[m.month - 1][:3]}-{m.year} {clock(m)} {basic(m)}"
    ),
    "log": lambda m: f"{m.day:02}/{MONTHS[m.month - 1][:3]}/{m.year}:{clock(m)} {basic(m)}",
    "asctime": lambda m: (
        f"{WEEKDAYS[m.weekday()][:3]} {MONTHS[m.month - 1][:3]} {m.day:2} {clock(m)} {basic(m)} {m.year}"
    ),
    "JavaScript": lambda m: f"{short(m)} {m.day:02} {m.year} {clock(m)} GMT{basic(m)}",
    "English": lambda m: f"{english(m)} at {half(m)} {basic(m)}",
    "English, time first": lambda m: f"{half(m)} ({basic(m)}), {m.day} {MONTHS[m.month - 1]} {m.year}",
    "dateline": lambda m: f"By Jane Roe | Harbour Press | Updated: {m.date()} {clock(m)} GMT{colon(m)}",
    "Chinese": lambda m: f"{m.year}年{m.month}月{m.day}日 {m.hour}时{m.minute:02}分{m.second}秒 {colon(m)}",
    "Korean": lambda m: f"{m.year}년 {m.month}월 {m.day}일 {clock(m)} {basic(m)}",
    "seconds": lambda m: str(microseconds(m) // 1_000_000),
    "milliseconds": lambda m: str(microseconds(m) // 1_000),
    "microseconds": lambda m: str(microseconds(m)),
    "Microsoft": lambda m: f"/Date({microseconds(m) // 1_000}{basic(m)})/",
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
@given(moment=moments)
@settings(max_examples=40, deadline=None)
def test_any_spelling_of_an_instant_reads_back(spelling: Spelling, moment: dt.datetime) -> None:
    text = spelling(moment)
    timestamp = parse_timestamp(text, timezone="Asia/Kathmandu")
    assert timestamp.instant == moment, text
    assert (timestamp.precision, timestamp.zone, timestamp.text) == ("second", "explicit", text)
    for found in find_timestamps(text, timezone="Asia/Kathmandu"):
        assert found.timestamp.instant == moment, text


@given(moment=moments, day_first=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_declared_order_and_zone_are_kept_to(moment: dt.datetime, day_first: bool) -> None:  # noqa: FBT001
    first, second = (moment.day, moment.month) if day_first else (moment.month, moment.day)
    text = f"{first}/{second}/{moment.year} {moment.hour}:{moment.minute:02}"
    timestamp = parse_timestamp(text, timezone=moment.tzinfo, day_first=day_first)
    assert timestamp.instant == moment.replace(second=0)
    assert timestamp.zone == "site"
    assert (learn_day_first([text]) is day_first) == (moment.day > 12 and moment.month <= 12)


JUNK = tomllib.loads((Path(__file__).parent / "cases" / "timestamps" / "junk.toml").read_text(encoding="utf-8"))


def years(text: str) -> set[int]:
    """Every year that the digits of `text` can stand for."""
    digits = [
        int(text[at : at + size]) for size in (4, 2) for at in range(len(text)) if text[at : at + size].isdecimal()
    ]
    return {year for number in digits for year in (number, number + 1900, number + 2000)}


@given(pieces=st.lists(st.sampled_from(JUNK["fragments"]), max_size=14))
@settings(max_examples=1500, deadline=None)
def test_nothing_is_filled_in(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        timestamp = parse_timestamp(text, timezone="Asia/Shanghai")
    except TimestampError:
        return
    instant = timestamp.instant
    assert instant.utcoffset() is not None
    assert instant.microsecond == 0
    assert timestamp.text == text
    counted = text.strip().replace(".", "").isdecimal()
    if "令和" not in text and not counted:
        assert instant.year in years(text) or (instant.month, instant.day) == (1, 1), text
    assert re.search(r"\d\D+\d|\d{8}", text), text
    if timestamp.precision == "day":
        assert (instant.hour, instant.minute) == (0, 0)


@given(text=st.text(max_size=400))
@settings(max_examples=400, deadline=None)
def test_junk_raises_nothing_but_a_timestamp_error(text: str) -> None:
    find_timestamps(text, timezone="UTC")
    try:
        assert parse_timestamp(text, timezone="UTC").instant.tzinfo is not None
    except TimestampError as error:
        refused = error
    else:
        return
    assert refused.reason
    assert refused.hint


@pytest.mark.parametrize("unit", JUNK["repeated"])
def test_no_text_takes_long(unit: str) -> None:
    whole, line = (unit * 300)[:300], (unit * 1000)[:1000]
    begun = time.process_time()
    with contextlib.suppress(TimestampError):
        parse_timestamp(whole, timezone="UTC")
    find_timestamps(line, timezone="UTC")
    assert time.process_time() - begun < 1


def test_long_texts_are_not_read_at_all() -> None:
    with pytest.raises(TimestampError, match="longer than 300 characters"):
        parse_timestamp("2018-11-07" + " " * 300)
    assert find_timestamps("2018-11-07 " + "word " * 200, timezone="UTC") == []
    begun = time.process_time()
    with pytest.raises(TimestampError):
        parse_timestamp("1" * 10_000_000)
    assert time.process_time() - begun < 1


READ_ALL = """
import json, sys
from feedwright import TimestampError, parse_timestamp
def read(text):
    try:
        timestamp = parse_timestamp(text, timezone="America/New_York")
        return [timestamp.instant.isoformat(), timestamp.precision, timestamp.zone]
    except TimestampError as error:
        return error.reason
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
"""


def test_the_hosts_zone_and_locale_change_nothing() -> None:
    results = set()
    for zone, locale in (("UTC", "C"), ("Asia/Shanghai", "zh_CN.UTF-8"), ("America/Chicago", "de_DE.UTF-8")):
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "1"}
        ended = subprocess.run(
            [sys.executable, "-c", READ_ALL],
            input=json.dumps(JUNK["host"]),
            capture_output=True,
            check=True,
            env=environment,
            text=True,
            encoding="utf-8",
        )
        results.add(ended.stdout)
    assert len(results) == 1
    first, *_ = json.loads(results.pop())
    assert first == ["2018-11-07T13:45:00-05:00", "minute", "site"]


formal_texts = st.from_regex(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9]"
    r"([T ][0-2][0-9]:[0-6][0-9](:[0-6][0-9](\.[0-9]{1,9})?)?(Z|[+-][0-2][0-9]:[0-9]{2})?)?",
    fullmatch=True,
)
broken_texts = st.builds(
    lambda text, at, char: text[:at] + char + text[at + 1 :],
    formal_texts,
    st.integers(0, 30),
    st.sampled_from("0-+:. TtZz٣３\n"),
)


sites: st.SearchStrategy[dt.tzinfo | None] = st.sampled_from(
    [None, dt.UTC, iana_zone("America/New_York"), iana_zone("Asia/Kathmandu"), dt.timezone(dt.timedelta(hours=8))]
)


@settings(max_examples=1000)
@given(
    st.one_of(formal_texts, formal_texts, broken_texts, st.just("1970-01-01T00:00:00Z"), st.just("2018-11-04 01:30")),
    sites,
)
def test_the_usual_spelling_says_what_the_long_way_says(text: str, site: dt.tzinfo | None) -> None:
    try:
        quick = rfc3339(text, site)
    except Refused as refusal:
        with pytest.raises(TimestampError, match=re.escape(refusal.reason)):
            parse_timestamp(f"{text} ", timezone=site)  # which is another spelling of it
        return
    if quick is not None:
        assert quick == replace(parse_timestamp(f" {text}", timezone=site), text=text)


@pytest.mark.parametrize(
    "text", ["2018-11-07T13:45:00+08:00", "2018-11-07 13:45", "2018-11-07T13:45:00.5Z", "2018-11-07"]
)
def test_the_usual_spelling_needs_no_long_way(text: str) -> None:
    assert rfc3339(text, dt.UTC) is not None
