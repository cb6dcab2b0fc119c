"""An answer that is due and not given: told once, whenever timers come and whoever writes at the same time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from segue.conversations.conversations import Conversation
from segue.conversations.policies import conversations_policy
from segue.conversations.ports import Change
from segue.conversations.routing.escalating import ROUNDS, Escalating
from segue.conversations.routing.ruling import Ruling
from segue.errors import Conflict, Unavailable
from segue.profile.facts import of_event
from segue.times import HOUR, MINUTE, from_text, to_text

NOW = from_text("2026-11-30T10:00:00Z")
LATE = Conversation("c_1", "u_1", version=3, channel="chat", queue="returns", due=NOW, keys=("e_1", "u_1"))


@dataclass
class Rows:
    """Keeps one head; `meanwhile` is what somebody else makes of it when it is saved."""

    head: Conversation
    meanwhile: list[Callable[[Conversation], Conversation]] = field(default_factory=list)
    saved: list[Change] = field(default_factory=list)

    def heads(self, ids):
        return {self.head.id: self.head} if self.head.id in ids else {}

    def save(self, change: Change) -> Conversation:
        if self.meanwhile:
            self.head = replace(self.meanwhile.pop(0)(self.head), version=self.head.version + 1)
            raise Conflict("conflict", "changed")
        self.saved.append(change)
        self.head = replace(change.head, version=change.head.version + 1)
        return self.head

    def aliases(self, refs, now):
        return {}

    def turn(self, conversation, place):
        return None

    def turns(self, conversation, limit, before=""):
        return []

    def held(self, whose):
        raise AssertionError("nobody asks whose it is")


@dataclass
class Set:
    """Remembers words."""

    words: list[Mapping[str, Any]] = field(default_factory=list)

    def set(self, body: Mapping[str, Any], now: int) -> None:
        self.words.append(body)


def escalating(head: Conversation, *meanwhile: Callable[[Conversation], Conversation]) -> tuple[Rows, Set, Escalating]:
    rows, timers = Rows(head, [*meanwhile]), Set()
    return rows, timers, Escalating(rows, timers)


WORD = {"conversation": "c_1", "due": NOW}


def test_a_late_answer_is_told_once_with_the_moment_when_it_was_due() -> None:
    rows, _, one = escalating(LATE)
    assert [one.look(WORD, NOW) is None, one.look(WORD, NOW + HOUR) is None] == [False, True]
    ((key, event),) = rows.saved[0].events
    signal = of_event("u_1", event)
    assert (key, rows.head.escalated, len(rows.saved)) == ("e_1", NOW, 1)
    assert signal is not None
    told = {"conversation": "c_1", "channel": "chat", "queue": "returns", "topic": "", "due": to_text(NOW)}
    assert (signal.name, signal.time, signal.detail) == ("ConversationEscalated", NOW, told)


@pytest.mark.parametrize(
    "head",
    [
        replace(LATE, due=0, state="waiting"),
        replace(LATE, due=NOW + HOUR),
        replace(LATE, state="resolved"),
        replace(LATE, escalated=NOW),
        replace(LATE, id="c_2"),
    ],
)
def test_what_is_answered_resolved_told_or_gone_is_not_told(head) -> None:
    rows, timers, one = escalating(head)
    assert one.look(WORD, NOW) is None
    assert (rows.saved, timers.words) == ([], [])


def test_a_timer_that_comes_early_is_set_again() -> None:
    rows, timers, one = escalating(LATE)
    assert one.look(WORD, NOW - MINUTE) is None
    assert (rows.saved, timers.words) == ([], [WORD])


def test_who_answers_at_the_same_moment_is_heard_first() -> None:
    rows, _, one = escalating(LATE, lambda head: replace(head, state="waiting", due=0))
    assert one.look(WORD, NOW) is None
    assert rows.saved == []


def test_a_note_at_the_same_moment_changes_nothing_and_those_that_never_end_bring_the_word_again() -> None:
    rows, _, one = escalating(LATE, lambda head: head)
    assert one.look(WORD, NOW)
    assert len(rows.saved) == 1
    _, _, busy = escalating(LATE, *[lambda head: head] * ROUNDS)
    with pytest.raises(Unavailable):
        busy.look(WORD, NOW)


def test_only_what_waits_for_an_answer_is_watched() -> None:
    _, timers, one = escalating(LATE)
    for head in (None, replace(LATE, state="waiting"), replace(LATE, due=0), replace(LATE, escalated=NOW), LATE):
        one.watch(head, NOW)
    assert timers.words == [WORD]


def test_the_policy_rules_what_filing_asks() -> None:
    text = {
        "window": "1d",
        "reopens": "2d",
        "queues": [{"id": "a", "channels": ["chat"]}],
        "answer_within": {"chat": "5m"},
    }
    ruling = Ruling(conversations_policy(text))
    assert (ruling.window, ruling.reopens, ruling.queue("", "", "chat")) == (24 * HOUR, 48 * HOUR, "a")
    assert ruling.due(replace(LATE, heard=NOW), True) == NOW + 5 * MINUTE
