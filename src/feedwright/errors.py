"""The errors that Feedwright raises: one root, each naming its subject, the reason and the mend."""


class FeedwrightError(Exception):
    """Something that stops the work at hand and that a person can mend.

    `message` is one sentence that names the subject; `hint` says what to do about it. The command line prints both.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}" if self.hint else self.message


class ConfigurationError(FeedwrightError, ValueError):
    """feedwright.toml is missing, unreadable or says something impossible."""

    def __init__(self, message: str, *, path: str, line: int | None = None, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.path = path
        self.line = line

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {super().__str__()}"


class TimestampError(FeedwrightError, ValueError):
    """A text that cannot be read as a time without guessing.

    `text` is what was written, `reason` why it was refused, `hint` how to write it.
    """

    def __init__(self, text: str, reason: str, *, hint: str) -> None:
        super().__init__(f"{text!r} is not a time that can be trusted: {reason}.", hint=hint)
        self.text = text
        self.reason = reason


class PublishError(FeedwrightError, OSError):
    """The output could not be written; what was published before is still there, whole."""
