"""The public JSON shape of how a field came to be what it is."""

from feedwright.normalize.explanation import Explained
from feedwright.shapes.findings import Json


def explained_shape(explained: Explained) -> Json:
    """How one field came to be what it is, as `feedwright explain --format json` prints it."""
    return {
        "field": explained.field,
        "written": explained.written,
        "line": explained.line,
        "rule": explained.rule,
        "result": explained.result,
    }
