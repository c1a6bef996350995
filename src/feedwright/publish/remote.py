"""Brings an output folder to where it is served: what changed, nothing before what it links to, the manifest last."""

import gzip
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import msgspec

from feedwright.errors import PublishError
from feedwright.publish.manifest import MANIFEST_FILE, Manifest, decode_manifest
from feedwright.publish.remote_place import Headers, Place
from feedwright.site import ARCHIVE_FOLDER

_DAY = 86_400


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """What a place lacks, and what it has too many of."""

    before: Manifest | None  # what was brought there last; None: nothing
    after: Manifest
    files: tuple[str, ...]  # to bring, in their order; without the manifest
    removed: tuple[str, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.files or self.removed) or self.before != self.after


def compare_place(manifest: Manifest, place: Place) -> Upload:
    """What `bring` has to do so that `place` has what `manifest` lists.

    Raises PublishError when another newsroom has published there: its files would be removed.
    """
    data = place.read(MANIFEST_FILE)
    before = None if data is None else decode_manifest(data, f"{place.name}/{MANIFEST_FILE}")
    if before is not None and _are_strangers(before, manifest):
        raise PublishError(
            f"{place.name}: another newsroom has published there; none of its entries is known here.",
            hint=f"Name another place. If its files may go, remove them, or its {MANIFEST_FILE} alone.",
        )
    known = {} if before is None else before.files
    changed = [path for path, record in manifest.files.items() if known.get(path) != record]
    return Upload(
        before=before,
        after=manifest,
        files=tuple(sorted(changed, key=lambda path: _order(path, manifest))),
        removed=tuple(sorted(path for path in known if path not in manifest.files)),
        unchanged=len(manifest.files) - len(changed),
    )


def bring(
    upload: Upload,
    output: Path,
    place: Place,
    *,
    max_age: int,
    compress: bool,
    told: Callable[[str], None] | None = None,
) -> None:
    """Bring the files in `output` to `place`, and remove there what the last manifest lists and this one does not.

    `max_age` is the seconds that caches may keep what can change. `compress`: gzip, where the place can say so. `told`
    hears the path of each file when it is there. Raises PublishError when a file is not what the manifest lists, or
    cannot be brought; what is there then is whole, and the next call goes on.
    """
    if not upload:
        return
    settled = settled_archives(upload.after)

    def carry(path: str) -> None:
        data = sound_file(output / path, path, upload.after)
        packed = compress and place.says_headers and _compressible(upload.after.files[path].media_type)
        place.write(
            path,
            gzip.compress(data, mtime=0) if packed else data,
            Headers(
                media_type=upload.after.files[path].media_type,
                cache_control=_cache_control(max_age, settled=path in settled),
                encoding="gzip" if packed else None,
            ),
        )
        if told is not None:
            told(path)

    for _, paths in groupby(upload.files, key=lambda path: _rank(path, upload.after)):
        _each(carry, tuple(paths), place.writers)
    for path in upload.removed:
        place.remove(path)
    headers = Headers(media_type="application/json", cache_control="no-cache")
    place.write(MANIFEST_FILE, upload.after.encode(), headers)


def sound_file(file: Path, path: str, manifest: Manifest) -> bytes:
    """The bytes of a file that is what `manifest` lists at `path`. Raises PublishError when it is not."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise PublishError(
            f"{file} cannot be read: {error.strerror or error}.", hint="Run feedwright build, then publish again."
        ) from error
    if hashlib.sha256(data).hexdigest() != manifest.files[path].sha256:
        raise PublishError(
            f"{file} is not what {MANIFEST_FILE} lists.", hint="Run feedwright build, then publish again."
        )
    return data


def _are_strangers(one: Manifest, other: Manifest) -> bool:
    """Whether two manifests have entries, and neither an entry nor a host of their articles in common."""
    if not one.entries or not other.entries or one.entries.keys() & other.entries.keys():
        return False
    return _hosts(one).isdisjoint(_hosts(other))


def _hosts(manifest: Manifest) -> set[str]:
    return {entry.url.partition("://")[2].partition("/")[0] for entry in manifest.entries.values()}


def is_archive(path: str, manifest: Manifest) -> bool:
    """Whether a file is an archive document of a feed that `manifest` lists."""
    return _archived_feed(path, manifest) is not None


def settled_archives(manifest: Manifest) -> frozenset[str]:
    """The archive documents that another came after: the latest of each feed has yet to gain its link to the next."""
    paths: dict[str, list[str]] = {}
    for path in manifest.feeds:
        if (feed := _archived_feed(path, manifest)) is not None:
            paths.setdefault(feed, []).append(path)
    return frozenset(each for found in paths.values() for each in sorted(found, key=_place_in_time)[:-1])


def _archived_feed(path: str, manifest: Manifest) -> str | None:
    """The feed document that an archive document belongs to; None where it is none."""
    parts = path.split("/")
    if len(parts) < 3 or parts[-3] != ARCHIVE_FOLDER:
        return None
    feed = "/".join((*parts[:-3], parts[-1]))
    return feed if feed in manifest.feeds else None


def _place_in_time(path: str) -> tuple[tuple[int, str], ...]:
    """What sorts archives by their names: "2018-11", or the number of the first article."""
    name = path.split("/")[-2]
    return tuple((int(part) if part.isdecimal() else 0, part) for part in name.split("-"))


def _each(work: Callable[[str], None], paths: Sequence[str], writers: int) -> None:
    if writers == 1:
        for path in paths:
            work(path)
        return
    with ThreadPoolExecutor(writers) as pool:
        running = [pool.submit(work, path) for path in paths]
        try:
            for done in running:
                done.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _order(path: str, manifest: Manifest) -> tuple[int, str]:
    return _rank(path, manifest), path


def _rank(path: str, manifest: Manifest) -> int:
    """What nothing links to comes last: styles, archives, feeds, lists of feeds, pages."""
    media_type = manifest.files[path].media_type
    if is_archive(path, manifest):
        return 1
    if path in manifest.feeds:
        return 2
    if media_type.startswith("text/html"):
        return 4
    return 0 if media_type.startswith(("text/css", "image/")) else 3


def _cache_control(max_age: int, *, settled: bool) -> str:
    if settled:  # not for ever, though RFC 5005 would have it so: a withdrawal has to reach the caches too
        return f"public, max-age={_DAY}, stale-if-error={_DAY}"
    return f"public, max-age={max_age}, stale-if-error={_DAY}"


def _compressible(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type.partition(";")[0].endswith(("xml", "json", "javascript"))
