"""The words in front of a credit that say what it is: "Source:", "By", "Editor:", in many languages."""

import re
from typing import Literal

Role = Literal["author", "editor", "source", "via", "photo"]

_WORDS: dict[Role, str] = {
    "author": (
        "by|written by|reported by|story by|text by|author|authors|reporter|reporters|writer|byline|"
        "von|par|por|di|door|av|af|od|autor|autores|autora|auteur|autore|автор|авторы|oleh|penulis|yazan|"
        "作者|记者|記者|文|撰文|撰稿|通讯员|글|기자|筆者|執筆"
    ),
    "editor": (
        "edited by|editor|editors|web editor|web editors|editing by|copy editor|responsible editor|managing editor|"
        "redaktion|redakteur|rédaction|édité par|redacción|editado por|редактор|"
        "编辑|編輯|责任编辑|責任編輯|责编|責編|编审|審稿|校对|편집|編集"
    ),
    "source": (
        "source|sources|news source|original source|source of article|quelle|quellen|fuente|fuentes|fonte|bron|kilde|"
        "källa|zdroj|źródło|источник|kaynak|sumber|المصدر|來源|来源|消息来源|稿源|출처|出典|情報源"
    ),
    "via": (
        "via|republished from|reposted from|reprinted from|syndicated by|distributed by|courtesy of|"
        "first published by|first published in|originally published by|originally published in|"
        "转自|轉自|转载自|轉載自|转载|轉載|经由|提供"
    ),
    "photo": (
        "photo|photos|photo by|photograph by|picture|pictures|image|images|photographer|credit|photo credit|"
        "illustration by|"
        "foto|fotos|摄影|攝影|图|圖|사진|撮影"
    ),
}
_ROLE: dict[str, Role] = {word: role for role, words in _WORDS.items() for word in words.split("|")}
_LONGEST_FIRST = "|".join(re.escape(word) for word in sorted(_ROLE, key=len, reverse=True))

LABEL = re.compile(rf"(?:^|(?<=[\s(（\[【|]))(?P<label>{_LONGEST_FIRST})\s*[:：/／]\s*", re.IGNORECASE)
"""A label with its colon, at the start of a text, after a space or in brackets."""

_WORDS_BY_LENGTH = sorted(_ROLE, key=len, reverse=True)
_SPOKEN = re.compile(
    rf"^(?:(?P<label>{'|'.join(word for word in _WORDS_BY_LENGTH if word.isascii())})\s+(?=\S)"
    rf"|(?P<cjk>记者|記者|作者|撰文|撰稿|责任编辑|責任編輯|编辑|編輯|转自|轉自|기자)\s*(?=\S))",
    re.IGNORECASE,
)
_ONLY_WITH_COLON = re.compile(
    r"(?:author|reporter|source|editor|photo|image|picture|foto)s?|writer|text|credit|di|av|af|od|autor|autores|autora|"
    r"auteur|autore|fonte|bron|kilde|redaktion|par|por|von|door|oleh",
    re.IGNORECASE,
)


def role_of(label: str) -> Role:
    """What a label found by `LABEL` says of the words behind it."""
    return _ROLE[label.casefold()]


def spoken_label(text: str) -> tuple[Role, str] | None:
    """The role that a text's first words say without a colon, and what follows: "By Jane Roe" gives its author."""
    found = _SPOKEN.match(text)
    label = (found["label"] or found["cjk"]) if found else ""
    if found is None or _ONLY_WITH_COLON.fullmatch(label):
        return None
    return role_of(label), text[found.end() :]


def by_word(text: str) -> str | None:
    """What follows a preposition that means "by" in the language of a byline; None when the text starts with none."""
    found = re.match(r"(?:by|von|par|por|di|door|av|af|oleh)\s+(?=\S)", text, re.IGNORECASE)
    return text[found.end() :] if found else None
