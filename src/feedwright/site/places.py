"""Which feed stands where: no two in one folder, and none about a section that is not there."""

from collections.abc import Iterable, Iterator, Mapping

from feedwright.site.configuration import configuration_reader
from feedwright.site.feed_tables import ARCHIVE_FOLDER, KIND_FOLDERS
from feedwright.site.model import Site
from feedwright.site.names import did_you_mean


def check_places(site: Site) -> None:
    """Raise ConfigurationError, with the line, for the first feed of `site` that cannot be where it would have to be.

    `site` has all of its sections.
    """
    for message, keys, hint in _faults(site):
        configuration_reader(site.folder).fail(message, *keys, hint=hint)


def _faults(site: Site) -> Iterator[tuple[str, tuple[str, ...], str]]:
    sections = {path.casefold(): path for path in site.sections}
    for feed in site.feeds.declared:
        section = sections.get(feed.name)
        if section is not None:
            message = f"The feed {feed.name!r} would stand in the folder of the section {section!r}, which has its own."
            yield message, ("feeds", feed.name), "Give the feed another name."
        wanted = feed.selector.section
        if wanted and wanted not in site.sections:
            message = f"feeds.{feed.name}.section: there is no section {wanted!r}."
            yield message, ("feeds", feed.name, "section"), did_you_mean(wanted, site.sections)
    for kind in site.feeds.kinds:
        folder = KIND_FOLDERS[kind]
        section = sections.get(folder) or next((path for path in sections if path.startswith(f"{folder}/")), None)
        if section is not None:
            message = f"feeds.{folder}: the feeds of each {kind} would stand in the folder of the section {section!r}."
            yield message, ("feeds", folder), "Rename the section, or do without those feeds."
    yield from _archive_faults(site, sections.values())
    yield from _partner_faults(site, sections)


def _partner_faults(site: Site, sections: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for name, partner in site.partners.items():
        section = None if partner.private else sections.get(partner.path)
        if section is not None:
            message = f"The documents of partner {name!r} would stand in the folder of the section {section!r}."
            yield message, ("partners", name), "Rename one of them."
        wanted = partner.selector.section
        if wanted and wanted not in site.sections:
            message = f"partners.{name}.section: there is no section {wanted!r}."
            yield message, ("partners", name, "section"), did_you_mean(wanted, site.sections)


def _archive_faults(site: Site, sections: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Sections in the folder of a feed's archives."""
    kept: dict[str, tuple[str, ...]] = {}
    if site.feeds.options.archives != "none":
        kept |= dict.fromkeys(("", *sections), ("feeds", "archives"))
    for feed in site.feeds.declared:
        if feed.options.archives != "none":
            kept[feed.name] = ("feeds", feed.name, "archives")
    for section in sections:
        folder, archive, name = f"/{section}/".rpartition(f"/{ARCHIVE_FOLDER}/")
        path = folder[1:]
        if archive and name and path in kept:
            message = f"The section {section!r} stands in the folder of the archives of {path or 'the whole site'!r}."
            yield message, kept[path], "Rename the section, or do without those archives."
