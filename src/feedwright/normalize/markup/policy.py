"""The allow-list: which elements, attributes and URL schemes an article's HTML keeps in a feed.

Tuned for feed readers and for the aggregators that publish what they accept: text, lists, tables, figures, media, ruby
and edits stay; whatever runs, submits, tracks, frames or paints goes. Everything that is not named here goes too.
"""

import re
from collections.abc import Mapping

from feedwright.patterns import pattern


def names(text: str) -> frozenset[str]:
    """The words of `text`: lists of names read better without quotes and commas."""
    return frozenset(text.split())


KEPT = names(
    "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn"
    " div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p"
    " picture pre q rb rp rt rtc ruby s samp section small source span strong sub summary sup table tbody td tfoot"
    " th thead time tr track u ul var video wbr"
)
"""Elements that stay."""

VOID = names("br col hr img source track wbr")
"""Kept elements that have no content and no end tag."""

RENAMED: Mapping[str, str] = {
    "acronym": "abbr",
    "center": "div",
    "dialog": "div",
    "dir": "ul",
    "fieldset": "div",
    "legend": "p",
    "listing": "pre",
    "menu": "ul",
    "plaintext": "pre",
    "search": "div",
    "strike": "s",
    "tt": "code",
    "xmp": "pre",
}
"""Elements of old that have a living namesake, and blocks of forms that may hold an article's text."""

DROPPED = names(
    "applet area base basefont bgsound canvas command datalist frame frameset head input isindex keygen link"
    " menuitem meta noembed noframes optgroup option output param portal script select selectedcontent style svg"
    " template textarea title"
)
"""Elements that go with everything inside them: it is not text, or it is the text of a control."""

SILENT = frozenset({"body", "head", "html", "meta", "param", "title", "wbr"})
"""Elements whose going takes nothing from a reader; no finding."""

GLOBAL_ATTRIBUTES = frozenset({"dir", "id", "lang", "title"})
"""Attributes that every kept element may have; an `id` stays only where a link in the same content leads to it."""

ATTRIBUTES: Mapping[str, frozenset[str]] = {
    tag: names(allowed)
    for tag, allowed in {
        "a": "href hreflang rel type",
        "audio": "controls loop muted preload src",
        "blockquote": "cite",
        "col": "align span",
        "colgroup": "align span",
        "del": "cite datetime",
        "details": "open",
        "img": "alt height sizes src srcset width",
        "ins": "cite datetime",
        "li": "value",
        "ol": "reversed start type",
        "q": "cite",
        "source": "height media sizes src srcset type width",
        "tbody": "align valign",
        "td": "align colspan rowspan valign",
        "tfoot": "align valign",
        "th": "abbr align colspan rowspan scope valign",
        "thead": "align valign",
        "time": "datetime",
        "tr": "align valign",
        "track": "default kind label src srclang",
        "video": "controls height loop muted poster preload src width",
    }.items()
}
"""Attributes that an element may have beside the global ones."""

BOOLEAN_ATTRIBUTES = names("controls default loop muted open reversed")
"""Attributes that say something by being there; their value is dropped."""

_LANGUAGE = pattern(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_NUMBER = pattern(r"-?[0-9]{1,9}")
_SPAN = pattern(r"[1-9][0-9]{0,2}")
_MEDIA_TYPE = pattern(r"[\w.+-]+/[\w.+-]+(?:\s*;[^<>]{0,200})?")
_CONDITION = pattern(r"[^<>{}\\@;]{1,1000}")
ATTRIBUTE_VALUES: Mapping[str, re.Pattern[str]] = {
    "align": pattern(r"left|right|center|justify", re.IGNORECASE),
    "colspan": _SPAN,
    "datetime": pattern(r"[\w:+., /-]{1,80}"),
    "dir": pattern(r"ltr|rtl|auto", re.IGNORECASE),
    "hreflang": _LANGUAGE,
    "id": pattern(r"\S{1,200}"),
    "kind": pattern(r"[a-z]{1,20}", re.IGNORECASE),
    "lang": _LANGUAGE,
    "media": _CONDITION,
    "preload": pattern(r"none|metadata|auto", re.IGNORECASE),
    "rel": pattern(r"[A-Za-z -]{1,100}"),
    "rowspan": _SPAN,
    "scope": pattern(r"(?:row|col)(?:group)?", re.IGNORECASE),
    "sizes": _CONDITION,
    "span": _SPAN,
    "srclang": _LANGUAGE,
    "start": _NUMBER,
    "valign": pattern(r"top|middle|bottom|baseline", re.IGNORECASE),
    "value": _NUMBER,
}
"""What a value must be, whole, for its attribute to stay; attributes that are not named may say anything."""

TYPE_VALUES: Mapping[str, re.Pattern[str]] = {
    "a": _MEDIA_TYPE,
    "ol": pattern(r"[1aAiI]"),
    "source": _MEDIA_TYPE,
}
"""What the attribute `type` must be on each element that may have it."""

LINK_SCHEMES = names("http https mailto tel sms geo magnet xmpp ftp irc ircs webcal")
"""Schemes that a link may have: they open a page or an application of the reader's choice, and none runs anything."""

MEDIA_SCHEMES = frozenset({"http", "https"})
"""Schemes that images, audio and video may have; small inline raster images are allowed beside them."""

INLINE_IMAGE = pattern(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/]{1,65536}={0,2}", re.IGNORECASE)
"""An image in a data: URL that may stay: a raster format (SVG can hold script), at most 48 KB, on `img` alone."""

MAX_DEPTH = 100
"""How many elements may stand inside each other; deeper ones are unwrapped. XML readers give up at 256."""

MAX_LENGTH = 1_000_000
"""How many characters of an article's HTML are read."""
