"""Time the validator on feeds of 50 entries and about 180 KB.

    python benchmarks/validator_speed.py [--repeat N]

For RSS and for Atom three figures are printed: the best time of a judgement in this process, that of feedparser for the
same bytes in the same run, with the ratio of the two, and the best time of a whole `feedwright validate` process.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

import feedparser

from feedwright.validation import judge

ENTRIES = 50
SENTENCE = (
    "The council met on Wednesday & agreed on a plan for the <em>harbour</em>, the bridge and the old town hall. "
)
PARAGRAPH = f'<p>{SENTENCE * 3}<a href="https://news.example/more?a=1&amp;b=2">More</a></p>\n'
IMAGE = '<img src="https://news.example/harbour.jpg" alt="The harbour" width="640" height="480">'
BODY = f"{PARAGRAPH * 6}<p>{SENTENCE}</p>\n{IMAGE}"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>News</title><link>https://news.example/</link><description>All the news</description>
<atom:link rel="self" type="application/rss+xml" href="https://news.example/rss.xml"/>
<language>en</language><lastBuildDate>Wed, 07 Nov 2018 13:45:00 GMT</lastBuildDate>
{}</channel>
</rss>
"""
ITEM = """<item>
<title>Story {n}</title><link>https://news.example/story/{n}</link><dc:creator>Jane Roe</dc:creator>
<guid isPermaLink="false">tag:news.example,2018:story-{n}</guid><pubDate>Wed, 07 Nov 2018 05:{n:02}:00 GMT</pubDate>
<category>world</category><category>harbour</category><description>What happened, in a sentence or two.</description>
<enclosure url="https://news.example/{n}.mp3" length="123456" type="audio/mpeg"/>
<content:encoded>{body}</content:encoded>
</item>
"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>News</title><id>tag:news.example,2018:feed</id><updated>2018-11-07T13:45:00Z</updated>
<author><name>Daily</name></author><link rel="self" href="https://news.example/atom.xml"/>
<link href="https://news.example/"/>
{}</feed>
"""
ENTRY = """<entry>
<title>Story {n}</title><id>tag:news.example,2018:story-{n}</id><link href="https://news.example/story/{n}"/>
<updated>2018-11-07T13:{n:02}:00Z</updated><published>2018-11-07T05:{n:02}:00Z</published>
<author><name>Jane Roe</name></author><category term="world"/><category term="harbour"/>
<summary>What happened, in a sentence or two.</summary><content type="html">{body}</content>
</entry>
"""


def feeds() -> dict[str, bytes]:
    """The documents to judge, by their file name."""
    body = escape(BODY.replace(" & ", " &amp; "), quote=False)
    return {
        "rss.xml": RSS.format("".join(ITEM.format(n=n, body=body) for n in range(ENTRIES))).encode(),
        "atom.xml": ATOM.format("".join(ENTRY.format(n=n, body=body) for n in range(ENTRIES))).encode(),
    }


def best(run: Callable[[], object], repeat: int) -> float:
    """The shortest of `repeat` runs, in milliseconds."""
    times: list[float] = []
    for _ in range(repeat):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return 1000 * min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--repeat", type=int, default=15)
    repeat: int = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as folder:
        for name, data in feeds().items():
            file = Path(folder) / name
            file.write_bytes(data)
            report = judge(data, path=name, base=f"https://news.example/{name}")
            ours = best(lambda data=data, name=name: judge(data, path=name), repeat)  # type: ignore[misc]
            theirs = best(lambda data=data: feedparser.parse(data), max(3, repeat // 5))  # type: ignore[misc]
            command = [sys.executable, "-m", "feedwright", "validate", str(file)]
            whole = best(lambda command=command: subprocess.run(command, check=True, capture_output=True), repeat)  # type: ignore[misc]
            print(
                f"{name}: {len(data) / 1000:.0f} KB, {report.verdict}, {len(report.findings)} findings; "
                f"in process {ours:.1f} ms, feedparser {theirs:.1f} ms ({theirs / ours:.1f} times ours); "
                f"whole process {whole:.0f} ms"
            )


if __name__ == "__main__":
    main()
