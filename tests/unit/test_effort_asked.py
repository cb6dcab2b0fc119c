"""Noting questions that have left: which are told of, and that each is counted once whatever is in the way."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from segue.conversations.conversations import Conversation
from segue.conversations.effort.counting import Counting
from segue.errors import Conflict, Unavailable
from segue.messages import Message, State
from segue.messaging.waiting import Waiting
from tests.builders import NOON

ASKS = Message("u_kim_q1", "u_kim", "e_kim", "effort", "c_1", "ask", "effort", "email", "transactional", NOON)
ASKS = replace(ASKS, data={"survey": "effort", "conversation": "c_1"})
TALK = Conversation("c_1", "u_kim", "resolved", channel="email", resolved_by="amy", version=3)


class Store:
    """One conversation; so many saves are beaten by others."""

    def __init__(self, beaten: int = 0) -> None:
        self.head, self.beaten, self.counts = TALK, beaten, []

    def save(self, change: Any) -> Conversation:
        """Counts with the head, or not at all."""
        if self.beaten:
            self.beaten -= 1
            raise Conflict("conflict")
        self.head = change.head
        self.counts += change.counts
        return self.head


def note(store: Store, message: Message | None, head: bool = True) -> None:
    """As the order on the queue does."""
    Counting(store, {ASKS.id: message}.get, lambda name: store.head if head and name == "c_1" else None).note(ASKS.id)


@pytest.mark.parametrize("state", get_args(State))
def test_what_may_have_arrived_is_told_and_nothing_else(state) -> None:
    told: list[Message] = []
    nobody: Any = None
    Waiting(nobody, nobody, told.append).follow(replace(ASKS, state=state), NOON)
    assert bool(told) == (state in ("sent", "unknown"))


def test_a_message_that_asks_nothing_is_not_told() -> None:
    told: list[Message] = []
    nobody: Any = None
    Waiting(nobody, nobody, told.append).follow(replace(ASKS, state="sent", data={}), NOON)
    assert told == []


@pytest.mark.parametrize("beaten", [0, 2])
def test_a_question_is_counted_once_however_often_it_is_told(beaten) -> None:
    store = Store(beaten)
    for _ in range(3):
        note(store, ASKS)
    assert [(one.place.by, one.place.name, one.counts) for one in store.counts if one.place.by == "agent"] == [
        ("agent", "amy", {"asked": 1})
    ]
    assert len(store.counts) == 4


def test_what_keeps_changing_is_noted_when_its_order_comes_again() -> None:
    with pytest.raises(Unavailable):
        note(Store(99), ASKS)


@pytest.mark.parametrize(("message", "head"), [(None, True), (replace(ASKS, data={}), True), (ASKS, False)])
def test_of_nothing_known_nothing_is_counted(message, head) -> None:
    store = Store()
    note(store, message, head)
    assert store.counts == []
