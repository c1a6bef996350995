"""The records of one file, each as a RawRecord or as the finding that says why it is none."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from feedwright.load.faults import RecordError, decode, finding
from feedwright.load.field_lines import SameLine
from feedwright.load.files import (
    HTML_SUFFIXES,
    JSON_LINES_SUFFIXES,
    JSON_SUFFIXES,
    MARKDOWN_SUFFIXES,
    RecordFile,
    read_file,
)
from feedwright.load.front_matter import Header, read_header
from feedwright.load.items import Item
from feedwright.load.yaml_text import read_yaml_items
from feedwright.model import Finding, Markup, Origin, RawRecord

if TYPE_CHECKING:
    from feedwright.load.json_lines import Span


def read_records(
    file: RecordFile, data: bytes | None = None, *, span: "Span | None" = None, wanted: Container[int] | None = None
) -> Iterator[RawRecord | Finding]:
    """The records of `file`, in its order, and findings in place of those that cannot be read.

    `data` are its bytes, where they have been read already. Of JSON Lines only those in `span` are read, or on lines
    with `wanted` numbers.

    A record that can be read but should be mended comes after a finding of severity "warning".
    Forms: a header (YAML between `---` lines, TOML between `+++` lines, a JSON object, or `Name: value` lines) and
    Markdown or HTML; JSON with one object, a list, or an object that holds a list of articles; JSON Lines, read line
    by line; YAML with one record, a list, or several documents. Never raises for what a file holds.
    """
    headed = _HEADED.get(file.suffix)
    if headed is None:
        return _read_many(file, data, span, wanted)
    try:
        return iter(headed(file, data))
    except RecordError as error:
        return iter((finding(file.path, error),))


def _read_many(
    file: RecordFile, data: bytes | None, span: "Span | None", wanted: Container[int] | None
) -> Iterator[RawRecord | Finding]:
    """The records of a file that may have more than one."""
    try:
        if file.suffix in JSON_LINES_SUFFIXES:
            from feedwright.load.json_lines import read_json_lines

            yield from _records(file, read_json_lines(file, span=span, wanted=wanted))
        elif file.suffix in JSON_SUFFIXES:
            yield from _read_json(file, data)
        else:
            yield from _read_yaml(file, data)
    except RecordError as error:
        yield finding(file.path, error)


def _read_markdown(file: RecordFile, data: bytes | None) -> Sequence[RawRecord | Finding]:
    text = _lines_unified(decode(read_file(file, data)))
    return _headed(file, text, read_header(text) or Header({}, SameLine(1), text), "markdown")


def _read_html(file: RecordFile, data: bytes | None) -> Sequence[RawRecord | Finding]:
    text = _lines_unified(decode(read_file(file, data)))
    header = read_header(text, fenced=True)
    if header is None:
        message = "The page has no front matter, so it was not taken for an article."
        hint = "Write title and date between `---` lines at its top, or bring it in with `feedwright import`."
        return [finding(file.path, RecordError("front-matter-missing", message, hint=hint, severity="warning"))]
    return _headed(file, text, header, "html")


def _headed(file: RecordFile, text: str, header: Header, markup: Markup) -> Sequence[RawRecord | Finding]:
    """The record of a file whose `text` is a header and a body, after what should be mended in the header."""
    if file.draft:
        header.fields.setdefault("draft", True)
    record = RawRecord(
        origin=Origin(path=file.path, line=1),
        fields=header.fields,
        lines=header.lines,
        body=header.body,
        text=text,
        markup=markup,
        folder=file.folder,
        stem=file.stem,
    )
    return [finding(file.path, header.warning), record] if header.warning else [record]


def _read_json(file: RecordFile, data: bytes | None) -> Iterator[RawRecord | Finding]:
    from feedwright.load.json_text import read_json_items

    for item in read_json_items(read_file(file, data)):
        if isinstance(item, RecordError) or not (file.maybe_data and item.alone and "title" not in item.fields):
            yield from _records(file, [item])


def _read_yaml(file: RecordFile, data: bytes | None) -> Iterator[RawRecord | Finding]:
    yield from _records(file, read_yaml_items(_lines_unified(decode(read_file(file, data)))))


def _records(file: RecordFile, items: Iterable[Item | RecordError]) -> Iterator[RawRecord | Finding]:
    """Records without a body of their own, each after the warning about it."""
    for item in items:
        if isinstance(item, RecordError):
            yield finding(file.path, item)
            continue
        if item.warning:
            yield finding(file.path, item.warning)
        if file.draft:
            item.fields.setdefault("draft", True)
        yield RawRecord(
            origin=Origin(path=file.path, line=item.line),
            fields=item.fields,
            lines=item.lines,
            folder=file.folder,
            stem=file.stem if item.alone else None,
        )


def _lines_unified(text: str) -> str:
    """`text` with the line ends of Unix."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


_HEADED: Mapping[str, Callable[[RecordFile, bytes | None], Sequence[RawRecord | Finding]]] = {
    **dict.fromkeys(MARKDOWN_SUFFIXES, _read_markdown),
    **dict.fromkeys(HTML_SUFFIXES, _read_html),
}
