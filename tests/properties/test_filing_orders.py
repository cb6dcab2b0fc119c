"""Filing in any order, each thing any number of times: the same conversations.

What may depend on the order: ids and what is made of the first words (subject, topic, queue, when an answer is due).
What may not: what is together, every turn, the moments, the state, and which cases are open. This holds for what a
person says within the window; threads that come again after a longer time are `test_filing`'s.
"""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.conversations.contributions import contribution_of
from segue.conversations.conversations import Conversation
from segue.conversations.filing import Filing
from segue.conversations.ports import Whose
from segue.conversations.routing.ruling import Ruling
from segue.conversations.understanding import Understanding
from segue.events import Event
from segue.times import DAY, HOUR
from tests.builders import NOON
from tests.examples import examples
from tests.fake_conversations import FakeConversations

KIM, KEYS = "u_kim", ("u_kim", "a_kim")
THREADS = {"chat": "chat:1", "sms": "twilio:1", "email": "email:m1@shop", "support": "zendesk:7"}
WORDS = ("Where is it?", "Here", "Thanks")
OURS = ("id", "person", "version", "touched", "subject", "preview", "topic", "topic_by", "language", "queue", "due")
CALLS = {"called": 20, "picked-up": 21, "hung-up": 22}
TOLD = {"turn": "Conversation Turn", "called": "Call Started", "picked-up": "Call Answered", "hung-up": "Call Ended"}
EARLIER = 30 * DAY  # further than any window reaches


def filing(store: FakeConversations) -> Filing:
    return Filing(store, lambda person: Whose(person, KEYS), Understanding(Ruling))


def file_all(events: Sequence[tuple[str, Event]]) -> FakeConversations:
    store = FakeConversations()
    for key, event in events:
        said = contribution_of(event, key)
        assert said
        filing(store).file(KIM, said, NOON + DAY)
    return store


def essence(store: FakeConversations) -> list[Any]:
    """What must not depend on the order."""
    return sorted((_essence(store, one) for one in store.stored.values()), key=repr)


def _essence(store: FakeConversations, head: Conversation) -> Any:
    own = [one for (talk, _), one in store.by_place.items() if talk == head.id]
    turns = sorted((one.id, one.text, one.author, one.kind) for one in own)
    said = {name: one for name, one in vars(head).items() if name not in (*OURS, "versions")}
    named = {name: sorted(one) for name, one in said.items() if isinstance(one, tuple)}
    cases = [one.replace(head.id, "own") for one in head.cases]
    return turns, {**said, **named, "cases": sorted(cases), "channel": head.channel if head.heard else ""}


@st.composite
def happening(draw: st.DrawFn, place: int) -> tuple[str, Event]:
    """One thing at a moment of its own: words of any side, or a word of the help desk or the telephone."""
    name = draw(st.sampled_from(("turn", "turn", "turn", "opened", "resolved", "reopened", *CALLS)))
    early = EARLIER if draw(st.booleans()) and name != "picked-up" else 0
    hour = CALLS.get(name, place)  # a call begins once and ends once
    time = NOON - early + hour * HOUR
    said, channel = _said(draw, name, early)
    event = Event(
        type="track",
        event=TOLD.get(name, f"Conversation {name.capitalize()}"),
        message_id=f"{hour}-{early}",
        timestamp=time,
        original_timestamp=time,
        received_at=NOON + DAY,
        channel=channel,
        properties=said,
    )
    return KEYS[hour % 2], event


def _said(draw: st.DrawFn, name: str, early: int) -> tuple[dict[str, Any], str]:
    era = "old" if early else "new"
    if name == "turn":
        channel = draw(st.sampled_from(sorted(THREADS)))
        author, words = draw(st.sampled_from(("customer", "agent", "bot"))), draw(st.sampled_from(WORDS))
        return {"conversation_id": THREADS[channel] + era, "author": author, "text": words}, channel
    if name in CALLS:
        taken = not early  # a call ends one way
        lasted = {"answered": taken, "talk": 12 if taken else None} if name == "hung-up" else {}
        return {"call_id": f"call{era}", **lasted}, "phone"
    return {"conversation_id": THREADS["support"] + era}, "support"


HISTORIES = st.integers(1, 12).flatmap(lambda many: st.tuples(*(happening(place) for place in range(many))))


@settings(max_examples=examples(200), deadline=None)
@given(HISTORIES, st.data())
def test_any_order_with_any_repeats_gives_the_same_conversations(history, data):
    again = data.draw(st.lists(st.sampled_from(history), max_size=6))
    other = data.draw(st.permutations([*history, *again]))
    assert essence(file_all(other)) == essence(file_all(history))


@settings(max_examples=examples(100), deadline=None)
@given(HISTORIES)
def test_what_comes_again_changes_nothing(history):
    store = file_all(history)
    before = dict(store.stored), dict(store.by_place), dict(store.events)
    for key, event in history:
        said = contribution_of(event, key)
        assert said
        assert not filing(store).file(KIM, said, NOON + 2 * DAY).new
    assert before == (store.stored, store.by_place, store.events)


@settings(max_examples=examples(100), deadline=None)
@given(HISTORIES)
def test_the_ledger_is_told_of_the_own_case_as_it_stands(history):
    store = file_all(history)
    for head in store.stored.values():
        told = [one for _, one in store.events.values() if one.properties["conversation_id"] == head.id]
        newest = max(told, key=lambda one: one.timestamp, default=None)
        assert (newest is not None and newest.event == "Conversation Opened") == (head.id in head.cases)
