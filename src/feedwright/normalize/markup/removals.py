"""What was taken out of an article's HTML, counted by kind: for the findings that tell an editor."""

import msgspec

TEXT_END = "the text's end"
"""What is taken out of a text that is too long: nothing else that people wrote to be read is."""

_SAMPLE_LENGTH = 100
_MAX_KINDS = 200


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of thing that was taken out of an article's HTML."""

    what: str  # a noun: "the element <script>", "a link to javascript:"
    reason: str  # a clause: "scripts do not run in feed readers"
    count: int
    sample: str  # the first of them as written, at most 100 characters

    @property
    def description(self) -> str:
        """What was taken out and how often, as the subject of a sentence."""
        return self.what if self.count == 1 else f"{self.what} ({self.count} times)"


class Removals:
    """Counts removals by kind, in the order of their first appearance."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._firsts: dict[str, tuple[str, str]] = {}
        self.total = 0

    def add(self, what: str, sample: str, reason: str) -> None:
        """Count one more of the kind `what`."""
        self.total += 1
        if what in self._counts:
            self._counts[what] += 1
        elif len(self._counts) < _MAX_KINDS:
            self._counts[what] = 1
            self._firsts[what] = (" ".join(sample[: 4 * _SAMPLE_LENGTH].split())[:_SAMPLE_LENGTH], reason)

    def result(self) -> tuple[Removal, ...]:
        """The removals so far."""
        return tuple(
            Removal(what=what, reason=self._firsts[what][1], count=count, sample=self._firsts[what][0])
            for what, count in self._counts.items()
        )
