"""Time what a record costs, step by step, and the same steps one record after the other.

    python benchmarks/records.py [--count N]

Articles as of `benchmarks/build.py` are read and understood in one process, which is asked for its own processor time;
the best of several passes counts. What a step takes is told for fifty records at once, as builds take them.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from build import write_newsroom

from feedwright.catalog import Catalog, decoded_rows, encoded_rows
from feedwright.load import RecordFile, contents_of, read_records
from feedwright.model import RawRecord
from feedwright.normalize import normalize_all
from feedwright.pipeline import rows
from feedwright.pipeline.newsroom import read_content
from feedwright.site import Site

AT_ONCE = 50
PASSES = 5
Took = dict[str, float]


@contextmanager
def timed(took: Took, step: str) -> Iterator[None]:
    started = time.process_time()
    yield
    took[step] += time.process_time() - started


def by_steps(site: Site, files: Sequence[RecordFile]) -> Took:
    """Seconds by step, for some files at once."""
    took: Took = defaultdict(float)
    for start in range(0, len(files), AT_ONCE):
        some = files[start : start + AT_ONCE]
        with timed(took, "file"):
            contents = [contents_of(file) for file in some]
        with timed(took, "header"):
            found = [list(read_records(file, data)) for file, (data, _) in zip(some, contents, strict=True)]
        records = [each for items in found for each in items if isinstance(each, RawRecord)]
        with timed(took, "understanding"):
            normalize_all(records, site)
    return took


def together(site: Site, files: Sequence[RecordFile], at_once: int) -> tuple[float, list[bytes]]:
    """(seconds of all steps up to rows, the rows), for `at_once` records at once."""
    rows._AT_ONCE = at_once  # noqa: SLF001 - what is measured
    started = time.process_time()
    made = [
        encoded_rows(list(rows.rows_of_files(site, [(file, None) for file in files[start : start + 200]])))
        for start in range(0, len(files), 200)
    ]
    return time.process_time() - started, made


def catalogued(portions: Sequence[bytes]) -> float:
    """Seconds to bring rows into a catalog, with its indexes."""
    with tempfile.TemporaryDirectory(prefix="feedwright-bench-") as folder:
        started = time.process_time()
        with Catalog(Path(folder) / "catalog", b"bench") as catalog:
            for portion in portions:
                catalog.put(decoded_rows(portion))
            catalog.settle()
        return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=5_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory(prefix="feedwright-bench-") as folder:
        write_newsroom(count, Path(folder))
        content = read_content(Path(folder))
        site, files = content.site, tuple(content.found.files)
        together(site, files, AT_ONCE)  # everything is loaded, and the disk's cache is warm
        gc.freeze()
        gc.set_threshold(100_000)  # as in a build's processes
        steps = [by_steps(site, files) for _ in range(PASSES)]
        best = {step: min(each[step] for each in steps) for step in steps[0]}
        whole, portions = min(together(site, files, AT_ONCE) for _ in range(PASSES))
        alone, _ = min(together(site, files, 1) for _ in range(PASSES))
        kept = min(catalogued(portions) for _ in range(PASSES))
    print(f"\n{count:,} records, processor time of each")
    for step, seconds in best.items():
        print(f"  {step:<14}{seconds / count * 1e6:5.0f} µs")
    print(f"  {'its row':<14}{(whole - sum(best.values())) / count * 1e6:5.0f} µs")
    print(
        f"  {'up to rows':<14}{whole / count * 1e6:5.0f} µs; one record after the other {alone / whole:.2f} times that"
    )
    print(f"  {'the catalog':<14}{kept / count * 1e6:5.0f} µs")


if __name__ == "__main__":
    main()
