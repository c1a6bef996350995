"""Brings one message to its receiver, as the configuration is now."""

import time
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

from feedwright.deliver.failure import DeliveryError
from feedwright.deliver.hubs import check_in_place, ping_cloud, ping_websub
from feedwright.deliver.message import Message
from feedwright.deliver.secrets import credentials_of, redacted, secret_of
from feedwright.deliver.web import Web
from feedwright.deliver.webhooks import post_document
from feedwright.errors import FeedwrightError
from feedwright.publish.remote_place import Headers, Place, open_place
from feedwright.site import Delivery, Site

TOPIC_LIMIT = 1 << 27
"""Bytes of a published document that are read to see whether it is in place."""


class Courier:
    """Brings messages to one receiver at a time. Raises DeliveryError when one does not get through."""

    def __init__(self, site: Site, *, web: Web | None = None, clock: Callable[[], float] = time.time) -> None:
        self._site = site
        self._web = web or Web(private_addresses=site.publishing.private_addresses)
        self._clock = clock
        self._places: dict[str, Place] = {}

    def close(self) -> None:
        """Let go of connections."""
        self._web.close()
        for place in self._places.values():
            place.close()

    def send(self, message: Message, data: bytes | None) -> None:
        """Bring a message, with the document that it carries."""
        if message.receiver.kind == "partner":
            self._bring(message, data)
            return
        publishing = self._site.publishing
        if message.receiver.name not in (*self._site.feeds.hubs, publishing.cloud):
            return  # it is not configured any more, and there is nothing that it could miss
        if publishing.public_url is not None:
            url = urljoin(publishing.public_url, quote(message.subject))
            check_in_place(self._web, url, message.sha256, TOPIC_LIMIT)
        topic = urljoin(self._site.feeds.url, quote(message.subject))
        if message.receiver.kind == "websub":
            ping_websub(self._web, message.receiver.name, topic, key=message.key)
        else:
            ping_cloud(self._web, message.receiver.name, topic, key=message.key)

    def _bring(self, message: Message, data: bytes | None) -> None:
        partner = self._site.partners.get(message.receiver.name)
        if partner is None or partner.delivery is None:
            raise DeliveryError(
                "The configuration does not say any more where to bring it: drop it, or say it again.", lasting=True
            )
        secrets: tuple[str, ...] = ()
        try:
            secret = secret_of(partner.delivery, self._site.folder)
            secrets = () if secret is None else (secret,)
            if is_webhook(partner.delivery):
                self._post(partner.delivery, message, data, secret)
            else:
                self._drop(partner.delivery, message, data)
        except DeliveryError:
            raise
        except FeedwrightError as error:
            raise DeliveryError(redacted(str(error), secrets)) from error

    def _post(self, delivery: Delivery, message: Message, data: bytes | None, secret: str | None) -> None:
        if secret is None:
            raise DeliveryError("The configuration names no secret to sign it with.")
        if data is None:
            raise DeliveryError("Its document is not in the outbox any more.", lasting=True)
        post_document(self._web, delivery.to, message, data, secret=secret, now=self._clock())

    def _drop(self, delivery: Delivery, message: Message, data: bytes | None) -> None:
        name = message.receiver.name
        place = self._places.get(name)
        if place is None:
            credentials = credentials_of(delivery, self._site.folder, self._site.publishing.known_hosts)
            place = self._places[name] = open_place(delivery.to, credentials, folder=self._site.folder)
        try:
            if data is None:
                place.remove(message.subject)
            else:
                headers = Headers(media_type=message.media_type, cache_control="no-cache")
                place.write(message.subject, data, headers)
        except FeedwrightError:
            self._places.pop(name).close()  # the next try connects anew
            raise


def is_webhook(delivery: Delivery) -> bool:
    """Whether documents are posted there; else they are put there as files."""
    return urlsplit(delivery.to).scheme in {"http", "https"}
