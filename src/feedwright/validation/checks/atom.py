"""Cross-checks of Atom: authors, links, ids, and what makes an entry complete."""

from collections.abc import Callable, Mapping

from feedwright.validation.collector import Collector, shortened, tag
from feedwright.validation.examples import atom
from feedwright.validation.tables import Rule
from feedwright.validation.tree import Element
from feedwright.validation.value_types.addresses import scheme_of
from feedwright.validation.value_types.people import holds_address
from feedwright.validation.value_types.relations import REGISTERED
from feedwright.validation.value_types.words import is_media_type

AUTHOR_MISSING = Rule(
    id="atom/author-missing",
    severity="error",
    title="Every entry has an author, of its own, from its source, or from the feed.",
    hint="Add <author><name>…</name></author> to the feed or to the entry.",
    spec="RFC 4287 §4.1.1, §4.1.2",
    bad=atom(without="atom:author"),
    good=atom(),
)
ALTERNATE_OR_CONTENT = Rule(
    id="atom/content-or-alternate",
    severity="error",
    title="An entry has content or a link to its page.",
    hint='Add <content> or <link rel="alternate" href="…"/>.',
    spec="RFC 4287 §4.1.2",
    bad=atom(entry_without="atom:link"),
    good=atom(),
)
SUMMARY_MISSING = Rule(
    id="atom/summary-missing",
    severity="error",
    title="An entry whose content is elsewhere or is not text has a summary.",
    hint="Add <summary>.",
    spec="RFC 4287 §4.1.2",
    bad=atom(entry='<content src="https://news.example/a.pdf" type="application/pdf"/>', entry_without="atom:summary"),
    good=atom(entry='<content src="https://news.example/a.pdf" type="application/pdf"/>'),
)
TEXT_MISSING = Rule(
    id="atom/entry-without-text",
    severity="warning",
    title="An entry has content or a summary.",
    hint="Add <content> or <summary>: many readers show nothing else.",
    spec="RFC 4287 §4.1.1.1",
    bad=atom(entry_without="atom:summary"),
    good=atom(),
)
ALTERNATE_REPEATED = Rule(
    id="atom/alternate-repeated",
    severity="error",
    title="No two alternate links have the same type and language.",
    hint="Keep one of the links, or tell them apart by type and hreflang.",
    spec="RFC 4287 §4.1.1, §4.1.2",
    bad=atom(entry='<link rel="alternate" href="https://news.example/other"/>'),
    good=atom(entry='<link rel="alternate" hreflang="fr" href="https://news.example/other"/>'),
)
ID_REPEATED = Rule(
    id="atom/id-repeated",
    severity="warning",
    title="No two entries of a feed have the same id.",
    hint="Give each entry an id of its own, or keep only its newest version.",
    spec="RFC 4287 §4.1.1",
    bad=atom(
        after="<entry><title>B</title><id>tag:news.example,2018:story</id><updated>2018-11-08T00:00:00Z</updated>"
        '<link href="https://news.example/b"/><summary>B</summary></entry><entry><title>C</title>'
        "<id>tag:news.example,2018:c</id><updated>2018-11-09T00:00:00Z</updated>"
        '<link href="https://news.example/c"/><summary>C</summary></entry>\n'
    ),
    good=atom(
        after="<entry><title>B</title><id>tag:news.example,2018:b</id><updated>2018-11-08T00:00:00Z</updated>"
        '<link href="https://news.example/b"/><summary>B</summary></entry>\n'
    ),
)
IDS_ALL_SAME = Rule(
    id="atom/ids-all-same",
    severity="error",
    title="The entries of a feed do not all have one id (three or more entries).",
    hint="Give each entry an id of its own: readers show only one of them now.",
    spec="RFC 4287 §4.2.6",
    bad=atom(
        after="".join(
            f"<entry><title>{n}</title><id>tag:news.example,2018:story</id><updated>2018-11-{n:02}T00:00:00Z</updated>"
            f'<link href="https://news.example/{n}"/><summary>{n}</summary></entry>\n'
            for n in (1, 2)
        )
    ),
    good=ID_REPEATED.good,
)
SAME_UPDATED = Rule(
    id="atom/updated-repeated",
    severity="info",
    title="Entries that changed at different times say so: readers order them by it.",
    hint="Write the time of each entry's own last change.",
    spec="RFC 4287 §4.2.15",
    bad=atom(
        after="<entry><title>B</title><id>tag:news.example,2018:b</id><updated>2018-11-07T13:45:00Z</updated>"
        '<link href="https://news.example/b"/><summary>B</summary></entry>\n'
    ),
    good=ID_REPEATED.good,
)
METADATA_AFTER_ENTRY = Rule(
    id="atom/entry-before-metadata",
    severity="warning",
    title="All entries stand after the feed's other elements.",
    hint="Move the entries to the end of the feed.",
    spec="RFC 4287 §4.1.1",
    bad=atom(after="<generator>Feeds 1.0</generator>\n"),
    good=atom(feed="<generator>Feeds 1.0</generator>"),
)
RELATION = Rule(
    id="atom/link-relation",
    severity="warning",
    title="A link's relation is registered or a full IRI.",
    hint="Use a registered relation, such as alternate, related or via.",
    spec="RFC 4287 §4.2.7.2, RFC 8288",
    bad=atom(entry='<link rel="nonesuch" href="https://news.example/x"/>'),
    good=atom(entry='<link rel="related" href="https://news.example/x"/>'),
)
LINK_TYPE = Rule(
    id="atom/link-type",
    severity="error",
    title="A link's type is a media type.",
    hint='Write type="text/html" or another media type.',
    spec="RFC 4287 §4.2.7.3",
    bad=atom(entry='<link rel="related" type="html" href="https://news.example/x"/>'),
    good=atom(entry='<link rel="related" type="text/html" href="https://news.example/x"/>'),
)
LINK_TEXT = Rule(
    id="atom/link-with-text",
    severity="warning",
    title="A link gives its address in href; readers pass over text in it.",
    hint="Move the address into href and remove the text.",
    spec="RFC 4287 §4.2.7",
    bad=atom(entry='<link rel="related" href="https://news.example/x">https://news.example/x</link>'),
    good=atom(entry='<link rel="related" href="https://news.example/x"/>'),
)
THREAD_WHEN = Rule(
    id="thr/when",
    severity="error",
    title="The time of the newest reply is written thr:updated.",
    hint="Write thr:updated instead of thr:when.",
    spec="RFC 4685 §4",
    bad=atom(
        entry='<link rel="replies" href="https://news.example/r" thr:when="2018-11-07T00:00:00Z"/>',
        namespaces={"thr": "http://purl.org/syndication/thread/1.0"},
    ),
    good=atom(
        entry='<link rel="replies" href="https://news.example/r" thr:updated="2018-11-07T00:00:00Z"/>',
        namespaces={"thr": "http://purl.org/syndication/thread/1.0"},
    ),
)
NAME_EMAIL = Rule(
    id="atom/name-email",
    severity="warning",
    title="A person's name is not an e-mail address.",
    hint="Move the address to <email>.",
    spec="RFC 4287 §3.2.1",
    bad=atom(feed="<contributor><name>ann@news.example</name></contributor>"),
    good=atom(feed="<contributor><name>Ann</name><email>ann@news.example</email></contributor>"),
)
SOURCE = Rule(
    id="atom/source-incomplete",
    severity="warning",
    title="The source of a copied entry keeps the id, title and updated of the feed it comes from.",
    hint="Copy the missing element from the source feed.",
    spec="RFC 4287 §4.2.11",
    bad=atom(entry="<source><title>Agency</title><updated>2018-11-07T00:00:00Z</updated></source>"),
    good=atom(
        entry="<source><id>tag:agency.example,2018:feed</id><title>Agency</title>"
        "<updated>2018-11-07T00:00:00Z</updated></source>"
    ),
)
RULES = (
    AUTHOR_MISSING,
    ALTERNATE_OR_CONTENT,
    SUMMARY_MISSING,
    TEXT_MISSING,
    ALTERNATE_REPEATED,
    ID_REPEATED,
    IDS_ALL_SAME,
    SAME_UPDATED,
    METADATA_AFTER_ENTRY,
    RELATION,
    LINK_TYPE,
    LINK_TEXT,
    THREAD_WHEN,
    NAME_EMAIL,
    SOURCE,
)


_RELATIONS = "http://www.iana.org/assignments/relation/"  # a bare word is short for a name below it, RFC 4287 §4.2.7.2


def relation(link: Element) -> str:
    """What a link is, as a bare word where it has one: "alternate" where it does not say."""
    return link.attributes.get("rel", "alternate").strip().removeprefix(_RELATIONS)


def check_feed(feed: Element, out: Collector) -> None:
    """A feed: its entries' authors and ids together, and the order of its parts."""
    has_author = feed.first("atom:author") is not None
    ids: dict[str, int] = {}
    times: set[str] = set()
    entries = 0
    misplaced = False
    for child in feed.children:
        if child.key == "atom:entry":
            entries += 1
            if not has_author:
                _check_author(child, out)
            _check_identity(child, ids, times, out)
        elif entries and not misplaced and child.key.startswith("atom:"):
            misplaced = True
            out.report(METADATA_AFTER_ENTRY, f"{tag(child)} of the feed stands after an entry.", child)
    if entries > 2 and len(ids) == 1 and sum(ids.values()) == entries:
        out.report(IDS_ALL_SAME, f"<feed> has {entries} entries, all with the id {shortened(next(iter(ids)))!r}.", feed)
    elif len(ids) < sum(ids.values()):
        seen: set[str] = set()
        for entry in feed.all("atom:entry"):
            value = entry.value("atom:id")
            if value in seen and (element := entry.first("atom:id")):
                out.report(ID_REPEATED, f"<id> is that of an earlier entry: {shortened(value)!r}.", element)
            seen.add(value)
    check_links(feed, out)


def _check_identity(entry: Element, ids: dict[str, int], times: set[str], out: Collector) -> None:
    if value := entry.value("atom:id"):
        ids[value] = ids.get(value, 0) + 1
    updated = entry.first("atom:updated")
    if updated is not None:
        time = updated.text.strip()
        if time in times:
            out.report(SAME_UPDATED, f"<updated> is that of an earlier entry: {shortened(time)!r}.", updated)
        times.add(time)


def _check_author(entry: Element, out: Collector) -> None:
    source = entry.first("atom:source")
    if entry.first("atom:author") is None and (source is None or source.first("atom:author") is None):
        out.report(AUTHOR_MISSING, "<entry> has no <author>, nor has the feed.", entry)


def check_entry(entry: Element, out: Collector) -> None:
    """An entry: content or link, summary where the content needs one."""
    content = entry.first("atom:content")
    summary = entry.first("atom:summary")
    if content is None:
        if not any(relation(link) == "alternate" for link in entry.all("atom:link")):
            message = '<entry> has neither <content> nor a <link rel="alternate">.'
            out.report(ALTERNATE_OR_CONTENT, message, entry)
        if summary is None:
            out.report(TEXT_MISSING, "<entry> has neither <content> nor <summary>.", entry)
    elif summary is None and needs_summary(content):
        out.report(SUMMARY_MISSING, "<entry> has no <summary>, which its content needs.", entry)
    if out.is_root(entry):
        _check_author(entry, out)
    check_links(entry, out)


def needs_summary(content: Element) -> bool:
    """Whether content is elsewhere, or encoded in Base64 (RFC 4287 §4.1.2)."""
    if "src" in content.attributes:
        return True
    media_type = content.attributes.get("type", "text").strip().lower()
    return "/" in media_type and not media_type.startswith("text/") and not is_xml(media_type)


def is_xml(media_type: str) -> bool:
    """Whether a media type is XML (RFC 7303)."""
    media_type = media_type.partition(";")[0].strip().lower()
    return media_type.endswith(("+xml", "/xml"))


def check_links(element: Element, out: Collector) -> None:
    """The links of a feed, an entry or a source, together."""
    seen: set[tuple[str, str]] = set()
    for link in element.all("atom:link"):
        if relation(link) != "alternate":
            continue
        kind = link.attributes.get("type", ""), link.attributes.get("hreflang", "")
        if kind in seen:
            out.report(
                ALTERNATE_REPEATED, f"{tag(link)} is a second alternate link of the same type and language.", link
            )
        seen.add(kind)


def check_link(link: Element, out: Collector) -> None:
    """A link: its relation and its type."""
    rel = link.attributes.get("rel", "alternate").removeprefix(_RELATIONS)
    if rel.strip() and rel not in REGISTERED and not scheme_of(rel):
        name = rel.rpartition("#")[2].rpartition("/")[2]
        out.report(
            RELATION, f"{tag(link)} has the unregistered relation {shortened(name or rel)!r}.", link, attribute="rel"
        )
    media_type = link.attributes.get("type", "text/html")
    if media_type != media_type.strip() or not is_media_type(media_type):
        message = f"{tag(link)} has the type {shortened(media_type)!r}, which is not a media type."
        out.report(LINK_TYPE, message, link, attribute="type")
    if words := link.text.strip():
        out.report(LINK_TEXT, f"{tag(link)} holds the text {shortened(words)!r}, which readers pass over.", link)
    if "thr:when" in link.attributes:
        out.report(THREAD_WHEN, f"{tag(link)} has the attribute thr:when.", link, attribute="thr:when")


def check_person(person: Element, out: Collector) -> None:
    """A name that is an e-mail address."""
    name = person.first("atom:name")
    if name is not None and holds_address(name.text):
        out.report(NAME_EMAIL, f"{tag(name)} holds an e-mail address: {shortened(name.text)!r}.", name)


def check_source(source: Element, out: Collector) -> None:
    """What the source of a copied entry keeps."""
    for key in ("atom:id", "atom:title", "atom:updated"):
        if source.first(key) is None:
            out.report(SOURCE, f"{tag(source)} has no <{key.removeprefix('atom:')}>.", source)
    check_links(source, out)


CHECKS: Mapping[str, Callable[[Element, Collector], None]] = {
    "atom:feed": check_feed,
    "atom:entry": check_entry,
    "atom:link": check_link,
    "atom:author": check_person,
    "atom:contributor": check_person,
    "atom:source": check_source,
}
