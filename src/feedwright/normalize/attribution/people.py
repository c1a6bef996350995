"""Names of people: in capitals, with e-mail addresses, with "Jr." behind them, in Chinese, Japanese and Korean."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from feedwright.model import Person, Text
from feedwright.normalize.attribution.outlets import is_group, is_known_outlet
from feedwright.patterns import pattern

_EMAIL = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_NAME_AND_EMAIL = pattern(rf"^(?P<name>[^<>()@]*?)\s*[<(\[]\s*(?:mailto:)?(?P<email>{_EMAIL})\s*[>)\]]\s*$")
_EMAIL_AND_NAME = pattern(rf"^(?P<email>{_EMAIL})\s*(?:[(<]\s*(?P<name>[^()<>@]*?)\s*[)>])?$")
_NAME_THEN_EMAIL = pattern(rf"^(?P<name>[^<>()@]*?)[\s:–—-]+(?P<email>{_EMAIL})$")
_ADDRESS = pattern(r"\s*[<(\[]?\s*(?P<url>https?://[^\s<>()\[\]]+)\s*[>)\]]?\s*$", re.IGNORECASE)
_HANDLE = pattern(
    r"\s*[(\[]?\s*(?:(?:on\s+)?(?:twitter|x|instagram|threads|mastodon)\s*:?\s*)?(?<![\w.])@\w+(?:@[\w.]+)?\s*[)\]]?",
    re.IGNORECASE,
)
_PRONOUNS = pattern(r"\s*[(\[](?:she|he|they|sie|er|elle|il)/\w+(?:/\w+)?[)\]]", re.IGNORECASE)
_AT = pattern(r"\s+at\s*$", re.IGNORECASE)
SUFFIX = pattern(
    r"^(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|esq|m\.?b\.?a|obe|mbe|cbe|kbe|qc|kc|mp|frs|r\.?n|j\.?d|dphil|m\.?a|m\.?sc|b\.?a)\.?$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    ("von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "bin", "ibn", "al", "ter",
     "ten")
)  # fmt: skip
_DESK = pattern(r"\b(?:desk|staff|team|newsroom|agencies|reporters|correspondents?|writers|bureau)$", re.IGNORECASE)
_NOBODY = frozenset(
    ("n/a", "na", "none", "null", "nil", "unknown", "no author", "author", "not available", "tbd", "tba", "admin",
     "administrator", "webmaster", "by", "作者", "未知", "佚名", "不详", "无", "unbekannt", "inconnu", "desconocido")
)  # fmt: skip
"""What systems write where no author is known."""

CHINESE_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖萧蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂"
    "丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱江尹薛闫閻阎段雷侯龙龍史黎贺賀陶顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴"
    "莫孔向汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴"
    "霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪简車车项項连連芦麦麥褚娄窦岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边姬仇栾隋商刁沙荣巫寇桑郎甄丛虞"
)
_EAST_ASIAN = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN_NAME = pattern(r"^[\u3400-\u9fff·]{2,4}$")
_KOREAN_JOB = pattern(
    r"^(?P<name>[가-힣]{2,4})\s*(?:인턴|선임|수습|전문)?\s*(?:기자|특파원|논설위원|편집위원|앵커|PD)\b"
)
_CHINESE_JOB = pattern(r"^(?P<name>[\u3400-\u9fff]{2,4})\s+(?:文|撰文|摄影报道|报道|報導)$")
_JAPANESE_JOB = pattern(r"^(?P<name>\S.*?)\s*(?:記者|特派員|編集委員|論説委員)$")


def named_person(text: str) -> Person | None:
    """The person that a text names, with the e-mail address and the page it gives; None when it names nobody.

    An address without a name becomes the name.
    """
    words = (_PRONOUNS.sub("", text) if "/" in text else text).strip(" \"“”'„■●◆▲★□○")
    page = _ADDRESS.search(words) if "://" in words else None
    if page:
        words = words[: page.start()]
    addressed = _addressed(words) if "@" in words else None
    email = addressed["email"] if addressed else None
    name = (addressed["name"] or "") if addressed else _HANDLE.sub("", words) if "@" in words else words
    name = _AT.sub("", name) if email else name
    name = settled_case(_without_job(name.strip(" \"“”'„,，:：")))
    if is_nobody(name):
        name = words if _HANDLE.fullmatch(words) else ""
    if not name and email is None:
        return None
    return Person(name=Text(name or email or ""), email=email, url=page["url"] if page else None)


def _addressed(words: str) -> re.Match[str] | None:
    """A name with an e-mail address, or such an address alone."""
    return _NAME_AND_EMAIL.match(words) or _EMAIL_AND_NAME.match(words) or _NAME_THEN_EMAIL.match(words)


def is_nobody(name: str) -> bool:
    """Whether a name is none: a placeholder, or marks alone."""
    return name.strip().casefold() in _NOBODY or not any(character.isalnum() for character in name)


def are_names(people: Iterable[Person]) -> bool:
    """Whether all of these look like names of people or desks, not like the words of a sentence: "the sea"."""
    return all(_is_name(person.name) for person in people)


def _is_name(name: str) -> bool:
    if not name.isascii() and _EAST_ASIAN.search(name):
        return len(name.replace(" ", "")) <= 12
    words = re.findall(r"[^\W\d_]\S*", name)
    cased = all(not word[0].islower() or word in _PARTICLES or "@" in word for word in words)
    return is_group(name) or (0 < len(words) <= 7 and (cased or _DESK.search(name) is not None))


def is_bare_address(person: Person) -> bool:
    """Whether nothing but an e-mail address is known of somebody."""
    return person.email is not None and person.name == person.email


def merged(people: Iterable[Person]) -> tuple[Person, ...]:
    """Each person once, with all that is known; a bare e-mail address goes to the one person whose it can be."""
    known: dict[str, Person] = {}
    for person in people:
        if is_bare_address(person):
            owner = _owner(str(person.email), list(known.values()))
            if owner is not None:
                known[owner.name] = replace(owner, email=person.email)
                continue
        same = known.get(person.name)
        known[person.name] = (
            person if same is None else replace(same, email=same.email or person.email, url=same.url or person.url)
        )
    return tuple(known.values())


def _owner(email: str, people: list[Person]) -> Person | None:
    """Whose address it is: the one whose name stands in it, else the only one without an address."""
    local = email.partition("@")[0].casefold()
    without = [person for person in people if person.email is None]
    for person in without:
        if any(len(word) > 2 and word in local for word in re.split(r"[\W_]+", person.name.casefold())):
            return person
    return without[0] if len(without) == 1 else None


def split_han_names(text: str) -> list[str]:
    """Chinese names with spaces between them: "李明 王伟" is two; "山田 太郎" is one Japanese name and stays."""
    if text.isascii():
        return [text]
    words = [word for word in text.split() if word not in {"文", "报道", "报导", "報導"}]
    if len(words) > 1 and all(_HAN_NAME.match(word) and word[0] in CHINESE_SURNAMES for word in words):
        return words
    return [text]


def _without_job(name: str) -> str:
    """A Korean, Japanese or Chinese name without the "reporter" behind it."""
    if name.isascii():
        return name
    found = _KOREAN_JOB.match(name) or _JAPANESE_JOB.match(name) or _CHINESE_JOB.match(name)
    return found["name"] if found else name


def settled_case(name: str) -> str:
    """A name that is shouted in capitals in ordinary case; any other as it is.

    Organizations of capitals (AP, BBC TV) stay, and so do initials.
    """
    words = name.split()
    if len(words) < 2 or not _is_shouted(name) or is_known_outlet(name) or is_group(" ".join(words[1:])):
        return name
    whole = [word for word in words if "." not in word and not SUFFIX.match(word)]
    short = all(len(word) <= 3 for word in whole)
    if short and any(is_known_outlet(word) or not re.search(r"[AEIOUYÀ-Ý]", word) for word in whole):
        return name
    return " ".join(_cased(word, first=place == 0) for place, word in enumerate(words))


def _is_shouted(name: str) -> bool:
    """Whether a name is in capitals, but for the small letters of "McDONALD"."""
    return name.isupper() or ("c" in name and re.sub(r"\bMa?c(?=[A-Z])", "MAC", name).isupper())


def _cased(word: str, *, first: bool) -> str:
    lower = word.lower()
    if lower in _PARTICLES and not first:
        return lower
    if SUFFIX.match(word):
        return word.capitalize() if lower.rstrip(".") in {"jr", "sr", "esq"} else word
    if "." in word.rstrip(".") or len(word.strip(".,")) == 1:
        return word
    cased = re.sub(r"(^|[-'’])(\w)", lambda found: found[1] + found[2].upper(), lower)
    return re.sub(r"^(Mc|Mac(?=[^aeiouhkl]))(\w)", lambda found: found[1] + found[2].upper(), cased)
