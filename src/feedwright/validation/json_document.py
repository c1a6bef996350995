"""A JSON document judged: is it JSON, is it a JSON Feed, and does the feed hold what it must."""

from collections.abc import Iterator, Mapping
from functools import cache

from feedwright.validation.collector import Collector, shortened
from feedwright.validation.json_rules import (
    AHEAD,
    EMPTY_AUTHOR,
    ID_REPEATED,
    NEGATIVE,
    NEXT_IS_SELF,
    NO_CONTENT,
    NOT_A_FEED,
    NOT_A_NUMBER,
    OLD_AUTHOR,
    REPEATED,
    RULES,
    UNKNOWN,
    URL_DIFFERS,
    URL_MISSING,
    WRONG_KIND,
)
from feedwright.validation.json_text import Json, NotJson, Path, line_starts, place, places, read
from feedwright.validation.structure import SPACE
from feedwright.validation.tables import ONE, Fault, Rule, ValueType
from feedwright.validation.value_types.dates import RFC3339, read_rfc3339
from feedwright.validation.value_types.text import BLANK, MISENCODED, is_sound, misencoded
from feedwright.validation.vocabularies.json_feed import SPEC, TABLES, VERSION_1, Member
from feedwright.validation.xml_document import FUTURE, TOO_LARGE, lies_ahead

_REFUSALS: Mapping[str, Rule] = {rule.id: rule for rule in (*RULES, TOO_LARGE)}
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}
_MEMBERS: Mapping[str, Mapping[str, Member]] = {
    table: {member.name: member for member in members} for table, members in TABLES.items()
}
_ARTICLES = {"string": "a string", "number": "a number", "boolean": "true or false", "array": "an array"}


@cache
def _texts(table: str, *, version_1: bool, clock: bool) -> Mapping[str, ValueType]:
    """The members of an object of which nothing is to be said when they are sound strings, with their types.

    More is to be said of what is newer than a feed of version 1, and of times where there is a clock.
    """
    return {
        member.name: member.type
        for member in TABLES[table]
        if member.type is not None
        and member.kind == "string"
        and not (version_1 and member.since != "1")
        and not (clock and member.type is RFC3339)
    }


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
    out.json = feed = document.value
    if not isinstance(feed, dict) or not ({"version", "items"} & feed.keys()):
        found = "an object without version and items" if isinstance(feed, dict) else "no object"
        judge.report(NOT_A_FEED, f"The document is not a JSON Feed: it is {found}.", ())
        return
    if feed.get("version") == VERSION_1:
        judge.spec = "JSON Feed 1.0"
    judge.object("feed", feed, ())
    judge.feed(feed)


class _Judge:
    """Judges one document; places are looked for only when there is something to say."""

    def __init__(self, text: str, out: Collector) -> None:
        self.text = text
        self.out = out
        self.entry: str | None = None
        self.spec = SPEC  # of the version that the feed declares
        self._places: dict[Path, int] | None = None
        self._twice: list[tuple[str, int]] = []
        self._starts: list[int] | None = None

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the text."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        return place(self._starts, offset)

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
        line, column = self.place(self.offset(path))
        spec = spec or fault.spec
        self.out.add(
            rule,
            fault.severity,
            message,
            hint=fault.hint,
            spec=self.spec if spec == SPEC else spec,
            line=line,
            column=column,
            entry=self.entry,
            element="/".join(name for name in path if isinstance(name, str)) or None,
        )

    def report(self, rule: Rule, message: str, path: Path) -> None:
        """Keep what a rule has to say of the value at `path`."""
        self.add(rule.id, rule, message, path)

    def repeated(self) -> None:
        """Say which members are named twice."""
        for name, offset in self.twice:
            line, column = self.place(offset)
            message = f"{shortened(name)!r} is named twice in one object."
            self.out.add(
                REPEATED.id, "error", message, hint=REPEATED.hint, spec=REPEATED.spec, line=line, column=column
            )

    def object(self, table: str, value: dict[str, Json], path: Path) -> None:
        """Hold an object against its table."""
        known = _MEMBERS[table]
        texts = _texts(table, version_1=self.spec != SPEC, clock=self.out.now is not None)
        for member in TABLES[table]:
            if member.often == ONE and member.name not in value:
                line, column = self.place(self.offset(path))
                self.out.add(
                    f"json/{table}-{member.name.replace('_', '-')}-missing",
                    "error",
                    f"The {table} has no {member.name!r}.",
                    hint=f"Add {member.name!r}: {member.type.name if member.type else _ARTICLES[member.kind]}.",
                    spec=self.spec,
                    line=line,
                    column=column,
                    entry=self.entry,
                    element="/".join((*(each for each in path if isinstance(each, str)), member.name)),
                )
        for name, inner in value.items():
            if name in texts and isinstance(inner, str) and is_sound(inner, texts[name]):
                continue
            if self.out.full:
                return
            found = known.get(name)
            if found is not None:
                if found.since == "1.1" and self.spec != SPEC:
                    self.report(AHEAD, f"{name!r} of the {table} is of version 1.1, but the feed of 1.", (*path, name))
                self.member(table, found, inner, (*path, name))
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
            if member.type and isinstance(value, str) and is_sound(value, member.type):
                continue
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
                self.add(f"json/{BLANK.id}", BLANK, f"{subject} is empty.", path, spec=SPEC)
            return
        if not type_.trim and value != text:
            self.add(f"json/{SPACE.id}", SPACE, f"{subject} has white space around its value.", path)
        for problem in type_.check(value):
            detail = problem.detail or repr(shortened(value))
            spec = SPEC if problem.fault.spec.startswith("the ") else None
            message = f"{subject} {problem.fault.says}: {detail}."
            self.add(f"json/{problem.fault.id}", problem.fault, message, path, spec=spec)
        if type_ is RFC3339 and lies_ahead(read_rfc3339(value), self.out.now):
            self.report(FUTURE, f"{subject} lies in the future: {shortened(value)!r}.", path)
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
        if self.spec == SPEC and "author" in feed and "authors" not in feed:
            self.report(OLD_AUTHOR, "'author' of the feed has been replaced by 'authors'.", ("author",))


def _ids(feed: dict[str, Json]) -> Iterator[tuple[int, str]]:
    items = feed.get("items")
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and isinstance(identity := item.get("id"), str):
            yield index, identity


def _id_of(item: Json) -> str | None:
    identity = item.get("id") if isinstance(item, dict) else None
    return str(identity).encode("utf-8", "replace").decode() if isinstance(identity, str | int) else None
