"""Ids that never change, slugs and permalinks."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from slugify import slugify

from feedwright.model import RawRecord
from feedwright.normalize.identity import web_url
from feedwright.site import Site
from tests.records import SITE, article, finding, raw, rules, site


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("identity"))


EDITS: dict[str, Callable[[RawRecord], RawRecord]] = {
    "retitled": lambda record: replace(record, fields={**record.fields, "title": "Another headline"}),
    "redated": lambda record: replace(
        record, fields={**record.fields, "date": "2001-02-03 04:05", "lastmod": "2020-01-01"}
    ),
    "rewritten": lambda record: replace(record, body="Another text."),
    "moved": lambda record: replace(
        record, folder="sports", origin=replace(record.origin, path="content/sports/2018-11-07-final.md")
    ),
    "in another section": lambda record: replace(record, fields={**record.fields, "section": "sports"}),
    "with another slug": lambda record: replace(record, fields={**record.fields, "slug": "another"}),
    "with another permalink": lambda record: replace(record, fields={**record.fields, "url": "/another/"}),
    "by another author": lambda record: replace(
        record, fields={**record.fields, "author": "John Doe", "source": "AFP"}
    ),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("pinned", [None, "tag:daily.example,2018:the-final", "17"])
def test_an_id_stays_when_the_article_is(daily: Site, edit: str, pinned: str | None) -> None:
    record = raw(id=pinned)
    assert article(EDITS[edit](record), daily).id == article(record, daily).id


@pytest.mark.parametrize("stem", ["2018-11-07-final", "renamed"])
def test_a_pinned_id_stays_when_the_file_is_renamed(daily: Site, stem: str) -> None:
    assert article(raw(id="tag:daily.example,2018:x", stem=stem), daily).id == "tag:daily.example,2018:x"


@pytest.mark.parametrize(
    "url", ["http://daily.example/", "https://www.newdaily.example/", "https://daily.example/news/"]
)
def test_an_id_stays_when_the_domain_or_the_scheme_changes(daily: Site, tmp_path: Path, url: str) -> None:
    moved = site(tmp_path, SITE.replace("https://daily.example/", url))
    for record in (raw(), raw(id="17"), raw(stem=None, slug="x"), raw(stem=None, url="/x/")):
        assert article(record, moved).id == article(record, daily).id


@pytest.mark.parametrize(
    ("fields", "identity"),
    [
        ({}, "tag:daily.example,2018:2018-11-07-final"),
        ({"id": "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"}, "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        ({"id": "https://old.example/?p=17"}, "https://old.example/?p=17"),
        ({"id": 17}, "tag:daily.example,2018:17"),
        ({"id": " 17 "}, "tag:daily.example,2018:17"),
        ({"id": "two words"}, "tag:daily.example,2018:two%20words"),
        ({"id": "终场"}, "tag:daily.example,2018:%E7%BB%88%E5%9C%BA"),
        ({"id": " "}, "tag:daily.example,2018:2018-11-07-final"),
        ({"guid": "urn:ex:1"}, "urn:ex:1"),
        ({"uuid": "urn:ex:1", "id": "urn:ex:2"}, "urn:ex:2"),
    ],
)
def test_an_id(daily: Site, fields: dict[str, Any], identity: str) -> None:
    assert article(raw(**fields), daily).id == identity


@pytest.mark.parametrize(
    "written",
    ["tag:x", "tag:daily.example:final", "tag:daily.example,2018:x\x01y", "urn:uuid:17", "urn:-:a", "http:story",
     "https://", "https://daily.example/%zz", "post:[1]", "post:\u202e1"],
)  # fmt: skip
def test_an_id_that_is_none_costs_its_article_and_no_feed(daily: Site, written: str) -> None:
    record = raw(id=written)
    said = finding(record, daily, "record/id-invalid")
    assert said.severity == "error"
    assert said.line == 4
    assert said.hint


@pytest.mark.parametrize(
    "written",
    ["tag:jane@daily.example,2018-11:a/b?c#d", "urn:isbn:0451450523", "https://old.example:8080/?p=17#x", "post:17",
     "tag:daily.example,2018:终场", "https://例子.example/终场", "mailto:x@daily.example"],
)  # fmt: skip
def test_an_id_with_a_scheme_stays_as_it_is(daily: Site, written: str) -> None:
    assert article(raw(id=written), daily).id == written


@pytest.mark.parametrize(
    ("fields", "identity"),
    [
        ({"slug": "the-slug", "url": "/x/"}, "tag:daily.example,2018:the-slug"),
        ({"url": "https://daily.example/a/b/"}, "tag:daily.example,2018:a/b"),
        ({"url": "/a/b/"}, "tag:daily.example,2018:a/b"),
    ],
)
def test_the_id_of_one_of_many_records_in_a_file(daily: Site, fields: dict[str, Any], identity: str) -> None:
    assert article(raw(stem=None, **fields), daily).id == identity


def test_an_id_that_comes_from_the_title_is_a_warning_with_the_line_to_add(daily: Site) -> None:
    record = raw(stem=None, title="The Final: 2–1!")
    said = article(record, daily)
    assert said.id == "tag:daily.example,2018:the-final-2-1"
    warning = finding(record, daily, "record/id-from-title")
    assert warning.hint == f"Add an id that never changes: {said.id}"


@pytest.mark.parametrize(
    ("stem", "fields", "slug"),
    [
        ("2018-11-07-the-final", {}, "the-final"),
        ("2018-11-07_The Final", {}, "the-final"),
        ("final", {"slug": "Mein-Slug"}, "Mein-Slug"),
        ("final", {"slug": "/x/"}, "x"),
        ("final", {"slug": 17}, "17"),
        ("final", {"slug": "a b?c#d"}, "a%20b%3Fc%23d"),
        ("final", {"slug": "../../etc"}, "etc"),
        ("终场", {}, "%E7%BB%88%E5%9C%BA"),
        ("!!!", {}, "article"),
        (None, {"title": "Über uns", "url": "{slug}"}, "%C3%BCber-uns"),
        (None, {"id": 17}, "17"),
        (None, {"id": "2018-11-07-cup-final"}, "cup-final"),
        (None, {"id": "The Final"}, "the-final"),
        (None, {"id": "tag:daily.example,2018:cup/final"}, "cup-final"),
        (None, {"id": "https://old.example/2018/cup/?p=2"}, "2018-cup-p-2"),
        (None, {"id": "https://old.example/"}, "https-old-example"),
        (None, {"id": "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"}, "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        (None, {"id": "mailto:17@daily.example"}, "17-daily-example"),
        (None, {"id": "1", "slug": "s"}, "s"),
        ("final", {"id": "1"}, "final"),
    ],
)
def test_a_slug(daily: Site, stem: str | None, fields: dict[str, Any], slug: str) -> None:
    url = article(raw(stem=stem, **fields), daily).url
    assert url.rstrip("/").removeprefix("https://daily.example/world/2018/11/") == slug


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://daily.example/a", "https://daily.example/a"),
        ("/a/", "https://daily.example/a/"),
        ("a/index.html", "https://daily.example/a/"),
        ("https://dä.example/ü?q=ö#ä", "https://xn--d-0fa.example/%C3%BC?q=%C3%B6#%C3%A4"),
        ("https://daily.example/a%20b", "https://daily.example/a%20b"),
        ("https://daily.example:8080/a", "https://daily.example:8080/a"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ("/:categories/:title/", "https://daily.example/world/2018/11/final/"),
        ("/{{ title | slugify }}/", "https://daily.example/world/2018/11/final/"),
        ("/{slug}.html", "https://daily.example/world/2018/11/final/"),
    ],
)
def test_a_permalink(daily: Site, written: str, url: str) -> None:
    assert article(raw(url=written), daily).url == url


@pytest.mark.parametrize(
    "written",
    ["ftp://daily.example/a", "javascript:alert(1)", "https://u:p@daily.example/", "http://[", "mailto:a@b.c"],
)
def test_what_is_no_permalink_is_an_error(daily: Site, written: str) -> None:
    assert rules(raw(url=written), daily) == ["record/url-invalid"]


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("/{section}/{year}/{month}/{day}/{slug}/", "https://daily.example/world/2018/11/07/final/"),
        ("{slug}.html", "https://daily.example/news/final.html"),
        ("/{slug}", "https://daily.example/final"),
    ],
)
def test_the_sites_pattern_is_filled_in(tmp_path: Path, pattern: str, url: str) -> None:
    text = SITE.replace("https://daily.example/", "https://daily.example/news/") + f'permalink = "{pattern}"\n'
    assert article(raw(), site(tmp_path, text)).url == url


def test_an_article_of_the_site_itself_has_no_double_slash_in_its_permalink(daily: Site) -> None:
    assert article(raw(folder=""), daily).url == "https://daily.example/2018/11/final/"


@given(st.lists(st.sampled_from(["2018-11-07", "-", "_", "cup", "7", "Cup", "é", ".", "٢٠١٨-11-07", "\n"]), min_size=1))
def test_a_permalink_has_what_slugify_makes_of_the_files_name(daily: Site, pieces: list[str]) -> None:
    stem = "".join(pieces)
    dated = re.match(r"\d{4}-\d{2}-\d{2}[-_](.+)$", stem)
    slug = slugify(dated[1] if dated else stem, allow_unicode=True) or "article"
    assert (
        article(raw(stem=stem, date="2018-11-07"), daily).url == f"https://daily.example/world/2018/11/{quote(slug)}/"
    )


def test_the_day_of_a_permalink_is_the_one_that_was_written(daily: Site) -> None:
    assert "/2018/12/" in article(raw(date="2018-12-01 00:30"), daily).url
    assert "/2018/11/" in article(raw(date="2018-11-30T23:30:00-10:00"), daily).url


@given(st.text(max_size=60) | st.text(alphabet="htps:/@.[]%ä?#a1-", max_size=60))
def test_a_web_address_is_ascii_and_stays_when_read_again(text: str) -> None:
    url = web_url(text)
    if url is not None:
        assert url.isascii()
        assert " " not in url
        assert urlsplit(url).hostname
        assert web_url(url) == url


@pytest.mark.parametrize(
    ("fields", "section"),
    [
        ({}, "world"),
        ({"section": "sports/soccer"}, "sports/soccer"),
        ({"section": "Sports / Soccer"}, "sports/soccer"),
        ({"section": "/sports/"}, "sports"),
        ({"section": "Soccer"}, "sports/soccer"),
        ({"section": "/"}, ""),
    ],
)
def test_a_section_from_the_record_or_its_folder(daily: Site, fields: dict[str, Any], section: str) -> None:
    assert article(raw(**fields), daily).section == section


def test_an_unknown_section_is_an_error_with_the_nearest(daily: Site) -> None:
    said = finding(raw(section="sport"), daily, "record/section-unknown")
    assert (said.severity, said.hint) == ("error", "Did you mean `sports`?")
