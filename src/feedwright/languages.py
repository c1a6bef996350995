"""What is known of languages by their BCP 47 tags: which way they are written."""

from functools import lru_cache
from typing import Final

from feedwright.patterns import pattern

_LANGUAGE_TAGS: Final = (
    "aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd ar arb arc arq ars ary arz auz avl ayh ayl ayn "
    "ayp azb bal bft bgn bqi brh ckb dcc dv fa glk haz hbo he hnd hno iw ji jpr jrb kas khw ks kvx lki lrc luz "
    "mzn nqo oru pbt pbu pes pga phr pnb prd prs ps rhg sam scl sd sdh shu skr ssh syc syr trw ug ur yi yud"
)
_LANGUAGES: Final = frozenset(_LANGUAGE_TAGS.split())
"""Languages that are written from right to left unless another script is named (CLDR, likely subtags)."""

_SCRIPT_TAGS: Final = (
    "adlm arab aran armi avst chrs elym hatr hebr hung mand mend nbat nkoo ougr rohg samr sogd sogo syrc syre "
    "syrj syrn thaa yezi"
)
_SCRIPTS: Final = frozenset(_SCRIPT_TAGS.split())
"""Scripts that run from right to left (Unicode, Bidi_Class R and AL)."""

_ELSEWHERE: Final = frozenset(
    {"az-ir", "az-iq", "kk-cn", "kk-ir", "ku-iq", "ku-ir", "ky-cn", "pa-pk", "uz-af", "tk-af"}
)
"""Languages that are written from right to left in some countries only."""

_SCRIPT: Final = pattern("-([a-z]{4})(?:-|$)")
_REGION: Final = pattern("-([a-z]{2})(?:-|$)")
_EXTENSION: Final = pattern("-[a-z0-9]-")


@lru_cache(maxsize=64)
def is_right_to_left(language: str | None) -> bool:
    """Whether text in `language`, a BCP 47 tag, runs from right to left: a script goes before a country."""
    tag = (language or "").lower().replace("_", "-")
    if "-" not in tag:  # as most are: no pattern need be compiled
        return tag in _LANGUAGES
    tag = _EXTENSION.split(tag, maxsplit=1)[0]
    if script := _SCRIPT.search(tag):
        return script[1] in _SCRIPTS
    main = tag.partition("-")[0]
    if region := _REGION.search(tag):
        return main in _LANGUAGES or f"{main}-{region[1]}" in _ELSEWHERE
    return main in _LANGUAGES
