"""What the articles say that something is to be made of: read from their records once, and kept in the catalog."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

import msgspec
from msgspec.structs import replace

from feedwright.catalog import Catalog, words_of
from feedwright.errors import FeedwrightError
from feedwright.load import Listing
from feedwright.model import Article, Body, Content, Entry, Finding, Listed
from feedwright.pipeline.again import Again, read_again
from feedwright.pipeline.workers import Workers
from feedwright.site import Site

PORTION = 25
"""Texts that one worker makes ready at a time."""
ALONE = 100
"""Texts that one process makes ready: for more, others begin."""
_NO_BODY = Body(text="")


class Told(msgspec.Struct, frozen=True):
    """An article without its body as written; its text made ready, where a feed holds it; what was found in that."""

    article: Article
    content: Content | None
    findings: tuple[Finding, ...] = ()


class _Article(msgspec.Struct, frozen=True):
    """What is `Told` of an article itself: to look at no more is sooner done."""

    article: Article


class Texts:
    """The articles of this build by their digests; what the catalog does not have is read from the records."""

    def __init__(self, catalog: Catalog, workers: Workers, files: Listing) -> None:
        self.catalog = catalog
        self.workers = workers
        self._files = files
        self._used: set[bytes] = set()

    def make(self, articles: Iterable[Listed]) -> int:
        """See to it that what these articles say is known, and their texts are ready for a feed; how many were not."""
        return self._make(articles, composed=True)

    def note(self, articles: Iterable[Listed]) -> None:
        """See to it that what these articles say is known, their texts aside."""
        self._make(articles, composed=False)

    def keep(self, articles: Iterable[Listed]) -> None:
        """Say that these are in use, and need not be made now."""
        self._used.update(each.digest for each in articles)

    def told(self, each: Listed) -> bytes:
        """What an article says, encoded: that is how it is kept, and how it goes to another process soonest."""
        payload = self.catalog.content(each.digest)
        if payload is None:
            raise FeedwrightError(f"{each.file} changed while it was being built.", hint="Build again.")
        return payload

    def told_all(self, articles: Sequence[Listed]) -> Iterator[bytes]:
        """What each of these articles says, encoded, whether it was known or not."""
        self.keep(articles)
        for each in articles:
            payload = self.catalog.content(each.digest)
            if payload is None:
                self.note(articles)  # so that all that are missing are read together
                payload = self.told(each)
            yield payload

    def article(self, each: Listed) -> Article:
        """An article without its body."""
        return article_of(next(self.told_all([each])))

    def findings(self, articles: Iterable[Listed]) -> Iterator[Finding]:
        """What was found in the texts of articles, each text once."""
        for digest in dict.fromkeys(each.digest for each in articles):
            payload = self.catalog.content(digest)
            if payload is not None:
                yield from _decoder().decode(payload).findings

    def drop_others(self) -> None:
        """Forget the texts that are not in use."""
        self.catalog.keep_contents(self._used)

    def _make(self, articles: Iterable[Listed], *, composed: bool) -> int:
        wanted = {each.digest: each for each in articles}
        self._used.update(wanted)
        missing: dict[str, set[int]] = {}
        for digest, each in wanted.items():
            if not self.catalog.has_content(digest, composed=composed):
                missing.setdefault(each.file, set()).add(self.catalog.line(each.key))
        if not missing:
            return 0
        made = 0
        tasks = [Again(file, missing[file.path]) for file in self._files.at(sorted(missing))]
        for part in self.workers.map(partial(tell, composed=composed), tasks, portion=PORTION, alone=ALONE):
            self.catalog.put_contents(part, composed=composed)
            made += len(part)
        return made


def tell(site: Site, wanted: Sequence[Again], *, composed: bool) -> list[tuple[bytes, int | None, bytes]]:
    """What articles say, encoded, each after its digest and its words."""
    from feedwright.normalize import compose

    told = []
    for version, article in read_again(site, wanted):
        made = compose(article, site, text=in_plain_text(site)) if composed else None
        said = Told(
            replace(article, body=_NO_BODY),
            made.content if made else None,
            made.findings if made else (),
        )
        told.append((version, words_of(article.body.text), msgspec.json.encode(said)))
    return told


def in_plain_text(site: Site) -> bool:
    """Whether a document is made from texts without markup: ninjs, and what partners may want."""
    return site.feeds.ninjs or bool(site.partners)


def entry_of(told: bytes) -> Entry:
    """The entry of an article whose text was made ready, in a feed."""
    each = _decoder().decode(told)
    if each.content is None:
        raise ValueError(f"the text of {each.article.id} was not made ready")
    return Entry(article=each.article, content=each.content)


def article_of(told: bytes) -> Article:
    """An article without its body."""
    return _article_decoder().decode(told).article


@cache
def _decoder() -> "msgspec.json.Decoder[Told]":
    return msgspec.json.Decoder(Told)


@cache
def _article_decoder() -> "msgspec.json.Decoder[_Article]":
    return msgspec.json.Decoder(_Article)
