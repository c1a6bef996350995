"""The states of an article, evaluated at a time."""

import datetime as dt
from pathlib import Path

import pytest

from feedwright.model import Article, Body, Correction, Lifecycle, Origin, Text, Timestamp
from feedwright.select import public_window, status_at
from tests.newsroom import NOW, Run, write_newsroom


def at(day: int) -> Timestamp:
    instant = dt.datetime(2018, 11, day, 12, tzinfo=dt.UTC)
    return Timestamp(instant=instant, text=f"2018-11-{day:02}", precision="minute", zone="explicit")


def article(**life: object) -> Article:
    return Article(
        id="tag:x,2018:1",
        url="https://x.example/1",
        title=Text("T"),
        section="",
        lifecycle=Lifecycle(**life),  # type: ignore[arg-type] # the parameters name its fields
        published=at(10),
        updated=at(10),
        body=Body(text=""),
        origin=Origin(path="content/1.md", line=1),
    )


NOTE = (Correction(note=Text("A name was wrong."), at=at(12)),)


@pytest.mark.parametrize(
    ("life", "day", "status"),
    [
        ({}, 9, "scheduled"),
        ({}, 10, "published"),
        ({"draft": True}, 20, "draft"),
        ({"withheld": True}, 20, "withheld"),
        ({"publish_at": at(15)}, 14, "scheduled"),
        ({"publish_at": at(15)}, 15, "published"),
        ({"embargo": at(15)}, 14, "embargoed"),
        ({"embargo": at(15)}, 15, "published"),
        ({"embargo": at(15), "publish_at": at(16)}, 15, "scheduled"),
        ({"expires": at(15)}, 14, "published"),
        ({"expires": at(15)}, 15, "expired"),
        ({"corrections": NOTE}, 11, "published"),
        ({"corrections": NOTE}, 12, "corrected"),
        ({"corrections": NOTE, "expires": at(13)}, 13, "expired"),
        ({"withdrawn": True}, 9, "withdrawn"),
        ({"withdrawn": True, "withdrawn_at": at(15)}, 14, "published"),
        ({"withdrawn": True, "withdrawn_at": at(15)}, 15, "withdrawn"),
        ({"withdrawn": True, "withdrawn_at": at(15), "withheld": True}, 16, "withdrawn"),
        ({"draft": True, "withdrawn": True}, 20, "draft"),
    ],
)
def test_the_state_at_a_time(life: dict[str, object], day: int, status: str) -> None:
    now = dt.datetime(2018, 11, day, 12, tzinfo=dt.UTC)
    assert status_at(article(**life), now) == status
    window = public_window(article(**life))
    public = window is not None and window[0] <= now.timestamp() and (window[1] is None or now.timestamp() < window[1])
    assert public == (status in {"published", "corrected"})


@pytest.mark.parametrize("field", ["updated: 2099-01-01", "corrections: {note: A name was wrong., at: 2099-01-01}"])
def test_a_time_in_the_future_is_said_by_the_build(field: str, tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    record = tmp_path / "content" / "world" / "one.md"
    record.write_text(
        record.read_text(encoding="utf-8").replace("title: One", f"title: One\n{field}"), encoding="utf-8"
    )
    result = run("build", "--site", tmp_path, "--now", NOW)
    assert "record/time-ahead" in result.errors
    assert "content/world/one.md" in result.errors
