"""Bringing the output to where it is served: only what changed, in order, whole, and nothing of anybody else's."""

import errno
import gzip
import importlib.util
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feedwright.errors import PublishError
from feedwright.publish import MANIFEST_FILE, read_manifest
from feedwright.publish.remote import Upload, bring, compare_place
from feedwright.publish.remote_place import Credentials, Headers, Place, open_place, redacted, shown
from tests.deliver.newsroom import build
from tests.deliver.sftp import PASSWORD, SftpServer, an_sftp_server
from tests.newsroom import files

FIRST = {
    "pages.css": "css",
    "rss.xml": "all",
    "index.html": "page",
    "feeds.opml": "list",
    "sports/rss.xml": "sports",
    "archive/2018-11/rss.xml": "archived",
    "sports/index.html": "sports page",
}
WRONG = "not-the-word"
HEADERS = Headers(media_type="application/rss+xml", cache_control="max-age=300")


def put(output: Path, place: Place, *, compress: bool = False) -> tuple[Upload, list[str]]:
    manifest = read_manifest(output)
    assert manifest is not None
    upload = compare_place(manifest, place)
    told: list[str] = []
    bring(upload, output, place, max_age=300, compress=compress, told=told.append)
    return upload, told


def local(folder: Path) -> Place:
    return open_place(str(folder), Credentials(), folder=Path())


def test_a_first_time_brings_everything_and_links_come_last(tmp_path: Path) -> None:
    build(tmp_path / "feeds", FIRST)
    upload, told = put(tmp_path / "feeds", local(tmp_path / "served"))
    assert files(tmp_path / "served") == files(tmp_path / "feeds")
    assert told == [
        "pages.css",
        "archive/2018-11/rss.xml",
        "rss.xml",
        "sports/rss.xml",
        "feeds.opml",
        "index.html",
        "sports/index.html",
    ]
    assert (upload.removed, upload.unchanged) == ((), 0)


def test_only_what_changed_is_brought_and_only_what_was_ours_goes(tmp_path: Path) -> None:
    served = tmp_path / "served"
    build(tmp_path / "feeds", FIRST)
    put(tmp_path / "feeds", local(served))
    (served / "sports" / "theirs.txt").write_text("not ours", encoding="utf-8")
    untouched = (served / "pages.css").stat()
    second = {path: text for path, text in FIRST.items() if not path.startswith("archive/")} | {"rss.xml": "more"}
    build(tmp_path / "feeds", second)
    upload, told = put(tmp_path / "feeds", local(served))
    assert told == ["rss.xml"]
    assert upload.removed == ("archive/2018-11/rss.xml",)
    assert upload.unchanged == len(second) - 1
    assert files(served) == files(tmp_path / "feeds") | {"sports/theirs.txt": b"not ours"}
    assert not (served / "archive").exists()
    assert (served / "pages.css").stat().st_mtime_ns == untouched.st_mtime_ns
    assert put(tmp_path / "feeds", local(served))[1] == []


def test_what_is_not_as_the_manifest_says_is_not_brought(tmp_path: Path) -> None:
    build(tmp_path / "feeds", FIRST)
    put(tmp_path / "feeds", local(tmp_path / "served"))
    before = (tmp_path / "served" / MANIFEST_FILE).read_bytes()
    build(tmp_path / "feeds", FIRST | {"rss.xml": "new", "sports/rss.xml": "new"})
    (tmp_path / "feeds" / "sports" / "rss.xml").write_text("half", encoding="utf-8")
    with pytest.raises(PublishError, match=r"is not what manifest\.json lists"):
        put(tmp_path / "feeds", local(tmp_path / "served"))
    assert (tmp_path / "served" / "sports" / "rss.xml").read_text(encoding="utf-8") == "sports"
    assert (tmp_path / "served" / MANIFEST_FILE).read_bytes() == before
    build(tmp_path / "feeds", FIRST | {"rss.xml": "new", "sports/rss.xml": "new"})
    put(tmp_path / "feeds", local(tmp_path / "served"))
    assert files(tmp_path / "served") == files(tmp_path / "feeds")


def test_a_manifest_that_is_not_ours_stops_it(tmp_path: Path) -> None:
    build(tmp_path / "feeds", FIRST)
    (tmp_path / "served").mkdir()
    evil = {
        "version": 1,
        "files": {"../feeds/rss.xml": {"sha256": "", "bytes": 1, "type": "x"}},
        "feeds": {},
        "entries": {},
    }
    (tmp_path / "served" / MANIFEST_FILE).write_text(json.dumps(evil), encoding="utf-8")
    with pytest.raises(PublishError, match="outside its folder"):
        put(tmp_path / "feeds", local(tmp_path / "served"))


def test_rests_of_a_publisher_that_was_killed_are_swept(tmp_path: Path) -> None:
    served = tmp_path / "served"
    served.mkdir()
    (served / ".rss.xml.0123456789ab.part").write_text("half", encoding="utf-8")
    (served / ".other.xml.0123456789ab.part").write_text("not ours", encoding="utf-8")
    (served / ".rss.xml.part").write_text("not ours", encoding="utf-8")
    local(served).write("rss.xml", b"whole", HEADERS)
    assert sorted(files(served)) == [".other.xml.0123456789ab.part", ".rss.xml.part", "rss.xml"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = local(tmp_path)
    place.write("rss.xml", b"old", HEADERS)

    def full(_handle: int) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PublishError, match=r"rss\.xml cannot be written: Permission denied"):
        place.write("rss.xml", b"new", HEADERS)
    assert (tmp_path / "rss.xml").read_bytes() == b"old"


class Store:
    """The side of an object store's file system that writes: what it was given, by path."""

    async_impl = True

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, dict[str, Any]]] = {}

    def cat_file(self, path: str) -> bytes:
        if path not in self.kept:
            raise FileNotFoundError(path)
        return self.kept[path][0]

    def pipe_file(self, path: str, data: bytes, **options: Any) -> None:
        self.kept[path] = (data, options)


def test_an_object_store_is_told_how_to_send_a_file(tmp_path: Path) -> None:
    store = Store()
    build(tmp_path, FIRST)
    put(tmp_path, Place(store, "bucket/feeds", name="s3://bucket/feeds", scheme="s3"), compress=True)
    data, options = store.kept["bucket/feeds/rss.xml"]
    assert gzip.decompress(data) == b"all"
    assert options == {
        "ContentType": "application/rss+xml",
        "CacheControl": "public, max-age=300, stale-if-error=86400",
        "ContentEncoding": "gzip",
    }
    _, archived = store.kept["bucket/feeds/archive/2018-11/rss.xml"]
    assert archived["CacheControl"] == "public, max-age=300, stale-if-error=86400"
    data, options = store.kept["bucket/feeds/manifest.json"]
    assert data == (tmp_path / MANIFEST_FILE).read_bytes()
    assert options == {"ContentType": "application/json", "CacheControl": "no-cache"}


@pytest.mark.parametrize("names", [("2018-09", "2018-10", "2018-11"), ("1", "101", "1001")])
def test_an_archive_may_be_kept_when_another_came_after_it(tmp_path: Path, names: tuple[str, ...]) -> None:
    """The latest changes once: it gains its link to the next. That of another feed says nothing of this one."""
    store = Store()
    archives = [f"archive/{name}/rss.xml" for name in names]
    build(tmp_path, dict.fromkeys(["rss.xml", "sports/rss.xml", "sports/archive/2030-01/rss.xml", *archives], "x"))
    put(tmp_path, Place(store, "bucket", name="s3://bucket", scheme="s3"))
    a_day = "public, max-age=86400, stale-if-error=86400"
    kept = [path for path, (_, options) in store.kept.items() if options["CacheControl"] == a_day]
    assert sorted(kept) == sorted(f"bucket/{path}" for path in archives[:-1])


def test_a_place_that_is_read_only_is_named_with_the_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_store: Store, path: str, _data: bytes, **_options: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(Store, "pipe_file", refuse)
    build(tmp_path, FIRST)
    with pytest.raises(PublishError, match=r"^s3://bucket: pages.css cannot be written: Permission denied\.") as caught:
        put(tmp_path, Place(Store(), "bucket", name="s3://bucket", scheme="s3"))
    assert caught.value.hint == "Let this user write there, or name another place."


def test_each_store_is_told_in_its_own_words() -> None:
    store = Store()
    Place(store, "bucket", name="x", scheme="gs").write("rss.xml", b"x", HEADERS)
    assert store.kept["bucket/rss.xml"][1] == {
        "content_type": "application/rss+xml",
        "fixed_key_metadata": {"cache_control": "max-age=300"},
    }


def test_places_that_cannot_say_it_get_no_gzip(tmp_path: Path) -> None:
    build(tmp_path / "feeds", FIRST)
    put(tmp_path / "feeds", local(tmp_path / "served"), compress=True)
    assert (tmp_path / "served" / "rss.xml").read_bytes() == b"all"


def test_any_file_system_of_fsspec_will_do(tmp_path: Path) -> None:
    build(tmp_path, FIRST)
    place = open_place("memory://feeds", Credentials(), folder=Path())
    put(tmp_path, place)
    assert place.read("sports/rss.xml") == b"sports"
    build(tmp_path, FIRST | {"sports/rss.xml": "new"})
    assert put(tmp_path, place)[1] == ["sports/rss.xml"]
    assert place.read("sports/rss.xml") == b"new"


def opened(server: SftpServer, *, password: str = PASSWORD, known_hosts: Path | None = None) -> Place:
    credentials = Credentials(password=password, known_hosts=known_hosts or server.known_hosts)
    return open_place(f"{server.url}www/feeds", credentials, folder=Path())


def test_an_sftp_server_gets_the_files_and_loses_what_is_gone(tmp_path: Path) -> None:
    with an_sftp_server(tmp_path) as server:
        build(tmp_path / "feeds", FIRST)
        with closing(opened(server)) as place:
            put(tmp_path / "feeds", place)
        assert files(server.folder / "www" / "feeds") == files(tmp_path / "feeds")
        build(tmp_path / "feeds", {"rss.xml": "new"})
        with closing(opened(server)) as place:
            upload, told = put(tmp_path / "feeds", place)
        assert told == ["rss.xml"]
        assert len(upload.removed) == len(FIRST) - 1
        assert files(server.folder / "www" / "feeds") == files(tmp_path / "feeds")
        assert [each.name for each in (server.folder / "www" / "feeds").iterdir() if each.is_dir()] == []


def test_an_sftp_server_must_be_the_one_that_is_known(tmp_path: Path) -> None:
    nobody = tmp_path / "empty"
    nobody.write_text("", encoding="ascii")
    with an_sftp_server(tmp_path / "server") as server:
        with pytest.raises(PublishError, match="Host key is not trusted") as caught:
            opened(server, known_hosts=nobody)
        assert "publish.known_hosts" in (caught.value.hint or "")
        with pytest.raises(PublishError, match="Permission denied") as caught:
            opened(server, password=WRONG)
    assert WRONG not in str(caught.value)
    assert "feeds@" not in str(caught.value)


@pytest.mark.skipif(importlib.util.find_spec("gcsfs") is not None, reason="the library is installed")
def test_a_missing_library_is_named() -> None:
    with pytest.raises(PublishError) as caught:
        open_place("gs://bucket/feeds", Credentials(), folder=Path())
    assert caught.value.hint == "Install it with: pip install 'feedwright[gcs]'"


def test_a_scheme_that_nothing_opens_is_refused() -> None:
    with pytest.raises(PublishError, match="nothing://there cannot be reached"):
        open_place("nothing://there", Credentials(), folder=Path())


def test_secrets_are_not_shown() -> None:
    credentials = Credentials(password=WRONG, options={"key": "AKIA"})
    assert WRONG not in repr(credentials)
    assert "AKIA" not in repr(credentials)
    assert redacted(f"no AKIA, no {WRONG}", credentials.secrets()) == "no …, no …"
    nested = Credentials(options={"client_kwargs": {"tokens": [WRONG]}, "anon": False})
    assert redacted(f"Refused: {WRONG}", nested.secrets()) == "Refused: …"
    assert shown("sftp://user:word@host:22/path?token=1#x") == "sftp://host:22/path"
    assert shown("/srv/feeds") == "/srv/feeds"
