"""A WebSub hub with one subscriber: it fetches what it is told of, and hands it on, signed."""

import hashlib
import hmac
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs

from tests.deliver.receivers import TAKES, Receiver, Reply, Request, receiving

SECRET = b"between hub and subscriber"


class Hub:
    """A hub: `topics` is what it was told of, `got` what the subscriber has by topic."""

    def __init__(self) -> None:
        self.topics: list[str] = []
        self.keys: list[str] = []
        self.got: dict[str, list[bytes]] = {}
        self._guard = threading.Lock()
        self.subscriber: Receiver

    def take(self, request: Request) -> Reply:
        """The publisher's side (WebSub §6)."""
        return TAKES if request.method == "POST" else Reply(status=405)

    def distribute(self, request: Request) -> None:
        """Fetch the topic of a ping and bring it to the subscriber (WebSub §7)."""
        form = parse_qs(request.body.decode())
        assert form["hub.mode"] == ["publish"]
        topic = form["hub.url"][0]
        with urllib.request.urlopen(topic, timeout=5) as answer:  # noqa: S310 # our own server
            content = answer.read()
        signature = hmac.new(SECRET, content, hashlib.sha256).hexdigest()
        call = urllib.request.Request(  # noqa: S310
            self.subscriber.url,
            data=content,
            headers={"X-Hub-Signature": f"sha256={signature}", "Link": f'<{topic}>; rel="self"'},
        )
        with urllib.request.urlopen(call, timeout=5):  # noqa: S310
            pass
        with self._guard:
            self.topics.append(topic)
            self.keys.append(request.headers["Idempotency-Key"])

    def hand_over(self, request: Request) -> Reply:
        """The subscriber's side: what is not signed by the hub is refused."""
        signature = "sha256=" + hmac.new(SECRET, request.body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(signature, request.headers["X-Hub-Signature"]):
            return Reply(status=403)
        topic = request.headers["Link"].split(">")[0].lstrip("<")
        with self._guard:
            self.got.setdefault(topic, []).append(request.body)
        return TAKES


@contextmanager
def a_hub() -> Iterator[tuple[Hub, Receiver]]:
    """A hub with its subscriber; call `distribute` for its requests when it is to work."""
    hub = Hub()
    with receiving(hub.take) as receiver, receiving() as subscriber:
        hub.subscriber = subscriber
        yield hub, receiver
        for request in subscriber.requests:
            assert hub.hand_over(request).status == 200
