"""The catalog in memory: articles in feed order, indexed by section."""

from collections.abc import Iterable, Iterator

from feedwright.model import Article


class Catalog:
    """Articles newest first; ties are broken by id, so that the order never depends on the files'."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = sorted(articles, key=lambda article: article.id)
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
