"""RSS 1.0 and 0.90: RSS in RDF.

https://web.resource.org/rss/1.0/spec
"""

from feedwright.validation.tables import MANY, MAYBE, ONE, Vocabulary, may, need, row
from feedwright.validation.value_types.addresses import URL
from feedwright.validation.value_types.html import HTML
from feedwright.validation.value_types.text import ANY, RSS_PLAIN, TEXT

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

VOCABULARY = Vocabulary(
    prefix="rss1",
    namespaces=("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"),
    spec="RSS 1.0",
    rows=(
        row("rdf:RDF", "rss1:channel", ONE, None, may("rdf:about", ANY)),
        row(
            "rdf:RDF",
            "rss1:image",
            MAYBE,
            None,
            may("rdf:about", ANY),
            may("rdf:resource", ANY),
            shown=' rdf:about="https://news.example/logo.png"',
        ),
        row("rdf:RDF", "rss1:item", MANY, None, may("rdf:about", ANY)),
        row(
            "rdf:RDF",
            "rss1:textinput",
            MAYBE,
            None,
            may("rdf:about", ANY),
            may("rdf:resource", ANY),
            shown=' rdf:about="https://news.example/search"',
        ),
        row("rss1:channel", "rss1:title", ONE, RSS_PLAIN),
        row("rss1:channel", "rss1:link", ONE, URL),
        row("rss1:channel", "rss1:description", ONE, RSS_PLAIN),
        row("rss1:channel", "rss1:image", MAYBE, None, need("rdf:resource", ANY), inside="any"),
        row("rss1:channel", "rss1:items", MAYBE, inside="any"),
        row("rss1:channel", "rss1:textinput", MAYBE, None, need("rdf:resource", ANY), inside="any"),
        row("rss1:image", "rss1:title", ONE, RSS_PLAIN),
        row("rss1:image", "rss1:url", ONE, URL),
        row("rss1:image", "rss1:link", ONE, URL),
        row("rss1:item", "rss1:title", ONE, RSS_PLAIN),
        row("rss1:item", "rss1:link", ONE, URL),
        row("rss1:item", "rss1:description", MAYBE, HTML),
        row("rss1:textinput", "rss1:title", ONE, RSS_PLAIN),
        row("rss1:textinput", "rss1:description", ONE, RSS_PLAIN),
        row("rss1:textinput", "rss1:name", ONE, TEXT, good="q"),
        row("rss1:textinput", "rss1:link", ONE, URL),
    ),
    roots="rdf:RDF",
)
