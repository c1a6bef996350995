"""`feedwright validate`: anybody's feed files, judged."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from feedwright.cli.options import FailOn, instant
from feedwright.cli.words import many
from feedwright.errors import FeedwrightError

if TYPE_CHECKING:
    from feedwright.model import Finding
    from feedwright.validation import Report
    from feedwright.validation.policy import Policy

Format = Literal["text", "json", "sarif", "github", "junit"]

_SUFFIXES = {".xml", ".rss", ".atom", ".rdf", ".json", ".opml"}
_NOT_FEEDS = {"manifest.json", "ninjs.json"}
_CONFIGURATION = "feedwright.toml"
_BASELINE = "feedwright-baseline.json"


Base = Annotated[
    str | None, typer.Option(metavar="URL", help="The address that the document is served from; for one document.")
]
ContentType = Annotated[
    str | None,
    typer.Option(
        "--content-type",
        metavar="TYPE",
        help="What the server says it is, such as application/rss+xml; charset=utf-8.",
    ),
]
Before = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH", help="An earlier version of the file or folder, to find what readers would stumble over."
    ),
]
Clock = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="The time that dates in the future and stale news are told by, such as 2018-11-07T13:45:00+08:00.",
        show_default="the clock",
    ),
]
ConfiguredBy = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="The folder whose feedwright.toml says in [validate] what counts."),
]

ForPartner = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Judge by the demands of a partner too: a name of `feedwright profiles`, or a file of your own.",
    ),
]


def validate(
    *,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Feed files, folders of them, or - for standard input.")
    ],
    base: Base = None,
    content_type: ContentType = None,
    before: Before = None,
    now: Clock = None,
    site: ConfiguredBy = None,
    profile: ForPartner = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="The least finding that makes the command fail.", show_default="error"),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Accepted findings, which do not count: only new ones do.")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--write-baseline", help="Accept all that is found now: write it into the baseline.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show notes as well as errors and warnings.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = "text",
) -> None:
    """Judge feed files against the specifications of their formats: RSS, Atom, JSON Feed, OPML and sitemaps."""
    policy, file = _policy(site, fail_on=fail_on, baseline=baseline, writes=accept)
    documents = list(_documents(paths, leave_out=file))
    if base is not None and len(documents) > 1:
        raise typer.BadParameter(f"{len(documents)} documents cannot have one address.", param_hint="--base")
    if before is not None:
        _check_earlier(before, count=len(documents))
    reports = _judged(documents, base=base, content_type=content_type, now=now)
    if profile is not None:
        reports = _for_partner(reports, documents, profile=profile, now=now)
    reports = _compared(reports, documents, paths=paths, before=before)
    if accept:
        _accept(reports, policy, file)
        return
    counted = [policy.report(report) for report in reports]
    if format_ == "text":
        _print_text(counted, [data for _, data in documents], content_type=content_type, notes=verbose)
        if accepted := sum(map(_weight, reports)) - sum(map(_weight, counted)):
            typer.echo(f"{accepted} more {'does' if accepted == 1 else 'do'} not count: accepted or switched off.")
    else:
        _print_for_machines(format_, counted, policy)
    if any(finding.severity in policy.failing for report in counted for finding in report.findings):
        raise typer.Exit(1)


def _judged(
    documents: Sequence[tuple[str, bytes]], *, base: str | None, content_type: str | None, now: str | None
) -> list["Report"]:
    from feedwright.validation import judge

    time = instant(now)
    return [judge(data, path=path, base=base, media_type=content_type, now=time) for path, data in documents]


def _for_partner(
    reports: Sequence["Report"], documents: Sequence[tuple[str, bytes]], *, profile: str, now: str | None
) -> list["Report"]:
    """The reports as a partner sees the documents."""
    from msgspec.structs import replace

    from feedwright.site import load_profile
    from feedwright.validation.judgement import with_findings
    from feedwright.validation.partners import judge_for_partner, with_profile

    wanted, time = load_profile(profile), instant(now)
    told = []
    for report, (path, data) in zip(reports, documents, strict=True):
        own = (replace(finding, path=path) for finding in judge_for_partner(data, wanted, now=time))
        told.append(with_findings(replace(report, findings=()), with_profile(report.findings, own, wanted)))
    return told


def _policy(site: Path | None, *, fail_on: FailOn | None, baseline: Path | None, writes: bool) -> tuple["Policy", Path]:
    """What counts, by the options and then by feedwright.toml, and the file of the baseline.

    A baseline that is to be written need not be there yet.
    """
    from msgspec.structs import replace

    from feedwright.validation.baseline import read_baseline
    from feedwright.validation.policy import Policy, check_rule_names, site_policy

    policy = Policy()
    if site is not None or _is_told(Path(_CONFIGURATION)):
        from feedwright.site import load_site

        loaded = load_site(site or Path())
        check_rule_names(loaded)
        if baseline is not None:
            loaded = replace(loaded, validating=replace(loaded.validating, baseline=baseline))
        policy, baseline = site_policy(loaded, baseline_is_new=writes), loaded.validating.baseline
    elif baseline is not None and (baseline.exists() or not writes):
        policy = Policy(accepted=read_baseline(baseline))
    return replace(policy, fail_on=fail_on or policy.fail_on), baseline or Path(_BASELINE)


def _is_told(file: Path) -> bool:
    """Whether a configuration may say what counts; to read it whole takes longer than to judge a feed."""
    try:
        return "validate" in file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def _accept(reports: Sequence["Report"], policy: "Policy", file: Path) -> None:
    """Write what was found, as far as it counts, into the baseline."""
    from msgspec.structs import replace

    from feedwright.validation.baseline import baseline_of, write_baseline

    found = [finding for report in reports for finding in replace(policy, accepted=None).counted(report.findings)]
    judged = [report.path for report in reports]
    made = baseline_of(found, file=file, judged=judged, before=policy.accepted)
    write_baseline(file, made)
    count = sum(made.counts.values())
    typer.echo(f"{file}: {many(count, 'accepted finding')}.")


def _weight(report: "Report") -> int:
    """How many errors and warnings a report has."""
    return sum(finding.severity != "info" for finding in report.findings)


def _compared(
    reports: Sequence["Report"], documents: Sequence[tuple[str, bytes]], *, paths: list[str], before: Path | None
) -> list["Report"]:
    """The reports with what the formats of a feed say differently, and what changed since `before`."""
    if before is None and len(reports) < 2:
        return list(reports)
    from feedwright.validation.agreement import disagreements
    from feedwright.validation.entries import read_feed
    from feedwright.validation.history import changes_between
    from feedwright.validation.judgement import with_findings

    said = [
        read_feed(data, path=path, format_=report.format)
        for report, (path, data) in zip(reports, documents, strict=True)
    ]
    feeds = [feed for feed in said if feed is not None]
    found = list(disagreements(feeds))
    for feed in feeds if before is not None else ():
        earlier = _earlier(Path(feed.path), paths, before) if before else None
        if earlier is not None and (old := read_feed(_read(earlier, -1), path=str(earlier), format_=feed.format)):
            found.extend(changes_between(old, feed))
    return [with_findings(report, [each for each in found if each.path == report.path]) for report in reports]


def _check_earlier(before: Path, *, count: int) -> None:
    """Fail where `before` cannot be the earlier version of so many documents: nothing would be compared."""
    if not before.exists():
        raise FeedwrightError(f"The earlier version, {before}, is not there.", hint="Name a file or folder that is.")
    if before.is_file() and count > 1:
        raise typer.BadParameter(f"{count} documents cannot have one earlier version.", param_hint="--before")


def _earlier(file: Path, paths: list[str], before: Path) -> Path | None:
    """The earlier version of a file: `before` itself, or the file of the same place in that folder."""
    if before.is_file():
        return before
    roots = [Path(path) for path in paths if Path(path).is_dir() and file.is_relative_to(path)]
    earlier = before / (file.relative_to(roots[0]) if roots else file.name)
    return earlier if earlier.is_file() else None


def _print_text(
    reports: Sequence["Report"], documents: Sequence[bytes], *, content_type: str | None, notes: bool
) -> None:
    from feedwright.cli.findings import count, print_findings
    from feedwright.validation.excerpts import Excerpts

    for report, data in zip(reports, documents, strict=True):
        excerpts = Excerpts(data, media_type=content_type)
        print_findings(report.findings, notes=notes, excerpt=excerpts.show)
    findings = [finding for report in reports for finding in report.findings]
    typer.echo(f"{many(len(reports), 'document')}: {count(findings)}.")


def _print_for_machines(format_: Format, reports: Sequence["Report"], policy: "Policy") -> None:
    from feedwright import __version__
    from feedwright.cli.findings import print_annotations, print_json

    if format_ == "json":
        print_json({"documents": [_shape(report) for report in reports]})
    elif format_ == "sarif":
        from feedwright.validation.sarif import sarif_log

        print_json(sarif_log(reports, version=__version__))
    elif format_ == "junit":
        from feedwright.validation.junit import junit_document

        typer.echo(junit_document(reports, failing=policy.failing), nl=False)
    else:
        findings: list[Finding] = [finding for report in reports for finding in report.findings]
        print_annotations(findings)


def _shape(report: "Report") -> dict[str, object]:
    """The public shape of a report."""
    from feedwright.cli.findings import shapes

    return {
        "path": report.path,
        "format": report.format,
        "verdict": report.verdict,
        "findings": shapes(report.findings),
    }


def _documents(paths: list[str], *, leave_out: Path) -> Iterator[tuple[str, bytes]]:
    """Each document with the name to call it by; `leave_out` is no feed, though it may stand among them."""
    from feedwright.validation.judgement import LARGEST

    for path in paths:
        if path == "-":
            yield "<stdin>", sys.stdin.buffer.read(LARGEST + 1)
            continue
        files = _feed_files(Path(path), leave_out) if Path(path).is_dir() else [Path(path)]
        if not files:
            raise FeedwrightError(
                f"There is no feed file in {path}.", hint="Name a file, or a folder that holds feeds."
            )
        for file in files:
            yield str(file), _read(file, LARGEST + 1)


def _feed_files(folder: Path, leave_out: Path) -> list[Path]:
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in _SUFFIXES
        and file.name not in _NOT_FEEDS
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and file.is_file()
        and file.resolve() != leave_out.resolve()
    )


def _read(file: Path, most: int) -> bytes:
    """At most so many bytes of a file: what is longer is refused, not held in memory."""
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise FeedwrightError(f"{file} cannot be read: {error.strerror or error}.") from error
