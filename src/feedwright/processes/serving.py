"""What another process does: all that it is asked."""

import gc
import os
import pickle
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from feedwright.processes.channel import Channel, close, receive, send


def serve(channels: Sequence[Channel]) -> NoReturn:
    """Do what is asked in the first channel until nobody is left to ask, or something fails: the other side will see.

    A request is a function of a module, its arguments, and whether what comes of it is to be answered. The number of
    another channel is the request for a fork that serves there; the answer is its process id, or None where there may
    be no more. None says that nobody will ask: other forks of the first process may hold a copy of the pipe open.
    """
    mine = channels[0]
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the first one ends the others
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for forks of this one
        gc.set_threshold(100_000)  # to look for cycles, of which there are few, after every 700 objects takes 5 %
        for channel in channels:
            close(*channel.asking)
        while True:
            requests, answers = mine.serving
            request = pickle.loads(receive(requests))  # noqa: S301 - our own process wrote it
            if request is None:
                break
            if isinstance(request, int):
                gc.freeze()  # what is loaded stays: nobody need copy its pages to look at it again
                child = _forked()
                if child == 0:
                    mine = channels[request]
                    close(*(stream for each in channels if each is not mine for stream in each.serving))
                    continue
                close(*channels[request].serving)
                send(answers, pickle.dumps(child))
                continue
            work, args, answered = request
            answer = work(*args)
            if answered:
                send(answers, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
    finally:
        close(*mine.serving)  # the other side sees it now
        _wait_for_forks()
        os._exit(0)


def _wait_for_forks() -> None:
    """Wait until the forks of this process have ended, so that nobody else has to: their channels end with its own."""
    with suppress(OSError):
        os.wait()  # for all of them, as SIGCHLD is ignored


def _forked() -> int | None:
    """The number of a new process, 0 in that one; None where there may be no more."""
    try:
        return os.fork()
    except OSError:
        return None
