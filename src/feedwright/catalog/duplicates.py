"""One article, one entry: the same id, the same permalink, or the same story from two places."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from feedwright.model import Article, Finding

SHORTEST_STORY = 200
"""Bytes of letters and digits of a text below which two articles may well say the same: "More to follow." is no story."""

_TAG = re.compile(r"<[^<>]*>")
_LOWER = bytes(range(65)) + bytes(range(97, 123)) + bytes(range(91, 256))
_BESIDE_THE_WORDS = bytes(byte for byte in range(128) if not chr(byte).isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Unique:
    """Articles without doubles, and a finding for each that was left out."""

    articles: tuple[Article, ...]
    findings: tuple[Finding, ...]


def without_duplicates(articles: Iterable[Article], is_public: Callable[[Article], bool]) -> Unique:
    """Each article once.

    Of two with one id the first by the place of its record stays: an id is given once. Of two public ones that are one
    story (the same permalink, canonical link or text) the one that was published first stays, because readers may have
    it already; articles that are not public are no rivals to those that are.
    """
    findings: list[Finding] = []
    by_id: dict[str, Article] = {}
    for article in sorted(articles, key=_place):
        kept = by_id.setdefault(article.id, article)
        if kept is not article:
            findings.append(_same_id(article, kept))
    first: dict[tuple[str, object], Article] = {}
    left_out: set[str] = set()
    for article in sorted(filter(is_public, by_id.values()), key=_age):
        marks = _marks(article)
        found = next(((mark, first[mark]) for mark in marks if mark in first), None)
        if found is None:
            first.update(dict.fromkeys(marks, article))
            continue
        (kind, _), kept = found
        left_out.add(article.id)
        findings.append(_same_story(article, kept, kind))
    unique = tuple(article for article in by_id.values() if article.id not in left_out)
    return Unique(articles=unique, findings=tuple(findings))


def _marks(article: Article) -> Sequence[tuple[str, object]]:
    """What no other story has, by the field that says it."""
    marks: list[tuple[str, object]] = [("url", article.url)]
    if article.canonical is not None and article.canonical != article.url:
        marks.append(("url", article.canonical))
    words = _words(article.body.text)
    if len(words) >= SHORTEST_STORY:
        marks.append(("body", hashlib.blake2b(words, digest_size=16).digest()))
    return marks


def _words(text: str) -> bytes:
    """The letters and digits of a text: what stays when its layout and markup change."""
    plain = _TAG.sub("", text) if "<" in text else text
    return plain.encode().translate(_LOWER, _BESIDE_THE_WORDS)


def _same_id(article: Article, kept: Article) -> Finding:
    return Finding(
        rule="record/id-duplicate",
        severity="error",
        message=f"id: {article.id} is already the id of {_named(kept)}; this one is left out.",
        hint="Give one of the two records an `id` of its own.",
        path=article.origin.path,
        line=article.origin.line,
        entry=article.id,
        article=article.origin,
    )


def _same_story(article: Article, kept: Article, kind: str) -> Finding:
    if kind == "url" and article.url == kept.url:
        rule, said = "permalink-duplicate", f"url: {article.url} is already the permalink of {_named(kept)}"
        hint = "Give one of the two records a `url` or `slug` of its own, or delete one."
    elif kind == "url":
        rule, said = "story-duplicate", f"canonical: {_named(kept)} is the same story, {article.canonical or kept.url}"
        hint = "Delete one of the two records, or mend its `canonical`."
    else:
        rule, said = "story-duplicate", f"body: {_named(kept)} has the same text under {kept.title!r}"
        hint = "Delete one of the two records, or write `canonical` into the copy."
    return Finding(
        rule=f"record/{rule}",
        severity="error" if rule == "permalink-duplicate" else "warning",
        message=f"{said}; this one is left out.",
        hint=hint,
        path=article.origin.path,
        line=article.origin.line,
        entry=article.id,
        article=article.origin,
    )


def _named(article: Article) -> str:
    """Where the record of an article is, in a message."""
    line = article.origin.line or 1
    return article.origin.path if line == 1 else f"{article.origin.path}:{line}"


def _place(article: Article) -> tuple[str, int]:
    return article.origin.path, article.origin.line or 0


def _age(article: Article) -> tuple[float, str]:
    return article.published.instant.timestamp(), article.id
