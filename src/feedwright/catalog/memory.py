"""The catalog in memory: articles in feed order, indexed by section."""

from collections.abc import Iterable, Iterator

from feedwright.model import Article, Finding


class Catalog:
    """Articles, each id once, newest first; ties are broken by id, so that the order never depends on the files'."""

    def __init__(self, articles: Iterable[Article]) -> None:
        by_id: dict[str, Article] = {}
        for article in sorted(articles, key=_place):
            by_id.setdefault(article.id, article)
        self._articles = sorted(by_id.values(), key=lambda article: article.id)
        self._articles.sort(key=lambda article: article.published.instant, reverse=True)
        self._sections: dict[str, list[Article]] = {"": self._articles}
        for article in self._articles:
            parts = article.section.split("/") if article.section else []
            for depth in range(1, len(parts) + 1):
                self._sections.setdefault("/".join(parts[:depth]), []).append(article)

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    @property
    def sections(self) -> tuple[str, ...]:
        """The paths of the sections that hold an article, themselves or below them; "" is the whole site."""
        return tuple(sorted(self._sections))

    def newest(self, section: str) -> Iterator[Article]:
        """The articles of a section and of the sections below it, newest first."""
        return iter(self._sections.get(section, ()))


def duplicate_findings(articles: Iterable[Article]) -> tuple[Finding, ...]:
    """An error for each article whose id another one already has; the first, by its place, is the one that stays."""
    first: dict[str, Article] = {}
    findings = []
    for article in sorted(articles, key=_place):
        kept = first.setdefault(article.id, article)
        if kept is article:
            continue
        findings.append(
            Finding(
                rule="record/id-duplicate",
                severity="error",
                message=f"id: {article.id} is already the id of {kept.origin.path}; this one is left out.",
                hint="Give one of the two records an `id` of its own.",
                path=article.origin.path,
                line=article.origin.line,
                entry=article.id,
                article=article.origin,
            )
        )
    return tuple(findings)


def _place(article: Article) -> tuple[str, int]:
    return article.origin.path, article.origin.line or 0
