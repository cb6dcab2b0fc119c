"""A sender takes its slot between its two claims; what does not go out gives it back."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from segue.errors import Refused
from segue.messaging.booking import Booking
from segue.messaging.cap_policies import caps_policy
from segue.messaging.caps import Caps, Room, mark
from segue.times import DAY, HOUR
from tests.builders import NOON
from tests.fake_sending import MESSAGE, PLAYBOOK, Told
from tests.unit.test_dispatching import dispatching

CAPS = caps_policy({"caps": {"a-day": {"most": 1, "within": "1d"}}})
TAKE, TAKEN, GIVEN_BACK = ("slot", "u_1", "taken", NOON), Room(True, NOON), ("free", mark(MESSAGE.id))


def sent(told: Told, room: Room = TAKEN, caps: Caps = CAPS, state: Any = "intended") -> list[str]:
    """What was told in order, by its first word, when the slots answer this."""

    def reserve(persons: Any, _caps: Caps, wanted: Any, _now: int) -> Room:
        told.tell("slot", persons[0], wanted.state, wanted.time)
        return room

    slots: Any = SimpleNamespace(reserve=reserve, read=lambda _: (), release=lambda _, mark: told.tell("free", mark))
    told.booking = Booking(slots, replace(PLAYBOOK.policy, caps=caps))
    return [one[0] for one in told.send(replace(MESSAGE, state=state))]


def test_the_slot_is_taken_after_the_message_and_before_the_address() -> None:
    told = Told()
    assert sent(told) == ["claim", "slot", "take", "deliver", "settle"]
    assert told.calls[1] == TAKE


def test_without_room_nobody_is_called_and_the_message_waits_with_a_slot_for_then() -> None:
    told = Told()
    assert sent(told, Room(False, NOON + HOUR, "a-day")) == ["claim", "slot", "slot", "hold", "again"]
    assert told.calls[2:4] == [("slot", "u_1", "held", NOON + HOUR), ("hold", NOON + HOUR, (), ())]


def test_where_that_is_too_late_it_is_dropped() -> None:
    told = Told()
    assert sent(told, Room(False, NOON + 3 * DAY, "a-day")) == ["claim", "slot", "free", "settle"]
    assert told.calls[-1] == ("settle", "dropped", NOON, "capped")


@pytest.mark.parametrize("call", ["take", "deliver"])
def test_what_was_refused_gives_its_slot_back(call: str) -> None:
    told = Told(**{call: Refused("rejected")})
    assert sent(told)[-2:] == ["free", "settle"]
    assert GIVEN_BACK in told.calls


def test_what_no_cap_counts_asks_nobody() -> None:
    assert sent(Told(), caps=Caps()) == ["claim", "take", "deliver", "settle"]


def dropped(state: str, wins: bool = True, **change: Any) -> list[Any]:
    """What is told of a message in this state that is past its deadline when it is decided on."""
    calls: list[Any] = []
    message: Any = replace(MESSAGE, state=state, until=NOON, deadline=NOON - 1, **change)
    made = dispatching(calls, message)
    messages: Any = SimpleNamespace(read=lambda _: message, settle=lambda *_: calls.append("settle") or wins)
    slots: Any = SimpleNamespace(release=lambda _, mark: calls.append(("free", mark)))
    booking = Booking(slots, replace(PLAYBOOK.policy, caps=CAPS))
    replace(made, messages=messages, booking=booking).wake({"message": message.id, "due": NOON}, NOON)
    return calls


def test_what_is_dropped_while_it_is_held_gives_its_slot_back_unless_it_is_on_its_way_by_then() -> None:
    assert dropped("held") == ["settle", GIVEN_BACK]
    assert dropped("held", wins=False) == ["settle"]


def test_a_slot_that_was_not_given_back_in_time_is_given_back_when_the_word_comes_again() -> None:
    assert dropped("dropped") == [GIVEN_BACK]
    assert dropped("dropped", reasons=("already-attempted",)) == dropped("sent") == dropped("claimed") == []


@pytest.mark.parametrize(("state", "wins"), [("held", True), ("claimed", True), ("held", False)])
def test_what_is_refused_at_the_last_look_gives_its_slot_back(state: Any, wins: bool) -> None:
    told = Told()
    told.word, told.wins = "stopped", wins
    assert sent(told, state=state) == ["settle", *(["free"] if wins else [])]
