"""What is known of a site's records and articles, kept between builds; deleting it is always safe."""

from feedwright.catalog.catalog import Catalog, KeptFeed
from feedwright.catalog.duplicates import LeftOut
from feedwright.catalog.rows import ArticleRow, FileRow, FileState, Window, article_row, file_row

__all__ = [
    "ArticleRow",
    "Catalog",
    "FileRow",
    "FileState",
    "KeptFeed",
    "LeftOut",
    "Window",
    "article_row",
    "file_row",
]
