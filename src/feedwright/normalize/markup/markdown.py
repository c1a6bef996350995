"""Markdown to HTML: CommonMark with tables, strikethrough and footnotes."""

from functools import cache
from typing import TYPE_CHECKING

from feedwright.normalize.markup.policy import MAX_LENGTH

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def render_markdown(text: str) -> str:
    """The HTML of a Markdown text, as written: raw HTML passes through and quotes stay straight.

    The result is not safe to publish; `clean_html` makes it so. It reads no more than `MAX_LENGTH` characters of it and
    reports what is beyond them, so little more of `text` is rendered.
    """
    return str(_parser().render(text[: MAX_LENGTH + 1_000]))


@cache
def _parser() -> "MarkdownIt":
    # 60 ms to import, which a build that changes nothing can save.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
