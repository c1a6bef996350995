"""The label in front of a time: "Last Updated:", "Published on", "发布时间：", and what it says about the time."""

import re
from functools import cache
from typing import Literal

from feedwright.patterns import pattern

Label = Literal["updated", "published"]

_FARTHEST = 60  # characters in front of a time in which its label is looked for

_UPDATED = (
    r"(?:last |date )?(?:updated|update|modified|revised|edited|changed)(?: date| time)?|"
    r"(?:最后|最近|最終)?(?:更新|修改|編集)(?:时间|時間|日期|日時|日|于|於|时刻)?|"
    r"(?:최종 ?)?(?:수정|업데이트|갱신)(?:일시|일|시간)?|(?:zuletzt )?(?:aktualisiert|geändert|bearbeitet)|stand|"
    r"(?:mise|mis) à jour|actualisée?|modifiée?|"
    r"(?:última )?(?:actualización|actualizado|actualizada|modificado|modificación)|"
    r"(?:última )?(?:atualização|atualizado|atualizada)|(?:ultimo )?(?:aggiornamento|aggiornato|modificato)|"
    r"(?:laatst )?(?:bijgewerkt|gewijzigd)|(?:senast )?uppdaterad|(?:sidst |sist )?(?:opdateret|oppdatert)|"
    r"päivitetty|(?:ostatnia )?(?:aktualizacja|zaktualizowano)|aktualizováno|aktualizované|ažurirano|ажурирано|"
    r"обновлено|изменено|оновлено|обновена|(?:son )?(?:güncelleme|güncellenme|güncellendi)|cập nhật(?: lần cuối)?|"
    r"diperbarui|dikemaskini|actualizat|frissítve|ενημέρωση|(?:آخر )?تحديث|עודכן|अपडेट|আপডেট|به‌روزرسانی"
)
_PUBLISHED = (
    r"(?:first |originally |date )?"
    r"(?:published|posted|publish|publication|issued|released|created|uploaded|pub(?: |-)?date)(?: date| time)?|"
    r"(?:发布|發布|发表|發表|刊登|发稿|发文|公開|掲載|配信|投稿|公布|上传)(?:时间|時間|日期|日時|日|于|於)?|"
    r"(?:기사)?(?:입력|등록|승인|게시|작성|발행|송고)(?:일시|일|시간)?|"
    r"(?:veröffentlicht|publiziert|erschienen|erstellt)|publiée?|publicad[oa]|publicación|publicação|"
    r"pubblicat[oa]|gepubliceerd|geplaatst|publicerad|publicerat|publiceret|publisert|julkaistu|opublikowano|"
    r"data publikacji|publikováno|publikované|vydáno|objavljeno|објављено|опубликовано|опубліковано|публикувано|"
    r"yayınlanma(?: tarihi)?|yayın tarihi|yayınlandı|đăng|xuất bản|diterbitkan|dipublikasikan|publicat|közzétéve|"
    r"megjelent|δημοσίευση|(?:تاريخ )?(?:النشر|نشر)|פורסם|प्रकाशित|প্রকাশ|منتشر شده"
)
_NEUTRAL = r"date|time|时间|時間|日期|日時|日付|날짜|일시|datum|data|fecha|дата|tarih|ngày|tanggal|التاريخ|תאריך"
_TAIL = r"(?: (?:on|at|am|um|le|el|em|il|den|op|la|los|dne|dnia|w|на|в|από|στις))?\s*[::]?\s*[(\[]?\s*$"


@cache
def _pattern() -> re.Pattern[str]:
    return pattern(
        rf"(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED})|(?P<neutral>{_NEUTRAL})){_TAIL}", re.IGNORECASE
    )


def label_before(line: str, start: int) -> tuple[Label | None, int]:
    """What the label in front of `start` says, and where it begins; None and `start` itself where there is none."""
    first = max(0, start - _FARTHEST)
    head = line[first:start]
    position = 0
    while match := _pattern().search(head, position):
        at = first + match.start()
        if _begins_a_word(line, at):
            return ("updated" if match["updated"] else "published" if match["published"] else None), at
        position = match.start() + 1
    return None, start


def _begins_a_word(line: str, at: int) -> bool:
    """Whether a label can begin at `at`: after no letter, or as a capital after a small one ("China.org.cnUpdated")."""
    before, char = line[at - 1 : at], line[at]
    return not before.isalpha() or not before.isascii() or not char.isascii() or (char.isupper() and before.islower())
