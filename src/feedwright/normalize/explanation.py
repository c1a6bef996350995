"""How each field of an article came to be what it is: the text it came from, the rule that was applied, the result."""

from collections.abc import Callable

import msgspec

from feedwright.model import Article, Content, Outlet, RawRecord, Timestamp
from feedwright.normalize.article import read_fields
from feedwright.normalize.chain import article_chain
from feedwright.normalize.fields import Named, named
from feedwright.normalize.identity import date_in_stem
from feedwright.normalize.report import RecordReport
from feedwright.site import Site


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """One field of an article."""

    field: str
    written: str | None  # the text in the record; None when it says nothing
    line: int | None  # where that stands
    rule: str
    result: str | None


class _Case(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a rule may depend on."""

    raw: RawRecord
    fields: Named
    article: Article
    content: Content
    site: Site
    source_field: str  # which field names the source

    def says(self, field: str) -> bool:
        return field in self.fields.values


def explain(raw: RawRecord, article: Article, content: Content, site: Site) -> tuple[Explained, ...]:
    """The fields of `article`, each with what it came from."""
    report = RecordReport(raw)
    record = read_fields(raw, report)
    source_field = article_chain(record, site, report, article.body).source_field if record else "source"
    case = _Case(
        raw=raw, fields=named(raw.fields), article=article, content=content, site=site, source_field=source_field
    )
    return tuple(_explained(case, field, source, rule, result) for field, source, rule, result in _ROWS)


def _explained(
    case: _Case, field: str, source: str, rule: Callable[[_Case], str], result: Callable[[_Case], str | None]
) -> Explained:
    if source == "source":
        source = case.source_field
    name = case.fields.written.get(source)
    value = case.fields.values.get(source)
    return Explained(
        field=field,
        written=None if value is None else _as_written(value),
        line=case.raw.lines.line(name) if name else None,
        rule=rule(case),
        result=result(case),
    )


def _as_written(value: object) -> str:
    """A value of a record for people."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list):
        return ", ".join(map(_as_written, value))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_as_written(each)}" for name, each in value.items())
    return str(value)


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
    place = {
        "source": "as the record says",
        "authors": "named in the byline",
        "source_url": "by the article's address there",
        "body": "credited in the text",
    }[case.source_field]
    if source.name not in case.site.sources:
        return f"{place}; not a source of feedwright.toml"
    written = case.fields.values.get(case.source_field)
    return place if written == source.name else f"{place}; it means the source {source.name} of feedwright.toml"


def _authors(case: _Case) -> str:
    if not case.article.authors:
        return "not said" if not case.says("authors") else "nobody is named"
    if not case.says("authors"):
        return "named with the source"
    written = case.fields.values["authors"]
    fields = written if isinstance(written, list) else [written]
    plain = [author.name for author in case.article.authors] == fields
    return "as the record says" if plain else "the names in the byline, in ordinary case"


def _via(case: _Case) -> str:
    if case.says("via"):
        return "as the record says"
    return "not said" if case.article.via is None else "named with the source"


def _original(case: _Case) -> str:
    if case.article.original is None:
        return "not said"
    if case.says("source_url"):
        return "as the record says"
    return "the canonical link, on another site" if case.says("canonical") else "the address of its source"


def _publisher(case: _Case) -> str:
    return "as the record says" if case.says("publisher") else "the site's"


def _rights(case: _Case) -> str:
    if case.says("rights"):
        return "as the record says"
    source = case.site.sources.get(case.article.source.name or "") if case.article.source else None
    if case.article.rights and case.article.rights not in {source.rights if source else None, case.site.rights}:
        return "named with the source"
    if source and source.rights:
        return f"those of the source {source.name}"
    return "the site's" if case.article.rights else "not said"


def _language(case: _Case) -> str:
    written = case.fields.values.get("language")
    if written is None or case.article.language != str(written).partition(".")[0].replace("_", "-"):
        return "its section's or the site's"
    return "as the record says"


def _licence(case: _Case) -> str:
    return "not said" if case.article.licence is None else "the licence that the rights name"


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


def _episode(case: _Case) -> str | None:
    """The podcast's words about the episode, in one line."""
    episode = case.article.episode
    if episode is None:
        return None
    said = {"season": episode.season, "episode": episode.number, "type": episode.kind, "explicit": episode.explicit}
    return ", ".join(f"{name} {value}" for name, value in said.items() if value is not None)


def _media(case: _Case) -> str:
    if case.says("image"):
        return "as the record says, made absolute; length, type and size from the file when it is local"
    media = case.article.media
    if not media or (case.says("media") and len(media) == 1):
        return "not said" if not media else "as the record says, made absolute"
    return "the first picture of the text" if (media[0].type or "image/").startswith("image/") else "as the record says"


def _files(case: _Case) -> str | None:
    """The media with what is known of them."""
    shown = []
    for each in case.article.media:
        size = f"{each.width}x{each.height}" if each.width and each.height else None
        length = f"{each.length} bytes" if each.length else None
        known = ", ".join(part for part in (each.type, size, length) if part)
        shown.append(f"{each.url} ({known})" if known else each.url)
    return ", ".join(shown) or None


def _corrections(case: _Case) -> str | None:
    corrections = case.article.lifecycle.corrections
    return "; ".join(f"{each.at.instant.isoformat()}: {each.note}" for each in corrections) or None


def _draft(case: _Case) -> str:
    if case.says("draft"):
        return "as the record says"
    return f"by its status, {case.fields.values['status']}" if case.article.lifecycle.draft else "not said"


def _due(field: str) -> Callable[[_Case], str]:
    def rule(case: _Case) -> str:
        time = {
            "publish_at": case.article.lifecycle.publish_at,
            "embargo": case.article.lifecycle.embargo,
            "expires": case.article.lifecycle.expires,
        }[field]
        return "not said" if time is None else _time(case, time)

    return rule


def _instant(time: Timestamp | None) -> str | None:
    return None if time is None else time.instant.isoformat()


def _withdrawn_rule(case: _Case) -> str:
    life = case.article.lifecycle
    if not life.withdrawn:
        return "not said"
    if life.withdrawn_at is not None:
        return _time(case, life.withdrawn_at)
    return "as the record says, at once" if case.says("withdrawn") else "by its status, at once"


def _withdrawal(case: _Case) -> str | None:
    life = case.article.lifecycle
    if not life.withdrawn:
        return None
    when = _instant(life.withdrawn_at) or "yes"
    return f"{when}: {life.withdrawn_reason}" if life.withdrawn_reason else when


def _body(case: _Case) -> str:
    rendered = "Markdown rendered" if case.article.body.markup == "markdown" else "HTML"
    return f"{rendered}, then made safe and its addresses absolute"


def _length(case: _Case) -> str:
    length = len(case.content.text)
    return f"{length:,} character{'' if length == 1 else 's'} of text"


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
    ("language", "language", _language, lambda case: case.article.language),
    ("published", "date", _published, lambda case: case.article.published.instant.isoformat()),
    ("updated", "updated", _updated, lambda case: case.article.updated.instant.isoformat()),
    ("authors", "authors", _authors, _people),
    ("source", "source", _source, lambda case: _outlet(case.article.source)),
    ("original", "source_url", _original, lambda case: case.article.original),
    ("via", "via", _via, lambda case: _outlet(case.article.via)),
    ("publisher", "publisher", _publisher, lambda case: _outlet(case.article.publisher)),
    ("rights", "rights", _rights, lambda case: case.article.rights),
    ("licence", "rights", _licence, lambda case: case.article.licence),
    ("comments", "comments", _written("comments"), lambda case: case.article.comments),
    ("comment_count", "comment_count", _written("comment_count"), lambda case: _number(case.article.comment_count)),
    ("media", "image", _media, _files),
    ("episode", "episode", _written("episode"), _episode),
    ("corrections", "corrections", _written("corrections"), _corrections),
    ("draft", "draft", _draft, lambda case: "yes" if case.article.lifecycle.draft else "no"),
    ("withheld", "status", _written("status"), lambda case: "yes" if case.article.lifecycle.withheld else "no"),
    ("publish_at", "publish_at", _due("publish_at"), lambda case: _instant(case.article.lifecycle.publish_at)),
    ("embargo", "embargo", _due("embargo"), lambda case: _instant(case.article.lifecycle.embargo)),
    ("expires", "expires", _due("expires"), lambda case: _instant(case.article.lifecycle.expires)),
    ("withdrawn", "withdrawn", _withdrawn_rule, _withdrawal),
    ("body", "body", _body, _length),
)
