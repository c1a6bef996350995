"""Markdown to HTML: CommonMark with tables, strikethrough and footnotes, by the reference implementation in C."""

from feedwright.normalize.markup.policy import MAX_LENGTH

_EXTENSIONS = ("table", "strikethrough")


def render_markdown(text: str) -> str:
    """The HTML of a Markdown text, as written: raw HTML passes through and quotes stay straight.

    The result is not safe to publish; `clean_html` makes it so. It reads no more than `MAX_LENGTH` characters of it and
    reports what is beyond them, so little more of `text` is rendered.
    """
    from cmarkgfm import cmark

    whole = text[: MAX_LENGTH + 1_000].encode(errors="replace").decode()  # half a surrogate pair is no character
    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
    html: str = cmark.markdown_to_html_with_extensions(whole, options=options, extensions=_EXTENSIONS)
    return html
