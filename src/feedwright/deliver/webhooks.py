"""Brings a document to a partner's webhook, signed."""

import hashlib
import hmac
from urllib.parse import quote

from feedwright.deliver.message import Message
from feedwright.deliver.web import Web


def post_document(web: Web, url: str, message: Message, data: bytes, *, secret: str, now: float) -> None:
    """Post a document; the receiver knows by the signature that it is ours, and by the key whether it has it already.

    `now` is seconds since 1970. Raises DeliveryError unless the receiver has taken it.
    """
    timestamp = str(int(now))
    web.post(
        url,
        data,
        {
            "Content-Type": message.media_type,
            "Idempotency-Key": message.key,
            "Feedwright-Timestamp": timestamp,
            "Feedwright-Signature": f"sha256={signature(secret, timestamp, data)}",
            "Feedwright-Document": quote(message.subject),
        },
    )


def signature(secret: str, timestamp: str, data: bytes) -> str:
    """HMAC-SHA256 in hexadecimal, with the secret, over the timestamp, a full stop and the body."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + data, hashlib.sha256).hexdigest()
