"""Numbers, with and without bounds."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from feedwright.patterns import pattern
from feedwright.validation.tables import Fault, Problem, ValueType

_INTEGER = pattern(r"[+-]?[0-9]{1,18}")
_DECIMAL = pattern(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")


def _fault(name: str, says: str, hint: str, bad: str) -> Fault:
    return Fault(id=name, says=says, hint=hint, spec="the element's specification", bad=bad)


COMMAS = Fault(
    id="coordinates-comma",
    severity="warning",
    says="has commas between its numbers",
    hint="Write spaces between the numbers: many readers look for nothing else.",
    spec="OGC GeoRSS 1.0",
    bad="45.256,-110.45",
)


def between(least: float, most: float | None, *, what: str, id: str, whole: bool = True) -> ValueType:  # noqa: A002 -- the fault's
    """A number from `least` to `most`, both included; `whole` numbers unless said otherwise."""
    digits = _INTEGER if whole else _DECIMAL
    limits = f"{least:g} or more" if most is None else f"{least:g} to {most:g}"
    fault = _fault(id, f"is not {what}", f"Write digits only: {limits}.", "many")

    def check(text: str) -> Sequence[Problem]:
        if digits.fullmatch(text) and least <= float(text) and (most is None or float(text) <= most):
            return ()
        return (Problem(fault),)

    return ValueType(name=what, check=check, good=f"{max(least, 1):g}", faults=(fault,), blank="warn")


def matching(form: str, *, what: str, id: str, hint: str, good: str, bad: str) -> ValueType:  # noqa: A002 -- a row of a table
    """A text of a certain form; `form`, a pattern, must need no backtracking."""
    matches = pattern(form)
    fault = _fault(id, f"is not {what}", hint, bad)

    def check(text: str) -> Sequence[Problem]:
        return () if matches.fullmatch(text) else (Problem(fault),)

    return ValueType(name=what, check=check, good=good, faults=(fault,))


def numbers(
    count: Callable[[int], bool],
    *,
    what: str,
    id: str,  # noqa: A002 -- the fault's
    hint: str,
    good: str,
    bad: str,
    bounded: bool = True,
) -> ValueType:
    """Numbers with white space between, as many as `count` accepts; `bounded`: pairs of latitude and longitude."""
    fault = _fault(id, f"is not {what}", hint, bad)
    commas = replace(COMMAS, bad=good.replace(" ", ","))

    def check(text: str) -> Sequence[Problem]:
        words = text.replace(",", " ").split()
        fits = count(len(words)) and all(
            _DECIMAL.fullmatch(word) and (not bounded or abs(float(word)) <= (90, 180)[index % 2])
            for index, word in enumerate(words)
        )
        if not fits:
            return (Problem(fault),)
        return (Problem(commas),) if "," in text else ()

    return ValueType(name=what, check=check, good=good, faults=(fault, commas))


COUNT = between(0, None, what="a whole number, zero or more", id="number-not-negative")
COUNT_NEEDED = replace(COUNT, blank="fault")
POSITIVE = between(1, None, what="a whole number above zero", id="number-positive")
INTEGER = between(-(10**18), 10**18, what="a whole number", id="number-whole")
NUMBER = between(-(10**18), 10**18, what="a number", id="number", whole=False)
LATITUDE = between(-90, 90, what="a latitude", id="latitude", whole=False)
LONGITUDE = between(-180, 180, what="a longitude", id="longitude", whole=False)
DURATION = matching(
    r"[0-9]{1,9}(?::[0-5]?[0-9]){0,2}",
    what="a duration",
    id="duration",
    hint="Write seconds, or hours:minutes:seconds.",
    good="00:07:04",
    bad="seven minutes",
)
PLAY_TIME = matching(
    r"now|(?:npt:)?(?:[0-9]{1,9}(?:\.[0-9]{1,9})?|[0-9]{1,4}:[0-5]?[0-9]:[0-5]?[0-9](?:\.[0-9]{1,9})?)",
    what="a play time",
    id="play-time",
    hint="Write seconds or hours:minutes:seconds, such as 00:01:30.5.",
    good="12:05:01.123",
    bad="half past",
)
