"""Modules that are loaded when they are first asked for, so that a start pays only for what it uses."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec


def deferred(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` (PEP 562) of `package`: `homes` tells the module below it in which each name is defined."""

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, found)  # the next time it is there
        return found

    return load


@contextmanager
def lazily(*names: str) -> Iterator[None]:
    """What a library imports of these modules meanwhile is loaded when it first asks for something in them.

    Only for modules that can be loaded: what goes wrong then is not met where it is imported.
    """
    finder = _Lazy(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Lazy:
    """Finds modules as Python does, and has them loaded later."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def find_spec(self, name: str, path: object, _target: object = None) -> "ModuleSpec | None":
        """The specification of a module; None for others."""
        if name not in self._names:
            return None
        from importlib.machinery import PathFinder
        from importlib.util import LazyLoader

        spec = PathFinder.find_spec(name, path)  # type: ignore[arg-type] # as it was handed to this one
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec
