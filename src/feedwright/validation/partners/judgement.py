"""A document and a profile become findings."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from feedwright.model import Finding, Severity
from feedwright.site import PLACEHOLDER, Demand, ElementTable, Profile, RuleTable
from feedwright.validation.partners.pictures import Picture, images_in
from feedwright.validation.partners.places import Paper, Place, body_path, entry_id, published, read_paper
from feedwright.validation.partners.rules import problems

_NO_PICTURES: Final[Mapping[str, Picture]] = {}
_UTF8: Final = frozenset({"utf-8", "ascii", "us-ascii", "utf-8-sig"})


def judge_for_partner(
    data: bytes, profile: Profile, *, pictures: Mapping[str, Picture] = _NO_PICTURES, now: dt.datetime | None = None
) -> tuple[Finding, ...]:
    """What the partner of `profile` would reject (errors) or dislike (warnings) in the document `data`.

    `pictures` tells of images, by their URLs, what the document does not say. Ages are held against `now` (aware) where
    it is given. A finding about one entry names it; one without is about the whole document.
    """
    paper = read_paper(data, profile)
    if paper is None:
        return ()  # it is not well-formed; the validator says where
    if not paper.fits:
        message = f"The document is not {profile.format}, which {profile.name} takes."
        return (_finding(profile, "format", "error", message, hint="Publish it in that format."),)
    found = [*_of_document(paper, data, profile), *_of_rules(paper, profile, now)]
    for entry in paper.entries:
        if not is_withdrawn(entry, profile):
            found += _of_entry(entry, profile, pictures, now)
    return tuple(found)


def with_profile(general: Iterable[Finding], own: Iterable[Finding], profile: Profile) -> tuple[Finding, ...]:
    """The validator's findings and the profile's, without those of general rules that the dialect has to break.

    The validator knows no ninjs and would take it for a bad JSON Feed.
    """
    waived = {*profile.waives, "xml/namespace-unknown"}  # the profile judges the elements of its own namespaces
    if profile.withdrawal.says == "bare":
        waived.add("rss/item-title-or-description")
    kept = [finding for finding in general if finding.rule not in waived] if profile.format != "ninjs" else []
    return tuple(sorted((*kept, *own), key=lambda finding: (finding.line or 0, finding.column or 0, finding.rule)))


def is_withdrawn(entry: Place, profile: Profile) -> bool:
    """Whether an entry says that it is taken back."""
    if profile.format == "ninjs":
        return entry.first("pubStatus") == "canceled"
    return any(_stands(mark, entry) for mark in _marks(profile))


def _marks(profile: Profile) -> list[ElementTable]:
    """The elements of an entry that is taken back which no other entry has."""
    others = {each.element for each in profile.entry.elements if set(each.states) != {"withdrawn"}}
    return [
        each
        for each in profile.entry.elements
        if set(each.states) == {"withdrawn"} and (each.element not in others or _is_constant(each))
    ]


def _is_constant(element: ElementTable) -> bool:
    """Whether an element always says the same."""
    said = [*([element.text] if element.text else []), *element.attributes.values()]
    return bool(said) and not any(map(PLACEHOLDER.search, said))


def _stands(mark: ElementTable, entry: Place) -> bool:
    """Whether an element of the profile stands in an entry, with the words that it always has."""
    wanted = [(mark.element, mark.text or "")]
    wanted += [(f"{mark.element}@{name}", text) for name, text in mark.attributes.items()]
    return all(
        any(PLACEHOLDER.search(text) or not text or value.text.strip() == text for value in entry.at(path))
        for path, text in wanted
    )


def _of_document(paper: Paper, data: bytes, profile: Profile) -> Iterator[Finding]:
    limits = profile.limits
    if paper.encoding not in _UTF8:
        message = f"The document is in {paper.encoding}; {profile.name} takes UTF-8."
        yield _finding(profile, "encoding", "error", message, hint="Write it in UTF-8.")
    if limits.kilobytes and len(data) > limits.kilobytes * 1000:
        message = f"The document has {len(data):,} bytes; {profile.name} takes {limits.kilobytes * 1000:,}."
        yield _finding(profile, "too-large", "error", message, hint="Lower the limit of entries.", of=limits)
    count = len(paper.entries)
    if limits.entries and count > limits.entries:
        message = f"The document has {count:,} entries; {profile.name} takes {limits.entries:,}."
        yield _finding(profile, "too-many", "error", message, hint="Lower the limit of entries.", of=limits)
    if limits.least and count < limits.least:
        message = f"The document has {count} entries; {profile.name} wants {limits.least} at least."
        yield _finding(profile, "too-few", "warning", message, hint="Select more articles.", of=limits)


def _of_rules(paper: Paper, profile: Profile, now: dt.datetime | None) -> Iterator[Finding]:
    """What breaks the profile's own rules, in the head and in the entries."""
    entries = [entry for entry in paper.entries if not is_withdrawn(entry, profile)]
    for rule in profile.rules:
        heads = [paper.head] if paper.head is not None else []
        places = heads if rule.where == "feed" else entries
        for place in places:
            yield from _broken(rule, place, profile, now)
        if rule.unique:
            yield from _repeated(rule, places, profile)


def _broken(rule: RuleTable, place: Place, profile: Profile, now: dt.datetime | None) -> Iterator[Finding]:
    for message, hint, value in problems(rule, place, now=now):
        finding = _finding(profile, rule.id, rule.severity, f"{message} ({profile.name}).", hint=hint, of=rule)
        yield replace(
            finding,
            line=value.line if value else place.line,
            column=value.column if value else None,
            entry=entry_id(place, profile) if rule.where == "entry" else None,
        )


def _repeated(rule: RuleTable, places: Iterable[Place], profile: Profile) -> Iterator[Finding]:
    seen: dict[str, str | None] = {}
    for place in places:
        for value in place.at(rule.of):
            text = value.text.strip()
            if text and text in seen:
                message = f"{rule.of}: {text} stands in {seen[text] or 'an earlier entry'} too ({profile.name})."
                finding = _finding(
                    profile, rule.id, rule.severity, message, hint=rule.hint or "Use another one.", of=rule
                )
                yield replace(finding, line=value.line, column=value.column, entry=entry_id(place, profile))
            seen.setdefault(text, entry_id(place, profile))


def _of_entry(
    entry: Place, profile: Profile, pictures: Mapping[str, Picture], now: dt.datetime | None
) -> Iterator[Finding]:
    found = [*_of_age(entry, profile, now), *_of_images(entry, profile, pictures), *_of_html(entry, profile)]
    for finding in found:
        yield replace(finding, line=finding.line or entry.line, entry=entry_id(entry, profile))


def _of_age(entry: Place, profile: Profile, now: dt.datetime | None) -> Iterator[Finding]:
    days, moment = profile.limits.days, published(entry, profile)
    if days and now is not None and moment is not None and now - moment > dt.timedelta(days=days):
        message = f"The entry is older than {days} days ({profile.name})."
        yield _finding(profile, "too-old", "error", message, hint="Take it out.", of=profile.limits)


def _of_images(entry: Place, profile: Profile, pictures: Mapping[str, Picture]) -> Iterator[Finding]:
    wanted = profile.images
    shown = images_in(entry, profile, pictures)
    if wanted.required and not shown:
        message = f"There is no image that {profile.name} takes."
        yield _finding(profile, "image-required", "error", message, hint="Give the article one.", of=wanted)
    severity: Severity = "error" if wanted.unfit == "reject" else "warning"
    for url, picture, value in shown:
        if fault := wanted.misfit(
            width=picture.width, height=picture.height, length=picture.length, type_=picture.type
        ):
            message = f"The image {url}: {fault} ({profile.name})."
            finding = _finding(profile, "image-unfit", severity, message, hint="Use another one.", of=wanted)
            yield replace(finding, line=value.line if value else None, column=value.column if value else None)


def _of_html(entry: Place, profile: Profile) -> Iterator[Finding]:
    wanted, path = profile.html, body_path(profile)
    html = entry.first(path) if path else ""
    if "<" not in html or (wanted.allow is None and wanted.depth is None):
        return
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(html).body
    if body is None:
        return
    names: dict[str, None] = {}
    deepest, stack = 0, [(body, 0)]
    while stack:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        for child in node.iter():
            names[child.tag or ""] = None
            stack.append((child, depth + 1))
    foreign = [name for name in names if wanted.allow is not None and name not in wanted.allow]
    if foreign:
        message = f"{path}: {', '.join(f'<{name}>' for name in sorted(foreign))} is not taken ({profile.name})."
        yield _finding(profile, "html", "error", message, hint="Write it without.", of=wanted)
    if wanted.depth and deepest > wanted.depth:
        message = f"{path}: elements stand {deepest} deep in each other, {wanted.depth} at the most ({profile.name})."
        yield _finding(profile, "html-depth", "error", message, hint="Flatten lists and quotes.", of=wanted)


def _finding(
    profile: Profile,
    rule: str,
    severity: Severity,
    message: str,
    *,
    hint: str,
    of: Demand | None = None,
) -> Finding:
    """What breaks the demand `of` a profile, with the source of the demand and, where it is not verified, that."""
    spec = profile.name if of is None or of.source is None else of.source
    doubt = "" if of is None or of.mark == "verified" else f" ({of.mark})"
    return Finding(rule=f"{profile.id}/{rule}", severity=severity, message=message, hint=hint, spec=f"{spec}{doubt}")
