"""HTTP with receivers that refuse, hang, redirect and die: what is tried again, and where nothing is sent."""

import contextlib
import datetime as dt
import gzip
import hashlib
import ssl
import threading
import time
from collections.abc import Iterator
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from feedwright.deliver import web as web_module
from feedwright.deliver.failure import DeliveryError
from feedwright.deliver.hubs import check_in_place, ping_cloud, ping_websub
from feedwright.deliver.sending import backoff
from feedwright.deliver.web import Web
from tests.deliver.receivers import Reply, in_turn, receiving

QUICK = httpx.Timeout(0.3)


@pytest.fixture
def web() -> Iterator[Web]:
    """A client that may talk to this machine."""
    with contextlib.closing(Web(private_addresses=True, timeout=QUICK)) as client:
        yield client


def failure(web: Web, reply: Reply) -> DeliveryError:
    """What it comes to when a receiver behaves so."""
    with receiving(lambda _request: reply) as receiver, pytest.raises(DeliveryError) as caught:
        web.post(receiver.url, b"body" * 1000, {})
    return caught.value


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_success_is_one(web: Web, status: int) -> None:
    with receiving(lambda _request: Reply(status=status)) as receiver:
        web.post(f"{receiver.url}in?a=1", b"body", {"Idempotency-Key": "k"})
    (request,) = receiver.requests
    assert (request.path, request.body, request.headers["Idempotency-Key"]) == ("/in?a=1", b"body", "k")
    assert request.headers["Host"] == f"127.0.0.1:{receiver.port}"
    assert request.headers["User-Agent"].startswith("Feedwright/")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 413, 422])
def test_what_will_not_mend_is_not_tried_again(web: Web, status: int) -> None:
    error = failure(web, Reply(status=status))
    assert error.lasting
    assert error.message.endswith(f"answered {status}.")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(web: Web, status: int) -> None:
    assert not failure(web, Reply(status=status)).lasting


@pytest.mark.parametrize(
    ("text", "wait"), [("120", 120), ("0", 0), ("999999999999", 86_400), ("soon", None), ("", None)]
)
def test_a_receiver_may_say_how_long_to_wait(web: Web, text: str, wait: float | None) -> None:
    assert failure(web, Reply(status=429, headers={"Retry-After": text})).wait == wait


def test_it_may_say_it_as_a_date(web: Web) -> None:
    then = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90)
    wait = failure(web, Reply(status=503, headers={"Retry-After": format_datetime(then, usegmt=True)})).wait
    assert wait is not None
    assert 80 < wait <= 90
    past = failure(web, Reply(status=503, headers={"Retry-After": "Wed, 07 Nov 2018 13:45:00 GMT"}))
    assert past.wait == 0


@pytest.mark.parametrize("does", ["hang", "die", "die after"])
def test_one_that_hangs_or_dies_is_tried_again(web: Web, does: str) -> None:
    started = time.monotonic()
    assert not failure(web, Reply(does=does)).lasting  # type: ignore[arg-type]
    assert time.monotonic() - started < 3


def test_nobody_there_is_tried_again(web: Web) -> None:
    with receiving() as receiver:
        url = receiver.url
    with pytest.raises(DeliveryError, match="cannot be reached") as caught:
        web.post(url, b"", {})
    assert not caught.value.lasting


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/x", "http://[::1", "mailto:a@b.example"])
def test_what_is_no_web_address_is_given_up(web: Web, address: str) -> None:
    with pytest.raises(DeliveryError) as caught:
        web.post(address, b"", {})
    assert caught.value.lasting


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirect_that_keeps_the_message_is_followed(web: Web, status: int) -> None:
    with (
        receiving() as there,
        receiving(lambda _r: Reply(status=status, headers={"Location": f"{there.url}new"})) as here,
    ):
        web.post(here.url, b"body", {"Idempotency-Key": "k"})
    (request,) = there.requests
    assert (request.method, request.path, request.body) == ("POST", "/new", b"body")
    assert request.headers["Host"] == f"127.0.0.1:{there.port}"


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_redirect_that_would_lose_the_message_is_said(web: Web, status: int) -> None:
    error = failure(web, Reply(status=status, headers={"Location": "https://elsewhere.example/in?token=x"}))
    assert error.lasting
    assert "moved to elsewhere.example" in error.message
    assert "token" not in error.message


def test_redirects_end(web: Web) -> None:
    assert "too often" in failure(web, Reply(status=307, headers={"Location": "/again"})).message


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "172.16.0.1",
                                     "0.0.0.0", "::ffff:10.0.0.1", "fe80::1%eth0", "fd00::1", "100.64.0.1",  # noqa: S104
                                     "224.0.0.1"])  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not web_module._is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address: str) -> None:
    assert web_module._is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433"])
def test_nothing_is_sent_to_this_machine_unless_it_is_allowed(host: str) -> None:
    with receiving() as receiver, contextlib.closing(Web(private_addresses=False, timeout=QUICK)) as client:
        with pytest.raises(DeliveryError) as caught:
            client.post(f"http://{host}:{receiver.port}/", b"", {})
        assert "private network" in caught.value.message
        assert caught.value.lasting
    assert receiver.requests == []


@pytest.mark.parametrize("target", ["http://localhost:{port}/", "http://127.0.0.2:{port}/", "//127.0.0.2:{port}/"])
def test_a_redirect_into_a_private_network_is_refused(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    with receiving() as secret, receiving() as hub, contextlib.closing(Web(private_addresses=False)) as client:
        place = target.format(port=secret.port)
        hub.behaviour = lambda _request: Reply(status=307, headers={"Location": place})
        looked_up = iter([True, False])  # the hub passes for a public one
        monkeypatch.setattr(web_module, "_is_public", lambda _address: next(looked_up))
        with pytest.raises(DeliveryError, match="private network") as caught:
            client.post(hub.url, b"body", {})
    assert caught.value.lasting
    assert len(hub.requests) == 1
    assert secret.requests == []


def test_what_is_served_is_compared_whole(web: Web) -> None:
    sha256 = hashlib.sha256(b"new").hexdigest()
    packed = Reply(body=gzip.compress(b"new"), headers={"Content-Encoding": "gzip"})
    with receiving(in_turn(Reply(body=b"new"), packed, Reply(body=b"old"), Reply(status=404))) as server:
        check_in_place(web, server.url, sha256, 100)
        check_in_place(web, server.url, sha256, 100)
        for _ in range(2):
            with pytest.raises(DeliveryError, match="not in place yet") as caught:
                check_in_place(web, server.url, sha256, 100)
            assert not caught.value.lasting
            assert not caught.value.receiver
    assert server.requests[0].headers["Cache-Control"] == "no-cache"


def test_what_is_served_is_not_read_without_end(web: Web) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    reply = Reply(body=bomb, headers={"Content-Encoding": "gzip"})
    with receiving(lambda _request: reply) as server, pytest.raises(DeliveryError, match="larger than was published"):
        web.digest(server.url, 1000)


def test_an_answer_is_not_read_without_end(web: Web) -> None:
    with receiving(lambda _request: Reply(body=b"x" * 3_000_000)) as receiver:
        assert len(web.post(receiver.url, b"", {}).body) <= web_module.ANSWER_LIMIT


def test_the_forms_of_pings(web: Web) -> None:
    with receiving() as hub:
        ping_websub(web, hub.url, "https://daily.example/feeds/rss.xml?a=1&b=2", key="k")
        ping_cloud(web, hub.url, "https://daily.example/feeds/rss.xml", key="k")
    first, second = hub.requests
    assert first.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert first.body == b"hub.mode=publish&hub.url=https%3A%2F%2Fdaily.example%2Ffeeds%2Frss.xml%3Fa%3D1%26b%3D2"
    assert second.body == b"url=https%3A%2F%2Fdaily.example%2Ffeeds%2Frss.xml"


def test_a_cloud_may_refuse_in_words(web: Web) -> None:
    reply = Reply(body=b"<result success='false' msg='The feed cannot be read.'/>")
    with receiving(lambda _request: reply) as cloud, pytest.raises(DeliveryError, match="did not take the ping"):
        ping_cloud(web, cloud.url, "https://daily.example/feeds/rss.xml", key="k")


def test_pauses_grow_and_differ() -> None:
    early, late = [backoff(1) for _ in range(200)], [backoff(8) for _ in range(200)]
    assert max(early) <= 2
    assert 60 < max(late) <= 256
    assert max(backoff(1000) for _ in range(200)) <= 3600
    assert len(set(late)) > 100
    assert min(*early, *late) > 0


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A key and a certificate for localhost that nobody vouches for."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    key_file, certificate_file = folder / "key.pem", folder / "certificate.pem"
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return key_file, certificate_file


class TlsServer(HTTPServer):
    """A server that speaks TLS; what does not trust it goes away in the middle of a handshake."""

    def handle_error(self, *_arguments: object) -> None:
        """That is what is tested."""


class Taker(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def test_certificates_are_checked_for_the_name_and_not_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = TlsServer(("127.0.0.1", 0), Taker)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        with (
            contextlib.closing(Web(private_addresses=True)) as client,
            pytest.raises(DeliveryError, match="certificate"),
        ):
            client.post(f"https://localhost:{server.server_port}/", b"x", {})
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with contextlib.closing(Web(private_addresses=True)) as client:
            assert client.post(f"https://localhost:{server.server_port}/", b"x", {}).status == 204
            with pytest.raises(DeliveryError, match="certificate"):
                client.post(f"https://127.0.0.1:{server.server_port}/", b"x", {})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
