"""The refusal of a text: raised wherever a form turns out not to be a time, and given its text by the caller."""

SAFE_FORM = "Write the date, the time and the offset: 2018-11-07T13:45:00+08:00."


class Refused(Exception):  # noqa: N818 - a verdict inside this package, not an error that callers see
    """A text, or a part of it, that is no time without guessing; `reason` is a clause, `hint` the mend."""

    def __init__(self, reason: str, hint: str = SAFE_FORM) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
