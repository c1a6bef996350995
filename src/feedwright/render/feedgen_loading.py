"""feedgen without dateutil, which takes as long to load as feedgen, lxml and this room together.

feedgen asks dateutil for two things: the zone of the times that it gives to new feeds and entries, for which Python's
own does as well, and to read times that are written as text, which is loaded when somebody hands in such a text.
"""

import sys
from datetime import UTC
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any, Final

_FEEDGEN: Final = "feedgen.feed"
_ASKED: Final = ("dateutil", "dateutil.parser", "dateutil.tz")


class _Dateutil(ModuleType):
    """dateutil as feedgen asks for it."""

    tz = SimpleNamespace(tzutc=lambda: UTC)

    def __getattr__(self, name: str) -> Any:
        """Called only for what is not there: the parser."""
        return import_module(f"dateutil.{name}")


def load_feedgen() -> Any:
    """The module `feedgen.feed`, loaded with the first call. Whoever else imports dateutil gets dateutil itself."""
    if _FEEDGEN not in sys.modules and not any(name in sys.modules for name in _ASKED):
        stand_in = _Dateutil("dateutil")
        sys.modules.update(dict.fromkeys(_ASKED, stand_in))
        try:
            import_module(_FEEDGEN)
        finally:
            for name in _ASKED:
                del sys.modules[name]
    return import_module(_FEEDGEN)
