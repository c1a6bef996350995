"""Images, audio and video: declared or found, with what their files really say."""

import struct
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.model import Media, Text
from feedwright.normalize import normalize
from feedwright.normalize.image_files import ImageFile, image_in
from feedwright.site import Site
from tests.records import article, finding, raw, rules, site

PAGE = "https://daily.example/world/2018/11/final/"


def png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def jpeg(width: int, height: int, *, before: bytes = b"", marker: int = 0xC0) -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 3) + b"\x01\x22\x00\x02\x11\x01\x03\x11\x01"
    return b"\xff\xd8" + before + bytes((0xFF, marker)) + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def webp(kind: bytes, data: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 12 + len(data)) + b"WEBP" + kind + struct.pack("<I", len(data)) + data


def heif(brand: bytes, *sizes: tuple[int, int]) -> bytes:
    boxes = b"".join(struct.pack(">I", 20) + b"ispe" + struct.pack(">III", 0, *size) for size in sizes)
    return struct.pack(">I", 16) + b"ftyp" + brand + b"\0\0\0\0" + boxes


FILES: dict[str, tuple[bytes, ImageFile | None]] = {
    "png": (png(800, 600), ImageFile(type="image/png", width=800, height=600)),
    "gif": (b"GIF89a" + struct.pack("<HH", 300, 200) + b"\0\0\0", ImageFile(type="image/gif", width=300, height=200)),
    "bmp": (b"BM" + bytes(12) + struct.pack("<Iii", 40, 64, -48), ImageFile(type="image/bmp", width=64, height=48)),
    "jpeg": (jpeg(1200, 800), ImageFile(type="image/jpeg", width=1200, height=800)),
    "jpeg, progressive": (jpeg(1200, 800, marker=0xC2), ImageFile(type="image/jpeg", width=1200, height=800)),
    "jpeg of a camera": (
        jpeg(
            4000,
            3000,
            before=segment(0xE1, b"Exif\0\0" + jpeg(160, 120) + bytes(30_000)) + segment(0xE2, bytes(60_000)),
        ),
        ImageFile(type="image/jpeg", width=4000, height=3000),
    ),
    "jpeg with fill bytes": (
        jpeg(9, 7, before=b"\xff\xff" + segment(0xFE, b"x")),
        ImageFile(type="image/jpeg", width=9, height=7),
    ),
    "webp, lossy": (
        webp(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", 640, 480)),
        ImageFile(type="image/webp", width=640, height=480),
    ),
    "webp, lossless": (
        webp(b"VP8L", b"\x2f" + struct.pack("<I", (639) | (479 << 14))),
        ImageFile(type="image/webp", width=640, height=480),
    ),
    "webp, extended": (
        webp(b"VP8X", b"\x10\0\0\0" + (1919).to_bytes(3, "little") + (1079).to_bytes(3, "little")),
        ImageFile(type="image/webp", width=1920, height=1080),
    ),
    "avif with a thumbnail": (
        heif(b"avif", (160, 90), (1920, 1080)),
        ImageFile(type="image/avif", width=1920, height=1080),
    ),
    "png cut off": (png(800, 600)[:14], ImageFile(type="image/png")),
    "jpeg cut off": (jpeg(800, 600)[:6], ImageFile(type="image/jpeg")),
    "png of no size": (png(0, 600), ImageFile(type="image/png")),
    "text": (b"<svg/>", None),
    "nothing": (b"", None),
}


@pytest.mark.parametrize("name", FILES)
def test_what_an_image_file_says(name: str) -> None:
    data, expected = FILES[name]
    assert image_in(data) == expected


@given(st.sampled_from([data for data, _ in FILES.values()]), st.integers(0, 80), st.binary(max_size=40))
def test_a_broken_file_is_no_error(data: bytes, cut: int, junk: bytes) -> None:
    found = image_in(data[:cut] + junk)
    assert found is None or (found.width or 1) > 0


@pytest.fixture
def daily(tmp_path: Path) -> Site:
    made = site(tmp_path)
    (made.content / "world").mkdir(parents=True)
    (made.content / "images").mkdir()
    (made.content / "world" / "ship.png").write_bytes(png(800, 600))
    (made.content / "world" / "two words.png").write_bytes(png(8, 6))
    (made.content / "images" / "port.jpg").write_bytes(jpeg(1200, 800))
    (made.content / "world" / "empty.png").write_bytes(b"")
    (made.content / "world" / "talk.mp3").write_bytes(b"ID3" + bytes(997))
    (tmp_path / "secret.png").write_bytes(png(1, 1))
    (made.content / "world" / "linked.png").symlink_to(tmp_path / "secret.png")
    return made


SHIP = Media(url=PAGE + "ship.png", type="image/png", length=33, width=800, height=600)
PORT = Media(url="https://daily.example/images/port.jpg", type="image/jpeg", length=23, width=1200, height=800)
FAR = Media(url="https://cdn.example/a.webp", type="image/webp")


@pytest.mark.parametrize(
    ("fields", "media"),
    [
        ({"image": "ship.png"}, (SHIP,)),
        ({"image": "./ship.png"}, (SHIP,)),
        ({"image": "/images/port.jpg"}, (PORT,)),
        ({"image": "images/port.jpg"}, (PORT,)),
        ({"image": "https://daily.example/images/port.jpg"}, (PORT,)),
        ({"image": "{static}/images/port.jpg"}, (PORT,)),
        ({"cover": {"image": "ship.png", "type": "image/gif", "width": 1, "length": 5}}, (SHIP,)),
        ({"image": FAR.url}, (FAR,)),
        ({"images": [FAR.url, "ship.png", FAR.url]}, (FAR, SHIP)),
        (
            {
                "image": {
                    "src": FAR.url,
                    "width": "640px",
                    "height": 480,
                    "length": "1000",
                    "alt": "A <i>ship</i>",
                    "credit": "AFP",
                }
            },
            (
                Media(
                    url=FAR.url,
                    type="image/webp",
                    length=1000,
                    width=640,
                    height=480,
                    alt=Text("A ship"),
                    credit=Text("AFP"),
                ),
            ),
        ),
        (
            {"image": {"path": "https://cdn.example/a", "type": "image/jpg"}},
            (Media(url="https://cdn.example/a", type="image/jpeg"),),
        ),
        (
            {"image": {"url": "https://cdn.example/a.png", "type": "picture"}},
            (Media(url="https://cdn.example/a.png", type="image/png"),),
        ),
        ({"audio": "talk.mp3"}, (Media(url=PAGE + "talk.mp3", type="audio/mpeg", length=1000),)),
        (
            {"audio": "talk.mp3", "image": "ship.png"},
            (SHIP, Media(url=PAGE + "talk.mp3", type="audio/mpeg", length=1000)),
        ),
        (
            {"image": "two%20words.png"},
            (Media(url=PAGE + "two%20words.png", type="image/png", length=33, width=8, height=6),),
        ),
        (
            {"image": "two words.png?v=2"},
            (Media(url=PAGE + "two%20words.png?v=2", type="image/png", length=33, width=8, height=6),),
        ),
        ({"image": "missing.png"}, (Media(url="https://daily.example/missing.png", type="image/png"),)),
        ({"cover": {"image": "", "alt": "", "hidden": True}}, ()),
        ({"image": ""}, ()),
        ({"images": []}, ()),
    ],
)
def test_declared_media(daily: Site, fields: dict[str, Any], media: tuple[Media, ...]) -> None:
    assert article(raw(**fields), daily).media == media
    assert [rule for rule in rules(raw(**fields), daily) if "media" in rule] == []


@pytest.mark.parametrize("written", ["../../secret.png", "linked.png", "/../secret.png", "%2e%2e/%2e%2e/secret.png"])
def test_no_file_outside_the_content_is_read(daily: Site, written: str) -> None:
    (media,) = article(raw(image=written), daily).media
    assert (media.length, media.width) == (None, None)


@pytest.mark.parametrize("length", [0, "0", -5, "many", "1.5"])
def test_an_impossible_length_is_a_warning_and_never_a_zero(daily: Site, length: object) -> None:
    record = raw(image={"url": FAR.url, "length": length})
    assert article(record, daily).media == (FAR,)
    assert finding(record, daily, "record/media-length").severity == "warning"


def test_an_empty_file_is_a_warning(daily: Site) -> None:
    assert article(raw(image="empty.png"), daily).media[0].length is None
    assert finding(raw(image="empty.png"), daily, "record/media-empty").message.startswith("image: ")


@pytest.mark.parametrize("written", ["ftp://a.example/a.png", {"alt": "no address"}, "data:image/png;base64,AAAA"])
def test_media_that_cannot_be_used_are_an_error(daily: Site, written: object) -> None:
    assert finding(raw(image=written), daily, "record/media-invalid").severity == "error"


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ("Text.\n\n![A ship](ship.png)\n", PAGE + "ship.png"),
        ('![A ship](<ship.png> "At sea")', PAGE + "ship.png"),
        ("![A ship](/images/port.jpg)", "https://daily.example/images/port.jpg"),
        ("![](https://cdn.example/a_(1).png)", "https://cdn.example/a_(1).png"),
        ('<img src="https://cdn.example/a.png" width="640">', "https://cdn.example/a.png"),
        ("<img alt=x src=https://cdn.example/a.png>", "https://cdn.example/a.png"),
        ('<IMG SRC="https://cdn.example/a.png">', "https://cdn.example/a.png"),
        ('{{< figure src="/images/port.jpg" alt="x" >}}', "https://daily.example/images/port.jpg"),
        ('<img src="https://count.example/p.gif" width="1" height="1">\n![x](ship.png)', PAGE + "ship.png"),
        ("![x](data:image/png;base64,AAAA)\n\n![x](ship.png)", PAGE + "ship.png"),
        ("`![x](no.png)`\n\n```\n![x](no.png)\n```\n\n![x](ship.png)", PAGE + "ship.png"),
        ("No picture.", None),
        ("[A link](ship.png)", None),
        ("![x](javascript:alert(1))", None),
    ],
)
def test_the_first_picture_of_the_text_leads_when_none_is_declared(daily: Site, body: str, url: str | None) -> None:
    media = article(raw(words=body), daily).media
    assert [each.url for each in media] == ([] if url is None else [url])
    assert article(raw(words=body, image=FAR.url), daily).media == (FAR,)


def test_a_found_picture_is_measured_and_described(daily: Site) -> None:
    (media,) = article(raw(words="![A *ship*](ship.png)"), daily).media
    assert (media.length, media.width, media.height, media.alt) == (33, 800, 600, "A *ship*")


def test_a_found_picture_stands_before_declared_audio(daily: Site) -> None:
    media = article(raw(words="![x](ship.png)", audio="talk.mp3"), daily).media
    assert [each.type for each in media] == ["image/png", "audio/mpeg"]


def test_what_an_article_depends_on_is_known_whether_it_is_there_or_not(daily: Site) -> None:
    for written, beside in (
        ("ship.png", ("content/world/ship.png",)),
        ("missing.png", ("content/world/missing.png", "content/missing.png")),
        (FAR.url, ()),
    ):
        assert normalize(raw(image=written), daily).beside == beside


@pytest.mark.parametrize(
    "piece", ["![", "![a](", "<img ", "`" * 50_000 + "\n", "```\n~~~~\n", "![a](b 'c", "{{< figure "]
)
def test_a_hostile_text_takes_no_time(daily: Site, piece: str) -> None:
    text = "![x](ship.png" + piece * (500_000 // len(piece))
    begun = time.process_time()
    normalize(raw(words=text), daily)
    assert time.process_time() - begun < 2
