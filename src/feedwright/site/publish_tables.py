"""[publish] and the delivery of a partner: where documents are brought to. Secrets are named here, never written."""

import re
from urllib.parse import urlsplit

from feedwright.site.model import Delivery, Publishing
from feedwright.site.reader import Reader
from feedwright.site.schema import DeliveryTable, PublishTable


def read_publishing(reader: Reader, table: object) -> Publishing:
    """What the table [publish] declares."""
    publish = reader.convert(table, PublishTable, "publish")
    place = None
    if publish.to is not None:
        place = Delivery(to=publish.to, secret_env=publish.secret_env, secret_file=publish.secret_file)
        _check(reader, place, "publish")
        if urlsplit(place.to).scheme in {"http", "https"}:
            reader.fail(
                "publish.to: files cannot be written through a web address.",
                "publish",
                "to",
                hint="Name the folder or the store behind it, such as sftp://host/path or s3://bucket/feeds.",
            )
    elif publish.secret_env or publish.secret_file:
        reader.fail(
            "A secret says nothing in [publish] without `to`.",
            "publish",
            hint="Add the key `to`, or remove the secret.",
        )
    if publish.cloud is not None:
        check_public(reader, publish.cloud, "publish", "cloud")
    url = publish.public_url
    return Publishing(
        place=place,
        known_hosts=publish.known_hosts,
        public_url=url if url is None or url.endswith("/") else f"{url}/",
        cloud=publish.cloud,
        max_age=publish.max_age,
        gzip=publish.gzip,
        keep_trying=publish.keep_trying,
        private_addresses=publish.private_addresses,
    )


def read_delivery(reader: Reader, table: DeliveryTable, *keys: str, private_addresses: bool) -> Delivery:
    """The delivery that the table at `keys` declares: to a webhook with its secret, or to a folder or a store."""
    delivery = Delivery(to=table.to, secret_env=table.secret_env, secret_file=table.secret_file)
    _check(reader, delivery, *keys)
    scheme = urlsplit(delivery.to).scheme
    if scheme == "http" and not private_addresses:
        reader.fail(
            f"{'.'.join(keys)}.to: everybody on the way could read and change what goes through http.",
            *keys,
            "to",
            hint="Write an https URL.",
        )
    if scheme in {"http", "https"} and not (delivery.secret_env or delivery.secret_file):
        reader.fail(
            f"[{'.'.join(keys)}] must name the secret that its webhook is signed with.",
            *keys,
            hint='Add the line: secret_env = "…"',
        )
    return delivery


def check_public(reader: Reader, url: str, *keys: str) -> None:
    """Fail where an address that documents name, that of a hub or a cloud, tells a user and a password."""
    if "@" in re.split("[/?#]", url.partition("://")[2], maxsplit=1)[0]:
        reader.fail(
            f"{'.'.join(keys)} holds a user: everybody can read this address in the feeds.",
            *keys,
            hint="Write it without user and password.",
        )


def _check(reader: Reader, delivery: Delivery, *keys: str) -> None:
    """Fail where a secret is written, or named twice."""
    if delivery.secret_env and delivery.secret_file:
        reader.fail(f"[{'.'.join(keys)}] names two secrets.", *keys, hint="Keep `secret_env` or `secret_file`.")
    try:
        password = urlsplit(delivery.to).password
    except ValueError:
        reader.fail(
            f"{'.'.join(keys)}.to is not a URL.", *keys, "to", hint="Write one such as sftp://host/path, or a folder."
        )
    if password is not None:
        reader.fail(
            f"{'.'.join(keys)}.to holds a password.",
            *keys,
            "to",
            hint="Put it into the environment, or into a file, and name that with `secret_env` or `secret_file`.",
        )
