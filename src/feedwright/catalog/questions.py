"""Which articles a selector asks for, in SQL: always in the order of an index, so that the newest few cost little."""

# ruff: noqa: S608 - the statements are made of constants; values are always bound

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from feedwright.model import Listed, Selector

_COLUMNS = ", ".join(f"articles.{name}" for name in Listed._fields)
OWN_SECTIONS = """
WITH RECURSIVE own (section) AS (
    SELECT min(section) FROM articles
    UNION ALL SELECT (SELECT min(section) FROM articles WHERE section > own.section) FROM own WHERE section IS NOT NULL
) SELECT section FROM own WHERE section IS NOT NULL
"""
"""The sections in which articles themselves stand, in order: from one to the next, past all the articles in it."""
PUBLIC = "opens <= :now AND (closes IS NULL OR closes > :now)"


class Question(NamedTuple):
    """A statement and what it is about."""

    sql: str
    values: Mapping[str, object]


Ask = Callable[[Question], Iterator[Listed]]


def listed(ask: Ask, selector: Selector, sections: Sequence[str], *, now: int) -> Iterator[Listed]:
    """The public articles that `selector` asks for, newest first, ties broken by id.

    `sections` are those in which articles themselves stand.
    """
    if selector.terms:
        yield from ask(_by_term(selector, now))
    elif selector.section in {None, ""} and selector.subsections:
        yield from ask(_in_order("1", {"now": now}))
    else:
        wanted = [each for each in sections if _is_asked_for(each, selector)]
        lists = [ask(_in_order("section = :section", {"now": now, "section": each})) for each in wanted]
        in_order = heapq.merge(*lists, key=lambda each: (-each.published, each.id)) if len(lists) > 1 else chain(*lists)
        yield from in_order


def withdrawn(ask: Ask, selector: Selector, *, now: int) -> Iterator[Listed]:
    """The articles that `selector` asks for and that were withdrawn by now, the last withdrawn first."""
    conditions, values = _conditions(selector, selector.terms)
    where = " AND ".join(("withdrawn <= :now", *conditions))
    sql = f"SELECT {_COLUMNS} FROM articles WHERE {where} ORDER BY withdrawn DESC, id"
    return ask(Question(sql, {"now": now, **values}))


def closed(ask: Ask, selector: Selector, *, now: int, since: int) -> Iterator[Listed]:
    """The articles that `selector` asks for and that were public until some time after `since`, the last one first."""
    conditions, values = _conditions(selector, selector.terms)
    where = " AND ".join(("opens < closes", "closes > :since", "closes <= :now", "withdrawn IS NULL", *conditions))
    sql = f"SELECT {_COLUMNS} FROM articles WHERE {where} ORDER BY closes DESC, id"
    return ask(Question(sql, {"now": now, "since": since, **values}))


def _in_order(condition: str, values: Mapping[str, object]) -> Question:
    sql = f"SELECT {_COLUMNS} FROM articles WHERE {condition} AND {PUBLIC} ORDER BY published DESC, id"
    return Question(sql, values)


def _by_term(selector: Selector, now: int) -> Question:
    """Along the index of the first term; the others are asked of each article on the way."""
    (kind, term), *others = selector.terms
    conditions, values = _conditions(selector, others)
    where = " AND ".join(("terms.kind = :kind", "terms.term = :term", PUBLIC, *conditions))
    sql = (
        f"SELECT {_COLUMNS} FROM terms CROSS JOIN articles ON articles.key = terms.key "
        f"WHERE {where} ORDER BY terms.published DESC, terms.id"
    )
    return Question(sql, {"now": now, "kind": kind, "term": term, **values})


def _conditions(selector: Selector, terms: Sequence[tuple[str, str]]) -> tuple[list[str], dict[str, object]]:
    """What an article must be besides, and the values in it."""
    conditions: list[str] = []
    values: dict[str, object] = {}
    for number, (kind, term) in enumerate(terms):
        conditions.append(
            f"EXISTS (SELECT 1 FROM terms AS other WHERE other.key = articles.key "
            f"AND other.kind = :kind{number} AND other.term = :term{number})"
        )
        values |= {f"kind{number}": kind, f"term{number}": term}
    if selector.section is not None and not (selector.section == "" and selector.subsections):
        below = " OR substr(section, 1, :length) = :below" if selector.subsections else ""
        # few articles are looked at here: the plus sign keeps a section from being read as a whole in place of those
        conditions.append(f"(+section = :section{below})")
        values |= {"section": selector.section, "below": f"{selector.section}/", "length": len(selector.section) + 1}
    return conditions, values


def _is_asked_for(section: str, selector: Selector) -> bool:
    wanted = selector.section or ""
    if section == wanted:
        return True
    return selector.subsections and section.startswith(f"{wanted}/" if wanted else "")
