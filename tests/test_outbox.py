"""The outbox: what is recorded is not lost, comes in order, and keeps its key."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from feedwright.deliver import Message, Outbox, State, look_into
from feedwright.deliver.message import Receiver
from feedwright.errors import PublishError

HUB = Receiver(kind="websub", name="https://hub.example/")
ACME = Receiver(kind="partner", name="acme")


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outbox(tmp_path: Path, clock: Clock) -> Iterator[Outbox]:
    with Outbox(tmp_path, clock=clock) as opened:
        yield opened


def ping(sha256: str, subject: str = "rss.xml") -> State:
    return State(receiver=HUB, subject=subject, sha256=sha256)


def document(text: str, subject: str = "rss.xml") -> State:
    return State(receiver=ACME, subject=subject, sha256=f"sha of {text}", media_type="text/xml", data=text.encode())


def record(outbox: Outbox, *states: State, release: bool = True) -> int:
    recorded = outbox.record(states, known=lambda _state: False)
    if release:
        outbox.release()
    return recorded


def first(outbox: Outbox, receiver: Receiver = ACME) -> Message:
    message = outbox.next(receiver)
    assert message is not None
    return message


def shas(messages: Sequence[Message]) -> list[str]:
    return [message.sha256 for message in messages]


def test_a_state_is_told_once(outbox: Outbox) -> None:
    assert record(outbox, ping("a"), document("x")) == 2
    assert record(outbox, ping("a"), document("x")) == 0
    assert record(outbox, ping("b"), document("x")) == 1


def test_nothing_is_sent_before_it_is_released(outbox: Outbox) -> None:
    record(outbox, ping("a"), release=False)
    assert outbox.next(HUB) is None
    assert outbox.receivers() == []
    outbox.release()
    assert first(outbox, HUB).sha256 == "a"


def test_a_ping_takes_the_place_of_an_older_one_and_documents_wait_in_line(outbox: Outbox) -> None:
    for version in ("a", "b", "c"):
        record(outbox, ping(version), document(version))
    assert shas(outbox.messages()) == ["sha of a", "sha of b", "c", "sha of c"]
    assert outbox.body(first(outbox)) == b"a"
    for version in ("a", "b", "c"):
        message = first(outbox)
        assert outbox.body(message) == version.encode()
        outbox.delivered(message)
    assert outbox.next(ACME) is None


def test_what_failed_waits_and_with_it_its_receiver(outbox: Outbox, clock: Clock) -> None:
    record(outbox, document("x", "one.xml"), document("y", "two.xml"), ping("a"))
    outbox.failed(first(outbox), "it said no", due=clock.now + 60, receiver=True)
    assert outbox.next(ACME) is None
    assert outbox.next_due(ACME) == clock.now + 60
    assert outbox.next(HUB) is not None
    clock.now += 60
    assert first(outbox).subject == "two.xml", "what has been tried less goes first"


def test_what_failed_by_itself_lets_others_through(outbox: Outbox, clock: Clock) -> None:
    record(outbox, document("x", "one.xml"), document("z", "one.xml"), document("y", "two.xml"))
    outbox.failed(first(outbox), "not yet", due=clock.now + 60, receiver=False)
    outbox.delivered(first(outbox))
    assert outbox.next(ACME) is None, "a version waits for the one before it"
    assert outbox.next_due(ACME) == clock.now + 60


def test_what_is_parked_is_tried_again_only_when_asked_for(outbox: Outbox, clock: Clock) -> None:
    record(outbox, document("x"))
    outbox.park(first(outbox), "it is gone")
    assert outbox.next(ACME) is None
    assert outbox.next_due(ACME) is None
    (parked,) = outbox.messages()
    assert (parked.parked, parked.word, parked.tries) == (True, "it is gone", 1)
    clock.now += 5
    assert outbox.retry(parked.id) == 1
    assert first(outbox).since == clock.now
    assert outbox.retry(99) == 0


def test_a_newer_version_that_got_through_makes_older_parked_ones_useless(outbox: Outbox) -> None:
    record(outbox, document("x"), document("other", "two.xml"))
    outbox.park(first(outbox), "no")
    record(outbox, document("y"))
    outbox.park(next(each for each in outbox.messages() if each.sha256 == "sha of y"), "no")
    assert shas(outbox.messages()) == ["sha of other", "sha of y"]
    record(outbox, document("z"))
    outbox.delivered(next(each for each in outbox.messages() if each.sha256 == "sha of z"))
    assert shas(outbox.messages()) == ["sha of other"]


def test_the_key_is_the_same_for_each_try_and_another_for_each_change(tmp_path: Path, clock: Clock) -> None:
    keys: list[str] = []
    for _outbox_was_lost in range(2):
        folder = tmp_path / str(len(keys))
        with Outbox(folder, clock=clock) as outbox:
            for version in ("a", "b", "a"):  # going back is a change too
                record(outbox, document(version))
                message = first(outbox)
                outbox.failed(message, "no", due=clock.now, receiver=True)
                assert first(outbox).key == message.key
                outbox.delivered(message)
                keys.append(message.key)
    assert len(set(keys[:3])) == 3
    assert keys[:3] == keys[3:]


def test_what_the_world_knew_is_noted_and_not_told(outbox: Outbox) -> None:
    assert outbox.record([ping("a")], known=lambda _state: True) == 0
    assert record(outbox, ping("a")) == 0
    assert outbox.record([ping("b")], known=lambda _state: True) == 1, "it is not the receiver's first state"


def test_what_is_gone_may_be_noted_in_silence_and_comes_back_as_a_change(outbox: Outbox) -> None:
    record(outbox, document("x"))
    before = first(outbox)
    outbox.delivered(before)
    assert record(outbox, State(receiver=ACME, subject="rss.xml", sha256="", silent=True)) == 0
    record(outbox, document("x"))
    assert first(outbox).key != before.key


def test_it_is_there_after_the_process_has_gone(tmp_path: Path, clock: Clock) -> None:
    with Outbox(tmp_path, clock=clock) as outbox:
        record(outbox, document("x"))
    messages, told = look_into(tmp_path)
    assert shas(messages) == ["sha of x"]
    assert told == {(ACME, "rss.xml"): "sha of x"}
    with Outbox(tmp_path, clock=clock) as outbox:
        assert outbox.body(first(outbox)) == b"x"
        assert outbox.drop(first(outbox).id)
        assert not outbox.drop(1)
        assert outbox.messages() == []


def test_nothing_of_a_record_that_fails_is_kept(outbox: Outbox) -> None:
    def states() -> Iterator[State]:
        yield document("x")
        raise OSError("the disk has gone")

    with pytest.raises(PublishError):
        outbox.record(states(), known=lambda _state: False)
    assert outbox.messages() == []
    assert outbox.told() == {}


def test_one_publisher_at_a_time(tmp_path: Path, clock: Clock) -> None:
    with (
        Outbox(tmp_path, clock=clock),
        pytest.raises(PublishError, match="Another publish is at work"),
        Outbox(tmp_path, clock=clock),
    ):
        pass
    with Outbox(tmp_path, clock=clock):
        pass


def test_others_may_not_read_it_and_git_does_not_see_it(tmp_path: Path, clock: Clock) -> None:
    with Outbox(tmp_path / "new", clock=clock):
        assert (tmp_path / "new" / "outbox.sqlite").stat().st_mode & 0o077 == 0
        assert (tmp_path / "new" / ".gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize(
    "data", [b"this is not a database, whatever its name is" * 100, b"SQLite format 3\0" + b"x" * 200]
)
def test_what_is_damaged_is_said(tmp_path: Path, clock: Clock, data: bytes) -> None:
    (tmp_path / "outbox.sqlite").write_bytes(data)
    with pytest.raises(PublishError, match=r"outbox\.sqlite cannot be used"):
        Outbox(tmp_path, clock=clock)
    with pytest.raises(PublishError, match=r"outbox\.sqlite cannot be read"):
        look_into(tmp_path)


def test_that_of_another_version_is_left_alone(tmp_path: Path, clock: Clock) -> None:
    connection = sqlite3.connect(tmp_path / "outbox.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(PublishError, match="another version of Feedwright"):
        Outbox(tmp_path, clock=clock)
