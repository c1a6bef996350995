"""A publisher that is killed at any moment: no partner misses a change, or gets a torn file, or the same as new."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from feedwright.deliver import look_into
from feedwright.deliver.webhooks import signature
from feedwright.publish import MANIFEST_FILE, decode_manifest
from tests.deliver.newsroom import build, build_private, partner, write_site
from tests.deliver.receivers import TAKES, Receiver, Reply, Request, receiving
from tests.deliver.sftp import PASSWORD, SftpServer, an_sftp_server
from tests.newsroom import files

KEY = "the-signing-key-of-acme"
PUBLIC = ("rss.xml", "sports/rss.xml", "index.html")
PRIVATE = ("acme/rss.xml", "box/rss.xml")
WHEN = ("manifest", "request", "files", "any time", "files")
MOODS = (TAKES, TAKES, TAKES, Reply(status=503), Reply(status=500), Reply(does="die"), Reply(does="die after"))


def text(path: str, version: int) -> str:
    """A document that cannot be taken for a part of itself or of another version."""
    return f"{path} {version}\n" * 20_000


def version_of(path: str, data: bytes) -> int:
    """The version of a document; an error when it is not whole."""
    version = int(data.split(b"\n", 1)[0].rpartition(b" ")[2])
    assert data == text(path, version).encode(), f"{path} is torn"
    return version


@dataclass
class World:
    """A newsroom, everybody that it publishes to, and what they saw."""

    site: Path
    served: Path
    box: Path
    chance: random.Random
    seen_by_hub: list[tuple[str, int]] = field(default_factory=list)  # topic, and the version that was in place then
    recorded: set[str] = field(default_factory=set)  # SHA-256 of each document for acme that the outbox knew
    publisher: subprocess.Popen[bytes] | None = None
    kill_in: int = 0  # requests; 0: do not
    moody: bool = True
    guard: threading.Lock = field(default_factory=threading.Lock)

    def request(self) -> None:
        """Count a request, and kill the publisher where that is due."""
        with self.guard:
            self.kill_in -= 1
            if self.kill_in == 0 and self.publisher is not None:
                self.publisher.send_signal(signal.SIGKILL)

    def hook(self, request: Request) -> Reply:
        """Acme's webhook, which has its moods."""
        if request.method == "POST":
            self.request()
        with self.guard:
            return self.chance.choice(MOODS) if self.moody else TAKES

    def hub(self, _request: Request) -> Reply:
        """A hub."""
        self.request()
        return TAKES

    def build(self, version: int) -> None:
        """Change everything."""
        build(self.site / "feeds", {path: text(path, version) for path in PUBLIC})
        build_private(self.site, {path: text(path, version) for path in PRIVATE})

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """The publisher as a process."""
        return subprocess.Popen(
            [sys.executable, "-m", "feedwright", *command, "--site", self.site],
            env=os.environ | {"KEY": KEY, "JSON": f'{{"password": "{PASSWORD}"}}'},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def check_what_is_there(self) -> None:
        """Whoever reads now finds whole files, and a manifest that is true of them."""
        for path, data in files(self.served).items():
            if not path.endswith((".part", MANIFEST_FILE)):
                version_of(path, data)
        for path, data in files(self.box).items():
            if not path.endswith(".part"):
                version_of("box/rss.xml", data)
        manifest = self.served / MANIFEST_FILE
        if manifest.exists():
            kept = decode_manifest(manifest.read_bytes(), "there")
            versions = {path: version_of(path, (self.served / path).read_bytes()) for path in kept.files}
            listed = {path: record.sha256 for path, record in kept.files.items()}
            newest = max(versions.values())
            if listed == {path: hashlib.sha256(text(path, newest).encode()).hexdigest() for path in listed}:
                assert set(versions.values()) == {newest}, "the manifest was there before a file"
        _, told = look_into(self.site / ".feedwright")
        self.recorded |= {sha256 for (receiver, _), sha256 in told.items() if receiver.name == "acme"}


def killed(world: World, when: str, *, usual: float) -> None:
    """A publication that is killed: in the middle of a request, while files come, at the manifest, or at any time.

    `usual` is the seconds that one takes.
    """
    before = standing(world)
    with world.guard:
        world.kill_in = world.chance.randint(1, 4) if when == "request" else 0
        world.publisher = world.start("publish", "--wait", "0.5")
    end = time.monotonic() + (world.chance.uniform(0.3, 1.1) * usual if when == "any time" else 20)
    while world.publisher.poll() is None and time.monotonic() < end:
        now = standing(world)
        if when == "files" and now != before:
            time.sleep(world.chance.uniform(0, 0.05))
            break
        if when == "manifest" and now.get(MANIFEST_FILE) != before.get(MANIFEST_FILE):
            break
        time.sleep(0.0005)
    world.publisher.kill()
    world.publisher.communicate()


def standing(world: World) -> dict[str, int]:
    """What is at both places, and since when."""
    found = {}
    for folder in (world.served, world.box):
        for file in folder.rglob("*"):
            try:
                found[file.relative_to(folder).as_posix()] = file.stat().st_mtime_ns
            except FileNotFoundError:
                continue  # renamed meanwhile
    return found


def completed(world: World) -> None:
    """A publication that nobody disturbs, after which nothing waits."""
    with world.guard:
        world.kill_in, world.publisher, world.moody = 0, None, False
    for command in (("publish",), ("outbox", "retry")):  # what failed before may still wait for its time
        process = world.start(*command)
        printed, _ = process.communicate(timeout=60)
        assert process.returncode == 0, printed.decode()
    assert look_into(world.site / ".feedwright")[0] == []
    with world.guard:
        world.moody = True


def check_hub(world: World, last: int) -> None:
    """The hub was told when the last version of each topic was in place."""
    for topic in ("rss.xml", "sports/rss.xml"):
        assert max(version for path, version in world.seen_by_hub if path == topic) == last


def check_what_was_got(world: World, hook: Receiver, last: int) -> None:
    """Everybody has the last version, the partner all that were recorded, in order, each under one key."""
    assert files(world.served) == files(world.site / "feeds")
    assert {path: version_of("box/rss.xml", data) for path, data in files(world.box).items()} == {"rss.xml": last}
    check_hub(world, last)
    keys: dict[str, bytes] = {}
    for request in hook.requests:
        stamp = request.headers["Feedwright-Timestamp"]
        assert request.headers["Feedwright-Signature"] == f"sha256={signature(KEY, stamp, request.body)}"
        assert keys.setdefault(request.headers["Idempotency-Key"], request.body) == request.body
    versions = [version_of("acme/rss.xml", body) for body in keys.values()]
    assert versions == sorted(set(versions)), "a version came late, or under two keys"
    assert versions[-1] == last
    assert {hashlib.sha256(body).hexdigest() for body in keys.values()} >= world.recorded
    assert len(hook.requests) > len(keys), "nothing was repeated: nothing was killed in the middle"


def kill_many(folder: Path, server: SftpServer, rounds: int) -> None:
    site, served = folder / "newsroom", folder / "served"
    chance = random.Random(rounds)
    world = World(site=site, served=served, box=server.folder / "in", chance=chance)

    def hub(request: Request) -> Reply:
        topic = request.body.decode().rpartition("feeds%2F")[2].replace("%2F", "/")
        if topic:
            with world.guard:
                world.seen_by_hub.append((topic, version_of(topic, (served / topic).read_bytes())))
        return world.hub(request)

    with receiving(world.hook) as hook, receiving() as receiver:
        receiver.after = hub
        tables = f'[feeds]\nhubs = ["{receiver.url}"]\n[publish]\nto = "../served"\nprivate_addresses = true\n'
        tables += f'known_hosts = "{server.known_hosts}"\n' + partner("acme", hook.url, "private = true")
        tables += partner("box", f"{server.url}in", "private = true").replace('"KEY"', '"JSON"')
        write_site(site, tables)
        world.build(0)
        started = time.monotonic()
        completed(world)
        usual = (time.monotonic() - started) / 2
        for version in range(1, rounds + 1):
            when = WHEN[version % len(WHEN)]
            world.build(version)
            killed(world, when, usual=usual)
            world.check_what_is_there()
            if when == "manifest":
                completed(world)
                check_hub(world, version)
        completed(world)
        check_what_was_got(world, hook, rounds)


def test_nothing_is_lost_when_the_publisher_is_killed(tmp_path: Path) -> None:
    with an_sftp_server(tmp_path / "sftp") as server:
        kill_many(tmp_path, server, 20)


@pytest.mark.slow
def test_nothing_is_lost_when_the_publisher_is_killed_two_hundred_times(tmp_path: Path) -> None:
    with an_sftp_server(tmp_path / "sftp") as server:
        kill_many(tmp_path, server, 200)
