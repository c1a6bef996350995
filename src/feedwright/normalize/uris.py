"""Which ids with a scheme are URIs, or IRIs, that an Atom feed may hold (RFC 4287 §4.2.6)."""

import re

from feedwright.patterns import pattern

_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_SPECIFIC = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}|[\u00a0-\uffef])*(?:#(?:[^%#{}\[\]]|%[0-9A-Fa-f]{2})*)?"
_FRAGMENT = r"(?:#(?:[^%#]|%[0-9A-Fa-f]{2})*)?"
_REST = r"(?:[^%#\[\]]|%[0-9A-Fa-f]{2})"
_OTHER = pattern(
    rf"[^:]+:(?:(?!//){_REST}|//(?:[^/?#@%\[\]]*@)?[^/?#@%\[\]:]*(?::\d*)?(?=[/?#]|\Z)){_REST}*{_FRAGMENT}"
)
_HOSTED = pattern(rf"[^:]+://(?:[^/?#@%\[\]]*@)?[^/?#@%\[\]:]+(?::\d*)?(?:[/?]{_REST}*)?{_FRAGMENT}")
_FORMS = {
    "tag": pattern(  # RFC 4151 §2.1
        rf"tag:(?:[A-Za-z0-9._-]+@)?{_WORD}(?:\.{_WORD})*,{_DATE}:{_SPECIFIC}"
    ),
    "urn": pattern(  # RFC 8141 §2
        r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:(?:[a-z0-9()+,\-.:=@;$_!*'/?#&~]|%[0-9a-f]{2})+", re.IGNORECASE
    ),
    "urn:uuid": pattern(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE),  # RFC 9562 §4
    **dict.fromkeys(("http", "https", "ftp", "ws", "wss", "feed"), _HOSTED),
}


def is_uri(text: str) -> bool:
    """Whether a text that begins with a scheme is a URI as that scheme has it, with no character that cannot be seen.

    Of schemes that are not known no more is asked than of any URI (RFC 3986 §3).
    """
    scheme = "urn:uuid" if text[:9].lower() == "urn:uuid:" else text.partition(":")[0].lower()
    return text.isprintable() and _FORMS.get(scheme, _OTHER).fullmatch(text) is not None
