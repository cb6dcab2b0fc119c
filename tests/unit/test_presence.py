"""Who is there, who has least to do, and who gets what comes."""

from dataclasses import replace
from typing import Any

import pytest

from segue.conversations.conversations import Conversation
from segue.conversations.policies import conversations_policy
from segue.conversations.ports import Change
from segue.conversations.routing.assigning import Assigning
from segue.conversations.routing.presence import LASTS, agent_of, beat, chosen, is_free, loads
from segue.errors import Conflict, Invalid
from segue.times import HOUR
from tests.builders import NOON

AUTOMATIC = {"queues": [{"id": "returns", "assign": "automatic"}, {"id": "chats"}]}
POLICY = conversations_policy(AUTOMATIC)
AMY, BEN, CLEO = (agent_of(name, "online", (), NOON) for name in ("amy", "ben", "cleo"))


def waits(name: str, queue: str = "returns", assignee: str = "", **said: Any) -> Conversation:
    return Conversation(f"c_{name}", "u_1", version=1, queue=queue, assignee=assignee, heard=NOON, **said)


class Rows:
    """Open conversations; `faster` is saved by somebody else when we save it."""

    def __init__(self, *heads: Conversation, faster: str = "") -> None:
        self.by_id, self.faster = {one.id: one for one in heads}, faster

    def newest(self, state, limit, before, wanted):
        return [one for one in self.by_id.values() if one.state == state][:limit]

    def heads(self, ids):
        return {one: self.by_id[one] for one in ids if one in self.by_id}

    def save(self, change: Change) -> Conversation:
        key = change.head.id
        if key == self.faster:
            self.by_id[key] = replace(self.by_id[key], assignee="somebody", version=9)
            raise Conflict("conflict", "changed")
        self.by_id[key] = replace(change.head, version=change.head.version + 1)
        return self.by_id[key]

    def aliases(self, refs, now):
        return {}

    def turn(self, conversation, place):
        return None

    def turns(self, conversation, limit, before=""):
        return []

    def held(self, whose):
        raise AssertionError("nobody asks whose it is")


def assigning(rows: Rows, *there: Any) -> Assigning:
    return Assigning(rows, lambda: there, lambda: POLICY)


def test_who_has_fewest_open_ones_gets_the_next_and_a_queue_s_own_alone() -> None:
    load = loads([waits("1", assignee="amy"), waits("2", assignee="amy"), waits("3", assignee="ben")])
    assert chosen(waits("4"), [AMY, BEN], load, NOON) == "ben"
    picky = replace(CLEO, queues=("chats",))
    assert chosen(waits("4"), [AMY, BEN, picky], load, NOON) == "ben"
    assert chosen(waits("4", "chats"), [AMY, BEN, picky], load, NOON) == "cleo"


def test_of_those_with_as_little_to_do_not_always_the_same_is_first() -> None:
    first = {chosen(waits(str(place)), [AMY, BEN, CLEO], {}, NOON) for place in range(30)}
    assert first == {"amy", "ben", "cleo"}
    assert {chosen(waits("1"), there, {}, NOON) for there in ([AMY, BEN], [BEN, AMY])} == {
        chosen(waits("1"), [AMY, BEN], {}, NOON)
    }


def test_who_is_away_or_has_said_nothing_for_three_minutes_gets_nothing() -> None:
    away = agent_of("amy", "away", (), NOON)
    assert chosen(waits("1"), [away], {}, NOON) == ""
    assert [chosen(waits("1"), [AMY], {}, NOON + after) for after in (LASTS - 1, LASTS)] == ["amy", ""]
    with pytest.raises(Invalid):
        agent_of("amy", "asleep", (), NOON)


def test_an_open_inbox_says_that_its_reader_is_there_but_for_who_said_that_they_are_away() -> None:
    assert beat(None, "amy", NOON) == AMY
    picky = agent_of("amy", "online", ("returns",), NOON)
    assert beat(picky, "amy", NOON + 30_000) is None
    assert beat(picky, "amy", NOON + 90_000) == agent_of("amy", "online", ("returns",), NOON + 90_000)
    away = agent_of("amy", "away", (), NOON)
    assert [beat(away, "amy", NOON + after) is None for after in (HOUR, 13 * HOUR)] == [True, False]


@pytest.mark.parametrize(
    ("head", "free"),
    [
        (waits("1"), True),
        (waits("1", "chats"), False),
        (waits("1", "gone"), False),
        (waits("1", assignee="amy"), False),
        (waits("1", state="waiting"), False),
    ],
)
def test_what_is_given_by_itself(head, free) -> None:
    assert is_free(head, POLICY) is free


def test_a_conversation_is_given_once_and_whoever_is_faster_has_it() -> None:
    rows = Rows(waits("1"), waits("2"), faster="c_2")
    one = assigning(rows, AMY)
    assert [one.give(head, NOON).assignee for head in list(rows.by_id.values())] == ["amy", "somebody"]
    assert assigning(Rows(waits("1"))).give(waits("1"), NOON).assignee == ""


def test_who_comes_gets_what_waits_the_oldest_first_and_everybody_as_many() -> None:
    rows = Rows(*(replace(waits(str(place)), heard=NOON - place) for place in range(4)), waits("x", "chats"))
    given = assigning(rows, AMY, BEN).take_up(NOON)
    assert [one.id for one in given] == ["c_3", "c_2", "c_1", "c_0"]
    assert loads(rows.by_id.values()) == {"amy": 2, "ben": 2}
    assert Assigning(rows, lambda: [AMY], lambda: conversations_policy({})).take_up(NOON) == []
