"""HTML inside entries: what readers remove, what breaks in them, and what points nowhere."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from feedwright.patterns import pattern
from feedwright.validation.tables import Fault, Problem, ValueType, names
from feedwright.validation.value_types.addresses import scheme_of

LONGEST = 2_000_000  # characters of one text that are judged
_USUAL = 30_000  # characters of the longest text that is remembered; an article has a few thousand
_MOST_BROKEN = 20  # after so many "<" that begin no tag the rest is not judged

_MARKUP = pattern(
    r"""<(/?)([A-Za-z][A-Za-z0-9:_-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*)>|<!--.*?-->|<(?:[?]|!\[CDATA\[|!doctype)""",
    re.DOTALL | re.IGNORECASE,
)
_PIECE = re.compile("<[^<>]*>?")  # each "<", as far as a tag without any inside would go
_PLAIN_TAG = pattern(  # without odd quotes or letter case
    r"""<(/?)([a-z][a-z0-9]*+)((?:[\s/](?:[^<>"']++|"[^"<>]*+")*)?)>"""
)
_ATTRIBUTE = pattern(r"""([^\s"'>/=]++)(?:\s*=\s*("[^"]*+"|'[^']*+'|[^\s"'>]*+))?""")
_SELF_CLOSED = pattern(r"""(?:^|[\s"'])/$""")  # a slash after an unquoted value belongs to the value
_BAD_REFERENCE = pattern(r"&#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}))(?![0-9a-f])", re.IGNORECASE)

_HARMLESS = names("""
    a abbr acronym address area article aside audio b bdi bdo big blockquote body br button canvas caption center cite
    code col colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer
    form h1 h2 h3 h4 h5 h6 head header hgroup hr html i img input ins kbd keygen label legend li m main map mark menu
    meter multicol nav nextid nobr noscript ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s
    samp search section select small sound source spacer span strike strong sub summary sup table tbody td textarea
    tfoot th thead time title tr track tt u ul var video wbr xmp math svg
    """)
_DANGEROUS = names("script style embed object applet iframe frame frameset meta link base import layer bgsound")
_VOID = names("area base br col embed hr img input link meta param source track wbr spacer keygen")
_MAY_STAY_OPEN = names("p li dt dd td th tr thead tbody tfoot colgroup option optgroup rp rt html head body")
_PAIRED = _HARMLESS - _DANGEROUS - _VOID - _MAY_STAY_OPEN
_SINGLE = (_HARMLESS - _DANGEROUS) & (_VOID | _MAY_STAY_OPEN)
_ADDRESSES = names("href src cite longdesc poster background action data srcset")

_STYLES = names("""
    azimuth background background-color background-image background-position border border-bottom border-bottom-color
    border-bottom-style border-bottom-width border-collapse border-color border-left border-left-color border-left-style
    border-left-width border-radius border-right border-right-color border-right-style border-right-width border-spacing
    border-style border-top border-top-color border-top-style border-top-width border-width clear color cursor direction
    display elevation empty-cells float font font-family font-size font-size-adjust font-stretch font-style font-variant
    font-weight height letter-spacing line-height list-style list-style-image list-style-position list-style-type margin
    margin-bottom margin-left margin-right margin-top max-width min-width
    overflow padding padding-bottom padding-left padding-right padding-top
    page-break-after page-break-before page-break-inside pause pause-after pause-before pitch pitch-range
    quotes richness speak speak-header speak-numeral speak-punctuation speech-rate stress table-layout text-align
    text-decoration text-indent text-transform unicode-bidi vertical-align voice-family volume white-space width
    word-break word-spacing word-wrap
""")
_WILD_STYLE = pattern(r"url\s*\(|expression|behaviou?r|@import|javascript:|(?<![#0-9a-f])\d{5}|\\", re.IGNORECASE)

SCRIPT = Fault(
    id="html-dangerous",
    severity="warning",
    says="holds an element that readers remove or refuse",
    hint="Take scripts, frames, embedded objects and style sheets out of the entry.",
    spec="RSS Advisory Board Profile; RFC 4287 §8.1",
    bad="&lt;script&gt;alert(1)&lt;/script&gt;",
)
HANDLER = Fault(
    id="html-handler",
    severity="warning",
    says="holds an attribute that runs script",
    hint="Take event handlers and javascript: addresses out of the entry.",
    spec="RFC 4287 §8.1",
    bad="&lt;p onclick='go()'>Words&lt;/p&gt;",
)
STYLE = Fault(
    id="html-style",
    severity="warning",
    says="holds a style that readers remove",
    hint="Leave position, images and vendor properties out of style attributes.",
    spec="RFC 4287 §8.1",
    bad="&lt;p style='position: absolute'>Words&lt;/p&gt;",
)
RELATIVE = Fault(
    id="html-relative",
    severity="warning",
    says="holds a relative address, which readers cannot resolve",
    hint="Write the whole address, with https:// in front.",
    spec="RSS Advisory Board Profile, Data Types: URL",
    bad="&lt;a href='/a'&gt;More&lt;/a&gt;",
)
NO_SIZE = Fault(
    id="html-image-size",
    severity="info",
    says="holds an image without width and height",
    hint="Give width and height, so that the page does not jump when the image arrives.",
    spec="HTML Living Standard §4.8.17",
    bad="&lt;img src='https://news.example/a.png' alt=''&gt;",
)
BROKEN = Fault(
    id="html-broken",
    severity="warning",
    says="is not sound HTML",
    hint="Close what is opened, and let an HTML serializer write the text.",
    spec="HTML Living Standard §13.1",
    bad="&lt;b&gt;Words",
)


def dangerous_element(name: str) -> bool:
    """Whether readers remove an HTML element of this name, in lower case."""
    return name in _DANGEROUS or name not in _HARMLESS


def attribute_problem(name: str, value: str, *, relative: bool) -> Problem | None:
    """What is wrong with an attribute of an HTML element; `relative` says whether relative addresses are a fault."""
    name = name.lower()
    if name.startswith("on"):
        return Problem(HANDLER, f"the attribute {name}")
    if name == "style":
        return _style_problem(value)
    value = "".join(value.split())
    if name not in _ADDRESSES or not value:
        return None
    scheme = scheme_of(value)
    if scheme in {"javascript", "vbscript"}:
        return Problem(HANDLER, f"the address {value[:60]}")
    if not scheme and relative and value[0] != "#" and name != "srcset":
        return Problem(RELATIVE, f"{name}={value[:60]!r}")
    return None


def _style_problem(value: str) -> Problem | None:
    for declaration in value.split(";"):
        name, _, setting = declaration.partition(":")
        name = name.strip().lower()
        if not name:
            continue
        if name not in _STYLES:
            return Problem(STYLE, f"the property {name[:40]}")
        if _WILD_STYLE.search(setting):
            return Problem(STYLE, f"{name}: {setting.strip()[:40]}")
    return None


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or ""
        if value[:1] in {'"', "'"}:
            value = value[1:-1]
        yield match[1], _unescaped(value) if "&" in value else value


def _unescaped(value: str) -> str:
    from html import unescape  # its table of entities is long

    return unescape(value)


class _Judge:
    """Goes through the tags of one text and keeps the first problem of each kind."""

    def __init__(self, *, relative: bool) -> None:
        self.relative = relative
        self.problems: dict[str, Problem] = {}
        self.open: list[tuple[str, int]] = []

    def add(self, fault: Fault, detail: str, offset: int) -> None:
        self.problems.setdefault(fault.id, Problem(fault, detail, offset))

    def opened(self, name: str, rest: str, offset: int) -> None:
        if name in _DANGEROUS:
            self.add(SCRIPT, f"<{name}>", offset)
        elif name not in _HARMLESS and ":" not in name and "-" not in name:
            self.add(BROKEN, f"<{name}> is no HTML element", offset)
        elif name == "img" and not ("width" in rest and "height" in rest):
            self.add(NO_SIZE, f"{rest.strip()[:60]}", offset)
        if "=" in rest:
            for attribute, value in _attributes(rest):
                problem = attribute_problem(attribute, value, relative=self.relative)
                if problem:
                    self.add(problem.fault, problem.detail, offset)
        if name not in _VOID and name not in _MAY_STAY_OPEN and not _SELF_CLOSED.search(rest):
            self.open.append((name, offset))

    def closed(self, name: str, offset: int) -> None:
        if name in _VOID or name in _MAY_STAY_OPEN:
            return
        if self.open and self.open[-1][0] == name:
            self.open.pop()
            return
        for index in range(len(self.open) - 1, max(-1, len(self.open) - 50), -1):
            if self.open[index][0] == name:
                unclosed = self.open[index + 1]
                self.add(BROKEN, f"<{unclosed[0]}> is not closed", unclosed[1])
                del self.open[index:]
                return
        self.add(BROKEN, f"</{name}> closes nothing", offset)

    def finish(self) -> None:
        if self.open:
            name, offset = self.open[-1]
            self.add(BROKEN, f"<{name}> is not closed", offset)


def _check_references(text: str, judge: _Judge) -> None:
    for match in _BAD_REFERENCE.finditer(text):
        code = int(match[1], 16) if match[1] else int(match[2])
        if (
            0x7F <= code <= 0x9F
            or code < 9
            or code in {11, 12}
            or 13 < code < 32
            or 0xD800 <= code <= 0xDFFF
            or code > 0x10FFFF
        ):
            judge.add(BROKEN, f"{match[0]}; stands for no character", match.start())
            return


def judge_html(text: str, *, relative: bool) -> Sequence[Problem]:
    """The first problem of each kind in a piece of HTML; `relative` says whether relative addresses are a fault."""
    text = text[:LONGEST].rstrip()  # so that formats which end a text differently share what is known of it
    found = _remembered(text) if len(text) <= _USUAL else _problems(text)
    return found if relative else [problem for problem in found if problem.fault is not RELATIVE]


def _problems(text: str) -> Sequence[Problem]:
    plain = len(text) <= _USUAL and _is_plain(text)
    references = "&" in text and "&#" in text  # one character is found much sooner than two
    if plain and not references:
        return ()
    judge = _Judge(relative=True)
    if not plain:
        _judge_tags(text, judge)
    if references:
        _check_references(text, judge)
    return tuple(judge.problems.values())


_remembered = lru_cache(256)(_problems)  # the formats of a feed, and its neighbours, hold the same texts


def _is_plain(text: str) -> bool:
    """Whether all tags of a text are of the plainest form, closed in their order, and such that no reader minds them.

    Then `_judge_tags` finds nothing in it: each of these tags is one of its tags, for they have no "<" inside.
    """
    opened: list[str] = []
    for piece in _PIECE.findall(text):
        nested = _nested(piece)
        if nested:
            if nested[0] != "/":
                opened.append(nested)
            elif not opened or opened.pop() != nested[1:]:
                return False
        elif nested is None:
            return False
    return not opened


@lru_cache(512)
def _nested(piece: str) -> str | None:
    """What a plain tag by itself opens, "b", or closes, "/b"; "" for neither. None where more is to be said of it."""
    tag = _PLAIN_TAG.fullmatch(piece)
    if tag is None:
        return None
    slash, name, rest = tag.groups()
    if name not in _PAIRED and name not in _SINGLE:
        return None
    if not slash:
        judge = _Judge(relative=True)
        judge.opened(name, rest, 0)
        if judge.problems or len(judge.open) != (name in _PAIRED):
            return None
    return slash + name if name in _PAIRED else ""


def _judge_tags(text: str, judge: _Judge) -> None:
    """Go through all tags of a text."""
    position = text.find("<")
    broken = 0
    while position >= 0:
        match = _MARKUP.match(text, position)
        if match is None:
            broken += 1
            if broken > _MOST_BROKEN:
                break
            position = text.find("<", position + 1)
            continue
        name = match[2]
        if name is None:
            if match[0] == "<?":
                judge.add(BROKEN, "HTML has no processing instructions", position)
                if text.startswith("import", position + 2):
                    judge.add(SCRIPT, "<?import>", position)
        elif match[1]:
            judge.closed(name.lower(), position)
        else:
            judge.opened(name.lower(), match[3], position)
        position = text.find("<", match.end())
    judge.finish()


def _check(text: str) -> Sequence[Problem]:
    return judge_html(text, relative=True) if "<" in text or "&#" in text else ()


def _check_with_base(text: str) -> Sequence[Problem]:
    return judge_html(text, relative=False) if "<" in text or "&#" in text else ()


HTML = ValueType(
    name="HTML",
    check=_check,
    good="&lt;p&gt;Words&lt;/p&gt;",
    faults=(SCRIPT, HANDLER, STYLE, RELATIVE, NO_SIZE, BROKEN),
    blank="allow",
    markup=True,
)
HTML_WITH_BASE = ValueType(
    name="HTML",
    check=_check_with_base,
    good="&lt;p&gt;Words&lt;/p&gt;",
    faults=(SCRIPT, HANDLER, STYLE, NO_SIZE, BROKEN),
    blank="allow",
    markup=True,
)
