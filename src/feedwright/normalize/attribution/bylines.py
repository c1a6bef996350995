"""The words of a byline behind its label: "Jane Roe in Geneva and John Doe, Reuters", "本报记者李明 通讯员王伟"."""

import re
from collections.abc import Iterator

import msgspec

from feedwright.model import Person
from feedwright.normalize.attribution.labels import by_word
from feedwright.normalize.attribution.outlets import (
    is_group,
    is_organization,
    is_outlet_behind_name,
    leading_outlet,
    split_known_outlet,
)
from feedwright.normalize.attribution.people import SUFFIX, is_nobody, merged, named_person, split_han_names
from feedwright.normalize.attribution.places import is_place
from feedwright.patterns import pattern

_JOINER = pattern(
    r"\s*(?P<mark>[;；、]|[,，]\s*(?:and|with|und|et|y|e|i|en|och|og|и)\s|[,，]|\s[–—-]\s|\s?[/／]\s?(?![/／])|[&＆+]"
    r"|\s(?:and|und|et|och|og|con|com)\s|(?-i:\s(?:y|e|i|en|и|й|та|и)\s(?=[^\W\d_a-zа-я]))|(?<=[가-힣])·(?=[가-힣])|"
    r"(?<=[\u3400-\u9fff])(?:和|与|與|及)(?=[\u3400-\u9fff]))\s*",
    re.IGNORECASE,
)
_MAY_JOIN = pattern(r"[;,/&+]|\s(?:-|and|und|et|och|og|con|com|y|e|i|en)\s", re.IGNORECASE)
"""What an ASCII text must hold for `_JOINER` to find something in it."""
_WITH = pattern(r"(?:^|\s+)(?:with|avec|mit|con|com|med|met|с)\s+(?=\S)", re.IGNORECASE)
_IN_PLACE = pattern(r"\s+(?:in|à|en|aus|from|near)\s+(?P<place>(?-i:[^\W\d_a-z]).*)$", re.IGNORECASE)
_FOR = pattern(
    r"(?:^|\s+)(?:special\s+(?:to|for)|exclusive\s+(?:to|for)|for|für|pour|para)\s+"
    r"(?P<outlet>(?:(?:the|die|den)\s+)?(?:(?-i:[^\W_a-z]).*|[\w.]+))$",
    re.IGNORECASE,
)
_BRACKETED = pattern(r"^(?P<name>.*\S)\s*[(（\[]\s*(?P<inside>[^()（）\[\]<>@]{2,60}?)\s*[)）\]]$")
_BRACKETED_FIRST = pattern(
    r"^[(（\[【]\s*(?:(?P<place>[^=＝()（）\]】]+)[=＝])?(?P<outlet>[^=＝()（）\]】@]{2,40}?)\s*[)）\]】]\s*(?P<rest>\S.*)$"
)
_POSSESSIVE = pattern(r"^(?P<outlet>[^,;]{2,40}?)['’]s\s+(?P<name>(?-i:[^\W\d_a-z]).*)$")
_JOB = pattern(
    r"\b(?:reporter|correspondent|editor|writer|staff|columnist|chief|analyst|contributor|photographer|"
    r"photojournalist|fellow|"
    r"professor|producer|journalist|director|lecturer|researcher|presenter|anchor|host|author|critic|intern|"
    r"correspondant|envoyée? spéciale?|journaliste|rédacteur|rédactrice|korrespondent(?:in)?|redakteur(?:in)?|"
    r"reporterin|"
    r"corresponsal|enviad[oa] especial|redactor|redactora|periodista|corrispondente|inviat[oa]|redacteur|verslaggever|"
    r"correspondente|repórter|jornalista|корреспондент|специальный)\b",
    re.IGNORECASE,
)
_JOB_BEFORE = pattern(
    r"^(?:(?:our|onze|unser(?:e|em|en|er)?|notre|nuestr[oa]|a|an|de|la|el|il|le)\s+)?(?:(?:special|staff|senior|"
    r"chief|deputy|"
    r"political|science|business|sports|foreign|health|technology|economics)\s+)*(?:reporters?|correspondents?|"
    r"writers?|columnist|correspondante?|journaliste|korrespondent(?:in|en)?|redakteur(?:in)?|redacteur|verslaggever|"
    r"corresponsal|redactor|"
    r"corrispondente|inviat[oa]|редактор|корреспондент)\s+(?=(?-i:[^\W\d_a-zа-я]))",
    re.IGNORECASE,
)
_JOB_BEHIND = pattern(
    r"^(?P<name>\S+\s+\S.*?)\s+(?:(?:special|staff|senior|chief|deputy|political|science|business|sports|foreign|"
    r"health|"
    r"technology|economics|diplomatic|national|education|environment)\s+)*(?:reporter|correspondent|writer|columnist|"
    r"editor|"
    r"corresponsal|korrespondent(?:in)?|redakteur(?:in)?|correspondante?)$",
    re.IGNORECASE,
)
_JOBS = ("report", "rrespon", "corrispond", "writer", "columnist", "editor", "journalist", "redakt", "redact",
         "verslag", "inviat")  # fmt: skip
"""Of which an ASCII text in lower case must have one for `_JOB_BEFORE` or `_JOB_BEHIND` to find something."""
_ASIDE = pattern(
    r"^(?i:contact|e-?mail|follow)\s+(?=[^\W\d_a-z])|\s+(?:at|on|am|le|el|il|op|den)$|"
    r"\s+contributed(?:\s+\w+)?\s+to\s+th(?:is|e)\s+(?:report|reporting|story|article|piece)\.?$",
)
_STAFF = pattern(
    r"(?:\s+(?:staff|reporters?|writers?|newsroom|team|news\s?desk|editors)|[记記]者)+$"
    r"|^(?:redazione|redaktion|redacción|rédaction|redactie|redakcja)\s+",
    re.IGNORECASE,
)
_YEAR = pattern(r"\b(?:19|20)\d{2}\b|^\d+$")
_HAN_REPORTER = pattern(
    r"^(?P<outlet>[\u3400-\u9fff]{0,12}?)(?:(?:特约|实习|见习|首席|资深|驻[\u3400-\u9fff]{2,6}|本报|全媒体|特派)*)"
    r"(?:记者|記者|通讯员|通訊員|撰稿人?|评论员|特派员)[\s:：/]*(?P<names>[\u3400-\u9fff·\s、，,;；和及]+?)"
    r"(?:\s*发自[\u3400-\u9fff]+)?(?:\s*(?:摄影)?(?:报道|报导|報導))?$"
)
_HAN_REPORT = pattern(
    r"^[〔【(（\[]?(?P<outlet>[\u3400-\u9fff]{2,8})?\s*[记記]者\s*(?P<names>[\u3400-\u9fff、\s]{2,20}?)"
    r"(?:\s*[／/]\s*[^／/]{2,10}?(?:報導|报导|報道|报道)|[\u3400-\u9fff]{2}\d{1,2}日[电電])[〕】)）\]]?$"
)
"""Taiwan's form: "記者李明／台北報導", "中央社記者李明台北7日電"."""
_HAN_BETWEEN = pattern(r"[\s、，,;；]+|(?:实习|特约)?(?:记者|通讯员|記者|通訊員|摄影)")
_HAN_OWN = frozenset(("本报", "本報", "本刊", "本网", "本網", "本台", "本社", "我报", "本报讯", "特约", "实习", "见习"))
_STROKES = frozenset("/-–—")
_OPENING, _CLOSING = tuple("(（[【"), tuple(")）]")
_LONE_WORD_OUTLET = pattern(r"^[^\W\d_][\w.'’-]+$")


class Byline(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote a text, and the outlet that the byline names with them."""

    authors: tuple[Person, ...]
    outlet: str | None = None
    helper: str | None = None  # another outlet that it worked from: "Le Figaro with AFP"


class _Piece(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between two joiners of a byline."""

    words: str
    mark: str  # the joiner in front of it, without spaces and in lower case
    placed: bool = False  # it said where somebody wrote: "Jane Roe in Geneva"


def read_names(text: str) -> Byline:
    """The people in the words of a byline, each once, and their outlet."""
    if is_nobody(text):
        return Byline(authors=())
    words = text.strip(" ■●◆▲★□○")
    chinese = None if words.isascii() else _HAN_REPORTER.match(words) or _HAN_REPORT.match(words)
    if chinese:
        names = [name for name in _HAN_BETWEEN.split(chinese["names"]) if name]
        outlet = chinese["outlet"] if chinese["outlet"] not in _HAN_OWN else None
        return Byline(authors=_people(names), outlet=outlet or None)
    outlets: list[str] = []
    words = _ASIDE.sub("", _ASIDE.sub("", by_word(words) or words))
    first = _BRACKETED_FIRST.match(words) if words.startswith(_OPENING) else None
    if first and not named_address(words):
        outlets.append(first["outlet"])
        words = first["rest"]
    pieces = list(_joined(list(_pieces(words, outlets))))
    if len(pieces) > 1 and is_place(pieces[0].words) and pieces[1].mark in _STROKES:
        pieces = pieces[1:]  # "Madrid / EFE"
    parts = [piece for piece in pieces if not _is_aside(piece, first=piece is pieces[0])]
    people, behind = _sorted(parts)
    named = [each.strip(" «»“”„\"'") for each in (*outlets, *behind)]
    if not people and named:
        people = named[:1]  # an organization that signs for itself
    authors = _people(each for name in people for each in split_han_names(name))
    itself = _organization(authors[0].name) if len(authors) == 1 else None
    if itself is None:
        return Byline(authors=authors, outlet=named[0] if named else None)
    return Byline(
        authors=authors,
        outlet=itself,
        helper=next((each for each in named if each != itself and not is_group(each)), None),
    )


def is_reporter(text: str) -> bool:
    """Whether a Chinese text names reporters by their job: "本报记者 李明"."""
    return not text.isascii() and bool(_HAN_REPORTER.match(text.strip()))


def _organization(name: str) -> str | None:
    """The organization that an author's name is: of "Reuters Staff" Reuters; None when it is a person's."""
    if is_organization(name):
        return name
    without = _STAFF.sub("", name)
    return without if without != name and is_organization(without) else None


def named_address(words: str) -> bool:
    """Whether a text is one person with an address, which its brackets and commas belong to."""
    return "@" in words and "<" in words and words.count("@") == 1 and words.rstrip().endswith(">")


def _people(names: Iterator[str] | list[str]) -> tuple[Person, ...]:
    return merged(person for person in map(named_person, names) if person is not None)


def _pieces(words: str, outlets: list[str]) -> Iterator[_Piece]:
    """The parts of a byline between its joiners; outlets that brackets or "for" announce are put into `outlets`."""
    if named_address(words) and not re.search(r"\s(?:and|&)\s|;", words):
        yield _Piece(words=words, mark="")
        return
    place, mark = 0, ""
    for found in (*_joiners(words), None):
        if found and _within_brackets_or_address(words, found.start()):
            continue
        written = words[place : found.start() if found else len(words)]
        for number, part in enumerate(_WITH.split(written)):
            yield _piece(_without_stop(part.strip()), "with" if number else mark, outlets)
        if found:
            place, mark = found.end(), found["mark"].strip().casefold().replace("／", "/")


def _joiners(words: str) -> Iterator[re.Match[str]]:
    """Where the parts of a byline are joined."""
    if words.isascii() and not _MAY_JOIN.search(words):
        return iter(())
    return _JOINER.finditer(words)


def _without_stop(part: str) -> str:
    """A part without the full stop at its end; one that belongs to the last word, as in "Jr.", stays."""
    return part if SUFFIX.match(part.rpartition(" ")[2]) else part.strip(" .")


def _within_brackets_or_address(words: str, place: int) -> bool:
    before = words[:place]
    if any(before.count(opening) > before.count(closing) for opening, closing in ("()", "（）", "<>", "[]")):
        return True
    return bool(re.search(r"https?:\S*$", before))


def _piece(words: str, mark: str, outlets: list[str]) -> _Piece:
    """One part, without what does not belong to a name."""
    words = _without_job(_without_brackets(words, outlets), outlets)
    meant = _FOR.search(words) if _may_say_for(words) else None
    if meant and (not meant["outlet"].islower() or is_organization(meant["outlet"])):
        outlets.append(meant["outlet"])
        words = words[: meant.start()]
    placed = _IN_PLACE.search(words)
    if placed and not is_organization(words):
        words = words[: placed.start()]
    joined = split_known_outlet(words)
    if joined:
        words = joined[0]
        outlets.append(joined[1])
    return _Piece(words=words.strip(" ,，-–—"), mark=mark, placed=placed is not None)


def _may_say_for(words: str) -> bool:
    lower = words.lower()
    return not words.isascii() or any(word in lower for word in ("for", "pour", "para", "special", "exclusive"))


def _without_brackets(words: str, outlets: list[str]) -> str:
    """A name without the outlet, the place or the job in brackets behind it: "Jane Roe (AFP)", "AFP (Jane Roe)"."""
    bracketed = _BRACKETED.match(words) if words.rstrip().endswith(_CLOSING) else None
    if bracketed is None:
        return words
    inside = _STAFF.sub("", _WITH.sub("", f" {bracketed['inside']}").strip())
    lone = _LONE_WORD_OUTLET.match(inside) and not is_place(inside)
    if is_outlet_behind_name(inside) or lone or inside.startswith("The "):
        outlets.append(inside)
        return bracketed["name"]
    if is_place(inside) or _JOB.search(inside):
        return bracketed["name"]
    if is_organization(bracketed["name"]):
        outlets.append(bracketed["name"])
        return inside
    return words


def _without_job(words: str, outlets: list[str]) -> str:
    """A name without the job and the outlet before it, or the job behind it: "CNN's Jane Roe", "Jane Roe Editor"."""
    possessive = _POSSESSIVE.match(words) if "'s" in words or "’s" in words else None
    if possessive and is_outlet_behind_name(possessive["outlet"]):
        outlets.append(possessive["outlet"])
        words = possessive["name"]
    if not _may_tell_job(words):
        return words
    leading = leading_outlet(words)
    if leading and _JOB_BEFORE.match(leading[1]):
        outlets.append(leading[0])
        words = leading[1]
    words = _JOB_BEFORE.sub("", words)
    behind = _JOB_BEHIND.match(words)
    return behind["name"] if behind and not leading and not is_organization(behind["name"]) else words


def _may_tell_job(words: str) -> bool:
    """Whether `_JOB_BEFORE` or `_JOB_BEHIND` can find something; nearly every name is told here."""
    lower = words.lower()
    return not words.isascii() or any(job in lower for job in _JOBS)


def _joined(pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces with "Jr." at the name before it, and a name that is turned round, "Roe, Jane", in one."""
    waiting: _Piece | None = None
    for number, piece in enumerate(pieces):
        if not piece.words:
            continue
        if waiting is not None and (
            SUFFIX.match(piece.words) or _is_turned_round(waiting, piece, [*pieces[number + 1 :]][:1])
        ):
            waiting = _Piece(words=f"{waiting.words}, {piece.words}", mark=waiting.mark, placed=waiting.placed)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _is_turned_round(family: _Piece, given: _Piece, following: list[_Piece]) -> bool:
    """Whether two words are one name: each is one word, only a comma between them and none behind."""
    if given.mark not in {",", "，"} or family.placed or (following and following[0].mark in {",", "，"}):
        return False
    if any(is_place(each) or is_outlet_behind_name(each) for each in (family.words, given.words)):
        return False
    small = family.words.split()
    return (
        (len(small) == 1 or small[0].islower())
        and len(given.words.split()) == 1
        and given.words.isalpha()
        and family.mark in {"", ";"}
        and family.words.isascii()
    )


def _is_aside(piece: _Piece, *, first: bool) -> bool:
    """Whether a part tells of a job, a place or a year and not of a person."""
    words = piece.words
    if "@" in words or (is_group(words) and not (_JOB.search(words) and not first)):
        return False
    if _YEAR.search(words) and not is_organization(words):
        return True
    if first:
        return False
    if _JOB.search(words) and not is_organization(words) and not _job_with_outlet(words):
        return True
    return is_place(words) or bool(_IN_PLACE.match(f" {words}"))


def _sorted(pieces: list[_Piece]) -> tuple[list[str], list[str]]:
    """(people, outlets) among the parts of a byline."""
    people: list[str] = []
    outlets: list[str] = []
    for number, piece in enumerate(pieces):
        words = piece.words
        if number == 0:
            in_front = len(pieces) > 1 and pieces[1].mark in _STROKES and is_outlet_behind_name(words)
            (outlets if in_front and not is_group(words) else people).append(words)
        elif job := _job_with_outlet(words):
            outlets.append(job)
        elif is_outlet_behind_name(words) or _is_lone_outlet(piece, people, last=number == len(pieces) - 1):
            outlets.append(words)
        else:
            people.append(words)
    return people, outlets


def _job_with_outlet(words: str) -> str | None:
    """The outlet in "AP Diplomatic Writer"; None when the words are something else."""
    leading = leading_outlet(words)
    return leading[0] if leading and _JOB.search(leading[1]) else None


def _is_lone_outlet(piece: _Piece, people: list[str], *, last: bool) -> bool:
    """Whether the last part is one word behind names of several: "Jane Roe, Caixin"."""
    if not last or piece.mark not in {",", "，", "with", *_STROKES} or not piece.words.isascii():
        return False
    return bool(_LONE_WORD_OUTLET.match(piece.words)) and any(" " in name and "@" not in name for name in people)
