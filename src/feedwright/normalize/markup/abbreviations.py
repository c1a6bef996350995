"""Words that end with a full stop in the middle of a sentence, by language, without the stop.

Words in lower case stand for every case; those with a capital are common words unless they have it ("No. 5", "Sun.").
Dates, titles, references and company forms as news desks write them. Single letters and words with a stop inside
("U.S.", "e.g.", "z.B.") need no list.
"""

from collections.abc import Mapping
from functools import cache

from feedwright.normalize.markup.policy import names

ABBREVIATIONS: Mapping[str, frozenset[str]] = {
    language: names(words)
    for language, words in {
        "cs": "atd apod mj např tzv tzn resp č str sv ing mgr mudr judr doc prof dr kč tj st",
        "da": "bl f.eks fx nr kl ca dvs osv jf mht mio mia hr fr dr prof skt",
        "de": "bzw ca dr prof hr fr nr str st tel usw vgl evtl ggf inkl exkl mio mrd jh jan feb mär apr jun jul"
        " aug sep sept okt nov dez abs art bd geb gest sog u.a z.b d.h ing dipl hl chr v.chr n.chr",
        "en": "mr mrs ms messrs dr prof rev fr hon pres gov sen rep reps sens Gen col lt capt cmdr maj sgt cpl"
        " adm supt det insp st ste mt ft jr sr esq inc ltd co corp bros plc llc dept univ assn ave blvd rd"
        " sq vs v etc al approx est Fig figs vol vols Ed eds trans pp ch Sec Art No Nos jan feb Mar apr jun"
        " jul aug sep sept oct nov dec Mon tue tues Wed thu thur thurs fri Sat Sun a.m p.m ala ariz ark"
        " calif colo conn Del fla ga Ill Ind kan ky La md Mass mich minn Miss mont neb nev okla Ore pa penn"
        " tenn tex va vt Wash wis wyo ph.d cf viz ca",
        "es": "sr sra srta dr dra d ud uds vd pág págs núm art etc ej p.ej aprox av avda cía ltda izq dcha tel"
        " lic ing prof gral ene feb mar abr jun jul ago sep sept oct nov dic ee.uu",
        "fi": "esim mm ns ks klo nro n ym jne prof tri",
        "fr": "m mm mme mlle dr pr me st ste mgr av bd env ex etc cf fig p pp vol n° tél janv févr avr juil sept"
        " oct nov déc art éd chap hab",
        "hu": "pl kb ill stb dr prof ifj özv id sz évf u jan febr márc ápr jún júl aug szept okt nov dec",
        "it": "sig sigg sigra dott dottssa prof ing avv on ecc es pag pagg art n nn tel ca cfr gen feb mar apr"
        " mag giu lug ago set sett ott nov dic s.p.a",
        "nl": "dhr mevr dr prof ir drs mr ing nr blz bijv bv enz ca evt incl jl nl o.a st tel vgl",
        "no": "bl nr kl ca dvs osv jf mill mrd hr fr dr prof f.eks",
        "pl": "np itp itd tzw m.in dr prof mgr inż ul al pl nr str ok godz tys mln mld św im r w jan",
        "pt": "sr sra srta dr dra prof profa eng av r pág págs núm n etc ex p.ex ltda cia tel jan fev mar abr mai"
        " jun jul ago set out nov dez art",
        "ro": "dl dna dr prof ing nr str bd etc ex pag art cca",
        "ru": "г гг в вв р руб коп тыс млн млрд трлн им ул д кв обл р-н пос с стр рис см т тт др проф акад доц н э",
        "sv": "bl.a t.ex ca dvs osv jfr kl nr st mm m.fl hr fr dr prof kr milj",
        "tr": "dr prof doç av sn örn vb vs yy no cad sok mah bkz alb gen yrd",
        "uk": "р рр м вул д обл ін тис млн млрд грн проф акад ст див напр",
    }.items()
}
_EVERYWHERE = names("dr prof st nr etc vs ca tel vol")


@cache
def abbreviations(language: str | None) -> frozenset[str]:
    """The abbreviations of a language (BCP 47 tag); of all languages together where it is not known."""
    known = ABBREVIATIONS.get((language or "").partition("-")[0].lower())
    if known is not None:
        return known | _EVERYWHERE
    if language:
        return _EVERYWHERE | ABBREVIATIONS["en"]
    return frozenset[str]().union(*ABBREVIATIONS.values())
