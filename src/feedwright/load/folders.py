"""The walk over content/: which files are records, which describe their folder, and which section each stands in."""

# ruff: noqa: PTH110, PTH112, PTH116, PTH118, PTH119 - a Path for every entry would double the time of the walk

import os
import stat
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

import msgspec
from msgspec.structs import replace

from feedwright.load.faults import RecordError, finding
from feedwright.load.files import SUFFIXES, Found, RecordFile, unreadable
from feedwright.model import Finding
from feedwright.patterns import pattern

# Where Jekyll and Eleventy keep templates, data and output, and npm its packages: nothing there is a record.
_NO_RECORDS = frozenset(("_includes", "_layouts", "_data", "_sass", "_plugins", "_site", "node_modules"))
_SUFFIXES = {suffix[1:]: suffix for suffix in SUFFIXES}
_DATA = ".11tydata.json"  # Eleventy's, of a folder or a file
_HALF = pattern("[\ud800-\udfff]")  # of a character: a byte in a name that is not UTF-8
_POSTS = "_posts"
_DRAFTS = frozenset(("_drafts", "drafts"))


def find_records(content: Path, *, site: Path) -> Found:
    """The record files below `content`, with paths relative to the folder `site`.

    Hidden files, editors' backups and the template folders of other generators are passed over, and so are files with
    other suffixes. A folder is a section, except Jekyll's `_posts` and `_drafts`, whose records stand in the section
    of the folder around them, and a folder that holds nothing but an `index` record (and its translations): that
    record is named after the folder and stands in the section around it. Beside other records or sub-folders that
    hold records, `index` is an ordinary record.

    A file is read once: a link to one that is read anyway gives an info finding. A link to something outside
    `content` is an error. A `content` that is not there holds nothing.
    """
    walk = _Walk(shown=_shown(content, site), root=os.path.realpath(content))
    if not os.path.isdir(walk.root):
        return Found(files=(), section_files=(), folders=(), findings=())
    walk.folder(_Folder(location=walk.root, shown=walk.shown, below="", section=""))
    walk.follow_links()
    walk.settle_bundles()
    return Found(
        files=tuple(sorted(walk.files, key=attrgetter("path"))),
        section_files=tuple(sorted(walk.section_files, key=attrgetter("path"))),
        folders=tuple(sorted(walk.sections)),
        findings=tuple(sorted(walk.findings, key=lambda each: each.path or "")),
    )


def _shown(content: Path, site: Path) -> str:
    """The path of content/ as it is shown to people."""
    try:
        path = os.path.relpath(content, site)
    except ValueError:  # on another drive of Windows
        path = str(content)
    return "" if path == "." else path.replace(os.sep, "/")


class _Folder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder on the way."""

    location: str  # absolute
    shown: str  # the path that people see
    below: str  # the path below content/
    section: str
    posts: bool = False  # it is Jekyll's _posts or _drafts, or lies in it
    draft: bool = False

    def inner(self, name: str, location: str) -> "_Folder":
        """A folder of this one."""
        posts = self.posts or name == _POSTS or name in _DRAFTS
        return _Folder(
            location=location,
            shown=_join(self.shown, name),
            below=_join(self.below, name),
            section=self.section if posts else _join(self.section, name),
            posts=posts,
            draft=self.draft or name in _DRAFTS,
        )


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


class _Walk(msgspec.Struct, kw_only=True):
    """What has been found so far."""

    shown: str  # content/, relative to the site's folder
    root: str  # content/, absolute, without links
    files: list[RecordFile] = []
    section_files: list[RecordFile] = []
    sections: set[str] = msgspec.field(default_factory=set)  # of both, and those around them
    bundles: list[tuple[_Folder, list[RecordFile]]] = []  # index records, alone as yet
    links: list[tuple[_Folder, str]] = []
    visited: set[str] = msgspec.field(default_factory=set)  # folders, absolute
    findings: list[Finding] = []

    def folder(self, start: _Folder) -> None:
        """Walk over `start` and the folders in it, links aside."""
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            self.visited.add(folder.location)
            try:
                with os.scandir(folder.location) as scan:
                    entries = sorted(scan, key=attrgetter("name"), reverse=True)
            except OSError as error:
                self.report(folder.below, unreadable(error))
                continue
            records, others = self.records(folder, entries)
            names = self.folders(folder, others)
            waiting += [folder.inner(name, os.path.join(folder.location, name)) for name in names]
            self.keep(folder, names, records)

    def records(
        self, folder: _Folder, entries: list[os.DirEntry[str]]
    ) -> tuple[list[RecordFile], list[os.DirEntry[str]]]:
        """(the record files in `folder`, the entries that are no files), in the order of the names.

        Takes its `entries` from the end of their list, for each holds its status for as long as it is there. This is
        done for every file in every build.
        """
        shown = f"{folder.shown}/" if folder.shown else ""
        section, draft, make = folder.section, folder.draft, tuple.__new__
        records = []
        others = []
        while entries:
            entry = entries.pop()
            if not entry.is_file(follow_symlinks=False):
                others.append(entry)
                continue
            name = entry.name
            stem, _, ending = name.rpartition(".")
            suffix = _SUFFIXES.get(ending) or _SUFFIXES.get(ending.lower())
            if not (name.isascii() or _is_passed_over(name) or self.is_unicode(folder, name)):
                continue
            if suffix is None or not stem or name[0] in ".#" or (suffix == ".json" and name.endswith(_DATA)):
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                self.report(_join(folder.below, name), unreadable(error))
                continue
            # As a plain tuple, for the constructor of a named one takes longer than all that is looked at here.
            told = (shown + name, entry.path, section, stem, suffix, status.st_size, status.st_mtime_ns, draft, False)
            records.append(make(RecordFile, told))
        return records, others

    def folders(self, folder: _Folder, entries: list[os.DirEntry[str]]) -> list[str]:
        """The names of the folders in `folder`, of its `entries` that are no files; notes the links."""
        names = []
        for entry in entries:
            name = entry.name
            if _is_passed_over(name) or not self.is_unicode(folder, name):
                continue
            if entry.is_symlink():
                self.links.append((folder, name))
            elif entry.is_dir(follow_symlinks=False):
                names.append(name)
            elif _suffix(name) in SUFFIXES and not name.endswith(_DATA):
                self.report(_join(folder.below, name), _not_a_file())
        return names

    def is_unicode(self, folder: _Folder, name: str) -> bool:
        """Whether a name in `folder` is text; reports one that is not."""
        if not _HALF.search(name):
            return True
        shown = os.fsencode(name).decode("utf-8", "backslashreplace")
        hint = "Rename it; names are UTF-8."
        message = "The name of the file or folder is not UTF-8, so no address can be made of it."
        self.report(_join(folder.below, shown), RecordError("name-not-utf8", message, hint=hint, line=None))
        return False

    def keep(self, folder: _Folder, folders: list[str], records: list[RecordFile]) -> None:
        """Sort the record files of one folder by what they are."""
        described = [each for each in records if each.stem.startswith("_index")]
        if described:
            described = [each for each in described if each.stem == "_index" or each.stem.startswith("_index.")]
            self.section_files += [each for each in described if each.stem == "_index"]
            records = [each for each in records if each not in described]
        if folder.below and records and not described and all(_is_index(each) for each in records):
            self.bundles.append((folder, records))
            return
        if records or any(each.stem == "_index" for each in described):
            self.sections.update(_upward(folder.section))
        if any(each.suffix == ".json" for each in records):
            data = {*folders, os.path.basename(folder.location)}
            data |= {each.stem for each in records if each.suffix != ".json"}
            records = [
                each._replace(maybe_data=True) if each.suffix == ".json" and each.stem in data else each
                for each in records
            ]
        self.files += records

    def follow_links(self) -> None:
        """Add what links lead to. Folders that they lead to may hold links themselves."""
        linked: set[str] = set()
        position = 0
        while position < len(self.links):
            folder, name = self.links[position]
            position += 1
            path = _join(folder.below, name)
            target = os.path.realpath(os.path.join(folder.location, name))
            if not (os.path.isdir(target) or _suffix(name) in SUFFIXES):
                continue
            if not (target + os.sep).startswith(self.root.rstrip(os.sep) + os.sep):
                message = "The link leads out of content/, so it was not followed."
                hint = "Put the file itself there instead of the link."
                self.report(path, RecordError("outside-content", message, hint=hint, line=None))
            elif not os.path.exists(target):
                message = "The link leads to nothing, so there is no record."
                self.report(path, RecordError("unreadable", message, hint="Delete or mend the link.", line=None))
            elif target in self.visited or target in linked or self.reads(target):
                message = "The link leads to something that is read at its own place; an article has one section."
                hint = "Delete the link."
                self.report(path, RecordError("linked-twice", message, hint=hint, severity="info", line=None))
            elif os.path.isdir(target):
                self.folder(folder.inner(name, target))
            else:
                linked.add(target)
                self.linked_file(folder, name, target)

    def reads(self, target: str) -> bool:
        """Whether the file `target` is read at its own place."""
        folder, name = os.path.split(target)
        return folder in self.visited and _suffix(name) in SUFFIXES and not _is_passed_over(name)

    def linked_file(self, folder: _Folder, name: str, target: str) -> None:
        """Add the record file that the link `name` leads to."""
        try:
            status = os.stat(target, follow_symlinks=False)
        except OSError as error:
            self.report(_join(folder.below, name), unreadable(error))
            return
        if not stat.S_ISREG(status.st_mode):
            self.report(_join(folder.below, name), _not_a_file())
            return
        self.keep(replace(folder, below=""), [], [_record_file(folder, name, _suffix(name), target, status)])

    def settle_bundles(self) -> None:
        """Sort the `index` records, when it is known which have their folder for themselves."""
        # The innermost first: a record that moves up into a folder makes that one a section.
        for folder, records in sorted(self.bundles, key=lambda each: (-each[0].section.count("/"), each[0].below)):
            if not folder.posts and folder.section in self.sections:
                self.files += records
                continue
            section = folder.section if folder.posts else folder.section.rpartition("/")[0]
            name = folder.below.rpartition("/")[2]
            moved = [each._replace(folder=section, stem=name + each.stem.removeprefix("index")) for each in records]
            self.files += moved
            self.sections.update(_upward(section))

    def report(self, below: str, error: RecordError) -> None:
        """Add a finding about the file or folder `below` content/."""
        self.findings.append(finding(_join(self.shown, below), error))


def _record_file(folder: _Folder, name: str, suffix: str, location: str, status: os.stat_result) -> RecordFile:
    """The record file `name` in `folder`, whose bytes are at `location`."""
    return RecordFile(
        f"{folder.shown}/{name}" if folder.shown else name,
        location,
        folder.section,
        name[: -len(suffix)],
        suffix,
        status.st_size,
        status.st_mtime_ns,
        folder.draft,
    )


def _not_a_file() -> RecordError:
    """The fault of a pipe, a socket or a device with the name of a record."""
    message = "The record is not an ordinary file, so it was not read."
    hint = "Put an ordinary file there, or give it a name that is not a record's."
    return RecordError("unreadable", message, hint=hint, line=None)


def _suffix(name: str) -> str:
    """The suffix of a name that does not begin with a dot; os.path.splitext takes six times as long."""
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def _is_passed_over(name: str) -> bool:
    """Whether a file or folder is hidden, an editor's backup, or another tool's own."""
    return name[0] in ".#" or name[-1] == "~" or name in _NO_RECORDS


def _is_index(file: RecordFile) -> bool:
    return file.stem == "index" or file.stem.startswith("index.")


def _upward(folder: str) -> Iterator[str]:
    """`folder` and all the folders around it, below content/."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
