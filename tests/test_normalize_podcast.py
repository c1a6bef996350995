"""Episodes, recordings, licences and comments: what a record says beside its text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.model import Episode, Text, Transcript
from feedwright.normalize.licence import licence_url
from feedwright.normalize.podcast import whole_seconds
from feedwright.site import Site
from tests.records import article, raw, rules, site

CC = "https://creativecommons.org/"


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("podcast"))


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (90, 90),
        ("90", 90),
        (90.6, 90),
        ("1:30", 90),
        ("01:02:03", 3723),
        ("62:03", 3723),
        ("00:30:00.5", 1800),
        ("PT1H2M3S", 3723),
        ("pt45m", 2700),
        ("0", None),
        ("0:00", None),
        ("PT", None),
        ("1:75", None),
        ("-5", None),
        ("half an hour", None),
        ("", None),
        (None, None),
    ],
)
def test_a_duration(written: Any, seconds: int | None) -> None:
    assert whole_seconds(written) == seconds


@given(st.integers(1, 359_999))
def test_every_form_of_a_duration_says_the_same(seconds: int) -> None:
    minutes, rest = divmod(seconds, 60)
    hours, left = divmod(minutes, 60)
    for written in (seconds, f"{hours}:{left:02}:{rest:02}", f"PT{hours}H{left}M{rest}S", f"PT{seconds}S"):
        assert whole_seconds(written) == seconds


@pytest.mark.parametrize(
    ("fields", "episode"),
    [
        ({}, None),
        ({"season": 2, "episode": "7"}, Episode(season=2, number=7)),
        ({"episode_number": 7, "episodeType": "Bonus"}, Episode(number=7, kind="bonus")),
        ({"explicit": True}, Episode(explicit=True)),
        ({"explicit": "clean"}, Episode(explicit=False)),
        ({"season": "2018/19"}, None),
        ({"episode_type": "special"}, None),
        ({"explicit": "a bit"}, None),
    ],
)
def test_an_episode(daily: Site, fields: dict[str, Any], episode: Episode | None) -> None:
    assert article(raw(**fields), daily).episode == episode
    assert bool(rules(raw(**fields), daily)) is (bool(fields) and episode is None)


def test_a_recording(daily: Site) -> None:
    record = raw(
        audio={
            "url": "https://cdn.example/7.mp3",
            "title": "The <i>final</i>",
            "duration": "31:07",
            "rights": "© Daily",
            "chapters": "/7/chapters.json",
            "transcripts": [
                "https://cdn.example/7.vtt",
                {"url": "/7/words", "type": "text/html", "language": "en"},
                "https://cdn.example/unknown",
            ],
        }
    )
    (media,) = article(record, daily).media
    assert (media.title, media.duration, media.rights) == (Text("The final"), 1867, Text("© Daily"))
    assert media.chapters == "https://daily.example/7/chapters.json"
    assert media.transcripts == (
        Transcript(url="https://cdn.example/7.vtt", type="text/vtt"),
        Transcript(url="https://daily.example/7/words", type="text/html", language="en"),
    )
    assert rules(record, daily) == ["record/transcript-invalid"]


def test_a_duration_that_cannot_be_read_is_a_warning(daily: Site) -> None:
    record = raw(audio={"url": "https://cdn.example/7.mp3", "duration": "long"})
    assert article(record, daily).media[0].duration is None
    assert rules(record, daily) == ["record/media-duration"]


@pytest.mark.parametrize(
    ("rights", "url"),
    [
        ("CC BY 4.0", f"{CC}licenses/by/4.0/"),
        ("CC-BY-SA-4.0", f"{CC}licenses/by-sa/4.0/"),
        ("© Jane Roe, cc by-nc-nd 3.0", f"{CC}licenses/by-nc-nd/3.0/"),
        ("CC BY-SA 2.0 DE", f"{CC}licenses/by-sa/2.0/de/"),
        ("CC0 1.0", f"{CC}publicdomain/zero/1.0/"),
        (f"Licensed under {CC}licenses/by/4.0/.", f"{CC}licenses/by/4.0/"),
        ("https://daily.example/terms", "https://daily.example/terms"),
        ("CC BY", None),
        ("© 2018 AFP", None),
        ("© AFP, see https://afp.example/", None),
        ("All rights reserved", None),
    ],
)
def test_the_address_of_a_licence(daily: Site, rights: str, url: str | None) -> None:
    assert licence_url(rights) == url
    said = article(raw(license=rights), daily)
    assert (said.rights, said.licence) == (rights, url)


@pytest.mark.parametrize(
    ("fields", "page", "count"),
    [
        ({"comments": "https://daily.example/a#comments", "comment_count": 3}, "https://daily.example/a#comments", 3),
        ({"comments": "/a/#comments"}, "https://daily.example/a/#comments", None),
        ({"comments": True}, None, None),
        ({"comments": "on"}, None, None),
        ({"comments": "javascript://alert"}, None, None),
    ],
)
def test_comments(daily: Site, fields: dict[str, Any], page: str | None, count: int | None) -> None:
    said = article(raw(**fields), daily)
    assert (said.comments, said.comment_count) == (page, count)
    assert ("record/url-invalid" in rules(raw(**fields), daily)) is (str(fields["comments"]).startswith("java"))
