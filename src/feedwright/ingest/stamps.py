"""When the page says that its article was published and changed."""

import datetime as dt

import msgspec
from msgspec.structs import replace

from feedwright.ingest.layout import Layout
from feedwright.ingest.lines import Line
from feedwright.ingest.marks import credits_of, time_label
from feedwright.model import Timestamp
from feedwright.normalize.timestamps import FoundTimestamp, find_timestamps


class PageTimes(msgspec.Struct, frozen=True, kw_only=True):
    """The times of a page; the one that it does not say is taken over from the other."""

    published: Timestamp | None = None
    updated: Timestamp | None = None


def read_times(layout: Layout, timezone: str | dt.tzinfo) -> PageTimes:
    """The times beside the headline, else below the text, else above; labelled ones from elsewhere complete them.

    Far above the headline, a date that has no label, no time of day and no source beside it is that of the visit, not
    of the article.
    """
    labels = {line.number: time_label(line) for line in layout.labels}
    said: dict[str, Timestamp] = {}
    for lines in (layout.near, layout.below, layout.above):
        found = [
            (line, each, each.label or _label_above(line, each, labels))
            for line in lines
            for each in find_timestamps(line.text, timezone=timezone)
            if each.timestamp.precision not in {"year", "month"}
        ]
        plain = [each.timestamp for line, each, label in found if label is None and _counts(line, each, layout)]
        for _, each, label in found:
            if label:
                said.setdefault(label, each.timestamp)
        known = {each.instant for each in said.values()}
        if plain and (not said or lines is layout.near):
            new = next((each for each in plain if each.instant not in known), None)
            if new is not None:
                said.setdefault("published", new)
    return _completed(said.get("published"), said.get("updated"))


def _label_above(line: Line, found: FoundTimestamp, labels: dict[int, str | None]) -> str | None:
    return labels.get(line.number - 1) if found.start == 0 else None


def _counts(line: Line, found: FoundTimestamp, layout: Layout) -> bool:
    return line not in layout.above or found.timestamp.precision != "day" or bool(credits_of(line).source)


def _completed(published: Timestamp | None, updated: Timestamp | None) -> PageTimes:
    if published is None and updated is not None:
        return PageTimes(published=replace(updated, inferred=True), updated=updated)
    if updated is None and published is not None:
        return PageTimes(published=published, updated=replace(published, inferred=True))
    return PageTimes(published=published, updated=updated)
