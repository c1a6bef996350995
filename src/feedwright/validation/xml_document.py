"""An XML document judged whole: can it be read, which format is it, do its tables and cross-checks hold."""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from feedwright.validation.checks import atom as atom_checks
from feedwright.validation.checks import atom_text, extensions, links, media, rss_versions, sitemaps
from feedwright.validation.checks import rss as rss_checks
from feedwright.validation.collector import MOST_FINDINGS, Collector, shortened, tag
from feedwright.validation.examples import atom, rss
from feedwright.validation.schema import PREFIXES, XHTML, schema
from feedwright.validation.structure import Structure
from feedwright.validation.tables import Format, Rule
from feedwright.validation.tree import Element, Refused, Tree, parse
from feedwright.validation.value_types.dates import read_rfc822, read_rfc3339
from feedwright.validation.vocabularies import rss1_modules

NOT_WELL_FORMED = Rule(
    id="xml/not-well-formed",
    severity="error",
    title="The document is well-formed XML.",
    hint="Let an XML library write the document; escape & and < in text, close every element.",
    spec="XML 1.0 §2.1",
    bad=atom(feed="<subtitle>Fish & chips</subtitle>"),
    good=atom(feed="<subtitle>Fish &amp; chips</subtitle>"),
)
ENTITY_UNDEFINED = Rule(
    id="xml/entity-undefined",
    severity="error",
    title="Only the entities that XML knows are used.",
    hint="Write the character itself or its number, such as &#160; for &nbsp;.",
    spec="XML 1.0 §4.1",
    bad=atom(feed="<subtitle>Fish&nbsp;chips</subtitle>"),
    good=atom(feed="<subtitle>Fish&#160;chips</subtitle>"),
)
PREFIX_UNDECLARED = Rule(
    id="xml/prefix-undeclared",
    severity="error",
    title="Every prefix is declared.",
    hint="Declare the prefix with xmlns on the root element.",
    spec="Namespaces in XML 1.0 §5",
    bad=atom(feed="<x:note>Words</x:note>"),
    good=atom(feed="<dc:subject>Words</dc:subject>"),
)
ENTITY_DECLARED = Rule(
    id="xml/entity-declared",
    severity="error",
    title="The document declares no entities: readers refuse them or read files with them.",
    hint="Remove the <!ENTITY> declarations and write the text itself.",
    spec="XML 1.0 §4.2",
    bad='<!DOCTYPE feed [<!ENTITY x "y">]>\n' + atom(),
    good=atom(),
)
TOO_DEEP = Rule(
    id="xml/too-deep",
    severity="error",
    title="Elements are nested no more than a hundred deep.",
    hint="Flatten the document.",
    spec="Feedwright limit",
    bad=atom(feed='<x xmlns="https://news.example/ns">' * 101 + "</x>" * 101),
    good=atom(),
)
TOO_LARGE = Rule(
    id="document/too-large",
    severity="error",
    title="The document has at most 64 megabytes and a million elements or values.",
    hint="Publish fewer entries; readers give up far earlier.",
    spec="Feedwright limit",
)
DOCTYPE_GONE = Rule(
    id="xml/doctype-gone",
    severity="error",
    title="The DTD that a document names can be fetched.",
    hint="Remove the DOCTYPE, or name the RSS 0.91 DTD at https://www.rssboard.org/rss-0.91.dtd.",
    spec="RSS 0.91",
    bad='<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
    '"http://my.netscape.com/publish/formats/rss-0.91.dtd">\n' + rss(),
    good='<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
    '"http://www.rssboard.org/rss-0.91.dtd">\n' + rss(),
)
PREFIX_TAKEN = Rule(
    id="xml/prefix-taken",
    severity="warning",
    title="A prefix that everybody knows stands for the namespace that everybody means.",
    hint="Use another prefix for your own namespace, or correct its address.",
    spec="RSS Advisory Board Profile, Namespace Elements",
    bad=rss(item="<dc:x>Words</dc:x>", namespaces={"dc": "https://news.example/ns"}),
    good=rss(item="<dc:subject>Words</dc:subject>"),
)
NAMESPACE_SPELLING = Rule(
    id="xml/namespace-spelling",
    severity="error",
    title="The address of a namespace is written exactly as its specification has it.",
    hint="Copy the address from the specification, its last slash and letter case included.",
    spec="Namespaces in XML 1.0 §2.3",
    bad=rss(
        item='<media:thumbnail url="https://news.example/a.png"/>',
        namespaces={"media": "http://search.yahoo.com/mrss"},
    ),
    good=rss(
        item='<media:thumbnail url="https://news.example/a.png"/>',
        namespaces={"media": "http://search.yahoo.com/mrss/"},
    ),
)
PREFIXED = Rule(
    id="atom/prefix",
    severity="warning",
    title="Atom and XHTML stand in an Atom feed as default namespaces, without a prefix.",
    hint='Write <feed xmlns="http://www.w3.org/2005/Atom"> and <div xmlns="http://www.w3.org/1999/xhtml">: '
    "some readers look for names without a prefix.",
    spec="RFC 4287 §1.2",
    bad=atom().replace("<feed xmlns=", '<feed xmlns:a="http://www.w3.org/2005/Atom" xmlns='),
    good=atom(),
)
NAMESPACE_MISSING = Rule(
    id="atom/namespace-missing",
    severity="error",
    title="A feed's root is in the namespace of its format.",
    hint='Write <feed xmlns="http://www.w3.org/2005/Atom">; <rss> is in no namespace.',
    spec="RFC 4287 §1.2",
    bad="<feed><title>News</title></feed>\n",
    good=atom(),
)
NAMESPACE_UNKNOWN = Rule(
    id="xml/namespace-unknown",
    severity="info",
    title="Elements of namespaces that the validator does not know are not judged.",
    hint="Check the address of the namespace, if you think that it is a known one.",
    spec="Namespaces in XML 1.0",
    bad=rss(item="<n:x>Words</n:x>", namespaces={"n": "https://news.example/ns"}),
    good=rss(),
)
ATOM_OLD = Rule(
    id="atom/version-old",
    severity="error",
    title="Atom 0.3 has been replaced by Atom 1.0.",
    hint='Write Atom 1.0: <feed xmlns="http://www.w3.org/2005/Atom">.',
    spec="RFC 4287",
    bad='<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title></feed>\n',
    good=atom(),
)
NOT_A_FEED = Rule(
    id="document/not-a-feed",
    severity="error",
    title="The document is a feed (RSS, Atom, JSON Feed), OPML or a sitemap.",
    hint="Give the address of the feed itself, not of the page that it belongs to.",
    spec="RSS 2.0; RFC 4287; JSON Feed 1.1; OPML 2.0",
    bad="<html><head><title>News</title></head><body/></html>\n",
    good=rss(),
)
FUTURE = Rule(
    id="document/date-future",
    severity="warning",
    title="No date lies in the future.",
    hint="Publish the entry when it is ready; check the time zone.",
    spec="RSS Advisory Board Profile, pubDate",
)
RULES = (
    NOT_WELL_FORMED,
    ENTITY_UNDEFINED,
    PREFIX_UNDECLARED,
    ENTITY_DECLARED,
    TOO_DEEP,
    TOO_LARGE,
    DOCTYPE_GONE,
    PREFIX_TAKEN,
    NAMESPACE_SPELLING,
    NAMESPACE_UNKNOWN,
    PREFIXED,
    NAMESPACE_MISSING,
    ATOM_OLD,
    NOT_A_FEED,
    FUTURE,
)
_REFUSALS = {rule.id: rule for rule in RULES}

FORMATS: Mapping[str, Format] = {
    "rss": "rss",
    "atom:feed": "atom",
    "atom:entry": "atom",
    "rdf:RDF": "rss1",
    "opml": "opml",
    "sitemap:urlset": "sitemap",
    "sitemap:sitemapindex": "sitemap",
}
_ROOT_NAMES: Mapping[str, Format] = {"feed": "atom", "entry": "atom", "rss": "rss", "RDF": "rss1", "opml": "opml"}
_FIRST_TAGS: tuple[tuple[bytes, Format], ...] = (
    (b"<rss", "rss"),
    (b"<feed", "atom"),
    (b"<rdf:RDF", "rss1"),
    (b"<opml", "opml"),
    (b"<urlset", "sitemap"),
    (b"<sitemapindex", "sitemap"),
)
_DATES = {
    "pubDate": read_rfc822,
    "lastBuildDate": read_rfc822,
    "atom:updated": read_rfc3339,
    "atom:published": read_rfc3339,
}
_WEB_PAGE = rb"((?:\s++|<!--(?:[^-]++|-(?!->))*-->)*)<(?:!doctype\s+html|html)\b"
_PATIENCE = dt.timedelta(minutes=10)

Check = Callable[[Element, Collector], None]


def _merged() -> Mapping[str, tuple[Check, ...]]:
    merged: dict[str, tuple[Check, ...]] = {}
    for module in (rss_checks, rss_versions, atom_checks, atom_text, links, media, extensions, sitemaps):
        for key, check in module.CHECKS.items():
            merged[key] = (*merged.get(key, ()), check)
    return merged


CHECKS = _merged()


def judge_xml(data: bytes, out: Collector) -> Format:
    """Judge an XML document, UTF-8 without byte order mark; return its format, "unknown" where it is none of ours."""
    try:
        tree = parse(data, PREFIXES)
    except Refused as refusal:
        if refusal.root is not None and refusal.root.key not in FORMATS:
            return _stranger(refusal.root, out)  # a web page, most often: that it is one says more than where it breaks
        if refusal.root is None and (page := re.match(_WEB_PAGE, data, re.IGNORECASE)):
            return _web_page(page, out)
        rule = _REFUSALS[refusal.rule]
        out.add(
            rule.id,
            rule.severity,
            refusal.message,
            hint=rule.hint,
            spec=rule.spec,
            line=refusal.line,
            column=refusal.column,
        )
        return _guess(data)
    out.tree = tree
    root = tree.root
    if root is None:
        return "unknown"
    found = FORMATS.get(root.key)
    _check_declarations(tree, found, out)
    if found is None:
        return _stranger(root, out)
    Structure(out).judge(root)
    _cross_check(root, out)
    return found


def _cross_check(root: Element, out: Collector) -> None:
    todo = [root]
    while todo and len(out.found) < MOST_FINDINGS:
        element = todo.pop()
        if element.key in CHECKS:
            for check in CHECKS[element.key]:
                check(element, out)
        if element.children:
            todo.extend(element.children)
        elif out.now is not None and element.key in _DATES:
            _check_future(element, out)


def _web_page(page: re.Match[bytes], out: Collector) -> Format:
    before = page[1]
    line, column = before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message, rule = "The document is not a feed: it is a web page.", NOT_A_FEED
    out.add(rule.id, rule.severity, message, hint=rule.hint, spec=rule.spec, line=line, column=column)
    return "unknown"


def _guess(data: bytes) -> Format:
    """The format of a document that cannot be parsed, by its first tag."""
    start = data[:2000]
    for tag_, name in _FIRST_TAGS:
        if tag_ in start:
            return name
    return "unknown"


def _stranger(root: Element, out: Collector) -> Format:
    """A root that no table knows: a feed in the wrong namespace, or no feed at all."""
    if root.key == "atom03:feed":
        out.report(ATOM_OLD, f"{tag(root)} is Atom 0.3.", root)
        return "atom"
    name = root.name
    if name in _ROOT_NAMES:
        namespace = root.key[1:].partition("}")[0] if root.key[0] == "{" else ""
        where = f"the namespace {shortened(namespace)!r}" if namespace else "no namespace"
        out.report(NAMESPACE_MISSING, f"{tag(root)} is in {where}, which is not that of its format.", root)
        return _ROOT_NAMES[name]
    out.report(NOT_A_FEED, f"The document is not a feed: it starts with {tag(root)}.", root)
    return "unknown"


def _check_declarations(tree: Tree, format_: str | None, out: Collector) -> None:
    for prefix, namespace, line, column in tree.declarations:
        rule = None
        if namespace and namespace not in PREFIXES:
            rule = NAMESPACE_UNKNOWN
            message = f"The namespace {shortened(namespace)!r} is not known here: its elements are not judged."
        if prefix in WELL_KNOWN and namespace not in PREFIXES:
            rule = PREFIX_TAKEN
            message = f"The prefix {prefix!r} stands for {shortened(namespace)!r}, but is known for another namespace."
        elif namespace in MISSPELT:
            rule = NAMESPACE_SPELLING
            message = f"The namespace {shortened(namespace)!r} is a misspelling of {MISSPELT[namespace]!r}."
        elif prefix and format_ == "atom" and namespace in _WITHOUT_PREFIX:
            rule = PREFIXED
            message = f"The prefix {prefix!r} stands for {namespace!r}, which readers expect without a prefix."
        if rule:
            out.add(rule.id, rule.severity, message, hint=rule.hint, spec=rule.spec, line=line, column=column)
    if tree.doctype and "my.netscape.com" in tree.doctype[1]:
        _, system, line, column = tree.doctype
        message = f"The DOCTYPE names a DTD that is no longer there: {shortened(system)!r}."
        rule = DOCTYPE_GONE
        out.add(rule.id, rule.severity, message, hint=rule.hint, spec=rule.spec, line=line, column=column)


WELL_KNOWN = frozenset(schema().vocabularies) - {each.prefix for each in rss1_modules.VOCABULARIES} - {"rss", "opml"}
_WITHOUT_PREFIX = frozenset({"http://www.w3.org/2005/Atom", XHTML})
MISSPELT: Mapping[str, str] = {
    namespace: vocabulary.namespaces[0]
    for vocabulary in schema().vocabularies.values()
    for namespace in vocabulary.misspelt
}


def lies_ahead(time: dt.datetime | None, now: dt.datetime | None) -> bool:
    """Whether a time is later than clocks that differ a little can explain."""
    return time is not None and now is not None and time - now > _PATIENCE


def _check_future(element: Element, out: Collector) -> None:
    if lies_ahead(_DATES[element.key](element.text.strip()), out.now):
        out.report(FUTURE, f"{tag(element)} lies in the future: {shortened(element.text)!r}.", element)
