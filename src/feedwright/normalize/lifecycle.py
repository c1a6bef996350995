"""What a record declares about the article's life: draft, schedule, embargo, expiry, corrections, withdrawal."""

from operator import attrgetter

from feedwright.model import Correction, Lifecycle, Text, Timestamp
from feedwright.normalize.fields import CorrectionTable, Record, Scalar, WithdrawalTable
from feedwright.normalize.markup import plain_title
from feedwright.normalize.report import RecordReport
from feedwright.normalize.times import Clock
from feedwright.site import did_you_mean

_DRAFT = frozenset({"draft", "hidden", "private", "unlisted", "unpublished", "pending", "review", "wip", "skip"})
_PUBLISHED = frozenset({"published", "publish", "public", "final", "scheduled", "corrected"})
_UNTIL = {"embargoed": "embargo", "expired": "expires"}
"""States that a time brings about, by the field of that time; without it the article is withheld."""
_declared = attrgetter("draft", "status", "publish_at", "embargo", "expires", "withdrawn", "corrections")
_NOTHING = (None,) * 7
_ORDINARY = Lifecycle()
_YES = frozenset({"true", "yes", "y", "1", "on"})
_NO = frozenset({"false", "no", "n", "0", "off", "none"})


def article_lifecycle(record: Record, report: RecordReport, clock: Clock) -> Lifecycle | None:
    """The declared life of an article; None, with a finding, when one of its times cannot be read."""
    if _declared(record) == _NOTHING:
        return _ORDINARY
    status = (record.status or "published").strip().casefold()
    if status not in _DRAFT | _PUBLISHED | _UNTIL.keys() | {"withheld", "withdrawn"}:
        known = ("published", "draft", "withheld", "withdrawn")
        report.error("status-unknown", "status", f"{record.status!r} is no status", hint=did_you_mean(status, known))
    if str(record.draft).strip().casefold() not in _YES | _NO:
        hint = "Write true or false."
        report.error("draft-unknown", "draft", f"{record.draft!r} is neither true nor false", hint=hint)
    withdrawal = _withdrawal(record.withdrawn)
    written = {
        "publish_at": record.publish_at,
        "embargo": record.embargo,
        "expires": record.expires,
        "withdrawn": withdrawal.at if withdrawal else None,
    }
    times: dict[str, Timestamp] = {}
    for field, text in written.items():
        if text is not None:
            timestamp = clock.read(text, field, report)
            if timestamp is None:
                return None
            times[field] = timestamp
    corrections = _corrections(record.corrections, report, clock)
    if corrections is None:
        return None
    return Lifecycle(
        draft=status in _DRAFT or str(record.draft).strip().casefold() in _YES,
        withheld=status == "withheld" or (status in _UNTIL and _UNTIL[status] not in times),
        publish_at=times.get("publish_at"),
        embargo=times.get("embargo"),
        expires=times.get("expires"),
        withdrawn=withdrawal is not None or status == "withdrawn",
        withdrawn_at=times.get("withdrawn"),
        withdrawn_reason=plain_title(withdrawal.reason).text if withdrawal and withdrawal.reason else None,
        corrections=corrections,
    )


def _withdrawal(written: bool | Scalar | WithdrawalTable | None) -> WithdrawalTable | None:  # noqa: FBT001 - a field's value
    """A withdrawal, whether it is written as true, as a time or as a table."""
    if written is None or written is False:
        return None
    if isinstance(written, WithdrawalTable):
        return written
    return WithdrawalTable() if written is True or str(written).casefold() in _YES else WithdrawalTable(at=written)


def _corrections(
    written: CorrectionTable | list[CorrectionTable] | None, report: RecordReport, clock: Clock
) -> tuple[Correction, ...] | None:
    """The corrections in the order of their times."""
    tables = written if isinstance(written, list) else [] if written is None else [written]
    corrections = []
    for table in tables:
        at = clock.read(table.at, "corrections", report)
        if at is None:
            return None
        corrections.append(Correction(note=Text(plain_title(table.note).text), at=at))
    return tuple(sorted(corrections, key=lambda correction: correction.at.instant))
