"""Markdown to HTML: CommonMark with tables, strikethrough and footnotes, by the reference implementation in C."""

from feedwright.normalize.markup.policy import MAX_LENGTH

_EXTENSIONS = ("table", "strikethrough")
# One of them is in the line of dashes below the head of a table; a vertical tab and a form feed keep dashes without
# them from being the line below a heading.
_IN_TABLES = ("|", ":-", "-:", "\v", "\f")


def render_markdown(text: str) -> str:
    """The HTML of a Markdown text, as written: raw HTML passes through and quotes stay straight.

    The result is not safe to publish; `clean_html` makes it so. It reads no more than `MAX_LENGTH` characters of it and
    reports what is beyond them, so little more of `text` is rendered.
    """
    from cmarkgfm import cmark

    whole = text[: MAX_LENGTH + 1_000].encode(errors="replace").decode()  # half a surrogate pair is no character
    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
    html: str
    if may_need_extensions(whole):
        html = cmark.markdown_to_html_with_extensions(whole, options=options, extensions=_EXTENSIONS)
    else:  # in two thirds of the time, and without keeping the tree of the text for ever
        html = cmark.markdown_to_html(whole, options=options)
    return html


def may_need_extensions(text: str) -> bool:
    """Whether there may be a table or a strikethrough in a Markdown text."""
    return "~" in text or ("-" in text and any(mark in text for mark in _IN_TABLES))
