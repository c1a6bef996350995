"""Article + Site -> Content: the text made ready for feeds. It costs, so only articles that a feed holds come here."""

from dataclasses import dataclass
from html import escape

from feedwright.model import Article, Content, Correction, Finding, Text
from feedwright.normalize.markup import clean_html, plain_text, render_markdown, summarize
from feedwright.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """An article's text, and what had to be taken out of it."""

    content: Content
    findings: tuple[Finding, ...]


def compose(article: Article, site: Site) -> Composed:
    """The article's body as sanitized HTML with absolute URLs, as plain text, and its summary."""
    body = article.body
    html = render_markdown(body.text) if body.markup == "markdown" else body.text
    html += "".join(_note(correction) for correction in article.lifecycle.corrections)
    clean = clean_html(html, base_url=article.url)
    text = plain_text(clean.html)
    summary = article.summary or summarize(text, language=article.language or site.language)
    findings = tuple(
        Finding(
            rule="record/markup-removed",
            severity="info",
            message=f"body: {removal.description} was taken out.",
            path=article.origin.path,
            line=article.origin.line,
            entry=article.id,
            article=article.origin,
        )
        for removal in clean.removed
    )
    return Composed(content=Content(html=clean.html, text=text, summary=Text(summary)), findings=findings)


def _note(correction: Correction) -> str:
    """A correction as readers see it, below the text."""
    return f"<p><strong>Correction, {correction.at.instant:%Y-%m-%d %H:%M %Z}:</strong> {escape(correction.note)}</p>\n"
