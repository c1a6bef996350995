"""Names of people in bylines: several in one text, in capitals, with e-mail addresses, with "Jr." behind them."""

import re

from feedwright.model import Person, Text

_EMAIL = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_NAME_AND_EMAIL = re.compile(rf"^(?P<name>[^<>()@]*?)\s*[<(\[]\s*(?:mailto:)?(?P<email>{_EMAIL})\s*[>)\]]\s*$")
_EMAIL_AND_NAME = re.compile(rf"^(?P<email>{_EMAIL})\s*(?:[(<]\s*(?P<name>[^()<>@]*?)\s*[)>])?$")
_JOINER = re.compile(
    r"\s*(?:[;；、&＆]|,\s*(?:and|with)\s|\s(?:and|with|und|et|y|e|i|en|och|og|и|和|与|與|及)\s)\s*", re.IGNORECASE
)
_COMMA = re.compile(r"\s*[,，]\s*")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|md|m\.d|phd|ph\.d|esq|mba|obe|mbe|cbe)\.?$", re.IGNORECASE)
_PARTICLES = frozenset(
    (
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "al",
        "ter",
        "ten",
    )
)
_JOB = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|staff|columnist|bureau|chief|analyst|contributor|photographer|fellow|"
    r"professor|producer)\b",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def split_names(text: str) -> list[str]:
    """The names in a list of people, as written: "A and B", "A, B & C", "Roe, Jr., Jane" stays one with its suffix."""
    names: list[str] = []
    for chunk in _JOINER.split(text):
        for part in _COMMA.split(chunk):
            piece = part.strip(" .") if _SUFFIX.match(part.strip()) is None else part.strip()
            if not piece:
                continue
            if names and _SUFFIX.match(piece):
                names[-1] = f"{names[-1]}, {piece}"
            elif names and _JOB.search(piece) and not _CJK.search(piece):
                continue  # "Jane Roe, Senior Correspondent": a job, not a person
            else:
                names.append(piece)
    return names


def read_people(text: str) -> tuple[Person, ...]:
    """The people that a text names, each once."""
    people = []
    for written in _with_addresses(text):
        if isinstance(written, Person):
            people.append(written)
        else:
            people += [Person(name=Text(settled_case(name))) for name in split_names(written)]
    return tuple(dict.fromkeys(people))


def _with_addresses(text: str) -> list[Person | str]:
    """The text in parts: those that hold a name and an e-mail address as people, the others as they are."""
    whole = _person_with_address(text.strip())
    if whole is not None:
        return [whole]
    if "@" not in text:
        return [text]
    parts = [part.strip() for part in re.split(r"\s*[;,、]\s*|\s+(?:and|&)\s+", text) if part.strip()]
    return [_person_with_address(part) or re.sub(_EMAIL, "", part).strip(" <>()") for part in parts]


def _person_with_address(text: str) -> Person | None:
    found = _NAME_AND_EMAIL.match(text) or _EMAIL_AND_NAME.match(text)
    if found is None:
        return None
    name = (found["name"] or "").strip(" \"'")
    return Person(name=Text(settled_case(name) or found["email"]), email=found["email"])


def settled_case(name: str) -> str:
    """A name that is shouted in capitals in ordinary case; any other as it is.

    Short words of capitals (AP, BBC) may be organizations and stay, and so do initials.
    """
    words = name.split()
    shouted = re.sub(r"\bMa?c(?=[A-Z])", "MAC", name).isupper()
    if not (len(words) > 1 and shouted and any(len(word.strip(".")) > 3 for word in words)):
        return name
    return " ".join(_cased(word, first=place == 0) for place, word in enumerate(words))


def _cased(word: str, *, first: bool) -> str:
    lower = word.lower()
    if lower in _PARTICLES and not first:
        return lower
    if "." in word.rstrip(".") or len(word.strip(".,")) == 1 or _SUFFIX.match(word):
        return word if not _SUFFIX.match(word) or len(word.strip(".")) > 2 else word.capitalize()
    cased = re.sub(r"(^|[-'’])(\w)", lambda found: found[1] + found[2].upper(), lower)
    return re.sub(r"^(Mc|Mac(?=[^aeiouhkl]))(\w)", lambda found: found[1] + found[2].upper(), cased)
