"""What programs that people use make of one rich feed: the articles as they are, in their order, in every format.

The clients run as their users run them, sanitizing included. What a client cannot tell is said where it is read, so
that nothing is left out silently: fastfeedparser keeps the first of several authors, reader the last of those in RSS
and Atom.
"""

import calendar
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import fastfeedparser
import feedparser
import listparser
import podcastparser
import pytest

from feedwright.model import Feed, Media
from feedwright.render import opml_document, opml_facts, render
from tests.factories import HTML, entry, feed
from tests.test_render_golden import feed_of

FILES = ("rss.xml", "atom.xml", "feed.json")
Files = tuple[tuple[str, str | None, int | None], ...]


class Read(NamedTuple):
    """What a reader knows of an article; None where the client has no place for it."""

    id: str
    url: str | None
    title: str
    published: dt.datetime
    updated: dt.datetime | None
    authors: tuple[str, ...] | None
    summary: str | None
    html: str
    tags: tuple[str, ...] | None
    files: Files  # url, media type, bytes


PICTURE: dict[str, Any] = {
    "url": "https://newsroom.example/m/goal.jpg",
    "type": "image/jpeg",
    "length": 54321,
    "width": 1200,
}
TALK: dict[str, Any] = {
    "url": "https://newsroom.example/m/talk.mp3",
    "type": "audio/mpeg",
    "length": 12345678,
    "duration": 754,
}
RICH = feed(
    entry(
        name="all",
        title="“Q&A”: 1 < 2 & more",
        subtitle="Not the title",
        summary="AT&T, R & D: what <b> means.",
        html='<p>One &amp; <a href="https://newsroom.example/a?b=1&amp;c=2">two</a> <em>three</em>.</p>\n<p>Four.</p>',
        updated="2018-11-08T09:00:30+08:00",
        tags=["Cup final", "R&D"],
        authors=[{"name": "Jane Roe", "url": "https://newsroom.example/jane/"}],
        source={"name": "The Daily", "url": "https://daily.example/", "feed": "https://daily.example/rss"},
        original="https://daily.example/1",
        via={"name": "Press Agency", "url": "https://agency.example/"},
        publisher={"name": "Newsroom"},
        rights="© The Daily",
        licence="https://creativecommons.org/licenses/by/4.0/",
        comments="https://newsroom.example/sports/soccer/all/#comments",
        comment_count=3,
        media=[
            {
                **PICTURE,
                "title": "Not the headline",
                "alt": "Not the summary",
                "credit": "Not the author",
                "rights": "No",
            },
            {**TALK, "chapters": "https://newsroom.example/m/talk.json"},
        ],
    ),
    entry(
        name="pictures",
        title="中国期待新发展 🏆",
        published="2018-11-07T12:00:00+08:00",
        authors=[{"name": "Jane Roe"}, {"name": "李雷"}, {"name": "Ana O'Hara-Díaz"}],
        source={"name": "The Other Daily"},
        media=[{**PICTURE, "alt": "A cup"}, {"url": "https://newsroom.example/m/crowd.png", "type": "image/png"}],
    ),
    entry(
        name="video",
        title="Goal!",
        published="2018-11-07T05:00:00+01:00",
        language="fr",
        media=[
            {
                "url": f"https://newsroom.example/m/goal.{form}",
                "type": f"video/{form}",
                "title": "Not it",
                "length": size,
            }
            for form, size in (("mp4", 900), ("webm", 700))
        ],
    ),
    entry(
        name="arabic", title="فوز المدينة", published="2018-11-07T01:00:00+08:00", language="ar", html="<p>فازت.</p>"
    ),
    entry(name="plain", published="2018-11-06T12:00:00+08:00"),
    hubs=["https://hub.example/"],
    previous="https://newsroom.example/feeds/sports/2018-10/",
    logo="https://newsroom.example/logo.png",
    stylesheet="../feed.css",
    update_period="hourly",
    rights="© Newsroom",
    publisher={"name": "Newsroom", "url": "https://newsroom.example/"},
    tombstones=[{"id": "tag:newsroom.example,2018:gone", "when": "2018-11-07T00:00:00Z", "reason": "Not an entry"}],
)
SUMMARIES = feed(
    entry(name="one", media=[{**PICTURE, "alt": "Not the text", "title": "Nor this"}]),
    entry(name="two", published="2018-11-06T12:00:00+08:00"),
    full_text=False,
)
FULL = feed(
    entry(name="one", summary="", html="<p>1 &lt; 2 &amp; more</p>", authors=[{"name": "Jane Roe"}], media=[PICTURE]),
    entry(name="two", summary="", html="<p>فازت.</p>", language="ar", published="2018-11-06T12:00:00+08:00"),
)
"""Full texts without summaries."""
AUDIO = feed_of("podcast")
ENCLOSED: dict[str, list[str]] = {
    "all": [TALK["url"]],
    "one": [PICTURE["url"]],
    "pictures": [PICTURE["url"]],
    "video": ["https://newsroom.example/m/goal.mp4"],
}
"""What RSS encloses of several files, where it can enclose one."""


def documents(given: Feed) -> dict[str, bytes]:
    return {document.path.rpartition("/")[2]: document.data for document in render(given)}


def said(given: Feed, file: str) -> list[Read]:
    """The articles, as a perfect reader would show them."""
    reads = []
    for one in given.entries:
        article = one.article
        html = f'<div dir="rtl" lang="ar">{one.content.html}</div>' if article.language == "ar" else one.content.html
        media = article.media
        if file == "rss.xml":
            enclosed = ENCLOSED.get(article.id.rpartition(":")[2], [])
            media = tuple(each for each in media if each.url in enclosed)
        reads.append(
            Read(
                id=article.id,
                url=article.url,
                title=article.title,
                published=article.published.instant,
                updated=article.updated.instant,
                authors=tuple(person.name for person in article.authors),
                summary=one.content.summary,
                html=html.strip() if given.full_text else "",
                tags=(article.section, *article.tags),
                files=files(media, nought=file == "rss.xml"),
            )
        )
    return reads


def files(media: Iterable[Media], *, nought: bool) -> Files:
    """The files; a size that is not known is 0 in RSS (RSS Advisory Board Profile, enclosure)."""
    return tuple((each.url, each.type, each.length or (0 if nought else None)) for each in media)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def seconds(parsed: Any) -> dt.datetime:
    return dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)


def size(text: Any) -> int | None:
    return None if text in {None, ""} else int(text)


def plain(text: str, file: str) -> str:
    """A summary as plain text: RSS gives it as HTML."""
    return unescape(text) if file == "rss.xml" else text


def with_feedparser(data: bytes, file: str) -> list[Read]:
    parsed = feedparser.parse(data)
    assert not parsed.bozo
    return [
        Read(
            id=one.id,
            url=one.link,
            title=one.title,
            published=seconds(one.published_parsed),
            updated=seconds(one.updated_parsed),
            authors=tuple(person["name"] for person in one.get("authors", ())),
            summary=plain(one.summary, file),
            html="".join(each.value for each in one.get("content", ())),
            tags=tuple(tag.term for tag in one.tags),
            files=tuple((each.href, each.get("type"), size(each.get("length"))) for each in one.enclosures),
        )
        for one in parsed.entries
    ]


def with_fastfeedparser(data: bytes, file: str) -> list[Read]:
    """Of Atom's enclosures it keeps address and type among the links; of several authors the first."""
    reads = []
    for one in fastfeedparser.parse(data).entries:
        enclosures = one.get("enclosures") or [each for each in one.get("links", ()) if each["rel"] == "enclosure"]
        reads.append(
            Read(
                id=one["id"],
                url=one["link"],
                title=one["title"],
                published=moment(one["published"]),
                updated=moment(one["updated"]),
                authors=tuple(person["name"] for person in one.get("authors", ())),
                summary=plain(one["description"], file),
                html="".join(each["value"] for each in one.get("content", ())).strip(),
                tags=tuple(tag["term"] for tag in one["tags"]),
                files=tuple(
                    (each.get("url", each.get("href")), each["type"], each.get("length")) for each in enclosures
                ),
            )
        )
    return reads


@pytest.fixture
def with_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes, str], list[Read]]:
    """reader, subscribed to a file: no tags, no order but by time, and of several authors of XML the last."""
    # its own copy of feedparser needs sgmllib, which it does not ask for: it takes the one that is installed
    monkeypatch.setenv("READER_NO_VENDORED_FEEDPARSER", "1")
    from reader import make_reader

    def read(data: bytes, file: str) -> list[Read]:
        (tmp_path / file).write_bytes(data)
        with make_reader(":memory:", feed_root=str(tmp_path)) as client:
            client.add_feed(file)
            client.update_feed(file)
            return [
                Read(
                    id=one.id,
                    url=one.link,
                    title=one.title or "",
                    published=one.published or dt.datetime.min.replace(tzinfo=dt.UTC),
                    updated=one.updated,
                    authors=tuple(author.name or "" for author in one.authors),
                    summary=plain(one.summary or "", file),
                    html="".join(each.value for each in one.content if each.type != "text/plain").strip(),
                    tags=None,
                    files=tuple((each.href, each.type, each.length) for each in one.enclosures),
                )
                for one in client.get_entries()
            ]

    return read


@pytest.mark.parametrize("given", [RICH, SUMMARIES], ids=["rich", "summaries"])
@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_feedparser_shows_the_articles(given: Feed, file: str) -> None:
    assert with_feedparser(documents(given)[file], file) == said(given, file)


@pytest.mark.parametrize("file", FILES)
def test_fastfeedparser_shows_the_articles(file: str) -> None:
    expected = [each._replace(authors=(each.authors or ())[:1]) for each in said(RICH, file)]
    if file == "atom.xml":
        expected = [each._replace(files=tuple((url, kind, None) for url, kind, _ in each.files)) for each in expected]
    assert with_fastfeedparser(documents(RICH)[file], file) == expected


@pytest.mark.parametrize("file", FILES)
def test_reader_shows_the_articles(with_reader: Callable[[bytes, str], list[Read]], file: str) -> None:
    expected = [each._replace(tags=None) for each in said(RICH, file)]
    if file != "feed.json":
        expected = [each._replace(authors=(each.authors or ())[-1:]) for each in expected]
    assert with_reader(documents(RICH)[file], file) == expected


@pytest.mark.parametrize("file", FILES)
def test_a_full_text_alone_is_the_content(with_reader: Callable[[bytes, str], list[Read]], file: str) -> None:
    """A description is a summary to most clients, whatever it holds: the text must be what they call content."""
    data = documents(FULL)[file]
    expected = [(each.id, each.html) for each in said(FULL, file)]
    clients = [with_fastfeedparser, with_reader]
    if file != "feed.json":
        clients.append(with_feedparser)
    assert [[(each.id, each.html) for each in client(data, file)] for client in clients] == [expected] * len(clients)


def test_podcastparser_plays_the_episodes() -> None:
    data = documents(AUDIO)["rss.xml"]
    parsed = podcastparser.parse(AUDIO.base + "rss.xml", io.BytesIO(data))
    assert (parsed["title"], parsed["link"], parsed["description"]) == (AUDIO.title, AUDIO.home, AUDIO.description)
    assert (parsed["itunes_author"], parsed["cover_url"]) == (
        "The sports desk",
        "https://newsroom.example/m/extra-time.jpg",
    )
    assert parsed["itunes_categories"] == [["Sports", "Soccer", "Football"], ["News"]]
    assert (parsed["type"], parsed["explicit"], parsed["language"]) == ("serial", False, "en")
    newest = max(parsed["episodes"], key=lambda episode: episode["published"])
    (article, *_) = (one.article for one in AUDIO.entries)
    assert (newest["guid"], newest["title"], newest["link"]) == (article.id, article.title, article.url)
    assert newest["published"] == article.published.instant.timestamp()
    assert newest["description_html"] == HTML.strip()
    assert (newest["total_time"], newest["season"], newest["number"], newest["type"]) == (1834, 2, 12, "full")
    assert newest["explicit"] is True
    assert [(each["url"], each["mime_type"], each["file_size"]) for each in newest["enclosures"]] == [
        ("https://newsroom.example/m/12.mp3", "audio/mpeg", 12345678),
        ("https://newsroom.example/m/12.jpg", "image/jpeg", -1),
    ]


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_podcastparser_finds_every_file_of_an_article(file: str) -> None:
    """The files of video are named twice in RSS, enclosed and with their dimensions; those of audio are not."""
    parsed = podcastparser.parse(RICH.base + file, io.BytesIO(documents(RICH)[file]))
    found = {each["guid"].rpartition(":")[2]: [one["url"] for one in each["enclosures"]] for each in parsed["episodes"]}
    assert sorted(found["all"]) == sorted([PICTURE["url"], TALK["url"]])
    assert set(found["video"]) == {"https://newsroom.example/m/goal.mp4", "https://newsroom.example/m/goal.webm"}


@pytest.mark.parametrize("file", FILES)
def test_clients_read_what_is_said_of_the_feed(file: str) -> None:
    data = documents(RICH)[file]
    head = fastfeedparser.parse(data).feed
    assert (head["title"], head["subtitle"], head["link"]) == (RICH.title, RICH.description, RICH.home)
    if file != "feed.json":
        parsed = feedparser.parse(data).feed
        assert (parsed.title, parsed.subtitle, parsed.link, parsed.rights) == (
            RICH.title,
            RICH.description,
            RICH.home,
            RICH.rights,
        )
        links = {link.rel: link.href for link in parsed.links}
        assert links["hub"] == "https://hub.example/"
        assert links["self"] == RICH.base + file
        assert links["prev-archive"] == f"https://newsroom.example/feeds/sports/2018-10/{file}"


@pytest.mark.parametrize("file", FILES)
def test_a_reader_finds_every_article_behind_the_subscription(file: str) -> None:
    root = "https://newsroom.example/feeds/"
    bases = [root, f"{root}2018-10/", f"{root}2018-09/"]
    row = [
        feed(
            entry(name=f"n{number}"),
            base=base,
            archive=number > 0,
            current=root if number else None,
            previous=bases[number + 1] if number < 2 else None,
            next=bases[number - 1] if number > 1 else None,
        )
        for number, base in enumerate(bases)
    ]
    served = {one.base + file: documents(one)[file] for one in row}
    found, address = [], str(root + file)
    while address:
        data = served.pop(address)
        if file == "feed.json":
            members = json.loads(data)
            ids, address = [item["id"] for item in members["items"]], members.get("next_url", "")
        else:
            parsed = feedparser.parse(data)
            links = {link.rel: link.href for link in parsed.feed.links}
            ids, address = [one.id for one in parsed.entries], links.get("prev-archive", "")
        found += ids
    assert found == [f"tag:newsroom.example,2018:n{number}" for number in range(3)]


def test_listparser_subscribes_to_every_feed() -> None:
    given = [feed(path="", title="All & sundry", base="https://newsroom.example/feeds/"), RICH, feed_of("archived")]
    listed = listparser.parse(opml_document(opml_facts(given, title="Newsroom & Co")).data)
    assert not listed["bozo"]
    assert listed["meta"]["title"] == "Newsroom & Co"
    assert [(one["title"], one["url"]) for one in listed["feeds"]] == [
        (one.title, one.base + "rss.xml") for one in given
    ]
