"""The header of a record file, before its Markdown or HTML: YAML, TOML, JSON, or `Name: value` lines."""

import re
import tomllib
from collections.abc import Callable, Mapping

import msgspec

from feedwright.load.faults import RecordError, without_illegal
from feedwright.load.field_lines import HeaderLines, SameLine, TomlLines, YamlLines
from feedwright.load.items import DEPTH_LIMIT, as_written, check_depth, field_double, not_a_record, too_deep
from feedwright.load.plain_yaml import plain_fields
from feedwright.load.yaml_text import parse_yaml
from feedwright.model import FieldLines
from feedwright.patterns import pattern

# `---` may name its language, as in Eleventy: `---json`.
_FENCE = pattern(r"(?P<fence>---|\+\+\+)(?P<language>yaml|toml|json)?[ \t]*(?:\n|\Z)")
# Each begins with the end of the line before it, which is found sooner than the start of a line.
_CLOSING = {
    "---": pattern(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)"),
    "+++": pattern(r"\n\+\+\+[ \t]*(?:\n|\Z)"),
}
_NAMED = pattern(r"[ ]{0,3}(?P<name>\w[\w -]{0,99}?)[ \t]*+:(?:[ \t]|\Z)")
_CONTINUED = pattern(r"[ ]{4}|\t")
_BLANK = pattern(r"\n[ \t]*(?:\n|\Z)")
_TOML_PLACE = pattern(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
# Strings and comments as a whole, so that what is like a time in them stays; outside them, what has to stay the text
# that was written: times, and numbers that are too long for one.
_TOML_TOKEN = pattern(
    r'"""(?:[^"\\]++|\\(?:.|\Z)|"(?!""))*(?:"{3,5}|\Z)'
    r"|'''(?:[^']++|'(?!''))*(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]++|\\.)*"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+"
    r"|(?<![\w.+-])(?P<text>\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?"
    r"|\d\d:\d\d(?::\d\d(?:\.\d+)?)?|[-+]?[\d_]{20,}+|0[xob][\da-fA-F_]{16,}+)(?![\w.+-])",
    re.DOTALL,
)
# tomllib's time grows with the square of the number of names between dots.
_DOTTED = pattern(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)"""
    rf"{{{DEPTH_LIMIT}}}"
)


class Header(msgspec.Struct, frozen=True):
    """What the header of a file says, and what follows it."""

    fields: dict[str, object]
    lines: FieldLines
    body: str
    warning: RecordError | None = None  # what should be mended in the header


def read_header(text: str, *, fenced: bool = False) -> Header | None:
    """The header at the start of `text`, which has the line ends of Unix; None when there is none.

    With `fenced` only a header between `---` or `+++` lines counts. Raises RecordError when it is broken.
    """
    if text.startswith("---\n"):  # as nearly all begin
        return _fenced(text, "---", "yaml", 4, 1)
    start, first_line = 0, 1
    if text[:1].isspace():
        start = len(text) - len(text.lstrip("\n \t"))
        first_line += text.count("\n", 0, start)
    fence = _FENCE.match(text, start)
    if fence:
        mark, language = fence.groups()
        return _fenced(text, mark, language or ("toml" if mark == "+++" else "yaml"), fence.end(), first_line)
    if fenced:
        return None
    if text.startswith("{", start) and not text.startswith(("{{", "{%"), start):
        from feedwright.load.json_text import parse_leading_object

        fields, lines, warning, length = parse_leading_object(text[start:], first_line)
        return Header(fields, lines, text[start + length :].removeprefix("\n"), warning)
    return _names(text[start:], first_line)


def _fenced(text: str, mark: str, language: str, start: int, line: int) -> Header:
    """A header between marks, of which the first is on the line `line` and the text behind it at `start`."""
    end = _CLOSING[mark].search(text, start - 1)
    if end is None:
        raise RecordError(
            "front-matter-unclosed",
            f"The front matter has no end: the `{mark}` of line {line} is not followed by another.",
            hint=f"Write a line `{mark}` between the front matter and the text.",
            line=line,
        )
    try:
        fields, lines, warning = _READERS[language](text[start : end.start() + 1], line + 1)
    except RecordError as error:
        error.rule = "front-matter-broken" if error.rule.endswith("-broken") else error.rule
        raise
    return Header(fields, lines, text[end.end() :], warning)


def _yaml(text: str, line: int) -> tuple[dict[str, object], FieldLines, RecordError | None]:
    fields = plain_fields(text, line)
    if fields is not None:
        return fields, YamlLines(text, line), None
    value, warning = parse_yaml(text, line)
    if value is None:
        return {}, SameLine(line), warning
    if not isinstance(value, dict):
        raise not_a_record(value, line, what="The front matter")
    return value, YamlLines(text, line), warning


def _toml(text: str, line: int) -> tuple[dict[str, object], FieldLines, RecordError | None]:
    text, warning = without_illegal(text, line)
    if _DOTTED.search(text):
        raise too_deep(line)
    try:
        try:
            fields = tomllib.loads(_TOML_TOKEN.sub(_quoted, text), parse_float=as_written)
        except ValueError:
            tomllib.loads(text)  # raises again, about the text as it was written
            raise
    except ValueError as error:
        raise _toml_fault(text, error, line) from error
    except RecursionError as error:
        raise too_deep(line) from error
    check_depth(fields, line)
    return fields, TomlLines(text, line), warning


def _quoted(token: re.Match[str]) -> str:
    """A time or a long number in quotes, in which it stays the text that was written. In a name they change nothing."""
    return f'"{token[0]}"' if token["text"] else token[0]


def _toml_fault(text: str, error: ValueError, first_line: int) -> RecordError:
    """What is wrong with a TOML text, from what its reader said."""
    place = _TOML_PLACE.search(str(error))
    number, column = (int(place[1]), int(place[2])) if place and place[1] else (text.rstrip().count("\n") + 1, None)
    line = first_line + number - 1
    reason = _TOML_PLACE.sub("", str(error))
    if reason.startswith("Exceeds the limit"):
        line, reason = first_line, "a number in it is too long"
    written = text.split("\n")[number - 1].partition("=")[0].strip(" \t[]")
    if reason == "Cannot overwrite a value" or reason.endswith(" twice"):
        return field_double(written.strip("\"'"), line)
    return RecordError(
        "toml-broken",
        f"The TOML is broken: {reason[:1].lower()}{reason[1:]}.",
        hint="Mend it there; text has to stand in quotes.",
        line=line,
        column=column,
    )


def _json(text: str, line: int) -> tuple[dict[str, object], FieldLines, RecordError | None]:
    from feedwright.load.json_text import parse_object

    if not text.lstrip().startswith("{"):  # Eleventy asks for the braces; some tools leave them out
        text, line = f"{{\n{text}}}", line - 1
    return parse_object(text.encode(), line)


_READERS: Mapping[str, Callable[[str, int], tuple[dict[str, object], FieldLines, RecordError | None]]] = {
    "yaml": _yaml,
    "toml": _toml,
    "json": _json,
}


def _names(text: str, line: int) -> Header | None:
    """A header of `Name: value` lines (Pelican, MultiMarkdown): it ends with an empty line and has a title.

    Raises RecordError when it has a name twice.
    """
    blank = _BLANK.search(text)
    header, body = (text[: blank.start()], text[blank.end() :]) if blank else (text, "")
    header, warning = without_illegal(header, line)
    fields: dict[str, object] = {}
    double: RecordError | None = None
    name = ""
    for number, written in enumerate(header.split("\n"), start=line):
        if name and _CONTINUED.match(written):
            fields[name] = f"{fields[name]}\n{written.strip()}".lstrip("\n")
        elif found := _NAMED.match(written):
            name = found["name"]
            double = double or (field_double(name, number) if name in fields else None)
            fields[name] = written[found.end() :].strip()
        else:
            return None
    if "title" not in {each.lower() for each in fields}:
        return None
    if double:
        raise double
    return Header(fields, HeaderLines(header, line), body, warning)
