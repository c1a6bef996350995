"""Cross-checks of Media RSS: files and their groups, ratings, hashes, roles and restrictions."""

from collections.abc import Callable, Mapping

from feedwright.patterns import pattern
from feedwright.validation.collector import Collector, shortened, tag
from feedwright.validation.examples import rss
from feedwright.validation.tables import Rule
from feedwright.validation.tree import Element
from feedwright.validation.value_types.addresses import URL
from feedwright.validation.value_types.text import PLAIN
from feedwright.validation.value_types.words import COUNTRIES
from feedwright.validation.vocabularies.media import SCHEME

_MEDIA = {"media": "http://search.yahoo.com/mrss/"}

GROUP_ALONE = Rule(
    id="media/group-alone",
    severity="error",
    title="A media:group holds two or more media:content, all the same thing in other forms.",
    hint="Take the single <media:content> out of its group.",
    spec="Media RSS, media:group",
    bad=rss(item='<media:group><media:content url="https://news.example/a.mp4"/></media:group>', namespaces=_MEDIA),
    good=rss(item='<media:content url="https://news.example/a.mp4"/>', namespaces=_MEDIA),
)
ADULT = Rule(
    id="media/adult",
    severity="warning",
    title="media:adult has been replaced.",
    hint='Write <media:rating scheme="urn:simple">adult</media:rating>.',
    spec="Media RSS, media:adult",
    bad=rss(item="<media:adult>false</media:adult>", namespaces=_MEDIA),
    good=rss(item='<media:rating scheme="urn:simple">nonadult</media:rating>', namespaces=_MEDIA),
)
RATING = Rule(
    id="media/rating",
    severity="error",
    title="A rating is a word of its scheme.",
    hint="Write adult or nonadult (urn:simple), or a rating such as pg (urn:mpaa).",
    spec="Media RSS, media:rating",
    bad=rss(item='<media:rating scheme="urn:simple">everyone</media:rating>', namespaces=_MEDIA),
    good=rss(item='<media:rating scheme="urn:simple">nonadult</media:rating>', namespaces=_MEDIA),
)
HASH = Rule(
    id="media/hash",
    severity="error",
    title="A hash has as many hexadecimal digits as its algorithm gives: 32 for md5, 40 for sha-1.",
    hint="Write the digest in hexadecimal digits and name its algorithm.",
    spec="Media RSS, media:hash",
    bad=rss(item='<media:hash algo="md5">abc</media:hash>', namespaces=_MEDIA),
    good=rss(item=f'<media:hash algo="md5">{"ab" * 16}</media:hash>', namespaces=_MEDIA),
)
RESTRICTION = Rule(
    id="media/restriction",
    severity="error",
    title="A restriction lists countries, addresses, or says all or none.",
    hint='Write country codes with spaces between (type="country"), full URLs (type="uri"), all or none.',
    spec="Media RSS, media:restriction",
    bad=rss(item='<media:restriction relationship="allow" type="country">au xx</media:restriction>', namespaces=_MEDIA),
    good=rss(
        item='<media:restriction relationship="allow" type="country">au us</media:restriction>', namespaces=_MEDIA
    ),
)
MEDIA_TEXT = Rule(
    id="media/text-markup",
    severity="warning",
    title="Text that does not say that it is HTML is plain.",
    hint='Say type="html", or remove the tags.',
    spec="Media RSS, media:text",
    bad=rss(item="<media:text>A &lt;b&gt;good&lt;/b&gt; film</media:text>", namespaces=_MEDIA),
    good=rss(item='<media:text type="html">A &lt;b&gt;good&lt;/b&gt; film</media:text>', namespaces=_MEDIA),
)
CONTENT_WITHOUT_URL = Rule(
    id="media/content-url-missing",
    severity="error",
    title="A media:content says where the file or its player is.",
    hint="Add the attribute url, or a <media:player> with one.",
    spec="Media RSS, media:content",
    bad=rss(item='<media:content type="video/mp4"/>', namespaces=_MEDIA),
    good=rss(
        item='<media:content type="video/mp4"><media:player url="https://news.example/play"/></media:content>',
        namespaces=_MEDIA,
    ),
)
CREDIT_ROLE = Rule(
    id="media/credit-role",
    severity="error",
    title="A role of the scheme urn:ebu is one that the European Broadcasting Union lists.",
    hint="Use a role of the EBU's list, such as author, photographer or reporter, or leave scheme out.",
    spec="Media RSS, media:credit",
    bad=rss(item='<media:credit scheme="urn:ebu" role="blogger">Ann</media:credit>', namespaces=_MEDIA),
    good=rss(item='<media:credit scheme="urn:ebu" role="reporter">Ann</media:credit>', namespaces=_MEDIA),
)
RULES = (GROUP_ALONE, ADULT, RATING, HASH, RESTRICTION, MEDIA_TEXT, CONTENT_WITHOUT_URL, CREDIT_ROLE)

_RATINGS: Mapping[str, frozenset[str]] = {
    "urn:simple": frozenset({"adult", "nonadult"}),
    "urn:mpaa": frozenset({"g", "pg", "pg-13", "r", "nc-17"}),
}
_V_CHIP = pattern(r"(?:tv-)?(?:y7?|y7-fv|g|pg|14|ma)(?:-[dlsv]{1,4})?")
_DIGITS = {"md5": 32, "sha-1": 40}
_HEX = pattern(r"[0-9a-fA-F]*")
_EBU = "urn:ebu"
_EBU_LIST = """
    actor|adaptor|anchor person|animal trainer|animator|announcer|armourer|art director|artist/performer|
    assistant camera|assistant chief lighting technician|assistant director|assistant producer|
    assistant visual editor|author|broadcast assistant|broadcast journalist|camera operator|carpenter|
    casting|causeur|choreographer|clapper loader|commentary or commentator|commissioning broadcaster|
    composer|computer programmer|conductor|consultant|continuity checker|correspondent|costume designer|
    dancer|dialogue coach|director|director of photography|distribution company|draughtsman|dresser|dubber|
    editor/producer|editor|ensemble|executive producer|expert|fight director|floor manager|foley artist|
    foley editor|foley mixer|graphic assistant|graphic designer|greensman|grip|hairdresser|illustrator|
    interviewed guest|interviewer|key character|key grip|key talents|leadman|librettist|lighting director|
    lighting technician|location manager|lyricist|make up artist|manufacturer|matte artist|music arranger|
    music group|musician|news reader|orchestra|participant|photographer|post|producer|
    production assistant|production company|production department|production manager|production secretary|
    programme production researcher|property manager|publishing company|puppeteer|pyrotechnician|reporter|
    rigger|runner|scenario|scenic operative|script supervisor|second assistant camera|
    second assistant director|second unit director|set designer|set dresser|sign language|singer|
    sound designer|sound mixer|sound recordist|special effects|stunts|subtitles|technical director|term|
    translation|transportation manager|treatment/programme proposal|vision mixer|visual editor|
    visual effects|wardrobe|witness
"""
_EBU_ROLES = frozenset(  # EBU Role Codes
    role.strip() for role in _EBU_LIST.split("|")
)


def check_group(group: Element, out: Collector) -> None:
    """A group has alternatives."""
    count = len(group.all("media:content"))
    if count < 2:
        out.report(GROUP_ALONE, f"{tag(group)} holds {count} <media:content>, not two or more.", group)


def check_adult(element: Element, out: Collector) -> None:
    """Advice against media:adult."""
    out.report(ADULT, f"{tag(element)} has been replaced by <media:rating>.", element)


def check_rating(rating: Element, out: Collector) -> None:
    """A rating is a word of its scheme."""
    value = rating.text.strip().lower()
    scheme = rating.attributes.get("scheme", "urn:simple").strip()
    if known := _RATINGS.get(scheme):
        wrong = value not in known
    elif scheme == "urn:v-chip":
        wrong = not _V_CHIP.fullmatch(value)
    else:
        wrong = scheme != "urn:icra" and any(problem.fault.severity == "error" for problem in SCHEME.check(scheme))
    if wrong:
        out.report(RATING, f"{tag(rating)} is not a rating of {scheme}: {shortened(value)!r}.", rating)


def check_hash(element: Element, out: Collector) -> None:
    """A hash is as long as its algorithm makes it."""
    value = element.text.strip()
    digits = _DIGITS.get(element.attributes.get("algo", "md5"))
    if digits and (len(value) != digits or not _HEX.fullmatch(value)):
        out.report(HASH, f"{tag(element)} is not {digits} hexadecimal digits: {shortened(value)!r}.", element)


def check_restriction(element: Element, out: Collector) -> None:
    """Countries, addresses, all or none."""
    words = element.text.split()
    kind = element.attributes.get("type", "")
    if kind == "country":
        wrong = [word for word in words if word.lower() not in COUNTRIES]
    elif kind == "uri":
        wrong = [word for word in words if URL.check(word)]
    elif kind == "":
        wrong = [] if element.text.strip() in {"all", "none"} else words[:1]
    else:
        return
    if wrong:
        out.report(RESTRICTION, f"{tag(element)} lists {shortened(wrong[0])!r}, which it may not.", element)


def check_media_text(element: Element, out: Collector) -> None:
    """Plain unless it says html."""
    if element.attributes.get("type", "plain") == "plain":
        for problem in PLAIN.check(element.text):
            out.report(MEDIA_TEXT, f"{tag(element)} is plain text but holds {problem.detail}.", element)


def check_media_content(content: Element, out: Collector) -> None:
    """The file's address, or its player's."""
    if "url" not in content.attributes and content.first("media:player") is None:
        out.report(
            CONTENT_WITHOUT_URL, f"{tag(content)} has neither the attribute 'url' nor a <media:player>.", content
        )


def check_credit(credit: Element, out: Collector) -> None:
    """A role from the EBU's list, where the scheme says so; the specification itself has others where none is named."""
    role = credit.attributes.get("role", "").strip()
    if role and credit.attributes.get("scheme", "").strip() == _EBU and role.lower() not in _EBU_ROLES:
        message = f"{tag(credit)} has the role {shortened(role)!r}, which is not in the list of its scheme, urn:ebu."
        out.report(CREDIT_ROLE, message, credit, attribute="role")


CHECKS: Mapping[str, Callable[[Element, Collector], None]] = {
    "media:group": check_group,
    "media:adult": check_adult,
    "media:rating": check_rating,
    "media:hash": check_hash,
    "media:restriction": check_restriction,
    "media:text": check_media_text,
    "media:title": check_media_text,
    "media:description": check_media_text,
    "media:content": check_media_content,
    "media:credit": check_credit,
}
