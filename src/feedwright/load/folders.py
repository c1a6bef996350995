"""The walk over content/: which files are records, which describe their folder, and which section each stands in."""

# ruff: noqa: PTH110, PTH112, PTH116, PTH118, PTH119 - a Path for every entry would double the time of the walk

import os
import stat
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from feedwright.load.faults import RecordError, finding
from feedwright.load.files import SUFFIXES, RecordFile, unreadable
from feedwright.load.lines import kind_of
from feedwright.load.listing import Listing
from feedwright.load.statuses import Group, Lines, Statuses, lines_of
from feedwright.patterns import pattern

if TYPE_CHECKING:
    from pathlib import Path

    from feedwright.model import Finding
    from feedwright.processes import Processes

# Where Jekyll and Eleventy keep templates, data and output, and npm its packages: nothing there is a record.
_NO_RECORDS = frozenset(("_includes", "_layouts", "_data", "_sass", "_plugins", "_site", "node_modules"))
_DATA = ".11tydata.json"  # Eleventy's, of a folder or a file
_HALF = pattern("[\ud800-\udfff]")  # of a character: a byte in a name that is not UTF-8
_POSTS = "_posts"
_DRAFTS = frozenset(("_drafts", "drafts"))


class Found(NamedTuple):
    """What lies below content/, in the order of the paths."""

    files: Listing
    section_files: tuple[RecordFile, ...]  # `_index.md` and its like: they describe their folder
    folders: tuple[str, ...]  # below content/, that hold records or section files at any depth
    findings: "tuple[Finding, ...]"


def find_records(content: "Path", *, site: "Path", processes: "Processes | None" = None) -> Found:
    """The record files below `content`, with paths relative to the folder `site`.

    Hidden files, editors' backups and the template folders of other generators are passed over, and so are files with
    other suffixes. A folder is a section, except Jekyll's `_posts` and `_drafts`, whose records stand in the section
    of the folder around them, and a folder that holds nothing but an `index` record (and its translations): that
    record is named after the folder and stands in the section around it. Beside other records or sub-folders that
    hold records, `index` is an ordinary record.

    A file is read once: a link to one that is read anyway gives an info finding. A link to something outside
    `content` is an error. A `content` that is not there holds nothing. Other `processes` help with many files; without
    them one begins where there are very many.
    """
    with Statuses(processes) as statuses:
        walk = _Walk(_shown(content, site), os.path.realpath(content), statuses)
        if os.path.isdir(walk.root):
            walk.folder(_Folder(location=walk.root, shown=walk.shown, below="", section=""))
            walk.follow_links()
            walk.settle_bundles()
        lines = sorted(walk.heard(statuses.lines()))
    return Found(
        files=Listing.of(lines, walk.root, walk.shown),
        section_files=tuple(sorted(walk.section_files, key=attrgetter("path"))),
        folders=tuple(sorted(walk.sections)),
        findings=tuple(sorted(walk.findings, key=lambda each: each.path or "")),
    )


def _shown(content: "Path", site: "Path") -> str:
    """The path of content/ as it is shown to people."""
    try:
        path = os.path.relpath(content, site)
    except ValueError:  # on another drive of Windows
        path = str(content)
    return "" if path == "." else path.replace(os.sep, "/")


class _Folder(NamedTuple):
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


class _Bundle(NamedTuple):
    """A folder that holds nothing but index records, as yet."""

    folder: _Folder
    names: list[str]


class _Walk:
    """What has been found so far."""

    def __init__(self, shown: str, root: str, statuses: Statuses) -> None:
        self.shown = shown  # content/, relative to the site's folder
        self.root = root  # content/, absolute, without links
        self.statuses = statuses  # of the record files
        self.section_files: list[RecordFile] = []
        self.sections: set[str] = set()  # of both, and those around them
        self.bundles: list[_Bundle] = []
        self.links: list[tuple[_Folder, str]] = []
        self.visited: set[str] = set()  # folders, absolute
        self.findings: list[Finding] = []

    def folder(self, start: _Folder) -> None:
        """Walk over `start` and the folders in it, links aside."""
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            self.visited.add(folder.location)
            files: list[str] = []
            others: list[os.DirEntry[str]] = []
            try:
                with os.scandir(folder.location) as scan:
                    for entry in scan:
                        if entry.is_file(follow_symlinks=False):
                            files.append(entry.name)
                        else:
                            others.append(entry)
            except OSError as error:
                self.report(folder.below, unreadable(error))
                continue
            names = self.folders(folder, sorted(others, key=attrgetter("name")))
            waiting += [folder.inner(name, os.path.join(folder.location, name)) for name in names]
            self.keep(folder, names, self.records(folder, sorted(files)))

    def records(self, folder: _Folder, names: list[str]) -> list[str]:
        """Those of the names of files in `folder` that are a record's. Asked of every file in every build."""
        if not "".join(names).isascii():
            names = [name for name in names if name.isascii() or _is_passed_over(name) or self.is_unicode(folder, name)]
        return [
            name
            for name in names
            if name[name.rfind(".") :].lower() in SUFFIXES and name[0] not in ".#" and not name.endswith(_DATA)
        ]

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

    def keep(self, folder: _Folder, folders: list[str], names: list[str], *, target: str | None = None) -> None:
        """Sort the record files of a folder by what they are, by their `names` in their order.

        `folders` are the names of those in it. `target` is where the only file is, when a link leads to it. A file that
        turns out to be gone counts here: it was there a moment ago.
        """
        first = bisect_left(names, "_index")
        described = [name for name in names[first : bisect_left(names, "_indey")] if _is_named(name, "_index")]
        if described:
            names = sorted(set(names).difference(described))
            described = [name for name in described if _stem(name) == "_index"]
            kind = kind_of(folder.section, draft=folder.draft)
            if described:
                lines = self.heard(lines_of([_group(folder, described, kind, self.root, target)]))
                self.section_files += Listing.of(lines, self.root, self.shown)
        elif folder.below and names and target is None and all(_is_named(name, "index") for name in names):
            self.bundles.append(_Bundle(folder, names))
            return
        if names or described:
            self.sections.update(_upward(folder.section))
        if ".json" in "".join(names).lower():
            data = _data_among(names, {*folders, os.path.basename(folder.location)})
            self.add(folder, data, target=target, maybe_data=True)
            names = sorted(set(names).difference(data))
        self.add(folder, names, target=target)

    def add(self, folder: _Folder, names: Sequence[str], *, target: str | None, maybe_data: bool = False) -> None:
        """Add record files in a folder."""
        if names:
            kind = kind_of(folder.section, draft=folder.draft, maybe_data=maybe_data)
            self.statuses.add(_group(folder, names, kind, self.root, target))

    def heard(self, told: Lines) -> list[str]:
        """The lines of files; a finding for each that is gone by now."""
        for path, number in told.gone:
            self.findings.append(finding(path, unreadable(OSError(number, os.strerror(number)))))
        return told.lines

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
        self.keep(folder, [], [name], target=target)

    def settle_bundles(self) -> None:
        """Sort the `index` records, when it is known which have their folder for themselves."""
        # The innermost first: a record that moves up into a folder makes that one a section.
        for folder, names in sorted(self.bundles, key=lambda each: (-each[0].section.count("/"), each[0].below)):
            if not folder.posts and folder.section in self.sections:
                self.add(folder, names, target=None)
                continue
            section = folder.section if folder.posts else folder.section.rpartition("/")[0]
            stem = folder.below.rpartition("/")[2]
            for name in names:
                moved = stem + _stem(name).removeprefix("index")
                kind = kind_of(section, draft=folder.draft, stem=moved)
                self.statuses.add(_group(folder, [name], kind, self.root, None))
            self.sections.update(_upward(section))

    def report(self, below: str, error: RecordError) -> None:
        """Add a finding about the file or folder `below` content/."""
        self.findings.append(finding(_join(self.shown, below), error))


def _group(folder: _Folder, names: Sequence[str], kind: str, root: str, target: str | None) -> Group:
    """Record files in a folder; `target` is where the only one is, when a link leads to it."""
    shown = f"{folder.shown}/" if folder.shown else ""
    if target is not None:
        return Group(above=target, shown=shown + names[0], kind=kind, linked=True, names=("",))
    linked = folder.location != os.path.normpath(os.path.join(root, folder.below))
    return Group(above=folder.location + os.sep, shown=shown, kind=kind, linked=linked, names=names)


def _data_among(names: Iterable[str], others: set[str]) -> list[str]:
    """Those of the names that Eleventy would take for data of a record or folder of the same name."""
    stems = others | {_stem(name) for name in names if _suffix(name) != ".json"}
    return [name for name in names if _suffix(name) == ".json" and _stem(name) in stems]


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


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _is_named(name: str, wanted: str) -> bool:
    """Whether a file is called that, in whatever language: index.md, index.fr.md."""
    return f"{_stem(name)}.".startswith(f"{wanted}.")


def _upward(folder: str) -> Iterator[str]:
    """`folder` and all the folders around it, below content/."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
