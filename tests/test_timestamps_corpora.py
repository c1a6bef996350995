"""Other people's test data, where it is present beside the checkout: no wrong instant, and nearly all resolved."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from feedwright import TimestampError, parse_timestamp
from feedwright.normalize.timestamps import find_timestamps

DATES = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "dates"
pytestmark = pytest.mark.skipif(not DATES.is_dir(), reason="the corpus ../shared/corpora/dates is not here")
SHARE_RESOLVED = 0.97


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATES / "dev.jsonl").read_text(encoding="utf-8").splitlines()]


def loaded(name: str) -> list[Any]:
    cases: list[Any] = json.loads((DATES / name).read_text(encoding="utf-8"))
    return cases


def test_strings_with_their_true_instants() -> None:
    resolved, wrong, refused = 0, [], []
    for case in lines():
        try:
            timestamp = parse_timestamp(case["input"], timezone=case["tz_default"])
        except TimestampError as error:
            refused.append(f"{case['input']!r}: {error.reason}")
            continue
        if timestamp.instant == dt.datetime.fromisoformat(case["expected_utc"]):
            resolved += 1
        else:
            wrong.append(f"{case['input']!r}: {timestamp.instant.isoformat()}")
    print(f"resolved {resolved}, wrong {len(wrong)}, refused {len(refused)} of {len(lines())}")  # noqa: T201 - the figures are asked for
    assert not wrong
    assert resolved >= SHARE_RESOLVED * len(lines()), refused


def test_precision_and_zone_are_those_of_the_strings() -> None:
    for case in lines():
        timestamp = parse_timestamp(case["input"], timezone=case["tz_default"])
        assert timestamp.precision == case["precision"], case["input"]
        assert (case["tz_default"] is None) <= (timestamp.zone == "explicit"), case["input"]


def test_what_is_no_time_is_refused() -> None:
    accepted = []
    for text in loaded("invalid.json"):
        try:
            accepted.append((text, parse_timestamp(text, timezone="UTC").instant))
        except TimestampError:
            continue
    print(f"accepted {len(accepted)} of {len(loaded('invalid.json'))}")  # noqa: T201 - the figures are asked for
    assert not accepted


@pytest.mark.parametrize("whole", [True, False], ids=["the whole line", "a time in the line"])
def test_datelines(whole: bool) -> None:  # noqa: FBT001 - a parameter of the test
    for case in loaded("datelines.json"):
        line, local = case["line"], dt.datetime.fromisoformat(case["local"])
        if whole:
            timestamp = parse_timestamp(line, timezone="Asia/Shanghai")
        else:
            (found,) = find_timestamps(line, timezone="Asia/Shanghai")
            timestamp = found.timestamp
            assert timestamp.text == line[found.start : found.end]
        assert timestamp.instant.replace(tzinfo=None) == local, line
        assert timestamp.instant.utcoffset() == dt.timedelta(hours=8)
