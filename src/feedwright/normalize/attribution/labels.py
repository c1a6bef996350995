"""The words in front of a credit that say what it is: "Source:", "Reporting by", "Editor:", in many languages."""

import re
from functools import cache
from typing import Literal

from feedwright.patterns import pattern

Role = Literal["author", "editor", "source", "via", "reprint", "publisher", "other", "own"]
"""What somebody did. "reprint": whom a text was taken over from; "own": what the words' field is for."""

# Words that need a colon behind them.
_WORDS: dict[Role, str] = {
    "author": (
        "by|written by|reported by|reporting by|story by|text by|text|texte|testo|texto|tekst|words|story|reporting|"
        "author|"
        "authors|reporter|reporters|correspondent|writer|writers|byline|bylines|contributor|contributors|posted by|"
        "von|autorin|autoren|verfasser|par|por|di|door|av|af|od|autor|autores|autora|auteur|auteurs|auteure|autore|"
        "autori|"
        "autrice|interview|protokoll|bericht|kommentar|analyse|opinion|analysis|entretien|entrevista|intervista|"
        "schrijver|redactie|toimittaja|szerző|forfatter|författare|tekijä|skribent|yazar|muhabir|"
        "автор|авторы|текст|корреспондент|автори|oleh|penulis|yazan|tác giả|συντάκτης|الكاتب|بقلم|نویسنده|"
        "作者|记者|記者|文字|文并摄|文/图|图文|文|撰文|撰稿|撰稿人|通讯员|通訊員|采写|글|기자|글쓴이|筆者|執筆|取材"
    ),
    "editor": (
        "edited by|editor|editors|web editor|web editors|editing|editing by|copy editor|copy editors|"
        "responsible editor|"
        "managing editor|redaktion|redakteur|redakteurin|rédaction|rédacteur|édité par|redacción|redactor|editado por|"
        "eindredactie|redaktor|редактор|редакторы|editör|penyunting|biên tập|"
        "编辑|編輯|责任编辑|責任編輯|责编|責編|编审|审核|審稿|主编|总编|校对|实习编辑|网络编辑|편집|編集"
    ),
    "source": (
        "source|sources|news source|original source|source of article|from|provided by|supplied by|quelle|quellen|"
        "fuente|"
        "fuentes|fonte|fontes|fonti|bron|bronnen|kilde|kilder|källa|lähde|zdroj|źródło|forrás|sursă|sursa|vir|izvor|"
        "источник|джерело|източник|извор|πηγή|kaynak|sumber|nguồn|المصدر|منبع|מקור|स्रोत|"
        "來源|来源|消息来源|新闻来源|信息来源|文章来源|本文来源|稿源|稿件来源|출처|出典|情報源|引用元|ソース"
    ),
    "via": ("via|syndicated by|distributed by|courtesy of|courtesy|经由|經由|提供"),
    "reprint": (
        "republished from|reposted from|reprinted from|first published by|first published in|first published on|"
        "originally published by|originally published in|originally published on|originally published at|"
        "originally appeared in|originally appeared on|转自|轉自|转载自|轉載自|转载|轉載|原载|原載|首发|원문|転載元"
    ),
    "publisher": "published by|publisher|publié par|publicado por|herausgeber|uitgever|出版|发布|發布|发布者",
    "other": (
        "photo|photos|photo by|photos by|photograph|photographs|photographs by|photograph by|photographer|picture|"
        "pictures|image|images|photo credit|image credit|picture credit|illustration|illustration by|illustrations by|"
        "graphic|graphics|video|videos|cover|translation|translator|translated by|fact check|producer|"
        "foto|fotos|foto's|fotograf|bild|bilder|crédit photo|photographie|fotografía|фото|übersetzung|traduction|"
        "traducción|"
        "原标题|标题|关键词|标签|摄影|攝影|摄|图片|图|圖|图片来源|图源|视频|翻译|翻譯|译|译者|审校|制图|监制|사진|撮影|写真"
    ),
    "own": "credit|credits",
}
_ROLE: dict[str, Role] = {word: role for role, words in _WORDS.items() for word in words.split("|")}
_COLONS = pattern("[:：/／=＝丨]")
_BARS = pattern("[|｜丨]")

# What stands before "by" and its like: what was done. The first word that says something decides.
_WORK: dict[Role, str] = {
    "author": (
        r"written|writing|reported|report|reports|reporting|story|stories|text|words|article|opinion|analysis|commentary|"
        r"comment|"
        r"column|review|essay|feature|interview|interviewed|posted|submitted|compiled|authored|contributed|blog|recap|"
        r"profile|eine? [\w-]+|geschrieben|verfasst|bericht|text|interview|protokoll|kommentar|analyse|écrit|rédigé|"
        r"propos recueillis|"
        r"escrito|redactado|scritto|a cura|mis à jour|updated|aktualisiert|geschreven|skrevet|skriven|napisał"
    ),
    "editor": r"edited|editing|co-edited|copy[- ]edited|redigiert|bearbeitet|édité|editado|curato|geredigeerd|redigert",
    "source": r"provided|supplied|bereitgestellt|fourni",
    "via": r"distributed|syndicated",
    "reprint": r"(?:originally|first)\s+published",
    "publisher": r"published|publié|publicado|veröffentlicht|pubblicato|gepubliceerd",
    "other": (
        r"photo|photos|photograph|photographs|photographed|photography|picture|pictures|image|images|illustration|"
        r"illustrations|illustrated|artwork|art|cartoon|graphic|graphics|video|videos|film|filmed|footage|designed|"
        r"design|"
        r"translated|translation|produced|production|narrated|presented|fact[- ]checked|reviewed|approved|verified|"
        r"directed|"
        r"fotos?|bilder|video|illustrationen|übersetzt|illustrations|traduit|fotografías|traducido|foto's|vertaald|"
        r"oversatt"
    ),
}
_DONE: dict[Role, re.Pattern[str]] = {role: pattern(rf"(?:{words})\b", re.IGNORECASE) for role, words in _WORK.items()}
_BY = r"by|von|par|por|di|door|av|af|przez"
_ANY_BY = pattern(rf"\s(?:{_BY})\b", re.IGNORECASE)

_TOLD = pattern(
    r"^(?:this\s+(?:article|story|piece|report|post)\s+)?(?:(?:was|is|has been)\s+)?"
    r"(?:(?P<reprint>(?:originally|first)\s+(?:published|appeared)\s+(?:by|in|on|at|with)|"
    r"(?:republished|reposted|reprinted|reproduced|syndicated|taken)\s+(?:(?:with permission|here)\s+)?(?:from|"
    r"by permission of))"
    r"|(?P<via>via|distributed by|syndicated by|courtesy of)"
    r"|(?P<source>from(?=\s+(?:the\s)?(?-i:[^\W\d_a-z])))|(?P<author>as told to))\s+(?=\S)",
    re.IGNORECASE,
)
_EAST_ASIAN_SPOKEN = pattern(
    r"^(?P<word>本文转自|转载自|轉載自|转自|轉自|撰文|撰稿人?|责任编辑|責任編輯|责编|編輯|编辑|来源|來源|기자)\s*(?=\S)"
)
_SPOKEN_ROLES: dict[str, Role] = {
    "本文转自": "reprint",
    "撰稿人": "author",
    "来源": "source",
    "來源": "source",
}
_LABEL_WITHOUT_COLON = pattern(
    r"^(?P<label>автор|текст|autor(?:a|en|in)?|auteur|author|source)\s+(?=(?-i:[^\W\d_a-z]))(?P<rest>.+)$",
    re.IGNORECASE,
)
_PREPOSITION = pattern(r"^(?:aus\s+\S+\s+von|by|par|por|door)\s+(?=\S)", re.IGNORECASE)
# These begin names too (Di Canio, Von Braun, Oleh Sentsov): what follows must be a name of two words or an acronym.
_PREPOSITION_OR_NAME = pattern(
    r"^(?:von|av|af|di|oleh)\s+(?=\S+\s+\S+|(?-i:[A-Z]{2,6}|[a-z]{2,6})$)|^(?-i:von|di|av|af)\s+(?=\S)", re.IGNORECASE
)


@cache
def _by_length() -> tuple[list[str], list[str]]:
    """The words that are labels, alphabetic ones and East Asian ones, the longest first."""
    east_asian = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
    words = sorted(_ROLE, key=len, reverse=True)
    return (
        [word for word in words if not east_asian.fullmatch(word)],
        [word for word in words if east_asian.fullmatch(word)],
    )


@cache
def _label() -> re.Pattern[str]:
    """A label with its colon, at the start or behind a space, a mark or a bracket; Chinese needs none of these."""
    alphabetic, east_asian = _by_length()
    return re.compile(
        rf"(?:^|(?<=[\s(（\[【|,，;；、.。/]))(?:(?P<label>{'|'.join(map(re.escape, alphabetic))})\s*[:：]\s*"
        rf"|(?P<han>{'|'.join(east_asian)})\s*[:：/／=＝丨]\s*)"
        rf"|(?P<undivided>{'|'.join(word for word in east_asian if len(word) > 1)})[:：]\s*",
        re.IGNORECASE,
    )


@cache
def _bar_after_label() -> re.Pattern[str]:
    """A Chinese label with a bar in place of its colon: "撰文 | 李明"."""
    return re.compile(rf"(?P<before>^|[\s|｜])(?P<label>{'|'.join(_by_length()[1])})\s*[|｜丨]\s*(?=[^\W\d])")


@cache
def _phrase() -> re.Pattern[str]:
    """Words that say what was done, up to "by": "Additional reporting by", "Fotos von", "Propos recueillis par"."""
    work = "|".join(_WORK.values())
    return re.compile(
        rf"(?:^|(?<=[(（\[;,，；。.])|(?<=[;,，；。.]\s)|(?<=\s)(?:and|und|et|y)\s+)(?:(?:and|with)\s+)?(?:(?:additional|"
        rf"further|special|original|medically|"
        rf"eine?)\s+)*(?P<work>{work})(?:\s*(?:,|and|&|und|et|y|e|en|"
        rf"/)\s*(?:{work}))*\s+(?:{_BY})\b\s*:?\s*(?=\S)",
        re.IGNORECASE,
    )


def label_of(text: str) -> re.Match[str] | None:
    """The label with its colon that a text begins with."""
    return _label().match(text) if _COLONS.search(text) else None


def phrase_of(text: str) -> re.Match[str] | None:
    """The words that say what was done, up to "by", that a text begins with."""
    return _phrase().match(text) if _ANY_BY.search(text) else None


def starts_in(text: str) -> set[int]:
    """Where the labels and the phrases with "by" begin in a text."""
    starts = {found.start() for found in _label().finditer(text)} if _COLONS.search(text) else set()
    if _ANY_BY.search(text):
        starts.update(found.start() for found in _phrase().finditer(text))
    return starts


def with_colons(text: str) -> str:
    """A text in which every Chinese label with a bar behind it has a colon instead."""
    return _bar_after_label().sub(r"\g<before>\g<label>：", text) if _BARS.search(text) else text


def is_bare_label(text: str) -> bool:
    """Whether a text is a label with nothing behind it: "Source:"."""
    return _COLONS.search(text) is not None and _label().fullmatch(text) is not None


def role_of(label: re.Match[str]) -> Role:
    """What a label found by `label_of` says of the words behind it."""
    return _ROLE[(label["label"] or label["han"] or label["undivided"]).casefold()]


def role_of_work(phrase: re.Match[str]) -> Role:
    """What a phrase found by `phrase_of` says of the people behind it; "story and photos by" is by the author."""
    return next((role for role, words in _DONE.items() if words.match(phrase["work"])), "other")


_FIRST_WORDS = frozenset(
    ("this", "was", "is", "has", "originally", "first", "republished", "reposted", "reprinted", "reproduced", "taken",
     "syndicated", "via", "distributed", "courtesy", "from", "as", "autor", "autora", "autoren", "autorin", "auteur",
     "author", "source", "aus", "by", "par", "por", "door", "von", "av", "af", "di", "oleh")
)  # fmt: skip
"""With which an ASCII text begins that says a role without a colon, or begins with "by"."""


def _may_say_a_role(text: str) -> bool:
    return not text.isascii() or text.partition(" ")[0].lower() in _FIRST_WORDS or not text.isprintable()


def spoken_label(text: str) -> tuple[Role, str] | None:
    """The role that a text's first words say without a colon, and what follows: "Courtesy of NASA" gives its via."""
    if not _may_say_a_role(text):
        return None
    told = _TOLD.match(text)
    if told:
        roles: tuple[Role, ...] = ("reprint", "via", "source", "author")
        return next(role for role in roles if told[role]), text[told.end() :]
    spoken = _EAST_ASIAN_SPOKEN.match(text)
    if spoken:
        return _SPOKEN_ROLES.get(spoken["word"]) or _ROLE[spoken["word"]], text[spoken.end() :]
    plain = _LABEL_WITHOUT_COLON.match(text)
    if plain and (plain["label"].casefold() != "source" or plain["rest"].isupper()):
        return _ROLE[plain["label"].casefold()], plain["rest"]
    return None


def english_by(text: str) -> str | None:
    """What follows "By" at the start of a text; None when it starts otherwise."""
    rest = text[2:].lstrip()
    return rest if text[:2].lower() == "by" and rest and text[2].isspace() else None


def by_word(text: str) -> str | None:
    """What follows a preposition that means "by" in the language of a byline; None when the text starts with none."""
    if not _may_say_a_role(text):
        return None
    found = _PREPOSITION.match(text) or _PREPOSITION_OR_NAME.match(text)
    return text[found.end() :] if found else None
