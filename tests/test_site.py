"""feedwright.toml: what it may say, and what is said when it says something else."""

import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedwright.errors import ConfigurationError
from feedwright.site import Site, load_site, outlet_key, section_path, zone
from feedwright.site.zones import is_zone

GOOD = """
[site]
title = "Daily"
url = "https://daily.example"
timezone = "Asia/Shanghai"
"""


def load(folder: Path, text: str) -> Site:
    (folder / "feedwright.toml").write_text(text, encoding="utf-8")
    return load_site(folder)


def test_title_url_and_timezone_are_all_that_a_site_must_say(tmp_path: Path) -> None:
    site = load(tmp_path, GOOD)
    assert (site.url, site.language, site.publisher.name) == ("https://daily.example/", "en", "Daily")
    assert site.feeds.url == "https://daily.example/feeds/"
    assert (site.feeds.options.limit, site.feeds.options.content) == (50, "both")
    assert site.tag == "daily.example,2005"


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("title = 1\n[site", 2, "This is not TOML", None),
        ("", None, "[site] is missing", "title, url and timezone"),
        ("[sites]\n", 1, "Unknown table [sites]", "Did you mean `site`?"),
        ('[site]\ntitle = "A"\nurl = "https://a.example"\n', 1, "must say `timezone`", "timezone ="),
        (GOOD + 'titel = "x"\n', 6, "Unknown key `titel` in [site]", "Did you mean `title`?"),
        (GOOD + "language = 7\n", 6, "site.language: expected text, got a whole number", "BCP 47"),
        (GOOD + 'language = "English please"\n', 6, "not a language tag", "'en'"),
        (
            GOOD.replace("Asia/Shanghai", "Asia/Shangai"),
            5,
            "no time zone 'Asia/Shangai'",
            "Did you mean 'Asia/Shanghai'?",
        ),
        (GOOD.replace("Asia/Shanghai", "Beijing Time"), 5, "no time zone", "IANA name"),
        (GOOD.replace("Asia/Shanghai", "../../etc/passwd"), 5, "no time zone", "IANA name"),
        (GOOD.replace("https://", ""), 4, "site.url", "absolute http or https URL"),
        (GOOD + 'tag = "x"\n', 6, "not an authority and a date", "newsroom.example,2018"),
        (GOOD + 'permalink = "/{sektion}/{slug}"\n', 6, "unknown part {sektion}", "Did you mean `section`?"),
        (GOOD + 'permalink = "/{section}/"\n', 6, "share one URL", None),
        (GOOD + 'permalink = "/{slug}}/"\n', 6, "a brace too many", None),
        (GOOD + 'permalink = "/{section/{slug}/"\n', 6, "unknown part {section/{slug}", None),
        (GOOD + 'permalink = "/{slug}/{"\n', 6, "a brace too many", None),
        (GOOD + "[feeds]\nlimit = 0\n", 7, "feeds.limit", "the most entries"),
        (GOOD + '[feeds]\ncontent = "all"\n', 7, "feeds.content", "full text and summary"),
        (GOOD + '[sections."a/b"]\ntitel = "x"\n', 7, 'Unknown key `titel` in [sections."a/b"]', "`title`"),
        (GOOD + '[sections."../up"]\n', 6, "not a path of folders", None),
        (GOOD + "sections = 3\n", 6, "sections", None),
        ("sections = 3\n" + GOOD, 1, "`sections` must be a table of tables", None),
        (GOOD + '[sources."A"]\nsyndicate = "some"\n', 7, "syndicate", "public feed"),
        (GOOD + '[sources."A"]\naliases = ["x"]\n[sources."B"]\naliases = ["X"]\n', 8, "both answer to 'X'", "alias"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_its_mend(
    tmp_path: Path, text: str, line: int | None, message: str, hint: str | None
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, text)
    assert message in caught.value.message
    assert caught.value.line == line
    assert (hint or "") in (caught.value.hint or "")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no feedwright\.toml here.*--site"):
        load_site(tmp_path)


def test_a_key_in_a_multi_line_string_is_not_taken_for_the_key(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, GOOD + 'rights = """\nlogo = 1\n"""\nlogo = 2\n')
    assert caught.value.line == 9


@pytest.mark.parametrize(
    "spelling",
    [
        "China Daily",
        "CHINA DAILY",
        "the China  Daily",
        "ＣＨＩＮＡ ＤＡＩＬＹ",
        "chinadaily.com.cn",
        "http://www.chinadaily.com.cn/a/b.html",
    ],
)
def test_a_source_answers_to_every_spelling(tmp_path: Path, spelling: str) -> None:
    site = load(tmp_path, GOOD + '[sources."China Daily"]\naliases = ["www.chinadaily.com.cn"]\n')
    source = site.source(spelling)
    assert source is not None
    assert source.name == "China Daily"


def test_folders_become_sections_with_their_parents(tmp_path: Path) -> None:
    site = load(tmp_path, GOOD + '[sections."sports"]\ntitle = "Sport"\n')
    site = site.with_sections(["sports/formula-one", "a/b"], {"a/b": ("Bee", None)})
    assert {path: section.title for path, section in site.sections.items()} == {
        "a": "A", "a/b": "Bee", "sports": "Sport", "sports/formula-one": "Formula One",
    }  # fmt: skip
    assert site.feed_base("sports/formula-one") == "https://daily.example/feeds/sports/formula-one/"


def test_spellings_of_a_section_meet() -> None:
    assert section_path("Sports / Formula One") == section_path("/sports/formula_one/") == "sports/formula-one"


def test_keys_of_different_outlets_differ() -> None:
    assert len({outlet_key(name) for name in ("AP", "AFP", "Xinhua", "新华社", "a.example", "b.example")}) == 6


def zone_names() -> list[str]:
    """Every path below the zones of tzdata, those of folders and of tables that are no zones among them."""
    root = Path(str(resources.files("tzdata"))) / "zoneinfo"
    return [path.relative_to(root).as_posix() for path in root.rglob("*")]


@pytest.mark.parametrize("name", [*zone_names(), "", "/", "Europe/", "UTC/../UTC", "Ü/x", "a" * 300, "Beijing Time"])
def test_a_zone_is_there_where_its_rules_can_be_read(name: str) -> None:
    try:
        read = zone(name).key == name
    except KeyError:
        read = False
    assert is_zone(name) == read


@given(st.text(max_size=12) | st.from_regex(r"(the )?[\w.+&#' -]{0,12}", fullmatch=True) | st.from_regex(r"//\[.*\]"))
def test_the_key_of_an_outlet_has_no_signs(text: str) -> None:
    key = outlet_key(text)
    assert "." in text or "//" in text or key == re.sub(r"[\W_]+", "", key)


def test_a_site_without_partners_loads_no_profiles() -> None:
    code = (
        "import sys, feedwright.site as site; "
        "slow = {'zoneinfo', 'importlib.resources', 'difflib', 'hashlib', 'feedwright.site.profile_schema'}; "
        "assert not slow & set(sys.modules), slow & set(sys.modules); assert site.Profile"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
