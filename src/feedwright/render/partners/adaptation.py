"""An article as one partner may have it and can take it: its text, its links, its images, its credit line."""

from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from msgspec.structs import replace

from feedwright.model import Article, Entry, Feed, Html, Media, Text
from feedwright.render.entries import is_web, outlet_name
from feedwright.render.media import first_image, medium_of
from feedwright.site import Partner, Profile

_DROPPED: Final = frozenset({"audio", "iframe", "script", "style", "video"})
"""Elements that go with what is in them, which is no text, where a partner does not take them."""

_ATTRIBUTES: Final = frozenset(
    {"abbr", "align", "alt", "cite", "colspan", "datetime", "dir", "height", "href", "hreflang", "lang", "rowspan",
     "scope", "span", "src", "start", "title", "type", "valign", "value", "width"}
)  # fmt: skip
"""Attributes of elements that stay. Links have schemes that readers' programs open, all of them absolute by now."""

_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "sms", "geo"})


def adapted(feed: Feed, partner: Partner) -> Feed:
    """`feed` with its entries as `partner` may have them."""
    return replace(feed, entries=tuple(_entry(entry, partner, full=feed.full_text) for entry in feed.entries))


def link_of(article: Article, partner: Partner) -> str | None:
    """The article's permalink with the partner's parameters; None where its dialect has no link."""
    if partner.profile.entry.link == "none":
        return None
    if partner.profile.entry.link == "plain" or not partner.parameters:
        return article.url
    parts = urlsplit(article.url)
    known = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    more = urlencode([(name, value) for name, value in partner.parameters if name not in known])
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, more)))))


def fits(media: Media, profile: Profile) -> bool:
    """Whether an image is as the partner wants images, as far as is known of it."""
    wanted = profile.images
    return not wanted.misfit(width=media.width, height=media.height, length=media.length, type_=media.type)


def _entry(entry: Entry, partner: Partner, *, full: bool) -> Entry:
    profile, article, content = partner.profile, entry.article, entry.content
    if profile.images.unfit == "drop":
        kept = tuple(each for each in article.media if medium_of(each) != "image" or fits(each, profile))
        article = replace(article, media=kept)
    html: str = content.html if full else ""
    summary: str = content.summary
    if html:
        if profile.entry.lead_image and (image := first_image(article)) is not None and image.url not in html:
            html = _figure(image) + html
        if partner.credit:
            html += _credit(partner.credit, article)
        html = reduced(html, profile)
    elif partner.credit:
        credit = partner.credit.replace("{source}", _credited(article)[0])
        summary = f"{summary} {credit}" if summary else credit
    return Entry(article=article, content=replace(content, html=Html(html), summary=Text(summary)))


def reduced(html: str, profile: Profile) -> str:
    """`html` with the elements alone that the partner takes; of the others the words stay."""
    if profile.html.allow is None:
        return html
    import nh3

    return nh3.clean(
        html,
        tags=set(profile.html.allow),
        clean_content_tags=set(_DROPPED - set(profile.html.allow)),
        attributes={name: set(_ATTRIBUTES) for name in profile.html.allow},
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )


def _figure(image: Media) -> str:
    """The article's image as it stands at the head of its text."""
    size = "".join(f' {name}="{value}"' for name, value in (("width", image.width), ("height", image.height)) if value)
    words = " ".join(each for each in (image.alt or image.title, image.credit) if each)
    caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    return f'<figure><img src="{escape(image.url)}" alt="{escape(image.alt or "")}"{size}>{caption}</figure>\n'


def _credit(pattern: str, article: Article) -> str:
    """The credit line, with the name of the source linked to its article, or to its home page."""
    name, url = _credited(article)
    source = f'<a href="{escape(url)}">{escape(name)}</a>' if is_web(url) else escape(name)
    before, _, after = pattern.partition("{source}")
    return f"<p>{escape(before)}{source if '{source}' in pattern else ''}{escape(after)}</p>\n"


def _credited(article: Article) -> tuple[str, str]:
    """Whose article it is, and where it can be read there."""
    source = article.source
    if source is not None and (name := outlet_name(source)):
        return name, article.original or source.url or article.url
    return outlet_name(article.publisher) or article.url, article.url


def images_of(media: Iterable[Media]) -> tuple[Media, ...]:
    """The images among the media."""
    return tuple(each for each in media if medium_of(each) == "image")
