"""The feed's links to itself and to its other pages (RSS Profile; RFC 4287 §4.1.1; RFC 5005)."""

from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit, urlunsplit

from feedwright.validation.checks.atom import relation
from feedwright.validation.checks.rss_versions import is_old
from feedwright.validation.collector import Collector, shortened, tag
from feedwright.validation.examples import atom, rss
from feedwright.validation.tables import Rule
from feedwright.validation.tree import Element

_FH = {"fh": "http://purl.org/syndication/history/1.0"}

SELF_MISSING_RSS = Rule(
    id="rss/self-link-missing",
    severity="warning",
    title="A channel says what its own address is.",
    hint='Add <atom:link rel="self" href="…" type="application/rss+xml"/> to the channel.',
    spec="RSS Advisory Board Profile, atom:link",
    bad=rss(without="atom:link"),
    good=rss(),
)
SELF_MISSING = Rule(
    id="atom/self-link-missing",
    severity="warning",
    title="A feed says what its own address is.",
    hint='Add <link rel="self" href="…"/> to the feed.',
    spec="RFC 4287 §4.1.1",
    bad=atom(without="atom:link"),
    good=atom(),
)
SELF_RELATIVE = Rule(
    id="atom/self-link-relative",
    severity="warning",
    title="The feed's own address is a full URL.",
    hint="Write the whole address, with https:// in front.",
    spec="RFC 4287 §4.2.7.2",
    bad=atom(feed='<link rel="self" href="atom.xml"/>', without="atom:link"),
    good=atom(),
)
SELF_DIFFERS = Rule(
    id="atom/self-link-differs",
    severity="warning",
    title="The feed's own address is the one that it is served from.",
    hint="Write the address that readers subscribe to.",
    spec="RFC 4287 §4.2.7.2",
    bad=atom(feed='<link rel="self" href="https://old.example/atom.xml"/>', without="atom:link"),
    good=atom(),
    base="https://news.example/atom.xml",
)
SAME_DOCUMENT = Rule(
    id="atom/link-same-document",
    severity="warning",
    title="The link to the feed's page does not point at the feed itself.",
    hint="Write the full address of the page.",
    spec="RFC 3986 §4.4",
    bad=atom(feed='<link rel="alternate" href="."/>').replace("<feed", '<feed xml:base="https://news.example/"'),
    good=atom(feed='<link rel="alternate" href="https://news.example/"/>'),
)
RELATION_IN_ENTRY = Rule(
    id="fh/relation-in-entry",
    severity="warning",
    title="Links between the pages of a feed stand in the feed, not in an entry.",
    hint="Move the link to the feed.",
    spec="RFC 5005 §3, §4",
    bad=atom(entry='<link rel="next-archive" href="https://news.example/2"/>'),
    good=atom(feed='<link rel="next-archive" href="https://news.example/2"/>'),
)
COMPLETE_PAGED = Rule(
    id="fh/complete-paged",
    severity="error",
    title="A feed that is complete has no further pages.",
    hint="Remove <fh:complete> or the link to another page.",
    spec="RFC 5005 §2",
    bad=atom(feed='<fh:complete/><link rel="next" href="https://news.example/2"/>', namespaces=_FH),
    good=atom(feed="<fh:complete/>", namespaces=_FH),
)
COMPLETE_CURRENT = Rule(
    id="fh/complete-current",
    severity="error",
    title="The current document of a complete feed is the feed itself.",
    hint='Remove the link rel="current", or give it the address of rel="self".',
    spec="RFC 5005 §2",
    bad=atom(feed='<fh:complete/><link rel="current" href="https://news.example/2"/>', namespaces=_FH),
    good=atom(feed='<fh:complete/><link rel="current" href="https://news.example/atom.xml"/>', namespaces=_FH),
)
PAST_END = Rule(
    id="fh/past-end",
    severity="error",
    title="The first page has none before it, the last page none after it.",
    hint="Remove the link that leads past the end.",
    spec="RFC 5005 §3",
    bad=atom(
        feed='<link rel="first" href="https://news.example/atom.xml"/><link rel="previous" href="https://news.example/0"/>'
    ),
    good=atom(feed='<link rel="first" href="https://news.example/atom.xml"/>'),
)
ARCHIVE_CURRENT = Rule(
    id="fh/archive-current",
    severity="warning",
    title="An archive document links to the current feed.",
    hint='Add <link rel="current" href="…"/>.',
    spec="RFC 5005 §4",
    bad=atom(feed='<fh:archive/><link rel="prev-archive" href="https://news.example/1"/>', namespaces=_FH),
    good=atom(
        feed='<fh:archive/><link rel="prev-archive" href="https://news.example/1"/>'
        '<link rel="current" href="https://news.example/now"/>',
        namespaces=_FH,
    ),
)
ARCHIVE_ALONE = Rule(
    id="fh/archive-alone",
    severity="warning",
    title="An archive document links to other documents of its feed: the archives beside it, the current one.",
    hint='Add <link rel="prev-archive" href="…"/> or rel="next-archive"; rel="current" names the feed to subscribe to.',
    spec="RFC 5005 §4",
    bad=atom(feed='<fh:archive/><link rel="current" href="https://news.example/atom.xml"/>', namespaces=_FH),
    good=atom(feed='<fh:archive/><link rel="current" href="https://news.example/now"/>', namespaces=_FH),
)
RULES = (
    SELF_MISSING_RSS,
    SELF_MISSING,
    SELF_RELATIVE,
    SELF_DIFFERS,
    SAME_DOCUMENT,
    RELATION_IN_ENTRY,
    COMPLETE_PAGED,
    COMPLETE_CURRENT,
    PAST_END,
    ARCHIVE_CURRENT,
    ARCHIVE_ALONE,
)
_PAGES = {"first", "last", "previous", "next", "prev-archive", "next-archive", "current"}
_HISTORY = _PAGES | {"prev"}  # as many write "previous"; between entries it is a relation of HTML


def _normal(url: str) -> str:
    """A URL as it is compared: host in lower case, an empty path as /, no fragment."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))


def _full(link: Element, base: str, out: Collector) -> str:
    """The address of a link, resolved against the bases that enclose it."""
    address = link.attributes.get("href", "").strip()
    try:
        for element in reversed(out.lineage(link)):
            if "xml:base" in element.attributes:
                address = urljoin(element.attributes["xml:base"].strip(), address)
        return urljoin(base, address)
    except ValueError:
        return address


def check_head(head: Element, out: Collector) -> None:
    """The links of a channel or a feed."""
    links = [(relation(link), link) for link in head.all("atom:link")]
    own = [link for rel, link in links if rel == "self"]
    if own:
        _check_self(own, out)
    elif head.key != "rss1:channel" and not is_old(out):
        rule = SELF_MISSING if head.key == "atom:feed" else SELF_MISSING_RSS
        out.report(rule, f'{tag(head)} has no link rel="self".', head)
    based = any("xml:base" in each.attributes for each in out.lineage(head)[-2:])
    for rel, link in links:
        if rel == "alternate" and head.key == "atom:feed":
            base = head.attributes.get("xml:base", "") if based else ""
            if (
                base
                and _normal(_full(link, "", out)) == _normal(base)
                and not link.attributes.get("href", "").startswith("http")
            ):
                out.report(SAME_DOCUMENT, f"{tag(link)} points at the feed itself.", link, attribute="href")
    _check_pages({rel: _full(link, out.base or "", out) for rel, link in links}, head, out)


def _check_self(own: list[Element], out: Collector) -> None:
    addresses = [_full(link, "", out) for link in own]
    if not any(urlsplit_scheme(address) for address in addresses):
        shown = shortened(own[0].attributes.get("href", ""))
        out.report(SELF_RELATIVE, f"{tag(own[0])} gives the feed's own address without https://: {shown!r}.", own[0])
    elif out.base and all(_normal(address) != _normal(out.base) for address in addresses):
        shown = shortened(addresses[0])
        message = f"{tag(own[0])} says that the feed is at {shown!r}, but it is at {shortened(out.base)!r}."
        out.report(SELF_DIFFERS, message, own[0], attribute="href")


def urlsplit_scheme(address: str) -> str:
    """The scheme of an address, "" for relative and for broken ones."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def _check_pages(links: Mapping[str, str], head: Element, out: Collector) -> None:
    """Complete, paged and archived feeds."""
    own = links.get("self", "")
    if head.first("fh:complete") is not None:
        others = sorted((_HISTORY - {"current"}) & set(links))
        if others:
            out.report(COMPLETE_PAGED, f"{tag(head)} is complete, but has a link rel={others[0]!r}.", head)
        if "current" in links and links["current"] != own:
            out.report(COMPLETE_CURRENT, f"{tag(head)} is complete, but its current document is another.", head)
    for end, beyond in (("first", "previous"), ("first", "prev"), ("last", "next")):
        if links.get(end) == own and own and beyond in links:
            out.report(PAST_END, f"{tag(head)} is the {end} page, but has a link rel={beyond!r}.", head)
    if head.first("fh:archive") is not None:
        if "current" not in links:
            out.report(ARCHIVE_CURRENT, f'{tag(head)} is an archive, but has no link rel="current".', head)
        # the first archive of a feed has none beside it, RFC 5005 §4.2
        if "prev-archive" not in links and "next-archive" not in links and links.get("current", own) == own:
            out.report(ARCHIVE_ALONE, f"{tag(head)} is an archive, but links to no other.", head)


def check_link(link: Element, out: Collector) -> None:
    """Links between pages that stand in an entry."""
    rel = relation(link)
    if rel in _PAGES and (parent := out.parent(link)) is not None and parent.key in {"atom:entry", "item"}:
        out.report(RELATION_IN_ENTRY, f"{tag(link)} of an entry has the relation {rel!r}.", link, attribute="rel")


CHECKS: Mapping[str, Callable[[Element, Collector], None]] = {
    "channel": check_head,
    "rss1:channel": check_head,
    "atom:feed": check_head,
    "atom:link": check_link,
}
