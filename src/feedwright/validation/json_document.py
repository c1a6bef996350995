"""A JSON document judged: is it JSON, is it a JSON Feed, and does the feed hold what it must."""

from collections.abc import Iterator, Mapping

from feedwright.validation.collector import Collector, shortened
from feedwright.validation.examples import json_feed
from feedwright.validation.json_text import Json, NotJson, Path, line_starts, place, places, read
from feedwright.validation.structure import SPACE
from feedwright.validation.tables import ONE, Fault, Rule, ValueType
from feedwright.validation.value_types.text import BLANK, MISENCODED, misencoded
from feedwright.validation.vocabularies.json_feed import TABLES, Member
from feedwright.validation.xml_document import TOO_LARGE

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
)
_REFUSALS: Mapping[str, Rule] = {rule.id: rule for rule in (*RULES, TOO_LARGE)}
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}
_ARTICLES = {"string": "a string", "number": "a number", "boolean": "true or false", "array": "an array"}


def judge_json(data: bytes, out: Collector) -> None:
    """Judge a JSON document, given as UTF-8 without byte order mark."""
    text = data.decode("utf-8", "replace")
    try:
        document = read(text)
    except NotJson as error:
        rule = _REFUSALS[error.rule]
        line, column = place(line_starts(text), error.offset)
        out.add(rule.id, rule.severity, error.message, hint=rule.hint, spec=rule.spec, line=line, column=column)
        return
    judge = _Judge(text, out)
    if document.repeated:
        judge.repeated()
    for constant in document.constants[:1]:
        judge.report(NOT_A_NUMBER, f"The document holds {constant}, which is not JSON.", ())
    feed = document.value
    if not isinstance(feed, dict) or not ({"version", "items"} & feed.keys()):
        found = "an object without version and items" if isinstance(feed, dict) else "no object"
        judge.report(NOT_A_FEED, f"The document is not a JSON Feed: it is {found}.", ())
        return
    judge.object("feed", feed, ())
    judge.feed(feed)


class _Judge:
    """Judges one document; places are looked for only when there is something to say."""

    def __init__(self, text: str, out: Collector) -> None:
        self.text = text
        self.out = out
        self.entry: str | None = None
        self._places: dict[Path, int] | None = None
        self._twice: list[tuple[str, int]] = []
        self._lines = line_starts(text)

    @property
    def twice(self) -> list[tuple[str, int]]:
        """The members that are named twice."""
        self.offset(())
        return self._twice

    def offset(self, path: Path) -> int:
        """Where a value stands; its nearest container where it does not stand at all."""
        if self._places is None:
            self._places, self._twice = places(self.text)
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, 0)

    def add(self, rule: str, fault: Fault | Rule, message: str, path: Path, *, spec: str | None = None) -> None:
        """Keep a finding about the value at `path`."""
        line, column = place(self._lines, self.offset(path))
        self.out.add(
            rule,
            fault.severity,
            message,
            hint=fault.hint,
            spec=spec or fault.spec,
            line=line,
            column=column,
            entry=self.entry,
        )

    def report(self, rule: Rule, message: str, path: Path) -> None:
        """Keep what a rule has to say of the value at `path`."""
        self.add(rule.id, rule, message, path)

    def repeated(self) -> None:
        """Say which members are named twice."""
        for name, offset in self.twice:
            line, column = place(self._lines, offset)
            message = f"{shortened(name)!r} is named twice in one object."
            self.out.add(
                REPEATED.id, "error", message, hint=REPEATED.hint, spec=REPEATED.spec, line=line, column=column
            )

    def object(self, table: str, value: dict[str, Json], path: Path) -> None:
        """Hold an object against its table."""
        known = {member.name: member for member in TABLES[table]}
        for member in TABLES[table]:
            if member.often == ONE and member.name not in value:
                line, column = place(self._lines, self.offset(path))
                self.out.add(
                    f"json/{table}-{member.name.replace('_', '-')}-missing",
                    "error",
                    f"The {table} has no {member.name!r}.",
                    hint=f"Add {member.name!r}: {member.type.name if member.type else _ARTICLES[member.kind]}.",
                    spec="JSON Feed 1.1",
                    line=line,
                    column=column,
                    entry=self.entry,
                )
        for name, inner in value.items():
            if self.out.full:
                return
            if name in known:
                self.member(table, known[name], inner, (*path, name))
            elif not (len(name) > 1 and name[0] == "_" and name[1].isalpha() and "." not in name):
                message = f"{shortened(name)!r} of the {table} is not a member that JSON Feed knows."
                self.report(UNKNOWN, message, (*path, name))
        if table == "author" and not ({"name", "url", "avatar"} & value.keys()):
            self.report(EMPTY_AUTHOR, "The author has neither 'name' nor 'url' nor 'avatar'.", path)

    def member(self, table: str, member: Member, value: Json, path: Path) -> None:
        """Judge a member's kind and value."""
        kind = _KINDS[member.kind]
        if not isinstance(value, kind) or (member.kind == "number" and isinstance(value, bool)):
            shown = "null" if value is None else shortened(str(value))
            article = _ARTICLES.get(member.kind, "an object")
            self.report(WRONG_KIND, f"{member.name!r} of the {table} is not {article}: {shown}.", path)
        elif isinstance(value, str) and member.type:
            self.text_value(f"{member.name!r} of the {table}", member.type, value, path)
        elif isinstance(value, list):
            self.array(table, member, value, path)
        elif isinstance(value, dict):
            self.object(member.holds, value, path)
        elif isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
            self.report(NEGATIVE, f"{member.name!r} of the {table} is negative: {value}.", path)

    def array(self, table: str, member: Member, values: list[Json], path: Path) -> None:
        """Judge the values of an array."""
        for index, value in enumerate(values):
            if self.out.full:
                return
            at = (*path, index)
            if member.holds == "item":
                self.entry = _id_of(value)
            if member.holds and isinstance(value, dict):
                self.object(member.holds, value, at)
                if member.holds == "item":
                    self.item(value, at)
            elif member.type and isinstance(value, str):
                self.text_value(f"{member.name!r} of the {table}", member.type, value, at)
            else:
                article = "an object" if member.holds else "a string"
                message = f"{member.name!r} of the {table} holds {shortened(str(value))}, which is not {article}."
                self.report(WRONG_KIND, message, at)
            if member.holds == "item":
                self.entry = None

    def text_value(self, subject: str, type_: ValueType, text: str, path: Path) -> None:
        """Judge a string."""
        value = text.strip()
        if not value and type_.blank != "fault":
            if type_.blank == "warn":
                self.add(f"json/{BLANK.id}", BLANK, f"{subject} is empty.", path, spec="JSON Feed 1.1")
            return
        if not type_.trim and value != text:
            self.add(f"json/{SPACE.id}", SPACE, f"{subject} has white space around its value.", path)
        for problem in type_.check(value):
            detail = problem.detail or repr(shortened(value))
            spec = "JSON Feed 1.1" if problem.fault.spec.startswith("the ") else None
            message = f"{subject} {problem.fault.says}: {detail}."
            self.add(f"json/{problem.fault.id}", problem.fault, message, path, spec=spec)
        if not value.isascii() and misencoded(value) >= 0:
            self.add(f"json/{MISENCODED.id}", MISENCODED, f"{subject} {MISENCODED.says}.", path)

    def item(self, item: dict[str, Json], path: Path) -> None:
        """What an item needs beyond its table."""
        if "content_html" not in item and "content_text" not in item:
            self.report(NO_CONTENT, "The item has neither 'content_html' nor 'content_text'.", path)

    def feed(self, feed: dict[str, Json]) -> None:
        """What a feed needs beyond its table."""
        seen: set[str] = set()
        for index, identity in _ids(feed):
            if identity in seen:
                self.entry = identity
                message = f"'id' of the item is that of an earlier item: {shortened(identity)!r}."
                self.report(ID_REPEATED, message, ("items", index, "id"))
                self.entry = None
            seen.add(identity)
        for name in ("feed_url", "home_page_url"):
            if name not in feed:
                self.report(URL_MISSING, f"The feed has no {name!r}.", ())
        own = feed.get("feed_url")
        if isinstance(own, str) and own:
            if feed.get("next_url") == own:
                self.report(NEXT_IS_SELF, "'next_url' of the feed is the feed itself.", ("next_url",))
            if self.out.base and own != self.out.base:
                message = f"'feed_url' says {shortened(own)!r}, but the feed is at {shortened(self.out.base)!r}."
                self.report(URL_DIFFERS, message, ("feed_url",))
        if feed.get("version") == "https://jsonfeed.org/version/1.1" and "author" in feed and "authors" not in feed:
            self.report(OLD_AUTHOR, "'author' of the feed has been replaced by 'authors'.", ("author",))


def _ids(feed: dict[str, Json]) -> Iterator[tuple[int, str]]:
    items = feed.get("items")
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and isinstance(identity := item.get("id"), str):
            yield index, identity


def _id_of(item: Json) -> str | None:
    identity = item.get("id") if isinstance(item, dict) else None
    return str(identity).encode("utf-8", "replace").decode() if isinstance(identity, str | int) else None
