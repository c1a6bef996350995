"""The smallest sound document of each format, into which a rule's examples put what they show."""

from collections.abc import Mapping

_RSS_CHANNEL: Mapping[str, str] = {
    "title": "<title>News</title>",
    "link": "<link>https://news.example/</link>",
    "description": "<description>All the news</description>",
    "atom:link": '<atom:link rel="self" href="https://news.example/rss.xml" type="application/rss+xml"/>',
}
_RSS_ITEM: Mapping[str, str] = {
    "title": "<title>Story</title>",
    "link": "<link>https://news.example/story</link>",
    "description": "<description>What happened</description>",
    "guid": "<guid>https://news.example/story</guid>",
}
_RSS1_CHANNEL: Mapping[str, str] = {
    "rss1:title": "<title>News</title>",
    "rss1:link": "<link>https://news.example/</link>",
    "rss1:description": "<description>All the news</description>",
    "rss1:items": '<items><rdf:Seq><rdf:li rdf:resource="https://news.example/story"/></rdf:Seq></items>',
}
_RSS1_ITEM: Mapping[str, str] = {
    "rss1:title": "<title>Story</title>",
    "rss1:link": "<link>https://news.example/story</link>",
}
_ATOM_FEED: Mapping[str, str] = {
    "atom:title": "<title>News</title>",
    "atom:id": "<id>tag:news.example,2018:feed</id>",
    "atom:updated": "<updated>2018-11-07T13:45:00Z</updated>",
    "atom:author": "<author><name>Ann Editor</name></author>",
    "atom:link": '<link rel="self" href="https://news.example/atom.xml"/>',
}
_ATOM_ENTRY: Mapping[str, str] = {
    "atom:title": "<title>Story</title>",
    "atom:id": "<id>tag:news.example,2018:story</id>",
    "atom:updated": "<updated>2018-11-07T13:45:00Z</updated>",
    "atom:link": '<link href="https://news.example/story"/>',
    "atom:summary": "<summary>What happened</summary>",
}
NAMESPACES: Mapping[str, str] = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def _lines(defaults: Mapping[str, str], extra: str, without: str) -> str:
    left_out = without.split()
    return "\n".join([*(line for name, line in defaults.items() if name not in left_out), *([extra] if extra else [])])


def _declared(text: str, more: Mapping[str, str], own: str) -> str:
    used = {**NAMESPACES, **more}
    return "".join(
        f' xmlns:{prefix}="{namespace}"'
        for prefix, namespace in used.items()
        if prefix != own and (f"<{prefix}:" in text or f" {prefix}:" in text)
    )


def rss(
    channel: str = "",
    item: str = "",
    *,
    without: str = "",
    item_without: str = "",
    after: str = "",
    namespaces: Mapping[str, str] | None = None,
) -> str:
    """An RSS document with more in its channel or its item, or with something left out; `after` follows the item."""
    head = _lines(_RSS_CHANNEL, channel, without)
    entry = _lines(_RSS_ITEM, item, item_without)
    body = f"<channel>\n{head}\n<item>\n{entry}\n</item>\n{after}</channel>\n"
    return f'<rss version="2.0"{_declared(body, namespaces or {}, "")}>\n{body}</rss>\n'


def rss1(
    channel: str = "",
    item: str = "",
    *,
    without: str = "",
    item_without: str = "",
    after: str = "",
    namespaces: Mapping[str, str] | None = None,
) -> str:
    """An RSS 1.0 document; `after` follows the item."""
    head = _lines(_RSS1_CHANNEL, channel, without)
    entry = _lines(_RSS1_ITEM, item, item_without)
    body = (
        f'<channel rdf:about="https://news.example/rss1.xml">\n{head}\n</channel>\n'
        f'<item rdf:about="https://news.example/story">\n{entry}\n</item>\n{after}'
    )
    declared = _declared(f" rdf:{body}", namespaces or {}, "")
    return f'<rdf:RDF xmlns="http://purl.org/rss/1.0/"{declared}>\n{body}</rdf:RDF>\n'


def atom(
    feed: str = "",
    entry: str = "",
    *,
    without: str = "",
    entry_without: str = "",
    after: str = "",
    namespaces: Mapping[str, str] | None = None,
) -> str:
    """An Atom document with more in its feed or its entry, or with something left out; `after` follows the entry."""
    head = _lines(_ATOM_FEED, feed, without)
    inner = _lines(_ATOM_ENTRY, entry, entry_without)
    body = f"{head}\n<entry>\n{inner}\n</entry>\n{after}"
    declared = _declared(body, namespaces or {}, "atom")
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{declared}>\n{body}</feed>\n'


def opml(body: str = "", head: str = "", *, outline: str = '<outline text="News"/>') -> str:
    """An OPML document."""
    return f'<opml version="2.0">\n<head>\n{head}\n</head>\n<body>\n{outline}\n{body}\n</body>\n</opml>\n'


def sitemap(urls: str = "<url><loc>https://news.example/story</loc></url>") -> str:
    """A sitemap with these addresses, in the namespaces of sitemaps and of news sitemaps."""
    news = ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"' if "<news:" in urls else ""
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{news}>\n{urls}\n</urlset>\n'


def json_feed(feed: str = "", item: str = "", *, without: str = "", item_without: str = "") -> str:
    """A JSON Feed with more members in the feed or in its item, or with some left out."""
    members = {
        "version": '"version": "https://jsonfeed.org/version/1.1"',
        "title": '"title": "News"',
        "home_page_url": '"home_page_url": "https://news.example/"',
        "feed_url": '"feed_url": "https://news.example/feed.json"',
    }
    item_members = {
        "id": '"id": "1"',
        "url": '"url": "https://news.example/1"',
        "content_text": '"content_text": "Words"',
    }
    inner = [line for name, line in item_members.items() if name not in item_without.split()]
    outer = [line for name, line in members.items() if name not in without.split()]
    if item:
        inner.append(item)
    if feed:
        outer.append(feed)
    if "items" not in without.split():
        outer.append('"items": [{' + ", ".join(inner) + "}]")
    return "{\n" + ",\n".join(outer) + "\n}\n"
