"""Feedwright turns a folder of article records into validated RSS, Atom and JSON feeds, one set per section.

The names below are the public ones; each is loaded when it is first asked for, so importing the package costs nothing.
"""

from typing import TYPE_CHECKING

from feedwright.deferred import deferred

if TYPE_CHECKING:
    from feedwright.errors import ConfigurationError, FeedwrightError, PublishError, TimestampError
    from feedwright.model import Article, Finding, Timestamp
    from feedwright.normalize.timestamps import parse_timestamp
    from feedwright.pipeline import Build, build
    from feedwright.site import Site, load_site
    from feedwright.validation import validate

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Build",
    "ConfigurationError",
    "FeedwrightError",
    "Finding",
    "PublishError",
    "Site",
    "Timestamp",
    "TimestampError",
    "build",
    "load_site",
    "parse_timestamp",
    "validate",
]

__getattr__ = deferred(
    __name__,
    {
        "Article": "model",
        "Build": "pipeline",
        "ConfigurationError": "errors",
        "FeedwrightError": "errors",
        "Finding": "model",
        "PublishError": "errors",
        "Site": "site",
        "Timestamp": "model",
        "TimestampError": "errors",
        "build": "pipeline",
        "load_site": "site",
        "parse_timestamp": "normalize.timestamps",
        "validate": "validation",
    },
)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
