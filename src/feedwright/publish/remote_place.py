"""Places that documents are brought to: a folder, an SFTP server, an object store, whatever fsspec opens.

Every file is whole at every moment: an object store takes it in one request, elsewhere it is written under another name
and renamed.
"""

import contextlib
import errno
import hashlib
import os
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import msgspec

from feedwright.errors import PublishError
from feedwright.patterns import pattern

_S3 = frozenset({"s3", "s3a"})
_GCS = frozenset({"gs", "gcs"})
_AZURE = frozenset({"abfs", "abfss", "az"})
_SFTP = frozenset({"sftp", "ssh"})
_OBJECT_STORES = frozenset({*_S3, *_GCS, *_AZURE, "oss", "oci", "tos"})
_EXTRAS = (
    {"sftp": "sftp", "ssh": "sftp"}
    | dict.fromkeys(_S3, "s3")
    | dict.fromkeys(_GCS, "gcs")
    | dict.fromkeys(_AZURE, "azure")
)
_TRIES = 3
_LONGEST_WAIT = 8  # seconds between two tries
_CONNECT_TIMEOUT = 20  # seconds
_PART = pattern(r"\.(.+)\.[0-9a-f]{12}\.part")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What opens a place: a password, or options of its fsspec file system; the host keys of SFTP servers."""

    password: str | None = field(default=None, repr=False)
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)
    known_hosts: Path | None = None  # None: ~/.ssh/known_hosts

    def secrets(self) -> tuple[str, ...]:
        """The texts that must never be shown."""
        return tuple(dict.fromkeys(_texts((self.password, self.options))))


class Headers(msgspec.Struct, frozen=True, kw_only=True):
    """How a web server is to send a file."""

    media_type: str
    cache_control: str
    encoding: str | None = None  # "gzip": the bytes are


class Place:
    """A folder somewhere; paths are below it, with forward slashes. Raises PublishError when it cannot be used."""

    def __init__(self, filesystem: Any, root: str, *, name: str, scheme: str, secrets: tuple[str, ...] = ()) -> None:
        self.name = name  # as a person may see it
        self.scheme = scheme
        self._filesystem = filesystem
        self._root = root.rstrip("/") or root
        self._secrets = secrets
        self._folders: dict[str, frozenset[str]] = {}  # folders that are there, with the rests of writes that ended

    @property
    def identity(self) -> str:
        """What tells this place from others, wherever it was named from."""
        return f"{self.name} {self._root}"

    @property
    def says_headers(self) -> bool:
        """Whether the place keeps the headers of its files."""
        return self.scheme in _S3 | _GCS | _AZURE

    @property
    def writers(self) -> int:
        """How many files may be written at a time."""
        return 8 if getattr(self._filesystem, "async_impl", False) else 1

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""

        def read() -> bytes | None:
            try:
                return bytes(self._filesystem.cat_file(self._below(path)))
            except (FileNotFoundError, NotADirectoryError):
                return None

        return self._tried(read, f"{path} cannot be read")

    def write(self, path: str, data: bytes, headers: Headers) -> None:
        """Put a file there, in place of what is there."""
        if self.scheme in _OBJECT_STORES:
            options = _options(self.scheme, headers)
            self._tried(
                lambda: self._filesystem.pipe_file(self._below(path), data, **options), f"{path} cannot be written"
            )
        else:
            self._tried(lambda: self._write_and_rename(path, data), f"{path} cannot be written")

    def remove(self, path: str) -> None:
        """Remove a file, and the folders that it leaves empty."""

        def remove() -> None:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                self._filesystem.rm_file(self._below(path))

        self._tried(remove, f"{path} cannot be removed")
        if self.scheme not in _OBJECT_STORES:
            with contextlib.suppress(Exception):  # a folder that stays does no harm
                self._remove_empty(posixpath.dirname(path))

    def close(self) -> None:
        """Let go of the connection, where there is one."""
        if self.scheme in _SFTP:
            from fsspec.asyn import sync

            self._filesystem.loop.call_soon_threadsafe(self._filesystem.client.close)
            sync(self._filesystem.loop, self._filesystem.client.wait_closed, timeout=_CONNECT_TIMEOUT)

    def _below(self, path: str) -> str:
        return f"{self._root}/{path}" if self._root != "/" else f"/{path}"

    def _write_and_rename(self, path: str, data: bytes) -> None:
        folder, name = posixpath.split(path)
        parent = self._below(folder) if folder else self._root
        if parent not in self._folders:
            self._filesystem.makedirs(parent, exist_ok=True)
            self._folders[parent] = self._rests(parent)
        for rest in self._folders[parent]:
            found = _PART.fullmatch(rest)
            if found and found[1] == name:
                with contextlib.suppress(Exception):  # another publisher may have removed it
                    self._filesystem.rm_file(f"{parent}/{rest}")
        temporary = f"{parent}/.{name}.{hashlib.sha256(data).hexdigest()[:12]}.part"
        with self._filesystem.open(temporary, "wb") as stream:
            stream.write(data)
            stream.flush()
            if self.scheme == "file":
                os.fsync(stream.fileno())
        self._filesystem.mv(temporary, f"{parent}/{name}")

    def _rests(self, parent: str) -> frozenset[str]:
        """The temporary files that publishers which were killed have left in a folder."""
        try:
            listed = self._filesystem.ls(parent, detail=False)
        except Exception:  # a letter box may not be looked into
            return frozenset()
        return frozenset(name for each in listed if _PART.fullmatch(name := posixpath.basename(str(each))))

    def _remove_empty(self, folder: str) -> None:
        while folder and not self._filesystem.ls(self._below(folder), detail=False):
            if self.scheme in _SFTP:
                self._filesystem.rm(self._below(folder))  # sshfs's rmdir does nothing
            else:
                self._filesystem.rmdir(self._below(folder))
            self._folders.pop(self._below(folder), None)
            folder = posixpath.dirname(folder)

    def _tried(self, work: Callable[[], _Result], complaint: str) -> _Result:
        """`work`, several times if need be."""
        from tenacity import Retrying, retry_if_not_exception_type, stop_after_attempt, wait_random_exponential

        tries = Retrying(
            stop=stop_after_attempt(_TRIES),
            wait=wait_random_exponential(max=_LONGEST_WAIT),
            retry=retry_if_not_exception_type((PermissionError, FileNotFoundError, TypeError)),
            reraise=True,
        )
        try:
            return tries(work)
        except Exception as error:  # each file system has errors of its own
            raise PublishError(
                f"{self.name}: {complaint}: {redacted(_said(error), self._secrets)}.", hint=_mend(error)
            ) from error


def open_place(to: str, credentials: Credentials, *, folder: Path) -> Place:
    """The place that `to` names: a path, relative to `folder`, or a URL that fsspec opens.

    Raises PublishError when its library is not installed or it cannot be reached.
    """
    scheme = urlsplit(to).scheme if "://" in to else "file"
    name = shown(to)
    try:
        if scheme in _SFTP:
            filesystem, root = _sftp(to, credentials)
        else:
            from fsspec.core import url_to_fs

            options = dict(credentials.options)
            if credentials.password:
                options["password"] = credentials.password
            target = to if "://" in to else str(folder / to)
            filesystem, root = url_to_fs(target, skip_instance_cache=True, use_listings_cache=False, **options)
    except ImportError as error:
        raise PublishError(
            f"{name}: the library for {scheme} is not installed.",
            hint=f"Install it with: pip install 'feedwright[{_EXTRAS.get(scheme, 'publish')}]'",
        ) from error
    except Exception as error:  # each file system has errors of its own
        reason = redacted(_said(error), credentials.secrets())
        raise PublishError(f"{name} cannot be reached: {reason}.", hint=_mend(error)) from error
    return Place(filesystem, root, name=name, scheme=scheme, secrets=credentials.secrets())


def shown(to: str) -> str:
    """An address as it may be shown: without user, password and query."""
    if "://" not in to:
        return to
    parts = urlsplit(to)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _texts(value: object) -> Iterator[str]:
    """Every text in a value and what it holds; options may nest: {"client_kwargs": {"aws_session_token": …}}."""
    if isinstance(value, Mapping):
        yield from _texts(tuple(value.values()))
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str) and value:
        yield value


def redacted(text: str, secrets: tuple[str, ...]) -> str:
    """`text` without the secrets."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "…")
    return text


def _sftp(to: str, credentials: Credentials) -> tuple[Any, str]:
    """An SFTP server whose host key is known, and the folder there."""
    from sshfs import SSHFileSystem

    parts = urlsplit(to)
    options: dict[str, Any] = dict(credentials.options)
    if credentials.password:
        options |= {"password": credentials.password}
    if parts.username:
        options |= {"username": unquote(parts.username)}
    if parts.port:
        options |= {"port": parts.port}
    known_hosts = () if credentials.known_hosts is None else str(credentials.known_hosts)
    filesystem = SSHFileSystem(
        parts.hostname or "",
        known_hosts=known_hosts,  # without it, sshfs would trust any server
        connect_timeout=_CONNECT_TIMEOUT,
        login_timeout=_CONNECT_TIMEOUT,
        skip_instance_cache=True,
        **options,
    )
    return filesystem, unquote(parts.path) or "."


def _options(scheme: str, headers: Headers) -> dict[str, Any]:
    """The headers in the words of a store's file system."""
    if scheme in _S3:
        said = {"ContentType": headers.media_type, "CacheControl": headers.cache_control}
        return said | ({"ContentEncoding": headers.encoding} if headers.encoding else {})
    if scheme in _GCS:
        fixed = {"cache_control": headers.cache_control} | (
            {"content_encoding": headers.encoding} if headers.encoding else {}
        )
        return {"content_type": headers.media_type, "fixed_key_metadata": fixed}
    if scheme in _AZURE:
        from azure.storage.blob import ContentSettings

        settings = ContentSettings(
            content_type=headers.media_type, cache_control=headers.cache_control, content_encoding=headers.encoding
        )
        return {"content_settings": settings}
    return {}


def _said(error: BaseException) -> str:
    """What an error of a library says, in one line."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(text).split()).rstrip(".")[:300]


def _mend(error: BaseException) -> str | None:
    """What to do about an error that has one known reason."""
    if type(error).__name__ == "HostKeyNotVerifiable" or "host key" in str(error).lower():
        return "Ask the server's owner for its host key, and write it into the file that publish.known_hosts names."
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return "A file stands where a folder must be: name another place, or remove it."
    if isinstance(error, PermissionError) or getattr(error, "errno", None) == errno.EROFS:
        return "Let this user write there, or name another place."
    if isinstance(error, ValueError) and "Protocol not known" in str(error):
        return "Name a folder, or an address such as sftp://host/path or s3://bucket/path."
    return None
