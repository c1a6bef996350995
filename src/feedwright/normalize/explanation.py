"""How each field of an article came to be what it is: the text it came from, the rule that was applied, the result."""

from collections.abc import Callable
from dataclasses import dataclass

from feedwright.model import Article, Content, Outlet, RawRecord, Timestamp
from feedwright.normalize.fields import Named, named
from feedwright.normalize.identity import date_in_stem
from feedwright.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One field of an article."""

    field: str
    written: str | None  # the text in the record; None when it says nothing
    line: int | None  # where that stands
    rule: str
    result: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """Everything that a rule may depend on."""

    raw: RawRecord
    fields: Named
    article: Article
    content: Content
    site: Site

    def says(self, field: str) -> bool:
        return field in self.fields.values


def explain(raw: RawRecord, article: Article, content: Content, site: Site) -> tuple[Explained, ...]:
    """The fields of `article`, each with what it came from."""
    case = _Case(raw=raw, fields=named(raw.fields), article=article, content=content, site=site)
    return tuple(_explained(case, field, source, rule, result) for field, source, rule, result in _ROWS)


def _explained(
    case: _Case, field: str, source: str, rule: Callable[[_Case], str], result: Callable[[_Case], str | None]
) -> Explained:
    name = case.fields.written.get(source)
    value = case.fields.values.get(source)
    return Explained(
        field=field,
        written=None if value is None else str(value),
        line=case.raw.lines.line(name) if name else None,
        rule=rule(case),
        result=result(case),
    )


def _id(case: _Case) -> str:
    if case.says("id"):
        return (
            "as the record says" if case.article.id == str(case.fields.values["id"]) else "the record's, as a tag: URI"
        )
    if case.raw.stem is not None:
        return "from the file's name and the site's tag"
    known = next((field for field in ("slug", "url") if case.says(field)), "title")
    return f"from the record's {known} and the site's tag"


def _url(case: _Case) -> str:
    return "as the record says, made absolute" if case.says("url") else f"the site's pattern {case.site.permalink}"


def _section(case: _Case) -> str:
    return "as the record says" if case.says("section") else "the record's folder"


def _summary(case: _Case) -> str:
    return "as the record says" if case.article.summary else "cut from the text at a sentence"


def _title(case: _Case) -> str:
    return "markup taken out, entities decoded once" if case.says("title") else "the first heading of the text"


def _written(field: str) -> Callable[[_Case], str]:
    return lambda case: "as the record says" if case.says(field) else "not said"


def _published(case: _Case) -> str:
    if case.article.published.inferred:
        return "not said; the same as updated"
    if not case.says("date"):
        named_date = date_in_stem(case.raw.stem) == case.article.published.text
        origin = "from the file's name; " if named_date else "the time it was scheduled for; "
        return origin + _time(case, case.article.published)
    return _time(case, case.article.published)


def _updated(case: _Case) -> str:
    updated = case.article.updated
    if updated.inferred:
        return "not said; the same as published" if not case.says("updated") else "before the publication, so its time"
    if updated in {correction.at for correction in case.article.lifecycle.corrections}:
        return "the time of the last correction; " + _time(case, updated)
    return _time(case, updated)


def _time(case: _Case, time: Timestamp) -> str:
    """How a text became an instant."""
    source = case.article.source
    zone = {
        "explicit": "zone said by the text" if not case.says("timezone") else "zone said by the record",
        "source": f"zone of the source {source.name if source else ''}",
        "site": f"zone of its section or of the site ({case.site.timezone})",
    }[time.zone]
    hour = f"; a date without a time stands at {case.site.date_only_time:%H:%M}" if time.precision == "day" else ""
    return f"read to the {time.precision}; {zone}{hour}"


def _source(case: _Case) -> str:
    source = case.article.source
    if source is None:
        return "not said"
    if source.name in case.site.sources:
        written = case.fields.values.get("source")
        return "as the record says" if written == source.name else f"an alias of the source {source.name}"
    return "as the record says; not a source of feedwright.toml"


def _rights(case: _Case) -> str:
    if case.says("rights"):
        return "as the record says"
    source = case.site.sources.get(case.article.source.name or "") if case.article.source else None
    if source and source.rights:
        return f"those of the source {source.name}"
    return "the site's" if case.article.rights else "not said"


def _outlet(outlet: Outlet | None) -> str | None:
    if outlet is None:
        return None
    return " ".join(part for part in (outlet.name, f"<{outlet.url}>" if outlet.url else None) if part)


def _people(case: _Case) -> str | None:
    people = (f"{each.name} <{each.email}>" if each.email else str(each.name) for each in case.article.authors)
    return ", ".join(people) or None


_ROWS: tuple[tuple[str, str, Callable[[_Case], str], Callable[[_Case], str | None]], ...] = (
    ("id", "id", _id, lambda case: case.article.id),
    ("url", "url", _url, lambda case: case.article.url),
    ("title", "title", _title, lambda case: case.article.title),
    ("subtitle", "subtitle", _written("subtitle"), lambda case: case.article.subtitle),
    ("summary", "summary", _summary, lambda case: case.content.summary),
    ("section", "section", _section, lambda case: case.article.section or "the site itself"),
    ("tags", "tags", _written("tags"), lambda case: ", ".join(case.article.tags) or None),
    ("language", "language", _written("language"), lambda case: case.article.language),
    ("published", "date", _published, lambda case: case.article.published.instant.isoformat()),
    ("updated", "updated", _updated, lambda case: case.article.updated.instant.isoformat()),
    ("authors", "authors", _written("authors"), _people),
    ("source", "source", _source, lambda case: _outlet(case.article.source)),
    ("original", "source_url", _written("source_url"), lambda case: case.article.original),
    ("via", "via", _written("via"), lambda case: _outlet(case.article.via)),
    ("publisher", "publisher", _written("publisher"), lambda case: _outlet(case.article.publisher)),
    ("rights", "rights", _rights, lambda case: case.article.rights),
    ("media", "image", _written("image"), lambda case: ", ".join(each.url for each in case.article.media) or None),
)
