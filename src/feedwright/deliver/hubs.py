"""Tells hubs that a topic has changed: WebSub (W3C) and rssCloud."""

import re
from urllib.parse import urlencode

from feedwright.deliver.failure import DeliveryError
from feedwright.deliver.web import Web

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_REFUSED = re.compile(rb"""success\s*=\s*["']false["']""")


def ping_websub(web: Web, hub: str, topic: str, *, key: str) -> None:
    """Tell a WebSub hub that `topic` has changed, in the form that hubs agree on (PubSubHubbub 0.4 §7.1)."""
    web.post(hub, urlencode({"hub.mode": "publish", "hub.url": topic}).encode(), {**_FORM, "Idempotency-Key": key})


def ping_cloud(web: Web, cloud: str, topic: str, *, key: str) -> None:
    """Tell an rssCloud server that `topic` has changed (rssCloud walkthrough, "ping")."""
    answer = web.post(cloud, urlencode({"url": topic}).encode(), {**_FORM, "Idempotency-Key": key})
    if _REFUSED.search(answer.body):
        raise DeliveryError("The cloud did not take the ping.", receiver=False)


def check_in_place(web: Web, url: str, sha256: str, limit: int) -> None:
    """Raise DeliveryError unless what is to be had at `url` is what was published."""
    try:
        served = web.digest(url, limit)
    except DeliveryError as error:
        raise DeliveryError(f"It is not in place yet: {error.message}", wait=error.wait, receiver=False) from error
    if served != sha256:
        raise DeliveryError("It is not in place yet: what is served is not what was published.", receiver=False)
