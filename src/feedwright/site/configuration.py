"""Reads feedwright.toml and checks it; what is wrong is said with file, line and the nearest thing that is known."""

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import NoReturn, TypeVar
from urllib.parse import urljoin, urlsplit

import msgspec

from feedwright.errors import ConfigurationError
from feedwright.model import Outlet, Text
from feedwright.site.model import FeedOptions, Section, Site, Source, title_of
from feedwright.site.names import did_you_mean, outlet_key, section_path
from feedwright.site.schema import Configuration, FeedsTable, SectionTable, SiteTable, SourceTable
from feedwright.site.toml_lines import key_line
from feedwright.site.zones import nearest_zone, zone

CONFIGURATION_FILE = "feedwright.toml"
PERMALINK_FIELDS = ("section", "year", "month", "day", "slug")
SIZE_LIMIT = 1 << 20  # bytes

_TABLES = {field.name: field for field in msgspec.structs.fields(Configuration)}
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
_TAG = re.compile(r"^[\w.-]+(@[\w.-]+)?,\d{4}(-\d\d(-\d\d)?)?$", re.ASCII)
_FAULT = re.compile(r"^(?P<what>.*?)(?: - at `(?:key in )?\$\.?(?P<at>.*)`)?$", re.DOTALL)
_FIELD = re.compile(r"field `([^`]+)`")
_Table = TypeVar("_Table", bound=msgspec.Struct)


def load_site(folder: Path) -> Site:
    """The site that `folder`/feedwright.toml declares.

    Raises ConfigurationError when the file is missing, is not TOML, has an unknown key or an impossible value.
    """
    file = folder / CONFIGURATION_FILE
    return _Reader(str(file), _read(file)).site(folder)


def _read(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            raise ConfigurationError("The configuration is larger than 1 MiB.", path=str(file), hint="Make it smaller.")
        return data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigurationError(
            "There is no feedwright.toml here.",
            path=str(file),
            hint="Run the command in the newsroom's folder, or name that folder with --site.",
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigurationError(f"The configuration cannot be read: {reason}.", path=str(file)) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"Byte {error.start} is not UTF-8.", path=str(file), hint="Save the file as UTF-8."
        ) from error


class _Reader:
    """One reading of one configuration text; every fault it meets becomes a ConfigurationError with its line."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def fail(self, message: str, *keys: str, hint: str | None = None) -> NoReturn:
        raise ConfigurationError(message, path=self.path, line=key_line(self.text, keys), hint=hint)

    def site(self, folder: Path) -> Site:
        tables = self.tables()
        site = self.convert(tables.get("site", {}), SiteTable, "site")
        self.check_site(site)
        url = site.url if site.url.endswith("/") else f"{site.url}/"
        feeds = self.convert(tables.get("feeds", {}), FeedsTable, "feeds")
        feeds_url = feeds.url or urljoin(url, "feeds/")
        sources = self.sources(tables.get("sources", {}))
        return Site(
            folder=folder,
            title=Text(site.title),
            description=Text(site.description or site.title),
            url=url,
            language=site.language,
            timezone=site.timezone,
            date_only_time=dt.time.fromisoformat(site.date_only_time),
            publisher=Outlet(name=Text(site.publisher or site.title), url=url),
            rights=None if site.rights is None else Text(site.rights),
            logo=None if site.logo is None else urljoin(url, site.logo),
            permalink=site.permalink,
            tag=site.tag or f"{urlsplit(url).hostname},2005",
            feeds=FeedOptions(
                url=feeds_url if feeds_url.endswith("/") else f"{feeds_url}/",
                limit=feeds.limit,
                content=feeds.content,
                turnover=feeds.turnover,
            ),
            sections=self.sections(tables.get("sections", {})),
            sources=sources,
            source_names=self.source_names(sources),
        )

    def tables(self) -> dict[str, object]:
        try:
            tables = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+), column \d+\)", str(error))
            message = re.sub(r"\s*\(at [^)]*\)", "", str(error))
            line = int(place[1]) if place else len(self.text.splitlines())
            raise ConfigurationError(f"This is not TOML: {message}.", path=self.path, line=line) from error
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
            where = (
                *keys,
                *(part for part in re.split(r"[.\[\]]+", at) if part and not part.isdigit() and part != "..."),
            )
            named = _FIELD.search(what)
            if named and "unknown" in what:
                known = [field.name for field in msgspec.structs.fields(kind)]
                self.fail(
                    f"Unknown key `{named[1]}` in [{_header(keys)}].",
                    *where,
                    named[1],
                    hint=did_you_mean(named[1], known),
                )
            if named and "missing" in what:
                self.fail(f"[{_header(keys)}] must say `{named[1]}`.", *where, hint=f'Add the line: {named[1]} = "…"')
            self.fail(f"{_header(where)}: {_plain(what)}.", *where, hint=_expectation(kind, where[len(keys) :]))

    def check_site(self, site: SiteTable) -> None:
        self.check_zone(site.timezone, "site", "timezone")
        self.check_language(site.language, "site", "language")
        if site.tag is not None and not _TAG.match(site.tag):
            self.fail(
                f"site.tag: {site.tag!r} is not an authority and a date.",
                "site",
                "tag",
                hint='Write a domain that you own and a date on which you owned it: tag = "newsroom.example,2018".',
            )
        for name in re.findall(r"\{([^}]*)\}", site.permalink):
            if name not in PERMALINK_FIELDS:
                self.fail(
                    f"site.permalink: unknown part {{{name}}}.",
                    "site",
                    "permalink",
                    hint=did_you_mean(name, PERMALINK_FIELDS),
                )
        if "{slug}" not in site.permalink:
            self.fail("site.permalink: without {slug} two articles would share one URL.", "site", "permalink")

    def check_zone(self, name: str | None, *keys: str) -> None:
        if name is None:
            return
        try:
            zone(name)
        except KeyError:
            near = nearest_zone(name)
            hint = f"Did you mean {near!r}?" if near else "Write an IANA name such as 'Europe/Paris'."
            self.fail(f"{_header(keys)}: there is no time zone {name!r}.", *keys, hint=hint)

    def check_language(self, tag: str | None, *keys: str) -> None:
        if tag is not None and not _LANGUAGE.match(tag):
            self.fail(
                f"{_header(keys)}: {tag!r} is not a language tag.", *keys, hint="Write a tag such as 'en' or 'zh-CN'."
            )

    def sections(self, tables: object) -> dict[str, Section]:
        sections: dict[str, Section] = {}
        for written, value in self.mapping(tables, "sections").items():
            table = self.convert(value, SectionTable, "sections", written)
            self.check_zone(table.timezone, "sections", written, "timezone")
            self.check_language(table.language, "sections", written, "language")
            path = section_path(written)
            if not path or ".." in path.split("/"):
                self.fail(f"sections.{written!r} is not a path of folders.", "sections", written)
            sections[path] = Section(
                path=path,
                title=Text(table.title or title_of(path)),
                description=None if table.description is None else Text(table.description),
                timezone=table.timezone,
                language=table.language,
            )
        return sections

    def sources(self, tables: object) -> dict[str, Source]:
        sources: dict[str, Source] = {}
        for name, value in self.mapping(tables, "sources").items():
            table = self.convert(value, SourceTable, "sources", name)
            self.check_zone(table.timezone, "sources", name, "timezone")
            sources[name] = Source(
                name=Text(name),
                aliases=table.aliases,
                url=table.url,
                feed=table.feed,
                timezone=table.timezone,
                rights=None if table.rights is None else Text(table.rights),
                syndicate=table.syndicate,
            )
        return sources

    def mapping(self, value: object, name: str) -> dict[str, object]:
        if not isinstance(value, dict):
            self.fail(f"`{name}` must be a table of tables.", name, hint=f'Write [{name}."…"] and its keys below it.')
        return value

    def source_names(self, sources: dict[str, Source]) -> dict[str, str]:
        names: dict[str, str] = {}
        for source in sources.values():
            for spelling in (source.name, *source.aliases):
                other = names.setdefault(outlet_key(spelling), source.name)
                if other != source.name:
                    self.fail(
                        f"The sources {other!r} and {source.name!r} both answer to {spelling!r}.",
                        "sources",
                        source.name,
                        hint="Take the alias away from one of them.",
                    )
        for source in sources.values():
            if source.url:
                names.setdefault(outlet_key(source.url), source.name)
        return names


def _header(keys: tuple[str, ...]) -> str:
    return ".".join(key if re.fullmatch(r"[\w-]+", key, re.ASCII) else f'"{key}"' for key in keys)


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
    schema = msgspec.json.schema(kind)["$defs"][kind.__name__]["properties"].get(where[0], {})
    description = schema.get("description")
    return f"Wanted: {description}." if description else None
