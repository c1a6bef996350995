"""What is decided once for several formats: direction, enclosure, podcast, licence, and the characters XML allows."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.languages import is_right_to_left
from feedwright.render import FORMATS, render
from feedwright.render.characters import json_bytes, legal_text, legalized, written
from feedwright.render.direction import directed
from feedwright.render.feedgen_adapter import _content_type
from feedwright.render.media import enclosed
from feedwright.render.podcasts import guid_of, podcast_of
from tests.factories import entry, feed, tree

MEDIA = "{http://search.yahoo.com/mrss/}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
LICENCE = "{http://backend.userland.com/creativeCommonsRssModule}license"

RIGHT_TO_LEFT = (
    "ar AR-EG he iw fa-IR ur ckb ps yi dv ug ar-u-nu-latn uz-Arab pa-PK fa_AF az-Arab-IR ku-IQ en-Hebr "
    "ar-x-latn-something sd-Arab"
)
LEFT_TO_RIGHT = (
    "en ar-Latn fa-Latn-IR uz uz-UZ pa-IN pa ku ku-TR az zh-Hant sd-Deva en-x-arab-text he-Latn de-AR arn hebrew"
)
AUDIO = {"url": "https://newsroom.example/m/a.mp3", "type": "audio/mpeg"}
VIDEO = {"url": "https://newsroom.example/m/v.mp4", "type": "video/mp4"}
IMAGE = {"url": "https://newsroom.example/m/i.jpg", "type": "image/jpeg"}
PAPER = {"url": "https://newsroom.example/m/p.pdf", "type": "application/pdf"}
UNTYPED = {"url": "https://newsroom.example/m/x"}


@pytest.mark.parametrize("language", RIGHT_TO_LEFT.split())
def test_languages_from_right_to_left(language: str) -> None:
    assert is_right_to_left(language)
    assert directed("<p>x</p>", language) == f'<div dir="rtl" lang="{language}"><p>x</p></div>'


@pytest.mark.parametrize("language", [None, "", *LEFT_TO_RIGHT.split()])
def test_languages_from_left_to_right(language: str | None) -> None:
    assert not is_right_to_left(language)
    assert directed("<p>x</p>", language) == "<p>x</p>"


def test_language_cannot_leave_its_attribute() -> None:
    assert directed("", 'ar-"><script>') == '<div dir="rtl" lang="ar-&quot;&gt;&lt;script&gt;"></div>'


@pytest.mark.parametrize(
    ("media", "url"),
    [
        ([], None),
        ([UNTYPED], None),
        ([IMAGE, AUDIO], AUDIO["url"]),
        ([IMAGE, VIDEO, AUDIO], VIDEO["url"]),
        ([PAPER, IMAGE], IMAGE["url"]),
        ([UNTYPED, PAPER], PAPER["url"]),
        ([{**AUDIO, "url": "ftp://newsroom.example/a.mp3"}, IMAGE], IMAGE["url"]),
        ([{**PAPER, "medium": "video"}, AUDIO], PAPER["url"]),
        ([IMAGE, {**IMAGE, "url": "HTTPS://newsroom.example/2.jpg"}], IMAGE["url"]),
    ],
)
def test_rss_encloses_what_is_to_be_heard_or_seen_first(media: list[dict[str, Any]], url: str | None) -> None:
    found = enclosed(entry(media=media).article)
    assert (found.url if found else None) == url


def items(**fields: Any) -> Any:
    """The RSS channel of one entry of `fields`."""
    return tree(render(feed(entry(**fields)), ["rss"])[0].data)[0]


def test_enclosed_audio_is_said_once_unless_somebody_must_be_named() -> None:
    assert items(media=[AUDIO]).findall(f"item/{MEDIA}content") == []
    (content,) = items(media=[{**AUDIO, "credit": "Radio Nine"}]).findall(f"item/{MEDIA}content")
    assert (content.get("url"), content.findtext(f"{MEDIA}credit")) == (AUDIO["url"], "Radio Nine")
    second = {**AUDIO, "url": "https://newsroom.example/m/b.mp3"}
    assert [one.get("url") for one in items(media=[AUDIO, second]).iter(f"{MEDIA}content")] == [second["url"]]


def test_a_group_has_alternatives() -> None:
    forms = [{**VIDEO, "title": "Goal"}, {**VIDEO, "url": "https://newsroom.example/m/v.webm", "title": "Goal"}]
    (group,) = items(media=[*forms, {**IMAGE, "title": "Goal"}]).findall(f"item/{MEDIA}group")
    assert len(group) == 2
    untitled = [{**each, "title": None} for each in forms]
    assert items(media=untitled).findall(f"item/{MEDIA}group") == []
    assert items(media=[{**IMAGE, "title": "Goal"}] * 2).findall(f"item/{MEDIA}group") == []


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_no_size_is_nought_or_below(name: str) -> None:
    nought = {"length": 0, "width": 0, "height": -1, "duration": 0}
    (document,) = render(feed(entry(media=[{**IMAGE, **nought}, {**VIDEO, **nought}])), [name])
    for element in tree(document.data).iter():
        if element.tag.startswith(MEDIA):
            assert set(element.attrib) <= {"url", "type", "medium"}


@pytest.mark.parametrize(
    ("address", "guid"),
    [
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("http://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ],
)
def test_guid_of_a_podcast_is_that_of_the_podcast_index(address: str, guid: str) -> None:
    assert guid_of(address) == guid


def test_a_feed_with_audio_is_a_podcast_and_no_other_is() -> None:
    talk, picture = entry(name="talk", media=[AUDIO]), entry(name="picture", media=[IMAGE])
    assert podcast_of(feed(picture)) is None
    assert podcast_of(feed()) is None
    all_audio, some = podcast_of(feed(talk)), podcast_of(feed(talk, picture))
    assert (all_audio.medium, all_audio.explicit) == ("podcast", False) if all_audio else False
    assert some is not None
    assert some.medium is None
    declared = podcast_of(feed(picture, podcast={"medium": "newsletter"}))
    assert declared is not None
    assert declared.medium == "newsletter"


def test_an_entry_without_a_recording_is_no_episode() -> None:
    for channel in (items(media=[IMAGE]), items(episode={"number": 3})):
        assert not [each for each in channel.iter() if each.tag.startswith((ITUNES, PODCAST))]


def test_nothing_is_declared_of_ai_unless_somebody_does() -> None:
    def told(**podcast: Any) -> list[str | None]:
        (rss,) = render(feed(entry(media=[AUDIO]), podcast=podcast), ["rss"])
        return [one.text for one in tree(rss.data).iter(f"{PODCAST}txt")]

    assert (told(), told(ai_content=True), told(ai_content=False)) == ([], ["true"], ["false"])


@pytest.mark.parametrize(
    ("licence", "named"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", True),
        ("http://www.creativecommons.org/publicdomain/zero/1.0/", True),
        ("https://newsroom.example/?u=https://creativecommons.org/licenses/by/4.0/", False),
        ("https://creativecommons.org.example/licenses/by/4.0/", False),
    ],
)
def test_only_a_licence_of_creative_commons_is_called_one(licence: str, named: bool) -> None:  # noqa: FBT001
    for data in (document.data for document in render(feed(entry(licence=licence)), ["rss", "atom"])):
        assert [one.text for one in tree(data).iter(LICENCE)] == [licence] * named
        assert f'href="{licence}" rel="license"'.encode() in data


@pytest.mark.parametrize("name", FORMATS)
def test_what_only_looks_like_an_escape_is_left_alone(name: str) -> None:
    text = r"C:\bin, \fill, \u0000 and \\b"
    (document,) = render(feed(entry(title=text, html=f"<p>{text}</p>")), [name])
    if name == "json":
        assert json.loads(document.data)["items"][0]["title"] == text
    else:
        assert text in [one.text for one in tree(document.data).iter()]


@pytest.mark.parametrize("character", ["\0", "\b", "\f", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_json_is_not_written_with_what_xml_does_not_allow(character: str) -> None:
    with pytest.raises(ValueError, match=r"XML does not allow|surrogates"):
        json_bytes([f"a{character}b"], f"a{character}b")
    assert written(lambda text: json_bytes([text], text), f"a{character}b") == b'[\n  "ab"\n]\n'


@given(st.text(st.sampled_from('ab0fu\\"/\n\r\t\0\x08\x0c\x0b\x1f\x7f\x80\u4e2d\uff0c\ufffd\ufffe\uffff\U0001ffff')))
def test_json_is_written_just_where_every_character_is_legal(text: str) -> None:
    if legalized(text) == text:
        assert json.loads(json_bytes([text], text)) == [text]
    else:
        with pytest.raises(ValueError, match="XML does not allow"):
            json_bytes([text], text)


@given(st.text(), st.characters())
def test_only_what_xml_does_not_allow_is_left_out(text: str, character: str) -> None:
    whole = text + character
    allowed = "".join(sign for sign in whole if is_char(ord(sign)))
    assert legal_text(whole) == allowed
    assert (legal_text(whole) is whole) == (whole == allowed)


def is_char(point: int) -> bool:
    """Char of XML 1.0 §2.2."""
    return (
        point in {0x9, 0xA, 0xD} or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF
    )


def test_every_character_is_judged_as_xml_does() -> None:
    wrong = [point for point in range(0x110000) if (legal_text(chr(point)) == chr(point)) != is_char(point)]
    assert wrong == []


@given(st.text(st.sampled_from("]>\r\n<&a")))
def test_html_is_cdata_just_where_cdata_can_hold_it(html: str) -> None:
    assert (_content_type(html) == "CDATA") == ("]]>" not in html and "\r" not in html)


def test_only_a_value_with_something_illegal_is_written_again() -> None:
    calls: list[str] = []

    def write(text: str) -> bytes:
        calls.append(text)
        raise ValueError("not for this reason")

    with pytest.raises(ValueError, match="not for this reason"):
        written(write, "clean")
    assert calls == ["clean"]
    assert legalized(("a\0", None, ("b", 1))) == ("a", None, ("b", 1))
