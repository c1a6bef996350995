"""Numbers in digits or in Chinese numerals, as dates of East Asia are written with either."""

NUMERAL = r"(?:\d{1,2}|[〇零一二三四五六七八九十廿卅]{1,3})"
YEAR_NUMERAL = r"[〇○零一二三四五六七八九]{4}"

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


def number(text: str) -> int:
    """The number that digits, or Chinese numerals such as 二十七, 廿七 and 二〇一八, stand for."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.replace("廿", "二十").replace("卅", "三十").rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS[char]) for char in ones))
    return (_digit(tens) if tens else 1) * 10 + (_digit(ones) if ones else 0)


def _digit(text: str) -> int:
    """One numeral; 99 for anything longer, which no month, day or hour is."""
    return _DIGITS.get(text, 99)
