"""Atom's text and content: what their type says must be what they hold (RFC 4287 §3.1, §4.1.3)."""

import re
from binascii import Error, a2b_base64
from collections.abc import Callable, Mapping

from feedwright.patterns import pattern
from feedwright.validation.checks.atom import is_xml
from feedwright.validation.collector import Collector, shortened, tag
from feedwright.validation.examples import atom, rss
from feedwright.validation.tables import Rule
from feedwright.validation.tree import Element
from feedwright.validation.value_types.foreign_markup import KNOWN
from feedwright.validation.value_types.html import HTML_WITH_BASE, attribute_problem, dangerous_element, judge_html
from feedwright.validation.value_types.text import BLANK, MISENCODED, PLAIN, TAGS, misencoded
from feedwright.validation.value_types.words import is_media_type

_DIV = '<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'

TEXT_TYPE = Rule(
    id="atom/text-type",
    severity="error",
    title="The type of a text is text, html or xhtml.",
    hint='Write type="html" for escaped HTML, type="text" for plain text.',
    spec="RFC 4287 §3.1.1",
    bad=atom(feed='<subtitle type="text/plain">Words</subtitle>'),
    good=atom(feed='<subtitle type="html">Words</subtitle>'),
)
CONTENT_TYPE = Rule(
    id="atom/content-type",
    severity="error",
    title="The type of content is text, html, xhtml or a media type that is no multipart; with src only a media type.",
    hint='Write type="html" for escaped HTML in the feed, a media type such as application/pdf for anything else.',
    spec="RFC 4287 §4.1.3.1",
    bad=atom(entry='<content type="multipart/alternative">V29yZHM=</content>'),
    good=atom(entry='<content type="html">Words</content>'),
)
SRC_TYPE = Rule(
    id="atom/content-src-type-missing",
    severity="warning",
    title="Content that is elsewhere says of which media type it is.",
    hint='Add type="…" with the media type that the address is served as.',
    spec="RFC 4287 §4.1.3.2",
    bad=atom(entry='<content src="https://news.example/a.pdf"/>'),
    good=atom(entry='<content src="https://news.example/a.pdf" type="application/pdf"/>'),
)
SRC_WITH_TEXT = Rule(
    id="atom/content-src-not-empty",
    severity="error",
    title="Content that is elsewhere is empty here.",
    hint="Remove the text, or the attribute src.",
    spec="RFC 4287 §4.1.3.2",
    bad=atom(entry='<content src="https://news.example/a.pdf" type="application/pdf">Words</content>'),
    good=atom(entry='<content src="https://news.example/a.pdf" type="application/pdf"/>'),
)
DIV_MISSING = Rule(
    id="atom/xhtml-div-missing",
    severity="error",
    title="Text of the type xhtml is one div of the XHTML namespace.",
    hint='Put all of it into <div xmlns="http://www.w3.org/1999/xhtml">…</div>.',
    spec="RFC 4287 §3.1.1.3",
    bad=atom(feed='<subtitle type="xhtml"><p xmlns="http://www.w3.org/1999/xhtml">Words</p></subtitle>'),
    good=atom(feed=f'<subtitle type="xhtml">{_DIV.format("Words")}</subtitle>'),
)
NOT_INLINE = Rule(
    id="atom/xhtml-escaped",
    severity="warning",
    title="Text of the type xhtml holds elements, not escaped tags.",
    hint='Write the tags as they are, or say type="html".',
    spec="RFC 4287 §3.1.1.3",
    bad=atom(feed=f'<subtitle type="xhtml">{_DIV.format("&lt;b&gt;Words&lt;/b&gt;")}</subtitle>'),
    good=atom(feed=f'<subtitle type="xhtml">{_DIV.format("<b>Words</b>")}</subtitle>'),
)
NOT_ESCAPED = Rule(
    id="atom/html-not-escaped",
    severity="error",
    title="Text of the type html is escaped.",
    hint='Escape the tags (&lt;p&gt;), or use type="xhtml" and a div.',
    spec="RFC 4287 §3.1.1.2",
    bad=atom(feed='<subtitle type="html"><p>Words</p></subtitle>'),
    good=atom(feed='<subtitle type="html">&lt;p&gt;Words&lt;/p&gt;</subtitle>'),
)
ELEMENT_IN_TEXT = Rule(
    id="atom/text-with-elements",
    severity="error",
    title="Plain text holds no elements.",
    hint='Remove the elements, or use type="xhtml" and a div.',
    spec="RFC 4287 §3.1.1.1",
    bad=atom(feed="<subtitle>More <b>words</b></subtitle>"),
    good=atom(feed="<subtitle>More words</subtitle>"),
)
TEXT_MARKUP = Rule(
    id="atom/text-with-markup",
    severity="warning",
    title="Plain text holds no escaped HTML.",
    hint='Say type="html", or remove the tags and entities.',
    spec="RFC 4287 §3.1.1.1",
    bad=atom(feed="<subtitle>More &lt;b&gt;words&lt;/b&gt;</subtitle>"),
    good=atom(feed='<subtitle type="html">More &lt;b&gt;words&lt;/b&gt;</subtitle>'),
)
NOT_BASE64 = Rule(
    id="atom/content-base64",
    severity="error",
    title="Content of a media type that is neither text nor XML is Base64.",
    hint="Encode the content in Base64, or give its address in src.",
    spec="RFC 4287 §4.1.3.3",
    bad=atom(entry='<content type="image/png">picture here</content>'),
    good=atom(entry='<content type="image/png">iVBORw0KGgo=</content>'),
)
XML_CONTENT = Rule(
    id="atom/content-xml",
    severity="error",
    title="Content of an XML media type is one element, with no text beside it.",
    hint="Keep one root element and remove the text.",
    spec="RFC 4287 §4.1.3.3",
    bad=atom(entry='<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"/>more</content>'),
    good=atom(entry='<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"/></content>'),
)
HTML_FRAGMENT = Rule(
    id="atom/content-fragment",
    severity="warning",
    title="Content of the type text/html is a whole HTML document.",
    hint='Say type="html" for a piece of HTML.',
    spec="RFC 4287 §4.1.3.3",
    bad=atom(entry='<content type="text/html">&lt;p&gt;Words&lt;/p&gt;</content>'),
    good=atom(entry='<content type="html">&lt;p&gt;Words&lt;/p&gt;</content>'),
)
XHTML_DANGEROUS = Rule(
    id="xhtml/dangerous",
    severity="warning",
    title="XHTML in an entry holds no element and no attribute that readers remove.",
    hint="Take scripts, frames, embedded objects, event handlers and unusual styles out.",
    spec="RFC 4287 §8.1",
    bad=atom(feed=f'<subtitle type="xhtml">{_DIV.format("<script>alert(1)</script>")}</subtitle>'),
    good=atom(feed=f'<subtitle type="xhtml">{_DIV.format("<b>Words</b>")}</subtitle>'),
)
XHTML_FOREIGN = Rule(
    id="xhtml/foreign-element",
    severity="error",
    title="Only XHTML stands in XHTML: no element of the feed's own vocabularies.",
    hint="Remove the element or put it beside the text.",
    spec="RFC 4287 §3.1.1.3",
    bad=atom(feed=f'<subtitle type="xhtml">{_DIV.format("<dc:title>Words</dc:title>")}</subtitle>'),
    good=atom(feed=f'<subtitle type="xhtml">{_DIV.format("Words")}</subtitle>'),
)
META = Rule(
    id="xhtml/meta",
    severity="error",
    title='A meta element of a feed is name="robots" with words for robots.',
    hint='Write <meta name="robots" content="noindex"/> or remove it.',
    spec="HTML Living Standard §4.2.5",
    bad=rss(
        channel='<xhtml:meta name="http-equiv" content="x"/>', namespaces={"xhtml": "http://www.w3.org/1999/xhtml"}
    ),
    good=rss(
        channel='<xhtml:meta name="robots" content="noindex"/>', namespaces={"xhtml": "http://www.w3.org/1999/xhtml"}
    ),
)
RULES = (
    TEXT_TYPE,
    CONTENT_TYPE,
    SRC_TYPE,
    SRC_WITH_TEXT,
    DIV_MISSING,
    NOT_INLINE,
    NOT_ESCAPED,
    ELEMENT_IN_TEXT,
    TEXT_MARKUP,
    NOT_BASE64,
    XML_CONTENT,
    HTML_FRAGMENT,
    XHTML_DANGEROUS,
    XHTML_FOREIGN,
    META,
)

_ESCAPED_TAG = pattern(r"</([A-Za-z][A-Za-z0-9]*)\s*>")
_WHOLE_PAGE = pattern(r"<\s*(?:!doctype|html|body)\b", re.IGNORECASE)
_ROBOTS = {"all", "none", "index", "noindex", "follow", "nofollow", "noarchive", "nosnippet", "noodp", "noimageindex"}


def check_text(element: Element, out: Collector) -> None:
    """A text construct: title, subtitle, summary, rights."""
    kind = element.attributes.get("type", "text")
    if kind == "xhtml":
        check_div(element, out)
    elif kind == "html":
        check_escaped(element, out)
    else:
        if kind not in {"text", ""}:
            message = f"{tag(element)} has the type {shortened(kind)!r}, which is not text, html or xhtml."
            out.report(TEXT_TYPE, message, element, attribute="type")
        if "html" in kind:
            _check_odd_html(kind, element, out)
        else:
            check_plain(element, out)


def _check_odd_html(kind: str, element: Element, out: Collector) -> None:
    """HTML under a type that a text may not have: still judged, as what it seems to be."""
    if "xml" not in kind:
        check_escaped(element, out)
        _check_fragment(element, out)
    else:
        _check_inline(element, out)


def check_plain(element: Element, out: Collector) -> None:
    """Plain text: no elements, no escaped HTML."""
    if element.children:
        child = element.children[0]
        out.report(ELEMENT_IN_TEXT, f"{tag(child)} may not stand in {tag(element)}, which is plain text.", child)
        return
    text = element.text
    for problem in PLAIN.check(text):
        out.report(TEXT_MARKUP, f"{tag(element)} is plain text but holds {problem.detail}.", element)
    _check_encoding(text, element, out)
    if not text.strip():
        _blank(element, out)


def _blank(element: Element, out: Collector) -> None:
    out.fault("atom", BLANK, f"{tag(element)} is empty.", element)


def _check_encoding(text: str, element: Element, out: Collector) -> None:
    if not text.isascii() and (offset := misencoded(text)) >= 0:
        shown = text[max(0, offset - 20) : offset + 20]
        out.fault("atom", MISENCODED, f"{tag(element)} {MISENCODED.says}: {shown!r}.", element)


def check_escaped(element: Element, out: Collector) -> None:
    """Escaped HTML: no elements; its own tags judged."""
    if element.children:
        child = element.children[0]
        out.report(NOT_ESCAPED, f"{tag(child)} in {tag(element)} is not escaped.", element)
        return
    text = element.text
    if not text.strip():
        _blank(element, out)
    judge_text(text, element, out)
    _check_encoding(text, element, out)


def judge_text(text: str, element: Element, out: Collector) -> None:
    """Judge HTML that an element holds."""
    for problem in HTML_WITH_BASE.check(text):
        message = f"{tag(element)} {problem.fault.says}: {problem.detail}."
        out.fault("atom", problem.fault, message, element, offset=(problem.offset, text))


def check_div(element: Element, out: Collector) -> None:
    """The one div of XHTML text."""
    _check_inline(element, out)
    outside = element.text.strip()
    divs = element.children
    if len(divs) != 1 or divs[0].key != "xhtml:div" or outside:
        found = f"the text {shortened(outside)!r}" if outside else tag(divs[0]) if divs else "nothing"
        if len(divs) > 1 and not outside:
            found = f"{len(divs)} elements"
        out.report(DIV_MISSING, f"{tag(element)} of the type xhtml holds {found}, not one XHTML <div>.", element)
    for div in divs:
        check_xhtml(div, out)


def _check_inline(element: Element, out: Collector) -> None:
    words = element.words()
    if "</" in words and any(each.lower() in TAGS for each in _ESCAPED_TAG.findall(words)):
        out.report(NOT_INLINE, f"{tag(element)} of the type xhtml holds escaped tags.", element)


def check_xhtml(root: Element, out: Collector) -> None:
    """XHTML elements: none that readers remove, none of another vocabulary of feeds."""
    todo = [root]
    while todo:
        element = todo.pop()
        prefix, _, name = element.key.rpartition(":")
        if prefix == "xhtml":
            if dangerous_element(name.lower()):
                out.report(XHTML_DANGEROUS, f"{tag(element)} is an element that readers remove.", element)
        elif prefix in KNOWN and name not in KNOWN[prefix]:
            out.report(XHTML_DANGEROUS, f"{tag(element)} is an element that readers remove.", element)
        elif element.key[0] != "{" and prefix not in {*KNOWN, "rdf", ""} and element is not root:
            out.report(XHTML_FOREIGN, f"{tag(element)} may not stand in XHTML.", element)
        for attribute, value in element.attributes.items():
            problem = attribute_problem(attribute, value, relative=False)
            if problem:
                message = f"{tag(element)} {problem.fault.says}: {problem.detail}."
                out.report(XHTML_DANGEROUS, message, element, attribute=attribute)
        todo.extend(element.children)


def check_content(content: Element, out: Collector) -> None:
    """An entry's content: inline of five kinds, or elsewhere."""
    kind = content.attributes.get("type", "text")
    if "src" in content.attributes:
        _check_elsewhere(kind if "type" in content.attributes else "", content, out)
    elif kind == "xhtml":
        check_div(content, out)
    elif kind == "html":
        check_escaped(content, out)
    elif kind in {"text", ""}:
        check_plain(content, out)
    elif not _is_exact(kind) or kind.lower().startswith(("multipart/", "message/")):
        message = f"{tag(content)} has the type {shortened(kind)!r}, which content may not have."
        out.report(CONTENT_TYPE, message, content, attribute="type")
        if is_media_type(kind) and kind.lower().startswith("multipart/"):
            _check_base64(kind, content, out)
    else:
        _check_media(kind.lower(), content, out)


def _is_exact(kind: str) -> bool:
    """Whether a type is a media type without white space around it."""
    return kind == kind.strip() and is_media_type(kind)


def _check_elsewhere(kind: str, content: Element, out: Collector) -> None:
    if not kind:
        out.report(SRC_TYPE, f"{tag(content)} has src but no type.", content)
    elif not _is_exact(kind) or kind.lower().startswith("multipart/"):
        message = f"{tag(content)} has src and the type {shortened(kind)!r}, which is not a media type."
        out.report(CONTENT_TYPE, message, content, attribute="type")
    if content.children or content.text.strip():
        out.report(SRC_WITH_TEXT, f"{tag(content)} has src, but holds something too.", content)


def _check_media(kind: str, content: Element, out: Collector) -> None:
    if is_xml(kind):
        words = content.text.strip()
        if not content.children and _ESCAPED_TAG.search(words):
            out.report(NOT_INLINE, f"{tag(content)} of the type {kind} holds escaped tags.", content)
        elif words or len(content.children) != 1:
            found = f"the text {shortened(words)!r}" if words else f"{len(content.children)} elements"
            out.report(XML_CONTENT, f"{tag(content)} of the type {kind} holds {found}.", content)
        if kind.startswith("application/xhtml"):
            for child in content.children:
                check_xhtml(child, out)
    elif kind.startswith("text/"):
        if content.children:
            child = content.children[0]
            rule = NOT_ESCAPED if "html" in kind else ELEMENT_IN_TEXT
            out.report(rule, f"{tag(child)} may not stand in {tag(content)} of the type {kind}.", content)
            return
        if kind == "text/plain":
            check_plain(content, out)
        if "html" in kind:
            judge_text(content.text, content, out)
            _check_fragment(content, out)
    else:
        _check_base64(kind, content, out)


def _check_fragment(content: Element, out: Collector) -> None:
    if not _WHOLE_PAGE.search(content.text[:500]):
        out.report(HTML_FRAGMENT, f"{tag(content)} of the type text/html holds a piece of HTML.", content)


def _check_base64(kind: str, content: Element, out: Collector) -> None:
    text = "".join(content.text.split())
    try:
        data = a2b_base64(text.encode("ascii"), strict_mode=bool(text))
    except (Error, UnicodeEncodeError):
        data = b""
        if text or content.children:
            shown = shortened(content.text)
            out.report(NOT_BASE64, f"{tag(content)} of the type {kind} is not Base64: {shown!r}.", content)
    if "html" in kind and data:
        for problem in judge_html(data.decode("utf-8", "replace"), relative=False):
            if problem.fault.id != "html-broken":
                out.fault("atom", problem.fault, f"{tag(content)} {problem.fault.says}: {problem.detail}.", content)


def check_meta(meta: Element, out: Collector) -> None:
    """A meta element for robots."""
    name, content = meta.attributes.get("name", ""), meta.attributes.get("content", "")
    words = {word.strip().lower() for word in content.split(",")}
    if (parent := out.parent(meta)) is None or parent.key.startswith("xhtml:"):
        return
    if name.lower() not in {"robots", "googlebot"} or not words <= _ROBOTS:
        out.report(META, f"{tag(meta)} is not a note to robots: {shortened(name)!r}.", meta)


def check_body(body: Element, out: Collector) -> None:
    """XHTML that stands in an item of RSS."""
    if (parent := out.parent(body)) is not None and parent.key in {"item", "channel", "rss1:item"}:
        check_xhtml(body, out)


CHECKS: Mapping[str, Callable[[Element, Collector], None]] = {
    "atom:title": check_text,
    "atom:subtitle": check_text,
    "atom:summary": check_text,
    "atom:rights": check_text,
    "atom:content": check_content,
    "xhtml:meta": check_meta,
    "xhtml:body": check_body,
    "xhtml:div": check_body,
}
