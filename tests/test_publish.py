"""Publishing into a directory: whole files, nothing touched that did not change, nothing removed that is not ours."""

import json
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feedwright.errors import PublishError
from feedwright.model import Document, Origin
from feedwright.publish import (
    MANIFEST_FILE,
    Changes,
    FileRecord,
    Manifest,
    Published,
    begin_staging,
    compare,
    file_record,
    noted,
    publish,
    read_manifest,
)
from feedwright.publish.directory import is_published


def document(path: str, text: str = "x", **entries: str) -> Document:
    origins = {entry: Origin(path=record) for entry, record in entries.items()}
    return Document(path=path, media_type="application/rss+xml", data=text.encode(), entries=origins)


def manifest_of(*documents: Document) -> Manifest:
    return Manifest(
        files={each.path: file_record(each) for each in documents},
        feeds={each.path: tuple(each.entries) for each in documents if each.entries},
        entries={},
    )


def put(output: Path, *documents: Document) -> Changes:
    """Publish `documents` and nothing else."""
    staging = begin_staging(output)
    try:
        return publish([staging.take(each) for each in documents], manifest_of(*documents), staging)
    except PublishError:
        staging.clear()
        raise


def differing(output: Path, *documents: Document) -> Changes:
    """What `put` would do."""
    staging = begin_staging(output, write=False)
    return compare([staging.take(each) for each in documents], manifest_of(*documents), staging)


def files(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


def test_documents_and_manifest_are_written(tmp_path: Path) -> None:
    changes = put(tmp_path, document("rss.xml", "a", one="content/1.md"), document("s/t/rss.xml", "b"))
    assert changes.added == ("rss.xml", "s/t/rss.xml", MANIFEST_FILE)
    manifest = json.loads((tmp_path / MANIFEST_FILE).read_text())
    assert manifest["feeds"] == {"rss.xml": ["one"]}
    assert manifest["files"]["rss.xml"] == {
        "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        "bytes": 1,
        "type": "application/rss+xml",
    }
    assert stat.S_IMODE((tmp_path / "rss.xml").stat().st_mode) == 0o644


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    put(tmp_path, document("a.xml"), document("b.xml", "1"))
    for file in tmp_path.iterdir():
        os.utime(file, (1, 1))
    changes = put(tmp_path, document("a.xml"), document("b.xml", "2"))
    assert (changes.changed, changes.unchanged) == (("b.xml", MANIFEST_FILE), 1)
    assert (tmp_path / "a.xml").stat().st_mtime == 1
    assert (tmp_path / "b.xml").stat().st_mtime != 1


def test_only_what_the_manifest_lists_is_removed(tmp_path: Path) -> None:
    put(tmp_path, document("a.xml"), document("old/deep/b.xml"), document("mixed/c.xml"))
    (tmp_path / "mixed/theirs.txt").write_text("keep")
    (tmp_path / "index.html").write_text("keep")
    changes = put(tmp_path, document("a.xml"))
    assert changes.removed == ("mixed/c.xml", "old/deep/b.xml")
    assert set(files(tmp_path)) == {"a.xml", "index.html", "mixed/theirs.txt", MANIFEST_FILE}
    assert not (tmp_path / "old").exists()


def test_what_the_manifest_lists_beside_the_documents_stays(tmp_path: Path) -> None:
    first, second = document("a.xml", "good", one="content/1.md"), document("b.xml")
    put(tmp_path, first, second)
    staging = begin_staging(tmp_path)
    new = document("b.xml", "new")
    changes = publish([staging.take(new)], manifest_of(first, new), staging)
    assert (changes.changed, changes.removed, changes.unchanged) == (("b.xml", MANIFEST_FILE), (), 1)
    assert files(tmp_path)["a.xml"] == "good"
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert set(manifest.files) == {"a.xml", "b.xml"}
    assert manifest.feeds == {"a.xml": ("one",)}


def test_whether_a_file_is_as_it_was_published(tmp_path: Path) -> None:
    one = document("a/b.xml", "good")
    assert not Published(tmp_path).holds(one.path, file_record(one))
    put(tmp_path, one)
    assert Published(tmp_path).holds(one.path, file_record(one))
    for other in ("evil", "good\n", ""):
        (tmp_path / "a/b.xml").write_text(other)
        assert not Published(tmp_path).holds(one.path, file_record(one))


def watch_reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read, as it happens."""
    read: list[str] = []

    def watched(path: str, record: FileRecord, output: Path) -> bool:
        read.append(path)
        return is_published(path, record, output)

    monkeypatch.setattr("feedwright.publish.published.is_published", watched)
    return read


def settled(folder: Path) -> None:
    """Wait until nothing in a folder was changed so lately that it may change unseen."""
    newest = max(file.stat().st_ctime_ns for file in folder.rglob("*"))
    while time.time_ns() <= newest + 30_000_000:
        time.sleep(0.01)


def overwrite(file: Path) -> None:
    file.write_text("evil")


def overwrite_and_set_the_times(file: Path) -> None:
    before = file.stat()
    file.write_text("evil")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_another_in_its_place(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("evil")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)


def link_to_another(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("evil")
    file.unlink()
    file.symlink_to(other)


@pytest.mark.skipif(os.name != "posix", reason="only POSIX says when a file was last changed")
@pytest.mark.parametrize(
    "touch", [overwrite, overwrite_and_set_the_times, put_another_in_its_place, link_to_another, Path.unlink]
)
def test_a_file_is_read_again_only_when_somebody_touched_it(
    touch: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = document("a/b.xml", "good"), document("c.xml", "fine")
    put(tmp_path, one, two)
    settled(tmp_path)
    first = Published(tmp_path)
    assert all(first.holds(each.path, file_record(each)) for each in (one, two))
    read = watch_reading(monkeypatch)
    again = Published(tmp_path, first.seen)
    assert all(again.holds(each.path, file_record(each)) for each in (one, two))
    assert (read, again.seen) == ([], first.seen)
    assert not again.holds(one.path, file_record(document("a/b.xml", "evil")))
    touch(tmp_path / "a/b.xml")
    assert not Published(tmp_path, first.seen).holds(one.path, file_record(one))
    assert Published(tmp_path, first.seen).holds(two.path, file_record(two))
    assert set(read) == {"a/b.xml"}


def test_what_was_changed_just_now_may_change_again_unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = document("a/b.xml", "good")
    put(tmp_path, one)
    changed = (tmp_path / "a/b.xml").stat().st_ctime_ns
    monkeypatch.setattr("feedwright.publish.published.time.time_ns", lambda: changed + 10_000_000)
    published = Published(tmp_path)
    read = watch_reading(monkeypatch)
    published.note(one.path, file_record(one))
    assert read == []
    assert published.holds(one.path, file_record(one))
    assert published.seen == {}


def test_compare_writes_nothing_and_says_the_same(tmp_path: Path) -> None:
    output = tmp_path / "feeds"
    assert differing(output, document("a.xml")).added == ("a.xml", MANIFEST_FILE)
    assert not output.exists()
    put(output, document("a.xml"), document("b.xml"))
    before = files(output)
    changes = differing(output, document("a.xml", "new"))
    assert (changes.changed, changes.removed) == (("a.xml", MANIFEST_FILE), ("b.xml",))
    assert files(output) == before
    assert not differing(output, document("a.xml"), document("b.xml"))


def test_an_output_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_text("a file, not a folder")
    with pytest.raises(PublishError, match=r"feeds.* cannot be written: .*--output"):
        put(tmp_path / "feeds", document("a.xml"))
    assert (tmp_path / "feeds").read_text() == "a file, not a folder"


@pytest.mark.parametrize(
    "manifest",
    ["{", "[]", '{"version": 1}', '{"version":1,"feeds":{},"files":{"../x":{"sha256":"","bytes":1,"type":""}}}'],
)
def test_a_manifest_that_cannot_be_trusted_stops_the_work(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST_FILE).write_text(manifest)
    with pytest.raises(PublishError, match=r"manifest\.json .*empty folder"):
        put(tmp_path, document("a.xml"))
    assert set(files(tmp_path)) == {MANIFEST_FILE}


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, document("a.xml", "old"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PublishError, match="No space left"):
        put(tmp_path, document("a.xml", "new"))
    assert files(tmp_path)["a.xml"] == "old"
    assert set(files(tmp_path)) == {"a.xml", MANIFEST_FILE}


def test_what_waits_is_no_part_of_what_is_published(tmp_path: Path) -> None:
    output = tmp_path / "public" / "feeds"
    staging, other = begin_staging(output), begin_staging(output)
    taken = [staging.take(document(path)) for path in ("a.xml", "new/a.xml", "new/deep/a.xml")]
    other.take(document("a.xml"))
    assert {each.state for each in taken} == {"added"}
    assert not [path for path in files(output) if not path.startswith(".")]
    staging.clear()
    assert len(files(output)) == 1
    other.clear()
    assert not list(tmp_path.iterdir())


def test_an_empty_output_that_was_there_stays(tmp_path: Path) -> None:
    staging = begin_staging(tmp_path)
    staging.take(document("new/a.xml"))
    staging.clear()
    assert files(tmp_path) == {}


def test_what_is_published_as_it_is_does_not_wait(tmp_path: Path) -> None:
    put(tmp_path, document("a.xml"), document("b.xml"))
    staging = begin_staging(tmp_path)
    assert [staging.take(document(*each)).state for each in (("a.xml",), ("b.xml", "new"))] == ["unchanged", "changed"]
    assert len(list(tmp_path.iterdir())) == 4


def test_nothing_waits_any_more_in_folders_that_are_linked(tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "feeds", tmp_path / "elsewhere"
    output.mkdir()
    elsewhere.mkdir()
    (output / "world").symlink_to(elsewhere)
    (elsewhere / "around").symlink_to(output)
    (elsewhere / "above").symlink_to(tmp_path)
    staging = begin_staging(output)
    staging.take(document("world/a.xml"))
    assert len(list(elsewhere.iterdir())) == 3
    staging.clear()
    assert {each.name for each in elsewhere.iterdir()} == {"around", "above"}


def test_what_is_made_again_waits_once(tmp_path: Path) -> None:
    """As it is made by another process when the first one to make it was killed."""
    staging = begin_staging(tmp_path)
    staging.take(document("new/a.xml", "half"))
    again = document("new/a.xml")
    publish([staging.take(again), staging.take(document("other/a.xml"))], manifest_of(again), staging)
    assert set(files(tmp_path)) == {"new/a.xml", "other/a.xml", MANIFEST_FILE}
    assert files(tmp_path)["new/a.xml"] == again.data.decode()


@pytest.mark.skipif(os.name != "posix", reason="there are no such locks on this system")
def test_what_waits_of_a_killed_build_is_removed_by_the_next(tmp_path: Path) -> None:
    feeds, folder = tmp_path / "feeds", tmp_path / ".feedwright"
    runs, killed = begin_staging(feeds), begin_staging(feeds)
    with noted([runs], folder):
        child = os.fork()
        if not child:
            with noted([killed], folder):
                killed.take(document("a.xml"))
                os._exit(0)
        os.waitpid(child, 0)
        runs.take(document("b.xml"))
        assert len(list(folder.iterdir())) == len(files(feeds)) == 2
        with noted([begin_staging(tmp_path / "other")], folder):  # a note leads nowhere but where a build publishes
            assert len(files(feeds)) == 2
        with noted([begin_staging(feeds)], folder):
            assert [path.startswith(".b.xml") for path in files(feeds)] == [True]
    assert not list(folder.iterdir())


def test_where_nothing_can_be_noted_documents_wait_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".feedwright").write_text("no folder", encoding="utf-8")
    with noted([begin_staging(tmp_path)], tmp_path / ".feedwright"):
        put(tmp_path, document("a.xml"))
    assert set(files(tmp_path)) == {".feedwright", "a.xml", MANIFEST_FILE}
