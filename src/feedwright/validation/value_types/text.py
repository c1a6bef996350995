"""Plain text: where markup, double encoding and characters of another encoding do not belong."""

import re
from collections.abc import Sequence

from feedwright.patterns import pattern
from feedwright.validation.tables import Fault, Problem, ValueType, names

_TAG = pattern(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_ENTITY = pattern(r"&(#?[A-Za-z0-9]+)")
_LIKE_A_TAG = pattern(r"<[A-Za-z/!?]")
_CONTROL = pattern("[\x80-\x9f\ufffd]")
_MOJIBAKE = pattern("[\x80-\x9f\ufffd]|[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_IN_UTF8 = re.compile(rb"\xc2(?:[\x80-\x9f]|(?<=\xc3[\x82\x83]\xc2)[\xa0-\xbf])")
"""Something that `_MOJIBAKE` finds, U+FFFD left out, as it is in UTF-8: the byte C2 is found much sooner."""

INLINE = names("a abbr b big blockquote br code del div em font h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q s small")
TAGS = INLINE | names("""
    acronym address applet area article aside audio base bdi bdo body button canvas caption center cite col colgroup
    datalist dd details dfn dir dl dt embed fieldset figcaption figure footer form frame frameset head header html
    iframe input isindex kbd label legend link main map mark menu meta nav noframes noscript object optgroup option
    output param samp script section select source span strike strong style sub summary sup table tbody td textarea
    tfoot th thead title tr track tt u ul var video wbr
""")

MARKUP = Fault(
    id="markup-in-text",
    severity="warning",
    says="is plain text but holds HTML",
    hint="Remove tags and entities; where a character such as < is meant, RSS readers understand &#x3C; best.",
    spec="RSS Advisory Board Profile, Data Types: Character Data; RFC 4287 §3.1.1.1",
    bad="A &lt;b&gt;bold&lt;/b&gt; title",
)
RISKY_TEXT = Fault(
    id="text-like-markup",
    severity="warning",
    says="is plain text that readers may take for a tag",
    hint="Write the character < as &#x3C; and & as &#x26;.",
    spec="RSS Advisory Board Profile, Data Types: Character Data",
    bad="if a &lt;b1",
)
MISENCODED = Fault(
    id="characters-misencoded",
    severity="warning",
    says="holds characters that come from a wrong encoding",
    hint="Decode the text once, with the encoding it was written in, before it is put into the feed.",
    spec="XML 1.0 §2.2",
    bad="caf\u00c3\u00a9",
)
BLANK = Fault(
    id="value-blank",
    severity="warning",
    says="is empty",
    hint="Give it a value or leave the element out.",
    spec="the element's specification",
    bad="",
)


def misencoded(text: str) -> int:
    """Where text begins that was decoded with the wrong encoding; -1 for sound text."""
    if "\ufffd" not in text and not _IN_UTF8.search(text.encode("utf-8", "surrogatepass")):
        return -1
    match = _MOJIBAKE.search(text)
    if match is None:
        return -1
    if match[0][0] in "\xc2\xc3":
        try:  # "Â£" may be meant; doubly encoded text is Latin-1 throughout
            text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            control = _CONTROL.search(text)
            return control.start() if control else -1
    return match.start()


def is_sound(text: str, type_: ValueType) -> bool:
    """Whether nothing is to be said of a text as a value of this type, white space around it and encoding included."""
    value = text.strip()
    if not value:
        return type_.blank == "allow"
    if type_.check(value) or (not type_.trim and value != text):
        return False
    return value.isascii() or misencoded(value) < 0


def _named(entity: str) -> bool:
    from html.entities import name2codepoint

    return entity in name2codepoint or entity == "apos"


def _check_plain(text: str) -> Sequence[Problem]:
    if "<" in text:
        for tag in _TAG.finditer(text):
            if tag[1].lower() in TAGS:
                return (Problem(MARKUP, f"the tag {tag[0]}>", tag.start()),)
    if "&" in text:
        for entity in _ENTITY.finditer(text):
            if entity[1][0] == "#" or _named(entity[1]):
                return (Problem(MARKUP, f"the entity {entity[0]};", entity.start()),)
    return ()


def _check_rss_plain(text: str) -> Sequence[Problem]:
    if "<" not in text and "&" not in text:
        return ()
    problems = _check_plain(text)
    if not problems and (match := _LIKE_A_TAG.search(text)):
        return (Problem(RISKY_TEXT, "", match.start()),)
    return problems


def _anything(_text: str) -> Sequence[Problem]:
    return ()


PLAIN = ValueType(name="plain text", check=_check_plain, good="Words", faults=(MARKUP,), blank="warn")
RSS_PLAIN = ValueType(
    name="plain text", check=_check_rss_plain, good="Words", faults=(MARKUP, RISKY_TEXT), blank="warn"
)
TEXT = ValueType(name="text", check=_anything, good="Words", faults=(), blank="warn")
ANY = ValueType(name="text", check=_anything, good="Words", faults=(), blank="allow")
