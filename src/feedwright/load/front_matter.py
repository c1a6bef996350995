"""The header of a record file, before its Markdown or HTML: YAML, TOML, JSON, or `Name: value` lines."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from feedwright.load.faults import RecordError, without_illegal
from feedwright.load.field_lines import HeaderLines, JsonLines, SameLine, TomlLines, YamlLines
from feedwright.load.items import as_written, check_depth, not_a_record, too_deep
from feedwright.load.json_text import parse_leading_object
from feedwright.load.yaml_text import parse_yaml
from feedwright.model import FieldLines

# `---` may name its language, as in Eleventy: `---json`.
_FENCE = re.compile(r"(?P<fence>---|\+\+\+)(?P<language>yaml|toml|json)?[ \t]*(?:\n|\Z)")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
_NAMED = re.compile(r"[ ]{0,3}(?P<name>\w[\w -]*?)[ \t]*:(?:[ \t]+(?P<value>.*?)|)[ \t]*\Z")
_CONTINUED = re.compile(r"(?:[ ]{4,}|\t)\s*(?P<value>.*?)\s*\Z")
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_TOML_TIME = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(?:\.\d+)?)"
)


class Header(NamedTuple):
    """What the header of a file says, and what follows it."""

    fields: dict[str, object]
    lines: FieldLines
    body: str
    warning: RecordError | None = None  # what should be mended in the header


def read_header(text: str, *, fenced: bool = False) -> Header | None:
    """The header at the start of `text`, which has the line ends of Unix; None when there is none.

    With `fenced` only a header between `---` or `+++` lines counts. Raises RecordError when it is broken.
    """
    start = len(text) - len(text.lstrip("\n \t")) if text[:1].isspace() else 0
    first_line = 1 + text.count("\n", 0, start)
    fence = _FENCE.match(text, start)
    if fence:
        return _fenced(text, fence, first_line)
    if fenced:
        return None
    if text.startswith("{", start) and not text.startswith(("{{", "{%"), start):
        fields, length = parse_leading_object(text[start:])
        lines = JsonLines(text[start : start + length].encode(), first_line)
        return Header(fields, lines, text[start + length :].removeprefix("\n"))
    return _names(text[start:], first_line)


def _fenced(text: str, fence: re.Match[str], line: int) -> Header:
    mark = fence["fence"]
    end = _CLOSING[mark].search(text, fence.end())
    if end is None:
        raise RecordError(
            "front-matter-unclosed",
            f"The front matter has no end: the `{mark}` of line {line} is not followed by another.",
            hint=f"Write a line `{mark}` between the front matter and the text.",
            line=line,
        )
    read = _READERS[fence["language"] or ("toml" if mark == "+++" else "yaml")]
    try:
        fields, lines, warning = read(text[fence.end() : end.start()], line + 1)
    except RecordError as error:
        error.rule = "front-matter-broken" if error.rule.endswith("-broken") else error.rule
        raise
    return Header(fields, lines, text[end.end() :], warning)


def _yaml(text: str, line: int) -> tuple[dict[str, object], FieldLines, RecordError | None]:
    value, warning = parse_yaml(text, line)
    if value is None:
        return {}, SameLine(line), warning
    if not isinstance(value, dict):
        raise not_a_record(value, line, what="The front matter")
    return value, YamlLines(text, line), warning


def _toml(text: str, line: int) -> tuple[dict[str, object], FieldLines, RecordError | None]:
    text, warning = without_illegal(text, line)
    try:
        fields = tomllib.loads(text, parse_float=as_written)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        number, column = (int(place[1]), int(place[2])) if place and place[1] else (text.rstrip().count("\n") + 1, None)
        reason = _TOML_PLACE.sub("", str(error))
        raise RecordError(
            "toml-broken",
            f"The TOML is broken: {reason[:1].lower()}{reason[1:]}.",
            hint="Mend it there; text has to stand in quotes.",
            line=line + number - 1,
            column=column,
        ) from error
    except RecursionError as error:
        raise too_deep(line) from error
    check_depth(fields, line)
    return cast("dict[str, object]", _with_times(fields, _times(text))), TomlLines(text, line), warning


def _json(text: str, line: int) -> tuple[dict[str, object], FieldLines, RecordError | None]:
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] == "{":
        fields, _ = parse_leading_object(text[start:])
    else:  # Eleventy asks for the braces; some tools leave them out
        fields, _ = parse_leading_object("{" + text + "}")
    return fields, JsonLines(text.encode(), line), None


_READERS: Mapping[str, Callable[[str, int], tuple[dict[str, object], FieldLines, RecordError | None]]] = {
    "yaml": _yaml,
    "toml": _toml,
    "json": _json,
}


def _times(text: str) -> dict[tuple[object, object], str]:
    """Every time that a TOML text writes, by its value and offset."""
    times: dict[tuple[object, object], str] = {}
    for match in _TOML_TIME.finditer(text):
        try:
            value = tomllib.loads(f"time = {match[0]}")["time"]
        except tomllib.TOMLDecodeError:
            continue
        times.setdefault(_mark(value), match[0])
    return times


def _mark(value: dt.date | dt.time) -> tuple[object, object]:
    return value, value.tzinfo and value.utcoffset() if isinstance(value, dt.datetime) else None


def _with_times(value: object, times: Mapping[tuple[object, object], str]) -> object:
    """`value` with each time as the text that was written."""
    if isinstance(value, dict):
        return {key: _with_times(each, times) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_times(each, times) for each in value]
    return times.get(_mark(value), value.isoformat()) if isinstance(value, dt.date | dt.time) else value


def _names(text: str, line: int) -> Header | None:
    """A header of `Name: value` lines (Pelican, MultiMarkdown): it ends with an empty line and has a title."""
    header, _, body = text.partition("\n\n")
    fields: dict[str, object] = {}
    name = ""
    for written in header.split("\n"):
        if name and (more := _CONTINUED.match(written)):
            fields[name] = f"{fields[name]}\n{more['value']}".lstrip("\n")
        elif found := _NAMED.match(written):
            name = found["name"]
            fields[name] = found["value"] or ""
        else:
            return None
    if "title" not in {each.lower() for each in fields}:
        return None
    header, warning = without_illegal(header, line)
    if warning:
        fields = {key: without_illegal(str(value), line)[0] for key, value in fields.items()}
    return Header(fields, HeaderLines(header, line), body, warning)
