"""Breadcrumbs, such as "HOME >> Sports >> Soccer", and the section of the site that they lead to."""

import re
from collections.abc import Collection, Sequence

from slugify import slugify

from feedwright.ingest.furniture import home_words, is_furniture

LONGEST_STEP = 40
LONGEST_TITLE = 200
"""Characters; the last step may be the headline of the page."""

_ARROW = re.compile(r"\s*(?:>+|»|›|→|＞|::)\s*")
_SLASH = re.compile(r"\s+/\s+")
_TIGHT_SLASH = re.compile(r"^\w[\w&-]+(?:/\w[\w&-]+){1,4}$")
_HERE = re.compile(
    r"^(?:you are (?:here|in)|(?:your |current )?(?:location|position)|sie sind hier|vous êtes ici|estás aquí|"
    r"您?(?:现在|当前|目前|所在)?的?(?:当前|所在)?位置|現在位置|現在地)\s*[:：]\s*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?。！？]$|[;:；：]\s")


def breadcrumbs(line: str) -> tuple[str, ...] | None:
    """The steps of a line of breadcrumbs, from the outside in, without the home page; None when it is none."""
    steps = _steps(line)
    if len(steps) < 2 or not steps[0]:
        return None
    named = [step for step in steps if step]
    if any(len(step) > LONGEST_STEP or _SENTENCE.search(step) for step in named[:-1]) or len(named[-1]) > LONGEST_TITLE:
        return None
    home = home_words()
    return tuple(step for step in named if step.casefold() not in home and not is_furniture(step))


def _steps(line: str) -> list[str]:
    if len(line) > LONGEST_TITLE + 4 * LONGEST_STEP:
        return []
    for separator in (_ARROW, _SLASH):
        steps = separator.split(_HERE.sub("", line.strip()))
        if len(steps) > 1:
            return [step.strip(" .\t") for step in steps]
    return line.split("/") if _TIGHT_SLASH.match(line) else []


def section_of(steps: Sequence[str], sections: Collection[str]) -> str | None:
    """The path of the section that `steps` name: one of the known `sections` where they lead to one, else their own.

    A known path may stand anywhere in the steps; what they say below it is kept: with "sports" known, News > Sports >
    Tennis gives "sports/tennis". The last step alone is enough where it is the name of one known section.
    """
    slugs = [slug for step in steps if (slug := slugify(step, allow_unicode=True))]
    if not slugs:
        return None
    tails = ["/".join(slugs[first:]) for first in range(len(slugs))]
    exact = next((tail for tail in tails if tail in sections), None)
    if exact:
        return exact
    named = [path for path in sections if path.rpartition("/")[2] == slugs[-1]]
    if len(named) == 1:
        return named[0]
    return next((tail for tail in tails if tail.partition("/")[0] in sections), tails[0])
