"""Judge feeds by their bytes: RSS, Atom, JSON Feed and OPML, with the namespaces that feeds use.

`validate` gives the findings of one document, `judge` a report with its format and verdict, `rules` every rule.
Nothing here touches the network, expands an entity, or looks at the clock.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from feedwright.deferred import deferred

if TYPE_CHECKING:
    from feedwright.validation.judgement import Report, judge, validate
    from feedwright.validation.tables import Rule

__all__ = ["Report", "Rule", "judge", "rules", "validate"]

__getattr__ = deferred(  # whoever asks what counts of the findings need not judge
    __name__, {"Report": "judgement", "Rule": "tables", "judge": "judgement", "validate": "judgement"}
)


def rules() -> "Mapping[str, Rule]":
    """Every rule that the validator knows, by its id."""
    from feedwright.validation.registry import rules as registered  # a document is judged without its examples

    return registered()
