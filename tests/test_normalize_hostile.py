"""Hostile snippets in every field of a newsroom's records: what is published runs nothing, in any format."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from feedwright.normalize.markup import plain_title
from feedwright.validation import validate
from tests.newsroom import NOW, SITE, Run, write_newsroom
from tests.test_markup_hostile import RUNNING, by_lexbor, by_lxml, by_stdlib, faults, payloads

SAMPLE = 240  # of the snippets: some from every part of the corpus
HTML_IN_XML = (
    "description",
    "{http://purl.org/rss/1.0/modules/content/}encoded",
    "{http://www.w3.org/2005/Atom}content",
)
RUNS = re.compile(
    r"[\x00-\x20]*(?:java|live|vb)?script:|[\x00-\x20]*data:(?!image/(?:png|jpe?g|gif|webp);)", re.IGNORECASE
)


def records(snippets: list[str]) -> str:
    """A record for each snippet, with that in one field after the other, as JSON Lines."""
    made: list[dict[str, object]] = []
    for number, snippet in enumerate(snippets):
        record: dict[str, object] = {"id": f"n{number}", "title": f"Record {number}", "date": "2018-11-07 13:45"}
        fields: dict[int, dict[str, object]] = {
            0: {"body_html": snippet},
            1: {"body": snippet},
            2: {"title": f"Record {number} {snippet}", "summary": snippet, "subtitle": snippet, "body": "Text."},
            3: {"authors": [snippet], "source": {"name": snippet}, "via": {"name": snippet}, "rights": snippet},
            4: {"tags": [snippet], "publisher": snippet, "body": f"{snippet}\n\n![{snippet}](/a.png)"},
            5: {
                "corrections": {"note": snippet, "at": "2018-11-08"},
                "image": {"url": "/a.png", "alt": snippet, "credit": snippet},
                "body_html": f"<p>Before {snippet}",
            },
        }
        record |= fields[number % 6]
        made.append(record)
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in made)


def html_in(path: Path) -> Iterator[str]:
    """Every piece of HTML that a feed carries."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        yield from (item["content_html"] for item in json.loads(text)["items"] if "content_html" in item)
        return
    for element in ET.fromstring(text).iter():  # noqa: S314 - our own document
        if element.tag in HTML_IN_XML and element.text:
            yield element.text


def running(page: str) -> Counter[str]:
    """What runs or submits in a page, how often for each of three parsers."""
    seen: Counter[str] = Counter()
    for parse in (by_stdlib, by_lexbor, by_lxml):
        for tag, attributes in parse(page):
            seen.update([f"{parse.__name__}: <{tag}>"] if tag in RUNNING else ())
            seen.update(f"{tag}@{name}" for name in attributes if name.lower().startswith("on"))
            seen.update(f"{tag}@{name}={value[:40]}" for name, value in attributes.items() if RUNS.match(value))
    return seen


def published(folder: Path, lines: str, run: Run) -> dict[str, Path]:
    """What a newsroom with these records publishes, by the paths below its feeds/."""
    site = SITE + f"[feeds]\nlimit = {SAMPLE}\n"
    write_newsroom(folder, site=site, records={"content/world/many.jsonl": lines})
    told = json.loads(run("build", "--site", folder, "--now", NOW, "--format", "json").output)
    assert told["articles"] > SAMPLE * 0.9, [each for each in told["findings"] if each["severity"] == "error"]
    assert not told["held"]
    feeds = folder / "feeds"
    return {str(path.relative_to(feeds)): path for path in sorted(feeds.rglob("*")) if path.is_file()}


def test_nothing_that_is_published_runs(tmp_path: Path, run: Run) -> None:
    snippets = random.Random(20181107).sample(payloads(), SAMPLE)
    harmless = published(tmp_path / "harmless", records(["A few words."] * SAMPLE), run)
    hostile = published(tmp_path / "hostile", records(snippets), run)
    wrong: Counter[str] = Counter()
    judged = 0
    for name, path in hostile.items():
        if path.name in {"rss.xml", "atom.xml", "feed.json"}:
            pieces = list(html_in(path))
            judged += len(pieces)
            wrong.update(f"{name}: {fault}" for piece in pieces for fault in set(faults(piece)))
            assert not [each for each in validate(path.read_bytes()) if each.severity == "error"]
        elif path.suffix == ".html":
            # pages have buttons and pictures of their own
            own = running(harmless[name].read_text(encoding="utf-8"))
            wrong.update(f"{name}: {fault}" for fault in running(path.read_text(encoding="utf-8")) - own)
    assert judged > SAMPLE
    assert not wrong


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("News &lt;img src=x onerror=alert(1)&gt; now", "News now"),
        ("News &lt;script&gt;alert(1)&lt;/script&gt;", "News"),
        ("News <scr<script></script>ipt>alert(1)</script>", "News alert(1)"),
        ("News <iframe src=`//x.example/`<b onload=x()>", "News"),
        ("<a href=&#106;avascript:alert(1)>News</a>", "News"),
        ("How to use the &lt;button&gt; element", "How to use the <button> element"),
        ("Why a <b and c = d", "Why a <b and c = d"),
    ],
)
def test_a_title_that_a_reader_takes_for_html_runs_nothing(written: str, title: str) -> None:
    assert plain_title(written).text == title


def test_no_hostile_title_runs_anything() -> None:
    for snippet in payloads():
        title = plain_title(snippet).text
        for tag, attributes in by_lexbor(title):
            assert tag != "script" or "</script" not in title.lower(), title
            assert not [name for name in attributes if re.fullmatch("on[a-z]+", name)], (tag, title)
            assert not [value for value in attributes.values() if RUNS.match(value)], (tag, title)


@pytest.mark.parametrize(
    "page", ["<p onclick=x>", "<script>x</script>", "<a href=' javascript:x'>", "<a href='data:text/html,x'>"]
)
def test_the_judge_of_pages_sees_what_runs(page: str) -> None:
    assert running(page)
