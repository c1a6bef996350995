"""When an article was published and changed: the record's texts as instants, by the zone that is declared for them."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from feedwright.errors import TimestampError
from feedwright.model import Article, Finding, Lifecycle, RawRecord, Timestamp, ZoneSource
from feedwright.normalize.fields import NESTED, Record, Scalar, canonical_name
from feedwright.normalize.identity import date_in_stem
from feedwright.normalize.report import RecordReport
from feedwright.normalize.timestamps import learn_day_first, parse_timestamp
from feedwright.patterns import pattern
from feedwright.site import Section, Site, Source, did_you_mean, nearest_zone
from feedwright.site import zone as iana_zone

EARLIEST_YEAR = 1990
CLOCKS_DIFFER = dt.timedelta(minutes=10)  # so far ahead a time may be because two machines disagree

DayOrder = Literal["day", "month", "either"]
"""What comes first in a date such as 25/12/2018, as far as it tells."""

_TIME_FIELDS = frozenset({"date", "updated", "publish_at", "embargo", "expires", "withdrawn", "corrections"})
_TIME_TABLES = frozenset({*NESTED, "at"})  # tables of other fields, and the time in those of this program
_DASH_AND_YEAR = r"[-/.]\s?\d{4}"
_YEAR_BEHIND = pattern(_DASH_AND_YEAR)  # looked for first, because that takes a fourth of the time
_NUMERIC_DATE = pattern(rf"\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?{_DASH_AND_YEAR}")
_NO_ORDER: frozenset[DayOrder] = frozenset()
_LONGEST_TIME = 200  # characters


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """How the times of one record are read."""

    timezone: dt.tzinfo  # of times that say none
    declared_by: ZoneSource
    date_only_time: dt.time
    languages: tuple[str, ...] = ()  # BCP 47; they decide what a month's name means where languages differ
    day_first: bool | None = None  # whether 7/11/2018 is in November; None: not known, so it is refused

    @staticmethod
    def of(
        record: Record, site: Site, report: RecordReport, *, section: Section | None, source: Source | None
    ) -> "Clock | None":
        """The clock by the zone of the record, else of its source, else of its section, else of the site."""
        name: str = site.timezone
        declared_by: ZoneSource = "site"
        if record.timezone is not None:
            name, declared_by = record.timezone, "explicit"
        elif source is not None and source.timezone is not None:
            name, declared_by = source.timezone, "source"
        elif section is not None and section.timezone is not None:
            name = section.timezone
        language = record.language or (section.language if section is not None else None) or site.language
        try:
            return _clock(name, declared_by, language, site.date_only_time, site.day_first)
        except KeyError:
            near = nearest_zone(name)
            hint = did_you_mean(name, [near]) if near else "Write an IANA name such as Europe/Paris."
            report.error("timezone-unknown", "timezone", f"there is no time zone {name!r}", hint=hint)
            return None

    def read(self, text: Scalar, field: str, report: RecordReport) -> Timestamp | None:
        """The time that `text` says; None, with a finding, when it says none that can be trusted."""
        try:
            timestamp = parse_timestamp(
                str(text), timezone=self.timezone, languages=self.languages, day_first=self.day_first
            )
        except TimestampError as error:
            message = f"{_shown(text)} cannot be read as a time: {error.reason.removesuffix('.')}"
            report.error("time-unreadable", field, message, hint=error.hint)
            return None
        if timestamp.instant.year < EARLIEST_YEAR:
            report.warning(
                "time-implausible", field, f"{_shown(text)} is before {EARLIEST_YEAR}", hint="Check the year."
            )
        for note in timestamp.notes:
            report.info("time-note", field, note.removesuffix("."))
        if timestamp.precision == "day":
            # a date without a time must show as that date wherever it is read
            zone = timestamp.instant.tzinfo if timestamp.zone == "explicit" else self.timezone
            instant = dt.datetime.combine(timestamp.instant.date(), self.date_only_time, zone)
            timestamp = replace(timestamp, instant=instant)
        if timestamp.zone in ("explicit", self.declared_by):
            return timestamp
        return replace(timestamp, zone=self.declared_by)


@lru_cache(maxsize=256)
def _clock(
    zone: str,
    declared_by: ZoneSource,
    language: str,
    date_only_time: dt.time,
    day_first: bool | None,  # noqa: FBT001 - a part of a key
) -> Clock:
    """The clock by a zone; the records of a site share a few. Raises KeyError where there is no such zone."""
    return Clock(
        timezone=iana_zone(zone),
        declared_by=declared_by,
        date_only_time=date_only_time,
        languages=(language,),
        day_first=day_first,
    )


def _shown(text: Scalar) -> str:
    return repr(str(text)[:80])


def article_times(
    record: Record, report: RecordReport, clock: Clock, lifecycle: Lifecycle
) -> tuple[Timestamp, Timestamp] | None:
    """(published, updated); None, with findings, when a time is missing or cannot be read."""
    dated = record.date
    if dated is None and record.updated is None and lifecycle.publish_at is None:
        dated = date_in_stem(report.raw.stem)
    date = None if dated is None else clock.read(dated, "date", report)
    if date is None and dated is not None:
        return None
    changed = None if record.updated is None else clock.read(record.updated, "updated", report)
    if changed is None and record.updated is not None:
        return None
    published = date or lifecycle.publish_at or (changed and replace(changed, inferred=True))
    if published is None:
        hint = "Add: date: 2018-11-07 13:45"
        report.error("date-missing", "date", "the record does not say when it was published", hint=hint)
        return None
    published, updated = _in_order(published, changed or replace(published, inferred=True), report)
    if lifecycle.corrections:
        corrected = lifecycle.corrections[-1].at
        updated = corrected if corrected.instant > updated.instant else updated
    return published, updated


def day_orders(raw: RawRecord) -> frozenset[DayOrder]:
    """What the dates of a record tell of the order of day and month; nothing where it has none that is so written.

    A record that contradicts itself tells "either" alone; one that leaves no doubt may still have another date that
    does, and tells both.
    """
    dates = _numeric_dates(raw.fields)
    if not dates:
        return _NO_ORDER
    orders = frozenset(map(_day_order, dates))
    return frozenset({"either"}) if {"day", "month"} <= orders else orders


def _day_order(date: str) -> DayOrder:
    first = learn_day_first([date])
    return "either" if first is None else "day" if first else "month"


def _numeric_dates(fields: Mapping[str, object]) -> list[str]:
    """The texts such as 25/12/2018 in the fields of a record that hold times, and in tables below them."""
    dates: list[str] = []
    for name in _times_among(tuple(fields)):
        value = fields[name]
        if isinstance(value, str):
            if len(value) < _LONGEST_TIME and _YEAR_BEHIND.search(value) and _NUMERIC_DATE.search(value):
                dates.append(value)
            continue
        for table in value if isinstance(value, list) else (value,):
            if isinstance(table, dict):
                dates += _numeric_dates(table)
    return dates


@lru_cache(maxsize=1024)
def _times_among(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the names in a record that may hold times; most records of a site have the same names."""
    return tuple(name for name in names if name in _TIME_TABLES or canonical_name(name) in _TIME_FIELDS)


def time_ahead(article: Article, now: dt.datetime) -> Finding | None:
    """The finding about an article whose times lie after `now` (aware) though its record declares no date to wait for.

    A time that is some hours ahead is most often a zone that was left out.
    """
    life = article.lifecycle
    if life.publish_at is not None or life.embargo is not None:
        return None
    corrected = article.updated in {correction.at for correction in life.corrections}
    for field, time in (("date", article.published), ("corrections" if corrected else "updated", article.updated)):
        if not time.inferred and time.instant > now + CLOCKS_DIFFER:
            return Finding(
                rule="record/time-ahead",
                severity="warning",
                message=f"{field}: {time.text!r} is in the future.",
                hint="Check the time and its zone; for an article that is to wait, write the time as publish_at.",
                path=article.origin.path,
                line=article.origin.line,
                article=article.origin,
            )
    return None


def _in_order(published: Timestamp, updated: Timestamp, report: RecordReport) -> tuple[Timestamp, Timestamp]:
    """The two with published <= updated."""
    if updated.instant >= published.instant:
        return published, updated
    same_day = updated.instant.date() == published.instant.astimezone(updated.instant.tzinfo).date()
    if same_day and published.precision == "day":
        return replace(published, instant=updated.instant), updated
    if not (same_day and updated.precision == "day"):
        report.warning(
            "updated-before-published",
            "updated",
            f"{updated.text!r} is before the publication, {published.text!r}; the publication's time is used",
            hint="Check both times and their zones.",
        )
    return published, replace(updated, instant=published.instant, inferred=True)
