"""The small words around dates and times of day, in the languages of newsrooms: lower case, letters alone."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Between the parts of a date: "the 5th of March", "7 de noviembre del 2018", "ngày 7 tháng 11 năm 2018".
PARTICLES = _words("of the de del d da do di den e y ngày năm ng ika عام سنة av ta tal พศ คศ ปี พุทธศักราช")

# Written onto the number of a day: "7th", "1er", "7-ого", "7-én", "25শে".
ORDINALS = _words(
    "st nd rd th er re ère eme ème e è º ª ° o a ste de en én án ei jei ik ak an as ko ko го ого ое е ко ші шы ші ти "
    "ης η ος ου শে লা রা ঠা ই ին ը ს d da ika hb"
)

# After a year: "1996 AD", "2018 г.", "2013 সাল", "2018 m."
YEAR_MARKS = _words(
    "ad ce year г гг год года году н э р рік року гады года r roku rok m metų metais წ წელი წლის সাল সালে ж жылы жыл թ "
    "թվականի god godine yil yili il ili оны он ko eko gada gads năm م"
)

# Before a time of day: "at 13:45", "um 13:45 Uhr", "a las 14:40", "o godz. 7:28".
CLOCK_LEADS = _words(
    "at um à a las la les às ás as alle ore ora om en kl klo klockan klukkan kello kell ve v o u i в во у о об "
    "d saat saati jam pukul pada saa lúc vào godz godzina godzinie στις στη ώρα hora horas الساعة في ساعت בשעה ב "
    "ad ce เวลา को time alas noong plkst val pk ժամը сағат соат от"
)

# Before a date that follows a time of day: "13:45 on 7 November 2018".
DAY_LEADS = _words(
    "on the of le am der den dem el il dne dnia del em di vom del día dia da op в на od dana ngày noong από στις ng "
    "و في pada tanggal от"
)

HOURS = _words(
    "h hr hrs hs hour hours hora horas heure heures u uur uhr ч час часа часов год година години годин гадзін гадзіны "
    "g giờ st hod"
)
MINUTES = _words(
    "m mn min mins minute minutes minuten minuti minutos мин минут минуты хв хвилин хвілін хвіліны phút p perc"
)
SECONDS = _words("s sec secs second seconds sek sekunden с сек секунд секунды giây")

# Behind a time of day that is whole without it: "13:45 Uhr", "1345 hrs", "13.45 น."
CLOCK_MARKS = _words("uhr uur h hs hr hrs hours น ч час klst hod oclock")

# Words around a time of day that are used only in languages that write the day before the month and the year.
DAY_FIRST_WORDS = _words("uhr um à às alle ore godz в u uur г год года klo kl klockan klukkan pukul lúc")

# Languages that never write the month, or a year of two digits, before the day.
DAY_FIRST_LANGUAGES = _words("be bg bs ca cs da de el et fi fr gl hr id it mk nb nl nn pl pt ro ru sk sl sr tr uk vi")

# The halves and quarters of a day that are said with the hours of a clock face.
MORNING, MIDDAY, AFTERNOON, EVENING, NIGHT = "morning", "midday", "afternoon", "evening", "night"

# A time of day in words.
NOON = _words(
    "noon midday midi mittag mittags mediodía mezzogiorno podne upodne poledne południe полдень вполдень полудень "
    "delben meiodia μεσημέρι"
)
MIDNIGHT = _words(
    "midnight minuit mitternacht mitternachts medianoche mezzanotte middernacht midnatt midnat ponoć uponoć půlnoc "
    "północ полночь вполночь північ éjfél meianoite μεσάνυχτα חצות"
)

# Which part of the day: a word after the time, or before it.
HALVES = {
    **dict.fromkeys(
        _words("am vorm vormittags morgens früh πμ ص صباحا öö sa fm ap dop dopoledne dopoldne дп проб قظ"), MORNING
    ),
    **dict.fromkeys(
        _words("पूर्वाह्न পূর্বাহ্ণ morning mañana manhã matin mattina утра ранку ranní rano ráno ujutro"), MORNING
    ),
    **dict.fromkeys(
        _words("paradite pd pg gh sf yb fh priekšp priekšpusdienā priešpiet претпл öň förmiddag ਪੂਦੁ පෙව"), MORNING
    ),
    **dict.fromkeys(_words("ก่อนเที่ยง ກ່ອນທ່ຽງ နံနက် قبلازظهر לפנהצ ጥዋት үө таңкы"), MORNING),
    **dict.fromkeys(
        _words("pasdite md ptg gd ym yh eh pop popoldne pēcp pēcpusdienā popiet попл soň eftermiddag ਬਾਦੁ පව"), AFTERNOON
    ),
    **dict.fromkeys(_words("หลังเที่ยง ຫຼັງທ່ຽງ ညနေ بعدازظهر אחהצ ከሰዓት үх"), AFTERNOON),
    **dict.fromkeys(_words("صباحًا صباحاً"), MORNING),
    **dict.fromkeys(_words("مساءً"), AFTERNOON),
    **dict.fromkeys(_words("délelőtt reggel sabah sáng pagi ochtends morgon morgonen aamulla"), MORNING),
    **dict.fromkeys(
        _words("pm nachm nachmittags μμ م مساء ös ch em ip odp odpoledne пп слоб بظ अपराह्न অপরাহ্ণ"), AFTERNOON
    ),
    **dict.fromkeys(
        _words("afternoon tarde pomeriggio дня popołudniu poslijepodne délután chiều sore middags"), AFTERNOON
    ),
    **dict.fromkeys(
        _words("evening abends soir sera вечера вечора večer wieczorem wieczór navečer este akşam"), EVENING
    ),
    **dict.fromkeys(_words("tối malam avonds kvällen aftenen illalla"), EVENING),
    **dict.fromkeys(
        _words("night nachts nacht noche noite madrugada notte nuit ночи ночі noc noci natten gece đêm"), NIGHT
    ),
    **dict.fromkeys(_words("trưa siang") | NOON, MIDDAY),
    **dict.fromkeys(MIDNIGHT, NIGHT),
    "오전": MORNING,
    "凌晨": MORNING,
    "清晨": MORNING,
    "早上": MORNING,
    "早晨": MORNING,
    "早": MORNING,
    "上午": MORNING,
    "午前": MORNING,
    "오후": AFTERNOON,
    "下午": AFTERNOON,
    "午后": AFTERNOON,
    "午後": AFTERNOON,
    "傍晚": EVENING,
    "晚上": EVENING,
    "晚间": EVENING,
    "晚間": EVENING,
    "晚": EVENING,
    "저녁": EVENING,
    "中午": MIDDAY,
    "正午": MIDDAY,
}

# Halves whose twelfth hour is midnight to some and noon to others.
DOUBTFUL_TWELVE = frozenset({"上午", "午前", "午後", "mañana", "manhã", "matin", "mattina", "утра"})
