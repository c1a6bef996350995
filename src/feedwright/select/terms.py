"""What articles can be asked by, and on what terms their sources let them into a public feed."""

from collections.abc import Collection, Iterator

from feedwright.model import Article, Term, TermKind
from feedwright.site import Site, Syndicate, term_key


def syndication(article: Article, site: Site) -> Syndicate:
    """How much of an article may leave: its full text, a summary, or nothing."""
    source = site.sources.get(article.source.name) if article.source and article.source.name else None
    return source.syndicate if source else "full"


def terms_of(article: Article, kinds: Collection[TermKind]) -> tuple[Term, ...]:
    """The terms of the wanted kinds that `article` is found by, each once."""
    if not kinds:  # which is so on most sites, and asked of every record
        return ()
    found: dict[tuple[TermKind, str], Term] = {}
    for kind, label in _labels(article):
        if kind in kinds and (key := term_key(kind, label)):
            found.setdefault((kind, key), Term(kind, key, label))
    return tuple(found.values())


def _labels(article: Article) -> Iterator[tuple[TermKind, str]]:
    yield from (("tag", tag) for tag in article.tags)
    yield from (("author", author.name) for author in article.authors)
    if article.source is not None and article.source.name:
        yield "source", article.source.name
    if article.language:
        yield "language", article.language
    for media in article.media:
        if media.type:
            yield "media", media.type
            yield "media", media.type.partition("/")[0]
        if media.medium:
            yield "media", media.medium
