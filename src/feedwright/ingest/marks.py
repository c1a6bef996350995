"""What each line of a page is by its own looks: a time, a credit, a copyright line, breadcrumbs, furniture, prose."""

import re
from typing import Literal

from feedwright.ingest.crumbs import breadcrumbs
from feedwright.ingest.furniture import ends_article, is_furniture, is_menu, opens_article, without_furniture
from feedwright.ingest.lines import Line
from feedwright.normalize.attribution import Credits, are_names, read_credits, read_rights
from feedwright.normalize.timestamps import find_timestamps

Mark = Literal["crumbs", "ending", "furniture", "rights", "time", "label", "credit", "prose", "words"]

CREDIT_WEIGHT = 200
"""A line that weighs more is prose, whatever it names."""

_ANY_TIME = "2000-01-01 00:00"
_COLON_LABEL = re.compile(r"^[(（\[【]?\s*\w[\w .]{0,24}\s*[:：]")
_WRAPPED = re.compile(r"^[(（\[【]\s*([^()（）\[\]【】]+[:：][^()（）\[\]【】]+)[)）\]】]$")
_SHOUTED_SOURCE = re.compile(r"^SOURCE\s+(?=[A-Z0-9])")
_SIGN_OFF = re.compile(
    r"^(?:additional |further )?(?:reporting|writing|editing|compiled|production) by\b", re.IGNORECASE
)


def mark(line: Line) -> Mark:
    """What a line is, as far as it can be told without its neighbours."""
    if opens_article(line.text):
        return "furniture"
    if ends_article(line.text):
        return "ending"
    if read_rights(line.text):
        return "rights"
    if is_furniture(line.text) and not breadcrumbs(line.text) and not _is_bare_time(line):
        return "furniture"
    if _is_timed(line):
        return "time"
    if time_label(line) is not None:
        return "label"
    if _is_crumbs(line):
        return "crumbs"
    if _is_credit(line):
        return "credit"
    if is_menu(line.text):
        return "furniture"
    return "prose" if line.is_sentence else "words"


def credits_of(line: Line) -> Credits:
    """Whom a line credits, its buttons, counters and brackets left aside."""
    text = without_furniture(line.text)
    wrapped = _WRAPPED.match(text)
    return read_credits(_SHOUTED_SOURCE.sub("Source: ", wrapped[1] if wrapped else text))


def sign_off(line: Line) -> tuple[Credits, ...]:
    """The credits of an agency's last line, "Reporting by A in X; Editing by B"; () when it is none."""
    if line.weight > CREDIT_WEIGHT * 2 or not _SIGN_OFF.match(line.text):
        return ()
    parts = [part.strip(" .") for part in re.split(r"[;；]", line.text)]
    return tuple(read_credits(part) for part in parts)


def time_label(line: Line) -> str | None:
    """The label of a time that is alone on its line, "Published", as that of the time on the next; None when none."""
    if line.weight > 40 or any(char.isdigit() for char in line.text):
        return None
    found = find_timestamps(f"{line.text.rstrip(' :：')}: {_ANY_TIME}", timezone="UTC")
    return found[0].label if found and found[0].label_start == 0 else None


def _is_timed(line: Line) -> bool:
    """Whether a line is short and says a time."""
    if line.weight > CREDIT_WEIGHT or not re.search(r"\d", line.text):
        return False
    found = find_timestamps(line.text, timezone="UTC")
    said = sum(each.end - each.label_start for each in found)
    if not found or not line.ends_as_sentence or said * 2 > len(line.text):
        return bool(found)
    # "By Jane Roe, Nov. 7, 2018, 1:45 p.m." ends with the time's own stop; "They meet on March 17." is prose
    return bool(found[-1].end >= len(line.text) and credits_of(line).authors)


def _is_bare_time(line: Line) -> bool:
    """Whether a line is nothing but a time in digits, which a counter's digits are not."""
    return not re.search(r"[^\W\d_]", line.text) and _is_timed(line)


def _is_crumbs(line: Line) -> bool:
    """Whether a line is breadcrumbs; one that ends as a sentence has the headline as its last step, behind others."""
    steps = breadcrumbs(line.text)
    return steps is not None and (not line.is_sentence or line.text.count(">") + line.text.count("»") > 1)


def _is_credit(line: Line) -> bool:
    """Whether a line names who made an article. One that ends as a sentence must have a label with a colon."""
    if sign_off(line):
        return True
    if line.weight > CREDIT_WEIGHT:
        return False
    said = credits_of(line)
    if line.is_sentence:
        return bool(_COLON_LABEL.match(line.text) and (said.editors or said.source or said.via or said.nameless))
    people = (*said.authors, *said.editors)
    return bool((people and are_names(people)) or said.source or said.via or said.nameless)
