"""The credit that an agency's own text carries: "BEIJING, Nov. 7 (Xinhua) -- …" before it, "(Xinhua)" behind it."""

import re

from feedwright.normalize.attribution.outlets import is_known_outlet, is_organization
from feedwright.normalize.attribution.places import is_place
from feedwright.patterns import pattern

_DASH = r"\s*(?:\.\s?[-–—]+|--|—|–|-|:)\s*\S"
_DATE = r"(?:[^()\n/]{0,24}?\d{1,2}[^()\n/]{0,16}?)?"
_HAN_OUTLET = r"[^\s，。,、（）()据]{1,8}?(?:[社网網報报]|新闻|财经|电视台)"
_HAN_DAY = r"(?:\d{1,2}月)?\d{1,2}日(?:电|電|讯|訊|專電|专电)"
_CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ"
# Each form of a start with the signs of which it must have one, so that few texts are held against it.
_STARTS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (  # BEIJING, Nov. 7 (Xinhua) -- …   Paris (AFP) – …   Madrid, 7 nov (EFE).- …   LONDON (Reuters) - …
        ("(", "（"),
        pattern(
            rf"^\s*(?P<place>[^\W\d_][^()（）\n]{{1,60}}?)[,，]?\s+{_DATE}[(（](?P<source>[^\d()（）\n:]{{2,40}})[)）]{_DASH}"
        ),
    ),
    (  # Kathmandu, Nov 7 (PTI) The …
        ("(",),
        pattern(
            r"^\s*(?P<place>[^\W\d_][^()（）\n]{1,40}?),\s+[^()\n/]{0,24}?\d{1,2}[^()\n/]{0,8}?\((?P<source>[^\d()\n:]{2,40})\)\s+[^\W\d_a-z]"
        ),
    ),
    (  # GENEVA, Nov. 7, 2018 /PRNewswire/ -- …   МОСКВА, 7 ноября. /ТАСС/. …
        ("/",),
        pattern(
            rf"^\s*(?P<place>[^\W\d_][^()/\n]{{1,60}}?)[,.]?\s+{_DATE}/(?P<source>[^\d/\n]{{2,40}})/\.?\s*(?:[-–—]+\s*)?\S"
        ),
    ),
    (  # NEW YORK--(BUSINESS WIRE)--…
        ("--(",),
        pattern(r"^\s*(?P<place>[^\W\d_][^()\n]{1,60}?)--\((?P<source>[^\d()\n]{2,40})\)--\s*\S"),
    ),
    (  # (ANSA) - ROMA, 7 NOV - …
        ("(",),
        pattern(r"^\s*\((?P<source>[^\W\d_][^\d()\n=]{1,30})\)\s*[-–—]\s*[^\W\d_a-z]"),
    ),
    (  # (서울=연합뉴스) …   [서울=뉴시스] …
        ("=", "＝"),
        pattern(r"^\s*[(\[【（](?:[^=＝\n)\]]{1,12})[=＝](?P<source>[^=＝()\[\]\n】）]{2,20})[)\]】）]"),
    ),
    (  # 【共同】…   【中央社台北7日電】…
        ("【",),
        pattern(r"^\s*【(?P<source>[^\s\d【】]{1,8}?[社网網報报]|共同|時事|时事)[^【】]{0,20}】"),
    ),
    (  # МОСКВА, 7 ноя — РИА Новости. …
        tuple(_CYRILLIC),
        pattern(
            rf"^\s*(?P<place>[{_CYRILLIC}][{_CYRILLIC} -]+),\s*\d{{1,2}}\s+\w+\s*[-–—]\s*"
            rf"(?P<source>[{_CYRILLIC}A-Z][^.\n]{{1,30}})\.\s"
        ),
    ),
    (  # 新华社北京11月7日电 …   中新网11月7日电 …
        ("日",),
        pattern(rf"^\s*[(（【]?据?(?P<source>{_HAN_OUTLET})(?:[^\s，。,\d（）()]{{0,12}}?)?{_HAN_DAY}"),
    ),
    (  # （中央社記者李明台北7日電）…
        ("日",),
        pattern(rf"^\s*[(（【]?据?(?P<source>{_HAN_OUTLET})[记記]者[^\d\s，。,（）()]{{2,14}}{_HAN_DAY}"),
    ),
)
_ASCII_STARTS = tuple((signs, form) for signs, form in _STARTS if any(map(str.isascii, signs)))
"""Those that a text in ASCII may begin with; the signs of the others need not be looked for in it."""

_END = pattern(
    r"(?P<before>\S)\s*[(（\[]\s*(?:(?:source|via|来源|來源|稿源|"
    r"출처)\s*[:：=]\s*)?(?P<source>[^\d()（）\[\]\n:：;；]{2,40}?)\s*[)）\]]\s*\.?\s*$",
    re.IGNORECASE,
)
_BRACKETS = (")", "）", "]")
_SENTENCE_END = frozenset(".!?…。！？”\"'’»」』.*_")
_NOT_A_SOURCE = pattern(
    r"\b(?:end|more|photo|photos|file|updates?|updated|recasts?|adds|pictured|left|right|centre|center|see|the|and|"
    r"was|is|"
    r"who|a|an|now|on|off|in|at|of|no|not|laugh\w*|cheers|crosstalk|inaudible|music|applause|continued|sic|ed|video|"
    r"audio|graphic|links?|pdf|"
    r"above|below|"
    r"clockwise|from|with|to)\b|^(?:完|图|图片|圖|续|續|全文|未完待续|下同|笑|编译|综合)$|[记記]者|编辑|編輯|通讯员|"
    r"摄影|^本[报報刊网網台社]",
    re.IGNORECASE,
)
_BODIES = frozenset(("who", "nasa", "esa", "unhcr", "unicef", "iaea", "noaa", "cern"))
"""Sources of texts that stand in brackets for another reason too: as the short form of their name."""
_NAME = pattern(r"^[^\W\d_][\w&.’'/-]*(?:\s+(?:[^\W\d_a-z][\w&.’'/-]*|of|de|del|do|da)){0,5}$")


def credit_in_text(text: str) -> str | None:
    """The source that the text of an article names at its start or at its end; None when it names none."""
    start, end = text[:300], text.rstrip()[-100:]
    for signs, form in _ASCII_STARTS if start.isascii() else _STARTS:
        found = form.search(start) if any(sign in start for sign in signs) else None
        if found and _may_be_source(found["source"]) and _is_dateline(found):
            return found["source"].strip()
    found = _END.search(end) if end.removesuffix(".").rstrip().endswith(_BRACKETS) else None
    if found and _may_be_source(found["source"]) and _stands_alone(found):
        return found["source"].strip()
    return None


def _may_be_source(name: str) -> bool:
    if is_known_outlet(name):
        return True
    return bool(not _NOT_A_SOURCE.search(name) and _NAME.match(name.strip()))


def _is_dateline(found: re.Match[str]) -> bool:
    """Whether what stands before the source is a place: in capitals, known, or a word or two with a date."""
    place = found.groupdict().get("place")
    if place is None or (is_known_outlet(found["source"]) and found["source"].casefold() not in _BODIES):
        return True
    name = place.split(",")[0].strip()
    dated = any(character.isdigit() for character in found[0][: found.start("source") - found.start()])
    words = name.split()
    return name.isupper() or is_place(name) or (dated and len(words) <= 3 and all(word[:1].isupper() for word in words))


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether a bracket at the end belongs to the whole text: behind the last sentence, or a known agency's.

    "…the World Trade Organization (WTO)" and "…was written by (Jane Roe)" are parts of their sentences.
    """
    name = found["source"].strip()
    if found["before"] not in _SENTENCE_END:
        return is_known_outlet(name) and name.casefold() not in _BODIES
    words = name.split()
    return len(words) == 1 or is_known_outlet(name) or is_organization(name) or "/" in name
