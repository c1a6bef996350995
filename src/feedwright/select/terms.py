"""On what terms an article's source lets it into a public feed."""

from feedwright.model import Article
from feedwright.site import Site, Syndicate


def terms_of(article: Article, site: Site) -> Syndicate:
    """How much of an article may leave: its full text, a summary, or nothing."""
    source = site.sources.get(article.source.name) if article.source and article.source.name else None
    return source.syndicate if source else "full"
