"""Attribute values and text as HTML writes them, and which values may stay."""

from collections.abc import Mapping

from feedwright.normalize.markup import images
from feedwright.normalize.markup.policy import ATTRIBUTE_VALUES, BOOLEAN_ATTRIBUTES, TYPE_VALUES

_MAX_VALUE = 2_000


def escape_text(text: str) -> str:
    """Text between tags (HTML Standard, "escaping a string")."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\xa0", "&nbsp;")


def escape_attribute(value: str) -> str:
    """A value between double quotes."""
    return escape_text(value).replace('"', "&quot;")


def checked(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute that `tag` may have, as it stays; None where it is not what the attribute wants."""
    if name in BOOLEAN_ATTRIBUTES:
        return ""
    if name in {"width", "height"}:
        return images.size(value)
    wanted = TYPE_VALUES.get(tag) if name == "type" else ATTRIBUTE_VALUES.get(name)
    if wanted is None:
        return value[:_MAX_VALUE]
    value = value.strip()
    return value if wanted.fullmatch(value) else None


def start_tag(tag: str, attributes: Mapping[str, str | None]) -> str:
    """A start tag as a person would write it, for findings; not HTML to publish."""
    return f"<{tag}" + "".join(f' {name}="{(value or "")[:200]}"' for name, value in attributes.items()) + ">"
