"""Partners: who gets what, when and on what terms; what is left out and why; what stays private."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from feedwright.errors import ConfigurationError
from feedwright.pipeline import Build, build
from feedwright.site import load_site
from tests.newsroom import SITE, Run, files, write_newsroom

NOW = dt.datetime(2018, 11, 8, 6, 0, tzinfo=dt.UTC)
TEXT = "The bridge is open & safe. " * 30
PRIVATE = Path(".feedwright") / "partners"


def record(title: str = "The bridge over the river is open", date: str = "2018-11-08 08:00", **fields: str) -> str:
    header = "".join(f"{name}: {value}\n" for name, value in {"title": title, "date": date, **fields}.items())
    return f"---\n{header}---\n\n{title}. {TEXT}\n"


def partner(name: str = "acme", profile: str = "feedly", *lines: str) -> str:
    return "\n".join((f"[partners.{name}]", f'profile = "{profile}"', *lines, ""))


def newsroom(folder: Path, *partners: str, **records: str) -> Path:
    told = records or {"one": record(), "two": record("The second story of the day", "2018-11-08 09:00")}
    write_newsroom(
        folder,
        site=SITE + "\n".join(partners),
        records={f"content/{name.replace('__', '/')}.md": text for name, text in told.items()},
    )
    return folder


def built(folder: Path, *, hours: float = 0, **options: object) -> Build:
    return build(folder, now=NOW + dt.timedelta(hours=hours), jobs=1, **options)  # type: ignore[arg-type] # its own


def document(folder: Path, name: str = "acme", file: str = "rss.xml") -> str:
    return (folder / "feeds" / "partners" / name / file).read_text(encoding="utf-8")


def entries(folder: Path, name: str = "acme") -> list[str]:
    """The names in the ids of a partner's entries, by the manifest."""
    manifest = json.loads((folder / "feeds" / "manifest.json").read_text(encoding="utf-8"))
    return [each.rpartition(":")[2] for each in manifest["feeds"][f"partners/{name}/rss.xml"]]


# Which articles


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ["clip", "two", "one"]),
        (['section = "sports"'], ["two"]),
        (['tag = "Cup"'], ["two"]),
        (['author = "jane roe"'], ["one"]),
        (['source = "Agency"'], ["one"]),
        (['language = "fr"'], ["clip"]),
        (['media = "video"'], ["clip"]),
        (["limit = 2"], ["clip", "two"]),
        (["days = 1"], ["clip", "two"]),
    ],
)
def test_a_partner_gets_what_it_asks_for(tmp_path: Path, lines: list[str], expected: list[str]) -> None:
    newsroom(
        tmp_path,
        partner("acme", "feedly", *lines),
        world__one=record(date="2018-11-07 08:00", author="Jane Roe", source="Agency"),
        sports__soccer__two=record("The second story", date="2018-11-08 08:00", tags="[cup]"),
        world__clip=record(
            "The clip", date="2018-11-08 09:00", language="fr", video="{url: https://a.example/v.mp4, type: video/mp4}"
        ),
    )
    built(tmp_path)
    assert entries(tmp_path) == expected


@pytest.mark.parametrize(
    ("line", "hours", "expected"),
    [
        ('delay = "2h"', 1.9, []),
        ('delay = "2h"', 2, ["one"]),
        ('delay = "90m"', 1.5, ["one"]),
        ('embargo = "2h"', 0.5, []),  # the date is an hour before it came out
        ('embargo = "2h"', 1, ["one"]),
        ('delay = "1h"\nembargo = "1d"', 22, []),
        ('delay = "1h"\nembargo = "1d"', 23, ["one"]),
    ],
)
def test_a_partner_waits_for_its_delay_and_its_embargo(
    tmp_path: Path, line: str, hours: float, expected: list[str]
) -> None:
    newsroom(
        tmp_path,
        partner("acme", "feedly", line),
        partner("now"),
        one=record(date="2018-11-08 13:00", publish_at="2018-11-08 14:00"),  # it comes out at NOW
    )
    built(tmp_path, hours=hours)
    assert entries(tmp_path) == expected
    assert entries(tmp_path, "now") == ["one"]
    assert "one" in (tmp_path / "feeds" / "rss.xml").read_text(encoding="utf-8")


def test_nothing_goes_to_a_partner_that_its_source_keeps_back(tmp_path: Path) -> None:
    terms = '[sources.Nobody]\nsyndicate = "none"\n[sources.Some]\nsyndicate = "summary"\n'
    newsroom(
        tmp_path,
        terms,
        partner(),
        kept=record(source="Nobody"),
        short=record("The second story", source="Some"),
    )
    built(tmp_path)
    assert entries(tmp_path) == ["short"]
    assert "content:encoded>" not in document(tmp_path)


# On what terms


def test_a_summary_is_all_that_goes_where_that_is_the_contract(tmp_path: Path) -> None:
    newsroom(tmp_path, partner("acme", "feedly", 'content = "summary"'))
    built(tmp_path)
    assert "<content:encoded>" not in document(tmp_path)
    assert "Source: Daily</description>" in document(tmp_path)


def test_the_credit_line_names_the_source_and_leads_to_it(tmp_path: Path) -> None:
    newsroom(
        tmp_path,
        partner("plain"),
        partner("own", "feedly", 'credit = "First <seen> in {source}."'),
        partner("none", "feedly", 'credit = ""'),
        one=record(source="'A & B'", original="https://ab.example/1?x=1&y=2"),
    )
    built(tmp_path)
    linked = '<a href="https://ab.example/1?x=1&amp;y=2">A &amp; B</a>'
    assert f"<p>Source: {linked}</p>" in document(tmp_path, "plain")
    assert f"<p>First &lt;seen&gt; in {linked}.</p>" in document(tmp_path, "own")
    assert "<p>Source" not in document(tmp_path, "none")


def test_parameters_go_on_links_and_never_on_ids(tmp_path: Path) -> None:
    lines = 'parameters = { utm_source = "acme & co", id = "9" }'
    newsroom(
        tmp_path,
        partner("acme", "feedly", lines),
        partner("yahoo", "yahoo", lines),
        one=record(url="https://daily.example/a?id=1#top"),
    )
    built(tmp_path)
    link = "<link>https://daily.example/a?id=1&amp;utm_source=acme+%26+co#top</link>"
    assert link in document(tmp_path)
    assert '<guid isPermaLink="false">tag:daily.example,2018:one</guid>' in document(tmp_path)
    assert "utm_source" not in document(tmp_path, "acme").replace(link, "")


def test_html_that_a_partner_does_not_take_is_unwrapped_and_its_words_stay(tmp_path: Path) -> None:
    newsroom(
        tmp_path, partner("msn", "msn"), one=record().replace(TEXT, "<section><u>Under</u> lined</section> " + TEXT)
    )
    built(tmp_path)
    body = document(tmp_path, "msn")
    assert "Under" in body
    assert "lined" in body
    assert "<u>" not in body
    assert "<section>" not in body


def test_an_image_that_is_too_small_is_left_out_and_the_article_stays(tmp_path: Path) -> None:
    image = "{{url: https://daily.example/{0}.jpg, type: image/jpeg, width: {1}, height: {1}}}"
    newsroom(
        tmp_path,
        partner("flip", "flipboard"),
        one=record(author="Jane Roe", images=f"[{image.format('small', 499)}, {image.format('large', 500)}]"),
    )
    built(tmp_path)
    assert "large.jpg" in document(tmp_path, "flip")
    assert "small.jpg" not in document(tmp_path, "flip")


# What a partner would reject


def test_an_article_that_would_be_rejected_is_left_out_and_reported(tmp_path: Path, run: Run) -> None:
    newsroom(tmp_path, partner("msn", "msn"), partner(), short=record("Too short"), good=record())
    result = built(tmp_path)
    (finding,) = [each for each in result.findings if each.rule == "msn/title"]
    assert (finding.severity, finding.path, finding.line) == ("warning", "content/short.md", 1)
    assert finding.entry == "tag:daily.example,2018:short"
    assert "9 characters, 21 at least" in finding.message
    assert "'msn'" in finding.message
    assert finding.hint == "Write more."
    assert entries(tmp_path, "msn") == ["good"]
    assert set(entries(tmp_path)) == {"short", "good"}
    printed = run("build", "--site", tmp_path, "--now", NOW.isoformat())
    assert "content/short.md:1: title: 9 characters" in printed.errors
    assert "msn/title" in printed.errors
    assert printed.status == 0


def test_a_build_says_what_each_partner_gets(tmp_path: Path, run: Run) -> None:
    newsroom(
        tmp_path,
        partner("acme", "atom", "private = true"),
        partner("msn", "msn"),
        good=record(),
        gone=record(date="2018-11-07 08:00", withdrawn="2018-11-08 09:00"),
        short=record("Too short"),
    )
    lines = run("build", "--site", tmp_path, "--now", NOW.isoformat()).output.splitlines()
    assert [line for line in lines if line.startswith("Partner")] == [
        "Partner acme (private): 2 articles, 1 taken back.",
        "Partner msn: 1 article, 1 taken back, 1 left out: the partner would reject it.",
    ]
    again = run("build", "--site", tmp_path, "--now", NOW.isoformat(), "--format", "json").output
    assert json.loads(again)["partners"] == [
        {
            "name": "acme",
            "path": None,
            "private": True,
            "entries": 2,
            "withdrawn": 1,
            "left_out": 0,
            "held": False,
        },
        {
            "name": "msn",
            "path": "partners/msn/rss.xml",
            "private": False,
            "entries": 1,
            "withdrawn": 1,
            "left_out": 1,
            "held": False,
        },
    ]


def test_a_document_that_the_partner_would_refuse_whole_is_held_back(tmp_path: Path) -> None:
    audio = "{url: https://daily.example/one.mp3, type: audio/mpeg, length: 9000}"
    newsroom(tmp_path, partner("pod", "apple-podcasts"), one=record(audio=audio))
    result = built(tmp_path)
    assert [each.rule for each in result.findings if each.severity == "error"] == ["apple-podcasts/channel-image"]
    assert result.held == ("partners/pod/rss.xml",)
    assert not (tmp_path / "feeds" / "partners").exists()
    write_newsroom(tmp_path, site=SITE + 'logo = "logo.png"\n' + partner("pod", "apple-podcasts"), records={})
    assert built(tmp_path).held == ()
    assert "<itunes:image" in document(tmp_path, "pod")


def test_a_news_sitemap_without_news_is_empty_and_no_fault(tmp_path: Path) -> None:
    newsroom(tmp_path, partner("google", "google-news"))
    assert not built(tmp_path, hours=72).failed
    assert "<url>" not in document(tmp_path, "google", "news-sitemap.xml")


def test_two_episodes_with_one_file_are_one_too_many(tmp_path: Path) -> None:
    audio = "{url: https://daily.example/one.mp3, type: audio/mpeg, length: 9000}"
    site = SITE + 'logo = "logo.png"\n' + partner("pod", "apple-podcasts")
    records = {"content/a.md": record("A", audio=audio), "content/b.md": record("B", "2018-11-08 09:00", audio=audio)}
    write_newsroom(tmp_path, site=site, records=records)
    result = built(tmp_path)
    assert [each.rule for each in result.findings if each.severity == "warning"] == ["apple-podcasts/enclosure"]
    assert entries(tmp_path, "pod") == ["b"]


def test_a_document_that_is_too_large_loses_its_oldest_entries(tmp_path: Path) -> None:
    profile = 'name = "Small"\nformat = "rss"\n[limits]\nkilobytes = 6\n'
    told = {f"n{number}": record(f"Story number {number}", f"2018-11-08 0{number}:00") for number in range(1, 9)}
    newsroom(tmp_path, partner("small", "small.toml"), **told)
    (tmp_path / "small.toml").write_text(profile, encoding="utf-8")
    result = built(tmp_path)
    kept = entries(tmp_path, "small")
    assert 0 < len(kept) < 8
    assert kept == [f"n{number}" for number in range(8, 8 - len(kept), -1)]
    assert len(document(tmp_path, "small").encode()) <= 6000
    assert result.held == ()


# Taking back


def test_a_withdrawal_is_said_for_the_window_and_no_longer(tmp_path: Path) -> None:
    lines = ('window = "2h"',)
    newsroom(
        tmp_path,
        partner("gone", "goo", *lines),
        good=record("Good"),
        bad=record("Bad", withdrawn="2018-11-08 13:30"),
    )
    for hours, there in ((-0.6, False), (0, True), (1.4, True), (1.6, False)):
        built(tmp_path, hours=hours, accept_changes=True)
        assert ("<goonews:delete>" in document(tmp_path, "gone")) == there, hours


def test_seven_days_are_the_default_window(tmp_path: Path) -> None:
    newsroom(tmp_path, partner("gone", "goo"), good=record("Good"), bad=record("Bad", withdrawn="2018-11-08 13:30"))
    for hours, there in ((7 * 24 - 1, True), (7 * 24, False)):
        built(tmp_path, hours=hours)
        assert ("<goonews:delete>" in document(tmp_path, "gone")) == there


def test_a_partner_is_not_told_of_what_it_never_had(tmp_path: Path) -> None:
    newsroom(
        tmp_path,
        partner("late", "goo", 'delay = "6h"'),
        partner("early", "goo"),
        good=record("Good"),
        bad=record("Bad", "2018-11-08 12:00", withdrawn="2018-11-08 13:30"),
    )
    built(tmp_path)
    assert "<goonews:delete>" in document(tmp_path, "early")
    assert ":bad" not in document(tmp_path, "late")


def test_what_has_expired_is_taken_back_too(tmp_path: Path) -> None:
    newsroom(tmp_path, partner("gone", "goo"), good=record("Good"), old=record("Old", expires="2018-11-08 13:30"))
    built(tmp_path, hours=-1)
    assert "<goonews:delete>" not in document(tmp_path, "gone")
    built(tmp_path)
    assert "2018:old</guid>\n      <goonews:delete>1<" in document(tmp_path, "gone")


def test_a_withdrawal_without_a_time_is_said_as_long_as_its_record_says_it(tmp_path: Path) -> None:
    newsroom(tmp_path, partner("gone", "goo"), good=record("Good"), bad=record("Bad", withdrawn="true"))
    built(tmp_path, hours=24 * 400)
    assert "<goonews:delete>" in document(tmp_path, "gone")


# Private


def test_a_private_partner_is_never_in_the_public_folder(tmp_path: Path) -> None:
    newsroom(tmp_path, partner("secret", "feedly", "private = true"), partner("open"))
    built(tmp_path)
    public = files(tmp_path / "feeds")
    assert not any(b"secret" in data or "secret" in name for name, data in public.items())
    document = (tmp_path / PRIVATE / "secret" / "rss.xml").read_text(encoding="utf-8")
    assert "The second story" in document
    assert 'rel="self"' not in document
    assert "/secret/" not in document


def test_a_partner_that_becomes_private_leaves_the_public_folder(tmp_path: Path) -> None:
    newsroom(tmp_path, partner())
    built(tmp_path)
    assert (tmp_path / "feeds" / "partners" / "acme").exists()
    newsroom(tmp_path, partner("acme", "feedly", "private = true"))
    built(tmp_path)
    assert not (tmp_path / "feeds" / "partners").exists()
    assert (tmp_path / PRIVATE / "acme" / "rss.xml").exists()
    newsroom(tmp_path)
    built(tmp_path)
    assert not (tmp_path / PRIVATE / "acme").exists()


def test_a_check_writes_nothing_private(tmp_path: Path) -> None:
    newsroom(tmp_path, partner("secret", "feedly", "private = true"))
    built(tmp_path, check=True)
    assert not (tmp_path / PRIVATE).exists()


# Again and again


def test_a_build_that_finds_nothing_changed_renders_nothing(tmp_path: Path) -> None:
    newsroom(tmp_path, partner(), partner("secret", "goo", "private = true"), partner("ninjs", "ninjs"))
    built(tmp_path)
    before = files(tmp_path / "feeds"), (tmp_path / PRIVATE / "secret" / "rss.xml").stat().st_mtime_ns
    again = built(tmp_path, hours=1)
    assert (again.work.rendering.composed, again.work.rendering.rendered, again.work.rendering.validated) == (0, 0, 0)
    assert before == (files(tmp_path / "feeds"), (tmp_path / PRIVATE / "secret" / "rss.xml").stat().st_mtime_ns)


def test_a_build_that_remembers_gives_the_bytes_that_one_from_nothing_gives(tmp_path: Path) -> None:
    told = [partner(), partner("msn", "msn"), partner("gone", "goo", 'delay = "1h"'), partner("agency", "ninjs")]
    newsroom(tmp_path, *told, one=record(), two=record("The second story of the day", "2018-11-08 09:00"))
    built(tmp_path)
    newsroom(
        tmp_path,
        *told,
        one=record(withdrawn="2018-11-08 14:30"),
        two=record("The second story of the day, mended", "2018-11-08 09:00", updated="2018-11-08 14:30"),
    )
    built(tmp_path, hours=1)
    shutil.rmtree(tmp_path / ".feedwright")
    build(tmp_path, now=NOW + dt.timedelta(hours=1), output=tmp_path / "clean", jobs=2)
    remembered, clean = files(tmp_path / "feeds" / "partners"), files(tmp_path / "clean" / "partners")
    assert remembered == clean
    assert len(clean) == 4


def test_only_the_partner_whose_terms_changed_is_rendered_again(tmp_path: Path) -> None:
    newsroom(tmp_path, partner(), partner("other", "goo"))
    built(tmp_path)
    newsroom(tmp_path, partner("acme", "feedly", 'credit = "By {source}"'), partner("other", "goo"))
    assert built(tmp_path).work.rendering.rendered == 1


def test_a_document_that_somebody_damaged_is_made_again(tmp_path: Path) -> None:
    newsroom(tmp_path, partner(), partner("secret", "goo", "private = true"))
    built(tmp_path)
    whole = document(tmp_path), (tmp_path / PRIVATE / "secret" / "rss.xml").read_bytes()
    (tmp_path / "feeds" / "partners" / "acme" / "rss.xml").write_text("", encoding="utf-8")
    (tmp_path / PRIVATE / "secret" / "rss.xml").unlink()
    assert built(tmp_path).work.rendering.rendered == 2
    assert whole == (document(tmp_path), (tmp_path / PRIVATE / "secret" / "rss.xml").read_bytes())


def test_what_is_reported_is_reported_again_by_a_build_that_renders_nothing(tmp_path: Path) -> None:
    newsroom(tmp_path, partner("msn", "msn"), short=record("Too short"))
    first, second = built(tmp_path), built(tmp_path)
    assert second.work.rendering.rendered == 0
    assert (
        [each for each in first.findings if each.rule == "msn/title"]
        == [each for each in second.findings if each.rule == "msn/title"]
        != []
    )


def test_new_terms_of_a_partner_do_not_stop_a_build(tmp_path: Path) -> None:
    told = {f"n{number}": record(f"Story {number}", f"2018-11-08 0{number}:00") for number in range(1, 9)}
    newsroom(tmp_path, partner(), **told)
    built(tmp_path)
    newsroom(tmp_path, partner("acme", "feedly", 'delay = "30d"'), **told)
    assert built(tmp_path).changes is not None
    assert entries(tmp_path) == []


# What a configuration may not say


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (partner("acme", "flipbord"), 7, "there is no profile 'flipbord'", "Did you mean `flipboard`?"),
        (partner("acme", "profiles/none.toml"), 7, "profiles/none.toml", "feedwright profiles"),
        (partner("acme", "../none.toml"), 7, "outside the site's folder", "inside it"),
        (partner("Acme Co").replace("Acme Co", '"Acme Co"'), 6, "cannot be the name", "lower-case"),
        (partner("acme", "feedly", 'delai = "1h"'), 8, "Unknown key `delai`", "Did you mean `delay`?"),
        (partner("acme", "feedly", 'delay = "soon"'), 8, "delay", "30m, 2h, 1d"),
        (partner("acme", "yandex", 'credit = "By {source}"'), 8, "wants no credit line", "Remove it"),
        (partner("acme", "feedly", 'credit = "By {author}"'), 8, "{author} says nothing", "{source}"),
        (partner("acme", "newsbreak", 'parameters = { utm_source = "x" }'), 8, "takes no parameters", "Remove them"),
        ("[partners.acme]\n", 6, "must say `profile`", "profile ="),
        (partner("acme", "feedly", "subsections = false"), 8, "subsections says nothing", None),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_its_mend(
    tmp_path: Path, text: str, line: int, message: str, hint: str | None
) -> None:
    (tmp_path / "feedwright.toml").write_text(SITE + text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_site(tmp_path)
    assert message in caught.value.message
    assert caught.value.line == line
    assert (hint or "") in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (partner("acme", "feedly", 'section = "wrold"'), "there is no section 'wrold'"),
        (partner("world"), "would stand in the folder of the section 'partners/world'"),
    ],
)
def test_what_does_not_fit_the_content_is_said(tmp_path: Path, text: str, message: str) -> None:
    newsroom(tmp_path, text, world__one=record(), partners__world__two=record("Two"))
    with pytest.raises(ConfigurationError, match=message):
        built(tmp_path)


def test_a_delivery_is_kept_for_those_who_deliver(tmp_path: Path) -> None:
    text = partner() + '[partners.acme.delivery]\nto = "sftp://acme.example/in"\nsecret_env = "ACME_KEY"\n'
    (tmp_path / "feedwright.toml").write_text(SITE + text, encoding="utf-8")
    delivery = load_site(tmp_path).partners["acme"].delivery
    assert delivery is not None
    assert (delivery.to, delivery.secret_env) == ("sftp://acme.example/in", "ACME_KEY")
