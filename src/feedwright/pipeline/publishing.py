"""What is published of what was made: the manifest of it, what goes against it, and where documents wait until then."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from feedwright.catalog import Catalog
from feedwright.model import Finding, Listed
from feedwright.pipeline.beside import Beside
from feedwright.pipeline.feeds import Made, Rendered
from feedwright.pipeline.partners import Partners
from feedwright.pipeline.workers import Crew
from feedwright.publish import (
    KnownEntry,
    Manifest,
    Staging,
    Standing,
    Waiting,
    begin_staging,
    left,
    lost_identities,
    noted,
    turned_over,
)
from feedwright.select import Selection
from feedwright.site import Site


class Stagings(NamedTuple):
    """Where documents wait that are for everybody, and those that are for one partner."""

    public: Staging
    private: Staging

    def clear(self) -> None:
        """Remove what waits in both."""
        for each in self:
            each.clear()


@contextmanager
def staging_in(output: Path, private: Path, crew: Crew, *, write: bool) -> Iterator[Stagings]:
    """Where documents wait, which none does any more after a build that fails. Without `write` nothing is written.

    What waits of a build that was killed is removed.
    """
    stagings = Stagings(*(begin_staging(place, write=write) for place in (output, private)))
    with noted(stagings, private.parent) if write else nullcontext():
        try:
            yield stagings
        except BaseException as error:
            crew.stop(for_good=not isinstance(error, Exception))  # an interrupt may have cut off what one was to say
            stagings.clear()
            raise


class AllMade(NamedTuple):
    """All that was made, and of what."""

    selections: Sequence[Selection]
    rendered: Rendered
    beside: Beside
    partners: Partners
    entries: Mapping[str, KnownEntry]  # by their ids

    @property
    def made(self) -> Iterator[Made]:
        """Every document that is published beside those of partners."""
        yield from (made for feed in self.rendered.feeds for made in feed.documents)
        yield from self.beside.made

    @property
    def findings(self) -> Iterator[Finding]:
        """What is said of all documents."""
        yield from self.rendered.findings
        yield from self.partners.findings
        yield from (finding for made in self.beside.made for finding in made.findings)

    @property
    def held(self) -> tuple[str, ...]:
        """The paths of the documents that failed validation."""
        return (*self.rendered.held, *(each.path for each in self.beside.made if each.held), *self.partners.held)

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """The documents that are new, for everybody."""
        return (*self.rendered.documents, *self.beside.documents, *self.partners.public)


def manifest_of(all_made: AllMade, last: Manifest | None) -> Manifest:
    """What will be published: what is sound, and the last good version of what is held back."""
    files, feeds = {}, {}
    known = dict(last.entries) if last is not None else {}
    known |= all_made.entries
    for documents, ids in _standing(all_made):
        for made in documents:
            if not made.held:
                files[made.path] = made.record
                feeds[made.path] = ids
            elif last is not None and made.path in last.files:
                files[made.path] = last.files[made.path]
                feeds[made.path] = last.feeds.get(made.path, ())
    for made in all_made.beside.made:
        if not made.held:
            files[made.path] = made.record
        elif last is not None and made.path in last.files:
            files[made.path] = last.files[made.path]
    standing = {each for ids in feeds.values() for each in ids}
    return Manifest(files=files, feeds=feeds, entries={each: known[each] for each in standing if each in known})


def entries_of(selections: Iterable[Selection], catalog: Catalog) -> dict[str, KnownEntry]:
    """The articles of some feeds as the manifest knows them, by their ids; most stand in several feeds."""
    articles = {each.id: each for selection in selections for each in selection.articles}
    words = catalog.words() if articles else {}
    return {each.id: _known_entry(each, words.get(each.digest)) for each in articles.values()}


def _known_entry(each: Listed, words: int | None) -> KnownEntry:
    return KnownEntry(
        url=each.url,
        text="" if words is None else f"{words:016x}",
        published=dt.datetime.fromtimestamp(each.published, dt.UTC).isoformat(),
        record=each.file,
    )


def _standing(made: AllMade) -> Iterator[tuple[tuple[Made, ...], tuple[str, ...]]]:
    """The documents of each public feed, and the ids of its entries."""
    for selection, feed in zip(made.selections, made.rendered.feeds, strict=True):
        yield feed.documents, tuple(each.id for each in selection.articles)
    for _, state in made.partners.published:
        yield (state.document,), state.entries


def upheaval_of(
    last: Manifest,
    manifest: Manifest,
    made: AllMade,
    catalog: Catalog,
    findings: Iterable[Finding],
    site: Site,
    *,
    now: int,
) -> list[Finding]:
    """What would go against the law that an id is for ever. A record that is broken for now has not lost its id.

    The documents of partners stand apart: their terms may change, and with them what they hold.
    """
    broken = {finding.path for finding in findings if finding.severity == "error"}
    known = {each.id for selection in made.selections for each in selection.articles}
    known |= catalog.ids(last.entries.keys() - known)
    known |= {each for each, entry in last.entries.items() if entry.record in broken}
    apart = {state.document.path for _, state in made.partners.published}
    feeds = {path: ids for path, ids in manifest.feeds.items() if path not in apart}
    public = catalog.public_ids(left(last, feeds), now=now)
    standing = Standing(feeds=feeds, entries=manifest.entries, public=public)
    return [*lost_identities(last, standing, known), *turned_over(last, standing, site.feeds.turnover)]
