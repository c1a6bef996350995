"""[partners.NAME] of the configuration: who gets which articles, in which dialect and on what terms."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from feedwright.errors import ConfigurationError, FeedwrightError
from feedwright.model import Text
from feedwright.patterns import pattern
from feedwright.site.feed_tables import selector_of
from feedwright.site.model import FeedOptions, Partner, Publishing
from feedwright.site.names import did_you_mean
from feedwright.site.publish_tables import read_delivery
from feedwright.site.reader import Reader
from feedwright.site.schema import PartnerTable

if TYPE_CHECKING:
    from feedwright.site.profile_schema import Profile

PRIVATE_FOLDER = ".feedwright/partners"
"""The folder below the site's for documents that are delivered and not published."""

CREDIT = "Source: {source}"
"""The credit line of a partner who declares none."""

_NAME = pattern(r"[a-z0-9][a-z0-9_-]*")
_UNITS = {"m": 60, "h": 3_600, "d": 86_400}


def seconds_of(duration: str) -> int:
    """A duration as it is written, "30m", "2h" or "7d", in seconds."""
    return int(duration[:-1]) * _UNITS[duration[-1]]


def read_partners(
    reader: Reader, tables: object, *, folder: Path, source_names: Mapping[str, str], publishing: Publishing
) -> dict[str, Partner]:
    """The partners that the table [partners] declares, by their names; `folder` is the site's."""
    partners = {
        name: _partner(reader, name, value, folder, source_names, publishing)
        for name, value in sorted(reader.mapping(tables, "partners").items())
    }
    _check_places(reader, partners.values(), publishing)
    return partners


def _check_places(reader: Reader, partners: Iterable[Partner], publishing: Publishing) -> None:
    """Fail where two would write the same file, each over the other's."""
    published = None if publishing.place is None else publishing.place.to.rstrip("/")
    owners: dict[tuple[str, str], str] = {}
    for partner in partners:
        if partner.delivery is None or partner.delivery.to.startswith(("http://", "https://")):
            continue
        place, keys = partner.delivery.to.rstrip("/"), ("partners", partner.name, "delivery")
        other = owners.setdefault((place, partner.profile.file_name), partner.name)
        if place == published or other != partner.name:
            whose = "the public documents are" if place == published else f"that of partner {other!r} is"
            reader.fail(
                f"{'.'.join(keys)}.to: {partner.profile.file_name} would be written where {whose}.",
                *keys,
                "to",
                hint="Give each a folder of its own.",
            )


def _partner(
    reader: Reader, name: str, value: object, folder: Path, source_names: Mapping[str, str], publishing: Publishing
) -> Partner:
    keys = ("partners", name)
    table = reader.convert(value, PartnerTable, *keys)
    if not _NAME.fullmatch(name):
        reader.fail(
            f"partners.{name!r} cannot be the name of a partner.",
            *keys,
            hint="Use lower-case letters, digits and hyphens: it is the name of a folder.",
        )
    profile = _profile(reader, table.profile, folder, name)
    _check_terms(reader, table, profile, name)
    limits = profile.limits
    return Partner(
        name=name,
        title=None if table.title is None else Text(table.title),
        description=None if table.description is None else Text(table.description),
        language=table.language,
        profile=profile,
        selector=selector_of(reader, table, source_names, *keys),
        options=FeedOptions(
            limit=min(table.limit or limits.entries or 50, limits.entries or 10_000),
            days=min((each for each in (table.days, limits.days) if each is not None), default=None),
            content="summary" if table.content == "summary" else "both",
            empty="keep",
        ),
        delay=seconds_of(table.delay or "0m"),
        embargo=seconds_of(table.embargo or "0m"),
        window=seconds_of(table.window or f"{profile.withdrawal.days}d"),
        credit=_credit(table, profile),
        parameters=tuple(sorted(table.parameters.items())),
        private=table.private,
        values=tuple(sorted(table.options.items())),
        delivery=None
        if table.delivery is None
        else read_delivery(reader, table.delivery, *keys, "delivery", private_addresses=publishing.private_addresses),
    )


def _profile(reader: Reader, name: str, folder: Path, partner: str) -> "Profile":
    """The profile; that it is not there is a fault of the configuration, what it says wrongly is its own."""
    from feedwright.site.profiles import load_profile, profile_names  # most sites have no partners

    if not name.lower().endswith(".toml") and name not in profile_names():
        reader.fail(
            f"partners.{partner}.profile: there is no profile {name!r}.",
            "partners",
            partner,
            "profile",
            hint=did_you_mean(name, profile_names()),
        )
    try:
        return load_profile(name, folder)
    except FeedwrightError as error:
        if isinstance(error, ConfigurationError) and error.line is not None:
            raise
        reader.fail(
            f"partners.{partner}.profile: {error.message} ({name})", "partners", partner, "profile", hint=error.hint
        )


def _check_terms(reader: Reader, table: PartnerTable, profile: "Profile", name: str) -> None:
    from feedwright.site.profiles import PLACEHOLDER

    keys = ("partners", name)
    if table.parameters and profile.entry.link != "any":
        reader.fail(
            f"partners.{name}.parameters: {profile.name} takes no parameters on links.",
            *keys,
            "parameters",
            hint="Remove them.",
        )
    unknown = [each for each in PLACEHOLDER.findall(table.credit or "") if each != "source"]
    if unknown:
        reader.fail(
            f"partners.{name}.credit: {{{unknown[0]}}} says nothing here.", *keys, "credit", hint="Write {source}."
        )
    if table.credit and not profile.entry.credit:
        reader.fail(
            f"partners.{name}.credit: {profile.name} wants no credit line in the text.",
            *keys,
            "credit",
            hint="Remove it: the source is named beside the text.",
        )


def _credit(table: PartnerTable, profile: "Profile") -> str:
    if not profile.entry.credit:
        return ""
    return CREDIT if table.credit is None else table.credit
