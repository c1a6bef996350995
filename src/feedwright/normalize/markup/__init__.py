"""Text and HTML that may be published: characters, titles, Markdown, sanitized HTML, plain text and summaries."""

from feedwright.normalize.markup.characters import CharacterProblem, CleanText, clean_characters, clean_text
from feedwright.normalize.markup.markdown import render_markdown
from feedwright.normalize.markup.plain import plain_text
from feedwright.normalize.markup.removals import TEXT_END, Removal
from feedwright.normalize.markup.sanitize import CleanHtml, clean_html
from feedwright.normalize.markup.summary import summarize
from feedwright.normalize.markup.titles import LONGEST_TITLE, plain_title

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
