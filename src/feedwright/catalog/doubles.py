"""Which articles may be there twice: they share an id, an address or a story with another one.

The table `doubles` holds their keys. It is made as a whole once, and then kept up article by article: to ask it of a
whole archive takes longer than the rest of an edit.
"""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

_WHOLE = """
INSERT INTO doubles
SELECT key FROM articles WHERE id IN (SELECT id FROM articles GROUP BY id HAVING count(*) > 1)
UNION SELECT key FROM articles WHERE url IN (SELECT url FROM articles GROUP BY url HAVING count(*) > 1)
UNION SELECT key FROM articles WHERE story IN (
    SELECT story FROM articles WHERE story IS NOT NULL GROUP BY story HAVING count(*) > 1)
UNION SELECT key FROM articles WHERE canonical IN (
    SELECT canonical FROM articles WHERE canonical IS NOT NULL GROUP BY canonical HAVING count(*) > 1)
UNION SELECT key FROM articles AS one WHERE canonical IS NOT NULL AND canonical <> url
    AND EXISTS (SELECT 1 FROM articles WHERE url = one.canonical)
UNION SELECT key FROM articles WHERE url IN (
    SELECT canonical FROM articles WHERE canonical IS NOT NULL AND canonical <> url)
"""
_ONE = """
INSERT INTO doubles SELECT key FROM articles AS one WHERE key = ? AND (
    EXISTS (SELECT 1 FROM articles WHERE id = one.id AND key <> one.key)
    OR EXISTS (SELECT 1 FROM articles WHERE url = one.url AND key <> one.key)
    OR (story IS NOT NULL AND EXISTS (SELECT 1 FROM articles WHERE story = one.story AND key <> one.key))
    OR (canonical IS NOT NULL AND (
        EXISTS (SELECT 1 FROM articles WHERE canonical = one.canonical AND key <> one.key)
        OR (canonical <> url AND EXISTS (SELECT 1 FROM articles WHERE url = one.canonical))))
    OR EXISTS (SELECT 1 FROM articles WHERE canonical = one.url AND canonical <> url))
"""
_SHARING = """
SELECT key FROM articles WHERE id = :id OR url = :url OR story = :story
UNION SELECT key FROM articles WHERE url = :canonical OR canonical = :canonical OR canonical = :url
"""
_TELLING = "SELECT key FROM articles WHERE story = ?"
_ALIKE = """
SELECT key, file, line, digest FROM articles WHERE opening IS NOT NULL AND story IS NULL AND opening IN (
    SELECT opening FROM articles WHERE opening IS NOT NULL GROUP BY opening HAVING count(*) > 1)
"""
_ALIKE_ONE = """
SELECT key, file, line, digest FROM articles WHERE opening = :opening AND story IS NULL
    AND EXISTS (SELECT 1 FROM articles WHERE opening = :opening LIMIT 1 OFFSET 1)
"""
_FEW = 500
"""Articles that are asked about one by one sooner than all at once."""


class Marks(NamedTuple):
    """What an article shares with its doubles."""

    id: str
    url: str
    canonical: str | None
    opening: int | None
    story: int | None


class Alike(NamedTuple):
    """An article whose text opens as another one's does, and of which it is not known yet what story it tells."""

    key: int
    file: str
    line: int
    digest: bytes  # of its version


class Doubles:
    """Keeps the table up: `note` what comes and goes, `tell` the stories of those that are `alike`, then `settle`."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._noted: set[Marks] = set()
        self._told: set[int] = set()  # stories

    def note(self, marks: Iterable[Marks]) -> None:
        """Articles that were entered, or are about to be dropped."""
        for each in marks:
            if len(self._noted) > _FEW:
                return
            self._noted.add(each)

    def alike(self) -> list[Alike]:
        """The articles among those that are noted, and beside them, whose stories are called for."""
        if len(self._noted) > _FEW:
            return list(map(Alike._make, self._sql.execute(_ALIKE)))
        openings = {each.opening for each in self._noted if each.opening is not None}
        rows = (row for each in openings for row in self._sql.execute(_ALIKE_ONE, {"opening": each}))
        return list(map(Alike._make, rows))

    def tell(self, stories: Iterable[tuple[int, int]]) -> None:
        """The words of articles that open alike, each with the article's key."""
        told = tuple(stories)
        self._sql.executemany("UPDATE articles SET story = ? WHERE key = ?", told)
        self._told.update(story for story, _ in told)

    def settle(self) -> None:
        """Bring the table up to what is noted, once it is done."""
        if len(self._noted) + len(self._told) > _FEW:
            self._sql.execute("DELETE FROM doubles")
            self._sql.execute(_WHOLE)
        else:
            self._sql.execute("DELETE FROM doubles WHERE key NOT IN (SELECT key FROM articles)")
            keys = {row for each in self._noted for row in self._sql.execute(_SHARING, each._asdict())}
            keys |= {row for each in self._told for row in self._sql.execute(_TELLING, (each,))}
            self._sql.executemany("DELETE FROM doubles WHERE key = ?", keys)
            self._sql.executemany(_ONE, keys)
        self._noted.clear()
        self._told.clear()
