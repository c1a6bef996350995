"""Time zones by their IANA names, read from the tzdata package alone, so that every machine has the same rules."""

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone called `name`, "Asia/Shanghai".

    Raises KeyError for a name that is not in the IANA database.
    """
    parts = name.split("/")
    if not all(part.replace("-", "").replace("_", "").replace("+", "").isalnum() for part in parts):
        raise KeyError(name)
    file = resources.files("tzdata").joinpath("zoneinfo", *parts)
    try:
        with file.open("rb") as stream:
            return ZoneInfo.from_file(stream, key=name)
    except (OSError, ValueError) as error:
        raise KeyError(name) from error


def nearest_zone(name: str) -> str | None:
    """The known zone whose name is most like `name`, for a did-you-mean."""
    from difflib import get_close_matches

    known = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    cities = {zone_name.rpartition("/")[2].casefold(): zone_name for zone_name in known}
    wanted = name.strip().replace(" ", "_")
    by_city = get_close_matches(wanted.rpartition("/")[2].casefold(), cities, n=1, cutoff=0.8)
    if by_city:
        return cities[by_city[0]]
    return next(iter(get_close_matches(wanted, known, n=1, cutoff=0.7)), None)
