"""The outbox: everything that is to be told is recorded here, on the disk, before it is tried.

It holds no secret and no address of a partner: those are looked up when a message is sent. A digest tells whether an
address is still the same.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from feedwright.deliver.message import Message, Receiver, State, next_key
from feedwright.errors import PublishError
from feedwright.file_lock import FileLock

OUTBOX_FILE = "outbox.sqlite"
_LOCK = "outbox.lock"
_MEND = "Make it writable; if it is damaged, move it away: what waited in it is then told again."
_VERSION = 1
_SCHEMA = """
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, kind TEXT, receiver TEXT, subject TEXT, sha256 TEXT,
    media_type TEXT, ready INTEGER, tries INTEGER, since REAL, due REAL, parked INTEGER, word TEXT
);
CREATE INDEX messages_by_receiver ON messages (kind, receiver, subject, id);
CREATE TABLE bodies (sha256 TEXT PRIMARY KEY, data BLOB);
CREATE TABLE bringing (place TEXT, path TEXT, PRIMARY KEY (place, path)) WITHOUT ROWID;
CREATE TABLE told (
    kind TEXT, receiver TEXT, subject TEXT, sha256 TEXT, key TEXT, PRIMARY KEY (kind, receiver, subject)
) WITHOUT ROWID;
"""
_ADDRESSES = "CREATE TABLE IF NOT EXISTS addresses (partner TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID;"
_COLUMNS = "id, key, kind, receiver, subject, sha256, media_type, tries, since, due, parked, word"
# What a partner has at an address is not at another; what waits goes to the new one anyway.
_LEFT_BEHIND = """
SELECT subject FROM told AS t WHERE kind = 'partner' AND receiver = ? AND sha256 <> '' AND NOT EXISTS (
    SELECT 1 FROM messages AS m WHERE m.kind = t.kind AND m.receiver = t.receiver AND m.subject = t.subject
    AND m.sha256 = t.sha256
)
"""
# A document's versions go out in their order: one waits for those before it.
_NEXT = f"""
SELECT {_COLUMNS} FROM messages AS m WHERE kind = ? AND receiver = ? AND ready AND NOT parked AND due <= ?
AND NOT EXISTS (
    SELECT 1 FROM messages AS o WHERE o.kind = m.kind AND o.receiver = m.receiver AND o.subject = m.subject
    AND o.id < m.id AND NOT o.parked
)
ORDER BY tries, id LIMIT 1
"""  # noqa: S608 - the columns are ours


Told = Mapping[tuple[Receiver, str], str]
"""The SHA-256 of the state of a subject that a receiver was told of; "" where it is gone."""


class Outbox:
    """The outbox in a folder; one process at a time changes it. Raises PublishError when it cannot be used."""

    def __init__(self, folder: Path, *, clock: Callable[[], float]) -> None:
        self._folder = folder
        self._clock = clock
        self._guard = threading.Lock()  # several receivers are served at a time
        self._lock = FileLock(folder / _LOCK, mode=0o600)
        with self._said():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            if not self._lock.take():
                raise PublishError(f"Another publish is at work in {folder}.", hint="Wait until it has ended.")
            self._connection = self._open(folder / OUTBOX_FILE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._lock.release()

    def note_addresses(self, digests: Mapping[str, str]) -> None:
        """Note where partners are, by their names; one that is elsewhere now counts as having none of its documents."""
        with self._changing() as rows:
            for partner, subjects in _moved(rows, digests).items():
                rows.executemany(
                    "UPDATE told SET sha256 = '' WHERE kind = 'partner' AND receiver = ? AND subject = ?",
                    ((partner, subject) for subject in subjects),
                )
            rows.executemany("INSERT OR REPLACE INTO addresses VALUES (?, ?)", digests.items())

    def record(self, states: Iterable[State], *, known: Callable[[State], bool]) -> int:
        """Record a message for each state that its receiver has not been told of; the number of messages.

        `known` tells whether a receiver of which nothing is recorded knows a state. Messages wait until `release`. All
        are recorded, or none is. A ping takes the place of an older one for the same topic; documents wait in line.
        """
        recorded = 0
        with self._changing() as rows:
            for state in states:
                recorded += self._record(rows, state, known)
        return recorded

    def bringing(self, place: str, paths: Iterable[str]) -> Sequence[str]:
        """Note files that are to be brought to a place; gives those noted before that no manifest may list yet."""
        with self._changing() as rows:
            noted = rows.execute("SELECT path FROM bringing WHERE place = ? ORDER BY path", (place,)).fetchall()
            rows.executemany("INSERT OR IGNORE INTO bringing VALUES (?, ?)", ((place, path) for path in paths))
            return [path for (path,) in noted]

    def brought(self, place: str) -> None:
        """Note that the manifest at a place lists what is there."""
        with self._changing() as rows:
            rows.execute("DELETE FROM bringing WHERE place = ?", (place,))

    def told(self) -> Told:
        """What each receiver was last told, or will be."""
        with self._reading() as rows:
            return _told(rows)

    def release(self) -> None:
        """Say that what the recorded messages tell of is in its place."""
        with self._changing() as rows:
            rows.execute("UPDATE messages SET ready = 1 WHERE NOT ready")

    def receivers(self) -> Sequence[Receiver]:
        """Those for whom something waits."""
        with self._reading() as rows:
            found = rows.execute(
                "SELECT DISTINCT kind, receiver FROM messages WHERE ready AND NOT parked ORDER BY 1, 2"
            )
            return [Receiver(kind=kind, name=name) for kind, name in found]

    def next(self, receiver: Receiver) -> Message | None:
        """The message that is to be tried now."""
        with self._reading() as rows:
            row = rows.execute(_NEXT, (receiver.kind, receiver.name, self._clock())).fetchone()
        return None if row is None else _message(row)

    def next_due(self, receiver: Receiver) -> float | None:
        """When something is to be tried again, in seconds since 1970; None: nothing waits."""
        with self._reading() as rows:
            (due,) = rows.execute(
                "SELECT min(due) FROM messages WHERE kind = ? AND receiver = ? AND ready AND NOT parked",
                (receiver.kind, receiver.name),
            ).fetchone()
        return None if due is None else float(due)

    def body(self, message: Message) -> bytes | None:
        """The document that a message carries; None where it carries none."""
        with self._reading() as rows:
            row = rows.execute("SELECT data FROM bodies WHERE sha256 = ?", (message.sha256,)).fetchone()
        return None if row is None else bytes(row[0])

    def delivered(self, message: Message) -> None:
        """Note that a message got through; older versions of its document are of no use any more."""
        with self._changing() as rows:
            _forget(rows, message, "id <= ?")

    def failed(self, message: Message, word: str, *, due: float, receiver: bool) -> None:
        """Note a try that failed. It is not tried again before `due`; with `receiver`, nor is anything else there."""
        with self._changing() as rows:
            rows.execute("UPDATE messages SET tries = tries + 1, word = ? WHERE id = ?", (word, message.id))
            rows.execute(
                "UPDATE messages SET due = max(due, ?) WHERE kind = ? AND receiver = ? AND (subject = ? OR ?)",
                (due, message.receiver.kind, message.receiver.name, message.subject, receiver),
            )

    def park(self, message: Message, word: str) -> None:
        """Give a message up until somebody asks for it again; it stands for older parked ones of its document."""
        with self._changing() as rows:
            _forget(rows, message, "id < ? AND parked")
            rows.execute("UPDATE messages SET tries = tries + 1, parked = 1, word = ? WHERE id = ?", (word, message.id))

    def messages(self) -> Sequence[Message]:
        """Everything that did not get through yet, in the order in which it was recorded."""
        with self._reading() as rows:
            return _messages(rows)

    def retry(self, number: int | None) -> int:
        """Let a message, or all, be tried again at once; how many there were."""
        with self._changing() as rows:
            changed = rows.execute(
                "UPDATE messages SET parked = 0, due = 0, since = ? WHERE ?2 IS NULL OR id = ?2",
                (self._clock(), number),
            )
            return changed.rowcount

    def drop(self, number: int) -> bool:
        """Forget a message; whether there was one."""
        with self._changing() as rows:
            dropped = rows.execute("DELETE FROM messages WHERE id = ?", (number,)).rowcount > 0
            _sweep(rows)
            return dropped

    def _record(self, rows: sqlite3.Connection, state: State, known: Callable[[State], bool]) -> int:
        who = (state.receiver.kind, state.receiver.name, state.subject)
        last = rows.execute(
            "SELECT sha256, key FROM told WHERE kind = ? AND receiver = ? AND subject = ?", who
        ).fetchone()
        if last is not None and last[0] == state.sha256:
            return 0
        key = next_key(last[1] if last else "", state)
        rows.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)", (*who, state.sha256, key))
        if state.receiver.kind != "partner":
            rows.execute("DELETE FROM messages WHERE kind = ? AND receiver = ? AND subject = ?", who)
        if state.silent or (last is None and known(state)):
            return 0
        if state.data is not None:
            rows.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (state.sha256, state.data))
        rows.execute(
            "INSERT INTO messages (key, kind, receiver, subject, sha256, media_type, ready, tries, since, due, parked)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?, 0, 0)",
            (key, *who, state.sha256, state.media_type, self._clock()),
        )
        return 1

    def _open(self, file: Path) -> sqlite3.Connection:
        if not file.exists():
            file.touch(0o600)  # documents for one partner only may wait in it
        connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=10)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
        elif version != _VERSION:
            connection.close()
            raise PublishError(f"{file} was made by another version of Feedwright.", hint="Publish with that one.")
        connection.execute(_ADDRESSES)
        return connection

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: it is on the disk when this ends, or nothing of it is."""
        with self._guard, self._said():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._guard, self._said():
            yield self._connection

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, PublishError):
                raise
            raise PublishError(
                f"{self._folder / OUTBOX_FILE} cannot be used: {error}.",
                hint=_MEND,
            ) from error


def look_into(folder: Path, digests: Mapping[str, str] | None = None) -> tuple[Sequence[Message], Told]:
    """What waits in the outbox in `folder` and what was told, without changing it; nothing where there is none.

    `digests` as for `Outbox.note_addresses`.
    """
    file = folder / OUTBOX_FILE
    if not file.exists():
        return (), {}
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as rows:
            left_behind = {
                (Receiver(kind="partner", name=partner), subject): ""
                for partner, subjects in _moved(rows, digests or {}).items()
                for subject in subjects
            }
            return _messages(rows), {**_told(rows), **left_behind}
    except sqlite3.Error as error:
        raise PublishError(f"{file} cannot be read: {error}.", hint=_MEND) from error


def _messages(rows: sqlite3.Connection) -> list[Message]:
    return [_message(row) for row in rows.execute(f"SELECT {_COLUMNS} FROM messages ORDER BY id")]  # noqa: S608 - ours


def _told(rows: sqlite3.Connection) -> Told:
    found = rows.execute("SELECT kind, receiver, subject, sha256 FROM told")
    return {(Receiver(kind=kind, name=name), subject): sha256 for kind, name, subject, sha256 in found}


def _moved(rows: sqlite3.Connection, digests: Mapping[str, str]) -> dict[str, list[str]]:
    """The documents that partners have at addresses which are theirs no more, by the partners' names."""
    if rows.execute("SELECT 1 FROM sqlite_master WHERE name = 'addresses'").fetchone() is None:
        return {}
    known = dict(rows.execute("SELECT partner, digest FROM addresses").fetchall())
    moved = [partner for partner, digest in digests.items() if known.get(partner, digest) != digest]
    return {partner: [subject for (subject,) in rows.execute(_LEFT_BEHIND, (partner,))] for partner in moved}


def _forget(rows: sqlite3.Connection, message: Message, which: str) -> None:
    """Delete those messages of one document that `which` says of their ids."""
    who = (message.receiver.kind, message.receiver.name, message.subject, message.id)
    rows.execute(f"DELETE FROM messages WHERE kind = ? AND receiver = ? AND subject = ? AND {which}", who)  # noqa: S608
    _sweep(rows)


def _sweep(rows: sqlite3.Connection) -> None:
    rows.execute("DELETE FROM bodies WHERE sha256 NOT IN (SELECT sha256 FROM messages)")


def _message(row: tuple[object, ...]) -> Message:
    names = (
        "id",
        "key",
        "kind",
        "receiver",
        "subject",
        "sha256",
        "media_type",
        "tries",
        "since",
        "due",
        "parked",
        "word",
    )
    found: dict[str, object] = dict(zip(names, row, strict=True))
    receiver = Receiver(kind=found.pop("kind"), name=found.pop("receiver"))  # type: ignore[arg-type] # as we wrote it
    return Message(receiver=receiver, parked=bool(found.pop("parked")), **found)  # type: ignore[arg-type]
