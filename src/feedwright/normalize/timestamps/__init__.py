"""Times as people and programs write them -> instants. A time is never guessed: what is not certain is refused."""

from feedwright.normalize.timestamps.found import FoundTimestamp
from feedwright.normalize.timestamps.order import learn_day_first
from feedwright.normalize.timestamps.parse import find_timestamps, parse_timestamp

__all__ = ["FoundTimestamp", "find_timestamps", "learn_day_first", "parse_timestamp"]
