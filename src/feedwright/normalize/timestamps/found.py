"""What a search for times in a text gives."""

import msgspec

from feedwright.model import Timestamp
from feedwright.normalize.timestamps.labels import Label


class FoundTimestamp(msgspec.Struct, frozen=True, kw_only=True):
    """A time in a line of text: line[start:end], with its label if there is one."""

    start: int
    end: int
    label: Label | None  # what the words in front of it say
    label_start: int  # where those words begin; `start` where there are none
    timestamp: Timestamp  # its `text` is line[start:end]
