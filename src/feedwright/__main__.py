"""`feedwright`, and `python -m feedwright`."""

# ruff: noqa: E402 - what is loaded below is what the first statement is for

import gc

gc.set_threshold(100_000)  # to look for cycles among all that a start makes and keeps takes a tenth of its time

import sys

from feedwright.pipeline.stages import begin_stages
from feedwright.second_process import processors


def main() -> None:
    """Run the command line. Of a build a second process loads one half while this one loads the other."""
    with begin_stages(wanted=sys.argv[1:2] == ["build"] and processors() > 1) as second:
        from feedwright.cli import main as run

        run(second)


if __name__ == "__main__":
    main()
