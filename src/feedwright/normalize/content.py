"""Article + Site -> Content: the text made ready for feeds. It costs, so only articles that a feed holds come here."""

from typing import TYPE_CHECKING

import msgspec

from feedwright.model import Article, Content, Correction, Finding, Html, Text
from feedwright.site import Site

if TYPE_CHECKING:
    from feedwright.normalize.markup import Removal


class Composed(msgspec.Struct, frozen=True, kw_only=True):
    """An article's text, and what had to be taken out of it."""

    content: Content
    findings: tuple[Finding, ...]


def compose(article: Article, site: Site, *, text: bool = True) -> Composed:
    """The article's body as sanitized HTML with absolute URLs, as plain text, and its summary.

    Without `text` the plain text is "" where the summary is not cut from it: to read it takes a third of the time.
    """
    # an article that no feed holds needs none of this
    from feedwright.normalize.markup import clean_html, plain_text, render_markdown, summarize

    body = article.body
    html = render_markdown(body.text) if body.markup == "markdown" else body.text
    clean = clean_html(html, base_url=article.url)
    plain = plain_text(clean.html) if text or not article.summary else Text("")
    summary = article.summary or summarize(plain, language=article.language or site.language)
    break_ = "" if clean.html.endswith("\n") or not clean.html else "\n"
    notes = [_note(correction) for correction in article.lifecycle.corrections]
    said = (f"{mark} {note}" for mark, note in notes)
    return Composed(
        content=Content(
            html=Html(clean.html + (break_ + _shown(notes) if notes else "")),
            text=Text("\n\n".join(part for part in (plain, *said) if part)),
            summary=Text(summary),
        ),
        findings=tuple(_taken_out(removal, article) for removal in clean.removed),
    )


def _note(correction: Correction) -> tuple[str, str]:
    """A correction as readers see it, below the text: what announces it, and what it says."""
    written = correction.at.instant.isoformat(timespec="minutes")
    day, time, offset = written[:10], written[11:16], written[16:]
    # the names of zones mean different ones to different readers
    when = day if correction.at.precision == "day" else f"{day} {time} UTC{offset}"
    return f"Correction, {when}:", correction.note


def _shown(notes: list[tuple[str, str]]) -> str:
    """Corrections as HTML."""
    from html import escape

    return "".join(f"<p><strong>{mark}</strong> {escape(note, quote=False)}</p>\n" for mark, note in notes)


def _taken_out(removal: "Removal", article: Article) -> Finding:
    """What had to be taken out of an article's text, as a finding about its record."""
    from feedwright.normalize.markup import TEXT_END

    comma = "," if ", " in removal.what else ""
    lost = removal.what == TEXT_END
    return Finding(
        rule="record/text-too-long" if lost else "record/markup-removed",
        severity="warning" if lost else "info",
        message=f"body: {removal.description}{comma} was taken out: {removal.reason}.",
        hint="Make the text shorter, or two articles of it." if lost else None,
        path=article.origin.path,
        line=article.origin.line,
        entry=article.id,
        article=article.origin,
    )
