"""What a record says of a podcast's episode, and of the time that its recording takes."""

import re

from feedwright.model import Episode, EpisodeKind, Transcript
from feedwright.normalize.fields import Record, Scalar, TranscriptTable
from feedwright.normalize.identity import joined, web_url
from feedwright.normalize.report import RecordReport
from feedwright.patterns import pattern
from feedwright.site import did_you_mean

_KINDS: dict[str, EpisodeKind] = {"full": "full", "trailer": "trailer", "bonus": "bonus"}
_EXPLICIT = {"true": True, "yes": True, "explicit": True, "false": False, "no": False, "clean": False}
_CLOCK = pattern(r"^(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)(?:\.\d+)?$")
_ISO = pattern(r"^PT(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)(?:\.\d+)?S)?$", re.IGNORECASE)
_TRANSCRIPT_TYPES = {
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "html": "text/html",
    "json": "application/json",
    "txt": "text/plain",
}


def article_episode(record: Record, report: RecordReport) -> Episode | None:
    """The episode that the record declares; None when it declares none. What cannot be read is a warning."""
    if record.season is None and record.episode is None and record.episode_type is None and record.explicit is None:
        return None
    season = _number(record.season, "season", report)
    number = _number(record.episode, "episode", report)
    kind = _KINDS.get(str(record.episode_type).strip().casefold()) if record.episode_type is not None else None
    if record.episode_type is not None and kind is None:
        message = f"{record.episode_type!r} is no kind of episode and is not used"
        report.warning("episode-kind", "episode_type", message, hint=did_you_mean(record.episode_type, _KINDS))
    explicit = None if record.explicit is None else _EXPLICIT.get(str(record.explicit).strip().casefold())
    if record.explicit is not None and explicit is None:
        report.warning("explicit-unknown", "explicit", f"{record.explicit!r} is not used", hint="Write true or false.")
    if season is None and number is None and kind is None and explicit is None:
        return None
    return Episode(season=season, number=number, kind=kind, explicit=explicit)


def whole_seconds(written: Scalar | None) -> int | None:
    """A duration in whole seconds: a number of them, 1:02:03, 62:03 or PT1H2M3S; None when it is none of these."""
    text = str(written).strip() if written is not None else ""
    if re.fullmatch(r"\d{1,7}(?:\.\d+)?", text, re.ASCII):
        return int(float(text)) or None
    found = _CLOCK.match(text) or _ISO.match(text)
    if found is None:
        return None
    hours, minutes, seconds = (int(found[name] or 0) for name in ("hours", "minutes", "seconds"))
    return hours * 3600 + minutes * 60 + seconds or None


def transcripts_of(
    written: str | TranscriptTable | list[str | TranscriptTable] | None, base: str, field: str, report: RecordReport
) -> tuple[Transcript, ...]:
    """The transcripts of a recording, their addresses resolved against `base`. One without a type is a warning."""
    entries = written if isinstance(written, list) else [] if written is None else [written]
    found = []
    for entry in entries:
        table = entry if isinstance(entry, TranscriptTable) else TranscriptTable(url=entry)
        url = web_url(joined(base, table.url))
        media_type = table.type or _TRANSCRIPT_TYPES.get(table.url.rpartition(".")[2].casefold())
        if url is None or media_type is None:
            message = f"the transcript {table.url[:80]!r} is not used: its address or its type cannot be told"
            report.warning("transcript-invalid", field, message, hint="Give it a `url` and a `type` such as text/vtt.")
            continue
        found.append(Transcript(url=url, type=media_type, language=table.language))
    return tuple(found)


def _number(written: Scalar | None, field: str, report: RecordReport) -> int | None:
    """A whole number above zero; None, with a note, when it is none: a season may be a club's too."""
    if written is None:
        return None
    text = str(written).strip()
    if text.isascii() and text.isdigit() and len(text) < 8 and int(text) > 0:
        return int(text)
    report.info("number-invalid", field, f"{text[:40]!r} is not a whole number above zero and is not used")
    return None
