"""Attribution: who wrote a text, for whom, who passed it on and who holds the rights, from what desks really write."""

from feedwright.normalize.attribution.credits import Credits, read_byline, read_credit, read_credits
from feedwright.normalize.attribution.labels import is_bare_label
from feedwright.normalize.attribution.people import are_names, merged
from feedwright.normalize.attribution.places import is_place
from feedwright.normalize.attribution.rights import Rights, read_rights
from feedwright.normalize.attribution.text import credit_in_text

__all__ = [
    "Credits",
    "Rights",
    "are_names",
    "credit_in_text",
    "is_bare_label",
    "is_place",
    "merged",
    "read_byline",
    "read_credit",
    "read_credits",
    "read_rights",
]
