"""Outlets: how a name shows that it is an organization's and not a person's, without knowing the site's own sources."""

import re
from functools import cache

from feedwright.patterns import pattern

_AGENCIES = """
Reuters|Thomson Reuters|Associated Press|AP|AP News|AFP|Agence France-Presse|UPI|United Press International|Xinhua|
Xinhua News Agency|China News Service|CNS|China Daily|Global Times|People's Daily|CGTN|CCTV|CRI|ECNS|SCMP|Caixin|
Kyodo|Kyodo News|Jiji|Jiji Press|NHK|Yonhap|KBS|MBC|KCNA|TASS|Itar-Tass|RIA|RIA Novosti|Interfax|Sputnik|Ukrinform|
Unian|BelTA|PAP|ČTK|CTK|TASR|MTI|Mediafax|Agerpres|Tanjug|Hina|BTA|ANA|ANSA|AGI|Adnkronos|LaPresse|EFE|Europa Press|
Lusa|Belga|ANP|dpa|sid|epd|KNA|APA|Keystone-SDA|SDA|ATS|TT|NTB|Ritzau|STT|BNS|LETA|ELTA|PA|PA Media|Press Association|
AAP|NZPA|Canadian Press|The Canadian Press|CP|PTI|IANS|ANI|UNI|APP|BSS|UNB|Bernama|Antara|VNA|TNA|PNA|CNA|Anadolu|AA|
DHA|IHA|IRNA|ISNA|Fars|Tasnim|Mehr|SANA|WAM|SPA|KUNA|QNA|Petra|MENA|MAP|APS|TAP|NAN|SABC|GNA|Notimex|Télam|Telam|
Prensa Latina|Agência Brasil|Andina|Bloomberg|Dow Jones|PRNewswire|PR Newswire|Business Wire|Globe Newswire|
GlobeNewswire|Accesswire|BBC|BBC News|ITV|Sky|CNN|CNBC|MSNBC|NBC|CBS|ABC|PBS|NPR|Fox|ESPN|CBC|CTV|RTÉ|RTE|ZDF|ARD|WDR|
NDR|BR|SWR|MDR|ORF|SRF|RTS|RAI|RTVE|RTP|VRT|RTBF|NOS|NRK|SVT|DR|YLE|TVP|DW|Deutsche Welle|RFI|France 24|Euronews|
Al Jazeera|VOA|RFE/RL|The Guardian|Guardian|The Independent|The Times|The Economist|The Atlantic|The New Yorker|
The Conversation|The Hill|The Verge|The Star|The Sun|The Age|The Hindu|The Intercept|Financial Times|FT|Le Monde|
Le Figaro|Libération|Les Echos|Le Parisien|L'Équipe|L'Express|Le Point|Le Soir|Le Temps|Mediapart|Der Spiegel|Spiegel|
Die Zeit|Zeit Online|Die Welt|Welt|FAZ|SZ|Süddeutsche Zeitung|taz|Bild|Focus|Stern|Handelsblatt|Der Standard|
Die Presse|NZZ|El País|El Mundo|ABC|La Vanguardia|Marca|AS|Clarín|La Nación|O Globo|Folha|Estadão|Público|Expresso|
La Repubblica|Corriere della Sera|La Stampa|Il Sole 24 Ore|Gazzetta dello Sport|De Standaard|De Morgen|NRC|
de Volkskrant|Trouw|Aftenposten|VG|Dagbladet|Politiken|Dagens Nyheter|Svenska Dagbladet|Aftonbladet|Expressen|
Helsingin Sanomat|Gazeta Wyborcza|Rzeczpospolita|Kommersant|Izvestia|Vedomosti|Meduza|Haaretz|Ynet|Asharq Al-Awsat|
Al Arabiya|Nikkei|Asahi Shimbun|Asahi|Mainichi|Yomiuri|Chosun Ilbo|JoongAng Ilbo|Politico|Axios|Vox|Slate|Salon|
Quartz|Wired|Forbes|Fortune|Time|Newsweek|Variety|Deadline|Mashable|TechCrunch|Engadget|Gizmodo|BuzzFeed|HuffPost|
Vice|Semafor|ProPublica|Nature|Science|Statnews|STAT|MailOnline|NASA|ESA|NOAA|CERN|WHO|UNHCR|UNICEF|IAEA|РИА Новости|
ТАСС|Интерфакс|Коммерсантъ|Известия|Укрінформ|УНІАН|ΑΠΕ-ΜΠΕ|共同|时事|時事|共同通信|時事通信|読売|朝日|毎日|产经|日经|
日経|法新社|路透社|路透|美联社|美聯社|新华社|新華社|央视|中新社|연합뉴스|뉴시스|뉴스1|رويترز|فرانس برس|سانا|وفا
"""
_NAMES_FOR_ITSELF = pattern(
    r"\b(?:agency|news|daily|times|newspapers?|journal|tribune|network|television|tv|radio|media|gazette|herald|"
    r"magazine|"
    r"newswire|chronicle|broadcasting|zeitung|rundfunk|nachrichten|tageblatt|anzeiger|presse|diario|periódico|giornale|"
    r"gazzetta|dagblad|tidning|avis|agencia|agence|agenzia|agência|jornal|noticias|новости|газета|"
    r"university|institute|ministry|department|foundation|corporation|inc|ltd|llc|gmbh)\b"
    r"|[社网網报報台刊]$|通信$|新聞$|新闻$|日报$|晚报$|周刊$|卫视$|电视台$|客户端$|公众号$|일보$|뉴스$|신문$|방송$|"
    r"통신$",
    re.IGNORECASE,
)
# People bear these too (Emily Post), so they count only behind somebody's name.
_NAMES_BEHIND_A_NAME = pattern(
    r"\b(?:post|press|bureau|wire|online|net|services?|staff|newsroom|desk|team|agencies|agences?|agenturen|agencias|"
    r"week|weekly|today|standard|observer|mail|telegraph|mirror|express|globe|star|sun|review|insider|independent|guardian|"
    r"advocate|sentinel|courier|dispatch|examiner|inquirer|register|recorder|ledger|bulletin|beacon|echo|argus|leader|"
    r"monitor|report|digest|channel|zeitung|journal)\b",
    re.IGNORECASE,
)
_GROUP = pattern(
    r"^(?:our|the|a)?\s*(?:own\s+)?(?:(?:staff|news|web|wire|editorial|online|digital|sports|special)\s+)*(?:staff|reporters?|"
    r"writers?|"
    r"correspondents?|newsroom|desk|team|board|editors?|agencies|agences|agenturen|contributors?|redaktion|redacción|"
    r"rédaction|redactie|redazione|redação|wires?|services?|reports?)$",
    re.IGNORECASE,
)
_DOMAIN = pattern(r"^(?:[\w-]+\.)+[A-Za-z]{2,}$")
_ACRONYM = pattern(r"^[A-ZÄÖÜČŠŽ]{2,6}\d?$")
_NOT_A_LETTER = pattern(r"[^\w\s./'-]|(?<=[A-Z])\.(?=[A-Z]\b)")


def folded(name: str) -> str:
    """`name` as it is looked up: "The ASSOCIATED PRESS " and "Associated Press" are one."""
    plain = name.isascii() and name.replace(" ", "").isalnum()
    return (
        " ".join((name if plain else _NOT_A_LETTER.sub("", name)).casefold().split()).removeprefix("the ").rstrip(".")
    )


@cache
def _known() -> dict[str, str]:
    """The known outlets by the names under which they are looked up."""
    return {folded(name): name for name in _AGENCIES.replace("\n", "").split("|")}


@cache
def _most_words() -> int:
    return max(name.count(" ") for name in _known()) + 1


_LIKE_NO_NAME = frozenset(
    ("reuters", "xinhua", "bloomberg", "kyodo", "yonhap", "interfax", "sputnik", "bernama", "antara", "anadolu",
     "tanjug", "politico", "axios", "propublica")
)  # fmt: skip
"""Known outlets of one word that nobody is called."""


def is_known_outlet(name: str) -> bool:
    """Whether `name` is an agency, a broadcaster or a paper that the list knows."""
    listed = _known().get(folded(name))
    if listed is None or len(listed) > 5 or not (listed.isupper() or listed.islower()):
        return listed is not None
    return name.isupper() or (listed.islower() and name.islower())  # "ANA" is an agency, Ana somebody


def leading_outlet(text: str) -> tuple[str, str] | None:
    """A known outlet and what follows it: "AP Diplomatic Writer"; None when the text begins with none."""
    words = text.split()
    for count in range(min(_most_words(), len(words) - 1), 0, -1):
        outlet = " ".join(words[:count])
        if is_known_outlet(outlet):
            return outlet, " ".join(words[count:])
    return None


def is_organization(name: str) -> bool:
    """Whether a name by itself is an organization's: a known one, a domain, or with a word that only those bear."""
    if "@" in name or is_group(name):
        return False
    return bool(is_known_outlet(name) or ("." in name and _DOMAIN.match(name)) or _NAMES_FOR_ITSELF.search(name))


def is_outlet_behind_name(name: str) -> bool:
    """Whether what stands behind somebody's name is an organization: a short one of capitals will do here."""
    if "@" in name:
        return False
    return bool(is_organization(name) or is_group(name) or _ACRONYM.match(name) or _NAMES_BEHIND_A_NAME.search(name))


def is_group(name: str) -> bool:
    """Whether a name is no name: "Staff Reporter", "Agencies"."""
    return bool(_GROUP.match(name.strip()))


def split_known_outlet(text: str) -> tuple[str, str] | None:
    """A name and the known outlet that follows it without a mark: "Jane Roe Associated Press"; None: there is none.

    Two words must be left for the name.
    """
    words = text.split()
    for count in range(min(_most_words(), len(words) - 2), 0, -1):
        name, outlet = " ".join(words[:-count]), " ".join(words[-count:])
        last = folded(outlet)
        if last in _known() and (count > 1 or last in _LIKE_NO_NAME or (outlet.isupper() and not name.isupper())):
            return name, outlet
    return None
