"""The catalog's file: SQLite in WAL mode with a checksum beside it, made anew when it is not as it was left."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from feedwright.catalog.checksum import (
    FILE,
    PART,
    Checking,
    begin_checking,
    checksum,
    checksum_again,
    parts_written,
)
from feedwright.errors import FeedwrightError
from feedwright.file_lock import FileLock

_CHECKSUM = "catalog.crc32"
_FORM = f"of each {PART} bytes:\n"  # how a checksum is written
_LOCK = "lock"
_PAGE_SIZE = 1 << 14  # bytes; fewer pages are fewer things to split, to keep in order and to write
_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT, part INTEGER, digest BLOB, day_orders INTEGER, worst INTEGER, notes INTEGER, findings BLOB,
    first_key INTEGER, articles INTEGER
);
CREATE TABLE beside (file TEXT, path TEXT, size INTEGER, mtime_ns INTEGER);
CREATE INDEX beside_by_file ON beside (file);
CREATE TABLE articles (
    key INTEGER PRIMARY KEY, closes INTEGER, withdrawn INTEGER, canonical TEXT, story INTEGER, opens INTEGER,
    published INTEGER, updated INTEGER, opening INTEGER, section TEXT, id TEXT, url TEXT, file TEXT, line INTEGER,
    size INTEGER, title TEXT, digest BLOB
);
CREATE TABLE doubles (key INTEGER PRIMARY KEY);
CREATE TABLE terms (kind TEXT, term TEXT, label TEXT, published INTEGER, id TEXT, key INTEGER);
CREATE TABLE contents (digest BLOB PRIMARY KEY, composed INTEGER, words INTEGER, payload BLOB);
CREATE TABLE feeds (path TEXT PRIMARY KEY, fingerprint BLOB, payload BLOB);
"""
_INDEXES = """
CREATE UNIQUE INDEX files_by_path ON files (path, part);
CREATE INDEX files_by_day_orders ON files (day_orders) WHERE day_orders > 0;
CREATE INDEX files_by_worst ON files (worst) WHERE worst > 1;
CREATE INDEX articles_by_id ON articles (id);
CREATE INDEX articles_by_url ON articles (url);
CREATE INDEX articles_by_canonical ON articles (canonical) WHERE canonical IS NOT NULL;
CREATE INDEX articles_by_story ON articles (story) WHERE story IS NOT NULL;
CREATE INDEX articles_withdrawn ON articles (withdrawn) WHERE withdrawn IS NOT NULL;
CREATE INDEX articles_by_closing ON articles (closes) WHERE closes IS NOT NULL;
CREATE INDEX articles_by_opening ON articles (opening, story) WHERE opening IS NOT NULL;
CREATE INDEX articles_by_section ON articles (section, published DESC, id);
CREATE INDEX articles_by_time ON articles (published DESC, id);
CREATE INDEX terms_in_order ON terms (kind, term, published DESC, id);
CREATE INDEX terms_by_key ON terms (key);
CREATE INDEX contents_by_words ON contents (digest, words);
"""


class Database:
    """A connection to the catalog in a folder; in memory where there is no folder that can be used.

    `fingerprint` tells the program and the configuration that the rows were made by: another one empties the catalog.
    `word` says why it was made anew, or is not kept, where a person may want to know. The catalog belongs to one build
    at a time; a second one works in memory. One transaction holds a whole build, so a build that is killed leaves
    nothing.
    """

    def __init__(self, folder: Path | None, fingerprint: bytes, checking: Checking | None = None) -> None:
        """`checking` is that of the file in `folder`, where somebody has begun it."""
        self.word: str | None = None
        self.fresh = True  # nothing was known before this build
        self._indexed = False
        self._left = False  # a build was killed after its last word, so that closing the file changes it
        self._noted: str | None = None  # the checksum of the file when it was found
        self.afterwards: list[Callable[[], None]] = []  # what is done once all is kept, before anybody else opens it
        self.folder = folder
        self._lock: FileLock | None = None
        try:
            self.connection = self._open(fingerprint, checking)
        except (OSError, sqlite3.DatabaseError) as error:
            self.word = f"{folder} cannot be used, so the next build starts from nothing: {error}."
            self._in_memory(fingerprint)

    def __enter__(self) -> Self:
        self.connection.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep what was written, and note what the file has to be when it is opened again; a failure keeps nothing.

        Raises FeedwrightError when the disk does not take it; what is published is not touched by that.
        """
        changed = self._left or self.connection.total_changes > 0
        failure = error
        written: set[int] | None = None
        if failure is None:
            try:
                self._commit()
                written = self._written()
            except sqlite3.OperationalError as refused:
                failure = refused
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()
        if self.folder is not None:
            with contextlib.suppress(OSError):
                if failure is not None and self.fresh:
                    (self.folder / FILE).unlink(missing_ok=True)  # half a catalog, of which nobody needs to hear
                elif failure is None and changed:
                    self._note(self.folder, written)
        if failure is None:
            for work in self.afterwards:
                work()
        self._unlock()
        if isinstance(failure, sqlite3.OperationalError):
            place = self.folder or "The memory"
            raise FeedwrightError(
                f"{place} cannot take what was read: {failure}.", hint="Make room there, and build again."
            ) from failure

    def _commit(self) -> None:
        """Keep what was written, and of which file it goes on: until that is closed, it stands in a log beside it."""
        self.index()
        if self._noted is not None and self.connection.total_changes:
            self.connection.execute("INSERT OR REPLACE INTO facts VALUES ('goes_on', ?)", (_name_of(self._noted),))
        self.connection.execute("COMMIT")
        if self.fresh and self.folder is not None:
            self.connection.execute("PRAGMA journal_mode = WAL")

    def _written(self) -> set[int] | None:
        """The parts of the file that the log will change when it is closed; None where that is not known."""
        if self.folder is None or self._noted is None:
            return None
        return parts_written(self.folder / f"{FILE}-wal", _PAGE_SIZE)

    def _note(self, folder: Path, written: set[int] | None) -> None:
        file, known = folder / FILE, self._noted
        told = checksum(file) if known is None or written is None else checksum_again(file, known, written)
        (folder / _CHECKSUM).write_text(f"{_FORM}{told}\n", encoding="ascii")

    def index(self) -> None:
        """Make the indexes of a new catalog that hold most rows, once those are there: quicker than keeping them up."""
        if self.fresh and not self._indexed:
            for statement in _INDEXES.split(";"):
                self.connection.execute(statement)
            self._indexed = True

    def _open(self, fingerprint: bytes, checking: Checking | None) -> sqlite3.Connection:
        folder = self.folder
        if folder is None:
            return _new(":memory:", fingerprint)
        folder.mkdir(exist_ok=True)
        self._lock = FileLock(folder / _LOCK, mode=0o644)
        if not self._lock.take():
            self.word = f"{folder} belongs to another build that is running, so this one starts from nothing."
            self.folder = None
            return _new(":memory:", fingerprint)
        file = folder / FILE
        if file.exists():
            self._left = (folder / f"{FILE}-wal").exists()
            kept = _kept(file, folder / _CHECKSUM, fingerprint, checking or begin_checking(folder))
            if isinstance(kept, _Kept):
                self.fresh, self._noted = False, kept.noted
                return kept.connection
            self.word = kept
        for name in (FILE, f"{FILE}-wal", f"{FILE}-shm", _CHECKSUM):
            (folder / name).unlink(missing_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        return _new(file, fingerprint)

    def _in_memory(self, fingerprint: bytes) -> None:
        self._unlock()
        self.folder = None
        self.connection = _new(":memory:", fingerprint)

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()


class _Kept(NamedTuple):
    """A catalog that was found, and the checksum that was noted of its file."""

    connection: sqlite3.Connection
    noted: str


def _kept(file: Path, note: Path, fingerprint: bytes, checking: Checking) -> _Kept | str | None:
    """The catalog as the last build left it; else what is wrong with it, or None where other rows are called for."""
    checking.wait()
    try:
        written = note.read_text(encoding="ascii")
    except (OSError, ValueError):
        written = ""
    if _FORM.startswith(written):
        return f"{file} was left by a build that did not end, or is not ours; it is made anew."
    if not written.startswith(_FORM):
        return f"{file} was left by another version of this program; it is made anew."
    noted = written.removeprefix(_FORM).rstrip()
    if not checking.matches(noted):
        return f"{file} is damaged; it is made anew."
    logged = _has_log(file)
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        facts = dict(connection.execute("SELECT name, value FROM facts WHERE name IN ('fingerprint', 'goes_on')"))
    except sqlite3.DatabaseError:
        facts = {}
    if logged and facts.get("goes_on") != _name_of(noted):  # a log takes the place of pages, whatever file it is of
        connection.close()
        return f"{file} has the log of another file beside it; it is made anew."
    if facts.get("fingerprint") == fingerprint:
        connection.execute("PRAGMA synchronous = OFF")  # what a failure of power tears, the checksum tells
        connection.execute("PRAGMA cache_size = -32768")  # KiB; articles of one time may stand in pages far apart
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # ours alone: no file of shared memory is needed
        return _Kept(connection, noted)
    connection.close()
    return None


def _name_of(noted: str) -> str:
    """A digest of a checksum, which may be long: 32 hexadecimal digits."""
    return hashlib.blake2b(noted.encode(), digest_size=16).hexdigest()


def _has_log(file: Path) -> bool:
    """Whether something was written that does not stand in the catalog's file itself yet."""
    log = file.with_name(f"{FILE}-wal")
    return log.exists() and log.stat().st_size > 0


def _new(file: Path | str, fingerprint: bytes) -> sqlite3.Connection:
    """An empty catalog. Until it is closed well it counts for nothing, so it is written without a journal."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")  # KiB; to sort a hundred thousand rows without the disk
    connection.executescript(_SCHEMA)
    connection.execute("INSERT INTO facts VALUES ('fingerprint', ?)", (fingerprint,))
    return connection
