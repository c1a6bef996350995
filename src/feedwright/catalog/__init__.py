"""What is known of a site's records and articles, kept between builds; deleting it is always safe."""

from feedwright.catalog.catalog import Catalog, KeptFeed, checking_of
from feedwright.catalog.duplicates import LeftOut
from feedwright.catalog.rows import (
    DAY_ORDERS,
    ArticleRow,
    Entered,
    FileRow,
    Stamp,
    Window,
    article_digest,
    article_row,
    decoded_rows,
    encoded_rows,
    file_row,
)
from feedwright.catalog.story import words_of

__all__ = [
    "DAY_ORDERS",
    "ArticleRow",
    "Catalog",
    "Entered",
    "FileRow",
    "KeptFeed",
    "LeftOut",
    "Stamp",
    "Window",
    "article_digest",
    "article_row",
    "checking_of",
    "decoded_rows",
    "encoded_rows",
    "file_row",
    "words_of",
]
