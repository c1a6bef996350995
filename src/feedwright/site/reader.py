"""Checks a configuration text part by part; what is wrong is said with its line and the nearest thing that is known."""

import re
import tomllib
from typing import NoReturn, TypeVar, get_args

import msgspec

from feedwright.errors import ConfigurationError
from feedwright.patterns import pattern
from feedwright.site.names import did_you_mean
from feedwright.site.schema import Configuration
from feedwright.site.zones import is_zone, nearest_zone

_TABLES = Configuration.__struct_fields__
_LANGUAGE = pattern(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
_FAULT = pattern(r"^(?P<what>.*?)(?: - at `(?:key in )?\$\.?(?P<at>.*)`)?$", re.DOTALL)
_FIELD = pattern(r"field `([^`]+)`")
_Table = TypeVar("_Table", bound=msgspec.Struct)


class Reader:
    """One reading of one configuration text; every fault it meets becomes a ConfigurationError with its line."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def fail(self, message: str, *keys: str, hint: str | None = None) -> NoReturn:
        """Raise ConfigurationError at the line of the key or table `keys`."""
        from feedwright.site.toml_lines import key_line

        raise ConfigurationError(message, path=self.path, line=key_line(self.text, keys), hint=hint)

    def document(self) -> dict[str, object]:
        """What the text says."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+), column \d+\)", str(error))
            message = re.sub(r"\s*\(at [^)]*\)", "", str(error))
            line = int(place[1]) if place else len(self.text.splitlines())
            raise ConfigurationError(f"This is not TOML: {message}.", path=self.path, line=line) from error

    def tables(self) -> dict[str, object]:
        """The tables of the configuration, each of which is known."""
        tables = self.document()
        for name in tables:
            if name not in _TABLES:
                self.fail(f"Unknown table [{name}].", name, hint=did_you_mean(name, _TABLES))
        if "site" not in tables:
            raise ConfigurationError(
                "The table [site] is missing.", path=self.path, hint="Give it title, url and timezone."
            )
        return tables

    def convert(self, table: object, kind: type[_Table], *keys: str) -> _Table:
        """`table` as a `kind`; the first thing that does not fit is the error."""
        try:
            return msgspec.convert(table, kind)
        except msgspec.ValidationError as error:
            fault = _FAULT.match(str(error))
            what, at = (fault["what"], fault["at"] or "") if fault else (str(error), "")
            inside = tuple(part for part in re.split(r"[.\[\]]+", at) if part and part != "...")
            where = (*keys, *inside)
            shown = (*keys, *(part for part in inside if not part.isdigit()))
            table_name = _header(shown) or "the file"
            named = _FIELD.search(what)
            if named and "unknown" in what:
                known = [field.name for field in msgspec.structs.fields(_part(kind, inside))]
                self.fail(
                    f"Unknown key `{named[1]}` in [{table_name}].",
                    *where,
                    named[1],
                    hint=did_you_mean(named[1], known),
                )
            if named and "missing" in what:
                self.fail(f"[{table_name}] must say `{named[1]}`.", *where, hint=f'Add the line: {named[1]} = "…"')
            self.fail(f"{_header(shown)}: {_plain(what)}.", *where, hint=_expectation(kind, inside))

    def check_zone(self, name: str | None, *keys: str) -> None:
        """Fail unless `name` is a time zone."""
        if name is None or is_zone(name):
            return
        near = nearest_zone(name)
        hint = f"Did you mean {near!r}?" if near else "Write an IANA name such as 'Europe/Paris'."
        self.fail(f"{_header(keys)}: there is no time zone {name!r}.", *keys, hint=hint)

    def check_language(self, tag: str | None, *keys: str) -> None:
        """Fail unless `tag` has the form of a language tag."""
        if tag is not None and not _LANGUAGE.match(tag):
            self.fail(
                f"{_header(keys)}: {tag!r} is not a language tag.", *keys, hint="Write a tag such as 'en' or 'zh-CN'."
            )

    def mapping(self, value: object, name: str) -> dict[str, object]:
        """`value`, which must be a table of tables."""
        if not isinstance(value, dict):
            self.fail(f"`{name}` must be a table of tables.", name, hint=f'Write [{name}."…"] and its keys below it.')
        return value


def _header(keys: tuple[str, ...]) -> str:
    return ".".join(key if re.fullmatch(r"[\w-]+", key, re.ASCII) else f'"{key}"' for key in keys)


def _part(kind: type[msgspec.Struct], inside: tuple[str, ...]) -> type[msgspec.Struct]:
    """The table in a `kind` that stands at the keys `inside`; `kind` itself where there is none."""
    for key in inside:
        found = next((field.type for field in msgspec.structs.fields(kind) if field.name == key), None)
        kinds = [each for each in _kinds(found) if isinstance(each, type) and issubclass(each, msgspec.Struct)]
        kind = kinds[0] if kinds else kind
    return kind


def _kinds(annotation: object) -> list[object]:
    """The types that an annotation is made of."""
    return [annotation, *(each for part in get_args(annotation) for each in _kinds(part))]


def _plain(what: str) -> str:
    """A msgspec message in the words of TOML."""
    words = {
        "`str`": "text",
        "`int`": "a whole number",
        "`array`": "a list",
        "`object`": "a table",
        "`null`": "nothing",
    }
    for word, plain in words.items():
        what = what.replace(word, plain)
    what = re.sub(r"text matching regex .*", "another form of text", what, flags=re.DOTALL)
    what = re.sub(r" \| nothing", "", what).replace("`float`", "a number").replace("`bool`", "true or false")
    return what[:1].lower() + what[1:]


def _expectation(kind: type[msgspec.Struct], where: tuple[str, ...]) -> str | None:
    """What the schema says of the key, as the mend."""
    if not where:
        return None
    named = [key for key in where if not key.isdigit()]
    kind = _part(kind, where[:-1])
    schema = msgspec.json.schema(kind)["$defs"][kind.__name__]["properties"].get(named[-1] if named else "", {})
    description = schema.get("description")
    return f"Wanted: {description}." if description else None
