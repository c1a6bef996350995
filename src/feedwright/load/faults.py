"""What can be wrong with a record file, and the finding that says so."""

from typing import TYPE_CHECKING

from feedwright.patterns import pattern

if TYPE_CHECKING:
    from feedwright.model import Finding, Severity

# What XML 1.0 forbids (section 2.2, Char), and the other characters that YAML 1.2 forbids (section 5.1).
_ILLEGAL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class RecordError(ValueError):
    """What is wrong with a record: the rule it breaks (without "record/"), a sentence, the mend and the place.

    Raised, it means that the record cannot be read; given beside what could be read, that this has to be mended.
    """

    def __init__(
        self,
        rule: str,
        message: str,
        *,
        hint: str,
        severity: "Severity" = "error",
        line: int | None = 1,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint
        self.severity = severity
        self.line = line
        self.column = column


def finding(path: str, error: RecordError) -> "Finding":
    """What `error` says of the record file at `path` (relative to the site's folder)."""
    from feedwright.model import Finding, Origin

    return Finding(
        rule=f"record/{error.rule}",
        severity=error.severity,
        message=error.message,
        hint=error.hint,
        path=path,
        line=error.line,
        column=error.column,
        article=Origin(path=path, line=error.line),
    )


def place(text: str, at: int) -> tuple[int, int]:
    """The line and column, from 1, of the character at `at`."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def byte_place(data: bytes, at: int) -> tuple[int, int]:
    """The line and column (in characters), from 1, of the byte at `at`."""
    start = data.rfind(b"\n", 0, at) + 1
    return data.count(b"\n", 0, at) + 1, len(data[start:at].decode("utf-8", "replace")) + 1


def is_utf16(data: bytes) -> bool:
    """Whether a text that starts with `data` is UTF-16: by its byte order mark, or by the halves of its letters."""
    start = data[:4]
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    return 0 in start and b"\0\0" in {start[::2], start[1::2]} and start != b"\0\0\0\0"


def utf16(line: int = 1) -> RecordError:
    """The fault of a text that is UTF-16."""
    return RecordError(
        "not-utf8", "The text is UTF-16, not UTF-8.", hint="Save the file as UTF-8.", line=line, column=1
    )


def decode(data: bytes, first_line: int = 1) -> str:
    """UTF-8 as text. Raises RecordError at the first byte that is something else."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if is_utf16(data):
            raise utf16(first_line) from error
        line, column = byte_place(data, error.start)
        raise RecordError(
            "not-utf8",
            f"The text is not UTF-8: byte {error.start + 1} is 0x{data[error.start]:02X}.",
            hint="Save the file as UTF-8.",
            line=first_line + line - 1,
            column=column,
        ) from error
    if "\0" in text and is_utf16(data):
        raise utf16(first_line)
    return text


def without_illegal(text: str, first_line: int) -> tuple[str, RecordError | None]:
    """`text` without the control characters that no feed may hold, and what there is to mend in it; None: nothing."""
    found = _ILLEGAL.search(text)
    if found is None:
        return text, None
    line, column = place(text, found.start())
    cleaned, count = _ILLEGAL.subn("", text)
    others = f" and {count - 1} more" if count > 1 else ""
    return cleaned, RecordError(
        "control-character",
        f"There is a control character, U+{ord(found[0]):04X}{others}; it was left out.",
        hint="Delete the character.",
        line=first_line + line - 1,
        column=column,
    )
