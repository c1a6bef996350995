"""[validate] of the configuration: what of the validator's findings counts."""

from collections.abc import Collection
from pathlib import Path

from feedwright.errors import ConfigurationError
from feedwright.model import Severity
from feedwright.site.model import Site, ValidateOptions
from feedwright.site.names import nearest
from feedwright.site.reader import Reader
from feedwright.site.schema import ValidateTable


def read_validate(reader: Reader, written: object, *, folder: Path) -> ValidateOptions:
    """What the table [validate] says; `folder` is the site's. Whether there are such rules is not known here."""
    table = reader.convert(written, ValidateTable, "validate")
    lists: dict[Severity | None, tuple[str, ...]] = {None: table.off, "error": table.error, "warning": table.warning}
    verdicts: dict[str, Severity | None] = {}
    for severity, rules in lists.items():
        for rule in rules:
            if verdicts.setdefault(rule, severity) != severity:
                key, other = severity or "off", verdicts[rule] or "off"
                message = f"validate.{key}: {rule!r} stands in validate.{other} too."
                reader.fail(message, "validate", key, hint="Keep it in one of them.")
    return ValidateOptions(
        fail_on=table.fail_on,
        off=table.off,
        severities=tuple((rule, severity) for rule, severity in verdicts.items() if severity is not None),
        baseline=None if table.baseline is None else folder / table.baseline,
    )


def demand_known_rules(site: Site, known: Collection[str]) -> None:
    """Raises ConfigurationError at the line of the first rule in [validate] that is not one of `known`."""
    from feedwright.site.toml_lines import key_line

    severities = dict(site.validating.severities)
    for rule in site.validating.rules:
        if rule in known:
            continue
        near = nearest(rule, known)
        key = severities.get(rule, "off")
        file = site.folder / "feedwright.toml"
        raise ConfigurationError(
            f"validate.{key}: there is no rule {rule!r}.",
            path=str(file),
            line=key_line(file.read_text(encoding="utf-8-sig"), ("validate", key)),
            hint=f"Did you mean {near!r}?" if near else "`feedwright rule` lists all of them.",
        )
