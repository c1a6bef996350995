"""docs/rules.md: every rule with its explanation, its mend and two documents that show it.

python -m feedwright.validation.rules_page > docs/rules.md
"""

import sys
from collections.abc import Iterator, Mapping
from difflib import ndiff
from itertools import groupby

from feedwright.validation.registry import rules
from feedwright.validation.tables import Rule

_GROUPS: Mapping[str, str] = {
    "document": "Any document: encoding, size, media type",
    "xml": "XML",
    "rss": "RSS 2.0 and 0.9x",
    "rss1": "RSS 1.0",
    "atom": "Atom",
    "xhtml": "XHTML in entries",
    "json": "JSON Feed",
    "opml": "OPML",
    "sitemap": "Sitemaps",
    "news": "News sitemaps",
    "formats": "Between the formats of one feed",
    "history": "Between two versions of one feed",
}
_MOST_LINES = 12  # of an example
_WIDEST = 160  # characters of a line of an example
_INTRODUCTION = """# The validator's rules

Every finding of `feedwright validate` names the rule that was broken. An error breaks a specification, a warning is
something that readers stumble over, and a note (severity info) is good to know. A rule's name is that of its vocabulary
and of what is wrong; a kind of value has one rule in each vocabulary that uses it, so `rss/url-relative` and
`media/url-relative` say the same of different elements. The example beside a rule shows one of the elements that it is
about: lines with `-` break the rule, lines with `+` mend it.

`feedwright rule NAME` prints the part about one rule. Which rules count, and as what, is said in feedwright.toml:
see [validating.md](validating.md).

This page is made from the rules themselves: `python -m feedwright.validation.rules_page > docs/rules.md`.
"""


def rules_page() -> str:
    """The page, in Markdown."""
    known = rules()
    order = {prefix: place for place, prefix in enumerate(_GROUPS)}
    ids = sorted(known, key=lambda id_: (order.get(_prefix(id_), len(order)), id_))
    return "\n".join([_INTRODUCTION, *(_group(prefix, known, members) for prefix, members in groupby(ids, _prefix))])


def _prefix(id_: str) -> str:
    return id_.partition("/")[0]


def _group(prefix: str, known: Mapping[str, Rule], ids: Iterator[str]) -> str:
    return "\n".join([f"## {_GROUPS.get(prefix, f'`{prefix}:`')}\n", *(_rule(known[id_]) for id_ in ids)])


def _rule(rule: Rule) -> str:
    severity = "note" if rule.severity == "info" else rule.severity
    lines = [f"### {rule.id}\n", f"{severity}: {_text(rule.title)} *{rule.spec}*\n", f"{_text(rule.hint)}\n"]
    if served := served_as(rule):
        lines.append(f"As {served}.\n")
    if example := "\n    ".join(difference(rule)):
        lines.append(f"    {example}\n")
    return "\n".join(lines)


def _text(text: str) -> str:
    """Plain text in Markdown: tags and references stay what they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*")


def served_as(rule: Rule) -> str:
    """How the example of a rule comes to its readers, where that matters: "when it is served as …"."""
    if rule.media_type:
        return f"when the example is served as `{rule.media_type}`"
    return f"when the example is served from `{rule.base}`" if rule.base else ""


def difference(rule: Rule) -> list[str]:
    """The lines that differ between the bad document of a rule (-) and the good one (+)."""
    if rule.bad == rule.good:
        return []
    marked = [line for line in ndiff(rule.bad.splitlines(), rule.good.splitlines()) if line[:1] in {"-", "+"}]
    shown = [_shortened(line) for line in marked[:_MOST_LINES]]
    return [*shown, *(["…"] if len(marked) > _MOST_LINES else [])]


def _shortened(line: str) -> str:
    line = line.replace("\ufeff", "(byte order mark)").replace("\x00", "(NUL)")
    return line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…"


if __name__ == "__main__":
    sys.stdout.buffer.write(rules_page().encode("utf-8"))
