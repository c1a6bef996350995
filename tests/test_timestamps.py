"""Texts and the instants that they mean, or the reasons for which they are refused: the cases are data.

An expected time is written as precisely as it was said: "2018-11-07" is a day, "2018-11-07T13:45" a minute.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from dateutil import tz

from feedwright import Timestamp, TimestampError, parse_timestamp
from feedwright.site.zones import zone

CASES = Path(__file__).parent / "cases" / "timestamps"
FILES = ("iso", "mail", "english", "east_asian", "other")
DECLARED = {"unknown": None, "day_first": True, "month_first": False}


class Case(NamedTuple):
    """One text, the zone and the order that are declared for it, and what must come of it."""

    kind: str  # explicit, declared, refused or noted
    text: str
    expected: str
    timezone: str
    day_first: bool | None = None

    def read(self) -> Timestamp:
        return parse_timestamp(self.text, timezone=self.timezone, day_first=self.day_first)


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def of(tables: dict[str, Any], timezone: str, *, day_first: bool | None = None) -> Iterator[Case]:
    for kind, texts in tables.items():
        for text, expected in texts.items():
            yield Case(kind, text, expected, timezone, day_first)


def cases() -> Iterator[Case]:
    for name in FILES:
        tables = load(name)
        yield from of(tables, tables.pop("timezone"))
    for timezone, tables in load("zones").items():
        yield from of(tables, timezone)
    for order, tables in load("numeric").items():
        yield from of(tables, "Asia/Shanghai", day_first=DECLARED[order])


def select(*kinds: str) -> list[Any]:
    return [pytest.param(case, id=f"{case.timezone}:{case.text}") for case in cases() if case.kind in kinds]


def written(timestamp: Timestamp) -> str:
    """The wall-clock time and the offset of a timestamp, as precisely as it was said."""
    instant = timestamp.instant
    if timestamp.precision == "day":
        assert (instant.hour, instant.minute, instant.second) == (0, 0, 0)
        return instant.date().isoformat() + offset(instant)
    return instant.isoformat(timespec="seconds" if timestamp.precision == "second" else "minutes")


def offset(instant: dt.datetime) -> str:
    return instant.isoformat()[-6:]


@pytest.mark.parametrize("case", select("explicit"))
def test_a_time_with_its_zone(case: Case) -> None:
    timestamp = case.read()
    assert written(timestamp) == case.expected
    assert timestamp.zone == "explicit"
    assert timestamp.text == case.text


@pytest.mark.parametrize("case", select("declared"))
def test_a_time_in_the_declared_zone(case: Case) -> None:
    timestamp = case.read()
    assert written(timestamp).removesuffix(offset(timestamp.instant)) == case.expected
    assert timestamp.instant.replace(tzinfo=zone(case.timezone)).isoformat() == timestamp.instant.isoformat()
    assert timestamp.zone == "site"
    assert timestamp.text == case.text


@pytest.mark.parametrize("case", select("declared"))
def test_a_time_without_a_zone_is_refused_where_none_is_declared(case: Case) -> None:
    with pytest.raises(TimestampError) as refusal:
        parse_timestamp(case.text, day_first=case.day_first)
    assert refusal.value.reason == "it does not say its time zone and none is declared"


@pytest.mark.parametrize("case", select("refused"))
def test_a_text_that_is_refused(case: Case) -> None:
    with pytest.raises(TimestampError) as refusal:
        case.read()
    assert case.expected in refusal.value.reason
    assert refusal.value.text == case.text
    assert refusal.value.hint


@pytest.mark.parametrize("case", select("noted"))
def test_what_is_to_be_said_about_a_time(case: Case) -> None:
    assert any(case.expected in note for note in case.read().notes)


@pytest.mark.parametrize(("language", "days"), load("months").items())
def test_the_months_of_a_language(language: str, days: list[str]) -> None:
    assert len(days) == 12
    for month, text in enumerate(days, start=1):
        timestamp = parse_timestamp(text, timezone="UTC", languages=(language,))
        assert (timestamp.instant, timestamp.precision) == (dt.datetime(2018, month, 23, tzinfo=dt.UTC), "day"), text


@pytest.mark.parametrize(("language", "days"), load("months").items())
def test_a_month_is_never_another_where_the_language_is_not_known(language: str, days: list[str]) -> None:
    del language
    refused: list[str] = []
    for month, text in enumerate(days, start=1):
        try:
            read = parse_timestamp(text, timezone="UTC").instant
        except TimestampError as error:
            refused.append(error.reason)
            continue
        assert read == dt.datetime(2018, month, 23, tzinfo=dt.UTC), text
    assert len(refused) <= 3
    assert all(reason.startswith("it may mean 23 ") for reason in refused)


@pytest.mark.parametrize(("language", "texts"), load("moments").items())
def test_weekdays_and_clocks_of_a_language(language: str, texts: list[str]) -> None:
    for text, (hour, minute) in zip(texts, ((9, 5), (14, 30), (20, 45)), strict=True):
        timestamp = parse_timestamp(text, timezone="UTC", languages=(language,))
        assert timestamp.instant == dt.datetime(2018, 11, 7, hour, minute, tzinfo=dt.UTC), text
        assert timestamp.precision == "minute"
        assert timestamp.notes == (), text


@pytest.mark.parametrize(
    ("languages", "month"), [(("hr",), 10), (("hr-HR",), 10), (("pl",), 11), (("cs", "pl_PL"), 11), (("en",), None)]
)
def test_languages_decide_what_a_shared_name_means(languages: tuple[str, ...], month: int | None) -> None:
    text = "7 listopada 2018"
    if month is None:
        with pytest.raises(TimestampError, match="it may mean 7 October 2018 or 7 November 2018") as refused:
            parse_timestamp(text, timezone="UTC", languages=languages)
        assert refused.value.hint == "Write it as 2018-11-07, or declare its language."
    else:
        assert parse_timestamp(text, timezone="UTC", languages=languages).instant.month == month


@pytest.mark.parametrize(
    "timezone", ["Asia/Shanghai", "+08:00", "+0800", dt.timezone(dt.timedelta(hours=8)), zone("Asia/Shanghai")]
)
def test_a_zone_is_declared_by_name_offset_or_object(timezone: str | dt.tzinfo) -> None:
    instant = parse_timestamp("2018-11-07 13:45", timezone=timezone).instant
    assert instant == dt.datetime(2018, 11, 7, 5, 45, tzinfo=dt.UTC)


def test_a_zone_that_cannot_be_a_key_is_declared_as_well() -> None:
    shanghai = tz.tzrange("CST", 8 * 3600)
    with pytest.raises(TypeError):
        hash(shanghai)
    for text, hour in (("2018-11-07 13:45", 5), ("2018-11-07 13:45 CST", 5), ("2018-11-07 13:45 EST", 18)):
        assert parse_timestamp(text, timezone=shanghai).instant == dt.datetime(2018, 11, 7, hour, 45, tzinfo=dt.UTC)


def test_a_zone_that_does_not_exist_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="There is no time zone 'Asia/Shangai'"):
        parse_timestamp("2018-11-07 13:45", timezone="Asia/Shangai")


def test_a_time_that_came_twice_equals_the_same_instant_of_other_zones() -> None:
    timestamp = parse_timestamp("2018-11-04 01:30", timezone="America/New_York")
    assert timestamp.instant == dt.datetime(2018, 11, 4, 5, 30, tzinfo=dt.UTC)


def test_a_day_whose_first_moment_the_clocks_skipped_is_still_that_day() -> None:
    timestamp = parse_timestamp("2018-11-04", timezone="America/Sao_Paulo")
    assert timestamp.instant.isoformat() == "2018-11-04T01:00:00-02:00"
    assert (timestamp.precision, timestamp.notes) == ("day", ())


def test_a_refusal_names_the_text_the_reason_and_the_mend() -> None:
    with pytest.raises(TimestampError) as refusal:
        parse_timestamp("2018-11-07 13:45 IST", timezone="UTC")
    assert str(refusal.value) == (
        "'2018-11-07 13:45 IST' is not a time that can be trusted: IST may mean +05:30 or +01:00 or +02:00. "
        "Write the offset instead, as in 2018-11-07T13:45:00+08:00. Or declare the time zone of the source."
    )
