"""find_records: which files are records, and the section and name of each."""

import json
import os
import random
import socket
from pathlib import Path
from typing import Any

import pytest

from feedwright.load import Found, RecordFile, find_records, read_records
from feedwright.load import folders as folders_module
from feedwright.model import RawRecord

CASES: dict[str, Any] = json.loads(
    (Path(__file__).parent / "cases" / "load" / "folders.json").read_text(encoding="utf-8")
)
RECORD = "---\ntitle: A\n---\n"


def find(folder: Path, *names: str) -> Found:
    """What is found when content/ holds files with these names."""
    (folder / "content").mkdir(exist_ok=True)
    for name in names:
        write(folder / "content" / name)
    return find_records(folder / "content", site=folder)


def write(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{}" if file.suffix == ".json" else RECORD, encoding="utf-8")
    return file


def shown(file: RecordFile) -> str:
    marks = " draft" * file.draft + " data" * file.maybe_data
    return f"{file.path} {file.folder} {file.stem}{marks}"


def paths(found: Found) -> list[str]:
    return [file.path for file in found.files]


def findings(found: Found) -> list[str]:
    assert all(each.line is None and each.hint for each in found.findings)
    return [f"{each.severity} {each.rule} {each.path}" for each in found.findings]


@pytest.mark.parametrize("case", CASES)
def test_folders_hold(case: str, tmp_path: Path) -> None:
    expected = CASES[case]
    found = find(tmp_path, *expected["files"])
    assert [shown(file) for file in found.files] == expected["records"]
    assert [shown(file) for file in found.section_files] == expected.get("section_files", [])
    assert list(found.folders) == expected["folders"]
    assert found.findings == ()


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_the_file_system_does_not_matter(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the names come in another order each time, and with links among them."""
    find(tmp_path, *CASES[case]["files"], "z/target.md")
    for number, name in enumerate(["link.md", "y/link.md", "y/x/link.md"]):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).symlink_to(tmp_path / "content" / "z" / ".hidden.md")
        (tmp_path / "content" / "z" / f"link{number}").symlink_to(tmp_path / "content" / "y")
    write(tmp_path / "content" / "z" / ".hidden.md")
    first = find(tmp_path)
    scandir = os.scandir

    class Shuffled:
        def __init__(self, path: str) -> None:
            with scandir(path) as scan:
                self.entries = sorted(scan, key=lambda entry: entry.name, reverse=True)
                random.Random(1).shuffle(self.entries)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(folders_module.os, "scandir", Shuffled)  # type: ignore[attr-defined]
    assert find(tmp_path) == first


def test_a_data_file_is_a_record_only_with_a_title(tmp_path: Path) -> None:
    content = tmp_path / "content"
    find(tmp_path, "a.md", "b.md")
    (content / "a.json").write_text('{"layout": "post"}', encoding="utf-8")
    (content / "b.json").write_text('{"title": "B", "date": "2018"}', encoding="utf-8")
    (content / "c.json").write_text('{"layout": "post"}', encoding="utf-8")
    (content / "content.json").write_text('[{"x": 1}]', encoding="utf-8")
    records = [each for file in find(tmp_path).files for each in read_records(file) if file.suffix == ".json"]
    assert [each.origin.path for each in records if isinstance(each, RawRecord)] == [
        "content/b.json",
        "content/c.json",
        "content/content.json",
    ]


def test_there_need_be_no_content(tmp_path: Path) -> None:
    found = find_records(tmp_path / "content", site=tmp_path)
    assert (*found.files, *found.section_files, *found.folders, *found.findings) == ()
    (tmp_path / "content").write_text("x", encoding="utf-8")
    assert not find_records(tmp_path / "content", site=tmp_path).files


def test_content_may_be_the_site_or_lie_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "site" / "a.md")
    assert paths(find_records(tmp_path / "site", site=tmp_path / "site")) == ["a.md"]
    assert paths(find_records(tmp_path / "site", site=tmp_path / "other")) == ["../site/a.md"]


def test_content_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "news" / "a.md")
    (tmp_path / "content").symlink_to(tmp_path / "elsewhere")
    found = find(tmp_path)
    assert [shown(file) for file in found.files] == ["content/news/a.md news a"]
    assert [each.fields for each in read_records(next(iter(found.files))) if isinstance(each, RawRecord)] == [
        {"title": "A"}
    ]


def test_links_to_what_is_not_read_otherwise(tmp_path: Path) -> None:
    """A record below a hidden folder has the place of its link; so has a folder of records."""
    content = tmp_path / "content"
    write(content / ".store" / "a.md")
    write(content / ".store" / "more" / "b.md")
    write(content / "sports" / "c.md")
    (content / "sports" / "final.md").symlink_to("../.store/a.md")
    (content / "arts").symlink_to(content / ".store" / "more")
    found = find(tmp_path)
    assert [shown(file) for file in found.files] == [
        "content/arts/b.md arts b",
        "content/sports/c.md sports c",
        "content/sports/final.md sports final",
    ]
    assert found.folders == ("arts", "sports")
    assert findings(found) == []
    assert all(isinstance(each, RawRecord) for file in found.files for each in read_records(file))


def test_what_is_read_at_its_own_place_is_read_once(tmp_path: Path) -> None:
    content = tmp_path / "content"
    find(tmp_path, "sports/a.md")
    write(content / ".store" / "b.md")
    (content / "again.md").symlink_to("sports/a.md")
    (content / "games").symlink_to("sports")
    (content / "one.md").symlink_to(".store/b.md")
    (content / "two.md").symlink_to("one.md")
    found = find(tmp_path)
    assert paths(found) == ["content/one.md", "content/sports/a.md"]
    assert findings(found) == [
        "info record/linked-twice content/again.md",
        "info record/linked-twice content/games",
        "info record/linked-twice content/two.md",
    ]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    content = tmp_path / "content"
    find(tmp_path, "sports/a.md")
    (content / "sports" / "up").symlink_to("..")
    (content / "sports" / "self").symlink_to(".")
    (content / "loop.md").symlink_to("pool.md")
    (content / "pool.md").symlink_to("loop.md")
    found = find(tmp_path)
    assert paths(found) == ["content/sports/a.md"]
    assert findings(found) == [
        "error record/unreadable content/loop.md",
        "error record/unreadable content/pool.md",
        "info record/linked-twice content/sports/self",
        "info record/linked-twice content/sports/up",
    ]


def test_links_out_of_content_are_not_followed(tmp_path: Path) -> None:
    content = tmp_path / "content"
    find(tmp_path, "a.md")
    write(tmp_path / "content-of-others" / "b.md")
    (content / "b.md").symlink_to("../content-of-others/b.md")
    (content / "folder").symlink_to(tmp_path / "content-of-others")
    (content / "gone.md").symlink_to(tmp_path / "none" / "gone.md")
    (content / "photo.jpg").symlink_to(tmp_path / "content-of-others" / "b.md")
    found = find(tmp_path)
    assert paths(found) == ["content/a.md"]
    assert findings(found) == [
        "error record/outside-content content/b.md",
        "error record/outside-content content/folder",
        "error record/outside-content content/gone.md",
    ]


def test_a_link_to_nothing(tmp_path: Path) -> None:
    content = tmp_path / "content"
    find(tmp_path, "a.md")
    (content / "b.md").symlink_to("gone.md")
    (content / "photo.jpg").symlink_to("gone.jpg")
    found = find(tmp_path)
    assert findings(found) == ["error record/unreadable content/b.md"]
    assert "leads to nothing" in found.findings[0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_sockets_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "content"
    find(tmp_path, "a.md")
    os.mkfifo(content / "pipe.md")
    os.mkfifo(content / ".pipe.md")
    os.mkfifo(content / "pipe.txt")
    (content / "link.md").symlink_to(".pipe.md")
    monkeypatch.chdir(content)  # the path of a socket has to be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.json")
        found = find(tmp_path)
    assert paths(found) == ["content/a.md"]
    assert findings(found) == [
        "error record/unreadable content/link.md",
        "error record/unreadable content/pipe.md",
        "error record/unreadable content/socket.json",
    ]


def test_names_that_are_not_utf_8(tmp_path: Path) -> None:
    find(tmp_path, "a.md")
    content = os.fsencode(tmp_path / "content")
    try:
        for name in (b"caf\xe9.md", b"caf\xe9.jpg", b".\xe9.md", b"#\xe9.md", b"\xe9.md~"):
            with open(content + b"/" + name, "wb"):  # noqa: PTH123 - Path knows no bytes
                pass
    except OSError:
        pytest.skip("this file system takes only names in Unicode")
    os.mkdir(content + b"/\xff")  # noqa: PTH102 - Path knows no bytes
    found = find(tmp_path)
    assert paths(found) == ["content/a.md"]
    assert findings(found) == [
        r"error record/name-not-utf8 content/\xff",
        r"error record/name-not-utf8 content/caf\xe9.jpg",
        r"error record/name-not-utf8 content/caf\xe9.md",
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
def test_what_may_not_be_read_costs_itself(tmp_path: Path) -> None:
    find(tmp_path, "a.md", "b.md", "closed/c.md")
    (tmp_path / "content" / "b.md").chmod(0)
    (tmp_path / "content" / "closed").chmod(0)
    try:
        found = find(tmp_path)
        outcome = [each for file in found.files for each in read_records(file)]
    finally:
        (tmp_path / "content" / "closed").chmod(0o700)
    assert findings(found) == ["error record/unreadable content/closed"]
    assert [isinstance(each, RawRecord) for each in outcome] == [True, False]


def test_a_folder_that_cannot_be_read_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find(tmp_path, "a.md", "closed/c.md")
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(folders_module.os, "scandir", refusing)  # type: ignore[attr-defined]
    found = find(tmp_path)
    assert paths(found) == ["content/a.md"]
    assert findings(found) == ["error record/unreadable content/closed"]
    assert "permission denied" in found.findings[0].message


def test_deep_folders(tmp_path: Path) -> None:
    """As deep as a path may be: the walk does not recurse."""
    name = "/".join(["d"] * 900) + "/a.md"
    found = find(tmp_path, name)
    assert paths(found) == [f"content/{name}"]
    assert len(found.folders) == 900
