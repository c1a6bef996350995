"""Names of a package that are loaded when they are first asked for, so that a start pays only for what it uses."""

from collections.abc import Callable, Mapping
from importlib import import_module
from sys import modules


def deferred(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` (PEP 562) of `package`: `homes` tells the module below it in which each name is defined."""

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(modules[package], name, found)  # the next time it is there
        return found

    return load
