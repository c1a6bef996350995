"""Publishing to an object store: moto's S3 server, which the dependency group `services` installs."""

import gzip
import hashlib
import json
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.deliver.newsroom import build, partner, write_site
from tests.newsroom import Run

pytest.importorskip("s3fs", reason="s3fs is not installed (dependency group services)")
moto_server = pytest.importorskip("moto.server", reason="moto is not installed (dependency group services)")

# What botocore and moto warn of is not ours to mend.
pytestmark = [
    pytest.mark.filterwarnings("default::DeprecationWarning"),
    pytest.mark.filterwarnings("default::ResourceWarning"),
    pytest.mark.filterwarnings("default::pytest.PytestUnraisableExceptionWarning"),
]
KEY = "the-secret-of-the-store"
TEXTS = {"rss.xml": "all" * 1000, "archive/2018-11/rss.xml": "archived", "index.html": "page", "pages.css": "css"}


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a store with the buckets `feeds` and `inbox`, which s3fs finds by the environment."""
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": KEY,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": url,
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    from fsspec.core import url_to_fs

    urllib.request.urlopen(f"{url}/moto-api/reset", data=b"").close()  # noqa: S310 # all servers share one memory
    for bucket in ("feeds", "inbox"):
        url_to_fs(f"s3://{bucket}", skip_instance_cache=True)[0].mkdir(bucket)
    yield url
    server.stop()


def kept(url: str, bucket: str) -> dict[str, tuple[bytes, dict[str, str]]]:
    """Every object of a bucket, with its headers, by moto's own account."""
    s3: Any = pytest.importorskip("boto3").client("s3", endpoint_url=url)
    with closing(s3):
        found = {}
        for each in s3.list_objects_v2(Bucket=bucket).get("Contents", ()):
            answer = s3.get_object(Bucket=bucket, Key=each["Key"])
            headers = {name: answer.get(name) for name in ("ContentType", "CacheControl", "ContentEncoding")}
            found[each["Key"]] = (answer["Body"].read(), headers)
        return found


def test_a_bucket_has_what_was_built_with_its_headers(tmp_path: Path, run: Run, store: str) -> None:
    site = tmp_path / "newsroom"
    write_site(site, '[publish]\nto = "s3://feeds/public"\ngzip = true\nmax_age = 60\n')
    build(site / "feeds", TEXTS)
    result = run("publish", "--site", site)
    assert result.status == 0, result.text
    found = kept(store, "feeds")
    assert set(found) == {f"public/{path}" for path in (*TEXTS, "manifest.json")}
    for path, text in TEXTS.items():
        data, headers = found[f"public/{path}"]
        assert gzip.decompress(data).decode() == text
        assert headers["ContentEncoding"] == "gzip"
    assert found["public/rss.xml"][1]["ContentType"] == "application/rss+xml"
    assert found["public/rss.xml"][1]["CacheControl"] == "public, max-age=60, stale-if-error=86400"
    assert found["public/archive/2018-11/rss.xml"][1]["CacheControl"] == "public, max-age=60, stale-if-error=86400"
    data, headers = found["public/manifest.json"]
    assert data == (site / "feeds" / "manifest.json").read_bytes()
    assert headers == {"ContentType": "application/json", "CacheControl": "no-cache", "ContentEncoding": None}


def test_only_what_changed_is_put_and_only_what_was_ours_goes(tmp_path: Path, run: Run, store: str) -> None:
    site = tmp_path / "newsroom"
    write_site(site, '[publish]\nto = "s3://feeds/public"\n')
    build(site / "feeds", TEXTS)
    assert run("publish", "--site", site).status == 0
    put_by_another("feeds/public/theirs.txt")
    build(site / "feeds", {"rss.xml": "new", "pages.css": "css"})
    result = json.loads(run("publish", "--site", site, "--format", "json").output)
    assert result["files"] == ["rss.xml"]
    assert result["removed"] == ["archive/2018-11/rss.xml", "index.html"]
    found = kept(store, "feeds")
    assert sorted(found) == ["public/manifest.json", "public/pages.css", "public/rss.xml", "public/theirs.txt"]
    assert found["public/rss.xml"][0] == b"new"


def put_by_another(path: str) -> None:
    """Put an object there that is not ours."""
    from fsspec.core import url_to_fs

    url_to_fs("s3://feeds", skip_instance_cache=True)[0].pipe_file(path, b"not ours")


def test_a_partner_gets_a_document_into_its_bucket(
    tmp_path: Path, run: Run, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "newsroom"
    write_site(site, partner("acme", "s3://inbox/daily"))
    build(site / "feeds", TEXTS | {"partners/acme/rss.xml": "for acme"})
    monkeypatch.setenv("KEY", json.dumps({"key": "acme-gave-it", "secret": KEY}))
    result = run("publish", "--site", site)
    assert result.status == 0, result.text
    found = kept(store, "inbox")
    assert {path: data for path, (data, _) in found.items()} == {"daily/rss.xml": b"for acme"}
    assert found["daily/rss.xml"][1]["ContentType"] == "application/rss+xml"
    outbox = (site / ".feedwright" / "outbox.sqlite").read_bytes()
    assert KEY.encode() not in outbox
    assert hashlib.sha256(b"for acme").hexdigest().encode() in outbox


def test_a_bucket_that_is_not_there_is_said(tmp_path: Path, run: Run, store: str) -> None:
    assert store
    site = tmp_path / "newsroom"
    write_site(site, '[publish]\nto = "s3://nowhere/public"\n')
    build(site / "feeds", TEXTS)
    result = run("publish", "--site", site)
    assert result.status == 1
    assert "s3://nowhere/public: " in result.errors
    assert "Traceback" not in result.errors
