"""Copyright lines: "© 2018 AFP", "Copyright 2003-2015 China Economic Net. All right reserved", "版权所有 新华社"."""

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"©|\(c\)\s|\bcopyright\b|\ball rights? reserved\b|版权所有|版權所有|著作权|無断転載|무단전재", re.IGNORECASE
)
_YEARS = r"(?:19|20)\d{2}(?:\s*[-–—/,~]\s*(?:(?:19|20)?\d{2}|present|now))?"
_NOISE = re.compile(
    rf"©|\(c\)|\bcopyright\b|\bby\b(?=\s)|{_YEARS}|\ball rights? reserved\b\.?|\bno part of\b.*|"
    r"版权所有|版權所有|未经.*|"
    r"\bltd\.?(?=\s*$)|無断転載.*|무단전재.*",
    re.IGNORECASE,
)
_END = re.compile(r"[.。](?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """A copyright line and whom it names."""

    line: str
    holder: str | None


def read_rights(text: str) -> Rights | None:
    """The copyright that a line states; None when it states none."""
    line = " ".join(text.split())
    if len(line) > 400 or not _MARK.search(line):
        return None
    holder = _NOISE.sub(" ", line).strip(" .,;:|-–—")
    first = _END.split(holder, maxsplit=1)[0].strip(" .,;:|-–—")
    named = " ".join(first.split())
    return Rights(line=line, holder=named if 1 < len(named) <= 80 else None)
