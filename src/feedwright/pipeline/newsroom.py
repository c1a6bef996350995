"""A site and its records, read whole: for commands that show what was understood."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from feedwright.errors import FeedwrightError
from feedwright.load import Found, RecordFile, find_records
from feedwright.model import Article, Finding, RawRecord
from feedwright.site import Site, check_places, load_site

if TYPE_CHECKING:
    from feedwright.normalize import Normalized


class ContentFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A site, its section tree complete with the folders of content/, and the record files there."""

    site: Site
    found: Found
    findings: tuple[Finding, ...]  # about files and folders


class Newsroom(msgspec.Struct, frozen=True, kw_only=True):
    """A site and its articles, with what was found on the way to them."""

    site: Site
    normalized: "tuple[Normalized, ...]"  # in the order of the files
    findings: tuple[Finding, ...]  # about files and records, those of `normalized` included

    @property
    def articles(self) -> Iterator[Article]:
        """The articles that could be understood."""
        return (each.article for each in self.normalized if each.article is not None)


def read_content(folder: Path, find: Callable[[Site], Found] | None = None) -> ContentFolder:
    """The site in `folder` with the sections that its content/ has by now. Raises FeedwrightError without a site.

    `find` walks over content/, where that is not to be done here.
    """
    site = load_site(folder)
    found = find(site) if find else find_records(site.content, site=folder)
    findings = list(found.findings)
    site = site.with_sections(found.folders, _described(found.section_files, findings))
    check_places(site)
    return ContentFolder(site=site, found=found, findings=tuple(findings))


def read_newsroom(folder: Path) -> Newsroom:
    """Every record below `folder`/content as an article, or the findings that say why not.

    Raises FeedwrightError when there is no site or no record at all.
    """
    from feedwright.load import read_records
    from feedwright.normalize import normalize_all

    content = read_content(folder)
    demand_records(content)
    records = [record for file in content.found.files for record in read_records(file)]
    site = _learnt(content.site, (record for record in records if not isinstance(record, Finding)))
    findings = list(content.findings)
    normalized = normalize_all([record for record in records if not isinstance(record, Finding)], site)
    understood = iter(normalized)
    for record in records:
        findings += [record] if isinstance(record, Finding) else next(understood).findings
    return Newsroom(site=site, normalized=tuple(normalized), findings=tuple(findings))


def read_record(folder: Path, record: Path) -> tuple[Site, tuple[RawRecord | Finding, ...]]:
    """The site in `folder`, and what is written in one record file below its content/.

    Raises FeedwrightError when `record` (relative to the working folder or to `folder`) is not a record file there.
    """
    from feedwright.load import read_records
    from feedwright.normalize import day_orders

    content = read_content(folder)
    wanted = {each.resolve() for each in (record, folder / record)}
    file = next((file for file in content.found.files if file.file.resolve() in wanted), None)
    if file is None:
        raise FeedwrightError(
            f"{record} is not an article record below {content.site.content}.", hint="Name a file there."
        )
    site, records = content.site, tuple(read_records(file))
    if any("either" in day_orders(each) for each in records if not isinstance(each, Finding)):
        others = (each for file in content.found.files for each in read_records(file))
        site = _learnt(site, (each for each in others if not isinstance(each, Finding)))
    return site, records


def _learnt(site: Site, records: Iterable[RawRecord]) -> Site:
    """The site with the order of day and month that its records tell, unless it says it itself."""
    from feedwright.normalize import day_orders

    if site.day_first is not None:
        return site
    told = {order for record in records for order in day_orders(record)} - {"either"}
    return replace(site, day_first=told == {"day"}) if len(told) == 1 else site


def demand_records(content: ContentFolder) -> None:
    """Raises FeedwrightError when there is nothing to work with: no record, and nothing to say about one."""
    if not content.found.files and not content.findings:
        raise FeedwrightError(
            f"There is no article record in {content.site.content}.",
            hint="Put a record there, or name another folder with --site.",
        )


def _described(
    section_files: Iterable[RecordFile], findings: list[Finding]
) -> Mapping[str, tuple[str | None, str | None]]:
    """The title and description of each folder that describes itself."""
    from feedwright.load import read_records

    described: dict[str, tuple[str | None, str | None]] = {}
    for file in section_files:
        for record in read_records(file):
            if isinstance(record, Finding):
                findings.append(record)
            else:
                title, description = (record.fields.get(name) for name in ("title", "description"))
                described[file.folder] = (str(title) if title else None, str(description) if description else None)
    return described
