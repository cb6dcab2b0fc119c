"""Calls as turns: how they ended, whichever end is told of first."""

from dataclasses import replace
from functools import reduce
from itertools import permutations
from typing import Any

import pytest

from segue.conversations.calls import outcome_of, told
from segue.conversations.contributions import Contribution, contribution_of
from segue.conversations.conversations import Conversation
from segue.conversations.standing import heard, settled
from segue.conversations.turning import adds, rewritten, turn_of
from segue.times import HOUR, MINUTE
from tests.builders import NOON, an_event

INBOUND: dict[str, Any] = {"conversation_id": "connect:1", "call_id": "1", "direction": "inbound"}


def call(name: str, at: int = NOON, **said: Any) -> Contribution:
    found = contribution_of(
        an_event(f"Call {name}", at, channel="phone", source="calls", properties={**INBOUND, **said}), "p_1"
    )
    assert found
    return found


@pytest.mark.parametrize(
    ("detail", "author", "outcome"),
    [
        ({"started": 1}, "customer", "ringing"),
        ({"started": 1, "taken": 2}, "customer", "talking"),
        ({"taken": 2, "ended": 3}, "customer", "answered"),
        ({"started": 1, "ended": 3, "lapsed": True}, "customer", "unknown"),
        ({"ended": 1, "answered": True}, "customer", "answered"),
        ({"ended": 1, "talk": 7.0, "answered": False}, "customer", "answered"),
        ({"ended": 1, "answered": False, "reason": "CUSTOMER_DISCONNECT"}, "customer", "abandoned"),
        ({"ended": 1, "answered": False, "status": "canceled"}, "customer", "abandoned"),
        ({"ended": 1, "answered": False, "status": "busy"}, "customer", "missed"),
        ({"ended": 1, "answered": False, "status": "canceled"}, "agent", "missed"),
    ],
)
def test_how_a_call_ended(detail, author, outcome) -> None:
    assert outcome_of(detail, author) == outcome


def test_it_lasted_as_long_as_was_spoken_else_as_long_as_it_was() -> None:
    assert told({"ended": 1, "talk": 61.4, "duration": 90.0}, "customer")["seconds"] == 61
    assert told({"ended": 1, "duration": 90.0}, "customer")["seconds"] == 90
    assert "seconds" not in told({"started": 1}, "customer")


def test_both_ends_are_one_turn_whichever_comes_first() -> None:
    ends = [call("Started"), call("Ended", NOON + MINUTE, answered=True, talk=40.0)]
    made = [rewritten(turn_of(one, "c_1"), other) for one, other in permutations(ends)]
    for one in made:
        assert (one.kind, one.detail["outcome"], one.detail["seconds"]) == ("call", "answered", 40)
        assert (one.detail["started"], one.detail["ended"]) == (NOON, NOON + MINUTE)


def after(*said: Contribution) -> Conversation:
    head = Conversation("c_1", "u_1")
    for one in said:
        head = settled(heard(head, one))
    return head


def test_a_missed_call_is_an_open_case_and_an_answered_one_waits() -> None:
    missed = after(call("Started"), call("Ended", NOON + MINUTE, answered=False))
    assert (missed.state, missed.cases, missed.heard) == ("open", ("connect:1",), NOON + MINUTE)
    alone = after(call("Ended", NOON + MINUTE, answered=False))
    assert (alone.state, alone.cases, alone.heard) == ("open", ("connect:1",), NOON + MINUTE)
    taken = after(call("Ended", NOON + MINUTE, answered=True), call("Started"))
    assert (taken.state, taken.cases, taken.answered) == ("waiting", (), NOON + MINUTE)


def test_a_call_of_ours_answers_where_somebody_took_it() -> None:
    asked = after(call("Ended", NOON, answered=False))
    for taken, state in ((True, "waiting"), (False, "open")):
        back = call("Ended", NOON + MINUTE, call_id="2", direction="outbound", answered=taken)
        assert settled(heard(asked, back)).state == state


def test_who_takes_a_call_has_it_and_the_clock_of_the_first_answer_stops() -> None:
    taken = replace(call("Answered", NOON + MINUTE, agent="a-7"), staff="amy")
    for order in permutations((call("Started"), taken)):
        head = after(*order)
        assert (head.state, head.assignee, head.first_answered, head.answered_by) == (
            "waiting",
            "amy",
            NOON + MINUTE,
            "a-7",
        )
    assert settled(heard(replace(after(call("Started")), assignee="ben"), taken)).assignee == "ben"
    assert after(call("Started"), call("Answered", NOON + MINUTE, agent="a-7")).assignee == ""


def test_all_moments_of_a_call_are_one_turn_in_any_order() -> None:
    said = [
        call("Started"),
        call("Answered", NOON + MINUTE, agent="a-7"),
        call("Ended", NOON + 2 * MINUTE, answered=True, talk=60.0),
    ]
    made = [reduce(rewritten, others, turn_of(first, "c_1")) for first, *others in permutations(said)]
    for one in made:
        assert (one.detail["outcome"], one.detail["seconds"], one.agent) == ("answered", 60, "a-7")
        assert [one.detail[name] - NOON for name in ("started", "taken", "ended")] == [0, MINUTE, 2 * MINUTE]


def test_an_end_that_is_told_late_takes_the_place_of_the_one_that_nobody_told() -> None:
    turn = turn_of(call("Started"), "c_1")
    lapsed = replace(turn, detail=told({**turn.detail, "ended": NOON + HOUR, "lapsed": True}, "customer"))
    ended = call("Ended", NOON + MINUTE, answered=True, talk=40.0)
    assert adds(lapsed, ended)
    known = rewritten(lapsed, ended).detail
    assert (known["ended"], known["outcome"], known["seconds"], "lapsed" in known) == (
        NOON + MINUTE,
        "answered",
        40,
        False,
    )
    assert not adds(lapsed, call("Started", NOON + 1))
    assert rewritten(lapsed, call("Answered", NOON + 1)).detail["outcome"] == "answered"
