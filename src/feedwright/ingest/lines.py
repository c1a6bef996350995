"""The text of a page as lines: decoded, in one kind of white space, each with what it looks like."""

import re

import msgspec

from feedwright.errors import FeedwrightError

SIZE_LIMIT = 5_000_000  # bytes
LINE_LIMIT = 20_000  # lines

_SPACES = re.compile(r"[^\S\n\t]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\ufffe\uffff]")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»」』)\]）]*(?:\s*[(（][^()（）]{1,20}[)）])?$")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a page that has something on it."""

    number: int  # from 1
    text: str  # trimmed; runs of spaces stay, since they separate
    after_blank: bool  # an empty line stands before it

    @property
    def weight(self) -> int:
        """Its length as a reader feels it: a Chinese, Japanese or Korean character says as much as three letters."""
        return len(self.text) + 2 * len(CJK.findall(self.text))

    @property
    def ends_as_sentence(self) -> bool:
        """Whether its last character ends a sentence."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_sentence(self) -> bool:
        """Whether it is prose: it ends as a sentence does and is longer than a label."""
        return self.weight >= 240 or (self.weight >= 40 and self.ends_as_sentence)


def decode(data: bytes, *, path: str) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or GB 18030, the encoding of Chinese pages that are not UTF-8.

    Raises FeedwrightError for a file that is too large or in none of these encodings.
    """
    if len(data) > SIZE_LIMIT:
        raise FeedwrightError(
            f"{path} is larger than {SIZE_LIMIT // 1_000_000} MB.", hint="A page's text is far smaller."
        )
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not marked and b"\0" in data:
        raise FeedwrightError(f"{path} is not a text file.", hint="Copy the page's text into a file and import that.")
    encodings = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or len(CJK.findall(text)) * 4 > sum(byte > 127 for byte in data):
            return text
    place = _first_wrong_byte(data)
    raise FeedwrightError(f"{path} is not UTF-8: byte {place} cannot be read.", hint="Save the file as UTF-8.")


def _first_wrong_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of `text` that are not empty."""
    lines, after_blank = [], False
    for number, raw in enumerate(re.split(r"\r\n|\r|\n|\u2028|\u2029", text)[:LINE_LIMIT], start=1):
        trimmed = _SPACES.sub(" ", _CONTROL.sub("", raw)).strip()
        if trimmed:
            lines.append(Line(number=number, text=trimmed, after_blank=after_blank))
        after_blank = not trimmed
    return tuple(lines)
