"""Reads feedwright.toml and checks it; what is wrong is said with file, line and the nearest thing that is known."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from feedwright.errors import ConfigurationError
from feedwright.model import Outlet, Text
from feedwright.patterns import pattern
from feedwright.site.feed_tables import read_feeds
from feedwright.site.model import Section, Site, Source, title_of
from feedwright.site.names import did_you_mean, outlet_key, section_path
from feedwright.site.partner_tables import read_partners
from feedwright.site.publish_tables import read_publishing
from feedwright.site.reader import Reader
from feedwright.site.schema import SectionTable, SiteTable, SourceTable
from feedwright.site.validate_table import read_validate

CONFIGURATION_FILE = "feedwright.toml"
PERMALINK_FIELDS = ("section", "year", "month", "day", "slug")
SIZE_LIMIT = 1 << 20  # bytes

_TAG = pattern(r"^[\w.-]+(@[\w.-]+)?,\d{4}(-\d\d(-\d\d)?)?$", re.ASCII)


def load_site(folder: Path) -> Site:
    """The site that `folder`/feedwright.toml declares.

    Raises ConfigurationError when the file is missing, is not TOML, has an unknown key or an impossible value.
    """
    return _site(configuration_reader(folder), folder)


def configuration_reader(folder: Path) -> Reader:
    """A reading of `folder`/feedwright.toml. Raises ConfigurationError when there is none that can be read."""
    file = folder / CONFIGURATION_FILE
    return Reader(str(file), _read(file))


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


def _site(reader: Reader, folder: Path) -> Site:
    tables = reader.tables()
    site = reader.convert(tables.get("site", {}), SiteTable, "site")
    _check_site(reader, site)
    url = site.url if site.url.endswith("/") else f"{site.url}/"
    sources = _sources(reader, tables.get("sources", {}))
    source_names = _source_names(reader, sources)
    publishing = read_publishing(reader, tables.get("publish", {}))
    return Site(
        folder=folder,
        title=Text(site.title),
        description=Text(site.description or site.title),
        url=url,
        language=site.language,
        timezone=site.timezone,
        date_only_time=dt.time.fromisoformat(site.date_only_time),
        day_first=site.day_first,
        future=site.future,
        publisher=Outlet(name=Text(site.publisher or site.title), url=url),
        rights=None if site.rights is None else Text(site.rights),
        logo=None if site.logo is None else urljoin(url, site.logo),
        permalink=site.permalink,
        tag=site.tag or f"{urlsplit(url).hostname},2005",
        feeds=read_feeds(reader, tables.get("feeds", {}), site_url=url, source_names=source_names),
        validating=read_validate(reader, tables.get("validate", {}), folder=folder),
        publishing=publishing,
        partners=read_partners(
            reader, tables.get("partners", {}), folder=folder, source_names=source_names, publishing=publishing
        ),
        sections=_sections(reader, tables.get("sections", {})),
        sources=sources,
        source_names=source_names,
    )


def _check_site(reader: Reader, site: SiteTable) -> None:
    reader.check_zone(site.timezone, "site", "timezone")
    reader.check_language(site.language, "site", "language")
    if site.tag is not None and not _TAG.match(site.tag):
        reader.fail(
            f"site.tag: {site.tag!r} is not an authority and a date.",
            "site",
            "tag",
            hint='Write a domain that you own and a date on which you owned it: tag = "newsroom.example,2018".',
        )
    _check_permalink(reader, site.permalink)


def _check_permalink(reader: Reader, permalink: str) -> None:
    for name in re.findall(r"\{([^}]*)\}", permalink):
        if name not in PERMALINK_FIELDS:
            reader.fail(
                f"site.permalink: unknown part {{{name}}}.",
                "site",
                "permalink",
                hint=did_you_mean(name, PERMALINK_FIELDS),
            )
    if re.search(r"[{}]", re.sub(r"\{[^}]*\}", "", permalink)):
        reader.fail(
            "site.permalink: there is a brace too many.",
            "site",
            "permalink",
            hint="Braces stand around the names of parts only.",
        )
    if "{slug}" not in permalink:
        reader.fail(
            "site.permalink: without {slug} two articles would share one URL.",
            "site",
            "permalink",
            hint="Write {slug} into it.",
        )


def _sections(reader: Reader, tables: object) -> dict[str, Section]:
    sections: dict[str, Section] = {}
    for written, value in reader.mapping(tables, "sections").items():
        table = reader.convert(value, SectionTable, "sections", written)
        reader.check_zone(table.timezone, "sections", written, "timezone")
        reader.check_language(table.language, "sections", written, "language")
        path = section_path(written)
        if not path or ".." in path.split("/"):
            reader.fail(
                f"sections.{written!r} is not a path of folders.",
                "sections",
                written,
                hint="Write the folders below content/ with a slash between them: sports/soccer.",
            )
        sections[path] = Section(
            path=path,
            title=Text(table.title or title_of(path)),
            description=None if table.description is None else Text(table.description),
            timezone=table.timezone,
            language=table.language,
        )
    return sections


def _sources(reader: Reader, tables: object) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for name, value in reader.mapping(tables, "sources").items():
        table = reader.convert(value, SourceTable, "sources", name)
        reader.check_zone(table.timezone, "sources", name, "timezone")
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


def _source_names(reader: Reader, sources: dict[str, Source]) -> dict[str, str]:
    names: dict[str, str] = {}
    for source in sources.values():
        for spelling in (source.name, *source.aliases):
            other = names.setdefault(outlet_key(spelling), source.name)
            if other != source.name:
                reader.fail(
                    f"The sources {other!r} and {source.name!r} both answer to {spelling!r}.",
                    "sources",
                    source.name,
                    hint="Take the alias away from one of them.",
                )
    for source in sources.values():
        if source.url:
            names.setdefault(outlet_key(source.url), source.name)
    return names
