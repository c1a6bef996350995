"""Regular expressions that are compiled when they are first used.

A start pays only for those that its work needs: to compile all that tell times, credits and markup takes longer than to
publish an edit.
"""

import re
from typing import Any, AnyStr, cast


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile(text, flags)`, later. Raises re.error, when it is used, where `text` is no pattern.

    It has the methods and attributes of a compiled pattern, but it is none: where the class counts, compile.
    """
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern:
    """A pattern whose methods are those of the compiled one from the first use on."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._written = text, flags

    def __getattr__(self, name: str) -> Any:
        """Called only for what is not there yet."""
        if name.startswith("__"):  # asked by copies and the like, which a pattern has no need of
            raise AttributeError(name)
        compiled: re.Pattern[Any] = re.compile(*self._written)
        self.match, self.fullmatch, self.search = compiled.match, compiled.fullmatch, compiled.search
        self.sub, self.split, self.finditer, self.findall = (
            compiled.sub,
            compiled.split,
            compiled.finditer,
            compiled.findall,
        )
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"pattern{self._written!r}"
