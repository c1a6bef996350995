"""The chain of attribution of an article: the site's sources meet what records write."""

import gc
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from feedwright.model import Outlet, Person, Text
from feedwright.normalize.sources import known_parts, known_source, leads_to_article, nearest_source
from feedwright.site import Site
from tests.records import SITE, article, finding, raw, rules, site

SOURCES = (
    SITE
    + """
[sources."China Daily"]
aliases = ["中国日报", "chinadaily.com.cn", "CD"]
url = "https://www.chinadaily.com.cn/"
feed = "https://www.chinadaily.com.cn/rss.xml"
rights = "© China Daily"
[sources."Agence France-Presse"]
aliases = ["AFP", "afp.com"]
syndicate = "none"
[sources."Xinhua"]
aliases = ["新华社", "Xinhua News Agency"]
syndicate = "summary"
[sources."Le Quotidien"]
[sources."By Design Magazine"]
"""
)
AGENCY = "Agence France-Presse"


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("chain"), SOURCES)


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"source": "China Daily"}, "China Daily"),
        ({"source": "the CHINA DAILY"}, "China Daily"),
        ({"source": "china-daily"}, "China Daily"),
        ({"source": "中国日报"}, "China Daily"),
        ({"source": "Source: China Daily | 2018-11-07 13:45"}, "China Daily"),
        ({"source": "Source: CD, Nov. 7, 2018"}, "China Daily"),
        ({"source": "来源：新华社 作者：李明"}, "Xinhua"),
        ({"source": "chinadaily.com.cn"}, "China Daily"),
        ({"source": "www.chinadaily.com.cn"}, "China Daily"),
        ({"source": "https://www.chinadaily.com.cn/a/1.html"}, "China Daily"),
        ({"source": "https://global.chinadaily.com.cn/a/1.html"}, "China Daily"),
        ({"source": {"url": "https://usa.chinadaily.com.cn/a/1.html"}}, "China Daily"),
        ({"source": {"name": "China Daily", "url": "https://chinadaily.example/"}}, "China Daily"),
        ({"source": "Agence France-Presse (AFP)"}, AGENCY),
        ({"source": "AFP (Paris)"}, AGENCY),
        ({"source": "(AFP)"}, AGENCY),
        ({"source": "© 2018 AFP"}, AGENCY),
        ({"source": "AFP via Yahoo News"}, AGENCY),
        ({"source": "By Design Magazine"}, "By Design Magazine"),
        ({"source": "AFP &amp; <b>Xinhua</b>"}, AGENCY),
        ({"outlet": "AFP"}, AGENCY),
        ({"byline": "By Jane Roe in Geneva, AFP"}, AGENCY),
        ({"author": "Jane Roe (AFP)"}, AGENCY),
        ({"author": "By JANE ROE | China Daily | Updated: 2018-11-07 13:45"}, "China Daily"),
        ({"author": "Jane Roe, Le Quotidien"}, "Le Quotidien"),
        ({"author": "Le Quotidien"}, "Le Quotidien"),
        ({"authors": ["Jane Roe", "AFP"]}, AGENCY),
        ({"source_url": "https://www.afp.com/en/1"}, AGENCY),
        ({"canonical": "https://www.chinadaily.com.cn/a/1.html"}, "China Daily"),
        ({"source": "AFP", "author": "Jane Roe, China Daily"}, AGENCY),
    ],
)
def test_a_source_by_any_of_its_names(daily: Site, fields: dict[str, Any], source: str) -> None:
    said = article(raw(**fields), daily)
    assert said.source == daily.sources[source].outlet
    assert "record/source-unknown" not in rules(raw(**fields), daily)


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("BEIJING, Nov. 7 (Xinhua) -- China will open further.", "Xinhua"),
        ("**BEIJING, Nov. 7 (Xinhua)** -- China will open further.", "Xinhua"),
        ("![A ship](ship.jpg)\n\nPARIS (AFP) - The court ruled.", AGENCY),
        ("The court ruled.\n\nIt was the first time. (AFP)\n", AGENCY),
        ("The court ruled.\n\n*(AFP)*\n", AGENCY),
        ("新华社北京11月7日电 会议今天开幕。", "Xinhua"),
        ("会议今天开幕。（新华社）", "Xinhua"),
        ("The text of the treaty (AFP has seen it) is short.", None),
        ("He joined Everton (on loan)", None),
        ("A plain text.", None),
    ],
)
def test_the_credit_in_a_text_is_the_source_of_a_record_that_names_none(
    daily: Site, body: str, source: str | None
) -> None:
    said = article(raw(words=body), daily)
    assert (said.source.name if said.source else None) == source
    assert ("record/source-from-text" in rules(raw(words=body), daily)) is (source is not None)
    assert article(raw(words=body, source="China Daily"), daily).source == daily.sources["China Daily"].outlet


def test_the_credit_in_html_is_found_too(daily: Site) -> None:
    record = raw(words="<p><strong>BEIJING, Nov. 7 (Xinhua)</strong> -- China.</p>\n<p>More.</p>", form="html")
    assert article(record, daily).source == daily.sources["Xinhua"].outlet


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("China Dialy", "China Daily"),
        ("XINHUA NET", "Xinhua"),
        ("Agence France Press", AGENCY),
        ("中国日报社", "China Daily"),
    ],
)
def test_an_unknown_source_is_kept_and_the_nearest_is_offered(daily: Site, written: str, near: str) -> None:
    record = raw(source=written)
    assert article(record, daily).source == Outlet(name=Text(written))
    said = finding(record, daily, "record/source-unknown")
    assert (said.severity, said.hint, said.line) == ("info", f"Did you mean `{near}`?", 4)


def test_an_unknown_source_that_is_like_none_may_be_named_in_the_configuration(daily: Site) -> None:
    said = finding(raw(source="Zzyzx Gazette"), daily, "record/source-unknown")
    assert said.hint == 'Name it in feedwright.toml: [sources."Zzyzx Gazette"]'


def test_an_unknown_source_of_a_byline_is_reported_on_its_line(daily: Site) -> None:
    said = finding(raw(author="By Jane Roe, Zzyzx Gazette"), daily, "record/source-unknown")
    assert said.message.startswith("author: ")
    assert said.line == 4


@pytest.mark.parametrize(
    ("written", "source", "via"),
    [
        ("Xinhua/China Daily", "Xinhua", "China Daily"),
        ("China Daily, AFP", AGENCY, "China Daily"),
        ("ZEIT ONLINE, AFP", AGENCY, "ZEIT ONLINE"),
        ("China Daily with Reuters", "China Daily", "Reuters"),
        ("China Daily, Beijing", "China Daily", None),
    ],
)
def test_of_several_outlets_the_strictest_terms_hold_and_all_are_named(
    daily: Site, written: str, source: str, via: str | None
) -> None:
    said = article(raw(source=written), daily)
    assert said.source is not None
    assert said.source.name == source
    assert (said.via.name if said.via else None) == via


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({"author": "Jane Roe"}, ["Jane Roe"]),
        ({"authors": ["Jane Roe", "By JOHN DOE in Rome"]}, ["Jane Roe", "John Doe"]),
        ({"authors": ["Jane Roe", "Jane Roe <jane@daily.example>"]}, ["Jane Roe <jane@daily.example>"]),
        ({"author": {"name": "Jane Roe", "email": "jane@daily.example"}}, ["Jane Roe <jane@daily.example>"]),
        ({"author": {"email": "jane@daily.example"}}, ["jane@daily.example <jane@daily.example>"]),
        ({"author": {"name": "Jane Roe", "email": "none"}}, ["Jane Roe"]),
        ({"author": {"name": ""}}, []),
        ({"author": "Tom &amp; <i>Ann</i> Lee"}, ["Tom", "Ann Lee"]),
        ({"authors": ["Jane Roe", "AFP"]}, ["Jane Roe"]),
        ({"author": "AFP"}, ["AFP"]),
        ({"author": "Jane Roe, Le Quotidien"}, ["Jane Roe"]),
        ({"source": "来源：新华社 作者：李明"}, ["李明"]),
        ({"source": "来源：新华社 作者：李明", "author": "王伟"}, ["王伟"]),
        ({"author": "Jane Roe", "editor": "Max Editor"}, ["Jane Roe"]),
        ({"editor": "Max Editor"}, []),
        ({"author": "Edited by Max Editor"}, []),
        ({"author": "n/a"}, []),
    ],
)
def test_authors(daily: Site, fields: dict[str, Any], authors: list[str]) -> None:
    def shown(person: Person) -> str:
        return f"{person.name} <{person.email}>" if person.email else person.name

    assert [shown(each) for each in article(raw(**fields), daily).authors] == authors


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://daily.example/jane", "https://daily.example/jane"),
        ("/staff/jane/", "https://daily.example/staff/jane/"),
        ("www.jane.example", "https://www.jane.example"),
        ("javascript:alert(1)", None),
        ("jane", None),
    ],
)
def test_the_page_of_an_author(daily: Site, written: str, url: str | None) -> None:
    record = raw(author={"name": "Jane Roe", "url": written})
    assert article(record, daily).authors == (Person(name=Text("Jane Roe"), url=url),)
    assert ("record/url-invalid" in rules(record, daily)) is (url is None)


@pytest.mark.parametrize(
    ("fields", "via"),
    [
        ({"via": "AFP"}, Outlet(name=Text(AGENCY))),
        ({"via": "via AFP"}, Outlet(name=Text(AGENCY))),
        ({"via": "Yahoo News"}, Outlet(name=Text("Yahoo News"))),
        ({"via": "https://news.example/"}, Outlet(name=Text("news.example"), url="https://news.example/")),
        (
            {"via": {"name": "Wire", "url": "https://wire.example/a"}},
            Outlet(name=Text("Wire"), url="https://wire.example/a"),
        ),
        ({"via": {"name": "Wire", "url": "javascript:1"}}, Outlet(name=Text("Wire"))),
        ({"source": "AFP via Yahoo News"}, Outlet(name=Text("Yahoo News"))),
        ({"source": "来源：新华社 转自：央视网"}, Outlet(name=Text("央视网"))),
        ({"source": "Republished from AFP"}, None),
        ({"source": "AFP", "via": "AFP"}, None),
        ({"source": "Via AFP"}, Outlet(name=Text(AGENCY))),
    ],
)
def test_who_passed_it_on(daily: Site, fields: dict[str, Any], via: Outlet | None) -> None:
    assert article(raw(**fields), daily).via == via


@pytest.mark.parametrize(
    ("fields", "original"),
    [
        ({"source_url": "https://paper.example/a?b=1"}, "https://paper.example/a?b=1"),
        ({"source": "https://paper.example/a"}, "https://paper.example/a"),
        ({"source": {"name": "Paper", "url": "https://paper.example/a"}}, "https://paper.example/a"),
        ({"source": {"name": "Paper", "url": "https://paper.example/"}}, None),
        ({"source": "[Paper](https://paper.example/a)"}, "https://paper.example/a"),
        ({"canonical": "https://paper.example/a"}, "https://paper.example/a"),
        ({"canonical": "http://www.daily.example/a"}, None),
        ({"canonical": "/a/"}, None),
    ],
)
def test_the_address_at_the_source(daily: Site, fields: dict[str, Any], original: str | None) -> None:
    assert article(raw(**fields), daily).original == original


@pytest.mark.parametrize(
    ("fields", "rights"),
    [
        ({}, "© Daily"),
        ({"source": "China Daily"}, "© China Daily"),
        ({"source": "AFP"}, "© Daily"),
        ({"source": "China Daily", "rights": "CC BY 4.0"}, "CC BY 4.0"),
        ({"copyright": "&copy; 2018 <b>Jane</b>"}, "© 2018 Jane"),
        ({"author": "By Jane Roe © 2018 AFP"}, "© 2018 AFP"),
    ],
)
def test_rights(daily: Site, fields: dict[str, Any], rights: str) -> None:
    assert article(raw(**fields), daily).rights == rights


def test_the_publisher_is_the_sites_unless_the_record_names_one(daily: Site) -> None:
    assert article(raw(), daily).publisher == Outlet(name=Text("Daily"), url="https://daily.example/")
    assert article(raw(publisher="AFP"), daily).publisher == Outlet(name=Text(AGENCY))


def test_nothing_that_a_source_field_says_is_lost(tmp_path: Path) -> None:
    plain = site(tmp_path)
    for written in ("Photo: AFP", "Reuters, AFP", "Xinhua/AFP", "12", "a b c d"):
        said = article(raw(source=written), plain)
        assert said.source is not None
        assert said.source.name
        assert said.source.name in written


def test_a_source_with_nothing_in_it_is_none(daily: Site) -> None:
    for written in ("", " ", "Source:", "-"):
        assert article(raw(source=written), daily).source is None


def test_looking_up(daily: Site) -> None:
    assert known_source(daily, "https://a.b.chinadaily.com.cn/x") == daily.sources["China Daily"]
    assert known_source(daily, "com.cn") is None
    assert known_source(daily, "notchinadaily.com.cn") is None
    assert known_parts(daily, "Nobody and Nothing") is None
    assert nearest_source(daily, "qqqq") is None
    assert leads_to_article("https://a.example/?p=1")
    assert not leads_to_article("https://a.example/")
    assert not leads_to_article("https://[broken")


def test_what_is_remembered_of_credits_is_told_of_each_record_and_let_go_with_its_site(daily: Site) -> None:
    """Whoever watches a newsroom makes a site for each build."""

    def sites() -> int:
        gc.collect()
        return sum(isinstance(each, Site) for each in gc.get_objects())

    before = sites()
    for number in range(20):
        record = raw(title=f"Story {number}", source="Nobody Knows", authors="Jane Roe")
        assert finding(record, replace(daily, title=Text(str(number))), "record/source-unknown").path
    assert sites() <= before + 2
