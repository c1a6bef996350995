"""Sends what waits in the outbox: to several receivers at a time, to each in order, again when it failed."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec

from feedwright.deliver.announcing import addresses
from feedwright.deliver.courier import Courier
from feedwright.deliver.failure import DeliveryError
from feedwright.deliver.message import Message, Receiver
from feedwright.deliver.outbox import Outbox
from feedwright.site import Site

_AT_A_TIME = 8  # receivers
_HOUR = 3600
_LEAST_TRIES = 3  # before anything is parked: nobody may have published for days
_FIRST_WAIT = 2  # seconds; doubled with every try, and then any time up to that


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the messages that were tried."""

    delivered: int
    failed: int  # tries, each of which is followed by another or by parking


def send_waiting(
    outbox: Outbox,
    site: Site,
    *,
    patience: float,
    clock: Callable[[], float] = time.time,
    courier: Callable[[Site], Courier] = Courier,
) -> Sent:
    """Try every message that is due, and for `patience` seconds those that become due.

    What does not get through waits in the outbox for the next call; what has not for publish.keep_trying hours, or
    never will, is parked.
    """
    outbox.note_addresses(addresses(site))
    stop = threading.Event()
    terms = _Terms(end=clock() + patience, hours=site.publishing.keep_trying, clock=clock, stop=stop)
    receivers = outbox.receivers()
    if not receivers:
        return Sent(delivered=0, failed=0)

    def serve(receiver: Receiver) -> Sent:
        bearer = courier(site)
        try:
            return _serve(outbox, receiver, bearer, terms)
        finally:
            bearer.close()

    with ThreadPoolExecutor(min(_AT_A_TIME, len(receivers))) as pool:
        running = [pool.submit(serve, receiver) for receiver in receivers]
        try:
            done = [each.result() for each in running]
        except BaseException:
            stop.set()
            raise
    return Sent(delivered=sum(each.delivered for each in done), failed=sum(each.failed for each in done))


class _Terms(msgspec.Struct, frozen=True, kw_only=True):
    """How long to go on."""

    end: float  # no waiting beyond this, in seconds since 1970
    hours: int  # after which a message is parked
    clock: Callable[[], float]
    stop: threading.Event


def _serve(outbox: Outbox, receiver: Receiver, courier: Courier, terms: _Terms) -> Sent:
    delivered = failed = 0
    while not terms.stop.is_set():
        message = outbox.next(receiver)
        if message is None:
            due = outbox.next_due(receiver)
            if due is None or due > terms.end:
                break
            terms.stop.wait(max(due - terms.clock(), 0.01))
        elif _send(outbox, message, courier, terms):
            delivered += 1
        else:
            failed += 1
    return Sent(delivered=delivered, failed=failed)


def _send(outbox: Outbox, message: Message, courier: Courier, terms: _Terms) -> bool:
    try:
        courier.send(message, outbox.body(message))
    except DeliveryError as error:
        now = terms.clock()
        if error.lasting:
            outbox.park(message, error.message)
        elif now - message.since >= terms.hours * _HOUR and message.tries + 1 >= _LEAST_TRIES:
            outbox.park(message, f"{error.message} It was tried for {terms.hours} hours.")
        else:
            wait = error.wait if error.wait is not None else backoff(message.tries + 1)
            outbox.failed(message, error.message, due=now + wait, receiver=error.receiver)
        return False
    outbox.delivered(message)
    return True


def backoff(tries: int) -> float:
    """Seconds to wait after so many tries: up to 2, 4, 8 … and at most an hour, so that not all come back at once."""
    from tenacity import RetryCallState, Retrying, wait_random_exponential

    state = RetryCallState(Retrying(), fn=None, args=(), kwargs={})
    state.attempt_number = min(tries, 16)
    return max(wait_random_exponential(multiplier=_FIRST_WAIT, max=_HOUR, min=0)(state), 0.25)
