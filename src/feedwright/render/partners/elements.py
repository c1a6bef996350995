"""A profile's elements, filled in."""

from collections.abc import Iterable, Mapping, Sequence

from feedwright.model import Article
from feedwright.render.partners.values import Values, filled, loop_values
from feedwright.render.wire import Element
from feedwright.site import ElementTable, Profile


def made(
    tables: Iterable[ElementTable], values: Values, profile: Profile, *, article: Article | None = None, state: str = ""
) -> tuple[Element, ...]:
    """The elements that `tables` describe and that have something to say.

    `state` is that of the entry, "" for the head of the feed; `article` is what `each` goes through.
    """
    elements = []
    for table in tables:
        if state and state not in table.states:
            continue
        rounds: Sequence[Mapping[str, object]] = [{}]
        if table.each is not None:
            rounds = loop_values(table.each, article) if article is not None else []
        for each in rounds:
            element = _element(table, {**values, **each}, profile, article, state)  # type: ignore[dict-item]
            if element is not None:
                elements.append(element)
    return tuple(elements)


def named(name: str, profile: Profile) -> tuple[str, str]:
    """Namespace and local name of an element or attribute as a profile writes it; the namespace "" for none."""
    prefix, colon, local = name.rpartition(":")
    return (profile.prefixes[prefix], local) if colon else ("", name)


def _element(
    table: ElementTable, values: Values, profile: Profile, article: Article | None, state: str
) -> Element | None:
    """The element; None where a text of it has nothing to say, or where nothing would be left of it."""
    text = None if table.text is None else filled(table.text, values)
    if table.text is not None and text is None:
        return None
    attributes = tuple(
        (_attribute(name, profile), value)
        for name, pattern in table.attributes.items()
        if (value := filled(pattern, values)) is not None
    )
    children = made(table.children, values, profile, article=article, state=_inner(table, state))
    wanted = table.text is not None or table.attributes or table.children
    if wanted and text is None and not attributes and not children:
        return None
    namespace, local = named(table.element, profile)
    return Element(namespace, local, text, attributes, children)


def _inner(table: ElementTable, state: str) -> str:
    """Elements inside another are written with it, whatever the state."""
    return "" if state in table.states else state


def _attribute(name: str, profile: Profile) -> str:
    namespace, local = named(name, profile)
    return f"{{{namespace}}}{local}" if namespace else local
