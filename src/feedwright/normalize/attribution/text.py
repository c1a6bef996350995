"""The credit that an agency's own text carries: "BEIJING, Nov. 7 (Xinhua) -- …" before it, "(Xinhua)" behind it."""

import re

_START = re.compile(
    r"^\s*(?P<place>[^\W\d_][^()（）\n]{1,60}?)[,，]?\s+(?:[^()\n]{0,24}?\d{1,2}[^()\n]{0,12}?)?"
    r"[(（](?P<source>[^\d()（）\n]{2,40})[)）]\s*(?:--|—|–|-|:)\s*\S"
)
_CJK_START = re.compile(
    r"^\s*(?P<source>[^\s，。,]{2,12}[社网網报報])(?P<place>[^\s，。,\d]{2,12}?)\d{1,2}月\d{1,2}日(?:电|電|讯|訊|專電)"
)
_END = re.compile(r"[(（]\s*(?P<source>[^\d()（）\n]{2,40}?)\s*[)）]\s*$")
_NOT_A_SOURCE = re.compile(
    r"\b(?:end|more|photo|file|updates?|recasts?|adds|pictured|left|right|see|the|and|was|is|who|a|an)\b|完|图|图片",
    re.IGNORECASE,
)


def credit_in_text(text: str) -> str | None:
    """The source that the text of an article names at its start or at its end; None when it names none."""
    for pattern, part in ((_START, text[:300]), (_CJK_START, text[:100]), (_END, text.rstrip()[-80:])):
        found = pattern.search(part)
        if found and not _NOT_A_SOURCE.search(found["source"]):
            return found["source"].strip()
    return None
