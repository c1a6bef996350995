"""Rules made of faults: one for each fault of a value, and those of the tables of JSON Feed with their examples."""

import json
from collections.abc import Iterator
from html import unescape

from feedwright.validation.examples import json_feed
from feedwright.validation.structure import SPACE
from feedwright.validation.tables import ONE, Fault, Rule, ValueType
from feedwright.validation.value_types.text import BLANK, MISENCODED
from feedwright.validation.value_types.text import TEXT as WORDS
from feedwright.validation.vocabularies.json_feed import SPEC, TABLES, Member


def rule_of(id_: str, fault: Fault, subject: str, spec: str, bad: str, good: str) -> Rule:
    """The rule that a fault is in one vocabulary."""
    title = f"{subject} {fault.says}."
    return Rule(id=id_, severity=fault.severity, title=title, hint=fault.hint, spec=spec, bad=bad, good=good)


def wrong_values(type_: ValueType, *, plain: bool = True) -> Iterator[tuple[Fault, str]]:
    """Each fault of a type with a value that shows it; `plain`: any text is a value."""
    for fault in type_.faults:
        yield fault, fault.bad
    if not type_.trim:
        yield SPACE, f" {type_.good}"
    if type_.blank == "warn":
        yield BLANK, ""
    if type_ is WORDS and plain:
        yield MISENCODED, MISENCODED.bad


def json_table_rules() -> Iterator[Rule]:
    """The rules of the tables of JSON Feed."""
    for table, members in TABLES.items():
        for member in members:
            if member.often == ONE:
                name = member.name
                yield Rule(
                    id=f"json/{table}-{name.replace('_', '-')}-missing",
                    severity="error",
                    title=f"The {table} has {name!r}.",
                    hint=f"Add {name!r}.",
                    spec=SPEC,
                    bad=_json_document(table, members, without=name),
                    good=_json_document(table, members),
                )
            if member.type and member.kind == "string":
                for fault, bad in wrong_values(member.type):
                    yield rule_of(
                        f"json/{fault.id}",
                        fault,
                        f"{member.name!r} of the {table}",
                        SPEC if fault.spec.startswith("the ") else fault.spec,
                        _json_document(table, members, without=member.name, text=unescape(bad)),
                        _json_document(table, members, without=member.name, text=unescape(member.type.good)),
                    )


def _json_document(table: str, members: tuple[Member, ...], *, without: str = "", text: str | None = None) -> str:
    """A JSON Feed with an object of a table, one member left out or with a text of its own."""
    own = f"{json.dumps(without)}: {json.dumps(text, ensure_ascii=False)}" if text is not None else ""
    if table == "feed":
        return json_feed(own, without=without)
    if table == "item":
        return json_feed(item=own, item_without=without)
    inner = [
        f"{json.dumps(member.name)}: {json.dumps(member.type.good if member.type else None)}"
        for member in members
        if member.often == ONE and member.name != without
    ]
    made = "{" + ", ".join([*inner, *([own] if own else [])]) + "}"
    if table == "attachment":
        return json_feed(item=f'"attachments": [{made}]')
    return json_feed(f'"{table}s": [{made}]')
