"""How exactly file systems tell when a file was written: in steps, in which a second change leaves the same time."""

_FINE_NS = 20_000_000  # the system's clock of files goes in timer ticks, of 10 ms at the most
_SECOND_NS = 1_000_000_000
_COARSE_NS = 2 * _SECOND_NS + _FINE_NS  # FAT's, by a clock that is behind by a tick; ext3 and HFS+ count in seconds


def step_of(time_ns: int) -> int:
    """Nanoseconds in which a file of this time may have been written again unseen.

    A time in whole seconds is most likely that of a file system which counts no smaller steps.
    """
    return _FINE_NS if time_ns % _SECOND_NS else _COARSE_NS
