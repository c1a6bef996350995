"""Which record files are not as they were, told by a listing against any other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedwright.load import Listing
from feedwright.load.changes import changed_since
from feedwright.load.lines import kind_of

NAMES = st.sampled_from(["a.md", "b.md", "sub/a.md", "with\nbreak.md", "caf\u00e9.md", "\udce9.md"])
FILES = st.dictionaries(NAMES, st.tuples(st.integers(0, 2), st.integers(0, 2)))


def listing(files: dict[str, tuple[int, int]]) -> Listing:
    kind = kind_of("")
    return Listing.of(sorted(f"{path}\0{kind}\0{size} {time}" for path, (size, time) in files.items()), "/", "")


@settings(max_examples=1000)
@given(FILES, FILES, st.sampled_from([1, 2, 7, 30, 1000]))
def test_a_listing_tells_every_file_that_is_new_changed_or_gone(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]], step: int
) -> None:
    now, kept = listing(after), listing(before).encoded
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("feedwright.load.changes._STEP", step)
        anew, written, gone = changed_since(kept, now.encoded)
    assert {path for path in after if path not in before} == {now.file(line).path for line in anew}
    assert {path for path in after if path in before and before[path] != after[path]} == {
        now.file(line).path for line in written
    }
    assert {path for path in before if path not in after} == gone
    assert (now.encoded == kept) == (after == before)


@given(FILES, st.sets(NAMES))
def test_files_are_found_by_their_paths(files: dict[str, tuple[int, int]], wanted: set[str]) -> None:
    found = [(each.path, (each.size, each.mtime_ns)) for each in listing(files).at(sorted(wanted))]
    assert found == [(path, files[path]) for path in sorted(wanted) if path in files]


def test_nothing_is_known_without_a_listing() -> None:
    files = listing({"a.md": (1, 1)})
    anew, written, gone = changed_since(b"", files.encoded)
    assert [files.file(line).path for line in anew] == ["a.md"]
    assert not written
    assert not gone
