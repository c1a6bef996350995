"""Documents to partners: signed, in order, under one key each, until they are taken or given up."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from feedwright.deliver import sending
from feedwright.deliver.webhooks import signature
from tests.deliver.newsroom import TEXTS, build, build_private, partner, publish_table, waiting, write, write_site
from tests.deliver.receivers import TAKES, Receiver, Reply, Request, in_turn, receiving
from tests.deliver.sftp import PASSWORD, an_sftp_server
from tests.newsroom import RECORDS, Run, files, write_newsroom
from tests.newsroom import SITE as NEWSROOM

KEY = "the-signing-key-of-acme"
THEIRS = "a-token-of-theirs"


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "backoff", lambda _tries: 0.03)
    monkeypatch.setenv("KEY", KEY)


def acme(tmp_path: Path, receiver: Receiver, *more: str) -> Path:
    """A newsroom with a private partner who has a webhook."""
    site = write(tmp_path, publish_table(*more) + partner("acme", f"{receiver.url}in?from=daily", "private = true"))
    build_private(site, {"acme/rss.xml": "for acme"})
    return site


def sound(request: Request) -> bool:
    """Whether a partner can tell that a message is ours."""
    stamp = request.headers["Feedwright-Timestamp"]
    fresh = abs(time.time() - int(stamp)) < 300
    return fresh and request.headers["Feedwright-Signature"] == f"sha256={signature(KEY, stamp, request.body)}"


def test_a_webhook_gets_a_signed_document_and_gets_it_once(tmp_path: Path, run: Run) -> None:
    with receiving() as receiver:
        site = acme(tmp_path, receiver)
        assert run("publish", "--site", site).status == 0
        assert run("publish", "--site", site).status == 0
        (request,) = receiver.requests
        assert (request.path, request.body) == ("/in?from=daily", b"for acme")
        assert sound(request)
        assert request.headers["Content-Type"] == "application/rss+xml"
        assert request.headers["Feedwright-Document"] == "rss.xml"
        build_private(site, {"acme/rss.xml": "more for acme"})
        assert run("publish", "--site", site).status == 0
    assert [each.body for each in receiver.requests] == [b"for acme", b"more for acme"]
    assert len({each.headers["Idempotency-Key"] for each in receiver.requests}) == 2
    assert "acme" not in " ".join(files(tmp_path / "served"))


def test_a_partner_gets_what_a_build_made_for_it(tmp_path: Path, run: Run) -> None:
    site, box = tmp_path / "newsroom", tmp_path / "box"
    write_site(site, "")
    tables = partner("acme", "../box", "private = true").replace('secret_env = "KEY"\n', "")
    write_newsroom(site, site=NEWSROOM + publish_table() + tables)
    assert run("build", "--site", site).status == 0
    assert run("publish", "--site", site).status == 0
    first = files(box)["rss.xml"]
    assert b"The <strong>first</strong> text." in first or b"&lt;strong&gt;first" in first
    record = RECORDS["content/world/one.md"].replace("date:", "withdrawn: true\ndate:")
    (site / "content/world/one.md").write_text(record, encoding="utf-8")
    assert run("build", "--site", site).status == 0
    assert run("publish", "--site", site).status == 0
    assert list(files(box)) == ["rss.xml"]
    assert b"first" not in files(box)["rss.xml"]
    assert not (tmp_path / "served" / "partners").exists()


@pytest.mark.parametrize(
    "bad",
    [Reply(status=500), Reply(status=429, headers={"Retry-After": "0"}), Reply(does="die"), Reply(does="die after")],
    ids=["500", "429", "dies", "dies with it"],
)
def test_a_webhook_that_fails_gets_it_again_with_the_same_key(tmp_path: Path, run: Run, bad: Reply) -> None:
    with receiving(in_turn(bad, bad, TAKES)) as receiver:
        site = acme(tmp_path, receiver)
        result = run("publish", "--site", site)
        assert result.status == 0, result.text
    assert {each.body for each in receiver.requests} == {b"for acme"}
    assert all(sound(each) for each in receiver.requests)
    assert len({each.headers["Idempotency-Key"] for each in receiver.requests}) == 1


def test_a_webhook_that_asks_for_time_gets_it(tmp_path: Path, run: Run) -> None:
    with receiving(in_turn(Reply(status=429, headers={"Retry-After": "3600"}), TAKES)) as receiver:
        site = acme(tmp_path, receiver)
        started = time.time()
        assert run("publish", "--site", site).status == 0
        (message,) = waiting(run, site)
        due = time.mktime(time.strptime(str(message["due"]), "%Y-%m-%dT%H:%M:%SZ")) - time.timezone
        assert 3590 < due - started < 3610
        assert run("publish", "--site", site).status == 0
        assert len(receiver.requests) == 1, "it was not asked again before its time"
        assert run("outbox", "retry", "--site", site).status == 0
    assert len(receiver.requests) == 2


def test_versions_come_in_order_when_a_webhook_is_back(tmp_path: Path, run: Run) -> None:
    with receiving(lambda _request: Reply(status=503)) as receiver:
        site = acme(tmp_path, receiver)
        for version in range(3):
            build_private(site, {"acme/rss.xml": f"version {version}"})
            assert run("publish", "--site", site, "--wait", "0").status == 0
        receiver.behaviour = lambda _request: TAKES
        receiver.requests.clear()
        time.sleep(0.1)
        assert run("publish", "--site", site).status == 0
    assert [each.body for each in receiver.requests] == [b"version 0", b"version 1", b"version 2"]


def test_what_is_gone_for_good_is_parked_and_said(tmp_path: Path, run: Run) -> None:
    with receiving(lambda _request: Reply(status=410)) as receiver:
        site = acme(tmp_path, receiver)
        result = run("publish", "--site", site)
        assert result.status == 1
        assert f"127.0.0.1:{receiver.port} answered 410." in result.output
        assert "1 given up" in result.output
        assert run("publish", "--site", site).status == 1
        assert len(receiver.requests) == 1
        listed = run("outbox", "--site", site)
        assert listed.status == 1
        assert "given up" in listed.output
        (message,) = waiting(run, site)
        assert (message["receiver"], message["document"], message["tries"]) == ("acme", "rss.xml", 1)
        assert run("outbox", "retry", message["id"], "--site", site).status == 1
        receiver.behaviour = lambda _request: TAKES
        assert run("outbox", "retry", message["id"], "--site", site).status == 0
        assert len(receiver.requests) == 3
        assert run("outbox", "--site", site).output == "Everything got through.\n"


def test_what_does_not_get_through_for_hours_is_parked(tmp_path: Path, run: Run) -> None:
    with receiving(lambda _request: Reply(status=503)) as receiver:
        site = acme(tmp_path, receiver, "keep_trying = 2")
        assert run("publish", "--site", site, "--wait", "0").status == 0
        with closing(sqlite3.connect(site / ".feedwright" / "outbox.sqlite")) as outbox, outbox:
            outbox.execute("UPDATE messages SET since = since - 7201, due = 0")  # time passes
        assert run("publish", "--site", site, "--wait", "0").status == 0, "it was tried once or twice only"
        result = run("publish", "--site", site, "--wait", "0.5")
    assert result.status == 1
    (message,) = waiting(run, site)
    assert message["parked"]
    assert "It was tried for 2 hours." in str(message["reason"])
    assert "There is no message 99" in run("outbox", "retry", "99", "--site", site).errors
    assert run("outbox", "drop", message["id"], "--site", site).status == 0
    assert waiting(run, site) == []


def test_a_partner_that_left_the_configuration_is_told_nothing(tmp_path: Path, run: Run) -> None:
    with receiving(lambda _request: Reply(status=503)) as receiver:
        site = acme(tmp_path, receiver)
        assert run("publish", "--site", site, "--wait", "0").status == 0
        receiver.requests.clear()
        write_site(site, publish_table())
        time.sleep(0.1)
        result = run("publish", "--site", site)
        assert result.status == 1
        assert "The configuration does not say any more where to bring it: drop it" in result.output
    assert receiver.requests == []


def test_a_partner_that_has_moved_gets_its_documents_at_the_new_address(tmp_path: Path, run: Run) -> None:
    tables = publish_table() + partner("acme", "../old").replace('secret_env = "KEY"\n', "")
    texts = TEXTS | {"partners/acme/rss.xml": "for acme", "partners/acme/gone.xml": "gone"}
    site = write(tmp_path, tables, texts)
    assert run("publish", "--site", site).status == 0
    del texts["partners/acme/gone.xml"]
    build(site / "feeds", texts)
    write_site(site, tables.replace("../old", "../new"))
    assert run("publish", "--site", site, "--dry-run").output.splitlines()[-2:] == [
        "deliver acme  rss.xml",
        "1 message to send.",
    ]
    assert run("publish", "--site", site).status == 0
    assert files(tmp_path / "new") == {"rss.xml": b"for acme"}
    assert set(files(tmp_path / "old")) == {"rss.xml", "gone.xml"}, "what is there is another's now"
    assert "0 messages got through" in run("publish", "--site", site).output


@pytest.mark.parametrize("command", [("publish",), ("outbox", "retry")])
def test_what_waits_for_a_partner_that_has_moved_is_sent_once(
    tmp_path: Path, run: Run, command: tuple[str, ...]
) -> None:
    with receiving(lambda _request: Reply(status=503)) as old, receiving() as new:
        site = acme(tmp_path, old)
        assert run("publish", "--site", site, "--wait", "0").status == 0
        write_site(site, publish_table() + partner("acme", new.url, "private = true"))
        assert run(*command, "--site", site, "--wait", "1").status == 0
        assert run("publish", "--site", site).status == 0
    (again,) = new.requests
    assert again.headers["Idempotency-Key"] == old.requests[0].headers["Idempotency-Key"]


def test_a_partner_gets_files_by_sftp_and_loses_what_is_gone(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with an_sftp_server(tmp_path / "sftp") as server:
        monkeypatch.setenv("KEY", PASSWORD)
        hosts = f'known_hosts = "{server.known_hosts}"'
        site = write(tmp_path, publish_table(hosts) + partner("acme", f"{server.url}in"))
        build(site / "feeds", TEXTS | {"partners/acme/rss.xml": "for acme", "partners/acme/sports/rss.xml": "sports"})
        assert run("publish", "--site", site).status == 0
        assert files(server.folder) == {"in/rss.xml": b"for acme", "in/sports/rss.xml": b"sports"}
        (server.folder / "in" / "rss.xml").unlink()  # the partner has taken it
        build(site / "feeds", TEXTS | {"partners/acme/rss.xml": "more for acme"})
        assert run("publish", "--site", site).status == 0
        assert files(server.folder) == {"in/rss.xml": b"more for acme"}

        monkeypatch.setenv("KEY", "not-the-word")
        build(site / "feeds", TEXTS | {"partners/acme/rss.xml": "still more"})
        result = run("publish", "--site", site, "--wait", "0")
        assert result.status == 0
        assert "Permission denied" in result.output
        monkeypatch.setenv("KEY", PASSWORD)
        assert run("outbox", "retry", "--site", site).status == 0
        assert files(server.folder) == {"in/rss.xml": b"still more"}


def test_a_secret_that_is_not_there_is_named_and_mended(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving() as receiver:
        site = acme(tmp_path, receiver)
        monkeypatch.delenv("KEY")
        result = run("publish", "--site", site, "--wait", "0")
        assert "The environment variable KEY is not set." in result.output
        monkeypatch.setenv("KEY", KEY)
        assert run("outbox", "retry", "--site", site).status == 0
    assert sound(receiver.requests[0])


def test_secrets_stay_where_they_are(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither what is printed or logged, nor any file, shows a secret, whatever goes wrong."""
    caplog.set_level(0)
    (tmp_path / "key").write_text(f"{KEY}\n", encoding="utf-8")
    printed = []
    bad = (
        Reply(status=500),
        Reply(status=302, headers={"Location": f"https://x.example/?{THEIRS}"}),
        Reply(does="die"),
    )
    with receiving(in_turn(*bad)) as receiver, an_sftp_server(tmp_path / "sftp") as server:
        monkeypatch.setenv("JSON", json.dumps({"password": KEY, "passphrase": f"{KEY}-2"}))
        tables = partner("hook", receiver.url) + partner("drop", server.url).replace('"KEY"', '"JSON"')
        tables += partner("file", f"{server.url}x").replace('secret_env = "KEY"', 'secret_file = "../key"')
        site = write(tmp_path, publish_table(f'known_hosts = "{server.known_hosts}"') + tables)
        texts = {f"partners/{name}/rss.xml": "x" for name in ("hook", "drop", "file")}
        build(site / "feeds", TEXTS | texts)
        for command in (("publish", "--dry-run"), ("publish", "--wait", "0.2"), ("outbox",), ("outbox", "retry")):
            result = run(*command, "--site", site, *(() if command[-1] != "retry" else ("--wait", "0")))
            printed.append(result.text)
    assert "x.example" in "".join(printed)
    assert "Permission denied" in "".join(printed)
    assert KEY not in "".join(printed)
    assert THEIRS not in "".join(printed)
    assert KEY not in caplog.text
    written = {path: data for path, data in files(tmp_path).items() if path != "key"}
    assert any(path.endswith("outbox.sqlite") for path in written)
    assert not [path for path, data in written.items() if KEY.encode() in data or THEIRS.encode() in data]
