"""RSS 0.91 to 0.94: what of RSS 2.0 they do not have yet, and what is not asked of them.

https://www.rssboard.org/rss-history, https://www.rssboard.org/rss-0-9-1 and rss-0-9-2
"""

from collections.abc import Callable, Mapping

from feedwright.validation.collector import Collector, tag
from feedwright.validation.examples import rss
from feedwright.validation.tables import Rule
from feedwright.validation.tree import Element

NEWER = Rule(
    id="rss/element-newer",
    severity="info",
    title="An element is of the version of RSS that the feed declares, or of an earlier one.",
    hint='Declare version="2.0": it has taken in all earlier versions.',
    spec="RSS 2.0; RSS 0.91; RSS 0.92",
    bad=rss().replace('version="2.0"', 'version="0.91"'),
    good=rss(),
)
RULES = (NEWER,)

SINCE: Mapping[str, Mapping[str, str]] = {
    #  in          element -> the version that brought it
    "channel": {"cloud": "0.92", "category": "2.0", "generator": "2.0", "ttl": "2.0"},
    "item": {
        "category": "0.92",
        "enclosure": "0.92",
        "source": "0.92",
        "pubDate": "0.93",
        "author": "2.0",
        "comments": "2.0",
        "guid": "2.0",
    },
}


def is_old(out: Collector) -> bool:
    """Whether the document declares RSS 0.91 to 0.94, of which no guid and no namespace is asked."""
    return _version(out).startswith("0.9")


def _version(out: Collector) -> str:
    root = out.tree.root if out.tree else None
    return root.attributes.get("version", "").strip() if root is not None and root.key == "rss" else ""


def check_elements(parent: Element, out: Collector) -> None:
    """The elements of a channel or item that came later than the version that the document declares; each kind once."""
    if not is_old(out):
        return
    version, since = _version(out), SINCE[parent.key]
    for name in dict.fromkeys(child.key for child in parent.children):
        if since.get(name, "") > version:
            child = parent.all(name)[0]
            out.report(NEWER, f"{tag(child)} came with RSS {since[name]}, but the feed declares {version}.", child)


CHECKS: Mapping[str, Callable[[Element, Collector], None]] = {"channel": check_elements, "item": check_elements}
