"""What is told to others: that a topic has changed, or a document itself."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

import msgspec

Kind = Literal["websub", "rsscloud", "partner"]


class Receiver(msgspec.Struct, frozen=True, kw_only=True):
    """Who is told."""

    kind: Kind
    name: str  # the URL of a hub or a cloud, the name of a partner


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a receiver should know of one subject: the path of a document as it is now."""

    receiver: Receiver
    subject: str  # path below the output, or below the partner's folder
    sha256: str  # "": the document is gone
    media_type: str = ""
    data: bytes | None = field(default=None, repr=False)  # None: the receiver fetches it by itself
    silent: bool = False  # noted, and not told


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to tell, recorded before it is tried."""

    id: int
    key: str  # the same for every try
    receiver: Receiver
    subject: str
    sha256: str  # "": the document is gone
    media_type: str
    tries: int
    since: float  # seconds since 1970: recorded then, or asked for again
    due: float  # not to be tried before
    parked: bool
    word: str | None  # why the last try failed


def next_key(last: str, state: State) -> str:
    """The idempotency key of a message: it depends on what was told before, so that going back to an old state counts.

    An outbox that was lost gives the same keys again as long as nothing has changed.
    """
    parts = (last, state.receiver.kind, state.receiver.name, state.subject, state.sha256)
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
