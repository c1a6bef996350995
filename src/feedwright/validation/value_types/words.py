"""Words from a known list or of a known form: languages, media types, countries, keywords."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from feedwright.patterns import pattern
from feedwright.validation.tables import Fault, Problem, ValueType, names
from feedwright.validation.value_types.text import PLAIN

LANGUAGES = names(  # ISO 639-1; RFC 5646 takes these before their three-letter forms
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji
    jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb
    nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr
    ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """
)
COUNTRIES = names(  # ISO 3166-1
    """
    ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc
    cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd
    ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh
    ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw
    mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc
    sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy
    uz va vc ve vg vi vn vu wf ws ye yt za zm zw
    """
)
_LANGUAGE = pattern(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|[ix](?:-[a-z0-9]{1,8})+|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)|no-(?:bok|nyn)|zh-(?:min|xiang|guoyu|hakka|min-nan)",
    re.IGNORECASE,
)
_TOKEN = r"[A-Za-z0-9!#$&^_.+-]{1,127}"  # noqa: S105 -- the grammar's word
_MEDIA_TYPE = pattern(rf"({_TOKEN})/{_TOKEN}(?:\s*;\s*{_TOKEN}=(?:{_TOKEN}|\"[^\"]*\"))*\s*")
USUAL_MEDIA_TYPES = names("""
    text/html text/plain text/vtt application/rss+xml application/atom+xml application/feed+json application/json
    application/xml application/pdf image/jpeg image/png image/gif image/webp image/svg+xml image/avif audio/mpeg
    audio/mp4 audio/ogg audio/x-m4a video/mp4 video/webm
""")

NOT_LANGUAGE = Fault(
    id="language",
    says="is not a language tag",
    hint="Write a code such as en, en-GB or zh-Hans.",
    spec="RFC 5646 §2.1",
    bad="English",
)
NOT_MEDIA_TYPE = Fault(
    id="media-type",
    says="is not a media type",
    hint="Write type/subtype, such as text/html or audio/mpeg.",
    spec="RFC 6838 §4.2",
    bad="html",
)
NO_COMMAS = Fault(
    id="keywords-commas",
    severity="warning",
    says="has no commas between its keywords",
    hint="Write a comma after each keyword but the last.",
    spec="Media RSS 1.5, media:keywords; Apple: A Podcaster's Guide to RSS",
    bad="news sport weather",
)


def _check_language(text: str) -> Sequence[Problem]:
    if text in LANGUAGES:
        return ()
    if len(text) < 100 and _LANGUAGE.fullmatch(text):
        primary = text.partition("-")[0].lower()
        if len(primary) != 2 or primary in LANGUAGES:
            return ()
    return (Problem(NOT_LANGUAGE),)


def is_media_type(text: str) -> bool:
    """Whether the text has the form of a media type, parameters allowed."""
    return text in USUAL_MEDIA_TYPES or (len(text) < 300 and _MEDIA_TYPE.fullmatch(text) is not None)


def _check_media_type(text: str) -> Sequence[Problem]:
    return () if is_media_type(text) else (Problem(NOT_MEDIA_TYPE),)


def one_of(words: str, *, id: str, spec: str, exact: bool = True, trim: bool = True) -> ValueType:  # noqa: A002 -- the fault's
    """One of a list of words; `exact` False: in any letter case."""
    known = frozenset(words.split())
    listed = ", ".join(words.split()[:12])
    fault = Fault(
        id=id, says="is not a word that is allowed here", hint=f"Use one of: {listed}.", spec=spec, bad="maybe"
    )

    def check(text: str) -> Sequence[Problem]:
        return () if (text if exact else text.lower()) in known else (Problem(fault),)

    return ValueType(name=f"one of {listed}", check=check, good=words.split(maxsplit=1)[0], faults=(fault,), trim=trim)


def several(words: frozenset[str], *, id: str, what: str, hint: str, spec: str) -> ValueType:  # noqa: A002 -- the fault's
    """Any number of known words, in any letter case, with white space between."""
    fault = Fault(id=id, says=f"is not {what}", hint=hint, spec=spec, bad="nowhere")

    def check(text: str) -> Sequence[Problem]:
        return () if all(word.lower() in words for word in text.split()) else (Problem(fault),)

    return ValueType(name=what, check=check, good=min(words), faults=(fault,))


def not_longer(most: int, inner: ValueType, *, spec: str) -> ValueType:
    """A value of another type with at most so many characters."""
    fault = Fault(
        id=f"longer-than-{most}", says="is too long", hint=f"Use at most {most} characters.", spec=spec, bad="x " * most
    )

    def check(text: str) -> Sequence[Problem]:
        problems = inner.check(text)
        return (*problems, Problem(fault, f"it has {len(text)} characters")) if len(text) > most else problems

    return ValueType(name=inner.name, check=check, good=inner.good, faults=(*inner.faults, fault), blank=inner.blank)


def _check_keywords(text: str) -> Sequence[Problem]:
    problems = PLAIN.check(text)
    return problems if problems or "," in text or len(text.split()) < 3 else (Problem(NO_COMMAS),)


KEYWORDS = ValueType(
    name="keywords with commas between",
    check=_check_keywords,
    good="news, sport",
    faults=(NO_COMMAS, *PLAIN.faults),
    blank="warn",
)
LANGUAGE = ValueType(name="a language tag", check=_check_language, good="en", faults=(NOT_LANGUAGE,))
LANGUAGE_EXACT = replace(LANGUAGE, trim=False)
LANGUAGE_OR_NONE = replace(LANGUAGE_EXACT, blank="allow")  # xml:lang="" ends what an outer one says, XML 1.0 §2.12
MEDIA_TYPE = ValueType(
    name="a media type", check=_check_media_type, good="text/html", faults=(NOT_MEDIA_TYPE,), trim=False
)
TRUE_FALSE = one_of("true false", id="true-false", spec="XML Schema: boolean")
