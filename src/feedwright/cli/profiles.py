"""`feedwright profiles`: the partners whose dialects are known, and what each of them demands."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from feedwright.site import Demand, Profile, RuleTable
    from feedwright.site.profile_schema import HtmlTable, ImagesTable

_WITHDRAWN = {
    "title": "said in an entry with its title",
    "bare": "said in an entry with its guid alone",
    "tombstone": "said in a tombstone",
    "nothing": "not said: the entry leaves the feed",
}


def profiles(
    *,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A profile to show whole: its name, or a file of your own.",
            show_default="all, a line each",
        ),
    ] = None,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")] = "text",
) -> None:
    """List the profiles of partners, or show what one of them demands and how far that is known."""
    from feedwright.site import load_profile, profile_names

    names = profile_names() if name is None else (name,)
    found = {each: load_profile(each) for each in names}
    if format_ == "json":
        import msgspec

        from feedwright.cli.findings import print_json

        print_json({each: msgspec.to_builtins(profile) for each, profile in found.items()})
    elif name is None:
        width = max(map(len, found))
        for each, profile in found.items():
            typer.echo(f"{each:<{width}}  {profile.format:<7}  {profile.name}")
    else:
        for line in _told(found[name]):
            typer.echo(line)


def _told(profile: "Profile") -> list[str]:
    """A profile in words."""
    limits = profile.limits
    numbers = {
        "at most {} entries": limits.entries,
        "at least {} entries": limits.least,
        "at most {} days old": limits.days,
        "at most {} kilobytes": limits.kilobytes,
    }
    said = [text.format(number) for text, number in numbers.items() if number]
    days = "" if profile.withdrawal.says == "nothing" else f", for {profile.withdrawal.days} days"
    return [
        f"{profile.name} ({profile.format}, {profile.file_name})",
        *([profile.about] if profile.about else []),
        *([f"Limits: {', '.join(said)}{_doubt(limits)}."] if said else []),
        *([f"Images: {', '.join(images)}{_doubt(profile.images)}."] if (images := _images(profile.images)) else []),
        *([f"HTML: {', '.join(html)}{_doubt(profile.html)}."] if (html := _html(profile.html)) else []),
        f"A withdrawal is {_WITHDRAWN[profile.withdrawal.says]}{days}.",
        "",
        "Rules:",
        *(f"  {profile.id}/{rule.id}: {_rule(rule)}" for rule in profile.rules),
        "",
        "Known from:",
        *(f"  {fact.mark}: {fact.about}. {fact.source}" for fact in profile.facts),
    ]


def _images(images: "ImagesTable") -> list[str]:
    """What images must be, in a few words."""
    parts = {
        "required": images.required,
        f"{images.width} pixels wide at least": images.width,
        f"{images.height} pixels high at least": images.height,
        f"{images.side} pixels at least on the shorter side": images.side,
        f"{images.narrowest} times as wide as high at least": images.narrowest,
        f"{images.widest} times as wide as high at the most": images.widest,
        f"the longer side at most {images.longest} times the shorter": images.longest,
        f"at most {images.kilobytes} kilobytes": images.kilobytes,
        " or ".join(images.types): images.types,
    }
    return [text for text, holds in parts.items() if holds]


def _html(html: "HtmlTable") -> list[str]:
    """What the text may hold, in a few words."""
    parts = {
        f"only {' '.join(html.allow or ())}": html.allow is not None,
        f"{html.depth} elements at most inside each other": html.depth,
    }
    return [text for text, holds in parts.items() if holds]


def _doubt(demand: "Demand") -> str:
    return "" if demand.mark == "verified" else f" ({demand.mark})"


def _rule(rule: "RuleTable") -> str:
    """A rule in a few words."""
    parts = {
        "required": rule.required,
        "each its own": rule.unique,
        "without HTML": rule.plain,
        "in ASCII": rule.ascii,
        f"{rule.least} characters at least": rule.least,
        f"{rule.most} characters at the most": rule.most,
        f"{rule.least_words} words at least": rule.least_words,
        f"{rule.most_bytes} bytes at the most": rule.most_bytes,
        f"{rule.most_times} times at the most": rule.most_times,
        f"like {rule.pattern}": rule.pattern,
        f"one of {', '.join(rule.one_of)}": rule.one_of,
        f"a date of {rule.date}": rule.date,
        "not ahead": rule.past,
        f"unless there is {rule.unless}": rule.unless,
        "only a warning": rule.severity == "warning",
        rule.mark: rule.mark != "verified",
    }
    where = " of the feed" if rule.where == "feed" else ""
    return f"{rule.of}{where}: {', '.join(text for text, holds in parts.items() if holds)}"
