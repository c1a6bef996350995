"""A capture as a record file: Markdown after a YAML header, as `feedwright build` reads it."""

import json
from pathlib import PurePosixPath

from slugify import slugify

from feedwright.ingest.capture import Capture
from feedwright.model import Timestamp

LONGEST_SLUG = 60


def record_path(capture: Capture, *, section: str | None = None) -> PurePosixPath:
    """Where the record belongs, below content/: its section, then its date and title."""
    day = f"{capture.published.instant:%Y-%m-%d}-" if capture.published else ""
    slug = slugify(capture.title or "untitled", max_length=LONGEST_SLUG, word_boundary=True) or "untitled"
    return PurePosixPath(section or capture.section or "") / f"{day}{slug}.md"


def record_text(capture: Capture) -> str:
    """The record: header and text, ending with a newline.

    A time that was only taken over from another is left out, so that whoever reads the record infers it again.
    """
    fields: dict[str, object] = {
        "title": capture.title,
        "subtitle": capture.subtitle,
        "date": _time(capture.published),
        "updated": _time(capture.updated),
        "embargo": _time(capture.embargo),
        "authors": [person.name for person in capture.authors],
        "editors": [person.name for person in capture.editors],
        "source": capture.source,
        "via": capture.via,
        "publisher": capture.publisher,
        "rights": capture.rights,
    }
    header = "".join(f"{name}: {_yaml(value)}\n" for name, value in fields.items() if value)
    return f"---\n{header}---\n\n{capture.body}\n"


def _time(timestamp: Timestamp | None) -> str | None:
    """A time as the page has it, when the page says its zone or the site declares it; else None."""
    if timestamp is None or timestamp.inferred:
        return None
    return timestamp.text


def _yaml(value: object) -> str:
    """A value as YAML in flow style: JSON is YAML, and its quotes leave nothing to guess."""
    return json.dumps(value, ensure_ascii=False)
