"""What was read of every record, what was made of it, and the answers to "the newest of this selection"."""

# ruff: noqa: S608 - the statements are made of constants; values are always bound

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from feedwright.catalog.checksum import Checking
from feedwright.catalog.database import Database
from feedwright.catalog.doubles import Alike, Doubles, Marks
from feedwright.catalog.duplicates import LeftOut, duplicates
from feedwright.catalog.findings import findings_of
from feedwright.catalog.questions import OWN_SECTIONS, PUBLIC, Question, closed, listed, withdrawn
from feedwright.catalog.rows import DAY_ORDERS, ArticleRow, FileRow, Stamp
from feedwright.model import Finding, Listed, Selector, Term, TermKind

_COLUMNS = ", ".join(ArticleRow._fields)
_LISTED = ", ".join(Listed._fields)
_listed = partial(tuple.__new__, Listed)  # of a row: what named tuples have for it takes twice as long
_OF_FILE = FileRow._fields.index("beside")  # the fields of a file's row that are columns of its table
_INSERT_FILE = f"INSERT INTO files VALUES ({', '.join('?' * (_OF_FILE + 2))})"
_OF_KEYS = "key >= ? AND key < ?"
_INSERT_ARTICLE = f"INSERT INTO articles VALUES ({', '.join('?' * len(ArticleRow._fields))})"
# most articles have nothing in the fields between the key and these, and None is slow to write (see `rows`)
_USUAL = ArticleRow._fields.index("opens")
_NOTHING = (None,) * (_USUAL - 1)
_OF_USUAL = ("key", *ArticleRow._fields[_USUAL:])
_INSERT_USUAL = f"INSERT INTO articles ({', '.join(_OF_USUAL)}) VALUES ({', '.join('?' * len(_OF_USUAL))})"


class KeptFeed(NamedTuple):
    """What a feed was made of, and what it became."""

    fingerprint: bytes
    payload: bytes


class Catalog:
    """All records and articles of a site, in a database that the next build finds again."""

    def __init__(self, folder: Path | None, fingerprint: bytes, checking: Checking | None = None) -> None:
        """Open the catalog in `folder`; None: in memory. See `Database` for `fingerprint` and `checking`."""
        self._database = Database(folder, fingerprint, checking)
        self._sql = self._database.connection
        self._latest = self._number("latest")  # the last time that an article was published or updated, or later
        self._notes = self._number("notes")
        self._opened_at = time.time_ns()
        self._empty = self._database.fresh
        self._doubles = Doubles(self._sql)
        self._sections: list[str] | None = None
        self._key = int(self._sql.execute("SELECT coalesce(max(key), 0) FROM articles").fetchone()[0])

    def _number(self, name: str) -> int:
        """A fact that is a number; 0 where it is not known."""
        row = self._sql.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def __enter__(self) -> Self:
        self._database.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.__exit__(kind, error, trace)

    @property
    def folder(self) -> Path | None:
        """Where it is kept; None: nowhere."""
        return self._database.folder

    @property
    def word(self) -> str | None:
        """Why the catalog was made anew or is not kept, where a person may want to know."""
        return self._database.word

    @word.setter
    def word(self, value: str) -> None:
        self._database.word = value

    # Record files

    def digest(self, path: str) -> bytes | None:
        """The digest of the bytes of a file as it was read; None where it was not."""
        row = self._sql.execute("SELECT digest FROM files WHERE path = ? AND part = 0", (path,)).fetchone()
        return row[0] if row else None

    def beside(self) -> Iterator[tuple[str, Stamp]]:
        """Every other file that a record looked at, as it was then, after the path of the record's file."""
        rows = self._sql.execute("SELECT file, path, size, mtime_ns FROM beside")
        return ((file, Stamp(path, size, mtime_ns)) for file, path, size, mtime_ns in rows)

    @property
    def opened_at(self) -> int:
        """When this build began to read, in nanoseconds since 1970."""
        return self._opened_at

    @property
    def unsure(self) -> set[str]:
        """The files that may have changed since they were last read, though their sizes and times tell nothing."""
        row = self._sql.execute("SELECT value FROM facts WHERE name = 'unsure'").fetchone()
        return set(row[0].split("\0")) if row and row[0] else set()

    def put(self, rows: Sequence[FileRow]) -> None:
        """Take in what was read of some files, in place of what was known of them; of one file the parts in order."""
        if not self._empty:
            self.forget([row.path for row in rows if row.part == 0])
        files, usual, others, terms = [], [], [], []
        self._doubles.note(
            Marks(each.id, each.url, each.canonical, each.opening, each.story)
            for row in rows
            for each, _ in row.articles
        )
        for row in rows:
            files.append((*row[:_OF_FILE], self._key + 1, len(row.articles)))
            self._notes += row.notes
            for article, found in row.articles:
                self._key += 1
                if article.published > self._latest or article.updated > self._latest:
                    self._latest = max(article.published, article.updated)
                if article[1:_USUAL] == _NOTHING:
                    usual.append((self._key, *article[_USUAL:]))
                else:
                    others.append((self._key, *article[1:]))
                if found:
                    terms += [(*term, article.published, article.id, self._key) for term in found]
        self._sql.executemany(_INSERT_FILE, files)
        self._sql.executemany(
            "INSERT INTO beside VALUES (?, ?, ?, ?)", [(row.path, *each) for row in rows for each in row.beside]
        )
        self._sql.executemany(_INSERT_USUAL, usual)
        self._sql.executemany(_INSERT_ARTICLE, others)
        self._sql.executemany("INSERT INTO terms VALUES (?, ?, ?, ?, ?, ?)", terms)

    def index(self) -> None:
        """Say that every file has been read once: what was read can be found again."""
        self._database.index()
        self._empty = False

    def alike(self) -> list[Alike]:
        """The articles whose stories have to be told before it is settled: their texts open as others do."""
        self.index()
        return self._doubles.alike()

    def tell(self, stories: Iterable[tuple[int, int]]) -> None:
        """The words (see `words_of`) of articles that are alike, each with the article's key."""
        self._doubles.tell(stories)

    def settle(self, *, unsure: Iterable[str] = ()) -> None:
        """Say that every record is in, after some were read anew: now come the questions.

        `unsure` are the files that may be written again without another size or time.
        """
        self.index()
        self._sql.execute("INSERT OR REPLACE INTO facts VALUES ('unsure', ?)", ("\0".join(unsure),))
        self._sql.execute("INSERT OR REPLACE INTO facts VALUES ('latest', ?)", (self._latest,))
        self._sql.execute("INSERT OR REPLACE INTO facts VALUES ('notes', ?)", (self._notes,))
        self._doubles.settle()
        self._sections = None

    def forget(self, paths: Iterable[str]) -> None:
        """Drop files that are gone, and their articles."""
        for path in paths:
            told = "SELECT notes, first_key, first_key + articles FROM files WHERE path = ?"
            for notes, *keys in self._sql.execute(told, (path,)).fetchall():
                self._notes -= notes
                gone = self._sql.execute(f"SELECT {', '.join(Marks._fields)} FROM articles WHERE {_OF_KEYS}", keys)
                self._doubles.note(map(Marks._make, gone))
                for table in ("terms", "articles"):
                    self._sql.execute(f"DELETE FROM {table} WHERE {_OF_KEYS}", keys)
            self._sql.execute("DELETE FROM beside WHERE file = ?", (path,))
            self._sql.execute("DELETE FROM files WHERE path = ?", (path,))

    @property
    def day_first(self) -> bool | None:
        """Whether 7/11/2018 was read as 7 November; None: as neither."""
        row = self._sql.execute("SELECT value FROM facts WHERE name = 'day_first'").fetchone()
        return None if row is None or row[0] is None else bool(row[0])

    @day_first.setter
    def day_first(self, value: bool | None) -> None:
        self._sql.execute("INSERT OR REPLACE INTO facts VALUES ('day_first', ?)", (value,))

    @property
    def listing(self) -> str | None:
        """The name of the file beside this one that lists the record files as they were last read."""
        row = self._sql.execute("SELECT value FROM facts WHERE name = 'listing'").fetchone()
        return row[0] if row else None

    @listing.setter
    def listing(self, value: str | None) -> None:
        self._sql.execute("INSERT OR REPLACE INTO facts VALUES ('listing', ?)", (value,))

    def when_kept(self, work: Callable[[], None]) -> None:
        """Have something done once all this is kept, before another build may open it."""
        self._database.afterwards.append(work)

    @property
    def paths(self) -> set[str]:
        """All record files that were read."""
        return {row[0] for row in self._sql.execute("SELECT path FROM files")}

    def learnt_day_first(self) -> bool | None:
        """What all records tell of the order of day and month; None where they tell nothing or disagree."""
        self.index()
        rows = self._sql.execute("SELECT DISTINCT day_orders & 3 FROM files WHERE day_orders > 0")
        told = {row[0] for row in rows} - {0}
        return None if len(told) != 1 or told == {3} else told == {DAY_ORDERS["day"]}

    def in_either_order(self) -> list[str]:
        """The files with dates that could be read in both orders."""
        either = f"day_orders > 0 AND day_orders & {DAY_ORDERS['either']}"  # the first as the index has it
        sql = f"SELECT DISTINCT path FROM files WHERE {either} ORDER BY +path"  # so that it takes that one
        return [row[0] for row in self._sql.execute(sql)]

    def findings(self, *, notes: bool) -> Iterator[Finding]:
        """What was found in the records, in the order of their paths; mere information only with `notes`."""
        asked = "worst > 0 ORDER BY path, part"
        if not notes:
            asked = "worst > 1 ORDER BY +path, +part"  # as the index has it, which the plus signs keep in use
        for path, encoded in self._sql.execute(f"SELECT path, findings FROM files WHERE {asked}"):
            yield from (each for each in findings_of(encoded, path) if notes or each.severity != "info")

    @property
    def notes(self) -> int:
        """How many findings are mere information."""
        return self._notes

    # Articles

    def __len__(self) -> int:
        return int(self._sql.execute("SELECT count(*) FROM articles").fetchone()[0])

    def ids(self, wanted: Iterable[str]) -> set[str]:
        """Which of these ids some record has."""
        sql = "SELECT 1 FROM articles WHERE id = ?"
        return {each for each in wanted if self._sql.execute(sql, (each,)).fetchone()}

    def public_ids(self, wanted: Iterable[str], *, now: int) -> set[str]:
        """Which of these ids are those of articles that are public."""
        sql = f"SELECT 1 FROM articles WHERE id = :id AND {PUBLIC}"
        return {each for each in wanted if self._sql.execute(sql, {"id": each, "now": now}).fetchone()}

    def sections(self) -> tuple[str, ...]:
        """The paths of the sections that hold an article, themselves or below them; "" is the whole site."""
        paths = {""}
        for section in self._own_sections():
            parts = section.split("/")
            paths.update("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return tuple(sorted(paths))

    def terms(self, kind: TermKind) -> tuple[Term, ...]:
        """Every term of a kind, in the order of the keys; of several spellings the first in the order of letters."""
        rows = self._sql.execute(
            "SELECT term, min(label) FROM terms WHERE kind = ? GROUP BY term ORDER BY term", (kind,)
        )
        return tuple(Term(kind, key, label) for key, label in rows)

    def newest(self, selector: Selector, *, now: int) -> Iterator[Listed]:
        """The public articles that `selector` asks for, newest first, ties broken by id."""
        return listed(self._ask, selector, self._own_sections(), now=now)

    def times(self, *, now: int, since: int) -> Iterator[tuple[int, str, int]]:
        """(key, section, when it was published) of every public article from `since` on, the newest first."""
        where = f"published >= :since AND {PUBLIC}"
        sql = f"SELECT key, section, published FROM articles WHERE {where} ORDER BY published DESC, id"
        return iter(self._sql.execute(sql, {"now": now, "since": since}))

    def withdrawn(self, selector: Selector, *, now: int) -> Iterator[Listed]:
        """The articles that `selector` asks for and that were withdrawn by now, the last withdrawn first."""
        return withdrawn(self._ask, selector, now=now)

    def closed(self, selector: Selector, *, now: int, since: int) -> Iterator[Listed]:
        """The articles that it asks for and that were public until a time after `since` and no later than now."""
        return closed(self._ask, selector, now=now, since=since)

    def duplicates(self, *, now: int) -> list[LeftOut]:
        """The articles that are left out because another one has their id or tells their story."""
        rows = map(
            ArticleRow._make,
            self._sql.execute(f"SELECT {_COLUMNS} FROM articles WHERE key IN (SELECT key FROM doubles)"),
        )
        return duplicates(
            rows,
            lambda row: row.opens is not None and row.opens <= now and (row.closes is None or row.closes > now),
        )

    def ahead(self, *, now: int) -> Iterator[Listed]:
        """The articles that were published or updated after now, by what they say, in the order of their records."""
        if self._latest <= now:  # which is so nearly always, and to look at every article takes its time
            return iter(())
        ahead = "(published > :now OR updated > :now) AND opens IS NOT NULL"
        sql = f"SELECT {_LISTED} FROM articles WHERE {ahead} ORDER BY file, line"
        return map(_listed, self._sql.execute(sql, {"now": now}))

    def line(self, key: int) -> int:
        """The line on which the record of an article starts, in its file."""
        return int(self._sql.execute("SELECT line FROM articles WHERE key = ?", (key,)).fetchone()[0])

    def _own_sections(self) -> list[str]:
        """The sections in which an article itself stands."""
        if self._sections is None:  # every feed asks
            self._sections = [row[0] for row in self._sql.execute(OWN_SECTIONS)]
        return self._sections

    def _ask(self, question: Question) -> Iterator[Listed]:
        return map(_listed, self._sql.execute(question.sql, question.values))

    # What was made of them

    def content(self, digest: bytes) -> bytes | None:
        """What an article says, by its digest; None where it was not kept."""
        row = self._sql.execute("SELECT payload FROM contents WHERE digest = ?", (digest,)).fetchone()
        return row[0] if row else None

    def has_content(self, digest: bytes, *, composed: bool) -> bool:
        """Whether it is kept what an article says; with `composed`, also its text made ready."""
        row = self._sql.execute("SELECT composed FROM contents WHERE digest = ?", (digest,)).fetchone()
        return row is not None and (row[0] == 1 or not composed)

    def put_contents(self, contents: Iterable[tuple[bytes, int | None, bytes]], *, composed: bool) -> None:
        """Keep what some articles say, by their digests, with their words. A text that was made ready stays."""
        rows = ((digest, composed, words, payload) for digest, words, payload in contents)
        known = "REPLACE" if composed else "IGNORE"
        self._sql.executemany(f"INSERT OR {known} INTO contents VALUES (?, ?, ?, ?)", rows)

    def words(self) -> dict[bytes, int | None]:
        """The words of all articles whose texts are kept, as `words_of` gives them, by their digests."""
        return dict(self._sql.execute("SELECT digest, words FROM contents"))

    def keep_contents(self, digests: Collection[bytes]) -> None:
        """Drop the texts of all other articles."""
        stale = [row for row in self._sql.execute("SELECT digest FROM contents") if row[0] not in digests]
        self._sql.executemany("DELETE FROM contents WHERE digest = ?", stale)

    def feed(self, path: str) -> KeptFeed | None:
        """What a feed was made of and became, when it was last rendered."""
        row = self._sql.execute("SELECT fingerprint, payload FROM feeds WHERE path = ?", (path,)).fetchone()
        return KeptFeed._make(row) if row else None

    def put_feed(self, path: str, fingerprint: bytes, payload: bytes) -> None:
        """Keep what a feed became."""
        self._sql.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?)", (path, fingerprint, payload))

    def keep_feeds(self, paths: set[str]) -> None:
        """Drop all other feeds."""
        stale = [row for row in self._sql.execute("SELECT path FROM feeds") if row[0] not in paths]
        self._sql.executemany("DELETE FROM feeds WHERE path = ?", stale)
