"""Normalizes 10,000 records on one core, times and attribution included, the text's rendering aside.

Prints microseconds a record, and the ratio to what dateutil alone takes for the two times of each record in one run.

usage: python benchmarks/normalization.py [COUNT]
"""

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dateutil import parser

from feedwright.model import Origin, Outlet, RawRecord, Text
from feedwright.normalize import normalize
from feedwright.site import Feeds, Section, Site, Source, outlet_key

ROUNDS = 5
SECTIONS = ("world", "sports/soccer", "sports/tennis", "technology")
SOURCES = ("China Daily", "Xinhua", "Northern Wire", "Harbour Press")
FORMS = ("%Y-%m-%dT%H:%M:%S+08:00", "%Y-%m-%d %H:%M", "%a, %d %b %Y %H:%M:%S +0800", "%Y-%m-%dT%H:%M:%SZ")


class NoLines:
    """Lines that nobody asks for."""

    def line(self, name: str) -> int | None:
        del name
        return None


def newsroom() -> Site:
    sources = {name: Source(name=Text(name), url=f"https://{outlet_key(name)}.example/") for name in SOURCES}
    return Site(
        folder=Path("newsroom"),
        title=Text("Bench"),
        description=Text("Bench"),
        url="https://newsroom.example/",
        language="en",
        timezone="Asia/Shanghai",
        date_only_time=dt.time(12),
        publisher=Outlet(name=Text("Bench")),
        rights=None,
        logo=None,
        permalink="/{section}/{year}/{month}/{slug}/",
        tag="newsroom.example,2018",
        feeds=Feeds(url="https://newsroom.example/feeds/"),
        sections={path: Section(path=path, title=Text(path)) for path in SECTIONS},
        sources=sources,
        source_names={outlet_key(name): name for name in SOURCES},
    )


def records(count: int) -> Iterator[RawRecord]:
    rng = random.Random(7)
    start = dt.datetime(2010, 1, 1, tzinfo=dt.UTC)
    for number in range(count):
        when = start + dt.timedelta(minutes=rng.randrange(60 * 24 * 365 * 9))
        form = rng.choice(FORMS)
        yield RawRecord(
            origin=Origin(path=f"content/{number}.md", line=1),
            fields={
                "title": f"Article number {number} of the bench",
                "date": when.strftime(form),
                "lastmod": (when + dt.timedelta(hours=1)).strftime(form),
                "author": f"By Writer {'ABCDEFGH'[number % 8]}. Name",
                "source": rng.choice(SOURCES),
                "summary": "A sentence that says what the article is about, in a few words.",
                "tags": ["one", "two"],
            },
            lines=NoLines(),
            body="A paragraph of text.\n\n" * 20,
            folder=rng.choice(SECTIONS),
            stem=f"{when:%Y-%m-%d}-{number}",
        )


def main(count: int) -> None:
    site, raws = newsroom(), list(records(count))
    for raw in raws[:100]:
        assert not [each for each in normalize(raw, site).findings if each.severity != "info"]  # noqa: S101
    ours, peers = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for raw in raws:
            normalize(raw, site)
        ours.append((time.perf_counter() - begun) / count)
        begun = time.perf_counter()
        for raw in raws:
            parser.parse(str(raw.fields["date"]))
            parser.parse(str(raw.fields["lastmod"]))
        peers.append((time.perf_counter() - begun) / count)
    print(f"normalize a record:          {min(ours) * 1e6:6.1f} µs")
    print(f"dateutil on its two times:   {min(peers) * 1e6:6.1f} µs")
    print(f"ratio:                       {min(ours) / min(peers):6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
