"""How feedgen is loaded: without dateutil, and so that nobody misses it."""

import subprocess
import sys

LOADED = """
import sys
from feedwright.render import load_feedgen
feedgen = load_feedgen()
assert not [name for name in sys.modules if name.partition(".")[0] == "dateutil"]
"""


def run(code: str) -> None:
    subprocess.run([sys.executable, "-c", LOADED + code], check=True, timeout=60)


def test_dateutil_is_not_loaded() -> None:
    run("assert load_feedgen() is feedgen is sys.modules['feedgen.feed']")


def test_a_new_feed_is_dated_in_utc() -> None:
    run("assert feedgen.FeedGenerator().updated().utcoffset().total_seconds() == 0")


def test_feedgen_still_reads_times_that_are_text() -> None:
    run("""
made = feedgen.FeedEntry()
made.published("Wed, 07 Nov 2018 13:45:00 +0800")
assert made.published().isoformat() == "2018-11-07T13:45:00+08:00"
""")


def test_whoever_imports_dateutil_gets_it() -> None:
    run("""
import dateutil.tz, dateutil.parser
assert dateutil.__file__ and dateutil.tz.gettz and dateutil.parser.isoparse
assert dateutil.tz is sys.modules["dateutil.tz"]
""")


def test_dateutil_that_is_there_already_is_used() -> None:
    code = """
import sys
import dateutil
from feedwright.render import load_feedgen
feedgen = load_feedgen()
assert feedgen.dateutil is dateutil and sys.modules["dateutil"] is dateutil
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
