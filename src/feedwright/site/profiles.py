"""Profiles of partners: those that come with Feedwright, and those that a newsroom writes itself."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from feedwright.errors import ConfigurationError, FeedwrightError
from feedwright.site.names import did_you_mean
from feedwright.site.profile_schema import (
    ENTRY_NAMES,
    FEED_NAMES,
    LOOP_NAMES,
    TIME_FORMS,
    TIMES,
    ElementTable,
    Profile,
)
from feedwright.site.reader import Reader

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A name to fill in, as it stands in the texts of a profile."""

PARTS = re.compile(r"(?P<name>[a-z_]+(?:\.[A-Za-z0-9_-]+)?)(?:\+(?P<later>\d+[mhd]))?(?:\|(?P<form>[a-z0-9]+))?")
"""The parts of such a name: what is meant, how much later, and in which form."""

_OWN = re.compile(r"\.toml$", re.IGNORECASE)


def profile_names() -> tuple[str, ...]:
    """The names of the profiles that come with Feedwright."""
    return tuple(sorted(each.name.removesuffix(".toml") for each in _shipped().iterdir() if _OWN.search(each.name)))


def load_profile(name: str, folder: Path | None = None) -> Profile:
    """The profile called `name`, or that in the file `name` ("profiles/mine.toml"), which must be inside `folder`.

    Without `folder` the file may be anywhere. Raises FeedwrightError when there is none, and ConfigurationError with
    file and line when it says something impossible.
    """
    if not _OWN.search(name):
        if name not in profile_names():
            raise FeedwrightError(f"There is no profile {name!r}.", hint=did_you_mean(name, profile_names()))
        return read_profile(_shipped() / f"{name}.toml")
    inside = PurePosixPath(name)
    if folder is not None and (inside.is_absolute() or ".." in inside.parts or "\\" in name):
        raise FeedwrightError(f"The profile {name!r} is outside the site's folder.", hint="Put the file inside it.")
    return read_profile((folder or Path()) / name)


def read_profile(file: "Path | Traversable") -> Profile:
    """The profile in `file`. Raises ConfigurationError with the line of what is wrong."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"The profile cannot be read: {error.strerror or error}.",
            path=str(file),
            hint="Name a profile that comes with Feedwright (`feedwright profiles`), or a file in the site's folder.",
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError("The profile is not UTF-8.", path=str(file), hint="Save it as UTF-8.") from error
    reader = Reader(str(file), text)
    profile = reader.convert(reader.document(), Profile)
    if not profile.id:
        profile = msgspec.structs.replace(profile, id=_id_of(file.name))
    _check_elements(reader, profile, profile.feed.elements, FEED_NAMES, "feed", "elements")
    _check_elements(reader, profile, profile.entry.elements, ENTRY_NAMES, "entry", "elements")
    _check_rules(reader, profile)
    return profile


def _shipped() -> "Traversable":
    from importlib import resources

    return resources.files("feedwright").joinpath("profiles")


def _id_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _OWN.sub("", name).lower()).strip("-") or "profile"


def _check_elements(
    reader: Reader, profile: Profile, elements: Iterable[ElementTable], names: tuple[str, ...], *keys: str
) -> None:
    for number, element in enumerate(elements):
        _check_element(reader, profile, element, names, (*keys, str(number)))


def _check_element(
    reader: Reader, profile: Profile, element: ElementTable, names: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    if element.each is not None:
        inner = tuple(f"each.{name}" for name in LOOP_NAMES[element.each])
        names = (*(name for name in names if not name.startswith("each.")), *inner)
    for name in (element.element, *element.attributes):
        prefix, colon, _ = name.partition(":")
        if colon and prefix not in profile.prefixes:
            reader.fail(f"The prefix of {name!r} is not declared.", *keys, hint=f'Add to [namespaces]: {prefix} = "…"')
    for field, text in (("text", element.text or ""), *(("attributes", each) for each in element.attributes.values())):
        for written in PLACEHOLDER.findall(text):
            _check_placeholder(reader, written, names, (*keys, field))
    _check_elements(reader, profile, element.children, names, *keys, "children")


def _check_placeholder(reader: Reader, written: str, names: tuple[str, ...], keys: tuple[str, ...]) -> None:
    parts = PARTS.fullmatch(written)
    name = parts["name"] if parts else written
    if parts is None or not (name in names or name.startswith("option.")):
        reader.fail(f"{{{written}}} says nothing here.", *keys, hint=did_you_mean(name, names))
    if name in TIMES and parts["form"] not in TIME_FORMS:
        reader.fail(f"{{{written}}} is a time.", *keys, hint=f"Write {{{name}|rfc822}} or {{{name}|rfc3339}}.")
    if name not in TIMES and (parts["form"] or parts["later"]):
        reader.fail(f"{{{written}}}: {name} is not a time.", *keys, hint=f"Write {{{name}}}.")


def _check_rules(reader: Reader, profile: Profile) -> None:
    seen: set[str] = set()
    for number, rule in enumerate(profile.rules):
        keys = ("rules", str(number))
        if rule.id in seen:
            reader.fail(f"There are two rules {rule.id!r}.", *keys, "id", hint="Give one of them another id.")
        seen.add(rule.id)
        for prefix in re.findall(r"([\w.-]+):", rule.of):
            if prefix not in profile.prefixes:
                reader.fail(
                    f"The prefix {prefix!r} is not declared.", *keys, "of", hint=f'Add to [namespaces]: {prefix} = "…"'
                )
        try:
            re.compile(rule.pattern or "")
        except re.error as error:
            reader.fail(f"rules.pattern is no regular expression: {error}.", *keys, "pattern")
