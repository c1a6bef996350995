"""What receivers should know: for hubs the topics as they are now, for partners their documents."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from feedwright.deliver.courier import is_webhook
from feedwright.deliver.message import Receiver, State
from feedwright.deliver.outbox import Told
from feedwright.publish import Manifest, read_manifest
from feedwright.publish.remote import is_archive, sound_file
from feedwright.site import Site

_RSS = "application/rss+xml"
_TOPICS = frozenset({_RSS, "application/atom+xml", "application/feed+json"})  # the formats that name their hubs
_FOR_PEOPLE = ("text/html", "text/css")


def pings(site: Site, manifest: Manifest) -> Iterator[State]:
    """The state of every topic for every hub, and of every RSS feed for the cloud."""
    topics = [path for path in sorted(manifest.feeds) if not is_archive(path, manifest)]
    for path in topics:
        record = manifest.files[path]
        kinds = [Receiver(kind="websub", name=hub) for hub in site.feeds.hubs] if record.media_type in _TOPICS else []
        if site.publishing.cloud is not None and record.media_type == _RSS:
            kinds.append(Receiver(kind="rsscloud", name=site.publishing.cloud))
        for receiver in kinds:
            yield State(receiver=receiver, subject=path, sha256=record.sha256)


def deliveries(site: Site, *, output: Path, private: Path) -> Iterator[State]:
    """The state of every document of every partner that documents are brought to.

    `private` is the folder of those documents that are not published.

    Raises PublishError when a document is not what its manifest lists.
    """
    for name, partner in site.partners.items():
        if partner.delivery is None:
            continue
        folder = private if partner.private else output
        prefix = f"{partner.path}/"
        manifest = read_manifest(folder)
        if manifest is None:
            continue
        for path, record in sorted(manifest.files.items()):
            if path.startswith(prefix) and not record.media_type.startswith(_FOR_PEOPLE):
                yield State(
                    receiver=Receiver(kind="partner", name=name),
                    subject=path.removeprefix(prefix),
                    sha256=record.sha256,
                    media_type=record.media_type,
                    data=sound_file(folder / path, path, manifest),
                )


def addresses(site: Site) -> dict[str, str]:
    """A digest of where each partner's documents are brought to, by its name: the address itself may be a secret."""
    return {
        name: hashlib.blake2b(partner.delivery.to.encode(), digest_size=16).hexdigest()
        for name, partner in site.partners.items()
        if partner.delivery is not None
    }


def withdrawn(site: Site, states: Sequence[State], told: Told) -> Iterator[State]:
    """The documents that receivers were told of and that are gone. Only places for files hear of it: they go there."""
    there = {(each.receiver, each.subject) for each in states}
    for (receiver, subject), sha256 in sorted(told.items(), key=lambda item: (item[0][0].name, item[0][1])):
        if not sha256 or (receiver, subject) in there:
            continue
        partner = site.partners.get(receiver.name) if receiver.kind == "partner" else None
        delivery = partner.delivery if partner is not None else None
        silent = delivery is None or is_webhook(delivery)
        yield State(receiver=receiver, subject=subject, sha256="", silent=silent)


def untold(states: Iterable[State], told: Told, known: Callable[[State], bool]) -> Iterator[State]:
    """The states that receivers have to be told of; `known` as for `Outbox.record`."""
    for state in states:
        last = told.get((state.receiver, state.subject))
        if last != state.sha256 and not state.silent and not (last is None and known(state)):
            yield state
