"""Secrets: read where the configuration says that they are kept, at the moment they are needed, and kept nowhere."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from feedwright.errors import PublishError
from feedwright.publish.remote_place import Credentials, redacted
from feedwright.site import Delivery

_SIZE_LIMIT = 1 << 16  # bytes

__all__ = ["credentials_of", "redacted", "secret_of"]


def secret_of(delivery: Delivery, folder: Path) -> str | None:
    """The secret of a delivery; None where none is named. Paths are relative to `folder`.

    Raises PublishError when it is named and not there. White space around it does not count.
    """
    if delivery.secret_env is not None:
        secret = os.environ.get(delivery.secret_env, "").strip()
        if not secret:
            raise PublishError(
                f"The environment variable {delivery.secret_env} is not set.", hint="Put the secret into it."
            )
        return secret
    if delivery.secret_file is None:
        return None
    file = folder / Path(delivery.secret_file).expanduser()
    try:
        with file.open("rb") as stream:
            secret = stream.read(_SIZE_LIMIT).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise PublishError(f"The secret in {file} cannot be read: {reason}.") from error
    if not secret:
        raise PublishError(f"The secret in {file} is empty.", hint="Put it there.")
    return secret


def credentials_of(delivery: Delivery, folder: Path, known_hosts: str | None) -> Credentials:
    """What opens the place that a delivery names: its secret is a password, or a JSON object of fsspec's options."""
    secret = secret_of(delivery, folder)
    hosts = None if known_hosts is None else folder / Path(known_hosts).expanduser()
    if secret is not None and secret.startswith("{"):
        try:
            options: Mapping[str, Any] = msgspec.json.decode(secret, type=dict[str, Any])
        except msgspec.MsgspecError:
            where = delivery.secret_env or delivery.secret_file
            # what the parser says could show a part of it
            raise PublishError(f"The secret in {where} begins like JSON, and is none.") from None
        return Credentials(options=options, known_hosts=hosts)
    return Credentials(password=secret, known_hosts=hosts)
