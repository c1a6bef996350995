"""Text and HTML that may be published: characters, titles, Markdown, sanitized HTML, plain text and summaries."""

from feedwright.normalize.markup.characters import CharacterProblem, CleanText, clean_characters, clean_text
from feedwright.normalize.markup.markdown import render_markdown
from feedwright.normalize.markup.plain import plain_text
from feedwright.normalize.markup.removals import Removal
from feedwright.normalize.markup.sanitize import CleanHtml, clean_html
from feedwright.normalize.markup.summary import summarize
from feedwright.normalize.markup.titles import plain_title

__all__ = [
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
