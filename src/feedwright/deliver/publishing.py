"""From the output folder to the world: files to where they are served, word to hubs, documents to partners."""

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from feedwright.deliver.announcing import addresses, deliveries, pings, untold, withdrawn
from feedwright.deliver.message import Message, State
from feedwright.deliver.outbox import Outbox, Told, look_into
from feedwright.deliver.secrets import credentials_of
from feedwright.deliver.sending import Sent, send_waiting
from feedwright.errors import PublishError
from feedwright.publish import MANIFEST_FILE, Manifest, read_manifest
from feedwright.publish.remote import Upload, bring, compare_place
from feedwright.publish.remote_place import Place, open_place
from feedwright.site import PRIVATE_FOLDER, Delivery, Site

OUTBOX_FOLDER = ".feedwright"


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to do."""

    manifest: Manifest
    place: Place | None  # None: the files are served from where they are
    upload: Upload | None
    rehearsal: bool  # files only; nobody is told

    def close(self) -> None:
        """Let go of the place."""
        if self.place is not None:
            self.place.close()

    def knows(self, state: State) -> bool:
        """Whether the world knew a state before: it was published already. A partner may have joined since."""
        if state.receiver.kind == "partner" or self.upload is None or self.upload.before is None:
            return False
        record = self.upload.before.files.get(state.subject)
        return record is not None and record.sha256 == state.sha256


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What a publication did."""

    recorded: int  # messages
    sent: Sent | None  # None: nobody was to be told
    waiting: tuple[Message, ...]  # what did not get through yet, parked ones included


def prepare(site: Site, *, output: Path, to: str | None = None) -> Publication:
    """Compare the files in `output` with what is at the place that they go to.

    That is `to`, or the configured place, or none: then the files are served from where they are. When `to` is another
    place than the configured one, that is a rehearsal. Raises PublishError when there is nothing to do, ever.
    """
    manifest = read_manifest(output)
    if manifest is None:
        raise PublishError(f"There is no {MANIFEST_FILE} in {output}.", hint="Run feedwright build first.")
    configured = site.publishing.place
    rehearsal = to is not None and configured is not None and to != configured.to
    place = _place(site, to)
    if place is None and not _has_receivers(site):
        raise PublishError(
            "Nothing says where to publish to, or whom to tell.",
            hint="Write [publish] with `to` into feedwright.toml, or give --to.",
        )
    try:
        upload = None if place is None else compare_place(manifest, place)
    except PublishError:
        if place is not None:
            place.close()
        raise
    return Publication(manifest=manifest, place=place, upload=upload, rehearsal=rehearsal)


def preview(site: Site, publication: Publication, *, output: Path) -> tuple[State, ...]:
    """What there is to tell, and to whom, beside what waits already. Nothing is changed."""
    if publication.rehearsal:
        return ()
    _, told = look_into(site.folder / OUTBOX_FOLDER, addresses(site))
    return tuple(untold(_states(site, publication, output, told), told, publication.knows))


def carry_out(
    site: Site,
    publication: Publication,
    *,
    output: Path,
    patience: float,
    told: Callable[[str], None] | None = None,
    clock: Callable[[], float] = time.time,
) -> Published:
    """Bring the files to their place, then tell the hubs and bring partners their documents.

    One that is killed, at any moment, is made up for by the next: what is to be told is recorded before the files
    change, and sent when they have. `patience` is how many seconds to go on trying what does not get through at once;
    `told` hears of each file that is there. Raises PublishError when files cannot be brought; then nobody is told.
    """
    with Outbox(site.folder / OUTBOX_FOLDER, clock=clock) as outbox:
        recorded = 0
        if not publication.rehearsal:
            outbox.note_addresses(addresses(site))
            recorded = outbox.record(_states(site, publication, output, outbox.told()), known=publication.knows)
        if publication.upload is not None and publication.place is not None:
            _bring(site, publication.upload, publication.place, outbox, output=output, told=told)
        sent = None
        if not publication.rehearsal:
            outbox.release()
            sent = send_waiting(outbox, site, patience=patience, clock=clock)
        return Published(recorded=recorded, sent=sent, waiting=tuple(outbox.messages()))


def _bring(
    site: Site,
    upload: Upload,
    place: Place,
    outbox: Outbox,
    *,
    output: Path,
    told: Callable[[str], None] | None,
) -> None:
    """Bring files, and remove what a publication that was interrupted has left though it is not wanted any more."""
    noted = outbox.bringing(place.identity, upload.files)
    left = (path for path in noted if path not in upload.after.files)
    removed = tuple(sorted({*upload.removed, *left}))
    bring(
        replace(upload, removed=removed),
        output,
        place,
        max_age=site.publishing.max_age,
        compress=site.publishing.gzip,
        told=told,
    )
    outbox.brought(place.identity)


def _states(site: Site, publication: Publication, output: Path, told: Told) -> list[State]:
    private = site.folder / PRIVATE_FOLDER
    states = [*pings(site, publication.manifest), *deliveries(site, output=output, private=private)]
    return [*states, *withdrawn(site, states, told)]


def _place(site: Site, to: str | None) -> Place | None:
    """The place to bring files to. A secret goes nowhere but to the place that it is configured for."""
    configured = site.publishing.place
    known_hosts = site.publishing.known_hosts
    if configured is not None and to in {None, configured.to}:
        return open_place(configured.to, credentials_of(configured, site.folder, known_hosts), folder=site.folder)
    if to is None:
        return None
    _check_address(to)
    return open_place(to, credentials_of(Delivery(to=to), site.folder, known_hosts), folder=Path())


def _check_address(to: str) -> None:
    """Refuse what the configuration may not say either."""
    try:
        parts = urlsplit(to)
    except ValueError as error:
        raise PublishError(f"--to is not an address: {error}.") from error
    if parts.scheme in {"http", "https"}:
        raise PublishError(
            "--to: files cannot be written through a web address.",
            hint="Name the folder or the store behind it, such as sftp://host/path or s3://bucket/path.",
        )
    if parts.password is not None:
        raise PublishError(
            "--to holds a password, which others on this machine could read.",
            hint="Write the place into [publish], and name its secret there with `secret_env` or `secret_file`.",
        )


def _has_receivers(site: Site) -> bool:
    delivered = any(each.delivery is not None for each in site.partners.values())
    return bool(site.feeds.hubs or site.publishing.cloud or delivered)
