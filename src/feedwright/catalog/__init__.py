"""What is known of a site's records and articles, kept between builds; deleting it is always safe."""

from typing import TYPE_CHECKING

from feedwright.deferred import deferred

if TYPE_CHECKING:
    from feedwright.catalog.catalog import Catalog, KeptFeed
    from feedwright.catalog.checksum import FILE, Checking, begin_checking, checksum_of
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

CATALOG_FOLDER = ".feedwright"
"""Where it is kept, in the newsroom's folder."""

__all__ = [
    "CATALOG_FOLDER",
    "DAY_ORDERS",
    "FILE",
    "ArticleRow",
    "Catalog",
    "Checking",
    "Entered",
    "FileRow",
    "KeptFeed",
    "LeftOut",
    "Stamp",
    "Window",
    "article_digest",
    "article_row",
    "begin_checking",
    "checksum_of",
    "decoded_rows",
    "encoded_rows",
    "file_row",
    "words_of",
]

__getattr__ = deferred(
    __name__,
    {
        "Catalog": "catalog",
        "KeptFeed": "catalog",
        "FILE": "checksum",
        "Checking": "checksum",
        "begin_checking": "checksum",
        "checksum_of": "checksum",
        "LeftOut": "duplicates",
        "DAY_ORDERS": "rows",
        "ArticleRow": "rows",
        "Entered": "rows",
        "FileRow": "rows",
        "Stamp": "rows",
        "Window": "rows",
        "article_digest": "rows",
        "article_row": "rows",
        "decoded_rows": "rows",
        "encoded_rows": "rows",
        "file_row": "rows",
        "words_of": "story",
    },
)
