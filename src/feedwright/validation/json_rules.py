"""What a JSON document and a JSON Feed must be beyond the table of its members."""

from feedwright.validation.examples import json_feed
from feedwright.validation.tables import Rule

_VERSION_1 = json_feed().replace("version/1.1", "version/1")

NOT_JSON = Rule(
    id="json/not-json",
    severity="error",
    title="The document is JSON.",
    hint="Let a JSON library write the document.",
    spec="RFC 8259",
    bad=json_feed().replace('"items"', "items"),
    good=json_feed(),
)
TOO_DEEP = Rule(
    id="json/too-deep",
    severity="error",
    title="Objects and arrays are nested no more than a hundred deep.",
    hint="Flatten the document.",
    spec="RFC 8259 §9",
    bad=json_feed('"_x": ' + "[" * 101 + "]" * 101),
    good=json_feed(),
)
BYTE_ORDER_MARK = Rule(
    id="json/byte-order-mark",
    severity="warning",
    title="JSON starts without a byte order mark.",
    hint="Save the document as UTF-8 without byte order mark.",
    spec="RFC 8259 §8.1",
    bad="\ufeff" + json_feed(),
    good=json_feed(),
)
NOT_A_NUMBER = Rule(
    id="json/not-a-number",
    severity="error",
    title="JSON knows no NaN and no Infinity.",
    hint="Leave the member out.",
    spec="RFC 8259 §6",
    bad=json_feed('"_x": NaN'),
    good=json_feed('"_x": 1'),
)
REPEATED = Rule(
    id="json/member-repeated",
    severity="error",
    title="An object names each of its members once.",
    hint="Keep one of the two: readers disagree on which one counts.",
    spec="RFC 8259 §4",
    bad=json_feed('"title": "Again"'),
    good=json_feed(),
)
NOT_A_FEED = Rule(
    id="json/not-a-feed",
    severity="error",
    title="The document is an object with the version and the items of a JSON Feed.",
    hint="Give the address of the feed, or write version, title and items.",
    spec="JSON Feed 1.1, Top-level",
    bad="[1, 2]\n",
    good=json_feed(),
)
WRONG_KIND = Rule(
    id="json/member-type",
    severity="error",
    title="A member is of the type that JSON Feed gives it: an id is a string, too.",
    hint="Write a value of the type that is named.",
    spec="JSON Feed 1.1",
    bad=json_feed(item='"id": 1', item_without="id"),
    good=json_feed(),
)
UNKNOWN = Rule(
    id="json/member-unknown",
    severity="warning",
    title="A member that JSON Feed does not know has a name that begins with an underscore and a letter.",
    hint="Check the spelling, or put an underscore in front.",
    spec="JSON Feed 1.1, Extensions",
    bad=json_feed('"subtitle": "More"'),
    good=json_feed('"_subtitle": "More"'),
)
NO_CONTENT = Rule(
    id="json/item-content-missing",
    severity="error",
    title="An item has content_html or content_text.",
    hint="Add one of the two; the summary does not stand for it.",
    spec="JSON Feed 1.1, Items",
    bad=json_feed(item_without="content_text"),
    good=json_feed(),
)
ID_REPEATED = Rule(
    id="json/item-id-repeated",
    severity="error",
    title="No two items of a feed have the same id.",
    hint="Give each item an id of its own.",
    spec="JSON Feed 1.1, Items",
    bad=json_feed('"items": [{"id": "1", "content_text": "A"}, {"id": "1", "content_text": "B"}]', without="items"),
    good=json_feed(),
)
EMPTY_AUTHOR = Rule(
    id="json/author-empty",
    severity="error",
    title="An author has a name, a url or an avatar.",
    hint="Add a name, or leave the author out.",
    spec="JSON Feed 1.1, authors",
    bad=json_feed('"authors": [{}]'),
    good=json_feed('"authors": [{"name": "Ann"}]'),
)
NEGATIVE = Rule(
    id="json/number-negative",
    severity="error",
    title="Sizes and durations are not negative.",
    hint="Write the number, or leave the member out where it is not known.",
    spec="JSON Feed 1.1, attachments",
    bad=json_feed(
        item='"attachments": [{"url": "https://news.example/a", "mime_type": "audio/mpeg", "size_in_bytes": -1}]'
    ),
    good=json_feed(
        item='"attachments": [{"url": "https://news.example/a", "mime_type": "audio/mpeg", "size_in_bytes": 1}]'
    ),
)
NEXT_IS_SELF = Rule(
    id="json/next-url-self",
    severity="error",
    title="The next page of a feed is another document.",
    hint="Remove next_url from the last page.",
    spec="JSON Feed 1.1, next_url",
    bad=json_feed('"next_url": "https://news.example/feed.json"'),
    good=json_feed('"next_url": "https://news.example/feed2.json"'),
)
URL_MISSING = Rule(
    id="json/feed-url-missing",
    severity="warning",
    title="A feed says where it is (feed_url) and where its page for people is (home_page_url).",
    hint="Add feed_url and home_page_url.",
    spec="JSON Feed 1.1, Top-level",
    bad=json_feed(without="feed_url"),
    good=json_feed(),
)
URL_DIFFERS = Rule(
    id="json/feed-url-differs",
    severity="warning",
    title="feed_url is the address that the feed is served from.",
    hint="Write the address that readers subscribe to.",
    spec="JSON Feed 1.1, feed_url",
    bad=json_feed('"feed_url": "https://old.example/feed.json"', without="feed_url"),
    good=json_feed(),
    base="https://news.example/feed.json",
)
OLD_AUTHOR = Rule(
    id="json/author-deprecated",
    severity="info",
    title="Version 1.1 has authors, a list, in place of author.",
    hint="Write authors; author may stay beside it for old readers.",
    spec="JSON Feed 1.1, author",
    bad=json_feed('"author": {"name": "Ann"}'),
    good=json_feed('"authors": [{"name": "Ann"}]'),
)
AHEAD = Rule(
    id="json/member-newer",
    severity="warning",
    title="A feed of version 1 has no members of version 1.1: authors and language.",
    hint="Declare https://jsonfeed.org/version/1.1, or write author in place of authors.",
    spec="JSON Feed 1.1, Changes",
    bad=_VERSION_1.replace('"items"', '"language": "en",\n"items"', 1),
    good=_VERSION_1,
)
RULES = (
    NOT_JSON,
    TOO_DEEP,
    BYTE_ORDER_MARK,
    NOT_A_NUMBER,
    REPEATED,
    NOT_A_FEED,
    WRONG_KIND,
    UNKNOWN,
    NO_CONTENT,
    ID_REPEATED,
    EMPTY_AUTHOR,
    NEGATIVE,
    NEXT_IS_SELF,
    URL_MISSING,
    URL_DIFFERS,
    OLD_AUTHOR,
    AHEAD,
)
