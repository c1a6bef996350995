"""Text that runs from right to left says so."""

from feedwright.languages import is_right_to_left


def directed(html: str, language: str | None) -> str:
    """`html` as it must be shown: from right to left where the language is; the very same text otherwise."""
    if not language or not is_right_to_left(language):
        return html
    from html import escape  # its table of entities is long

    return f'<div dir="rtl" lang="{escape(language)}">{html}</div>'
