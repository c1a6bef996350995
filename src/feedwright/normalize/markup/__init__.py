"""Text and HTML that may be published: characters, titles, Markdown, sanitized HTML, plain text and summaries.

Every record needs the first two; what makes a text ready for a feed is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING

from feedwright.deferred import deferred
from feedwright.normalize.markup.characters import CharacterProblem, CleanText, clean_characters, clean_text
from feedwright.normalize.markup.titles import LONGEST_TITLE, plain_title

if TYPE_CHECKING:
    from feedwright.normalize.markup.cleaned import CleanHtml
    from feedwright.normalize.markup.cleaning import clean_html
    from feedwright.normalize.markup.markdown import render_markdown
    from feedwright.normalize.markup.plain import plain_text
    from feedwright.normalize.markup.removals import TEXT_END, Removal
    from feedwright.normalize.markup.summary import summarize

__all__ = [
    "LONGEST_TITLE",
    "TEXT_END",
    "CharacterProblem",
    "CleanHtml",
    "CleanText",
    "Removal",
    "clean_characters",
    "clean_html",
    "clean_text",
    "plain_text",
    "plain_title",
    "render_markdown",
    "summarize",
]

__getattr__ = deferred(
    __name__,
    {
        "TEXT_END": "removals",
        "CleanHtml": "cleaned",
        "Removal": "removals",
        "clean_html": "cleaning",
        "plain_text": "plain",
        "render_markdown": "markdown",
        "summarize": "summary",
    },
)
