"""HTTP receivers that answer as they are told: they take a message, refuse it, hang, or die half-way."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

HANGS = 30  # seconds, unless the receiver is closed before


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a receiver got."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Reply:
    """How a receiver behaves."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    does: Literal["answer", "hang", "die", "die after"] = "answer"  # it dies before it has read all, or has answered


TAKES = Reply()
Behaviour = Callable[[Request], Reply]


class Receiver:
    """A receiver at work; `requests` is all that it got whole."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.after: Callable[[Request], object] = lambda _request: None  # called with each whole request
        self.requests: list[Request] = []
        self.closed = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                receiver.serve(self)

            do_GET = do_POST  # noqa: N815 - the name that http.server calls

            def log_message(self, *_arguments: object) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_arguments: object) -> None:
                """A publisher that was killed in the middle of a request is what these tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """Behave, as towards one request."""
        length = int(handler.headers.get("Content-Length", 0))
        head = Request(method=handler.command, path=handler.path, headers=dict(handler.headers.items()), body=b"")
        early = self.behaviour(head)  # what it does can depend on the address and the headers
        handler.close_connection = True
        if early.does == "die":
            handler.rfile.read(length // 2)
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        body = handler.rfile.read(length)
        if len(body) < length:
            return  # the sender died
        request = Request(method=head.method, path=head.path, headers=head.headers, body=body)
        self.requests.append(request)
        self.after(request)
        if early.does == "hang":
            self.closed.wait(HANGS)
            return
        if early.does == "die after":
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        handler.send_response(early.status)
        for name, value in {"Content-Length": str(len(early.body)), **early.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(early.body)

    def close(self) -> None:
        """End."""
        self.closed.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def receiving(behaviour: Behaviour = lambda _request: TAKES) -> Iterator[Receiver]:
    """A receiver, for the time of a test."""
    receiver = Receiver(behaviour)
    try:
        yield receiver
    finally:
        receiver.close()


def in_turn(*replies: Reply) -> Behaviour:
    """Behave so the first time, so the second … and like the last one from then on."""
    left = list(replies)
    guard = threading.Lock()

    def behave(_request: Request) -> Reply:
        with guard:
            return left.pop(0) if len(left) > 1 else left[0]

    return behave


def serving(folder: Path) -> Behaviour:
    """Serve the files of a folder, as the web server of a newsroom does."""

    def behave(request: Request) -> Reply:
        file = folder / request.path.lstrip("/")
        return Reply(body=file.read_bytes()) if file.is_file() else Reply(status=404)

    return behave
