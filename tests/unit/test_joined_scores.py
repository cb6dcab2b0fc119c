"""How easy it was, of conversations that are merged by hand and parted: each question has its own answers."""

from dataclasses import replace
from typing import Any

import pytest

from segue.conversations.conversations import Conversation
from segue.conversations.desk.joining import joined, parted
from segue.conversations.scoring import asked, scored
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON
from tests.two_talks import act
from tests.unit.test_effort_counts import answer

STAYS = Conversation("c_1", "u_kim", "resolved", channel="email", resolved_by="amy", resolved=NOON)
GOES = Conversation("c_2", "u_kim", "resolved", channel="sms", resolved_by="bob", resolved=NOON)


def question(head: Conversation, name: str, time: int, score: int = 0) -> Conversation:
    """After it was asked, and answered an hour later where there is a score."""
    head = asked(head, name, time)
    return scored(head, answer(score, time + HOUR)) if score else head


def scores(*heads: Conversation) -> list[tuple[Any, ...]]:
    """What each says of its effort: the agent, the question and the score that are counted, and its own score."""
    return [(*(one.effort.get(name) for name in ("agent", "question", "score")), one.score) for one in heads]


def apart(told: Conversation, gone: Conversation) -> tuple[Conversation, Conversation]:
    """Both after they were parted."""
    return parted(told, gone, ((), ()), act(9 * DAY))


def test_an_answer_after_the_merge_is_that_of_the_question_and_goes_with_it():
    told, gone = joined(STAYS, question(GOES, "q1", NOON), act(DAY))
    told = scored(told, answer(5, NOON + 2 * DAY))
    assert scores(told) == [("bob", "q1", 5, 5)]
    assert scores(*apart(told, gone)) == [(None, None, None, 0), ("bob", "q1", 5, 5)]


@pytest.mark.parametrize(("mine", "theirs", "newer"), [(0, DAY, "bob"), (DAY, 0, "amy")])
def test_of_two_questions_the_newer_one_is_gone_on_with(mine, theirs, newer):
    stays, goes = question(STAYS, "q1", NOON + mine, 3), question(GOES, "q2", NOON + theirs, 6)
    told, gone = joined(stays, goes, act(2 * DAY))
    assert told.effort["agent"] == newer
    assert scores(*apart(told, gone)) == scores(stays, goes)
    told = scored(told, answer(7, NOON + 3 * DAY))
    wanted = {"amy": [("amy", "q1", 7, 7), ("bob", "q2", 6, 6)], "bob": [("amy", "q1", 3, 3), ("bob", "q2", 7, 7)]}
    assert scores(*apart(told, gone)) == wanted[newer]


def test_a_late_answer_to_the_older_of_two_questions_is_not_that_of_the_newer_one():
    told, gone = joined(question(STAYS, "q1", NOON), question(GOES, "q2", NOON + DAY, 6), act(2 * DAY))
    told = scored(told, answer(1, NOON + 3 * DAY, effort_question="q1"))
    assert scores(told) == [("bob", "q2", 6, 1)]
    assert scores(*apart(told, gone)) == [("amy", "q1", None, 1), ("bob", "q2", 6, 6)]


def test_a_question_asked_since_stays_where_it_was_asked():
    told, gone = joined(STAYS, question(GOES, "q1", NOON, 4), act(DAY))
    told = question(told, "q2", NOON + 2 * DAY, 6)
    assert scores(*apart(told, gone)) == [("amy", "q2", 6, 6), ("bob", "q1", 4, 4)]


def test_an_answer_that_nobody_asked_for_goes_with_what_it_corrects():
    goes = scored(GOES, answer(2, NOON + MINUTE))
    told, gone = joined(STAYS, goes, act(DAY))
    told = scored(told, answer(3, NOON + 2 * DAY))
    assert scores(*apart(told, gone)) == [(None, None, None, 0), ("bob", None, 3, 3)]


def test_what_was_merged_before_this_was_kept_parts_as_it_is():
    told, gone = joined(STAYS, question(GOES, "q1", NOON), act(DAY))
    (own,) = told.own
    old = replace(told, effort={}, own=({name: one for name, one in own.items() if name != "effort"},))
    assert scores(*apart(old, gone)) == [(None, None, None, 0), ("bob", "q1", None, 0)]
