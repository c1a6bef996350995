"""JSON Feed 1.0 and 1.1: the members of its objects.

https://www.jsonfeed.org/version/1.1/
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from feedwright.validation.tables import MAYBE, ONE, Often, ValueType
from feedwright.validation.value_types.addresses import HTTP_URL, URL
from feedwright.validation.value_types.dates import RFC3339
from feedwright.validation.value_types.html import HTML
from feedwright.validation.value_types.text import ANY, PLAIN, TEXT
from feedwright.validation.value_types.words import LANGUAGE, MEDIA_TYPE, one_of

Kind = Literal["string", "number", "boolean", "array", "object"]

SPEC = "JSON Feed 1.1"
VERSION_1 = "https://jsonfeed.org/version/1"
VERSION = one_of(f"https://jsonfeed.org/version/1.1 {VERSION_1}", id="version", spec=SPEC)


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One member of an object: how often, what kind of JSON value, and what it may say."""

    name: str
    often: Often
    kind: Kind
    type: ValueType | None = None  # of a string, or of the strings in an array
    holds: str = ""  # the table of the object, or of the objects in the array
    since: str = "1"  # the version that brought it


def _string(name: str, type_: ValueType, often: Often = MAYBE, *, since: str = "1") -> Member:
    return Member(name=name, often=often, kind="string", type=type_, since=since)


TABLES: Mapping[str, tuple[Member, ...]] = {
    "feed": (
        _string("version", VERSION, ONE),
        _string("title", PLAIN, ONE),
        _string("home_page_url", URL),
        _string("feed_url", HTTP_URL),
        _string("description", TEXT),
        _string("user_comment", TEXT),
        _string("next_url", URL),
        _string("icon", URL),
        _string("favicon", URL),
        Member(name="authors", often=MAYBE, kind="array", holds="author", since="1.1"),
        Member(name="author", often=MAYBE, kind="object", holds="author"),
        _string("language", LANGUAGE, since="1.1"),
        Member(name="expired", often=MAYBE, kind="boolean"),
        Member(name="hubs", often=MAYBE, kind="array", holds="hub"),
        Member(name="items", often=ONE, kind="array", holds="item"),
    ),
    "item": (
        _string("id", TEXT, ONE),
        _string("url", URL),
        _string("external_url", URL),
        _string("title", PLAIN),
        _string("content_html", HTML),
        _string("content_text", ANY),
        _string("summary", PLAIN),
        _string("image", URL),
        _string("banner_image", URL),
        _string("date_published", RFC3339),
        _string("date_modified", RFC3339),
        Member(name="authors", often=MAYBE, kind="array", holds="author", since="1.1"),
        Member(name="author", often=MAYBE, kind="object", holds="author"),
        Member(name="tags", often=MAYBE, kind="array", type=TEXT),
        _string("language", LANGUAGE, since="1.1"),
        Member(name="attachments", often=MAYBE, kind="array", holds="attachment"),
    ),
    "author": (_string("name", PLAIN), _string("url", URL), _string("avatar", URL)),
    "hub": (_string("type", TEXT, ONE), _string("url", URL, ONE)),
    "attachment": (
        _string("url", URL, ONE),
        _string("mime_type", MEDIA_TYPE, ONE),
        _string("title", TEXT),
        Member(name="size_in_bytes", often=MAYBE, kind="number"),
        Member(name="duration_in_seconds", often=MAYBE, kind="number"),
    ),
}
