"""Copyright lines: "© 2018 AFP", "Copyright 2003-2015 China Economic Net. All right reserved", "版权所有 新华社"."""

import re

import msgspec

from feedwright.patterns import pattern

_RESERVED = (
    r"\ball rights? reserved\b|\balle rechte vorbehalten\b|\btous droits (?:de reproduction )?réservés\b|"
    r"\btodos los derechos reservados\b|\bderechos reservados\b|\btutti i diritti riservati\b|"
    r"\briproduzione riservata\b|"
    r"\btodos os direitos reservados\b|\balle rechten voorbehouden\b|\bmed ensamrätt\b|"
    r"\balla rättigheter förbehållna\b|"
    r"\balle rettigheter (?:forbeholdes|forbeholdt|reservert)\b|\bvšechna práva vyhrazena\b|"
    r"\bwszelkie prawa zastrzeżone\b|"
    r"\bminden jog fenntartva\b|\btoate drepturile rezervate\b|\btüm hakları saklıdır\b|\bhak cipta dilindungi\b|"
    r"\bвсе права (?:защищены|сохранены)|\bусі права захищено|جميع الحقوق محفوظة|כל הזכויות שמורות|"
    r"版权所有|版權所有|保留所有权利|著作权归|著作権|無断転載|禁無断転載|무단\s*전재|저작권자"
)
_LICENCE = (
    r"\bCC[ -]?(?:BY|0)\b|\bcreative commons\b|\bcreativecommons\.org/|^\s*public domain\s*\.?\s*$|"
    r"^\s*licen[sc]ed under\b|^\s*no rights reserved\b"
)
# "the copyright to the song" and "option (c)" are no copyright lines: the word begins the line, or a year, a name or
# the sign follows it.
_MARK = pattern(
    r"©|ⓒ|℗|^\s*\(c\)\s*\S|\(c\)\s*(?:19|20)\d{2}|\bcopyright\s*(?:[©:]|\(c\)|(?:19|20)\d{2})|"
    r"^\s*copyright\s+(?:by\s+)?(?-i:[^\W\d_a-z])"
    rf"|^\s*copyright\s*$|\bcrown copyright\b|{_RESERVED}|{_LICENCE}",
    re.IGNORECASE,
)
_COPYRIGHT_SIGN = pattern(r"[©ⓒ℗]|\(c\)\s*(?=(?:19|20)\d{2})|\bcopyright\s+(?=[©(]|(?:19|20)\d{2})", re.IGNORECASE)
_YEARS = r"(?:19|20)\d{2}(?:\s*[-–—/,~]\s*(?:(?:19|20)?\d{2}\b|present|now))*"
_NOISE = pattern(
    rf"[©ⓒ℗]|\(c\)|\bcopyright\b|\bby\b(?=\s)|{_YEARS}|저작권자|著作権者|著作权归|\bno part of\b.*|无断.*|未经.*|"
    rf"未經.*|"
    r"無断転載[^。.]*|禁無断転載|무단\s*전재[^.]*|재배포 금지|\bor its (?:affiliated companies|affiliates|"
    r"licensors)\b|所有$|"
    rf"(?:{_RESERVED})\.?|(?:{_LICENCE})[^,;]*",
    re.IGNORECASE,
)
_END = pattern(r"(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\b[A-Z])[.。](?:\s|$)")
_EDGES = " .。,，;；:：|-–—、"


_SIGNS = ("(c)", "copyright", "right", "recht", "droits", "derechos", "diritti", "riservata", "direitos", "rettigheter",
          "fenntartva", "drepturile", "hak cipta", "cc", "creative", "public domain", "licen")  # fmt: skip
"""Of which an ASCII text in lower case must have one to be about rights."""


class Rights(msgspec.Struct, frozen=True, kw_only=True):
    """A copyright line and whom it names."""

    line: str
    holder: str | None


def read_rights(text: str) -> Rights | None:
    """The copyright or the licence that a line states; None when it states none."""
    line = " ".join(text.split())
    if len(line) > 400 or not _may_state_rights(line) or not _MARK.search(line):
        return None
    rest = _NOISE.sub(" ", line).strip(_EDGES)
    first = _END.split(rest, maxsplit=1)[0].strip(_EDGES)
    named = " ".join(first.split())
    return Rights(line=line, holder=named if 1 < len(named) <= 80 and "://" not in named else None)


def copyright_sign(text: str) -> re.Match[str] | None:
    """Where a copyright line begins when other words stand before it: "Jane Roe © 2018 AFP"."""
    return _COPYRIGHT_SIGN.search(text) if _may_state_rights(text) else None


def _may_state_rights(text: str) -> bool:
    lower = text.lower()
    return not text.isascii() or any(sign in lower for sign in _SIGNS)
