"""In which steps file systems count, and what a second change within one of them leaves to see."""

from hypothesis import example, given
from hypothesis import strategies as st

from feedwright.file_times import step_of

SECOND = 1_000_000_000
TICK = 10_000_000  # by which the clock of files may be behind, at 100 ticks a second


@given(
    read=st.integers(SECOND * 10**9, SECOND * 2 * 10**9),
    later=st.integers(0, 3 * SECOND),
    behind=st.integers(0, TICK),
    counts=st.sampled_from((1, 100, SECOND, 2 * SECOND)),
)
@example(read=SECOND * 10**9 + TICK // 2, later=0, behind=TICK, counts=2 * SECOND)
@example(read=SECOND * 10**9, later=0, behind=TICK, counts=1)
def test_a_file_that_is_written_after_it_was_read_is_within_its_step(
    read: int, later: int, behind: int, counts: int
) -> None:
    written = (read + later - behind) // counts * counts
    assert written >= read - step_of(written)
    assert step_of(written) <= 2 * SECOND + 2 * TICK  # what is older need not be read again
