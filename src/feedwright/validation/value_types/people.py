"""E-mail addresses, alone and with the name of a person."""

import re
from collections.abc import Sequence

from feedwright.patterns import pattern
from feedwright.validation.tables import Fault, Problem, ValueType

# RFC 5322 addr-spec without comments and quoted parts; domains may be international. Texts that get here are short.
_NAME = r"[^\s<>()\[\],;:\\\"@]+"
_ADDRESS = rf"{_NAME}@(?:[^\s<>()\[\],;:\\\"@/?!#$%&*+=^`{{|}}~']+\.[^\W\d_][\w-]*|\[[0-9A-Fa-f.:]+\])"
_EMAIL = pattern(_ADDRESS)
_WITH_NAME = pattern(rf"(?:mailto:)?{_ADDRESS}(?:\?\S*)?(\s*\(.+\))?", re.DOTALL)
_ORDERS = pattern(rf"[^()@]+[\s,<]\s*(?:mailto:)?{_ADDRESS}>?|{_ADDRESS}[\s,-]+[^()]+")
_LONGEST = 400

NOT_EMAIL = Fault(
    id="email",
    says="is not an e-mail address",
    hint="Write only the address: editor@news.example.",
    spec="RFC 5322 §3.4.1, RFC 4287 §3.2.3",
    bad="editor at news",
)
NO_EMAIL = Fault(
    id="email",
    says="does not hold an e-mail address that can be read",
    hint="Write editor@news.example (Ann Editor); for a name alone use <dc:creator>.",
    spec="RSS 2.0; RSS Advisory Board Profile, Data Types: E-mail",
    bad="Ann Editor",
)
NO_NAME = Fault(
    id="email-name-missing",
    severity="warning",
    says="gives an e-mail address without a name",
    hint="Add the name in parentheses: editor@news.example (Ann Editor).",
    spec="RSS Advisory Board Profile, Data Types: E-mail",
    bad="editor@news.example",
)
ODD_ORDER = Fault(
    id="email-order",
    severity="warning",
    says="gives e-mail address and name in an order that readers do not expect",
    hint="Write editor@news.example (Ann Editor).",
    spec="RSS Advisory Board Profile, Data Types: E-mail",
    bad="Ann Editor &lt;editor@news.example&gt;",
)


def holds_address(text: str) -> bool:
    """Whether an e-mail address stands somewhere in the text."""
    return "@" in text and _EMAIL.search(text[:_LONGEST]) is not None


def _check_email(text: str) -> Sequence[Problem]:
    return () if len(text) <= _LONGEST and _EMAIL.fullmatch(text) else (Problem(NOT_EMAIL),)


def _check_contact(text: str) -> Sequence[Problem]:
    if len(text) > _LONGEST:
        return (Problem(NO_EMAIL),)
    if text.lower().startswith("mailto:"):
        from urllib.parse import unquote  # nobody else writes an address so

        text = unquote(text)
    match = _WITH_NAME.fullmatch(text)
    if match:
        return () if match[1] else (Problem(NO_NAME),)
    return (Problem(ODD_ORDER if _ORDERS.fullmatch(text) else NO_EMAIL),)


EMAIL = ValueType(name="an e-mail address", check=_check_email, good="editor@news.example", faults=(NOT_EMAIL,))
CONTACT = ValueType(
    name="an e-mail address with a name",
    check=_check_contact,
    good="editor@news.example (Ann Editor)",
    faults=(NO_EMAIL, NO_NAME, ODD_ORDER),
)
