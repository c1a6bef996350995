"""Titles: plain text in every format, from text that may hold markup or entities.

RSS, Atom and JSON Feed all want titles without markup (RSS Best Practices Profile, "character data"). What people write
as a title may be text or a piece of HTML, and only a look at it can tell: something is taken for markup where an HTML
element is called by its name and the rest looks like attributes, so "1 <2" and "a <b and c> d" stay as they are.
"""

import re

from feedwright.model import Text
from feedwright.normalize.markup.characters import CleanText, clean_characters, clean_text
from feedwright.normalize.markup.policy import names
from feedwright.patterns import pattern

LONGEST_TITLE = 20_000
"""Characters; what is beyond them is not read."""

_BREAKS = names(
    "address article aside blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li main ol p pre"
    " section table td th tr ul"
)
_INLINE = names(
    "a abbr acronym b bdi bdo big blink center cite code del dfn em embed font i iframe img input ins kbd link"
    " mark math meta nobr noscript object q ruby rp rt s samp script small span strike strong style sub sup svg"
    " time tt u var wbr"
)
_TAG = pattern(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<![A-Za-z][^<>]*+>|<\?[^<>]*+>"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)"
    r"(?=(?P<rest>(?:[\s/\"'](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*)?))(?P=rest)>",
    re.DOTALL,
)
_UNFINISHED = pattern(r"<[A-Za-z][^<>]*?[\s/\"'](?:on[a-z]+|src|href|style|data|action)\s*+=[^<>]*+\Z", re.IGNORECASE)
_UNREAD = pattern(r"<(script|style)\b[^>]*+>.*?</\1\s*+>", re.IGNORECASE | re.DOTALL)
_RUNNING = pattern(
    r"<(?=[A-Za-z])(?=[^<]*?(?:[\s/\"'`]on[a-z]+\s*+=|(?:java|live|vb)script\s*+:|[\s/\"'`](?:src|srcdoc|data|action"
    r"|formaction|(?:xlink:)?href)\s*+=))[^<>]*+>?",
    re.IGNORECASE,
)
"""What a browser would load or run, should a reader take the title for HTML, as many do in RSS."""
_ATTRIBUTES = pattern(r"[=\"']")
_ENTITY = pattern(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,7}|[A-Za-z][A-Za-z0-9]{1,40});")


def plain_title(text: str) -> CleanText:
    """`text` as a title: markup taken out, entities decoded exactly once, on one line, clean characters.

    At most 20,000 characters are read. Entities need their semicolon: "Q&A" and "AT&T" are no entities.
    """
    if "<" not in text and "&" not in text and len(text) <= LONGEST_TITLE:
        return clean_text(text)
    legal = clean_characters(text[:LONGEST_TITLE])
    plain = str(legal.text)
    if "<" in plain:
        plain = _UNREAD.sub("", plain) if "</" in plain else plain
        tags = {(match["end"], match["name"].lower()) for match in _TAG.finditer(plain) if match["name"]}
        paired = {name for end, name in tags if ("" if end else "/", name) in tags}
        plain = _UNFINISHED.sub("", _TAG.sub(lambda match: _instead(match, paired), plain))
    if "&" in plain:
        from html import unescape  # its table of entities takes longer to load than most titles to read

        plain = _ENTITY.sub(lambda match: unescape(match[0]), plain)
    cleaned = clean_text(plain)
    if "<" in cleaned.text:
        harmless = _harmless(cleaned.text)
        cleaned = cleaned if harmless == cleaned.text else CleanText(text=harmless, problems=cleaned.problems)
    return CleanText(text=cleaned.text, problems=legal.problems + cleaned.problems)


def _harmless(text: str) -> Text:
    """A title without what would run if it were read as HTML, whether it was written so or with entities."""
    while (less := _RUNNING.sub("", _UNREAD.sub("", text))) != text:
        text = less
    return Text(" ".join(text.split()))


def _instead(tag: re.Match[str], paired: set[str]) -> str:
    """What stands in a title in place of something like a tag: nothing, a space, or itself where it is none."""
    if tag["name"] is None:
        return ""
    name, rest = tag["name"].lower(), tag["rest"].strip(" /\n\t")
    if name in _BREAKS and (not rest or _ATTRIBUTES.search(rest)):
        return " "
    if _ATTRIBUTES.search(rest) or (not rest and (name in _INLINE or name in paired)):
        return ""
    return tag[0]
