"""HTTP with others: bounded in time and size, over TLS that is checked, and into no private network by surprise."""

import hashlib
import ipaddress
import re
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from email.utils import parsedate_to_datetime

import httpx
import msgspec

from feedwright import __version__
from feedwright.deliver.failure import DeliveryError

ANSWER_LIMIT = 1 << 16  # bytes of an answer that are read
_TIMEOUT = httpx.Timeout(10, connect=5)  # seconds for each step
_DEADLINE = 30  # seconds for a whole answer
_REDIRECTS = 3
_LONGEST_WAIT = 86_400  # seconds that a receiver may ask us to wait
_KEEP_METHOD = frozenset({307, 308})
_REDIRECTING = frozenset({301, 302, 303, *_KEEP_METHOD})
_ERROR_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
_PASSING = frozenset({408, 425, 429})  # of the 4xx: may be otherwise next time


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a receiver that took a message said."""

    status: int
    body: bytes  # its first 64 KiB


class Web:
    """A client for hubs and webhooks. Raises DeliveryError for whatever is not a success."""

    def __init__(self, *, private_addresses: bool, timeout: httpx.Timeout = _TIMEOUT) -> None:
        """`private_addresses`: receivers may be on this machine or in a private network."""
        self._private = private_addresses
        self._client = httpx.Client(
            timeout=timeout,
            verify=httpx.create_ssl_context(),
            trust_env=False,  # a proxy would look addresses up by itself, unchecked
            follow_redirects=False,
            # an address may stand for several hosts: a connection is made, and its certificate checked, for one
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={"User-Agent": f"Feedwright/{__version__}", "Accept": "*/*"},
        )

    def close(self) -> None:
        """Let go of what the client holds."""
        self._client.close()

    def post(self, url: str, data: bytes, headers: Mapping[str, str]) -> Answer:
        """Post `data`."""
        with self._opened("POST", url, headers, data) as response:
            body = b"".join(_parts(response, ANSWER_LIMIT, url, whole=False))
            return Answer(status=response.status_code, body=body)

    def digest(self, url: str, limit: int) -> str:
        """The SHA-256 of what is to be had at `url`, past caches; of at most `limit` bytes."""
        digest = hashlib.sha256()
        with self._opened("GET", url, {"Cache-Control": "no-cache"}, b"") as response:
            for part in _parts(response, limit, url, whole=True):
                digest.update(part)
        return digest.hexdigest()

    @contextmanager
    def _opened(self, method: str, url: str, headers: Mapping[str, str], data: bytes) -> Iterator[httpx.Response]:
        """The answer to a request, redirects followed, when it is a success."""
        try:
            target = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise DeliveryError("The address is not a URL.", lasting=True) from error
        for _ in range(_REDIRECTS + 1):
            with closing(self._sent(method, target, headers, data)) as response:
                if response.status_code in _REDIRECTING:
                    target = _redirected(method, target, response)
                    continue
                if not response.is_success:
                    raise _refusal(target, response)
                yield response
                return
        raise DeliveryError(f"{_host(target)} redirects too often.", lasting=True)

    def _sent(self, method: str, url: httpx.URL, headers: Mapping[str, str], data: bytes) -> httpx.Response:
        """The answer to one request; its body is not read yet. The connection goes to an address that was checked."""
        if url.scheme not in {"http", "https"} or not url.host:
            raise DeliveryError(f"{url.scheme}: is not a way to send a message.", lasting=True)
        failure: httpx.HTTPError | None = None
        for address in self._addresses(url):
            request = self._client.build_request(
                method,
                url.copy_with(host=address),
                content=data or None,
                headers={**headers, "Host": url.netloc.decode("ascii").rpartition("@")[2]},
                extensions={"sni_hostname": url.host},
            )
            try:
                return self._client.send(request, stream=True)
            except httpx.ConnectError as error:
                failure = error
            except httpx.HTTPError as error:
                raise DeliveryError(f"{_host(url)} did not answer: {_reason(error)}.") from error
        raise DeliveryError(f"{_host(url)} cannot be reached: {_reason(failure)}.") from failure

    def _addresses(self, url: httpx.URL) -> list[str]:
        """The addresses of a host, each of which may be talked to."""
        try:
            found = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise DeliveryError(f"{_host(url)} has no address: it is misspelt, or there is no network.") from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not self._private and not all(_is_public(each) for each in addresses):
            raise DeliveryError(
                f"{_host(url)} is on this machine or in a private network: nothing is sent there unless "
                "publish.private_addresses is true.",
                lasting=True,
            )
        return addresses


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast


def _redirected(method: str, url: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where a redirect leads, when it may be followed."""
    try:
        target = url.join(response.headers.get("Location", ""))
    except httpx.InvalidURL as error:
        raise DeliveryError(f"{_host(url)} redirects to what is not a URL.", lasting=True) from error
    if method != "GET" and response.status_code not in _KEEP_METHOD:
        raise DeliveryError(
            f"{_host(url)} answered {response.status_code}: it has moved to {_host(target)}.", lasting=True
        )
    if url.scheme == "https" and target.scheme != "https":
        raise DeliveryError(f"{_host(url)} redirects to {_host(target)} without TLS.", lasting=True)
    return target


def _refusal(url: httpx.URL, response: httpx.Response) -> DeliveryError:
    """What an answer that is no success means."""
    status = response.status_code
    lasting = 400 <= status < 500 and status not in _PASSING
    return DeliveryError(f"{_host(url)} answered {status}.", lasting=lasting, wait=_retry_after(response))


def _retry_after(response: httpx.Response) -> float | None:
    """The seconds to wait that an answer asks for (RFC 9110 §10.2.3): a number, or a date."""
    text = response.headers.get("Retry-After", "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return float(min(int(text[:9]), _LONGEST_WAIT))
    try:
        seconds = parsedate_to_datetime(text).timestamp() - time.time()
    except ValueError:
        return None
    return min(max(seconds, 0.0), _LONGEST_WAIT)


def _parts(response: httpx.Response, limit: int, url: str, *, whole: bool) -> Iterator[bytes]:
    """The body up to `limit` bytes; where the `whole` of it counts, more of it is a failure."""
    read = 0
    end = time.monotonic() + _DEADLINE
    try:
        for part in response.iter_bytes():
            read += len(part)
            if read > limit:
                if whole:
                    raise DeliveryError(f"{_host(httpx.URL(url))} gives something larger than was published.")
                return
            if time.monotonic() > end:
                raise DeliveryError(f"{_host(httpx.URL(url))} takes too long to answer.")
            yield part
    except httpx.HTTPError as error:
        if whole:
            raise DeliveryError(f"{_host(httpx.URL(url))} broke off: {_reason(error)}.") from error
        # a receiver that has said "taken" has taken it, however its answer ends


def _reason(error: httpx.HTTPError | None) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no word for too long"
    said = _ERROR_NUMBER.sub("", " ".join(str(error).split()))
    return said.rstrip(".")[:200] or type(error).__name__


def _host(url: httpx.URL) -> str:
    """A receiver as it may be shown: paths and queries can hold secrets."""
    return url.host if url.port is None else f"{url.host}:{url.port}"
