"""Publishing as a newsroom does it: files to their place and word to hubs, once, and when it is true."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml.etree import fromstring

from feedwright.deliver import sending
from tests.deliver.hubs import a_hub
from tests.deliver.newsroom import PROFILE, TEXTS, build, partner, publish_table, waiting, write, write_site
from tests.deliver.receivers import Reply, receiving, serving
from tests.newsroom import RECORDS, Run, files, write_newsroom
from tests.newsroom import SITE as NEWSROOM

TOPICS = ["rss.xml", "feed.json", "sports/rss.xml"]


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "backoff", lambda _tries: 0.03)


def test_a_hub_and_its_subscriber_get_what_a_build_made(tmp_path: Path, run: Run) -> None:
    site, served = tmp_path / "newsroom", tmp_path / "served"
    with receiving(serving(served)) as origin, a_hub() as (hub, receiver):
        head = f'[feeds]\nurl = "{origin.url}"\nhubs = ["{receiver.url}"]\n'
        write_newsroom(site, site=NEWSROOM + head + publish_table(f'public_url = "{origin.url}"'))
        assert run("build", "--site", site).status == 0
        result = run("publish", "--site", site)
        assert result.status == 0, result.text
        for request in receiver.requests:
            hub.distribute(request)
        assert files(served) == files(site / "feeds")
        topics = [path for path in files(served) if path.endswith(("rss.xml", "atom.xml", "feed.json"))]
        assert sorted(hub.topics) == sorted(urljoin(origin.url, path) for path in topics)

        receiver.requests.clear()
        record = RECORDS["content/world/one.md"].replace("One", "One, corrected")
        (site / "content/world/one.md").write_text(record, encoding="utf-8")
        assert run("build", "--site", site).status == 0
        assert run("publish", "--site", site, "--dry-run").status == 0
        assert receiver.requests == []
        assert run("publish", "--site", site).status == 0
        hub.topics.clear()
        for request in receiver.requests:
            hub.distribute(request)
        changed = [path for path in topics if not path.startswith("sports/")]
        assert sorted(hub.topics) == sorted(urljoin(origin.url, path) for path in changed)
    for path in changed:
        assert hub.got[urljoin(origin.url, path)][-1] == (site / "feeds" / path).read_bytes()
    assert len(set(hub.keys)) == len(hub.keys)


def test_archives_and_pages_are_no_topics(tmp_path: Path, run: Run) -> None:
    with receiving() as hub, receiving() as cloud:
        site = write(tmp_path, f'[feeds]\nhubs = ["{hub.url}"]\n' + publish_table(f'cloud = "{cloud.url}ping"'))
        assert run("publish", "--site", site).status == 0
    told = sorted(request.body.decode().rpartition("feeds%2F")[2].replace("%2F", "/") for request in hub.requests)
    assert told == sorted(TOPICS)
    assert {request.path for request in cloud.requests} == {"/ping"}
    assert [request.body.decode() for request in cloud.requests] == [
        "url=https%3A%2F%2Fdaily.example%2Ffeeds%2Frss.xml",
        "url=https%3A%2F%2Fdaily.example%2Ffeeds%2Fsports%2Frss.xml",
    ]


def test_a_new_outbox_tells_only_what_changed(tmp_path: Path, run: Run) -> None:
    with receiving() as hub:
        site = write(tmp_path, f'[feeds]\nhubs = ["{hub.url}"]\n' + publish_table())
        assert run("publish", "--site", site).status == 0
        for file in (site / ".feedwright").glob("outbox*"):
            file.unlink()
        hub.requests.clear()
        build(site / "feeds", TEXTS | {"sports/rss.xml": "new"})
        assert run("publish", "--site", site).status == 0
    assert [b"sports" in request.body for request in hub.requests] == [True]


def test_hubs_hear_nothing_before_the_bytes_are_in_place(tmp_path: Path, run: Run) -> None:
    served = tmp_path / "cache"
    with receiving(serving(served)) as front, receiving() as hub:
        tables = f'[feeds]\nhubs = ["{hub.url}"]\n' + publish_table(f'public_url = "{front.url}"')
        site = write(tmp_path, tables)
        result = run("publish", "--site", site, "--wait", "0.1")
        assert result.status == 0
        assert "3 waiting to be tried again" in result.output
        assert hub.requests == []
        assert {str(each["reason"])[:28] for each in waiting(run, site)} == {"It is not in place yet: 127."}
        (tmp_path / "served").rename(served)
        write_site(site, tables.replace("../served", "../cache"))
        assert run("publish", "--site", site, "--wait", "1").status == 0
    assert len(hub.requests) == 3


def test_files_that_are_served_from_where_they_are_are_only_told_of(tmp_path: Path, run: Run) -> None:
    with receiving() as hub:
        site = write(tmp_path, f'[feeds]\nhubs = ["{hub.url}"]\n[publish]\nprivate_addresses = true\n')
        assert run("publish", "--site", site).status == 0
        assert run("publish", "--site", site).status == 0
    assert len(hub.requests) == 3


def test_what_an_interrupted_publication_left_is_removed(tmp_path: Path, run: Run) -> None:
    site = write(tmp_path, publish_table())
    assert run("publish", "--site", site).status == 0
    build(site / "feeds", TEXTS | {"by-mistake/rss.xml": "secret", "index.html": "new"})
    (site / "feeds" / "index.html").write_text("half", encoding="utf-8")
    assert "is not what manifest.json lists" in run("publish", "--site", site).errors
    assert (tmp_path / "served" / "by-mistake" / "rss.xml").exists()
    build(site / "feeds", TEXTS)
    assert run("publish", "--site", site).status == 0
    assert files(tmp_path / "served") == files(site / "feeds")


def test_a_rehearsal_tells_nobody(tmp_path: Path, run: Run) -> None:
    with receiving() as hub:
        site = write(tmp_path, f'[feeds]\nhubs = ["{hub.url}"]\n' + publish_table())
        result = run("publish", "--site", site, "--to", tmp_path / "elsewhere")
        assert "Nobody was told" in result.output
        assert files(tmp_path / "elsewhere") == files(site / "feeds")
        assert hub.requests == []
        assert run("publish", "--site", site).status == 0
    assert len(hub.requests) == 3


def test_the_place_of_another_newsroom_is_left_alone(tmp_path: Path, run: Run) -> None:
    for name in ("one", "two", "one-later"):
        site = NEWSROOM.replace("daily.example", f"{name.partition('-')[0]}.example") + publish_table()
        record = RECORDS["content/world/one.md"].replace("One", name)
        write_newsroom(tmp_path / name, site=site, records={f"content/world/{name}.md": record})
        assert run("build", "--site", tmp_path / name).status == 0
    assert run("publish", "--site", tmp_path / "one").status == 0
    before = files(tmp_path / "served")
    for dry in ((), ("--dry-run",)):
        result = run("publish", "--site", tmp_path / "two", *dry)
        assert result.status == 1
        assert "another newsroom has published there" in result.errors
    assert files(tmp_path / "served") == before
    later = run("publish", "--site", tmp_path / "one-later")
    assert later.status == 0, "the same newsroom, with none of its old entries"
    (tmp_path / "served" / "manifest.json").unlink()
    assert run("publish", "--site", tmp_path / "two").status == 0


def test_a_dry_run_lists_and_changes_nothing(tmp_path: Path, run: Run) -> None:
    site = write(tmp_path, '[feeds]\nhubs = ["https://hub.example/"]\n' + publish_table())
    before = files(tmp_path)
    result = run("publish", "--site", site, "--dry-run")
    assert result.status == 0
    assert "bring   archive/2018-11/rss.xml\nbring   feed.json\n" in result.output
    assert "ping    https://hub.example/  sports/rss.xml\n" in result.output
    shape = json.loads(run("publish", "--site", site, "--dry-run", "--format", "json").output)
    assert shape["files"][-1] == "index.html"
    assert shape["messages"][0] == {"kind": "websub", "receiver": "https://hub.example/", "document": "feed.json"}
    assert files(tmp_path) == before
    assert not (tmp_path / "served").exists()


def test_nothing_to_do_ever_is_said(tmp_path: Path, run: Run) -> None:
    site = write(tmp_path, "")
    result = run("publish", "--site", site)
    assert result.status == 1
    assert "give --to" in result.errors
    assert run("publish", "--site", site, "--to", tmp_path / "there").status == 0
    write_site(tmp_path / "empty", publish_table())
    assert "Run feedwright build first" in run("publish", "--site", tmp_path / "empty").errors


def test_a_hub_that_left_the_configuration_is_forgotten(tmp_path: Path, run: Run) -> None:
    with receiving(lambda _request: Reply(status=503)) as hub:
        site = write(tmp_path, f'[feeds]\nhubs = ["{hub.url}"]\n' + publish_table())
        assert run("publish", "--site", site, "--wait", "0").status == 0
        hub.requests.clear()
        write_site(site, publish_table())
        assert run("outbox", "retry", "--site", site).status == 0
        assert waiting(run, site) == []
    assert hub.requests == []


def test_this_machine_is_told_nothing_unless_that_is_allowed(tmp_path: Path, run: Run) -> None:
    with receiving() as hub:
        site = write(tmp_path, f'[feeds]\nhubs = ["{hub.url}"]\n[publish]\nto = "../served"\n')
        result = run("publish", "--site", site)
        assert result.status == 1
        assert "private network" in result.output
    assert hub.requests == []


@pytest.mark.parametrize("missing", ["httpx", "tenacity", "fsspec"])
def test_a_missing_library_is_named_with_its_mend(tmp_path: Path, missing: str) -> None:
    site = write(tmp_path, publish_table())
    code = f"import sys; sys.modules[{missing!r}] = None; from feedwright.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "publish", "--site", site], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "pip install 'feedwright[publish]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_receivers_do_not_wait_for_each_other(tmp_path: Path, run: Run) -> None:
    with receiving(lambda _request: Reply(status=503)) as broken, receiving() as sound_one:
        site = write(tmp_path, f'[feeds]\nhubs = ["{broken.url}", "{sound_one.url}"]\n' + publish_table())
        assert run("publish", "--site", site, "--wait", "0").status == 0
        assert len(sound_one.requests) == 3
        left = waiting(run, site)
    assert {str(each["receiver"]) for each in left} == {broken.url}
    assert len(broken.requests) == 1, "a hub that fails is not asked for every topic"


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ('[publish]\nto = "sftp://me:word@host/x"\n', "publish.to holds a password"),
        ('[publish]\nto = "https://host/x"\n', "cannot be written through a web address"),
        ('[publish]\nto = "s3://b/x"\nsecret_env = "A"\nsecret_file = "b"\n', "names two secrets"),
        ('[publish]\nsecret_env = "A"\n', "without `to`"),
        ('[publish]\ntoo = "x"\n', "Did you mean `to`?"),
        (partner("acme", "http://acme.example/in"), "goes through http"),
        (partner("acme", "https://acme.example/in").replace('secret_env = "KEY"\n', ""), "must name the secret"),
        (partner("acme", "sftp://me:word@acme.example/in"), "holds a password"),
        ('[publish]\ncloud = "https://me:word@cloud.example/ping"\n', "publish.cloud holds a user"),
        ('[feeds]\nhubs = ["https://hub.example/", "https://me:word@x.example/"]\n', "feeds.hubs holds a user"),
        (partner("acme", "../drop/") + partner("beta", "../drop"), "where that of partner 'acme' is"),
        (publish_table() + partner("acme", "../served"), "where the public documents are"),
    ],
)
def test_a_configuration_that_would_show_a_secret_or_lose_one_is_refused(
    tmp_path: Path, run: Run, tables: str, said: str
) -> None:
    result = run("publish", "--site", write(tmp_path, tables))
    assert result.status == 1
    assert said in result.errors
    assert "word@" not in result.errors


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("https://me:word@host.example/x", "through a web address"),
        ("sftp://me:word@host.example/x", "--to holds a password"),
        ("sftp://[x", "--to is not an address"),
        ("nothing://there", "Name a folder, or an address such as"),
        ("content.md", "A file stands where a folder must be"),
    ],
)
def test_a_place_that_cannot_be_one_is_refused_with_the_mend(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, to: str, said: str
) -> None:
    site = write(tmp_path, publish_table())
    (site / "content.md").write_text("mine", encoding="utf-8")
    monkeypatch.chdir(site)
    result = run("publish", "--to", to)
    assert result.status == 1
    assert said in result.errors
    assert "word@" not in result.errors
    assert (site / "content.md").read_text(encoding="utf-8") == "mine"


def test_what_waits_can_be_read_on_a_narrow_screen(tmp_path: Path, run: Run) -> None:
    with receiving(lambda _request: Reply(status=503)) as hub:
        site = write(tmp_path, f'[feeds]\nhubs = ["{hub.url}?token=1"]\n' + publish_table())
        lines = run("publish", "--site", site, "--wait", "0").output.splitlines()
    assert lines[1] == f"1  {hub.url}  feed.json"
    assert re.fullmatch(r"   tried once, recorded \S+Z, next \S+Z: 127\.0\.0\.1:\d+ answered 503\.", lines[2])
    assert lines[3] == f"2  {hub.url}  rss.xml"
    assert lines[4].startswith("   not tried yet, recorded")


@pytest.mark.parametrize(
    ("cloud", "said"),
    [
        (
            "http://rpc.cloud.example:5337/ping",
            {"domain": "rpc.cloud.example", "port": "5337", "path": "/pleaseNotify", "protocol": "http-post"},
        ),
        (
            "https://cloud.example/rss/ping",
            {"domain": "cloud.example", "port": "443", "path": "/rss/pleaseNotify", "protocol": "https-post"},
        ),
    ],
)
def test_what_the_cloud_is_told_of_names_the_cloud(tmp_path: Path, run: Run, cloud: str, said: dict[str, str]) -> None:
    """Every RSS document whose changes the cloud is told of, and no other: archives and private documents do not."""
    public, private = partner("acme", "../acme"), partner("beta", "../beta", "private = true")
    tables = NEWSROOM + '[feeds]\narchives = "month"\n' + public + private
    records = {**RECORDS, "content/world/old.md": "---\ntitle: Old\ndate: 2018-01-02 10:00\n---\n\nText.\n"}
    write_newsroom(tmp_path, site=tables, records=records)
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "plain.toml").write_text(PROFILE, encoding="utf-8")
    assert run("build", "--site", tmp_path).status == 0
    with (tmp_path / "feedwright.toml").open("a", encoding="utf-8") as configuration:
        configuration.write(f'[publish]\ncloud = "{cloud}"\n')
    assert run("build", "--site", tmp_path).status == 0
    found = {
        path.relative_to(tmp_path).as_posix(): [
            dict(each.attrib) for each in fromstring(path.read_bytes()).iter("cloud")
        ]
        for path in (*tmp_path.glob("feeds/**/rss.xml"), *tmp_path.glob(".feedwright/partners/**/rss.xml"))
    }
    shape = json.loads(run("publish", "--site", tmp_path, "--dry-run", "--format", "json").output)
    told = {f"feeds/{each['document']}" for each in shape["messages"] if each["kind"] == "rsscloud"}
    assert "feeds/partners/acme/rss.xml" in told
    assert {path for path, clouds in found.items() if clouds} == told
    assert any("archive" in path for path in found)
    assert all(clouds in ([], [said | {"registerProcedure": ""}]) for clouds in found.values())
