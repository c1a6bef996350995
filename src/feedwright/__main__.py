"""`feedwright`, and `python -m feedwright`."""

# ruff: noqa: E402 - what is loaded below is what the first statement is for

import gc

gc.set_threshold(100_000)  # to look for cycles among all that a start makes and keeps takes a tenth of its time

import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from feedwright.pipeline.beginning.head_start import HeadStart


def main() -> NoReturn:
    """Run the command line, and end at once when it is done: to take Python down in good order takes 4 ms."""
    try:
        _run()
        status = 0
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        status = end.code or 0
    except KeyboardInterrupt:  # before the command line was there to say so
        status = 130
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # as it is where the program was started without one
            try:
                stream.flush()
            except (OSError, ValueError):  # nobody reads it any more, or it has been closed for that
                status = status or 1
    os._exit(status)


def _run() -> None:
    """Of a build, other processes begin while this one loads the command line."""
    with _head_start() as head_start:
        from feedwright.cli import main as run

        run(head_start)


def _head_start() -> "HeadStart | nullcontext[None]":
    if sys.argv[1:2] == ["build"]:
        from feedwright.pipeline.beginning.head_start import HeadStart
        from feedwright.processes import processors

        if processors() > 1:
            return HeadStart(sys.argv[2:])
    return nullcontext()


if __name__ == "__main__":
    main()
