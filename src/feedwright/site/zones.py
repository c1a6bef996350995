"""Time zones by their IANA names, read from the tzdata package alone, so that every machine has the same rules."""

import pkgutil
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_MAGIC = b"TZif"  # RFC 8536 §3.1


@cache
def zone(name: str) -> "ZoneInfo":
    """The time zone called `name`, "Asia/Shanghai".

    Raises KeyError for a name that is not in the IANA database.
    """
    from zoneinfo import ZoneInfo

    return ZoneInfo.from_file(BytesIO(_rules_of(name)), key=name)


def is_zone(name: str) -> bool:
    """Whether there is a time zone called `name`; cheaper than to read its rules."""
    try:
        _rules_of(name)
    except KeyError:
        return False
    return True


def _rules_of(name: str) -> bytes:
    """The file (RFC 8536) of the zone called `name`. Raises KeyError where there is none."""
    parts = name.split("/")
    if not all(part.replace("-", "").replace("_", "").replace("+", "").isalnum() for part in parts):
        raise KeyError(name)
    try:
        rules = pkgutil.get_data("tzdata", f"zoneinfo/{name}") or b""
    except (OSError, ValueError) as error:
        raise KeyError(name) from error
    if not rules.startswith(_MAGIC):
        raise KeyError(name)
    return rules


def nearest_zone(name: str) -> str | None:
    """The known zone whose name is most like `name`, for a did-you-mean."""
    from difflib import get_close_matches

    known = (pkgutil.get_data("tzdata", "zones") or b"").decode("utf-8").split()
    cities = {zone_name.rpartition("/")[2].casefold(): zone_name for zone_name in known}
    wanted = name.strip().replace(" ", "_")
    by_city = get_close_matches(wanted.rpartition("/")[2].casefold(), cities, n=1, cutoff=0.8)
    if by_city:
        return cities[by_city[0]]
    return next(iter(get_close_matches(wanted, known, n=1, cutoff=0.7)), None)
